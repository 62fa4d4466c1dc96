"""Pieces of pages: cut and cut again they tile the page, and put together they are the page again."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.document import sources
from services.document.region import WHOLE_PAGE, Region, parted
from services.document.sources import Source

POSITIONS = st.integers(200, 9800)
TOP, BOTTOM = parted(5000, across=True)
LEFT, RIGHT = parted(5000, across=False)


def source(sha256: str = "a", first: int | None = None, last: int | None = None, pages: int = 1) -> Source:
    return Source("key", sha256, "scan.pdf", "application/pdf", 1, "client", first, last, pages)


def area(region: Region) -> int:
    return (region.right - region.left) * (region.bottom - region.top)


@given(st.lists(st.tuples(POSITIONS, st.booleans(), st.booleans()), max_size=6))
def test_whatever_is_cut_nothing_is_lost_and_nothing_is_twice(cuts: list[tuple[int, bool, bool]]) -> None:
    whole = WHOLE_PAGE
    for position, across, keeps_first in cuts:
        one, other = (whole.within(piece) for piece in parted(position, across=across))
        assert area(one) + area(other) == area(whole)
        assert not one.overlaps(other)
        assert one.adjoins(other)
        assert (one.around(other) or WHOLE_PAGE) == whole
        whole = one if keeps_first else other


@pytest.mark.parametrize(
    ("one", "other", "adjoin"),
    [
        (TOP, BOTTOM, True),
        (LEFT, RIGHT, True),
        (TOP, TOP.within(LEFT), False),
        (TOP.within(LEFT), BOTTOM, False),
        (TOP.within(LEFT), BOTTOM.within(RIGHT), False),
        (TOP.within(LEFT), TOP.within(RIGHT), True),
    ],
)
def test_two_pieces_are_one_where_they_share_a_whole_side(one: Region, other: Region, adjoin: bool) -> None:
    assert one.adjoins(other) is other.adjoins(one) is adjoin


def test_a_cut_page_of_a_scan_is_whole_again_when_its_pieces_are_joined() -> None:
    scan = [source(pages=3)]
    before = [*sources.narrowed(scan, 1, 1), sources.cut(scan, 2, TOP)]
    after = [sources.cut(scan, 2, BOTTOM), *sources.narrowed(scan, 3, 3)]
    assert [sources.page_count(each) for each in (before, after)] == [2, 2]
    assert [each.span for each in sources.joined([before, after])] == [(1, 1), (2, 3)]
    assert all(each.region is None for each in sources.joined([before, after]))


def test_pieces_that_are_no_rectangle_together_stay_pages_of_their_own() -> None:
    page = [source()]
    quarter = sources.cut([sources.cut(page, 1, TOP)], 1, LEFT)
    assert quarter.region == TOP.within(LEFT)
    joined = sources.joined([[quarter], [sources.cut(page, 1, BOTTOM)]])
    assert [each.region for each in joined] == [TOP.within(LEFT), BOTTOM]


def test_pieces_of_a_page_are_read_beside_one_another_and_the_page_beside_none_of_them() -> None:
    page = [source()]
    top, bottom = sources.cut(page, 1, TOP), sources.cut(page, 1, BOTTOM)
    assert not sources.overlap(top, bottom)
    assert sources.overlap(top, page[0])
    assert sources.overlap(bottom, source(first=1, last=2, pages=2))
    assert not sources.overlap(top, source("b"))
    assert [each.region for each in sources.joined([[top], page])] == [None]


def test_a_piece_is_another_page_than_its_neighbour_and_survives_being_stored() -> None:
    top, bottom = (sources.cut([source()], 1, piece) for piece in (TOP, BOTTOM))
    assert len({sources.version(each) for each in ([source()], [top], [bottom])}) == 3
    assert sources.parsed({**asdict(top), "region": list(top.region or ())}) == top
    assert sources.parsed({name: value for name, value in asdict(source()).items() if name != "region"}) == source()
