"""What an office chose, as the rules ask for it and as people write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from stdnum.ro import cui as ro_cui

from services.common.errors import Invalid
from services.common.money import format_amount, format_rate, parse_amount, parse_rate
from services.ledger.models import Setting
from services.ledger.models import Vehicle as VehicleRow
from services.ledger.rules import chart
from services.ledger.rules.defaults import DEFAULTS, Dated, Kind
from services.ledger.rules.policy import WHOLE, Vehicle, read_setting

KEYS = tuple(DEFAULTS)
LISTS = (Kind.ACCOUNTS, Kind.CUIS, Kind.RATES)
FITTING = {
    "supplier": ("40", "46"),
    "asset_supplier": ("40", "46"),
    "cash": ("531", "581"),
    "foreign_cash": ("531", "581"),
    "advance": ("54",),
    "vouchers": ("532",),
    "card": ("51", "54", "581"),
    "vat": ("4426",),
    "collected_vat": ("4427",),
    "deferred_vat": ("4428",),
    "default_expense": ("2", "3", "6"),
    "non_deductible_vat": ("6",),
    "deposit": ("40", "46", "6"),
    "tip": ("6",),
    "vehicle_accounts": ("3", "6"),
    "fuel_accounts": ("3", "6"),
}
"""How the accounts of a setting begin; anything else is a slip of the hand."""


def timeline(settings: Iterable[Setting]) -> dict[str, Sequence[Dated]]:
    """What `policy_on` takes: the company's own word where it has one on a day, else the office's.

    Settings come in the order in which they were set: of two for the same day the later one holds.
    """
    office: dict[str, dict[date, Any]] = {}
    own: dict[str, dict[date, Any]] = {}
    for setting in settings:
        place = office if setting.client_id is None else own
        place.setdefault(setting.key, {})[setting.valid_from] = setting.value
    return {key: _merged(own.get(key, {}), office.get(key, {})) for key in {*office, *own} & DEFAULTS.keys()}


def fleet(vehicles: Iterable[VehicleRow], day: date) -> tuple[Vehicle, ...]:
    """A company's vehicles on a day, as the rules have them: of each plate what holds from the latest day before."""
    by_plate: dict[str, VehicleRow] = {}
    for vehicle in sorted(vehicles, key=lambda each: each.valid_from):
        if vehicle.valid_from <= day:
            by_plate[vehicle.plate] = vehicle
    return tuple(
        Vehicle(plate, frozenset(filter(None, [vehicle.card_suffix])), vehicle.deductible * WHOLE // 100)
        for plate, vehicle in sorted(by_plate.items())
    )


def held(settings: Iterable[Setting], key: str, day: date) -> Setting | None:
    """The row that decides a key on a day; None where that is the default. Rows as in `timeline`."""
    for own in (True, False):
        before = [
            setting
            for setting in settings
            if setting.key == key and (setting.client_id is not None) == own and setting.valid_from <= day
        ]
        last = max(reversed(before), key=lambda setting: setting.valid_from, default=None)
        if last is not None and last.value is not None:
            return last
    return None


def default_on(key: str, day: date) -> Dated | None:
    """What holds without anyone's choice."""
    return max(
        (dated for dated in DEFAULTS[key].values if dated.since <= day), key=lambda dated: dated.since, default=None
    )


def value_of(key: str, items: Sequence[str]) -> Any:
    """The value that people wrote, as it is stored.

    Raises Invalid(setting_unknown, setting_value_wrong, account_unknown, account_unfit).
    """
    require_known(key)
    default = DEFAULTS[key]
    texts = [item.strip() for item in items]
    try:
        value = _from_text(default.kind, texts)
    except ValueError as error:
        raise _invalid(key, texts) from error
    if default.kind in (Kind.ACCOUNT, Kind.ACCOUNT_OR_NONE, Kind.ACCOUNTS):
        for account in texts:
            _require_fitting(key, account)
    try:
        read_setting(key, value)
    except Invalid as error:
        raise _invalid(key, texts) from error
    return value


def require_known(key: str) -> None:
    """Raises Invalid(setting_unknown)."""
    if key not in KEYS:
        raise Invalid("setting_unknown", "There is no such setting.", {"key": key}, {"key": "setting_unknown"})


def items_of(kind: Kind, value: Any) -> list[str] | None:
    """A stored value as people write it; None where there is none."""
    if value is None:
        return None
    if kind in LISTS:
        return [format_rate(item) if kind is Kind.RATES else item for item in value]
    if kind is Kind.BANI:
        return [format_amount(value)]
    if kind in (Kind.SHARE, Kind.RATE):
        return [format_rate(value)]
    return [value] if value != "" else []


def _merged(own: Mapping[date, Any], office: Mapping[date, Any]) -> list[Dated]:
    merged = []
    for day in sorted({*own, *office}):
        word = _last(own, day)
        merged.append(Dated(day, word if word is not None else _last(office, day)))
    return merged


def _last(words: Mapping[date, Any], day: date) -> Any:
    since = max((since for since in words if since <= day), default=None)
    return None if since is None else words[since]


def _from_text(kind: Kind, texts: Sequence[str]) -> Any:
    if kind is Kind.RATES:
        return _rates(texts)
    if kind is Kind.CUIS:
        return _cuis(texts)
    if kind is Kind.ACCOUNTS:
        return list(texts)
    if kind is Kind.ACCOUNT_OR_NONE and not texts:
        return ""
    if len(texts) != 1:
        raise ValueError(texts)
    if kind is Kind.BANI:
        return parse_amount(texts[0])
    return _rate(texts[0]) if kind in (Kind.SHARE, Kind.RATE) else texts[0]


def _rates(texts: Sequence[str]) -> list[int]:
    if not texts:
        raise ValueError("no rate at all")
    return [_rate(text) for text in texts]


def _cuis(texts: Sequence[str]) -> list[str]:
    if not all(ro_cui.is_valid(text) for text in texts):
        raise ValueError(texts)
    return list(texts)


def _rate(text: str) -> int:
    return WHOLE if text == "100" else parse_rate(text)


def _require_fitting(key: str, account: str) -> None:
    """An account of the chart, or an analytic of one, of those that make sense here."""
    if not chart.has(account):
        raise Invalid("account_unknown", "No account of the chart.", {"account": account}, {"value": "account_unknown"})
    fitting = FITTING.get(key, ("",))
    if not account.startswith(fitting):
        metadata = {"account": account, "starts": ", ".join(fitting)}
        raise Invalid("account_unfit", "The account does not fit here.", metadata, {"value": "account_unfit"})


def _invalid(key: str, texts: Sequence[str]) -> Invalid:
    default = DEFAULTS[key]
    expected = ", ".join(default.choices) or EXAMPLES[default.kind]
    metadata = {"key": key, "value": ", ".join(texts), "expected": expected}
    return Invalid("setting_value_wrong", f"No value for {key}.", metadata, {"value": "setting_value_wrong"})


EXAMPLES = {
    Kind.ACCOUNT: "5311",
    Kind.ACCOUNT_OR_NONE: "5125",
    Kind.ACCOUNTS: "6022, 6024",
    Kind.BANI: "500.00",
    Kind.SHARE: "50",
    Kind.RATE: "21",
    Kind.RATES: "21, 11",
    Kind.CUIS: "14399840",
}
