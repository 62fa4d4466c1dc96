"""How one set of books in ROA is reached and coded: everything that ROA leaves to whoever keeps the books."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.common.money import parse_rate
from services.ledger.sinks.given import Given

REFUSE, POST = "refuse", "post"
KINDS = ("receipt", "invoice", "credit_note", "document")

PORT = 1521
"""Oracle's own, where the address has none."""
_DSN = r"(?:(?:tcp|tcps)://)?[A-Za-z0-9._-]{1,253}(?::[0-9]{1,5})?/[A-Za-z0-9._$#-]{1,128}"
"""`host:port/service`. Oracle's long form is not taken: nobody could tell at a glance which machines it names."""
_TEXT = r"\S(.{0,126}\S)?"
_RATE = r"[0-9]{1,2}(\.[0-9]{1,2})?"
_LARGEST_ID = 10**15


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
    such documents booked. `attachment_mib` is the most that a document's files may have together; `without_attachment`
    says whether a note whose files are larger, lost or damaged is refused or posted without them. Seconds limit one
    connect, one call and the wait for a free session.
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
    attachment_mib: int = 20
    without_attachment: str = REFUSE
    purchase_journal: bool = True
    pool_size: int = 4
    connect_seconds: int = 5
    call_seconds: int = 15
    wait_seconds: int = 10

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> RoaSettings:
        """Settings as JSON has them: ids as numbers, rates as percent strings.

        Raises Invalid(sink_settings_invalid) that names every field at fault with the code of what is wrong.
        """
        given = Given(values)
        settings = cls(
            dsn=given.text("dsn", _DSN),
            user=given.text("user", _TEXT),
            password=Secret(given.text("password", _TEXT)),
            user_id=given.whole("user_id", 0, _LARGEST_ID),
            branch_id=given.optional_whole("branch_id", 0, _LARGEST_ID),
            document_types=given.numbers("document_types", "|".join(KINDS), _LARGEST_ID),
            currencies=given.numbers("currencies", "[A-Z]{3}", _LARGEST_ID),
            vat_columns=_by_basis_points(given.numbers("vat_columns", _RATE, _LARGEST_ID)),
            analytics=given.table("analytics", "[0-9]{3,10}", r"\S(.{0,18}\S)?"),
            partner_without_cui=given.optional_whole("partner_without_cui", 0, _LARGEST_ID),
            attachments=given.switch("attachments", default=True),
            attachment_mib=given.whole("attachment_mib", 1, 200, default=20),
            without_attachment=given.one_of("without_attachment", (REFUSE, POST)),
            purchase_journal=given.switch("purchase_journal", default=True),
            pool_size=given.whole("pool_size", 1, 32, default=4),
            connect_seconds=given.whole("connect_seconds", 1, 60, default=5),
            call_seconds=given.whole("call_seconds", 1, 300, default=15),
            wait_seconds=given.whole("wait_seconds", 1, 60, default=10),
        )
        for name in ("document_types", "currencies"):
            if not values.get(name):
                given.wrong(name, "field_missing")
        given.finish()
        return settings

    @property
    def host(self) -> str:
        """The machine that the address names."""
        return self._place.partition(":")[0]

    @property
    def port(self) -> int:
        return int(self._place.partition(":")[2] or PORT)

    @property
    def _place(self) -> str:
        return self.dsn.rpartition("//")[2].partition("/")[0]


def _by_basis_points(columns: Mapping[str, int]) -> dict[int, int]:
    return {parse_rate(rate): column for rate, column in columns.items() if re.fullmatch(_RATE, rate)}
