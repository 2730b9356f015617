"""Work that a signal ends tidily."""

import asyncio
import os
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

T = TypeVar("T")


class Stopped(Exception):
    """A signal asked for the end. `exit_code` is the shell's for it: 130 for Ctrl-C."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(number.name)
        self.exit_code = 128 + number


async def until_stopped(work: Coroutine[Any, Any, T]) -> T:
    """The work's result; raises `Stopped` when a signal ended it, after it has tidied up.

    A second signal ends the process at once, and with it, by the kernel, its children.
    """
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work)
    received: list[signal.Signals] = []

    def on_signal(number: signal.Signals) -> None:
        if received:
            os._exit(128 + number)
        received.append(number)
        task.cancel()

    for number in _STOP_SIGNALS:
        loop.add_signal_handler(number, on_signal, number)
    try:
        return await task
    except asyncio.CancelledError:
        if received:
            raise Stopped(received[0]) from None
        raise
    finally:
        for number in _STOP_SIGNALS:
            loop.remove_signal_handler(number)
