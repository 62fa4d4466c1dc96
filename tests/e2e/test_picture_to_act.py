"""From the picture of a receipt to the lines in ROA's ACT: the example of the system that this one replaces."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from e2e.installation import Office, drawn
from e2e.roa import Roa

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


def test_the_picture_of_a_fuel_receipt_stands_in_act_with_its_picture(other_office: Office, roa: Roa) -> None:
    http, picture, document_id = other_office.http, drawn(FUEL), str(uuid4())
    tested = answer(http.post("/api/v1/sinks:test", json=roa.sink))
    assert [finding["message"] for finding in tested["findings"] if not finding["ok"]] == []
    answer(http.put("/api/v1/sinks", json=roa.sink))

    assert other_office.upload(picture, document_id=document_id, name="bon OMV.png").status_code == 202
    reviewed = other_office.wait_for(document_id, "REVIEW", "FAILED")
    shown = answer(http.post("/api/v1/notes:preview", json=_question(reviewed, other_office)))
    answer(http.post(f"/api/v1/documents/{document_id}:approve", json={"revision": reviewed["revision"]}))
    posted = other_office.wait_for(document_id, "POSTED", "REVIEW")
    assert posted["state"] == "POSTED", posted

    assert roa.books.act() == ["6022=401 221.24", "4426=401 42.04", "401=5311 263.28"]
    lines = [f"{line['debit']}={line['credit']} {line['amount']}" for line in shown["lines"]]
    assert lines == roa.books.act()
    assert roa.books.rows("SELECT DISTINCT denumire, cod_fiscal FROM nom_parteneri") == [
        ("OMV PETROM MARKETING SRL", "11201891")
    ]
    kept = "SELECT a.denumire, a.continut, r.tabela, r.an, r.luna FROM atas_atasamente a JOIN atas_referinte r "
    kept += "USING (id_atasament) JOIN (SELECT DISTINCT an, luna, cod FROM act) n USING (an, luna, cod)"
    assert roa.books.rows(kept) == [("bon OMV.png", picture, "ACT", 2024, 3)]
    assert roa.books.waiting() == 0


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
