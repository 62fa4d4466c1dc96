"""The values that a note is built with on a day: what the office set, else what the law or custom says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.common.errors import Invalid
from services.ledger.rules.chart import ACCOUNTS
from services.ledger.rules.defaults import DEFAULTS, Dated, Default, Kind
from services.ledger.rules.purchase import bare_cui

_NO_VALUE = (AttributeError, KeyError, TypeError, ValueError)
_LAWS_OWN = (Kind.RATE, Kind.RATES)
WHOLE = 10_000
"""Basis points of all of it."""

Settings = Mapping[str, Sequence[Dated]]
"""By name, what an office (or it for one company) set, in any order; a value None leaves it to the default again."""


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle of the company by plate and fuel cards (their last four digits at least), as `bare_mark` has them.

    `deductible` is the share of its VAT in basis points: half, unless it serves the business alone (Cod fiscal
    art. 298).
    """

    plate: str
    cards: frozenset[str] = frozenset()
    deductible: int = WHOLE // 2


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings of one day. Amounts in bani, rates and shares in basis points, None for no account or no limit.

    Built by `policy_on` alone, so that every value has one source: `DEFAULTS` says what each is and where from.
    `vehicles` are the company's on that day.
    """

    supplier: str
    asset_supplier: str
    cash: str
    foreign_cash: str
    advance: str
    vouchers: str
    card: str | None
    vat: str
    collected_vat: str
    deferred_vat: str
    default_expense: str
    non_deductible_vat: str | None
    deposit: str | None
    tip: str | None
    cash_paid_from: str
    vat_rates: frozenset[int]
    standard_vat_rate: int | None
    simplified_invoice: int | None
    simplified_invoice_at_most: int | None
    receipt_over_limit_vat: str
    unregistered_supplier_vat: str
    cash_to_one_supplier: int | None
    cash_to_cash_and_carry: int | None
    cash_in_all: int | None
    cash_and_carry_suppliers: frozenset[str]
    exchange_rate_day: str
    vehicle_accounts: frozenset[str]
    fuel_accounts: frozenset[str]
    unknown_vehicle_deductible: int
    vehicles: tuple[Vehicle, ...] = ()

    def supplier_of(self, expense: str) -> str:
        """Whom a purchase is owed to: fixed assets (class 2) have suppliers of their own."""
        return self.asset_supplier if expense.startswith("2") else self.supplier


def policy_on(settings: Settings, day: date, vehicles: Iterable[Vehicle] = ()) -> Policy:
    """The policy of a day. Raises Invalid(setting_unknown, setting_invalid)."""
    for key in settings:
        _default(key)
    values = {key: read_setting(key, _held(settings.get(key, ()), default, day)) for key, default in DEFAULTS.items()}
    return Policy(**values, vehicles=tuple(vehicles))


def read_setting(key: str, value: Any) -> Any:
    """A setting's value as the rules have it; for whoever stores one, the proof that it is one.

    Raises Invalid(setting_unknown, setting_invalid).
    """
    default = _default(key)
    try:
        return _READERS[default.kind](value, default)
    except _NO_VALUE as error:
        metadata = {"key": key, "value": str(value)}
        raise Invalid("setting_invalid", f"No value for {key}.", metadata, {"value": default.kind}) from error


def _default(key: str) -> Default:
    if key not in DEFAULTS:
        raise Invalid("setting_unknown", "There is no such setting.", {"key": key}, {"key": "unknown"})
    return DEFAULTS[key]


def _held(chosen: Iterable[Dated], default: Default, day: date) -> Any:
    """What holds on the day: the office's last word until then, else the law's; before any, the kind's nothing.

    Rates are the law's to move: what an office entered for the old ones must not outlive a newer law.
    """
    office, law = _last(chosen, day), _last(default.values, day)
    outlived = office is not None and law is not None and law.since > office.since and default.kind in _LAWS_OWN
    for said in (law, office) if outlived else (office, law):
        if said is not None and said.value is not None:
            return said.value
    return [] if default.kind is Kind.RATES else None


def _last(values: Iterable[Dated], day: date) -> Dated | None:
    return max((dated for dated in values if dated.since <= day), key=lambda dated: dated.since, default=None)


def _account(value: Any, _: Default) -> str:
    """An account of the chart, or an analytic of one."""
    if not isinstance(value, str) or len(value) > 20 or value.split(".")[0] not in ACCOUNTS:
        raise ValueError(value)
    return value


def _account_or_none(value: Any, default: Default) -> str | None:
    return None if value == "" else _account(value, default)


def _accounts(value: Any, default: Default) -> frozenset[str]:
    return frozenset(_account(account, default) for account in _list(value))


def _number(value: Any, last: int) -> int:
    if type(value) is not int or not 0 <= value <= last:
        raise ValueError(value)
    return value


def _bani(value: Any, _: Default) -> int | None:
    return None if value is None else _number(value, 10**15)


def _share(value: Any, _: Default) -> int:
    return _number(value, WHOLE)


def _rate(value: Any, _: Default) -> int | None:
    return None if value is None else _number(value, WHOLE)


def _rates(value: Any, _: Default) -> frozenset[int]:
    return frozenset(_number(rate, WHOLE) for rate in _list(value))


def _choice(value: Any, default: Default) -> str:
    if value not in default.choices:
        raise ValueError(value)
    return str(value)


def _cuis(value: Any, _: Default) -> frozenset[str]:
    return frozenset(bare_cui(cui) for cui in _list(value))


def bare_mark(text: str) -> str:
    """A plate or a card's number as it is compared: capitals and digits without blanks, dots and dashes."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


_READERS = {
    Kind.ACCOUNT: _account,
    Kind.ACCOUNT_OR_NONE: _account_or_none,
    Kind.ACCOUNTS: _accounts,
    Kind.BANI: _bani,
    Kind.SHARE: _share,
    Kind.RATE: _rate,
    Kind.RATES: _rates,
    Kind.CHOICE: _choice,
    Kind.CUIS: _cuis,
}
