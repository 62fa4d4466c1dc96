"""The lines of a receipt: names, quantities before, after or beside them, discounts, and the VAT letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.ocr.extract.amounts import Amount, amount_at, find_rates, in_minor, parse_decimal, product_slack
from services.ocr.extract.ledger import Entry, Ledger, is_bare
from services.ocr.extract.roles import PAYMENTS, TOTALS, Role
from services.ocr.extraction import Line
from services.ocr.layout import Span, fold

_UNIT = r"[A-Z]{1,6}|[189][A-Z]{2,5}|[A-Z]?0[A-Z]{2,4}"
_TIMES = r"(?:[X×*✕@#¥]|(?<=\s)H(?=\s)|(?<![A-Z])[L1I]A(?![A-Z]))"
_KNOWN_UNIT = r"BUC|KG|L|LITRI|M|MP|ML|SET|PAC|TOP|CUT|PORT|NOPT|ORE|STK|PCS"
_PRICE = r"[0-9]{1,3}(?:[.,][0-9]{3})+[.,][0-9]{2}|[0-9OI]{1,6}(?:\s?[.,]\s?[0-9O]{1,4})?"
_QUANTITY = re.compile(
    rf"(?<![0-9A-Z.,])(?![OI]+(?!(?:{_KNOWN_UNIT})(?![A-Z]))[A-Z])(?P<first>-?[0-9OI]{{1,6}}(?:\s?[.,]\s?[0-9O]{{1,4}})?)\s*(?:[~_-]?(?P<unit>{_UNIT})|(?<=[0-9])\s1(?=\s))?[._]?\s*{_TIMES}[\s_]*"
    rf"(?:RM|EUR|€|LEI|\$)?\s*(?P<second>{_PRICE})\s*(?:LEI|RON)?(?:\s*/\s*(?:(?P<per>{_UNIT})|1))?(?![0-9A-Z])"
)
_STARRED = re.compile(r"\s[*¥](?=[0-9])")
"""Some tills mark every amount so; behind a name that ends in a number it looks like a multiplication."""
_RATE_BEHIND = re.compile(r"\s*([0-9]{1,2})\s?%\s*$")
_GLUED_RATE = re.compile(r"(?<![0-9.,])(-?[0-9]{1,6}[.,][0-9]{2})(?:19|21|11|24|20|9|5|0)%\s*$")
_UNIT_ONLY = re.compile(_KNOWN_UNIT)
_POSITION = re.compile(r"^[0-9]{1,2}[.)]\s+(?=[^\W\d])")
_UNTIMED = re.compile(
    rf"^\W*(?P<first>[0-9]{{1,5}}(?:[.,][0-9]{{1,3}})?)\s*(?P<unit>{_KNOWN_UNIT})\.?\s+(?:A\s+)?"
    rf"(?P<second>[0-9]{{1,6}}[.,][0-9]{{2,4}})(?P<per>(?![0-9A-Z]))"
)
_LETTER_FIRST = re.compile(r"^\W*(?:T[VUY]A\s*)?([A-H])(?:\)?\s+|\s?[-:]\s?)(?=[A-Z0-9]{2})")
_GLUED = re.compile(r"(?<![0-9.,])(-?[0-9]{1,6}[.,][0-9]{2})\.?([840])\s*$")
_LETTER = re.compile(r"^\s*(?:LEI|RON|T[VUY]A)?\s*[.*-]?\s*\(?([A-HS8])\)?\s*$")
_TAKEN_BACK = re.compile(
    r"(?<![A-Z])(?:STORNO|RETUR|ANULAT|ANULARE|VOID|CORECTIE|REFUND|REDUCERE|REDUCERI|RABAT|RABATT|DISCOUNT)(?![A-Z])"
    r"|^\W*DISC(?=\W*[0-9.:%])|(?<![A-Z])DISC[.:]"
)
"""`DISC` within a name is a thing: `VATA DISC 120`."""
_SIGN_APART = re.compile(r"\s[-–—]$")
"""Where letters stand behind amounts, a till may have a dash for no VAT."""
_HEADER_NOISE = re.compile(
    r"(?<![A-Z])(?:TEL|FAX|CIF|C\.I\.F|CUI|COD FISCAL|STR|JUD|NR\.?\s?REG|CASIER|OPERATOR|BON|DATA|ORA|MASA)(?![A-Z])"
)
_UNIT_PRICE = re.compile(r"(?:LEI|RON)\s?/\s?(?:KM|L|KG|H|ORA|MC|MP)(?![A-Z])|^\W*PRET\s*(?:LITRU|UNITAR)")
_INFORMATION = re.compile(r"DECONTAT|(?<![A-Z])CNAS(?![A-Z])")
"""What the health insurance pays for a medicine: printed among the items, within the total or beside it."""
_CAPITAL = re.compile(r"CAPITAL")


@dataclass(slots=True)
class Item:
    """One line of the receipt with its places; `doubtful` where it may repeat others, such as a sum of discounts.

    `rate` is the VAT rate in basis points where the till prints it in place of a letter.
    """

    line: Line
    span: Span
    amount_span: Span | None = None
    quantity_span: Span | None = None
    doubtful: bool = False
    rate: int | None = None


@dataclass(slots=True)
class _Quantity:
    amount: Decimal
    price: Decimal
    unit: str | None
    start: int
    end: int
    span: Span

    @property
    def product(self) -> int:
        return in_minor(self.amount * self.price)


def read_items(ledger: Ledger) -> list[Item]:
    """The item lines, top to bottom. Amounts are signed: discounts and returns are negative."""
    items: list[Item] = []
    names: list[Entry] = []
    loose: list[tuple[int, _Quantity, Entry]] = []
    entries = _region(ledger)
    for at, entry in enumerate(entries):
        quantity = _quantity(entry)
        if quantity is not None and loose and loose[-1][0] == len(items) and _repeats(loose[-1][1], quantity):
            quantity = None
        amount = _line_amount(entry, quantity)
        if amount is not None and _stands_below(entries[at + 1 : at + 2], entry, quantity, amount):
            amount = None
        if amount is not None and quantity is None and _names_next(entries[at + 1 : at + 2], amount):
            amount = None
        if amount is None and quantity is not None:
            loose.append((len(items), quantity, entry))
            name = _name(entry, quantity, None)
            if name:
                names.append(entry)
        elif amount is None:
            names.append(entry)
        elif names or quantity is not None or not is_bare(entry):
            items.append(_item(entry, quantity, amount, names))
            names.clear()
    _attach(items, loose)
    return items


def lines_sums(items: Sequence[Item]) -> list[int]:
    """The sum of the lines, then that without lines which may repeat others."""
    if not items:
        return []
    every = sum(item.line.amount or 0 for item in items)
    sure = sum(item.line.amount or 0 for item in items if not item.doubtful)
    # Where the till marks what it sells with a letter, amounts without one may be notes, as a taxi's tariffs are.
    lettered = sum(item.line.amount or 0 for item in items if item.line.vat_code)
    return list(dict.fromkeys((sure, every, lettered))) if lettered else list(dict.fromkeys((sure, every)))


def _repeats(above: _Quantity, quantity: _Quantity) -> bool:
    """`4 x 18.99` above `SERVETELE 3X  75.96`: what looks like a price is the amount, the 3X a part of the name."""
    return above.product == in_minor(quantity.price)


def _stands_below(below: Sequence[Entry], entry: Entry, quantity: _Quantity | None, amount: Amount) -> bool:
    """`2 x 4.50 = 9.00` above `PAINE  9.00`: the line below is the item, and repeats the amount."""
    if not below or quantity is None or _name(entry, quantity, amount) or _quantity(below[0]) is not None:
        return False
    last = _line_amount(below[0], None)
    return last is not None and last.minor == amount.minor and bool(_name(below[0], None, last))


def _names_next(below: Sequence[Entry], amount: Amount) -> bool:
    """A number at the end of a name (`Apa 0.33`): the next line has quantity, price and the amount, but no name."""
    if not below or amount.span.line.key[amount.span.end :].strip():
        return False
    quantity = _quantity(below[0])
    last = _line_amount(below[0], quantity)
    return quantity is not None and last is not None and not _name(below[0], quantity, last)


def _region(ledger: Ledger) -> list[Entry]:
    """Entries from the first amount or quantity down to the total."""
    end = ledger.first_total if ledger.first_total < len(ledger.entries) else ledger.settled
    change = next((i for i, entry in enumerate(ledger.entries) if entry.role is Role.CHANGE and entry.amounts), end)
    end = min(end, change)
    body = ledger.entries[:end]
    start = next((i for i, entry in enumerate(body) if _starts(entry)), len(body))
    while 0 < start < len(body) and _is_name(body[start - 1]) and not _own_name(body[start]):
        start -= 1
        break
    skipped = PAYMENTS | TOTALS | {Role.PARTIAL, Role.CHANGE, Role.COUNT, Role.TAX, Role.ROUNDING}
    return [
        entry
        for entry in body[start:]
        if (entry.role not in skipped and not _is_tax_row(entry) and not _UNIT_PRICE.search(entry.line.key))
        or _quantity(entry) is not None
    ]


def _is_tax_row(entry: Entry) -> bool:
    """A row of a VAT table that stands above the total: a rate, amounts, and no name."""
    return len(entry.amounts) >= 2 and bool(find_rates(entry.line)) and not re.search(r"[A-Z]{4}", entry.line.key)


def _starts(entry: Entry) -> bool:
    if _HEADER_NOISE.search(entry.line.key) or _CAPITAL.search(entry.line.key):
        return False
    return bool(entry.amounts) or _quantity(entry) is not None or _GLUED.search(entry.line.key) is not None


def _is_name(entry: Entry) -> bool:
    return not entry.amounts and not _HEADER_NOISE.search(entry.line.key) and any(c.isalpha() for c in entry.line.key)


def _own_name(entry: Entry) -> bool:
    quantity = _quantity(entry)
    return bool(_name(entry, quantity, _line_amount(entry, quantity)))


def _quantity(entry: Entry) -> _Quantity | None:
    for match in (*_QUANTITY.finditer(entry.line.key), *_UNTIMED.finditer(entry.line.key)):
        first, second = parse_decimal(match["first"]), parse_decimal(match["second"])
        if first is None or second is None or not first or not (_is_price(first) or _is_price(second)):
            continue
        if _is_marked_amount(entry, match):
            continue
        unit = match["unit"] or match["per"]
        places = match.span("first")
        if _decimals(first) == 2 and _decimals(second) == 0:
            first, second, places = second, first, match.span("second")
        return _Quantity(
            first, second, unit.lower() if unit else None, match.start(), match.end(), entry.line.span(*places)
        )
    return None


def _is_marked_amount(entry: Entry, match: re.Match[str]) -> bool:
    """`KENT 8 *27.50 A`: a name before, no amount behind."""
    key = entry.line.key
    named = sum(character.isalpha() for character in key[: match.start("first")]) >= 3
    alone = not re.search("[0-9]", key[match.end() :])
    return named and alone and _STARRED.search(match[0]) is not None


def _is_price(value: Decimal) -> bool:
    """`35x25` or `4.2x16` in a name is a size: a price has two decimals."""
    return _decimals(value) >= 2


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _line_amount(entry: Entry, quantity: _Quantity | None) -> Amount | None:
    """The last amount of the line that is not part of the quantity."""
    if entry.borrowed:
        return None
    glued = _GLUED.search(entry.line.key) or _GLUED_RATE.search(entry.line.key)
    if glued is not None and (quantity is None or glued.start() >= quantity.end):
        return amount_at(entry.line, glued.start(1), glued.end(1))
    if not entry.amounts:
        return None
    last = entry.amounts[-1]
    if quantity is not None and last.span.start < quantity.end:
        return None
    tail = entry.line.key[last.span.end :]
    return last if sum(character.isalpha() for character in tail) <= 4 else None


def _item(entry: Entry, quantity: _Quantity | None, amount: Amount, names: list[Entry]) -> Item:
    name = _name(entry, quantity, amount)
    if not name and names:
        name = _name(names[-1], None, None)
    minor = amount.minor
    if (minor > 0 and _TAKEN_BACK.search(entry.line.key)) or (
        quantity is not None and quantity.product == -minor and _SIGN_APART.search(amount.span.text)
    ):
        minor = -minor
    letter = _LETTER.match(entry.line.key[amount.span.end :])
    first = _LETTER_FIRST.match(fold(name))
    if letter is None and first is not None:
        name, letter = name[first.end() :], first
    line = Line(name, amount=minor, vat_code=letter[1].replace("8", "B") if letter else None)
    if quantity is not None:
        line.quantity, line.unit, line.unit_price = quantity.amount, quantity.unit, quantity.price
    doubtful = entry.role is Role.DISCOUNT and bool(re.search(r"(?<![A-Z])TOTAL", entry.line.key))
    doubtful = doubtful or bool(_INFORMATION.search(entry.line.key))
    rate = _RATE_BEHIND.search(entry.line.key, amount.span.end)
    points = int(rate[1]) * 100 if rate else None
    return Item(line, entry.line.whole, amount.span, quantity.span if quantity else None, doubtful, points)


def _name(entry: Entry, quantity: _Quantity | None, amount: Amount | None) -> str:
    text = entry.line.text
    end = amount.span.start if amount is not None and amount.span.line is entry.line else len(text)
    if quantity is not None:
        before, after = text[: quantity.start], text[quantity.end : end]
        text = f"{before} {after}"
    else:
        text = text[:end]
    text = _POSITION.sub("", text.strip(" -=:*¥.,_"))
    if quantity is not None and _UNIT_ONLY.fullmatch(fold(text)):
        return ""
    return text if sum(character.isalpha() for character in text) >= 2 else ""


def _attach(items: list[Item], loose: list[tuple[int, _Quantity, Entry]]) -> None:
    """Give each quantity line to the item before or after it: the one whose amount it explains."""
    votes = 0
    for at, quantity, _ in loose:
        votes += _explains(quantity, items, at) - _explains(quantity, items, at - 1)
    for at, quantity, _ in loose:
        order = (at, at - 1) if votes >= 0 else (at - 1, at)
        fitting = [i for i in order if _explains(quantity, items, i)]
        for i in fitting or [i for i in order[:1] if 0 <= i < len(items)]:
            line = items[i].line
            if line.quantity is None and (line.amount or 0) > 0:
                line.quantity, line.unit, line.unit_price = quantity.amount, quantity.unit, quantity.price
                items[i].quantity_span = quantity.span
                break


def _explains(quantity: _Quantity, items: Sequence[Item], index: int) -> bool:
    if not 0 <= index < len(items):
        return False
    amount = items[index].line.amount
    return amount is not None and abs(quantity.product - abs(amount)) <= product_slack(quantity.amount, quantity.price)
