"""Seller and buyer of a Romanian document: fiscal codes with their labels, name and address at the head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.ocr.extract import cui
from services.ocr.extract.readings import digit_readings
from services.ocr.extract.terms import Terms
from services.ocr.layout import Span, TextLine

_BUYER = Terms(
    "CLIENT, CUMPARATOR, CUMPARATORULUI, CUMP, CUMPAR, BENEFICIAR, BENEF, CUMPARATORUL, CLIENTULUI, ACHIZITOR"
)
_LABEL = re.compile(
    r"(?<![A-Z0-9])(?:[CG][\s.,]{0,2}[I1L|!][\s.,]{0,2}[FE]|C[\s.,]{0,2}U[\s.,]{0,2}[I1L|!]|C\s?\.?\s?F"
    r"|C[O0]D[\s.]*(?:DE\s*|UNIC\s*(?:DE\s*)?)*(?:UNIC|IDENT|INREG|FISCAL|TVA|CLIENT|CUMPARATOR)"
    r"(?:(?!R[O0]\s?[0-9])[A-Z .])*"
    r"|(?:NR|COD)\.?\s*(?:DE\s*)?(?:INREG\w*\s*)?(?:IN\s*SCOPURI\s*(?:DE\s*)?)?TVA|VAT\s*(?:ID|NO|CODE)"
    r"|IDENTIFICATOR(?:UL)?(?=\s+[0-9]{6}|\W*$)"
    r"|(?:ID|IDENTIF\w*)\.?\s*FISCAL[A-Z]*(?:\s+(?:CLIENT|CUMPARATOR|BENEFICIAR|VANZATOR))?"
    r")(?![A-Z])"
)
_CODE_ALONE = re.compile(r"^\W*COD\W{0,3}(?P<ro>R\s?[O0]\s?)?(?P<digits>[0-9]{6,10})\s*$")
"""At the head of a receipt, where no other code is labelled: the seller's, if it passes."""
_BUYER_ONLY = re.compile(r"^\W*(?:DATE\s*)?(?:CLIENT|CUMPARATOR|BENEFICIAR)\W*$")
_WEAK = re.compile(
    r"(?<![A-Z])(?:CLIENT|CUMPARATOR|BENEFICIAR)\s*[:.]?\s*(?P<ro>R\s?[O0]\s?)?(?P<digits>[0-9]{4,10})\s*$"
)
_NUMBER = re.compile(
    r"(?:(?<![0-9A-Z])|(?<=CIF)|(?<=CUI))(?P<ro>R\s?[O0QD]\s?[.:]?\s?)?(?P<digits>[0-9OQILSBZ|](?:(?<=[0-9])[\s.:](?=[0-9])[0-9]|[0-9OQILSBZ|]){1,9})(?![0-9A-Z?])"
)
_ALONE = re.compile(rf"[\s:.]*{_NUMBER.pattern}\s*$")
_LONE = re.compile(r"\W*(?P<ro>RO\s?)?(?P<digits>[0-9]{6,10})\W*$")
_DIGIT = re.compile("[0-9]")
_BARE = re.compile(r"(?<![0-9A-Z])(?P<ro>R[O0]\s?)(?P<digits>[0-9][0-9OISB]{1,9})(?![0-9A-Z?])")
_ADDRESS = re.compile(
    r"(?<![A-Z])(?:STR|STRADA|BD|BLD|B-DUL|BULEVARDUL|CALEA|CAL|SOS|SOSEAUA|ALEEA|AL|PIATA|P-TA|SPLAIUL|SPL|NR|JUD|JUDET|JUDETUL|SECTOR|SECT|"
    r"BUCURESTI|MUN|MUNICIPIUL|ORAS|COM|COMUNA|SAT|LOC|LOCALITATEA|DN|KM|PARTER|ET|BL|SC|AP|INTRAREA|DRUMUL|"
    r"CARTIER|COD POSTAL)(?![A-Z])"
)
_NOT_ADDRESS = re.compile(
    r"(?<![A-Z])(?:TEL|FAX|CIF|CUI|WWW|HTTP|NR\.?\s*REG|REG\.?\s*COM|CAPITAL|CASIER|OPERATOR|BON|DATA|TVA|LEI)(?![A-Z])"
)
_PAYER = re.compile(r"(?<![A-Z])PLATITOR\W{0,3}(?:R[O0]\s?)?[0-9]{5}")
"""Who pays (`CUI/CNP PLATITOR: …`), not who pays VAT (`PLATITOR TVA`)."""
_LONG = 6
"""Digits; shorter numbers behind `CF.` or `COD FISCAL` are often articles of a law, and one in eleven passes."""
_FIRM = re.compile(
    r"(?<![A-Z])(?:FIRM[AE]I?|COMPANI[AE]I?|SOCIETAT(?:E|EA|II)|PERSOANA JURIDICA|FACTUR(?:ARE|AT)"
    r"|P(?:EN)?T(?:RU)?\.?\s*FACTURA)(?![A-Z])"
)
_ABBREVIATED = re.compile(r"C\.?\s?(?:I\.?\s?F|U\.?\s?I)\.?\s*(?:CL|BEN|CUMP)\s*[.:]")
_GUESSED = 0.7
"""How sure it is that a code which only differs from the seller's is the buyer's: a person looks."""
_LOYAL = re.compile(r"FIDEL|LOIAL|PUNCTE|BONUS|ABONAMENT")
"""A customer's number in the shop's own list is no fiscal code."""
_PARTICULAR = re.compile(
    r"\W*(?:NUME|DENUMIRE|FIRMA|ADRESA|SEDIU|LOCALITATE|JUDET)(?:A|UL)?\s*[:.]"
    r"|[^0-9:]*(?<![A-Z])(?:S\.?\s?R\.?\s?L|S\.?\s?A|P\.?F\.?A)\.?\W*$"
)
"""What else a block about the buyer says, between its heading and the code."""
_BLOCK = 4
_HEAD = 14
_HEADING = 14
"""A line with the word buyer and hardly more is the heading of the code below it."""


