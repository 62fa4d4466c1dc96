"""What kind of document it is and whether it is Romanian, by the words on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.ocr.extract.amounts import find_amounts
from services.ocr.extract.invoice_cells import titles
from services.ocr.extract.invoice_table import headings
from services.ocr.extract.parties import find_parties
from services.ocr.extract.terms import Terms
from services.ocr.extract.till import BON, FISCAL
from services.ocr.extraction import Kind
from services.ocr.layout import TextLine

_ROMANIAN = (
    (3.0, Terms("BON FISCAL, FACTURA FISCALA, NOTA DE CREDITARE")),
    (
        2.0,
        re.compile(
            r"(?<![A-Z0-9])(?:C\.?I\.?F\.?|C\.?U\.?I\.?|COD FISCAL|COD DE IDENTIFICARE)"
            # A letter that belongs to the number (`CIF B48221190`) makes it a Spanish one.
            r"(?:[\s:.]*(?:R?O|R0)?\s?|[\s:.A-Z]*?(?:R[O0]\s?|(?<![A-Z])))[0-9]{2,10}(?![0-9A-Z])"
        ),
    ),
    (1.5, re.compile(r"(?<![A-Z.])T\.?V\.?A(?=[A-H]?(?![A-Z]))")),
    (1.0, re.compile(r"(?<![A-Z])(?:LEI|RON)(?![A-Z])")),
    (1.0, Terms("NUMERAR, BUCURESTI, CUMPARATOR, JUDETUL, CASIER, TOTAL LEI, FURNIZOR, STRADA, SOSEAUA, BULEVARDUL")),
    (0.5, re.compile(r"S\.?\s?R\.?\s?L|(?<![A-Z])(?:JUD|STR|SECTOR|NR\. ?BON|ORA)(?![A-Z])")),
)
_LONG_CODE = 6
"""A shorter number passes the check digit too easily to speak for the country."""
_FOREIGN = (
    (
        2.5,
        re.compile(
            r"SDN\.?\s?BHD|ЕИК|ДДС|(?<![A-Z])[CN]\.?I\.?F\W{0,3}[A-HJ-NP-SUVW]-?[0-9]{7}[0-9A-J](?![0-9A-Z])"
            r"|(?<![A-Z])(?:GST|MWST|TTC|SIRET|P\.?\s?IVA|PARAGON|PTU|AFA|ADOSZAM|NIF|NIP|VAT NO|UST)(?![A-Z])"
        ),
    ),
    (
        1.5,
        re.compile(
            r"(?<![A-Z])(?:RM|GMBH|MEHRWERTST\w*|IVA|HUF|PLN|BGN|GBP|ЛВ|VAT|JALAN|STRASSE|RUE|VIA|CALLE)(?![A-Z])|[£]"
        ),
    ),
    (
        1.0,
        Terms(
            "SUMME, VIELEN DANK, MERCI, GRAZIE, GRACIAS, THANK YOU, KOSZONJUK, DZIEKUJEMY, OSSZESEN, RAZEM, "
            "TOTALE, ZU ZAHLEN"
        ),
    ),
    (0.5, re.compile(r"€|(?<![A-Z])EURO?(?![A-Z])")),
)
_SLIP = Terms(
    "TID, MID, AID, TERMINAL, TERMINAL ID, COD AUTORIZARE, AUTORIZARE, COD AUT, RRN, STAN, SEMNATURA, "
    "TRANZACTIE, TRANZACTIE APROBATA, APROBAT, APROBATA, VANZARE, CHITANTA POS, MERCHANT, COMERCIANT, "
    "APPROVAL CODE, APPROVED, AUTH CODE, BATCH, CONTACTLESS, PAN, TRACE-NR, GENEHMIGUNGS-NR, KUNDENBELEG, "
    "VU-NR, TA-NR, CARDHOLDER COPY, EXEMPLAR CLIENT, COPIE CLIENT, PIN VERIFICAT, COD RASPUNS, NR CHITANTA, "
    "LOT, SUMA, POS, PIN CORECT, PIN OK, APPL, TVR, TSI, ATC"
)
_MASKED = re.compile(r"[X*#]{4,}\s?[0-9]{4}|[0-9]{4,6}[X*#]{4,}")
_NUMBERED = re.compile(r"BON\s*NR|NR\.?\s*BON")
"""A card terminal may count its slips in a till's words."""
_FISCAL = re.compile(
    r"BON\s*FISCAL|AMEF|[0-9][.,][0-9]{2}\s*\*?[A-H]\s*$"
    r"|(?<![A-Z])T\.?V\.?A(?![A-Z])|(?<![A-Z])(?:GST|MWST|UST|IVA|AFA|PTU|VAT|TTC)(?![A-Z])|SUBTOTAL"
)
_UNFISCAL = re.compile(
    r"NU\s+(?:ESTE|TINE\s+LOC\s+DE)\s+BON|(?<!\()NEFISCAL|NOTA\s+DE\s+PLATA|^\W*CHITANTA(?:\s+(?:SERIA|NR)|\W*$)|FACTURA\s+PROFORMA"
)
_BON_FISCAL = re.compile(
    rf"{BON}\s*{FISCAL}|(?<![A-Z0-9])[A-Z]{{2}}\s?[0-9]{{10}}(?![0-9])|(?<![A-Z])NR\.?\s*BON"
    r"|(?<![A-Z])BON(?:UL)?\s*NR|(?<![A-Z])BF(?![A-Z])"
)
_INVOICE_TITLE = re.compile(
    r"^\W*(?:E-?)?(?:(?:FACTURA|F A C T U R A)(?!\s+(?:SIMPLIFICA|(?:SE|LA|VA|ESTE|POATE|NU)(?![A-Z])))"
    r"|INVOICE|TAX INVOICE|RECHNUNG|FACTURE|FATTURA|SZAMLA|FAKTURA|"
    r"NOTA DE CREDITARE|NOTA DE CREDIT|CREDIT NOTE)(?:\s+(?:FISCALA|PROFORMA|STORNO|VAT))?(?![A-Z])"
    r"|^\W*(?:SERI[AE]\s+(?:SI\s+)?)?(?:NR\.?|NUMAR(?:UL)?)\s+FACTUR"
)
_NUMBERED_TITLE = re.compile(
    r"(?:FACTURA|F A C T U R A)(?:\s+[A-Z0-9-]{1,10})?\s+(?:SERI[AE]|NR)(?![A-Z])"
    r"|^\W*SERIA\s+[A-Z0-9]{1,8}\s+(?:NR|NUMAR)"
)
_OTHER_TITLE = re.compile(
    r"^\W*(?:(?:FACTURA\s+)?PROFORMA|AVIZ(?:UL)?\s+DE\s+INSOTI|OFERTA(?:\s+(?:DE\s+PRET|COMERCIALA|NR)|\W*$)|"
    r"COMANDA(?:\s+(?:FERMA|NR|SERIA)|\W*$)|DEVIZ|BORDEROU|CONFIRMARE\s+DE\s+COMANDA|NOTA\s+DE\s+(?:RECEPTIE|INTRARE)|"
    r"PROCES[\s-]+VERBAL|ORDIN\s+DE\s+PLATA|EXTRAS\s+DE\s+CONT|DISPOZITIE\s+DE|CONTRACT(?:\s+(?:DE|NR)|\W*$))(?!.*:\s*[0-9]|.*[0-9][.,][0-9]{2}\W*$)"
)
"""What traders write that looks like an invoice and is none: nothing is owed by it."""
_INVOICE_WORDS = Terms(
    "CUMPARATOR, FURNIZOR, VANZATOR, BENEFICIAR, PRESTATOR, ACHIZITOR, DATA EMITERII, DATA SCADENTEI, DATA FACTURII, "
    "TOTAL FACTURA, CAPITAL SOCIAL, SCADENTA, TERMEN DE PLATA, IBAN, NR REG COM, REG COM, COTA TVA, DUE "
    "DATE, BILL TO, PAYMENT TERMS, SWIFT, FALLIG, ZAHLUNGSZIEL, ECHEANCE, SCADENZA, VALOARE TVA, PRET UNITAR, "
    "UNIT PRICE, EINZELPREIS, CONTRACTANT, INVOICE NUMBER, INVOICE DATE, AMOUNT DUE, VAT NUMBER"
)
_TOTAL = re.compile(r"(?<![A-Z])TOTAL(?![A-Z])")
_CREDIT = re.compile(r"STORNO|NOTA\s+DE\s+CREDIT|CREDIT\s+NOTE|GUTSCHRIFT|AVOIR|NOTA\s+DI\s+CREDITO")
_TILL_WORDS = Terms(
    "CHANGE, CASHIER, REST, RUCKGELD, CASIER, NUMERAR, CASH, BON FISCAL, KASSE, KASSENBON, TENDERED, BAR"
)


