"""The supplier's name at the head of a document: the line with a legal form, put together and cleaned of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.ocr.extract.dates import find_dates
from services.ocr.layout import Span, TextLine, fold

_HEAD = 10
_LEGAL = re.compile(
    r"(?<![A-Z])(?:S\.?\s?R\.?\s?L\.?|SRL-D|S\.\s?A|S\.C\.|SC(?=\s)|SA(?=\W*$)|P\.?F\.?A|I\.?I|S\.?N\.?C|S\.?C\.?S|R\.A|"
    r"SDN|[S5]\s?/\s?B|BHD|GMBH|MBH|AG|KG|E\.?\s?K|OHG|LTD|LIMITED|LLC|INC|PLC|CO|SARL|SAS|SPA|S\.P\.A|KFT|ZRT|BT|NYRT|"
    r"EOOD|OOD|AD|SP\.?\s?Z\s?O\.?\s?O|S\.?L\.?U?(?=\W*$)|ENTERPRISE|TRADING)(?![A-Z])"
)
_CONTINUES = re.compile(r"^\W*(?:&|SDN\.?\s?BHD|BHD|S\.?R\.?L|GMBH|\(?M\)?\s?SDN|ENTERPRISE)")
_NOT_NAME = re.compile(
    r"(?<![A-Z])(?:TAX INVOICE|INVOICE|RECEIPT|BON FISCAL|THANK|WELCOME|BUN VENIT|"
    r"TEL|FAX|PHONE|GST|REG|CO\.? ?NO|COMPANY NO|"
    r"ROC|DATE|LOT|NO\.|JALAN|JLN|STR|STRADA|BD|CALEA|JUD|SECTOR|CIF|C\.I\.F|CUI|COD|TABLE|CASHIER|CASIER|OPERATOR|COPY|"
    r"DUPLICATE|WWW|HTTP|KASSENBON|RECHNUNG|QUITTUNG|OFFNUNGSZEITEN|UNSERE|PLEASE|CLIENT|CUMPARATOR|SCONTRINO|NYUGTA|"
    r"PARAGON|TICKET|FACTURE|FACTURA|TERMINAL|DATA|OWNED|TRN|TAX)(?![A-Z])"
)
_ADDRESS = re.compile(
    r"(?<![A-Z0-9])(?:NO\.?\s?:?\s?[0-9]|LOT|JALAN|JLN|STR|TEL|[0-9]{4,6}\s+[A-Z]{3}|.*(?:STRASSE|STR\.|WEG)\s+[0-9])"
)
_REGISTRATION = re.compile(
    r"[\s,]*(?:[(\[{]\s*(?:CO\.?\s*(?:REG|NO)[^)]*|[A-Z]{0,3}[0-9][0-9A-Z\s-]{3,14})[)\]}]?"
    r"|(?<=\s)[0-9]{5,8}\s?-\s?[A-Z]|\(?(?:GST|ROC|CO\.? ?REG).*)[\s.]*$"
)
_LEADING_CODE = re.compile(r"^\W*#?\s*[0-9]{4,}\s+(?=[A-Z])")
_AFTER_FORM = re.compile(r"(?:BHD|S/B|GMBH|S\.?R\.?L\.?)(?P<rest>[^A-Z]+)$")
_BROKEN_FORM = re.compile(r"(?<![A-Z])(?!SDN\W{0,2}BHD)S[DBO]N\.?\s?[B38]H[DO0](?![A-Z])")
_LOWER_CAPITAL_I = re.compile(r"(?<=[a-zäöü])I(?=[a-zäöü])")


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    span: Span
    certainty: float


def find_name(lines: Sequence[TextLine], *, anywhere: bool = False) -> Name | None:
    """The company's name: the line with a legal form at the head, else the first line that could be a name.

    A legal form counts where it stands above the address; with `anywhere`, also below it (Romanian receipts).
    """
    head = [line for line in lines[:_HEAD] if _could_be_name(line)]
    if not head:
        return None
    below = (line.index for line in lines[head[0].index + 1 : _HEAD] if _ADDRESS.search(line.key))
    address = next(below, _HEAD)
    legal = [line for line in head if _LEGAL.search(line.key) and (anywhere or line.index <= address)]
    chosen = (legal or head)[0]
    first, last = _extent(lines, chosen.index)
    text = " ".join(_clean(line) for line in lines[first : last + 1])
    return Name(_as_printed(text, lines), chosen.whole, 0.9 if legal else 0.7)


def _extent(lines: Sequence[TextLine], index: int) -> tuple[int, int]:
    """A name may run over lines: `& Co.` or a bare legal form continues the line above, an open bracket goes on."""
    first = last = index
    while first > 0 and first > index - 2 and _CONTINUES.search(lines[first].key) and _could_be_name(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and last < index + 2:
        so_far = " ".join(_without_registration(line.key) for line in lines[first : last + 1])
        below = lines[last + 1].key
        bracket = so_far.count("(") > so_far.count(")") and ")" in below
        if not bracket and not _CONTINUES.search(below):
            break
        last += 1
    return first, last


def _could_be_name(line: TextLine) -> bool:
    bare = _without_registration(line.key)
    letters = sum(character.isalpha() for character in bare)
    return (
        letters >= 3
        and letters * 2 >= len(bare.replace(" ", ""))
        and not _NOT_NAME.search(bare)
        and not find_dates(line)
    )


def _without_registration(key: str) -> str:
    match = _REGISTRATION.search(key)
    return key[: match.start()] if match and match.start() > 0 else key


def _clean(line: TextLine) -> str:
    text = line.text[: len(_without_registration(line.key))]
    start = _LEADING_CODE.match(fold(text))
    text = text[start.end() :] if start else text
    broken = _BROKEN_FORM.search(fold(text))
    if broken:
        text = text[: broken.start()] + "SDN BHD" + text[broken.end() :]
    rest = _AFTER_FORM.search(fold(text))
    if rest and any(character.isdigit() for character in rest["rest"]):
        text = text[: rest.start("rest")]
    return re.sub(r"(?<=[\w.])\(", " (", text.strip(" -*:,_#~'\"").replace("_", " "))


def _as_printed(text: str, lines: Sequence[TextLine]) -> str:
    """Undo two habits of engines: a capital I inside small letters is an l; a lone accent in a plain text is dirt."""
    text = _LOWER_CAPITAL_I.sub("l", text)
    accented = sum(not character.isascii() and character.isalpha() for line in lines for character in line.text)
    if accented <= 3 and not text.isascii():
        text = "".join(character if character.isascii() else _plain(character) for character in text)
    return text


def _plain(character: str) -> str:
    folded = fold(character)
    return folded if character.isupper() else folded.lower()
