"""e-Factura: an invoice or credit note in UBL 2.1 (CIUS-RO) to an extraction, each value exactly as the XML has it.

Element names and meanings are those of EN 16931-1 and of RO_CIUS (OMF 1366/2021); "BT-n" in comments are its terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lxml import etree

from services.ocr.errors import ReadError, Reason
from services.ocr.extraction import Buyer, Extraction, Kind, Line, Payment, PaymentMethod, Supplier, Vat
from services.ocr.ubl_checks import Amounts, decide, verify

_INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
_CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
_NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_ROOTS = {f"{{{_INVOICE}}}Invoice", f"{{{_CREDIT_NOTE}}}CreditNote"}
_CREDIT_TYPES = {"81", "83", "381", "396", "532"}
"""UNTDID 1001: the document types that lower what is owed."""
_MEANS = {
    "10": PaymentMethod.CASH,
    "30": PaymentMethod.TRANSFER,
    "31": PaymentMethod.TRANSFER,
    "42": PaymentMethod.TRANSFER,
    "48": PaymentMethod.CARD,
    "49": PaymentMethod.TRANSFER,
    "54": PaymentMethod.CARD,
    "55": PaymentMethod.CARD,
    "57": PaymentMethod.TRANSFER,
    "58": PaymentMethod.TRANSFER,
    "59": PaymentMethod.TRANSFER,
}
"""UNTDID 4461 (BT-81); any other code is OTHER."""
_ON_COLLECTION = "432"
"""UNTDID 2005 (BT-8): VAT falls due when the invoice is paid, *TVA la încasare*."""
_ROMANIAN_CODE = re.compile(r"(RO)?\s?(\d{2,10})")
_DECIMAL = re.compile(r"[+-]?([0-9]{1,15}(\.[0-9]{0,12})?|\.[0-9]{1,12})")
_MOST_BYTES = 20 * 1024 * 1024

Element = etree._Element


def read_ubl(data: bytes, today: date) -> Extraction:
    """Read one e-Factura XML. `today` bounds its date.

    The series stays part of `number`: UBL has one identifier (BT-1), and where to cut it is nobody's to guess.
    Amounts keep the XML's sign. Raises ReadError (`broken_file`, `unknown_type`, `too_large`) and nothing else.
    """
    root = parse(data)
    extraction = Extraction(kind=_kind(root), source="ubl", reader="ubl-2.1", text=_text(root))
    extraction.supplier = _supplier(root)
    extraction.buyer = _buyer(root)
    extraction.number = _value(root, "cbc:ID")
    extraction.issue_date = _date(_value(root, "cbc:IssueDate"))
    extraction.issue_time = _time(_value(root, "cbc:IssueTime"))
    extraction.currency = _value(root, "cbc:DocumentCurrencyCode")
    amounts = _amounts(root, extraction.currency)
    extraction.total = amounts.minor(amounts.total)
    extraction.net_total = amounts.minor(amounts.net)
    extraction.vat_total = amounts.minor(amounts.vat_total)
    extraction.vat = [_vat(part, amounts) for part in _subtotals(root, extraction.currency)]
    extraction.lines = [_line(line, amounts) for line in _lines(root)]
    extraction.payments = _payments(root, amounts)
    extraction.regimes = _regimes(root)
    extraction.confidence = dict.fromkeys(_present(extraction), 1.0)
    extraction.checks = verify(extraction, amounts, today)
    extraction.review_reasons = decide(extraction)
    extraction.needs_review = bool(extraction.review_reasons)
    return extraction


def parse(data: bytes) -> Element:
    """The root of an e-Factura, parsed without entities, document type or network. Raises ReadError."""
    if len(data) > _MOST_BYTES:
        raise ReadError(Reason.TOO_LARGE, f"the XML has {len(data)} bytes; at most {_MOST_BYTES} are read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReadError(Reason.BROKEN_FILE, "the XML is damaged or cut short") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(Reason.BROKEN_FILE, "the XML declares a document type, which no e-Factura has")
    if root.tag not in _ROOTS:
        raise ReadError(Reason.UNKNOWN_TYPE, "the XML is not an e-Factura invoice or credit note")
    return root


def _kind(root: Element) -> Kind:
    """A credit note by its root, by its type code, or because it takes money back (a storno invoice)."""
    code = _value(root, "cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode")
    total = _decimal(_value(root, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount"))
    is_credit = root.tag != f"{{{_INVOICE}}}Invoice" or code in _CREDIT_TYPES or (total is not None and total < 0)
    return "credit_note" if is_credit else "invoice"


def _supplier(root: Element) -> Supplier:
    party = _find(root, "cac:AccountingSupplierParty/cac:Party")
    if party is None:
        return Supplier()
    code, vat_payer = _fiscal_code(party)
    return Supplier(name=_name(party), cui=code, address=_address(party), vat_payer=vat_payer)


def _buyer(root: Element) -> Buyer:
    party = _find(root, "cac:AccountingCustomerParty/cac:Party")
    return Buyer() if party is None else Buyer(name=_name(party), cui=_fiscal_code(party)[0])


def _name(party: Element) -> str | None:
    return _value(party, "cac:PartyLegalEntity/cbc:RegistrationName", "cac:PartyName/cbc:Name")


def _fiscal_code(party: Element) -> tuple[str | None, bool | None]:
    """The CUI without its prefix, and whether the prefix says that VAT is paid.

    A Romanian party's code stands as VAT identifier (BT-31), tax registration (BT-32) or legal registration (BT-30),
    which may also hold the number at the trade register or a person's CNP: those are left out. A foreign party's VAT
    identifier is kept as it is.
    """
    schemes = party.findall("cac:PartyTaxScheme", _NAMESPACES)
    schemes.sort(key=lambda scheme: _value(scheme, "cac:TaxScheme/cbc:ID") != "VAT")
    candidates = [_value(scheme, "cbc:CompanyID") for scheme in schemes]
    candidates.append(_value(party, "cac:PartyLegalEntity/cbc:CompanyID"))
    for candidate in candidates:
        match = _ROMANIAN_CODE.fullmatch(candidate or "")
        if match:
            return match[2], match[1] is not None
    country = _value(party, "cac:PostalAddress/cac:Country/cbc:IdentificationCode")
    return (candidates[0] if country not in (None, "RO") else None), None


def _address(party: Element) -> str | None:
    parts = (
        "cbc:StreetName",
        "cbc:AdditionalStreetName",
        "cac:AddressLine/cbc:Line",
        "cbc:CityName",
        "cbc:PostalZone",
        "cbc:CountrySubentity",
    )
    found = [_value(party, f"cac:PostalAddress/{part}") for part in parts]
    return ", ".join(part for part in found if part) or None


def _amounts(root: Element, currency: str | None) -> Amounts:
    totals = "cac:LegalMonetaryTotal/cbc:"
    tax_total = _tax_total(root, currency)
    return Amounts(
        lines=_decimal(_value(root, f"{totals}LineExtensionAmount")),
        allowances=_decimal(_value(root, f"{totals}AllowanceTotalAmount")),
        charges=_decimal(_value(root, f"{totals}ChargeTotalAmount")),
        net=_decimal(_value(root, f"{totals}TaxExclusiveAmount")),
        total=_decimal(_value(root, f"{totals}TaxInclusiveAmount")),
        prepaid=_decimal(_value(root, f"{totals}PrepaidAmount")),
        rounding=_decimal(_value(root, f"{totals}PayableRoundingAmount")),
        payable=_decimal(_value(root, f"{totals}PayableAmount")),
        vat_total=None if tax_total is None else _decimal(_value(tax_total, "cbc:TaxAmount")),
    )


def _tax_total(root: Element, currency: str | None) -> Element | None:
    """The VAT in the document's currency; a second one may give it in lei (BT-111)."""
    found = root.findall("cac:TaxTotal", _NAMESPACES)
    for total in found:
        amount = _find(total, "cbc:TaxAmount")
        if amount is not None and amount.get("currencyID") == currency:
            return total
    return found[0] if found else None


