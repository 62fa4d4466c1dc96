"""How a receipt was paid: means and amounts, cash less the change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.ocr.extract.ledger import Entry, Ledger
from services.ocr.extract.roles import PAYMENTS, Role
from services.ocr.extraction import PaymentMethod
from services.ocr.layout import Span

_METHODS = {
    Role.CASH: PaymentMethod.CASH,
    Role.CARD: PaymentMethod.CARD,
    Role.VOUCHER: PaymentMethod.VOUCHER,
    Role.TRANSFER: PaymentMethod.TRANSFER,
    Role.OTHER_PAYMENT: PaymentMethod.OTHER,
}


_BARE_WORDS = {"LEI": PaymentMethod.CASH, "RON": PaymentMethod.CASH, "OP": PaymentMethod.TRANSFER}


@dataclass(slots=True)
class Paid:
    """One means of payment; `given` is what was handed over, `minor` what of it paid the receipt.

    `named` is False where only its amount says that it is a payment.
    """

    method: PaymentMethod
    given: int
    minor: int
    span: Span
    named: bool = True


@dataclass(slots=True)
class Settlement:
    """All payments and the change. `change` is None where none is printed."""

    payments: list[Paid]
    change: int | None = None
    change_span: Span | None = None


def read_settlement(ledger: Ledger, total: int | None) -> Settlement:
    """The payments whose sum less the change is the total; a card slip's repetition is not a second payment."""
    entries = _signed([entry for entry in ledger.having(*PAYMENTS) if entry.amount and entry.amount.minor], total)
    changes = [entry for entry in ledger.having(Role.CHANGE) if entry.amount]
    back = [abs(entry.amount.minor) for entry in changes if entry.amount]
    chosen = _choose(entries, back, total)
    paid = [_paid(entry) for entry in chosen]
    if total is not None and (rest := _unnamed(ledger, total, sum(one.given for one in paid), back)):
        paid.append(rest)
    settlement = Settlement(paid)
    if changes and changes[0].amount:
        settlement.change, settlement.change_span = abs(changes[0].amount.minor), changes[0].amount.span
        # `AMOUNT PAID 38.40, TENDERED 40.00`: the change is of what was handed over, on a line of its own.
        if sum(one.given for one in paid) != total:
            _give_back(paid, settlement.change)
    return settlement


def _unnamed(ledger: Ledger, total: int, given: int, changes: list[int]) -> Paid | None:
    """The line below the total that pays what the named payments leave open, whatever it calls itself.

    `LEI` alone is cash, as Datecs' tills print it, and `OP` a transfer.
    """
    missing = {total + change - given for change in changes} or {total - given}
    for entry in ledger.entries[ledger.first_total + 1 :]:
        if entry.role is not Role.NONE or len(entry.amounts) != 1 or entry.amounts[0].minor not in missing:
            continue
        amount = entry.amounts[0]
        word = re.sub("[^A-Z]", "", entry.line.key[: amount.span.start])
        if amount.minor > 0 and word:
            # Only of cash is any given back.
            method = _BARE_WORDS.get(word, PaymentMethod.CASH if changes else PaymentMethod.OTHER)
            return Paid(method, amount.minor, amount.minor, amount.span, named=word in _BARE_WORDS)
    return None


def _signed(entries: list[Entry], total: int | None) -> list[Entry]:
    """Some tills print what was paid with a minus, as it is taken from what is due."""
    if total is None or total < 0 or not all(_given(entry) < 0 for entry in entries):
        return entries
    return [replace(entry, amounts=[replace(entry.amounts[-1], minor=-_given(entry))]) for entry in entries]


def _choose(entries: list[Entry], changes: list[int], total: int | None) -> list[Entry]:
    """The first run of payments that settles the total; else each means once."""
    due = {total} if total is not None else set()
    due |= {total + change for change in changes if total is not None}
    for count in range(1, len(entries) + 1):
        for first in range(len(entries) - count + 1):
            run = entries[first : first + count]
            if sum(_given(entry) for entry in run) in due:
                return run
    kept: dict[tuple[Role, int], Entry] = {}
    for entry in entries:
        kept.setdefault((entry.role, _given(entry)), entry)
    return list(kept.values())


def _given(entry: Entry) -> int:
    if entry.amount is None:
        return 0
    return entry.amount.minor


def _paid(entry: Entry) -> Paid:
    assert entry.amount is not None  # noqa: S101 - `_choose` is given entries with an amount only
    return Paid(_METHODS[entry.role], _given(entry), _given(entry), entry.amount.span)


def _give_back(paid: Sequence[Paid], change: int) -> None:
    """Change is given in cash: take it from the cash, or from the only payment where that is none."""
    cash = [one for one in paid if one.method is PaymentMethod.CASH]
    for one in cash or (list(paid) if len(paid) == 1 else []):
        taken = min(change, max(one.given, 0))
        one.minor -= taken
        change -= taken
