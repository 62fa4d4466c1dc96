"""A note as rows of ACT_TEMP: pure, so that a dry run shows what a posting would send to the letter."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from services.common.money import format_rate
from services.ledger.errors import Refused
from services.ledger.models import Note, NoteLine
from services.ledger.sinks.roa.charset import Charset
from services.ledger.sinks.roa.settings import KINDS, RoaSettings

Row: TypeAlias = dict[str, "int | str | Decimal | date | None"]
"""One line by the columns of ACT_TEMP. COD and a new partner's ID_PART are None until ROA gives them out."""

EXPLANATION_BYTES = 100
SERIES_BYTES = 10
ACCOUNT_BYTES = 10
ANALYTIC_BYTES = 20
FILE_NAME_BYTES = 100
NUMBER_DIGITS = 20

_PARTNER_ACCOUNTS = ("401", "404", "408", "4091", "4092", "461", "462", "4428")
_VAT_ACCOUNTS = ("4426", "4428")
_DEFERRED_VAT = "4428"
_LAST_NUMBER = re.compile(r"(.*?)([0-9]+)[^0-9]*")


def mark_of(key: str) -> str:
    """The posting key as it is found again in ACT: 80 bits of its SHA-256 in 16 letters and digits, after a #.

    Among a million notes in one month two would share a mark once in two million millions of such months.
    """
    digest = hashlib.sha256(key.encode()).digest()[:10]
    return f"#{base64.b32encode(digest).decode()}"


def refuse_what_books_lack(note: Note, settings: RoaSettings) -> None:
    """Raises Refused for what the settings have no code for, before the database is asked anything."""
    _document_type(note, settings)
    _currency(note, settings)
    for line in note.lines:
        _vat_column(line, settings)
        _accounts(line, settings)
    if not note.partner_cui and settings.partner_without_cui is None:
        raise Refused("roa_supplier_without_cui", "The supplier has no fiscal code to find a partner by.")


def rows_of(
    note: Note,
    key: str,
    settings: RoaSettings,
    charset: Charset,
    *,
    code: int | None = None,
    partner: int | None = None,
) -> list[Row]:
    """The rows, line by line. Raises Refused for what the settings have no code for."""
    return [_row(note, line, key, settings, charset, code, partner) for line in note.lines]


def file_name(name: str, charset: Charset) -> str:
    """A file's name as ATAS_ATASAMENTE holds it; what it ends with stays, by which it is opened."""
    stem, dot, suffix = charset.spelled(name).rpartition(".")
    ending = f"{dot}{suffix}" if stem else ""
    return charset.fit(stem or suffix, FILE_NAME_BYTES - charset.size(ending)) + ending


def day_of(note: Note) -> date:
    """The civil date of the document: its month is the month it is booked in."""
    if note.date is None:
        raise Refused("date_missing", "Without a date no note can be booked.")
    return note.date


def _row(
    note: Note,
    line: NoteLine,
    key: str,
    settings: RoaSettings,
    charset: Charset,
    code: int | None,
    partner: int | None,
) -> Row:
    day = day_of(note)
    series, number = _series_and_number(note.number, charset)
    debit, debit_analytic, credit, credit_analytic = _accounts(line, settings)
    deferred = any(_DEFERRED_VAT in (_synthetic(each.debit), _synthetic(each.credit)) for each in note.lines)
    taxed = _is_vat(line)
    return {
        "LUNA": day.month,
        "AN": day.year,
        "COD": code,
        "DATAIREG": day,
        "DATAACT": day,
        "DATASCAD": day,
        "NRACT": number,
        "SERIE_ACT": series,
        "EXPLICATIA": _explanation(line.explanation, mark_of(key), charset),
        "SCD": debit,
        "ASCD": debit_analytic,
        "SCC": credit,
        "ASCC": credit_analytic,
        "SUMA": Decimal(line.amount).scaleb(-2),
        "PROC_TVA": _factor(line.vat_rate) if taxed else None,
        "ID_FDOC": _document_type(note, settings),
        "ID_PARTD": partner if _has_partner(line.debit) else None,
        "ID_PARTC": partner if _has_partner(line.credit) else None,
        "ID_FACT": None,
        "ID_VALUTA": _currency(note, settings),
        "ID_SUCURSALA": settings.branch_id,
        "TVA_INCASARE": 1 if deferred else 0,
        "ID_JTVA_COLOANA": _vat_column(line, settings),
        "TAXCODE": "TVAI" if deferred and taxed else None,
    }


