# SPDX-License-Identifier: EUPL-1.2
"""Redis as the broker, in a way that the worker outlives the loss of its connection.

kombu 5.7 asks a channel whose connection is gone to give its messages back, and a task that ends
after that to acknowledge its own. Both raise AttributeError, which Celery takes for the end of the
worker. Neither is needed: what is not acknowledged comes back after the visibility timeout.
"""

from typing import Any

from kombu.transport import redis


class Channel(redis.Channel):
    """Neither gives back nor acknowledges what belonged to a connection that is gone."""

    do_restore = False

    def basic_ack(self, delivery_tag: Any, multiple: bool = False) -> None:
        """Acknowledge, while there is somebody to hear it."""
        if not self.closed:
            super().basic_ack(delivery_tag, multiple=multiple)

    def basic_reject(self, delivery_tag: Any, requeue: bool = False) -> None:
        """Give back, while there is somebody to take it."""
        if not self.closed:
            super().basic_reject(delivery_tag, requeue=requeue)


class Transport(redis.Transport):
    """Redis with that channel."""

    Channel = Channel
