"""Reading money, rates and quantities as tills print them and engines misread them. No float anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from services.common.money import divide
from services.ocr.layout import Span, TextLine

_DIGIT = r"[0-9OIL|SBZQ]"
_CLEAR = r"[0-9]"
_LETTERS = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "|": "1", "S": "5", "B": "8", "Z": "2"})

_NOT_A_UNIT = (
    r"(?!\s?(?:L|KG|ML|CL|CM|MM|KM|KWH|LITR[IU]|GR)(?![A-Z])|[GM](?![A-Z])"
    r"|\s?(?:LEI|RON)?\s?/\s?(?:L|KG|KM|KWH|BUC|ORA|H|MP|M)(?![A-Z0-9])"
    r"|\s+[0-2]?[0-9]:[0-5][0-9](?![0-9])"
    r"|\s?-\s?[0-3]?[0-9]\.[01][0-9]\.20[0-9]{2}(?![0-9]))"
)
"""Neither a measure (`8.87 KM`) nor the price of one (`3.49 LEI/KM`) nor a day is an amount (`02.01 13:49`,
`11.02 - 14.02.2026`)."""


def _amount_pattern(group: str) -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?:(?<![0-9A-Z,%/])(?<![0-9][.:])                # not inside a word or a number, but close to a sign
          |(?<=RM)|(?<=[\s:]S)|(?<=^S)|(?<=[\s:]E)|(?<=[A-Z]{{4}})(?=[0-9])|(?<=[0-9]KG)(?=[0-9])|(?<=[0-9][LG])(?=[0-9])
          |(?<=[.,][0-9]{{2}}:)|(?<=EUR)|(?<=LEI)|(?<=RON)|(?<=[€$£]))
        (?P<sign>(?<![-–—−])[-–—−](?!\s?(?:LEI|RON)(?![A-Z]))\s?)?
        (?:(?P<currency>RM|MYR|EUR|LEI|RON|USD|GBP|PLN|ZL|[$€£])\s?)?
        (?P<lead>(?<![-–—−])[-–—−]\s?)?
        (?P<whole>
            {_CLEAR}{{1,3}}(?:(?P<group>{group}){_CLEAR}{{3}})+(?=\s?[.,]\s?{_DIGIT}{{2}}(?![0-9]))
          | [0-9OI|LZQ]{_DIGIT}{{0,6}}
          | (?<![^\s€$£M])(?=[.,]{_CLEAR}{{2}})
        )
        (?P<point>\s?[.,]\s?|\.\.)
        (?P<cents>[0-9OI|SBZQ]{{2}})
        (?![0-9]|[.,/]\s?[0-9]|:[0-9]|\s?%){_NOT_A_UNIT}
        (?P<trail>\s?[-–—−](?![-–—−]|\s?(?:[0-9]|[A-Z]{{2}})|[A-Z](?![A-Z])))?  # `2.78-B` parts a VAT letter off
        """,
        re.VERBOSE,
    )


