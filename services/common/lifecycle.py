"""How a part starts and stops: signals end it, what is in flight is finished, what hangs is cut off."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Awaitable, Callable

from services.common import telemetry
from services.common.config import ConfigurationError
from services.common.errors import DomainError

GRACE_SECONDS = 10.0

log = logging.getLogger(__name__)


def run(main: Callable[[asyncio.Event], Awaitable[None]]) -> int:
    """Run a part until SIGTERM or SIGINT sets the event that it is given; exit status for the process.

    `main` starts everything, waits for the event, drains and returns. A wrong configuration or a dependency that is
    away at the start gives one line and a status that a supervisor answers with a restart.
    """
    keep_imports()
    try:
        asyncio.run(_run(main))
    except ConfigurationError as error:
        print(f"configuration: {error}", file=sys.stderr)
        return 2
    except DomainError as error:
        log.error("can't start", extra={"reason": error.reason, "error": error.message})
        return 1
    finally:
        telemetry.shut_down()
    return 0


def keep_imports() -> None:
    """Let the garbage collector never look again at what is there for good.

    Else every large answer makes it walk through some hundred thousand objects of the imports several times: of the
    time that a purchase journal of 8,500 entries takes here, that was half.
    """
    gc.collect()
    gc.freeze()


async def _run(main: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, stopping.set)
    await main(stopping)


async def until_stopped(stopping: asyncio.Event, *tasks: asyncio.Task[None]) -> None:
    """Wait for the stop; raise what ended a task that should have run for ever."""
    stop = asyncio.create_task(stopping.wait())
    done, _ = await asyncio.wait({stop, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    for task in done - {stop}:
        task.result()
        raise RuntimeError(f"{task.get_name()} ended by itself")


async def finish(*tasks: asyncio.Task[None], seconds: float = GRACE_SECONDS) -> None:
    """Wait for tasks that were told to finish, then cancel those that hang."""
    if not tasks:
        return
    _, pending = await asyncio.wait(tasks, timeout=seconds)
    for task in pending:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
