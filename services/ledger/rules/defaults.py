"""The values that hold where an office chose none: data with the day they hold from, what they may be, and the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

ALWAYS = date.min
"""From the beginning: for what no law moves."""


class Kind(StrEnum):
    """What a value has to be; JSON on the left of the arrow, the rules' own on the right."""

    ACCOUNT = "account"
    """"5311" -> "5311", an account of the chart or an analytic of one: "5311.01"."""
    ACCOUNT_OR_NONE = "account_or_none"
    """As ACCOUNT; "" -> None."""
    ACCOUNTS = "accounts"
    """["6022", "6024"] -> {"6022", "6024"}."""
    BANI = "bani"
    """500000 -> 500000; None before the first that the law names."""
    SHARE = "share"
    """Basis points of one: 5000 is a half."""
    RATE = "rate"
    """Basis points: 2100 is 21 %; None before the first that is known."""
    RATES = "rates"
    """[2100, 1100] -> {2100, 1100}."""
    CHOICE = "choice"
    """One of `choices`."""
    CUIS = "cuis"
    """["RO14399840"] -> {"14399840"}."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value, as JSON has it, that holds from a day on until the next one."""

    since: date
    value: Any


@dataclass(frozen=True, slots=True)
class Default:
    """What a setting is, what it is without the office's choice, and whose word that is."""

    kind: Kind
    values: tuple[Dated, ...]
    source: str
    choices: tuple[str, ...] = ()


def _always(kind: Kind, value: Any, source: str, *choices: str) -> Default:
    return Default(kind, (Dated(ALWAYS, value),), source, choices)


_CHART = "OMFP 1802/2014, planul de conturi general"

DEFAULTS: dict[str, Default] = {
    "supplier": _always(Kind.ACCOUNT, "401", _CHART),
    "asset_supplier": _always(Kind.ACCOUNT, "404", _CHART),
    "cash": _always(Kind.ACCOUNT, "5311", _CHART),
    "foreign_cash": _always(Kind.ACCOUNT, "5314", _CHART),
    "advance": _always(Kind.ACCOUNT, "542", "OMFP 1802/2014, funcțiunea contului 542"),
    "vouchers": _always(Kind.ACCOUNT, "5328", _CHART),
    "card": _always(Kind.ACCOUNT_OR_NONE, "", "OMFP 1802/2014, funcțiunea contului 5125; fără cont: extrasul de cont"),
    "vat": _always(Kind.ACCOUNT, "4426", _CHART),
    "collected_vat": _always(Kind.ACCOUNT, "4427", _CHART),
    "deferred_vat": _always(Kind.ACCOUNT, "4428", _CHART),
    "default_expense": _always(Kind.ACCOUNT, "6028", _CHART),
    "non_deductible_vat": _always(Kind.ACCOUNT_OR_NONE, "", "fără cont: TVA nedeductibilă intră în contul cheltuielii"),
    "deposit": _always(
        Kind.ACCOUNT_OR_NONE, "461", "HG 1074/2021 (garanția SGR); OMFP 1802/2014; fără cont: intră în cheltuială"
    ),
    "tip": _always(
        Kind.ACCOUNT_OR_NONE,
        "623",
        "OUG 28/1999 art. 2^3; Cod fiscal art. 25 (3) a); fără cont: intră în cheltuială",
    ),
    "cash_paid_from": _always(
        Kind.CHOICE, "cash", "OMFP 1802/2014, funcțiunea conturilor 5311 și 542", "cash", "advance"
    ),
    "vat_rates": Default(
        Kind.RATES,
        (
            Dated(date(2004, 1, 1), [1900, 900]),
            Dated(date(2008, 12, 15), [1900, 900, 500]),
            Dated(date(2010, 7, 1), [2400, 900, 500]),
            Dated(date(2016, 1, 1), [2000, 900, 500]),
            Dated(date(2017, 1, 1), [1900, 900, 500]),
            Dated(date(2025, 8, 1), [2100, 1100, 900]),
            Dated(date(2026, 8, 1), [2100, 1100]),
        ),
        "Cod fiscal art. 291; OUG 58/2010; Legea 141/2025 (9 % pentru unele locuințe până la 31.07.2026)",
    ),
    "standard_vat_rate": Default(
        Kind.RATE,
        (
            Dated(date(2004, 1, 1), 1900),
            Dated(date(2010, 7, 1), 2400),
            Dated(date(2016, 1, 1), 2000),
            Dated(date(2017, 1, 1), 1900),
            Dated(date(2025, 8, 1), 2100),
        ),
        "Cod fiscal art. 291 (1); OUG 58/2010; Legea 141/2025",
    ),
    "simplified_invoice": Default(
        Kind.BANI,
        (Dated(date(2016, 1, 1), 450_00), Dated(date(2019, 1, 1), 480_00), Dated(date(2022, 1, 1), 500_00)),
        "Cod fiscal art. 319 (12): 100 EUR cu TVA, în lei rotunzi",
    ),
    "simplified_invoice_at_most": Default(
        Kind.BANI,
        (Dated(date(2016, 1, 1), 1_800_00), Dated(date(2019, 1, 1), 1_920_00), Dated(date(2022, 1, 1), 2_000_00)),
        "Cod fiscal art. 319 (13): 400 EUR cu TVA, în lei rotunzi",
    ),
    "receipt_over_limit_vat": _always(
        Kind.CHOICE, "deduct", "Cod fiscal art. 319 (12); între 100 și 400 EUR practica diferă", "deduct", "cost"
    ),
    "unregistered_supplier_vat": _always(
        Kind.CHOICE, "cost", "Cod fiscal art. 11 (9) și art. 299 (1) a)", "deduct", "cost"
    ),
    "cash_to_one_supplier": Default(Kind.BANI, (Dated(date(2015, 5, 9), 5_000_00),), "Legea 70/2015, art. 3 (1)"),
    "cash_to_cash_and_carry": Default(Kind.BANI, (Dated(date(2015, 5, 9), 10_000_00),), "Legea 70/2015, art. 3 (1)"),
    "cash_in_all": Default(Kind.BANI, (Dated(date(2015, 5, 9), 10_000_00),), "Legea 70/2015, art. 3 (1)"),
    "cash_and_carry_suppliers": _always(Kind.CUIS, [], "lista cabinetului, pe lângă numele cu „cash & carry”"),
    "exchange_rate_day": _always(
        Kind.CHOICE,
        "day_before",
        "Cod fiscal art. 290 (2): ultimul curs comunicat de BNR",
        "day_before",
        "document_day",
    ),
    "vehicle_accounts": _always(Kind.ACCOUNTS, ["6022", "6024", "611"], "Norme Cod fiscal, pct. 68, la art. 298"),
    "fuel_accounts": _always(Kind.ACCOUNTS, ["6022"], "fără vehicul cunoscut, aici se întreabă care"),
    "unknown_vehicle_deductible": _always(Kind.SHARE, 10_000, "Cod fiscal art. 297 și 298; decide cabinetul"),
}
"""By the name that the setting has everywhere: in `ledger.settings`, in the dashboard and as a field of `Policy`."""
