"""Reports on paper: every letter and every ban is there, on the page, and the same report is the same file."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.common.errors import Invalid
from services.ledger import paper
from services.ledger.paper import Heading, pdf, words
from services.ledger.paper.layout import MARGIN
from services.ledger.reports.report import Column, Kind, Report, Value, Words, amount, summed

HEADING = Heading("Șapte Țevi și Întăriri SRL", "RO14399840", date(2024, 3, 1), date(2024, 3, 31))
NAME = "Întreprinderea Individuală „Gânju Ștefăniță și Țârdea”"
COLUMNS = (
    Column("date", Words("Data", "Date"), Kind.DATE),
    Column("number", Words("Document", "Document"), Kind.CODE),
    Column("name", Words("Furnizor", "Supplier")),
    Column("rate", Words("Cota", "Rate"), Kind.RATE),
    amount("total", "Total", "Total"),
)


def table(rows: list[tuple[Value, ...]], columns: tuple[Column, ...] = COLUMNS) -> Report:
    return summed(Words("Jurnal de cumpărări", "Purchase journal"), columns, rows)


def row(number: int = 1, name: str = NAME, bani: int = 123456) -> tuple[Value, ...]:
    return (date(2024, 3, 15), f"BF {number}", name, 1900, bani)


def opened(content: bytes) -> Iterator[tuple[pypdfium2.PdfPage, str]]:
    """Each page and its text."""
    document = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            text = page.get_textpage()
            yield page, text.get_text_range()
            text.close()
            page.close()
    finally:
        document.close()


def texts(content: bytes) -> list[str]:
    return [text for _, text in opened(content)]


def dense(text: str) -> str:
    """Without blanks; a hyphen that ends a line is for PDFium the mark of a divided word."""
    text = text.replace("\ufffe", "-").replace("\x02", "-")
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())


def test_an_inspector_sees_whose_report_it_is_and_of_when_on_every_page() -> None:
    pages = texts(paper.written(table([row(number) for number in range(120)]), HEADING))
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        for words_there in (
            HEADING.company,
            "RO14399840",
            "Jurnal de cumpărări",
            "01.03.2024 – 31.03.2024",
            "Furnizor",
        ):
            assert words_there in text
        assert f"Pagina {number} din {len(pages)}" in text
        assert ("TOTAL" in text) == ("Întocmit" in text) == (number == len(pages))


def test_romanian_letters_and_amounts_are_as_romanians_write_them() -> None:
    [text] = texts(paper.written(table([row(), row(2, "ăâîșț ĂÂÎȘȚ", -123456789)]), HEADING))
    assert NAME in text
    assert "ăâîșț ĂÂÎȘȚ" in text
    assert "15.03.2024 BF 2" in text
    assert "19%" in text
    assert "1.234,56" in text
    assert "-1.234.567,89" in text


@pytest.mark.parametrize(
    ("bani", "text"),
    [
        (0, "0,00"),
        (5, "0,05"),
        (-5, "-0,05"),
        (99_999, "999,99"),
        (100_000, "1.000,00"),
        (-(10**11), "-1.000.000.000,00"),
    ],
)
def test_an_amount_has_dots_between_thousands_and_a_comma(bani: int, text: str) -> None:
    assert words.amount(bani) == text


def test_a_period_may_be_open() -> None:
    assert words.period(None, date(2024, 3, 31)) == "… – 31.03.2024"
    assert words.period(None, None) == "toate perioadele"


def test_the_same_report_is_the_same_file_whoever_else_prints_at_the_time() -> None:
    reports = [table([row(number, f"{NAME} {each}") for number in range(60)]) for each in range(4)]
    alone = [paper.written(report, HEADING) for report in reports]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda report: paper.written(report, HEADING), reports * 2))
    assert together == alone * 2


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.dates(date(1990, 1, 1), date(2100, 1, 1)),
            st.text("FCT-/0123456789", max_size=40),
            st.text("abcĂÂÎȘȚăâîșț0123456789 -–„”&.,()", max_size=150),
            st.sampled_from([None, 0, 550, 2100]),
            st.integers(-(10**13), 10**13),
        ),
        max_size=30,
    ),
    st.integers(1, 18),
)
@example([(date(2000, 1, 1), "00000000000000000000000000000C-", "abc-", None, 10**12)], 2)
def test_no_letter_and_no_ban_is_lost_or_off_the_page(drawn: list[tuple[Value, ...]], amounts: int) -> None:
    money = tuple(amount(f"base_{index}", f"Bază {index}%", "") for index in range(amounts))
    report = table([(*values, *[values[-1]] * amounts) for values in drawn], (*COLUMNS, *money))
    read = ""
    for page, text in opened(paper.written(report, HEADING)):
        width, height = page.get_size()
        for part in page.get_objects():
            left, bottom, right, top = part.get_bounds()
            assert left >= MARGIN - 1
            assert right <= width - MARGIN + 1
            assert bottom >= MARGIN - 8
            assert top <= height - MARGIN + 1
        read += dense(text)
    for values in report.all_rows:
        for value, column in zip(values, report.columns, strict=True):
            for word in words.printed(value, column.kind).split():
                assert dense(word) in read


def test_text_of_a_document_stays_in_its_column() -> None:
    """A name as long as one likes, without a blank or with a line break, is broken and overlaps nothing."""
    report = table([row(1, "X" * 300), row(2, "rândul unu\nrândul doi\tși\x00 trei")])
    [text] = texts(paper.written(report, HEADING))
    assert dense(text).count("X") == 300
    assert "rândul unu rândul doi și trei" in text


def test_a_table_that_is_too_wide_goes_across_and_then_on_larger_paper() -> None:
    sizes = []
    for amounts in (2, 8, 22):
        money = tuple(amount(f"base_{index}", f"Bază {index}%", "") for index in range(amounts))
        report = table([(*row(), *[123_456_789] * amounts)], (*COLUMNS, *money))
        [(width, height)] = [page.get_size() for page, _ in opened(paper.written(report, HEADING))]
        sizes.append((round(width), round(height)))
    assert sizes == [(595, 842), (842, 595), (1191, 842)]


def test_totals_and_signatures_are_never_alone_on_a_page() -> None:
    for rows in range(1, 120, 7):
        last = texts(paper.written(table([row(number) for number in range(rows)]), HEADING))[-1]
        assert f"BF {rows - 1}" in last


def test_an_empty_report_and_one_without_totals_can_be_printed() -> None:
    empty = table([])
    untotalled = Report(empty.title, empty.columns, [row()])
    assert "TOTAL" in texts(paper.written(empty, HEADING))[0]
    assert "TOTAL" not in texts(paper.written(untotalled, HEADING))[0]


def test_more_rows_than_anybody_prints_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_ROWS", 2)
    with pytest.raises(Invalid) as refusal:
        paper.written(table([row(), row(), row()]), HEADING)
    assert (refusal.value.reason, refusal.value.metadata) == ("report_too_large", {"most": "2"})