@dataclass(frozen=True, slots=True)
class Class:
    """Kind of the document; `slip` where it is a card terminal's slip, `unfiscal` where it says it is no receipt."""

    kind: Kind
    romanian: bool
    slip: bool = False
    unfiscal: bool = False


def classify(lines: Sequence[TextLine]) -> Class:
    """Tell receipts, invoices, credit notes and the rest apart, and Romanian documents from others."""
    romanian = is_romanian(lines)
    if not any(find_amounts(line) for line in lines):
        return Class("other", romanian)
    title = next((line for line in lines if _is_title(line)), None)
    if _is_other_paper(lines, title):
        return Class("other", romanian, unfiscal=True)
    if title is not None and _looks_like_invoice(lines) and not _is_of_a_till(lines, title):
        credit = any(_CREDIT.search(line.key) for line in lines[: title.index + 3])
        return Class("credit_note" if credit else "invoice", romanian)
    if _is_unfiscal(lines):
        return Class("other", romanian, unfiscal=True)
    if _is_slip(lines):
        return Class("other", romanian, slip=True)
    return Class("receipt", romanian)


def is_invoice_page(lines: Sequence[TextLine]) -> bool:
    """Whether a page has an invoice's title; on a further page the invoice's other words may be missing."""
    return any(_is_title(line) for line in lines) and not _is_other_paper(lines, None)


