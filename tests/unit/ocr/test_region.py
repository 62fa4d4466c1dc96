"""A piece of a page is read and shown as a page of its own, and of the rest nothing."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import numpy as np
import pytest
from contapics.document.v1 import document_pb2, events_pb2
from PIL import Image

from benchmarks.sample_files import drawn, encoded, pdf, pdf_text
from services.ocr.decode import Picture, TextPage, Wanted
from services.ocr.drawing import Drawing
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.pipeline import File, read_files
from services.ocr.readers.ppocr import PpOcr
from services.ocr.region import Region
from services.ocr.sandbox import Sandbox
from services.ocr.sources import digest_of, wanted_of

TOP, BOTTOM = Region(0, 0, 10_000, 4_000), Region(0, 4_000, 10_000, 10_000)


def receipt(name: str, total: str, cui: str) -> tuple[str, ...]:
    return (name, f"CIF RO{cui}", f"PAINE ALBA {total} B", f"TOTAL LEI {total}", f"NUMERAR {total}", "DATA 05-03-2024")


ONE, OTHER = receipt("MAGAZIN UNU SRL", "12,50", "12345674"), receipt("MAGAZIN DOI SRL", "30,00", "11201891")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


def decoded(sandbox: Sandbox, content: bytes, region: Region) -> Picture | TextPage:
    with closing(sandbox.decode(content, Wanted(region=region))) as pages:
        [page] = pages
    assert isinstance(page, Picture | TextPage)
    return page


def photo() -> bytes:
    """Two receipts on one sheet with nothing between them that tells them apart."""
    sheet = Image.new("RGB", (700, 1000), "white")
    sheet.paste(drawn((700, 400), ONE), (0, 0))
    sheet.paste(drawn((700, 600), OTHER), (0, 400))
    return encoded(sheet, "PNG")


def test_pieces_of_a_picture_meet_and_leave_nothing_out(sandbox: Sandbox) -> None:
    sheet = Image.fromarray(np.random.default_rng(1).integers(0, 255, (333, 201, 3), np.uint8))
    pieces = [decoded(sandbox, encoded(sheet, "PNG"), Region(0, top, 10_000, bottom)) for top, bottom in
              ((0, 3_337), (3_337, 10_000))]  # fmt: skip
    together = np.vstack([piece.pixels for piece in pieces if isinstance(piece, Picture)])
    assert np.array_equal(together, np.asarray(sheet))


def test_each_piece_is_read_alone_and_its_boxes_stand_on_it(sandbox: Sandbox) -> None:
    reader, found = PpOcr(), []
    for region in (TOP, BOTTOM):
        outcome = read_files(
            [File(photo(), Wanted(1, 1, region=region))], reader, sandbox, date(2024, 4, 1), whole=True
        )
        [extraction] = outcome.extractions
        found.append((extraction.supplier.cui, extraction.total))
        assert all(0 <= at <= 1 for point in extraction.boxes["total"].quad for at in point)
        assert outcome.page_counts == [1]
    assert found == [("12345674", 1250), ("11201891", 3000)]


def test_of_a_pdfs_text_only_the_words_on_the_piece_are_taken(sandbox: Sandbox) -> None:
    content = pdf(pdf_text(ONE))
    whole = decoded(sandbox, content, Region(0, 0, 10_000, 10_000))
    assert isinstance(whole, TextPage)
    first, *_, last = sorted(whole.page.words, key=lambda word: word.quad[0][1])
    middle = (first.quad[2][1] + last.quad[0][1]) / 2 / whole.page.height * 10_000
    below = decoded(sandbox, content, Region(0, round(middle), 10_000, 10_000))
    assert isinstance(below, TextPage)
    texts = {word.text for word in below.page.words}
    assert first.text not in texts
    assert last.text in texts
    assert below.page.height == pytest.approx(whole.page.height * (1 - middle / 10_000), abs=1)
    for word in below.page.words:
        at = below.page.in_file(np.array(word.quad))
        assert (at >= 0).all()
        assert (at <= 1).all()


@pytest.mark.parametrize("kind", ["picture", "pdf"])
def test_a_piece_is_drawn_as_wide_as_it_was_asked_for(kind: str) -> None:
    content = encoded(drawn((1200, 1600), ONE), "JPEG") if kind == "picture" else pdf(pdf_text(ONE))
    drawing = Drawing(Limits(), 1)
    try:
        page = asyncio.run(drawing.draw(content, 1, 320, Region(0, 0, 5_000, 5_000)))
        whole = asyncio.run(drawing.draw(content, 1, 320))
    finally:
        drawing.close()
    assert page.width <= 320
    assert (page.width, page.height) == pytest.approx((whole.width, whole.height), abs=4)
    assert Image.open(io.BytesIO(page.picture)).size == (page.width, page.height)


def test_a_piece_on_which_nothing_fits_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ReadError) as refused:
        decoded(sandbox, encoded(drawn((300, 200), ONE), "PNG"), Region(0, 0, 100, 100))
    assert refused.value.reason is Reason.TOO_SMALL


def test_pieces_are_kept_apart_in_the_cache_and_whole_files_under_their_old_names() -> None:
    def file(**values: int) -> events_pb2.StoredFile:
        region = document_pb2.Region(**values) if values else None
        return events_pb2.StoredFile(sha256="a" * 64, region=region)

    top, bottom = file(right=10_000, bottom=4_000), file(top=4_000, right=10_000, bottom=10_000)
    assert wanted_of(top).region == TOP
    assert len({digest_of([each], whole=True) for each in (file(), top, bottom)}) == 3
    assert digest_of([file()], whole=False) == "a" * 64
