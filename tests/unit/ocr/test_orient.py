"""Which way is up, where the reader is sure and where it has no letters for the script."""

from __future__ import annotations

import pytest

from services.ocr.orient import _stands_better


@pytest.mark.parametrize(
    ("over", "upright", "known", "turned"),
    [
        (0.99, 0.72, True, True),  # plain print upside down
        (0.70, 0.99, True, False),
        (0.75, 0.62, True, False),  # Cyrillic as it was photographed
        (0.75, 0.62, False, True),  # a paper on its side may lie either way
        (0.80, 0.60, True, True),  # faint print, but clearly better
    ],
)
def test_print_is_turned_over_only_where_it_clearly_reads_better(
    over: float, upright: float, known: bool, turned: bool
) -> None:
    assert _stands_better(over, upright, known=known) is turned
