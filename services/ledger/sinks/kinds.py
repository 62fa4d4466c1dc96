"""The kinds of books, by name."""

from __future__ import annotations

from collections.abc import Mapping

from services.ledger.sinks.formats import Format
from services.ledger.sinks.saga import Saga
from services.ledger.sinks.tables import CsvTable, XlsxTable

FORMATS: Mapping[str, Format] = {"csv": CsvTable(), "xlsx": XlsxTable(), "saga": Saga()}
"""Those that are files and need nothing to be configured."""
