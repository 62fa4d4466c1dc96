"""The installation that the tests of a session share, and offices in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from e2e.installation import Installation, Office, start, stop
from e2e.installation import draw_receipt as draw
from e2e.roa import Roa
from e2e.roa import running as roa_running


@pytest.fixture(scope="session")
def roa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Roa]:
    """Books of ROA that the shared installation can reach."""
    with roa_running(tmp_path_factory.mktemp("roa")) as books:
        yield books


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory, roa: Roa) -> Iterator[Installation]:
    """The installation that the tests of a session share; its folder's name has a space."""
    running = start(tmp_path_factory.mktemp("contapics") / "with space", **roa.environment)
    yield running
    stop(running)


@pytest.fixture
def office(installation: Installation) -> Office:
    return installation.office()


@pytest.fixture
def other_office(installation: Installation) -> Office:
    return installation.another_office()


@pytest.fixture
def draw_receipt() -> Callable[[int], bytes]:
    """Pictures of a receipt, different by number: PNG bytes."""
    return draw
