"""The kinds of books that an office can choose, by name. A new kind is one more entry here.

`open` gets the office, all that was configured, secrets included, and what the installation offers. It checks the
values and connects to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.common.errors import Conflict, Invalid
from services.ledger.models import SinkChoice
from services.ledger.sinks.attachments import StoredDocuments
from services.ledger.sinks.destinations import S3, Surroundings, destination
from services.ledger.sinks.files import FileBooks
from services.ledger.sinks.formats import Format
from services.ledger.sinks.given import Given
from services.ledger.sinks.hosts import NOT_LISTED
from services.ledger.sinks.roa.pool import Pool, dialling
from services.ledger.sinks.roa.settings import RoaSettings
from services.ledger.sinks.roa.sink import RoaSink
from services.ledger.sinks.saga import Saga
from services.ledger.sinks.sink import Books
from services.ledger.sinks.tables import CsvTable, XlsxTable
from services.ledger.sinks.winmentor import NO_RATE, WinMentor

FORMATS: Mapping[str, Format] = {"csv": CsvTable(), "xlsx": XlsxTable(), "saga": Saga()}
"""Those that are files and need nothing to be configured."""

_RATE = rf"[0-9]{{1,2}}(\.[0-9]{{1,2}})?|{NO_RATE}"
_SYMBOL = r"[^;=\[\]\s]{1,40}"


def _in_bucket(configuration: Mapping[str, Any]) -> bool:
    return configuration.get("destination") == S3


@dataclass(frozen=True, slots=True)
class Kind:
    """`secrets` are the values that are stored sealed and never shown. `open` raises Invalid.

    `uses_secrets` tells whether a configuration has a use for them: one that no longer has lets stored ones go.
    """

    open: Callable[[UUID, Mapping[str, Any], Surroundings], Books]
    secrets: frozenset[str] = frozenset({"secret_access_key"})
    uses_secrets: Callable[[Mapping[str, Any]], bool] = _in_bucket


def export_format(name: str, chosen: SinkChoice | None) -> Format:
    """A format by name, with what was configured for it. Raises Conflict(winmentor_not_configured)."""
    if name != "winmentor":
        return FORMATS[name]
    if chosen is None or chosen.kind != name:
        raise Conflict("winmentor_not_configured", "WinMENTOR's articles are not configured.")
    return winmentor(Given(chosen.configuration))


def winmentor(given: Given) -> WinMentor:
    """WinMENTOR's own part of the configuration."""
    return WinMentor(
        articles=given.table("articles", _RATE, _SYMBOL),
        unit=given.text("unit", _SYMBOL, default="Lei"),
        warehouse=given.text("warehouse", _SYMBOL, default=""),
    )


def _files(name: str, read: Callable[[Given], Format]) -> Kind:
    def open_(tenant_id: UUID, values: Mapping[str, Any], around: Surroundings) -> Books:
        given = Given(values)
        written = read(given)
        place = destination(given, name, tenant_id, around)
        given.finish()
        return FileBooks(name, written, place)

    return Kind(open_)


def _roa(tenant_id: UUID, values: Mapping[str, Any], around: Surroundings) -> Books:
    settings = RoaSettings.read(values)
    if not around.roa_hosts.allows(settings.host, settings.port):
        message = "This installation does not allow connections to this address."
        address = f"{settings.host}:{settings.port}"
        raise Invalid(NOT_LISTED, message, {"address": address}, {"dsn": "endpoint_not_listed"})
    return RoaSink(Pool(settings, dialling(settings, around.roa_hosts)), settings, StoredDocuments(around.blobs))


KINDS: Mapping[str, Kind] = {
    "csv": _files("csv", lambda given: FORMATS["csv"]),
    "xlsx": _files("xlsx", lambda given: FORMATS["xlsx"]),
    "saga": _files("saga", lambda given: FORMATS["saga"]),
    "winmentor": _files("winmentor", winmentor),
    "roa": Kind(_roa, frozenset({"password"}), lambda _: True),
}
