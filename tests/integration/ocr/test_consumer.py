"""Documents off the bus: each read and reported once, whatever dies or breaks on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from contapics.document.v1 import events_pb2 as document
from contapics.document.v1.events_pb2 import StoredFile
from integration.ocr.conftest import TRIES, WORD, Desk, picture
from sqlalchemy import func, select, update

from benchmarks.sample_files import e_factura, encrypted_pdf, png_header
from services.common.blobs import Blobs
from services.common.errors import Unavailable
from services.common.ids import new_id
from services.ocr import consumer, models, operations, repository, upkeep
from services.ocr.consumer import RECEIVED, Consumer

Until = Callable[..., Awaitable[None]]


@asynccontextmanager
async def running(desk: Desk) -> AsyncIterator[Consumer]:
    """The consumer on the real bus until the block ends; then it finishes what it has."""
    task = asyncio.create_task(desk.consumer.run())
    try:
        yield desk.consumer
    finally:
        desk.reader.may_end.set()
        desk.bus.drain()
        await asyncio.wait_for(task, 30)


async def publish(desk: Desk, event: Any) -> str:
    message_id = str(new_id())
    await desk.bus.publish(RECEIVED, event.SerializeToString(), message_id, desk.tenant_id)
    return message_id


async def outcome(desk: Desk) -> list[tuple[str, bytes]]:
    """What was reported, as soon as anything was."""
    async with asyncio.timeout(30):
        while not (events := await desk.events()):  # noqa: ASYNC110 (the consumer sets no event here)
            await asyncio.sleep(0.05)
    return events


async def test_a_file_is_read_once_and_reported_once(desk: Desk) -> None:
    event = await desk.received(picture(), attempt=7)
    async with running(desk):
        await publish(desk, event)
        await outcome(desk)
    [read] = await desk.reads()
    assert (read.document_id, read.attempt) == (event.document_id, 7)
    [extraction] = read.extractions
    assert (extraction.file, extraction.text, extraction.reader) == ("bon.png", WORD, desk.reader.name)


async def test_the_same_message_again_has_no_second_effect(desk: Desk) -> None:
    message = desk.message(await desk.received(picture()))
    await asyncio.gather(*(desk.consumer.handle(message) for _ in range(TRIES)))
    await desk.consumer.handle(message)
    assert len(await desk.reads()) == 1


async def test_the_same_bytes_again_are_answered_from_the_cache_under_their_own_name(desk: Desk) -> None:
    await desk.consumer.handle(desk.message(await desk.received(picture())))
    read = desk.reader.read
    await desk.consumer.handle(desk.message(await desk.received(picture(), filename="alt nume.png")))
    assert desk.reader.read == read
    first, second = await desk.reads()
    assert (first.extractions[0].file, second.extractions[0].file) == ("bon.png", "alt nume.png")
    assert first.extractions[0].text == second.extractions[0].text


async def test_another_version_of_the_reader_reads_again(desk: Desk) -> None:
    await desk.consumer.handle(desk.message(await desk.received(picture())))
    read = desk.reader.read
    desk.reading.version += "+1"
    await desk.consumer.handle(desk.message(await desk.received(picture())))
    assert desk.reader.read > read


async def test_what_one_office_had_read_is_read_anew_for_another(desk: Desk) -> None:
    theirs = desk.another_office()
    await theirs.consumer.handle(theirs.message(await theirs.received(picture())))
    read = desk.reader.read
    await desk.consumer.handle(desk.message(await desk.received(picture())))
    assert desk.reader.read > read
    assert len(await desk.reads()) == len(await theirs.reads()) == 1


async def test_killed_between_reading_and_commit_it_reads_again_and_reports_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, report = desk.message(await desk.received(picture())), operations.report_read

    async def report_and_die(*arguments: Any) -> None:
        await report(*arguments)
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr(operations, "report_read", report_and_die)
        with pytest.raises(asyncio.CancelledError):
            await desk.consumer.handle(message)
    assert await desk.events() == []
    await desk.consumer.handle(message)
    assert len(await desk.reads()) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (encrypted_pdf(), "encrypted_pdf"),
        (png_header(50_000, 50_000), "too_many_pixels"),
        (b"\xff\xd8\xff\xe0 and no more", "broken_file"),
        (b"no file that we know", "unknown_type"),
    ],
)
async def test_a_file_that_can_not_be_read_is_reported_at_once_with_its_reason(
    desk: Desk, content: bytes, reason: str
) -> None:
    await desk.consumer.handle(desk.message(await desk.received(content)))
    assert await desk.failures() == [(reason, {})]


async def test_a_file_that_is_gone_from_the_store_is_reported_so(desk: Desk) -> None:
    await desk.consumer.handle(desk.message(await desk.received(picture(), blob_key=f"{desk.tenant_id}/gone")))
    assert await desk.failures() == [("file_missing", {})]


async def test_a_file_that_breaks_the_reader_is_given_up_after_its_tries(desk: Desk) -> None:
    event = await desk.received(picture())
    message = desk.message(event)
    desk.reader.breaks = True
    for _ in range(TRIES):
        with pytest.raises(RuntimeError, match="stumbled"):
            await desk.consumer.handle(message)
        assert await desk.events() == []
    read = desk.reader.read
    await desk.consumer.handle(message)
    await desk.consumer.handle(message)
    assert desk.reader.read == read
    assert await desk.failures() == [("reading_failed", {"tries": str(TRIES)})]
    desk.reader.breaks = False
    await desk.consumer.handle(desk.message(event))
    assert len(await desk.reads()) == 1, "a retry, which is another message, has tries of its own"
    async with desk.database.transaction(desk.tenant_id) as session:
        assert await session.scalar(select(func.count()).select_from(models.Try)) == 1, "what was read needs none kept"


async def test_a_poisonous_file_on_the_bus_ends_and_those_behind_it_are_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.common.bus.PAUSES", (0.1,))
    poison, good = await desk.received(picture(1)), await desk.received(b"".join([picture(2)]))
    desk.reader.breaks = True
    async with running(desk):
        await publish(desk, poison)
        await outcome(desk)
        desk.reader.breaks = False
        await publish(desk, good)
        async with asyncio.timeout(30):
            while not await desk.reads():  # noqa: ASYNC110 (as above)
                await asyncio.sleep(0.05)
    assert await desk.failures() == [("reading_failed", {"tries": str(TRIES)})]
    assert [read.document_id for read in await desk.reads()] == [good.document_id]


async def test_a_store_or_database_that_is_away_costs_a_file_no_try(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await desk.received(picture())

    async def away(*_: Any) -> bytes:
        raise Unavailable("storage_unavailable")

    message_id = str(new_id())
    with monkeypatch.context() as patched:
        patched.setattr(Blobs, "get", away)
        for deliveries in range(1, 3 * TRIES):
            with pytest.raises(Unavailable):
                await desk.consumer.handle(desk.message(event, deliveries, message_id))
    await desk.consumer.handle(desk.message(event, 3 * TRIES, message_id))
    assert len(await desk.reads()) == 1


async def test_a_reading_longer_than_the_bus_waits_is_not_delivered_to_another_reader(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    monkeypatch.setattr(consumer, "ACK_WAIT_SECONDS", 0.6)
    monkeypatch.setattr(operations, "CONSUMER", f"ocr-{desk.tenant_id}")
    event = await desk.received(picture())
    desk.reader.may_end.clear()
    async with running(desk):
        await publish(desk, event)
        await until(desk.reader.begun.is_set)
        await asyncio.sleep(2.5)
        assert desk.reader.read == 1
        desk.reader.may_end.set()
        await outcome(desk)
        await asyncio.sleep(1)
    assert len(await desk.reads()) == 1


async def test_an_invoice_with_reverse_charge_arrives_with_it(desk: Desk) -> None:
    tax = b'<c:TaxTotal xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">'
    tax += b"<c:TaxSubtotal><c:TaxCategory><cbc:ID>AE</cbc:ID></c:TaxCategory></c:TaxSubtotal></c:TaxTotal></Invoice>"
    marked = e_factura().replace(b"</Invoice>", tax)
    await desk.consumer.handle(desk.message(await desk.received(marked)))
    [read] = await desk.reads()
    assert list(read.extractions[0].regimes) == ["reverse_charge"]


async def test_what_is_too_much_for_an_event_is_reported_as_such_and_not_kept_back_for_ever(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MAX_EVENT_BYTES", 100)
    await desk.consumer.handle(desk.message(await desk.received(picture())))
    assert await desk.failures() == [("event_too_large", {})]
    assert await desk.reads() == []


async def test_the_largest_event_fits_the_bus(desk: Desk) -> None:
    assert desk.bus.client.max_payload > operations.MAX_EVENT_BYTES


async def test_several_files_are_read_in_order_as_one_and_kept_apart_from_each_alone(desk: Desk) -> None:
    one, other = await desk.received(picture(1)), await desk.received(picture(2))
    files = [StoredFile(blob_key=event.blob_key, sha256=event.sha256) for event in (one, other)]
    together = document.DocumentReceived()
    together.CopyFrom(one)
    together.whole = True
    together.files.extend(files)
    for event in (one, together):
        await desk.consumer.handle(desk.message(event))
    begun = desk.reader.read
    await desk.consumer.handle(desk.message(together))
    alone, first, again = await desk.reads()
    assert (len(alone.extractions), list(alone.page_counts)) == (1, [1])
    assert list(first.page_counts) == [1, 1]
    assert [(each.first_page, each.last_page) for each in first.page_ranges] == [(1, 2)]
    assert [extraction.text for extraction in first.extractions] == [f"{WORD}\n{WORD}"]
    assert again.extractions == first.extractions
    assert desk.reader.read == begun, "the repetition came from the cache"


async def test_tries_of_messages_that_the_bus_forgot_are_forgotten(desk: Desk) -> None:
    async with desk.database.transaction(desk.tenant_id) as session:
        for name in ("old", "young"):
            await repository.count_try(session, desk.tenant_id, name)
        begun_at = datetime.now(UTC) - timedelta(days=92)
        await session.execute(update(models.Try).where(models.Try.message_id == "old").values(begun_at=begun_at))
    assert await upkeep.forget_tries(desk.database) == 1
    async with desk.database.transaction(desk.tenant_id) as session:
        assert list(await session.scalars(select(models.Try.message_id))) == ["young"]
