"""Decoding happens in another process, which may die, hang or eat memory without harm to this one."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from benchmarks.sample_files import encoded, pdf, pdf_text, png_header, sample_files
from services.ocr.decode import Picture, TextPage, Xml, decode
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import MIB, Limits
from services.ocr.sandbox import Sandbox

SAMPLES = sample_files()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


def worker_of(sandbox: Sandbox) -> int:
    assert sandbox.worker is not None
    return sandbox.worker


@pytest.mark.parametrize("name", SAMPLES)
def test_the_worker_gives_what_decoding_in_place_gives(sandbox: Sandbox, name: str) -> None:
    here, there = list(decode(SAMPLES[name], Limits())), list(sandbox.decode(SAMPLES[name]))
    assert len(here) == len(there)
    for mine, its in zip(here, there, strict=True):
        assert type(mine) is type(its)
        if isinstance(mine, Picture) and isinstance(its, Picture):
            assert np.array_equal(mine.pixels, its.pixels)
        if isinstance(mine, TextPage) and isinstance(its, TextPage):
            assert mine.page.words == its.page.words
            assert np.array_equal(mine.page.to_file, its.page.to_file)
        if isinstance(mine, Xml):
            assert mine == its


def test_one_worker_serves_file_after_file(sandbox: Sandbox) -> None:
    list(sandbox.decode(SAMPLES["png"]))
    first = worker_of(sandbox)
    with pytest.raises(ReadError):
        list(sandbox.decode(b"rubbish"))
    list(sandbox.decode(SAMPLES["jpeg"]))
    assert worker_of(sandbox) == first


def test_a_file_left_half_way_does_not_disturb_the_next(sandbox: Sandbox) -> None:
    pages = sandbox.decode(SAMPLES["tiff"])
    next(pages)
    pages.close()
    assert len(list(sandbox.decode(SAMPLES["tiff"]))) == 2


def test_a_worker_that_was_killed_while_idle_is_replaced(sandbox: Sandbox) -> None:
    list(sandbox.decode(SAMPLES["png"]))
    os.kill(worker_of(sandbox), signal.SIGKILL)
    time.sleep(0.1)
    assert len(list(sandbox.decode(SAMPLES["png"]))) == 1


def test_a_worker_that_dies_on_a_file_gives_a_reason_and_is_replaced(sandbox: Sandbox) -> None:
    list(sandbox.decode(SAMPLES["png"]))
    os.kill(worker_of(sandbox), signal.SIGSTOP)
    pages = sandbox.decode(SAMPLES["png"])
    os.kill(worker_of(sandbox), signal.SIGKILL)
    with pytest.raises(ReadError) as failed:
        list(pages)
    assert failed.value.reason == Reason.BROKEN_FILE
    assert len(list(sandbox.decode(SAMPLES["png"]))) == 1


def test_a_file_that_takes_too_long_is_given_up_in_time() -> None:
    slow = pdf(b" ".join(b"%d 0 m 0 %d l S" % (i % 298, i % 420) for i in range(200_000)), pages=50)
    with Sandbox(Limits(seconds=1.5)) as sandbox:
        list(sandbox.decode(SAMPLES["png"]))
        started = time.monotonic()
        with pytest.raises(ReadError) as failed:
            list(sandbox.decode(slow))
        assert failed.value.reason == Reason.TIME_LIMIT
        assert time.monotonic() - started < 4
        assert len(list(sandbox.decode(SAMPLES["png"]))) == 1


def test_time_that_the_reader_takes_is_not_the_decoders() -> None:
    with Sandbox(Limits(seconds=1.0)) as sandbox:
        sandbox.start()
        time.sleep(0.5)
        pages = sandbox.decode(SAMPLES["tiff"])
        next(pages)
        time.sleep(1.2)
        assert len(list(pages)) == 1


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    large = encoded(Image.new("RGB", (10_000, 10_000)), "PNG")
    with Sandbox(Limits(memory=300 * MIB)) as sandbox:
        with pytest.raises(ReadError) as failed:
            list(sandbox.decode(large))
        assert failed.value.reason == Reason.MEMORY_LIMIT
        assert len(list(sandbox.decode(SAMPLES["png"]))) == 1


def test_a_huge_file_is_refused_without_being_sent_whole(sandbox: Sandbox) -> None:
    with pytest.raises(ReadError) as failed:
        list(sandbox.decode(SAMPLES["jpeg"] + bytes(30 * MIB)))
    assert failed.value.reason == Reason.TOO_LARGE


def test_a_claim_of_billions_of_pixels_costs_nothing(sandbox: Sandbox) -> None:
    started = time.monotonic()
    with pytest.raises(ReadError) as failed:
        list(sandbox.decode(png_header(50_000, 50_000)))
    assert failed.value.reason == Reason.TOO_MANY_PIXELS
    assert time.monotonic() - started < 2


def test_the_worker_inherits_no_secrets(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    with Sandbox() as fresh:
        list(fresh.decode(SAMPLES["png"]))
        with open(f"/proc/{worker_of(fresh)}/environ", "rb") as environment:
            assert b"secret" not in environment.read()


def test_the_worker_ends_with_its_sandbox() -> None:
    with Sandbox() as fresh:
        list(fresh.decode(SAMPLES["png"]))
        worker = worker_of(fresh)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_a_sandbox_closes_while_a_file_is_half_read() -> None:
    sandbox = Sandbox()
    pages = sandbox.decode(pdf(pdf_text(mode=3), pages=50))
    next(pages)
    sandbox.close()
    with pytest.raises(ReadError):
        list(pages)


def test_many_pages_are_not_all_held_at_once(sandbox: Sandbox) -> None:
    """The worker waits for the reader, at most a page ahead."""
    pages = sandbox.decode(pdf(pdf_text(mode=3), pages=50))
    first = next(pages)
    assert isinstance(first, Picture)
    assert sum(1 for _ in pages) == 49
