# SPDX-License-Identifier: EUPL-1.2
"""Becomes COMMAND tied to its parent's life: `child.py PARENT SIGNAL IDENTITY COMMAND…` (a program, not a module).

The kernel forgets the parent-death signal when credentials change, so it is asked for last, just before exec.
"""

import ctypes
import os
import signal
import struct
import sys
from pathlib import Path

NOBODY = 65534
CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
CAPABILITY_VERSION_3, CAP_DAC_OVERRIDE = 0x20080522, 1

libc = ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: object) -> None:
    """Call a C function that answers 0 when all is well."""
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def write(path: str, text: str) -> None:
    """Write a kernel file in one go."""
    Path(path).write_text(text, encoding="ascii")


def enter_namespace() -> None:
    """Root outside is nobody inside: files stay root's, and PostgreSQL does not see root."""
    user, group = os.geteuid(), os.getegid()
    call("unshare", CLONE_NEWUSER)
    write("/proc/self/setgroups", "deny")
    write("/proc/self/uid_map", f"{NOBODY} {user} 1")
    write("/proc/self/gid_map", f"{NOBODY} {group} 1")


def drop_to_nobody() -> None:
    """Where user namespaces are denied: be nobody, but keep root's way through closed folders on the path."""
    call("prctl", PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    kept = 1 << CAP_DAC_OVERRIDE
    call(
        "capset",
        struct.pack("=Ii", CAPABILITY_VERSION_3, 0),
        struct.pack("=6I", kept, kept, kept, 0, 0, 0),
    )
    call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def main() -> None:
    """Take the identity, ask for the death signal, check that the parent still lives, exec."""
    parent, death, identity, *command = sys.argv[1:]
    if identity == "namespace":
        enter_namespace()
    elif identity == "nobody":
        drop_to_nobody()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    call("prctl", PR_SET_PDEATHSIG, int(death), 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit(1)
    if command:
        os.execvp(command[0], command)


main()
