"""How one till writes: decimal separator, dates, case, diacritics, and the rows that a printer understands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from random import Random
from typing import Literal

PLAIN_LETTERS = str.maketrans("ăâîșțĂÂÎȘȚ", "aaistAAIST")


Art = Literal["", "logo", "barcode", "qr"]
Figures = Literal["right", "beside", "dotted"]


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: text at the left edge, at the right edge, or centred; `wide`/`tall` are big letters.

    `art` is drawn in place of text: `logo`, `barcode` or `qr`.
    """

    left: str = ""
    right: str = ""
    centre: str = ""
    wide: int = 1
    tall: int = 1
    bold: bool = False
    art: Art = ""


_AMOUNT = re.compile(r"\d[.,]\d\d(?!\d|[.,])")


@dataclass(frozen=True, slots=True)
class Voice:
    """The habits of one till, the same on every row of a receipt.

    `figures` says where a row's amount stands: at the right edge, right beside its label, or after leading dots.
    """

    columns: int
    decimal: str
    thousands: str
    date_format: str
    seconds: bool
    upper: bool
    diacritics: bool
    colon: str
    minus_last: bool
    unit_dot: bool
    figures: Figures
    rule: str
    currency: str

    def amount(self, bani: int) -> str:
        whole, cents = divmod(abs(bani), 100)
        figure = f"{whole:,}".replace(",", self.thousands) + f"{self.decimal}{cents:02d}"
        if bani >= 0:
            return figure
        return f"{figure}-" if self.minus_last else f"-{figure}"

    def label(self, name: str, value: str) -> str:
        """A name and its value as this till joins them."""
        return f"{name}{self.colon}{value}"

    def unit(self, unit: str) -> str:
        return f"{unit.lower()}." if self.unit_dot else unit

    def number(self, value: Decimal, places: int | None = None) -> str:
        text = f"{value:f}" if places is None else f"{value:.{places}f}"
        return text.replace(".", self.decimal)

    def percent(self, basis_points: int, places: int) -> str:
        return self.number(Decimal(basis_points) / 100, places)

    def day(self, day: date) -> str:
        return day.strftime(self.date_format)

    def clock(self, clock: time) -> str:
        return clock.strftime("%H:%M:%S" if self.seconds else "%H:%M")

    def text(self, text: str) -> str:
        if self.upper:
            text = text.upper()
        return text if self.diacritics else text.translate(PLAIN_LETTERS)

    def spoken(self, row: Row) -> Row:
        """The row in this till's case and letters, its amount where this till puts it."""
        left, right, centre = self.text(row.left), self.text(row.right), self.text(row.centre)
        is_amount = left and _AMOUNT.search(right)
        if is_amount and self.figures == "beside":
            left, right = left + (" " if left[-1] in ":=" else ": ") + right, ""
        elif is_amount and self.figures == "dotted" and row.wide == 1:
            left, right = left.ljust(self.columns - len(right), ".") + right, ""
        return Row(left, right, centre, row.wide, row.tall, row.bold, row.art)


DATE_FORMATS = (
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%y",
    "%Y/%m/%d", "%Y.%m.%d", "%d/%m/%Y", "%d-%m-%Y",
)  # fmt: skip


def draw_voice(rng: Random, romanian_font: bool) -> Voice:
    decimal = rng.choice(".,,.")
    return Voice(
        columns=rng.choice((32, 32, 36, 38, 40, 42, 42, 44, 48)),
        decimal=decimal,
        thousands=rng.choice(("", "", "", "." if decimal == "," else ",")),
        date_format=rng.choice(DATE_FORMATS),
        seconds=rng.random() < 0.6,
        upper=rng.random() < 0.65,
        diacritics=romanian_font and rng.random() < 0.3,
        colon=rng.choice((":", ": ", " : ", " ", ": ", ". ")),
        minus_last=rng.random() < 0.06,
        unit_dot=rng.random() < 0.2,
        figures=rng.choices(("right", "beside", "dotted"), (82, 12, 6))[0],
        rule=rng.choice("--==*-._"),
        currency=rng.choice(("", "", " LEI", " RON", " Lei")),
    )
