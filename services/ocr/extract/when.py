"""Choosing the day of the document among the dates on it: till lines print expiry and card dates too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.ocr.extract.dates import FoundDate, find_dates, find_time
from services.ocr.extract.terms import Terms
from services.ocr.layout import Span, TextLine

_DATE = Terms(
    "DATA, DATE, DATUM, FECHA, TARIKH, DATUM/UHRZEIT, EMIS, EMISA, BELEGDATUM, RECHNUNGSDATUM, KAUFDATUM, KELT, "
    "DATA BON, DATE/TIME"
)
_OTHER = Terms(
    "EXPIRY, EXP DATE, EXPIRES, EXPIRE, VALID, GUELTIG BIS, GULTIG, DUE DATE, SCADENTA, SCADENT, DELIVERY, "
    "LIEFERDATUM, PERIOD, VALABIL, EXPIRA, BIRTH, GEBURT, SINCE, UNTIL, BIS ZUM, UMTAUSCH, VIGUEUR, W.E.F, "
    "PRINTED ON, PRINT DATE, ANREISE, ARRIVAL, CHECK-IN, EINFAHRT, BIS, ERVENYES, "
    "PLEACA, PLECARE, SOSESTE, SOSIRE"
)
_EARLIER = re.compile(r"(?<![A-Z])(?:RETUR|STORNO|RESTITUI)")
"""What was bought before and comes back, with the day of its own receipt."""
_OWN = re.compile(r"(?<![A-Z])(?:BON|BF|NR\.? ?BON)\W{0,3}(?:FISCAL\W{0,3})?(?:NR\W{0,3})?[0-9]{1,8}\W+DIN\W")
"""`Bon: 0117 din 15.06.2024`: the receipt itself."""
_EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class IssueDate:
    """The chosen day with its place, how sure the choice is, and the time printed with it."""

    day: date
    span: Span
    certainty: float
    time: tuple[str, Span] | None


def find_issue_date(lines: Sequence[TextLine], today: date, *, month_first: bool = False) -> IssueDate | None:
    """The day the document was issued: named so, printed with a time, printed more than once, not in the future."""
    dated = ((line, one) for line in lines for one in find_dates(line, month_first=month_first))
    found = [(line, one) for line, one in dated if one.day >= _EARLIEST]
    if not found:
        return None
    often = Counter(one.day for _, one in found)
    scored = [
        (_score(lines, line, one, today) + min(often[one.day] - 1, 2), -order, one)
        for order, (line, one) in enumerate(found)
    ]
    score, _, best = max(scored, key=lambda entry: entry[:2])
    rivals = [other for other, _, one in scored if one.day != best.day]
    clear = not rivals or score - max(rivals) >= 2
    time = find_time(best.span.line) or _time_nearby(lines, best.span.line)
    return IssueDate(best.day, best.span, (0.99 if best.sure else 0.97) if clear else 0.8, time)


def _score(lines: Sequence[TextLine], line: TextLine, found: FoundDate, today: date) -> float:
    score = 0.0
    before = lines[line.index - 1].key if line.index > 0 else ""
    if _DATE.find(line) or _OWN.search(line.key):
        score += 3
    elif before in _DATE and not find_dates(lines[line.index - 1]):
        score += 2
    if find_time(line):
        score += 2
    if (
        _OTHER.find(line)
        or _EARLIER.search(line.key)
        or (_EARLIER.search(before) and line.key.lstrip().startswith("DIN "))
    ):
        score -= 4
    if found.day > today + timedelta(days=1):
        score -= 6
    if not found.sure:
        score -= 1
    if len(found.span.text) == 8 and found.span.text.isdigit():
        score -= 2
    return score


def _time_nearby(lines: Sequence[TextLine], line: TextLine) -> tuple[str, Span] | None:
    for offset in (1, -1):
        at = line.index + offset
        if 0 <= at < len(lines):
            time = find_time(lines[at])
            if time:
                return time
    return None
