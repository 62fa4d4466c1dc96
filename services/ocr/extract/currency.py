"""The currency of a document from its signs and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.ocr.layout import Span, TextLine

_SIGNS: dict[str, str] = {
    "RON": r"(?<![A-Z])(?:LEI|RON)(?![A-Z])",
    "EUR": r"€|(?<![A-Z])EBP[OP](?![A-Z])|(?<![A-Z])EURO?S?(?![A-Z])",
    "MYR": r"(?<![A-Z])(?:RM|MYR)(?=[^A-Z]|$)",
    "GBP": r"£|(?<![A-Z])GBP(?![A-Z])",
    "HUF": r"(?<![A-Z])(?:HUF|FT)(?![A-Z])",
    "BGN": r"(?<![A-Z])(?:BGN|ЛВ)(?![A-ZА-Я])",
    "PLN": r"(?<![A-Z])(?:PLN|ZL)(?![A-Z])|(?<=[0-9]{2}\s)Z[XK](?![A-Z])",
    "CHF": r"(?<![A-Z])(?:CHF|SFR)(?![A-Z])",
    "USD": r"\$|(?<![A-Z])USD(?![A-Z])",
    "CZK": r"(?<![A-Z])(?:CZK|KC)(?![A-Z])",
}
_PATTERNS = {code: re.compile(pattern) for code, pattern in _SIGNS.items()}


_WITHOUT_DECIMALS = frozenset({"HUF"})


def smallest_unit(code: str | None) -> int:
    """What tills round to, in minor units: a hundredth, or a whole one where the currency has no decimals in use."""
    return 100 if code in _WITHOUT_DECIMALS else 1


@dataclass(frozen=True, slots=True)
class Currency:
    code: str
    span: Span
    certainty: float


def find_currency(lines: Sequence[TextLine]) -> Currency | None:
    """The currency that the lines name most often (ISO code); None where no sign of any is printed."""
    places = [
        (code, line.span(*match.span()))
        for line in lines
        for code, rule in _PATTERNS.items()
        for match in rule.finditer(line.key)
    ]
    if not places:
        return None
    counts = Counter(code for code, _ in places).most_common()
    code, count = counts[0]
    clear = len(counts) == 1 or count >= 2 * counts[1][1]
    return Currency(code, next(span for other, span in places if other == code), 0.98 if clear else 0.8)