def _explanation(text: str, mark: str, charset: Charset) -> str:
    """The text, cut so that the mark behind it is always whole."""
    head = charset.fit(text, EXPLANATION_BYTES - len(mark) - 1)
    return f"{head} {mark}".lstrip()


def _series_and_number(text: str, charset: Charset) -> tuple[str | None, int | None]:
    """`AB 0123` gives AB and 123. EXPLICATIA has the number as it was printed, so what is cut here is not lost."""
    match = _LAST_NUMBER.fullmatch(text)
    if match is None:
        return charset.fit(text, SERIES_BYTES) or None, None
    series = charset.fit(match[1].rstrip(" -/.:"), SERIES_BYTES)
    return series or None, int(match[2][-NUMBER_DIGITS:])


def _accounts(line: NoteLine, settings: RoaSettings) -> tuple[str, str | None, str, str | None]:
    return *_account(line.debit, settings.analytics), *_account(line.credit, settings.analytics)


def _account(account: str, analytics: Mapping[str, str]) -> tuple[str, str | None]:
    """Account and analytic: what follows a dot, else what the settings name. An account is never cut."""
    synthetic, _, own = account.partition(".")
    analytic = own or analytics.get(synthetic)
    if len(synthetic.encode()) > ACCOUNT_BYTES or len((analytic or "").encode()) > ANALYTIC_BYTES:
        raise Refused("roa_account_too_long", "The account is too long for ROA.", {"account": account})
    return synthetic, analytic


def _document_type(note: Note, settings: RoaSettings) -> int:
    kind = kind_of(note.rule)
    if kind not in settings.document_types:
        raise Refused("roa_document_type_missing", f"ROA's settings have no ID_FDOC for {kind}.", {"kind": kind})
    return settings.document_types[kind]


def kind_of(rule: str) -> str:
    """The kind of document in the name of the rule that built its note, as in `purchase_credit_note_cash`."""
    name = rule.removeprefix("storno_").removeprefix("purchase_")
    return next((kind for kind in KINDS if name == kind or name.startswith(f"{kind}_")), "document")


def _currency(note: Note, settings: RoaSettings) -> int:
    if note.currency not in settings.currencies:
        raise Refused(
            "roa_currency_missing",
            f"ROA's settings have no ID_VALUTA for {note.currency}.",
            {"currency": note.currency},
        )
    return settings.currencies[note.currency]


def _vat_column(line: NoteLine, settings: RoaSettings) -> int | None:
    """The journal's column of a VAT line. VAT of an unknown rate belongs to none."""
    if not _is_vat(line) or not settings.vat_columns:
        return None
    if line.vat_rate is None:
        raise Refused("roa_vat_rate_unknown", "A VAT line has no rate; ROA's journal needs one.")
    if line.vat_rate not in settings.vat_columns:
        rate = format_rate(line.vat_rate)
        raise Refused("roa_vat_column_missing", f"ROA's settings have no ID_JTVA_COLOANA for {rate} %.", {"rate": rate})
    return settings.vat_columns[line.vat_rate]


def _factor(rate: int | None) -> Decimal | None:
    """A rate in basis points as ROA writes it: 1900 gives 1.19."""
    return None if rate is None else (10_000 + Decimal(rate)) / 10_000


def _is_vat(line: NoteLine) -> bool:
    return _synthetic(line.debit) in _VAT_ACCOUNTS


def _has_partner(account: str) -> bool:
    return _synthetic(account) in _PARTNER_ACCOUNTS


def _synthetic(account: str) -> str:
    return account.partition(".")[0]