@dataclass(slots=True)
class Code:
    """A fiscal code as printed: `read` are its digits, `digits` the same or repaired to pass the check digit."""

    read: str
    digits: str
    ro: bool
    span: Span
    labelled: bool
    buyer: bool
    certainty: float

    @property
    def valid(self) -> bool:
        return cui.has_valid_check_digit(self.digits)

    @property
    def repaired(self) -> bool:
        return self.digits != self.read


@dataclass(slots=True)
class Parties:
    """The two codes; `buyer_named` is whether the document speaks of a buyer's code at all."""

    supplier: Code | None
    buyer: Code | None
    buyer_named: bool


def find_parties(lines: Sequence[TextLine]) -> Parties:
    """Tell the seller's code from the buyer's by the words beside them; a bare code must pass its check digit."""
    codes = [code for line in lines for code in _codes(line, lines)]
    if not any(code.buyer for code in codes):
        _call_for_a_firm(codes)
    buyers = [code for code in codes if code.buyer]
    sellers = [code for code in codes if not code.buyer]
    supplier = _best(sellers)
    buyer = _best(buyers)
    named = buyer is not None or any(_names_buyer_code(line) for line in lines)
    if not named and (another := _another(sellers, supplier)):
        buyer, named = replace(another, buyer=True, certainty=min(another.certainty, _GUESSED)), True
    return Parties(supplier, buyer, named)


def _call_for_a_firm(codes: Sequence[Code]) -> None:
    """`Firma CIF: …` behind the seller's labelled code is the buyer's: the seller does not call itself a firm twice."""
    seller = next((code for code in codes if code.labelled and code.valid), None)
    for code in codes:
        if seller is not None and code.labelled and code.valid and code.digits != seller.digits:
            code.buyer = bool(_FIRM.search(code.span.line.key))


def _another(sellers: Sequence[Code], supplier: Code | None) -> Code | None:
    """A second code under a label of its own: nobody but a buyer has one on a till's receipt, whatever it is called."""
    others = (code for code in sellers if code.labelled and code.valid and not code.repaired)
    others = (code for code in others if len(code.digits) >= _LONG)
    return next((code for code in others if supplier is not None and code.digits != supplier.digits), None)


def find_address(lines: Sequence[TextLine], name_index: int) -> tuple[str, Span] | None:
    """The lines of the head that look like an address, joined by commas, with the place of the first."""
    found = [
        line
        for line in lines[:_HEAD]
        if line.index != name_index
        and _ADDRESS.search(line.key)
        and not _NOT_ADDRESS.search(line.key)
        and not _has_amount(line)
    ]
    if not found:
        return None
    run = [found[0]]
    for line in found[1:]:
        if line.index == run[-1].index + 1:
            run.append(line)
    return ", ".join(line.text.strip(" ,;") for line in run), run[0].whole