def _subtotals(root: Element, currency: str | None) -> list[Element]:
    total = _tax_total(root, currency)
    return [] if total is None else total.findall("cac:TaxSubtotal", _NAMESPACES)


def _vat(part: Element, amounts: Amounts) -> Vat:
    """One VAT category: its code (S, Z, E, AE, K, G, O: UNTDID 5305) stands where a till has its letter."""
    rate = _decimal(_value(part, "cac:TaxCategory/cbc:Percent"))
    return Vat(
        rate=0 if rate is None else amounts.minor(rate),
        base=amounts.minor(_decimal(_value(part, "cbc:TaxableAmount"))),
        amount=amounts.minor(_decimal(_value(part, "cbc:TaxAmount"))),
        code=_value(part, "cac:TaxCategory/cbc:ID"),
    )


def _lines(root: Element) -> list[Element]:
    return root.findall("cac:InvoiceLine", _NAMESPACES) + root.findall("cac:CreditNoteLine", _NAMESPACES)


def _line(line: Element, amounts: Amounts) -> Line:
    """One line; `amount` is net, `unit` the code as it stands (UN/ECE Rec. 20, such as H87, C62, KGM)."""
    quantity = _find(line, "cbc:InvoicedQuantity", "cbc:CreditedQuantity")
    price = _decimal(_value(line, "cac:Price/cbc:PriceAmount"))
    per = _decimal(_value(line, "cac:Price/cbc:BaseQuantity"))
    read = Line(
        description=_value(line, "cac:Item/cbc:Name", "cac:Item/cbc:Description") or "",
        quantity=None if quantity is None else _decimal(quantity.text),
        unit=None if quantity is None else quantity.get("unitCode"),
        unit_price=_each(price, per),
        amount=amounts.minor(_decimal(_value(line, "cbc:LineExtensionAmount"))),
        vat_code=_value(line, "cac:Item/cac:ClassifiedTaxCategory/cbc:ID"),
    )
    amounts.line_allowances.append(_allowances(line))
    return read


