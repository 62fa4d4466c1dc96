"""How one set of books in ROA is reached and coded: everything that ROA leaves to whoever keeps the books."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from services.common.errors import Invalid
from services.common.money import parse_rate

KINDS = ("receipt", "invoice", "credit_note", "document")

_PLAIN_DSN = re.compile(r"(?:(?:tcp|tcps)://)?[A-Za-z0-9._-]{1,253}(?::[0-9]{1,5})?/[A-Za-z0-9._$#-]{1,128}")
_FULL_DSN = re.compile(r"\(DESCRIPTION\s*=[^\n]{1,2000}\)", re.IGNORECASE)
_ACCOUNT = re.compile(r"[0-9]{3,10}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LARGEST_ID = 10**18

Value = TypeVar("Value")


class Secret:
    """A text that is never shown: neither by repr nor in a log, a traceback or a format."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


@dataclass(frozen=True, slots=True)
class RoaSettings:
    """One login to one set of books.

    `user_id` is ID_UTIL, `branch_id` ID_SUCURSALA; `document_types` gives ID_FDOC by kind of document, `currencies`
    ID_VALUTA by ISO code, `vat_columns` ID_JTVA_COLOANA by rate in basis points, `analytics` the analytic part by
    account. `partner_without_cui` is the ID_PART of purchases whose supplier has no fiscal code, if the office wants
    such documents booked. Seconds limit one connect, one call and the wait for a free session.
    """

    dsn: str
    user: str
    password: Secret = field(repr=False)
    user_id: int
    branch_id: int | None
    document_types: Mapping[str, int]
    currencies: Mapping[str, int]
    vat_columns: Mapping[int, int]
    analytics: Mapping[str, str]
    partner_without_cui: int | None = None
    attachments: bool = True
    purchase_journal: bool = True
    pool_size: int = 4
    connect_seconds: int = 5
    call_seconds: int = 15
    wait_seconds: int = 10

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> RoaSettings:
        """Settings as JSON has them: ids as numbers, rates as percent strings.

        Raises Invalid(roa_settings_invalid) that names every field at fault with the code of what is wrong.
        """
        given = _Values(values)
        settings = cls(
            dsn=given.take("dsn", "", _dsn),
            user=given.take("user", "", _text(128)),
            password=given.take("password", Secret(""), lambda value: Secret(_text(128)(value))),
            user_id=given.take("user_id", 0, _id),
            branch_id=given.optional("branch_id", None, _id),
            document_types=given.take("document_types", {}, _table(_kind, _id)),
            currencies=given.take("currencies", {}, _table(_matching(_CURRENCY), _id)),
            vat_columns=given.optional("vat_columns", {}, _table(_rate, _id)),
            analytics=given.optional("analytics", {}, _table(_matching(_ACCOUNT), _text(20))),
            partner_without_cui=given.optional("partner_without_cui", None, _id),
            attachments=given.optional("attachments", True, _switch),
            purchase_journal=given.optional("purchase_journal", True, _switch),
            pool_size=given.optional("pool_size", 4, _between(1, 32)),
            connect_seconds=given.optional("connect_seconds", 5, _between(1, 60)),
            call_seconds=given.optional("call_seconds", 15, _between(1, 300)),
            wait_seconds=given.optional("wait_seconds", 10, _between(1, 60)),
        )
        given.finish()
        return settings


class _Fault(Exception):
    """Why one value can't be used: a code of the sentences about fields."""


class _Values:
    """Reads what was given and remembers what was wrong, so that one error names everything."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._read: set[str] = set()
        self._faults: dict[str, str] = {}

    def take(self, name: str, empty: Value, read: Callable[[Any], Value]) -> Value:
        if self._values.get(name) in (None, "", {}):
            self._read.add(name)
            self._faults[name] = "field_missing"
            return empty
        return self.optional(name, empty, read)

    def optional(self, name: str, empty: Value, read: Callable[[Any], Value]) -> Value:
        self._read.add(name)
        value = self._values.get(name)
        if value is None:
            return empty
        try:
            return read(value)
        except _Fault as fault:
            self._faults[name] = str(fault)
            return empty

    def finish(self) -> None:
        faults = self._faults | {str(name): "field_not_known" for name in self._values.keys() - self._read}
        if faults:
            fields = ", ".join(sorted(faults))
            raise Invalid("roa_settings_invalid", f"ROA's settings are wrong: {fields}.", {"fields": fields}, faults)


def _text(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise _Fault("must_be_text")
        if len(value) > longest:
            raise _Fault("field_too_long")
        return value

    return read


def _dsn(value: Any) -> str:
    text = _text(2000)(value).strip()
    if not (_PLAIN_DSN.fullmatch(text) or _FULL_DSN.fullmatch(text)):
        raise _Fault("wrong_format")
    return text


def _between(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise _Fault("must_be_integer")
        if not least <= value <= most:
            raise _Fault("out_of_range")
        return value

    return read


_id = _between(0, _LARGEST_ID)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Fault("must_be_boolean")
    return value


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _Fault("wrong_format")
        return value

    return read


def _kind(value: Any) -> str:
    if value not in KINDS:
        raise _Fault("unknown_value")
    return str(value)


def _rate(value: Any) -> int:
    try:
        return parse_rate(str(value))
    except ValueError as error:
        raise _Fault("wrong_format") from error


Key = TypeVar("Key")


def _table(key: Callable[[Any], Key], entry: Callable[[Any], Value]) -> Callable[[Any], Mapping[Key, Value]]:
    def read(value: Any) -> Mapping[Key, Value]:
        if not isinstance(value, Mapping):
            raise _Fault("must_be_object")
        return MappingProxyType({key(name): entry(given) for name, given in value.items()})

    return read
