"""Messages to what the rules look at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

from contapics.common.v1 import booking_pb2, extraction_pb2
from contapics.document.v1 import events_pb2
from contapics.tenant.v1 import client_pb2

from services.common.errors import Invalid
from services.common.money import parse_amount, parse_rate
from services.ledger.days import day_on_paper
from services.ledger.rules.policy import bare_mark
from services.ledger.rules.purchase import Company, Item, Kind, Method, Payment, Purchase, Vat

_DEFERS_VAT = re.compile(r"(?<!nu aplica )(?<!fara )(?<!neaplicare )\btva la incasare\b(?!\s*:?\s*nu\b)")
_REVERSE_CHARGE = re.compile(r"(?<!fara )\b(?:taxare inversa|reverse charge)\b(?!\s*:?\s*nu\b)")
_COUNTIES = (
    "AB|AG|AR|BC|BH|BN|BR|BT|BV|BZ|CJ|CL|CS|CT|CV|DB|DJ|GJ|GL|GR|HD|HR|IF|IL|IS|MH|MM|MS|NT|OT|PH|SB|SJ|SM|SV|TL|TM|TR|"
    "VL|VN|VS"
)
_PLATE = re.compile(rf"\b(?:(?:{_COUNTIES})[ -]?[0-9]{{2}}|B[ -]?[0-9]{{2,3}})[ -]?[A-Z]{{3}}\b", re.IGNORECASE)
_CARD = re.compile(r"\b(?:[0-9][ -]?){11,18}[0-9]\b|[*xX]{2}[ *xX-]*([0-9]{4,8})\b")


NOTHING_SAID = booking_pb2.Booking()


def purchase(extraction: extraction_pb2.Extraction, booking: booking_pb2.Booking = NOTHING_SAID) -> Purchase:
    """The purchase that was read and corrected, with what a person said of its payment.

    Raises Invalid(value_invalid) for a value that is none of its kind.
    """
    text = _folded(extraction.text)
    try:
        return Purchase(
            kind=Kind(extraction.kind) if extraction.kind else Kind.OTHER,
            supplier_name=" ".join(extraction.supplier.name.split()) or None,
            supplier_cui=extraction.supplier.cui.strip() or None,
            supplier_vat_payer=extraction.supplier.vat_payer if extraction.supplier.HasField("vat_payer") else None,
            buyer_cui=extraction.buyer.cui.strip() or None,
            series=extraction.series.strip() or None,
            number=extraction.number.strip() or None,
            issued=day_on_paper(extraction.issue_date) if extraction.issue_date else None,
            currency=extraction.currency or None,
            total=_amount(extraction.total),
            net_total=_amount(extraction.net_total),
            vat_total=_amount(extraction.vat_total),
            vat=tuple(Vat(_rate(vat.rate), _amount(vat.base), _amount(vat.amount)) for vat in extraction.vat),
            payments=tuple(_payment(payment) for payment in extraction.payments),
            items=tuple(Item(line.description, _amount(line.amount)) for line in extraction.lines),
            settled=extraction.source != "ubl",
            supplier_defers_vat="vat_on_collection" in extraction.regimes or _DEFERS_VAT.search(text) is not None,
            reverse_charge="reverse_charge" in extraction.regimes or _REVERSE_CHARGE.search(text) is not None,
            fiscal_serial=extraction.fiscal_serial.strip() or None,
            plates=frozenset(bare_mark(plate) for plate in _PLATE.findall(extraction.text)),
            fuel_cards=frozenset(bare_mark(card[1] or card[0]) for card in _CARD.finditer(extraction.text)),
            paid_from_advance=booking.paid_from_advance if booking.HasField("paid_from_advance") else None,
        )
    except ValueError as error:
        raise Invalid("value_invalid", f"A value of the extraction can't be used: {error}.") from error


def purchases(extractions: Iterable[extraction_pb2.Extraction]) -> list[Purchase]:
    """Those of the extractions that can be used."""
    read = []
    for extraction in extractions:
        with suppress(Invalid):
            read.append(purchase(extraction))
    return read


def company(client: client_pb2.Client | events_pb2.ClientFacts) -> Company:
    return Company(cui=client.cui, vat_payer=client.vat_payer, defers_vat=client.vat_on_collection)


def _payment(payment: extraction_pb2.Payment) -> Payment:
    return Payment(Method(payment.method) if payment.method else Method.OTHER, _amount(payment.amount))


def _amount(text: str) -> int | None:
    return parse_amount(text) if text else None


def _rate(text: str) -> int | None:
    return parse_rate(text) if text else None


def _folded(text: str) -> str:
    """Lower case without diacritics, every run of blanks as one."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(bare.lower().split())
