"""The CSV sink writes the same file for the same note, under the office's own folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from services.common.blobs import Blobs
from services.common.config import ConfigurationError
from services.ledger.models import Note, NoteLine
from services.ledger.settings import Settings
from services.ledger.sinks.csv import CsvSink


def note() -> Note:
    lines = [NoteLine(position=1, debit="6022", credit="401", amount=100, vat_rate=None, explanation="Bon")]
    return Note(id=uuid4(), tenant_id=uuid4(), document_id=uuid4(), revision=3, date=date(2024, 3, 15), lines=lines)


async def test_posting_again_writes_the_same_bytes_to_the_same_place(tmp_path: Path) -> None:
    sink, posted = CsvSink(Blobs.open(tmp_path.as_uri())), note()
    path = tmp_path / str(posted.tenant_id) / "exports" / "notes" / f"{posted.id}.csv"
    written = []
    for _ in range(2):
        await sink.post(posted, posted.posting_key)
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert b"6022;401;1,00" in written[0]
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_key_of_a_posting_is_the_approved_revision_of_its_document() -> None:
    posted = note()
    assert posted.posting_key == f"{posted.document_id}:3"


def test_settings_name_all_that_is_missing_at_once() -> None:
    with pytest.raises(ConfigurationError) as fault:
        Settings.read({})
    assert "BLOB_URL" in str(fault.value)
    assert "LEDGER_SECRETS_KEY" in str(fault.value)
    assert "DATABASE_URL" in str(fault.value)
