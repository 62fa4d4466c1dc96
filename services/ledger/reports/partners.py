"""Purchases by partner, operation and rate, as the D394 return asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from stdnum.ro import cui as ro_cui

from services.ledger.registry.suppliers import HOLDS
from services.ledger.reports.report import Column, Kind, Report, Scope, Value, Words, amount, rows_of, summed
from services.ledger.rules.d394 import Operation, Part, operation_of

_BY_PARTNER = text(
    """
    WITH booked AS MATERIALIZED (
        SELECT note.id, note.partner_cui, note.partner_name, note.total, note.non_deductible,
               CASE WHEN note.storno_of IS NULL THEN 1 ELSE -1 END AS counts,
               CASE WHEN note.rule ~ '^(storno_)?purchase_receipt' THEN 'receipt'
                    WHEN note.rule ~ '^(storno_)?purchase_(invoice|credit_note)' THEN 'invoice'
                    ELSE 'other' END AS kind,
               coalesce(origin.date, note.date) AS day, coalesce(origin.warnings, note.warnings) AS warnings
        FROM ledger.notes AS note
        LEFT JOIN ledger.notes AS origin ON origin.tenant_id = note.tenant_id AND origin.id = note.storno_of
        WHERE note.state = 'POSTED' AND note.client_id = :client AND note.date BETWEEN :first AND :last
    ), vat AS MATERIALIZED (
        SELECT note_id, rate, reverse, sum(base) AS base, sum(amount) AS amount FROM ledger.note_vat
        WHERE note_id = ANY(ARRAY(SELECT id FROM booked ORDER BY id))
        GROUP BY note_id, rate, reverse
    ), part AS (
        SELECT booked.*, true AS taxed, vat.rate, vat.reverse, vat.base, vat.amount
        FROM booked LEFT JOIN vat ON vat.note_id = booked.id
        UNION ALL
        SELECT booked.*, false, NULL, false, non_deductible, 0 FROM booked WHERE non_deductible <> 0
    )
    SELECT part.partner_cui, CASE WHEN part.partner_cui = '' THEN part.partner_name ELSE '' END AS unknown,
           part.kind, part.taxed, part.rate, part.reverse, facts.vat_payer AS registered,
           'vat_deferred_by_supplier' = ANY(part.warnings) OR coalesce(facts.vat_on_collection, false) AS collects,
           max(part.partner_name) AS name, coalesce(sum(part.counts) FILTER (WHERE part.total <> 0), 0)::bigint,
           sum(part.base)::bigint, sum(part.amount)::bigint
    FROM part
    LEFT JOIN LATERAL (
        SELECT found.vat_payer, found.vat_on_collection FROM ledger.supplier_facts AS found
        WHERE found.cui = part.partner_cui AND found.registered
          AND found.asked_on BETWEEN part.day - CAST(:holds AS integer) AND part.day
        ORDER BY found.asked_on DESC LIMIT 1
    ) AS facts ON true
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    HAVING sum(part.base) IS NOT NULL
    LIMIT :most
    """
)
"""A storno counts as one document less, where its note stood. Releases of VAT have no total and are no documents.
The VAT is found as the journal finds it (`repository.purchases`).
"""

PARTNERS_TITLE = Words("Totaluri pe parteneri (D394)", "Totals by partner (D394)")
_KINDS = {
    "receipt": Words("Bon fiscal", "Receipt"),
    "invoice": Words("Factură", "Invoice"),
    "other": Words("Alt document", "Other document"),
}
_OPERATIONS = {
    Operation.TAXED: Words("Achiziții taxabile", "Taxed purchases"),
    Operation.ON_COLLECTION: Words("Achiziții de la TVA la încasare", "From suppliers with VAT on collection"),
    Operation.REVERSE_CHARGE: Words("Achiziții cu taxare inversă", "Reverse charge"),
    Operation.UNREGISTERED: Words("De la neînregistrați în scopuri de TVA", "From suppliers not registered for VAT"),
    Operation.RECEIPT: Words("Bonuri fiscale cu CUI (I.1.5)", "Receipts with the buyer's code (I.1.5)"),
    Operation.UNSETTLED: Words("De încadrat", "To be settled"),
    Operation.NOT_DECLARED: Words("Nu se declară", "Not declared"),
}
_ORDER = list(Operation)
_COLUMNS = (
    Column("operation", Words("Tip", "Type"), Kind.CODE),
    Column("operation_name", Words("Operațiune", "Operation")),
    Column("partner_type", Words("Tip partener", "Type of partner"), Kind.CODE),
    Column("partner_cui", Words("CUI partener", "Partner's fiscal code"), Kind.CODE),
    Column("partner_name", Words("Partener", "Partner")),
    Column("kind", Words("Fel document", "Kind of document")),
    Column("rate", Words("Cota", "Rate"), Kind.RATE),
    Column("documents", Words("Nr. doc.", "Documents"), Kind.COUNT),
    amount("base", "Bază", "Base"),
    amount("vat", "TVA", "VAT"),
    amount("total", "Total document", "Total"),
)


async def partner_totals(session: AsyncSession, scope: Scope) -> Report:
    return partners_of(await rows_of(session, _BY_PARTNER, scope, holds=HOLDS.days))


def partners_of(sums: Iterable[Any]) -> Report:
    """From (code, name if there is no code, kind, taxed, rate, reverse, registered, on collection, name, documents,
    base, VAT). VAT under reverse charge is in no document's total.
    """
    rows: dict[_Place, _Sums] = {}
    for cui, unknown, kind, taxed, rate, reverse, registered, collects, name, documents, base, vat in sums:
        part = Part(kind, taxed, rate, reverse, bool(ro_cui.is_valid(cui)), registered, collects)
        operation = operation_of(part)
        declared = 0 if operation is Operation.UNREGISTERED else rate if taxed else ""
        place = _Place(operation, cui, unknown, kind, declared)
        row = rows.setdefault(place, _Sums())
        row.name = max(row.name, name)
        row.documents += documents
        row.base += base
        row.vat += vat
        row.total += base if reverse else base + vat
    table = [_row(place, rows[place]) for place in sorted(rows, key=_Place.order)]
    return summed(PARTNERS_TITLE, _COLUMNS, [row for row in table if any(row[-4:])])


class _Place(NamedTuple):
    """A row of the report; `rate` is empty for what has none, None for one that is not known."""

    operation: Operation
    cui: str
    unknown: str
    kind: str
    rate: int | str | None

    def order(self) -> tuple[int, str, str, str, int]:
        return _ORDER.index(self.operation), *self[1:4], -self.rate if isinstance(self.rate, int) else 1


@dataclass(slots=True)
class _Sums:
    name: str = ""
    documents: int = 0
    base: int = 0
    vat: int = 0
    total: int = 0


def _row(place: _Place, sums: _Sums) -> tuple[Value, ...]:
    return (
        place.operation.value,
        _OPERATIONS[place.operation],
        place.operation.partner_type,
        place.cui,
        sums.name,
        _KINDS[place.kind],
        place.rate,
        sums.documents,
        sums.base,
        sums.vat,
        sums.total,
    )
