# SPDX-License-Identifier: EUPL-1.2
"""Loopback ports: is one free, and which one to take."""

import secrets
import socket

# Below the range from which Linux takes the ports of outgoing connections, so a restarted server finds its port free.
CHOICE = range(20000, 32000)


def is_free(port: int, *, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError:
            return False
    return True


def free_port() -> int:
    """A free loopback port."""
    return next(port for port in secrets.SystemRandom().sample(CHOICE, len(CHOICE)) if is_free(port))
