"""The plain HTTP side of every part."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette

from services.common import ops


async def get(path: str, checks: dict[str, ops.Check]) -> httpx.Response:
    transport = httpx.ASGITransport(Starlette(routes=ops.ops_routes(checks)))
    async with httpx.AsyncClient(transport=transport, base_url="http://part") as client:
        return await client.get(path)


async def works() -> None:
    return None


async def fails() -> None:
    raise RuntimeError("secret address of the database")


async def hangs() -> None:
    await asyncio.sleep(60)


async def test_a_part_whose_checks_hold_is_ready() -> None:
    answer = await get("/readyz", {"database": works})
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "checks": {"database": True}})


async def test_a_part_is_not_ready_while_one_check_fails_or_hangs_and_says_which(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ops, "CHECK_SECONDS", 0.1)
    answer = await get("/readyz", {"database": works, "bus": fails, "store": hangs})
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": True, "bus": False, "store": False}
    assert "secret" not in answer.text


async def test_a_part_that_is_not_ready_is_alive_all_the_same() -> None:
    assert (await get("/healthz", {"database": fails})).text == "ok"


async def test_metrics_are_in_the_format_of_prometheus() -> None:
    answer = await get("/metrics", {})
    assert answer.headers["content-type"].startswith("text/plain")
    assert "# TYPE" in answer.text