def _has_amount(line: TextLine) -> bool:
    return bool(re.search(r"[0-9][.,][0-9]{2}\s*[A-H]?$", line.key))


def _codes(line: TextLine, lines: Sequence[TextLine]) -> list[Code]:
    found = []
    for label in () if _LOYAL.search(line.key) else _LABEL.finditer(line.key):
        number = _NUMBER.search(line.key, label.end())
        where = line
        if number is None and line.index + 1 < len(lines) and not _DIGIT.search(line.key, label.end()):
            where = lines[line.index + 1]
            number = _ALONE.match(where.key)
        if number is not None and re.search("[1-9]", number["digits"]):
            found.append(_code(where, number, True, _is_buyer(line, label, lines)))
    found = list({code.span.start: code for code in found}.values())
    if len(found) > 1:
        return _side_by_side(line, found)
    if found:
        return found
    heading = any(_is_buyer_heading(above) for above in lines[max(0, line.index - 2) : line.index])
    weak = [*_BARE.finditer(line.key), *_WEAK.finditer(line.key)]
    weak += _CODE_ALONE.finditer(line.key) if line.index < _HEAD else ()
    weak += [match for match in [_ALONE.match(line.key)] if match and heading and not weak]
    codes = [_code(line, match, False, heading or bool(_BUYER.find(line))) for match in weak]
    return [code for code in codes if code.valid and not code.repaired]


def _side_by_side(line: TextLine, codes: Sequence[Code]) -> list[Code]:
    """Seller's and buyer's codes on one line, each named by the words between it and the one before; else the last."""
    ends = [0, *(code.span.end for code in codes)]
    words = [line.key[end : code.span.start] for end, code in zip(ends, codes, strict=False)]
    sides = [bool(_BUYER.exactly(text) or _ABBREVIATED.search(text)) for text in words]
    if len(set(sides)) == 1:
        return list(codes[-1:])
    return [replace(code, buyer=side) for code, side in zip(codes, sides, strict=True)]


def lone_code(line: TextLine) -> Code | None:
    """A sound code that is all of its line, with no word for it: in a party's own block nothing else looks so."""
    match = _LONE.match(line.key)
    if match is None:
        return None
    code = _code(line, match, False, False)
    return code if code.valid and not code.repaired else None


def _is_buyer_heading(line: TextLine) -> bool:
    short = len(line.key) <= _HEADING and not _DIGIT.search(line.key) and _LABEL.search(line.key) is None
    return bool(_BUYER_ONLY.search(line.key)) or (short and _BUYER.find(line) is not None)


def _is_buyer(line: TextLine, label: re.Match[str], lines: Sequence[TextLine]) -> bool:
    if _BUYER.find(line) or _PAYER.search(line.key) or _ABBREVIATED.search(line.key):
        return True
    top = line.index - 1
    while top > 0 and line.index - top < _BLOCK and _PARTICULAR.match(lines[top].key):
        top -= 1
    if 0 <= top < line.index - 1:
        return _is_buyer_heading(lines[top])
    above = lines[line.index - 1] if line.index > 0 else None
    return (
        above is not None
        and _BUYER.find(above) is not None
        and _LABEL.search(above.key) is None
        and len(above.key) <= 40
    )


def _names_buyer_code(line: TextLine) -> bool:
    label = _LABEL.search(line.key)
    return (
        label is not None
        and _BUYER.find(line) is not None
        and any(character.isdigit() for character in line.key[label.end() :])
    )


def _code(line: TextLine, match: re.Match[str], labelled: bool, buyer: bool) -> Code:
    span = line.span(*match.span("digits"))
    read = cui.read_digits(match["digits"]) or ""
    digits, certainty = cui.repair(read, digit_readings(span)) or (read, 0.5 * span.confidence)
    return Code(read, digits, bool(match["ro"]), span, labelled, buyer, certainty)


def _best(codes: Sequence[Code]) -> Code | None:
    """Valid before repaired before wrong, labelled before bare, then the first."""
    if not codes:
        return None
    return min(codes, key=lambda code: (not code.valid, code.repaired, not code.labelled))