_SPACED = _amount_pattern(r"[.,'’ ]|[.,]\s")
_TIGHT = _amount_pattern("[.,'’]")
_ONE_DECIMAL = re.compile(r"(?<![0-9A-Z.,%/:-])([0-9]{1,6})[.,]([0-9])(?![0-9.,/:%]|\s?%)")
_FORINT = re.compile(
    r"(?:(?<![A-Z])HUF\s?(?=[0-9]+(?:[. ][0-9]{3})*(?![0-9.,]))"
    r"|(?<![0-9A-Z.,%/:-])(?=[0-9. ]+(?:,-)?\s?(?:FT|HUF)(?![A-Z])))"
    r"([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,7})"
)
_WHOLE = re.compile(r"(?<![0-9A-Z.,%/:-])([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,7})(?![0-9.,/:%]|\s?%)")
_RATE = re.compile(
    r"(?<![0-9])(?<![0-9][.,])(?![OIL]{1,2}\s?[.,])([0-9OIL]{1,2})(?:\s?[.,]\s?([0-9O]{1,3}))?\s?[%°º]"
    r"|(?<![A-Z0-9])[A-H]\s?[-=:(]\s?([0-9]{1,2})(?:[.,](0{1,2}))?(?![0-9]|[.,][0-9]|\s?[%°º])"
    r"|(?<![A-Z])T[VUY]A\s?(?:[A-H]\s)?[-=:(]?\s?([0-9]{1,2})(?:[.,](0{1,2}))?[X×Z4](?![.,][0-9])(?=\W.*[0-9])"
    r"|(?<![A-Z])COTA\s?(?:T[VUY]A\s?)?(?:[A-H]\s)?[-=:(]?\s?([0-9]{1,2})(?:[.,](0{1,2}))?[X×Z](?![A-Z0-9])"
)
_TOTAL_ALONE = re.compile(r"[^0-9]*(?<![A-Z])T\s?O\s?T\s?A\s?L(?![A-Z])[^0-9]*")
_PAID_ALONE = re.compile(r"[^0-9]*(?<![A-Z])(?:SUBTOTAL|CARD|NUMERAR|CASH|REST)(?![A-Z])[^0-9]*")
_MAX_MINOR = 10**11


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in minor units and where it stands."""

    minor: int
    span: Span


@dataclass(frozen=True, slots=True)
class Rate:
    """A printed percentage in basis points."""

    points: int
    span: Span


def find_amounts(line: TextLine) -> list[Amount]:
    """All amounts of the line from left to right: with two decimals, or whole before `Ft`. Dates and rates are none."""
    amounts = [_whole(match, line) for match in _FORINT.finditer(line.key)]
    match = _SPACED.search(line.key)
    while match is not None:
        if match["group"] and match["group"].endswith(" ") and not _is_one_number(match, line):
            match = _TIGHT.search(line.key, match.start())
            if match is None:
                break
        amount = _amount(match, line)
        if amount is not None:
            amounts.append(amount)
        match = _SPACED.search(line.key, match.end())
    return amounts


def amount_at(line: TextLine, start: int, end: int) -> Amount:
    """The amount that stands at `key[start:end]`: digits with two decimals."""
    text = line.key[start:end]
    minor = int(re.sub("[^0-9]", "", text))
    return Amount(-minor if text.startswith("-") else minor, line.span(start, end))


def find_short_amounts(line: TextLine) -> list[Amount]:
    """Amounts printed with one decimal (`43.7`), for tills that drop a closing zero."""
    return [
        Amount(int(match[1]) * 100 + int(match[2]) * 10, line.span(*match.span()))
        for match in _ONE_DECIMAL.finditer(line.key)
    ]


def find_whole_amounts(line: TextLine) -> list[Amount]:
    """Amounts without decimals (`12 345`), for currencies such as HUF that have none.

    Each stands inside one word: across a gap a space parts two numbers, not thousands.
    """
    words = zip(line.words, line.offsets, strict=True)
    return [
        _whole(match, line)
        for word, start in words
        for match in _WHOLE.finditer(line.key, start, start + len(word.text))
    ]


def find_rates(line: TextLine) -> list[Rate]:
    """All percentages in basis points, such as 1900 for `19,00 %`, also `A-19` where the sign was not read."""
    rates = []
    for match in _RATE.finditer(line.key):
        groups = match.groups()
        whole = next(group for group in groups[::2] if group).translate(_LETTERS)
        decimals = next((group for group in groups[1::2] if group), "").translate(_LETTERS)[:2].ljust(2, "0")
        rates.append(Rate(int(whole) * 100 + int(decimals), line.span(*match.span())))
    return rates


def parse_decimal(text: str) -> Decimal | None:
    """A quantity or unit price: digits with one decimal separator, or with thousands separators before it."""
    digits = text.strip().replace(" ", "").replace("'", "").translate(_LETTERS)
    point = max(digits.rfind("."), digits.rfind(","))
    if point >= 0:
        digits = re.sub("[.,]", "", digits[:point]) + "." + digits[point + 1 :]
    return Decimal(digits) if re.fullmatch(r"-?\d{1,9}(\.\d{0,6})?", digits) else None


def product_slack(quantity: Decimal, price: Decimal) -> int:
    """How far quantity x price may be from the printed amount, minor units: what their own rounding leaves open.

    Pieces are exact; a quantity with decimals was weighed or metered, a price with three was rounded.
    """
    slack = Decimal(1)
    if _decimals(quantity) and quantity % 1:
        slack += price * 50 * Decimal(1).scaleb(-_decimals(quantity))
    if _decimals(price) > 2:
        slack += quantity * 50 * Decimal(1).scaleb(-_decimals(price))
    return int(abs(slack))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def in_minor(value: Decimal) -> int:
    """A decimal amount in minor units, halves away from zero as tills round."""
    scaled = abs(value) * 100
    rounded = int(scaled + Decimal("0.5"))
    return -rounded if value < 0 else rounded


def vat_of_gross(gross: int, rate: int) -> int:
    """VAT inside a gross amount, rounded to the nearest minor unit. Rate in basis points."""
    return divide(gross * rate, 10_000 + rate)


def vat_of_base(base: int, rate: int) -> int:
    """VAT on top of a base, rounded to the nearest minor unit. Rate in basis points."""
    return divide(base * rate, 10_000)


def _is_one_number(match: re.Match[str], line: TextLine) -> bool:
    """`1 150,00` may be a quantity and a price: a space parts thousands only before a comma and inside one word, or
    where the line is this number and nothing else, or nothing but it and the word for a sum."""
    if match[0] == line.key.strip() and match["group"] != " ":
        return True
    words = line.touched(match.start(), match.end())
    if _TOTAL_ALONE.fullmatch(line.key, 0, match.start()) and "," in match["point"]:
        return True
    if words[-1][0].text.strip() == line.key[match.start("whole") : match.end()] and _labels_a_sum(
        line.key[: match.start()]
    ):
        return True
    return ("," in match["point"] or match["group"] != " ") and len(words) == 1


def _labels_a_sum(label: str) -> bool:
    return bool(_TOTAL_ALONE.fullmatch(label) or _PAID_ALONE.fullmatch(label))


def _amount(match: re.Match[str], line: TextLine) -> Amount | None:
    whole, cents = match["whole"], match["cents"]
    if not re.search("[0-9]", whole + cents):
        return None
    if match["point"].count(" ") and not re.search("[0-9]", cents):
        return None
    digits = re.sub(r"[^0-9]", "", whole.translate(_LETTERS)) or "0"
    minor = int(digits) * 100 + int(cents.translate(_LETTERS))
    if minor > _MAX_MINOR:
        return None
    if match["sign"] or match["lead"] or match["trail"]:
        minor = -minor
    start = match.start() if minor < 0 else match.start("whole")
    return Amount(minor, line.span(start, match.end()))


def _whole(match: re.Match[str], line: TextLine) -> Amount:
    return Amount(int(re.sub(r"[. ]", "", match[1])) * 100, line.span(*match.span()))
