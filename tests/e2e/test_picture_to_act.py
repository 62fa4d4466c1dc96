"""From the picture of a receipt to the lines in ROA's ACT: the example of the system that this one replaces."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest
from e2e.installation import Installation, Office, drawn
from e2e.roa import Roa

from tests.roa.double import Books
from tests.roa.notes import FUEL_IN_ACT

FUEL = """\
OMV PETROM MARKETING SRL
STR. COPACULUI NR. 22, BUCURESTI
CIF: RO11201891
CIF CLIENT: RO99999992
34,642 L x 7,60
MOTORINA EFIX      263,28 A
SUBTOTAL           263,28
TOTAL LEI          263,28
TVA A 19,00%        42,04
TOTAL TVA           42,04
NUMERAR LEI        263,28
DATA: 15/03/2024  ORA: 10:21:33
BON FISCAL NR. 0123
Z 0812
DB4000012345"""
KEPT = (
    "SELECT a.denumire, a.continut, r.tabela, r.an, r.luna FROM atas_atasamente a JOIN atas_referinte r "
    "USING (id_atasament) JOIN (SELECT DISTINCT an, luna, cod FROM act) n USING (an, luna, cod)"
)
"""Each attachment with the note in ACT that it is linked to."""


@pytest.fixture
def books(roa: Roa) -> Books:
    roa.books.clear()
    return roa.books


@pytest.fixture
def office(other_office: Office, roa: Roa) -> Office:
    """An office whose books are in ROA."""
    answer(other_office.http.put("/api/v1/sinks", json=roa.sink))
    return other_office


def test_the_picture_of_a_fuel_receipt_stands_in_act_with_its_picture(office: Office, books: Books) -> None:
    tested = answer(office.http.post("/api/v1/sinks:test", json={}))
    assert [finding["message"] for finding in tested["findings"] if not finding["ok"]] == []
    picture = drawn(FUEL)
    reviewed = read(office, picture)
    shown = answer(office.http.post("/api/v1/notes:preview", json=_question(reviewed, office)))
    approve(office, reviewed)
    assert office.wait_for(reviewed["id"], "POSTED", "REVIEW")["state"] == "POSTED"

    assert books.act() == FUEL_IN_ACT
    assert [f"{line['debit']}={line['credit']} {line['amount']}" for line in shown["lines"]] == FUEL_IN_ACT
    assert books.rows("SELECT denumire, cod_fiscal FROM nom_parteneri") == [("OMV PETROM MARKETING SRL", "11201891")]
    assert books.rows(KEPT) == [("bon OMV.png", picture, "ACT", 2024, 3)]
    assert books.waiting() == 0


def test_a_ledger_killed_in_the_middle_of_a_posting_leaves_one_note_and_one_picture(
    installation: Installation, office: Office, books: Books
) -> None:
    reviewed = read(office, drawn(FUEL))
    with books.admin() as admin:
        admin.execute("LOCK TABLE bal IN EXCLUSIVE MODE")  # the last step waits, with lines and picture written
        approve(office, reviewed)
        waits_for(
            books, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'relation' AND starts_with(query, 'CALL')"
        )
        killed = installation.kill("services.ledger.main")
    assert office.wait_for(reviewed["id"], "POSTED", "REVIEW")["state"] == "POSTED"
    assert killed not in installation.pids("services.ledger.main")
    assert books.act() == FUEL_IN_ACT
    assert len(books.rows(KEPT)) == 1
    assert books.rows("SELECT count(*) FROM atas_atasamente") == [(1,)]
    assert books.waiting() == 0


def read(office: Office, picture: bytes) -> dict[str, Any]:
    """The document of a picture, when it waits for review."""
    document_id = str(uuid4())
    assert office.upload(picture, document_id=document_id, name="bon OMV.png").status_code == 202
    return office.wait_for(document_id, "REVIEW", "FAILED")


def approve(office: Office, document: dict[str, Any]) -> None:
    path = f"/api/v1/documents/{document['id']}:approve"
    answer(office.http.post(path, json={"revision": document["revision"]}))


def waits_for(books: Books, count: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while books.rows(count) == [(0,)]:
        assert time.monotonic() < deadline, count
        time.sleep(0.1)


def _question(document: dict[str, Any], office: Office) -> dict[str, Any]:
    """What the dashboard asks before it shows a note."""
    return {
        "document_id": document["id"],
        "client_id": office.client_id,
        "extraction": document["extraction"],
    }


def answer(response: Any) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    return dict(response.json())
