# SPDX-License-Identifier: EUPL-1.2
"""Waiting for what another task or process brings about."""

import asyncio
import time
from collections.abc import Callable


async def until(true: Callable[[], object], *, within: float = 5) -> float:
    """Wait until something is so; how many seconds it took. Raises TimeoutError."""
    began = time.monotonic()
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 what is waited for knows no event
            await asyncio.sleep(0.005)
    return time.monotonic() - began
