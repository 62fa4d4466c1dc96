"""The supplier's name at the head of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.ocr.extract.dates import find_dates
from services.ocr.layout import Span, TextLine

_HEAD = 9
_LEGAL = re.compile(
    r"(?<![A-Z])(?:S\.?\s?R\.?\s?L\.?|SRL-D|S\.\s?A\.|S\.?C\.|P\.?F\.?A\.?|I\.?I\.|S\.?N\.?C\.?|R\.A\.|SDN|[S5]\s?/\s?B|BHD|GMBH|MBH|AG|KG|E\.?\s?K|"
    r"OHG|LTD|LIMITED|LLC|INC|PLC|CO|SARL|SAS|SPA|S\.P\.A|KFT|ZRT|BT|NYRT|EOOD|OOD|AD|SP\.?\s?Z\s?O\.?\s?O|ENTERPRISE|TRADING)(?![A-Z])"
)
_ENDING = re.compile(r"^[^A-Z0-9]*(?:SDN\.?\s?BHD|BHD|S\.?R\.?L|GMBH|AG|\(?M\)?\s?SDN)")
_NOT_NAME = re.compile(
    r"(?<![A-Z])(?:TAX INVOICE|INVOICE|RECEIPT|BON FISCAL|THANK|WELCOME|TEL|FAX|PHONE|GST|REG|CO\.? ?NO|COMPANY NO|ROC|"
    r"DATE|LOT|NO\.|JALAN|JLN|"
    r"STR|CIF|C\.I\.F|CUI|TABLE|CASHIER|COPY|DUPLICATE|WWW|HTTP|KASSENBON|RECHNUNG|QUITTUNG|OFFNUNGSZEITEN|"
    r"UNSERE|PLEASE)(?![A-Z])"
)
_REGISTRATION = re.compile(r"\s*[\(\[\{]\s*(?:CO\.?\s*(?:REG|NO)[^)]*|[A-Z]{0,3}[0-9][0-9A-Z -]{3,14})[\)\]\}]?\s*$")


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    span: Span
    certainty: float


def find_name(lines: Sequence[TextLine]) -> Name | None:
    """The line among the first that names a company: one with a legal form, else the first with a word on it."""
    head = [line for line in lines[:_HEAD] if _could_be_name(line)]
    legal = [line for line in head if _LEGAL.search(line.key)]
    if not head:
        return None
    chosen = (legal or head)[0]
    name = _clean(chosen)
    if _ENDING.search(chosen.key) and chosen.index > 0 and _could_be_name(lines[chosen.index - 1]):
        name = f"{_clean(lines[chosen.index - 1])} {name}"
    return Name(name, chosen.whole, 0.9 if legal else 0.7)


def _could_be_name(line: TextLine) -> bool:
    letters = sum(character.isalpha() for character in line.key)
    return (
        letters >= 3
        and letters * 2 >= len(line.key.replace(" ", ""))
        and not _NOT_NAME.search(line.key)
        and not find_dates(line)
    )


def _clean(line: TextLine) -> str:
    match = _REGISTRATION.search(line.key)
    text = line.text[: match.start()] if match else line.text
    return text.strip(" -*:,")
