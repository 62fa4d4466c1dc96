"""Civil dates and times in the orders and languages that tills print, and the choice of the document's day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ocr.extract.dates import find_dates, find_time
from services.ocr.extract.when import find_issue_date
from services.ocr.layout import TextLine, read_lines
from services.ocr.words import Page, Word

TODAY = date(2026, 11, 20)


def line(text: str) -> TextLine:
    return TextLine((Word(text, ((0, 0), (100, 0), (100, 10), (0, 10)), 1.0),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14.03.2024", date(2024, 3, 14)),
        ("14-03-24", date(2024, 3, 14)),
        ("2024-03-14", date(2024, 3, 14)),
        ("2024.03.14.", date(2024, 3, 14)),
        ("20240314/191204", date(2024, 3, 14)),
        ("13:21:222024/02/19", date(2024, 2, 19)),
        ("2024/07/2308:23:01", date(2024, 7, 23)),
        ("14.03.202417:22", date(2024, 3, 14)),
        ("/18/03/2025", date(2025, 3, 18)),
        ("0093.. .25.03.23", date(2023, 3, 25)),
        ("DATA 05/10/260RA 10:55", date(2026, 10, 5)),
        ("DATA 13.10.20250RA 06:50", date(2025, 10, 13)),
        ("Z:2335.2026.02.19 20:32", date(2026, 2, 19)),
        ("11:51:1917.02.24", date(2024, 2, 17)),
        ("14 martie 2024", date(2024, 3, 14)),
        ("14 March 2024", date(2024, 3, 14)),
        ("14. März 2024", date(2024, 3, 14)),
        ("14 mars 2024", date(2024, 3, 14)),
        ("14 marzo 2024", date(2024, 3, 14)),
        ("14 août 2024", date(2024, 8, 14)),
        ("14 enero 2024", date(2024, 1, 14)),
        ("14 gennaio 2024", date(2024, 1, 14)),
        ("14 de abril de 2024", date(2024, 4, 14)),
        ("2024. május 14.", date(2024, 5, 14)),
        ("14 października 2024", date(2024, 10, 14)),
        ("14 октомври 2024", None),
        ("02/JAN/2017", date(2017, 1, 2)),
        ("24 MAR 18", date(2018, 3, 24)),
        ("March 14, 2024", date(2024, 3, 14)),
        ("14 Mar'24 16:52PM", date(2024, 3, 14)),
        ("14 Mac 2024", date(2024, 3, 14)),
        ("5 Disember 2018", date(2018, 12, 5)),
        ("3 MARTINI 12.50", None),
        ("07/23/2025", date(2025, 7, 23)),
        ("28.02.2510:15", date(2025, 2, 28)),
        ("31.02.2024", None),
        ("2024-03-1?", None),
        ("12.50 13.60 2024", None),
        ("0123456789", None),
    ],
)
def test_a_date_in_any_order_and_language(text: str, expected: date | None) -> None:
    assert [found.day for found in find_dates(line(text))] == ([] if expected is None else [expected])


@given(
    st.dates(date(2000, 1, 1), date(2049, 12, 31)), st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"])
)
def test_any_date_is_read_as_it_was_printed(day: date, print_: str) -> None:
    assert [found.day for found in find_dates(line(f"DATA: {day.strftime(print_)} ORA: 12:30"))] == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORA: 17:22:05", "17:22"),
        ("14.03.2024 17:22", "17:22"),
        ("14.03.202417:22", "17:22"),
        ("03:09:12 PM", "15:09"),
        ("12:05 AM", "00:05"),
        ("7:02", "07:02"),
        ("ORA:17:22", "17:22"),
        ("14.03.2024", None),
        ("TOTAL 12.50", None),
        ("25:61", None),
    ],
)
def test_the_time_of_day(text: str, expected: str | None) -> None:
    found = find_time(line(text))
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DATA: 14.03.2024\nVALABIL PANA LA 31.12.2024 23:59", date(2024, 3, 14)),
        ("GARANTIE EXPIRA 01.01.2027\n14.03.2024 17:22", date(2024, 3, 14)),
        ("14.03.2024 17:22\nKARTE GÜLTIG BIS 01.12.2026", date(2024, 3, 14)),
        ("14.03.2034 10:00\nDATA 14.03.2024", date(2024, 3, 14)),
        ("01.02.2024\n14.03.2024\n14.03.2024", date(2024, 3, 14)),
        ("Anreise: 12.03.2024\n12.03.2024  Logis\nRechnungsdatum  14.03.2024", date(2024, 3, 14)),
        ("NO DATE HERE", None),
    ],
)
def test_the_day_of_the_document_among_other_dates(
    paper: Callable[..., Page], text: str, expected: date | None
) -> None:
    found = find_issue_date(read_lines(paper(text)), TODAY)
    assert (found.day if found else None) == expected


@pytest.mark.parametrize("text", ["09/04/2025", "09/04/25", "9/4/2025 1:07 PM", "Sep 4, 2025"])
def test_american_dates_are_read_month_first_where_asked(text: str) -> None:
    assert [found.day for found in find_dates(line(text), month_first=True)] == [date(2025, 9, 4)]
