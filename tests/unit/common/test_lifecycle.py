"""How a part starts and ends, as a process of its own."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from services.common import lifecycle

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
import asyncio, sys
from services.common import lifecycle
from services.common.config import ConfigurationError
from services.common.errors import Unavailable

async def main(stopping):
    {body}

sys.exit(lifecycle.run(main))
"""


def part(body: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT.format(body=body)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_part_in_order(number: signal.Signals) -> None:
    process = part("print('up', flush=True); await stopping.wait(); print('drained', flush=True)")
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    process.send_signal(number)
    rest, errors = process.communicate(timeout=10)
    assert (process.returncode, rest, errors) == (0, "drained\n", "")


def test_a_wrong_configuration_is_one_line_and_status_2() -> None:
    process = part("raise ConfigurationError('DATABASE_URL is not set')")
    _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (2, "configuration: DATABASE_URL is not set\n")


def test_a_dependency_that_is_away_at_the_start_is_status_1_without_a_traceback() -> None:
    process = part("raise Unavailable('bus_unavailable', 'away')")
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 1
    assert "Traceback" not in errors


async def test_a_task_that_should_run_for_ever_ends_the_part_when_it_ends() -> None:
    async def ends() -> None:
        return None

    with pytest.raises(RuntimeError, match="relay ended by itself"):
        await lifecycle.until_stopped(asyncio.Event(), asyncio.create_task(ends(), name="relay"))


async def test_what_hangs_is_cut_off_after_the_grace() -> None:
    hanging = asyncio.create_task(asyncio.Event().wait())
    done: list[int] = []

    async def quick() -> None:
        done.append(1)

    await lifecycle.finish(asyncio.create_task(quick()), hanging, seconds=0.1)  # type: ignore[arg-type]
    assert done == [1]
    assert hanging.cancelled()