def has_invoice_words(lines: Sequence[TextLine]) -> bool:
    """Whether the words are those of traders' papers and their tables, with or without a title."""
    return _invoice_signs(lines) >= 2


def _is_other_paper(lines: Sequence[TextLine], title: TextLine | None) -> bool:
    """Whether another paper's title stands above the invoice's, among the words that traders' papers share."""
    other = next((line for line in lines if _begins_cell(_OTHER_TITLE, line)), None)
    if other is None or (title is not None and title.index < other.index):
        return False
    if title is other and "PROFORMA" not in other.key:
        return False  # `Factura nr. | Data | Contract`: headings of the invoice's own
    if any(_BON_FISCAL.search(line.key) for line in lines):
        return False
    return "PROFORMA" in other.key or has_invoice_words(lines)


def _invoice_signs(lines: Sequence[TextLine]) -> int:
    """Words that traders' papers share, each line once; the headings of their table are two."""
    words = sum(1 for line in lines if _INVOICE_WORDS.find(line))
    columns = max((headings(line) for line in lines), default=0)
    return words + (2 if columns >= 4 else columns == 3)


def _is_title(line: TextLine) -> bool:
    """The title may stand beside the seller's name: each column counts on its own."""
    return _begins_cell(_INVOICE_TITLE, line)


def _begins_cell(pattern: re.Pattern[str], line: TextLine) -> bool:
    return any(pattern.search(text) for text in titles(line))


def names_romanian(lines: Sequence[TextLine]) -> bool:
    """Whether a sound Romanian code with its RO stands on the paper: an invoice to one of ours from abroad."""
    codes = find_parties(lines)
    found = (code for code in (codes.supplier, codes.buyer) if code is not None)
    return any(code.ro and code.valid and not code.repaired and len(code.digits) >= _LONG_CODE for code in found)


def is_romanian(lines: Sequence[TextLine]) -> bool:
    """Whether the Romanian signs outweigh the foreign ones; each kind of sign counts once."""
    ours, theirs = _weigh(lines, _ROMANIAN), _weigh(lines, _FOREIGN)
    code = find_parties(lines).supplier
    if code is not None and code.valid and len(code.digits) >= _LONG_CODE:
        ours += 2.0
    return ours >= 2.5 and ours > theirs


def _weigh(lines: Sequence[TextLine], signs: Sequence[tuple[float, Terms | re.Pattern[str]]]) -> float:
    return sum(weight for weight, sign in signs if any(_says(line, sign) for line in lines))


def _says(line: TextLine, sign: Terms | re.Pattern[str]) -> bool:
    return sign.find(line) is not None if isinstance(sign, Terms) else sign.search(line.key) is not None


def _looks_like_invoice(lines: Sequence[TextLine]) -> bool:
    for_invoice = _invoice_signs(lines) + any(_NUMBERED_TITLE.search(line.key) for line in lines)
    for_till = sum(1 for line in lines if _TILL_WORDS.find(line))
    return for_invoice >= 2 and for_invoice > for_till


def _is_of_a_till(lines: Sequence[TextLine], title: TextLine) -> bool:
    """A receipt may name below its total the invoice that was made of it."""
    numbered = any(_BON_FISCAL.search(line.key) for line in lines[title.index + 1 :])
    paid = any(_TOTAL.search(line.key) and find_amounts(line) for line in lines[: title.index])
    return numbered and paid


def _is_unfiscal(lines: Sequence[TextLine]) -> bool:
    """A bill before payment or a cash voucher of an invoice; the words may also stand below a receipt that is one."""
    said = any(_UNFISCAL.search(line.key) for line in lines)
    return said and not any(_BON_FISCAL.search(line.key) and not _UNFISCAL.search(line.key) for line in lines)


def _is_slip(lines: Sequence[TextLine]) -> bool:
    """Three signs of a card terminal and no sign of a till: a till may print its slip below the receipt.

    Where a number is called a receipt's the terminal has to have signs enough of its own.
    """
    signs = sum(1 for line in lines if _SLIP.exactly(line.key)) + sum(1 for line in lines if _MASKED.search(line.key))
    enough = 6 if any(_NUMBERED.search(line.key) for line in lines) else 3
    return signs >= enough and not any(_FISCAL.search(line.key) for line in lines)