def _each(price: Decimal | None, per: Decimal | None) -> Decimal | None:
    """The price of one unit where it is given for several (BT-149), to ten decimals."""
    if price is None or not per or per == 1:
        return price
    return (price / per).quantize(Decimal("1e-10"))


def _allowances(line: Element) -> Decimal:
    """What charges add to the line and allowances take off it."""
    change = Decimal(0)
    for entry in line.findall("cac:AllowanceCharge", _NAMESPACES):
        amount = _decimal(_value(entry, "cbc:Amount")) or Decimal(0)
        change += amount if _value(entry, "cbc:ChargeIndicator") == "true" else -amount
    return change


def _payments(root: Element, amounts: Amounts) -> list[Payment]:
    """How the payable amount is to be paid. Several different means do not say which part each one pays."""
    codes = [_value(means, "cbc:PaymentMeansCode") for means in root.findall("cac:PaymentMeans", _NAMESPACES)]
    methods = {_MEANS.get(code, PaymentMethod.OTHER) for code in codes if code}
    payable = amounts.minor(amounts.payable)
    if len(methods) != 1 or not payable:
        return []
    return [Payment(methods.pop(), payable)]


def _regimes(root: Element) -> list[str]:
    regimes = []
    if any(code.text == "AE" for code in root.iterfind("cac:TaxTotal//cac:TaxCategory/cbc:ID", _NAMESPACES)):
        regimes.append("reverse_charge")
    if _value(root, "cac:InvoicePeriod/cbc:DescriptionCode") == _ON_COLLECTION:
        regimes.append("vat_on_collection")
    return regimes


def _present(extraction: Extraction) -> Iterator[str]:
    """Names of the fields that were read, in contract 8's spelling."""
    for name in ("number", "issue_date", "issue_time", "currency", "total", "net_total", "vat_total"):
        if getattr(extraction, name) is not None:
            yield name
    for party in ("supplier", "buyer"):
        for name in ("name", "cui", "address"):
            if getattr(getattr(extraction, party), name, None) is not None:
                yield f"{party}.{name}"
    for index, vat in enumerate(extraction.vat):
        yield from (f"vat.{index}.{n}" for n in ("code", "rate", "base", "amount") if getattr(vat, n) is not None)
    yield from (f"payments.{index}.amount" for index in range(len(extraction.payments)))
    yield from (f"lines.{index}.amount" for index in range(len(extraction.lines)))


def _text(root: Element) -> str:
    """All values a line each, for searching; attachments and the signature are left out."""
    basic = f"{{{_NAMESPACES['cbc']}}}"
    values = (
        element.text.strip()
        for element in root.iter(f"{basic}*")
        if element.text and element.tag != f"{basic}EmbeddedDocumentBinaryObject"
    )
    return "\n".join(value for value in values if value)


def _find(element: Element, *paths: str) -> Element | None:
    return next((found for path in paths if (found := element.find(path, _NAMESPACES)) is not None), None)


def _value(element: Element, *paths: str) -> str | None:
    """The trimmed text of the first of `paths` that has any."""
    for path in paths:
        text = element.findtext(path, default="", namespaces=_NAMESPACES).strip()
        if text:
            return text
    return None


def _decimal(text: str | None) -> Decimal | None:
    """An xsd:decimal of bearable length; exponents, NaN and other alphabets' digits are no amounts."""
    stripped = (text or "").strip()
    return Decimal(stripped) if _DECIMAL.fullmatch(stripped) else None


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _time(text: str | None) -> str | None:
    match = re.match(r"([01]\d|2[0-3]):[0-5]\d", text or "")
    return match[0] if match else None
