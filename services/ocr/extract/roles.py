"""What part a line plays on a receipt, told by its words, in the languages that employees bring receipts from."""

from __future__ import annotations

import re
from enum import StrEnum

from services.ocr.extract import roles_abroad as abroad
from services.ocr.extract.terms import Terms
from services.ocr.layout import TextLine


class Role(StrEnum):
    NONE = "none"
    TOTAL = "total"
    FINAL = "final"
    PARTIAL = "partial"
    TAX = "tax"
    ROUNDING = "rounding"
    DISCOUNT = "discount"
    CHANGE = "change"
    CASH = "cash"
    CARD = "card"
    VOUCHER = "voucher"
    TRANSFER = "transfer"
    OTHER_PAYMENT = "other_payment"
    COUNT = "count"
    SURCHARGE = "surcharge"


PAYMENTS = frozenset({Role.CASH, Role.CARD, Role.VOUCHER, Role.TRANSFER, Role.OTHER_PAYMENT})
TOTALS = frozenset({Role.TOTAL, Role.FINAL})

_LETTERED_TAIL = re.compile(r"[0-9]\s?[.,]\s?[0-9]{2}\s?-?\s*T[VUY]A\s*[A-H]\s*$")
_ITEM_TAIL = re.compile(r"[0-9]\s?[.,]\s?[0-9]{2}\s*\*?\s*(?:T[VUY]A\s*)?[A-H]\s*$")
_TAX_VOCABULARY = re.compile(
    r"TOTAL|SUBTOTAL|BAZA|COTA|VALOARE|"
    r"INCLUSA?|INCL|NETTO?|BRUTTO?|TAXE|LEI|RON|EUR|BON|DIN CARE|IMPOZABILA|BETRAG|AMOUNT|SUMMARY"
)
TAX_WORD = re.compile(
    r"(?<![A-Z])(?:T[VUY]A(?=[A-H](?![A-Z]))|(?:T[\s.]?[VUY][\s.]?A|I\.V\.A|MWST|MW\.?\s?ST|MEHRWERTST[A-Z]*|UST|STEUER|GST|SST|"
    r"VAT|IVA|AFA|DDS|ДДС|PTU|TAX|TAXE|TAXA(?=\s*\(?[A-H](?![A-Z])))(?![A-Z]))"
)

_SURCHARGE = Terms(
    "SERVICE CHARGE, SERVICE CHRG, SERVICE CHG, SRV CHG, SVC CHG, DELIVERY CHARGE, TAXA SERVICIU, BACSIS, TIPS, "
    "TRINKGELD"
)
_ROUNDING = Terms(
    "ROUNDING ADJ, ROUNDING ADJUSTMENT, ROUNDING ADJUSTMENTS, ROUND ADJ, RND ADJ, RUNDUNG, ROTUNJIRE, "
    "ROTUNJIRI, KEREKITES, ARRONDI, ARROTONDAMENTO, REDONDEO"
)
_BARE_ROUNDING = Terms("ROUNDING, ROUND, ZAOKRAGLENIE", fuzzy=False)
_FINAL = Terms(
    "TOTAL ROUNDED, TOTAL AFTER ROUNDING, TOTAL AFTER ADJ, AMT ROUNDED, ROUNDED TOTAL, GRAND TOTAL, NET "
    "TOTAL, NETT TOTAL, TOTAL DUE, AMOUNT DUE, BALANCE DUE, TOTAL PAYABLE, AMOUNT PAYABLE, ZU ZAHLEN, "
    "ZAHLBETRAG, GESAMTBETRAG, ENDBETRAG, RECHNUNGSBETRAG, A PAYER, NET A PAYER, TOTAL TTC, MONTANT DU, "
    "TOTALE COMPLESSIVO, IMPORTO PAGATO, TOTALE EURO, TOTAL A PAGAR, DO ZAPLATY, SUMA PLN, FIZETENDO, TOTAL "
    "LEI, TOTAL RON, TOTAL DE PLATA, TOTAL PLATA, SUMA DE PLATA, TOTAL GENERAL, TOTAL BON, SUMA TOTALA, TOTAL "
    "INCL, TOTAL INCLUSIVE, SALES INCL, SALES INCLUSIVE, TOTAL AMOUNT, TOTAL PRICE, BILL TOTAL, NET AMOUNT "
    "PAYABLE, OBSHTA SUMA, VSICHKO, TOTAL PLATIT, TOTAL ACHITAT, TOTAL INCASAT, "
    "TOTAL DE ACHITAT, SUMA DE ACHITAT, TOTAL DE PLATIT, SUMA DE PLATIT"
)
_TOTAL = Terms(
    "TOTAL, SUMME, GESAMT, GESAMTSUMME, BETRAG, BRUTTOUMSATZ, TOTALE, IMPORTE, IMPORTO, OSSZESEN, VEGOSSZEG, RAZEM, "
    "SUMA, MONTANT, TTL, TOTAL SALES, OBSHTO, ОБЩО, ОБЩА СУМА, СУМА"
)
_PARTIAL = Terms(
    "SUBTOTAL, SUB TOTAL, SUB-TOTAL, ZWISCHENSUMME, SOUS-TOTAL, SUBTOTALE, RESZOSSZEG, STTL, TOTAL PARTIAL, "
    "TOTAL CONSUMATIE, TOTAL CONSUM, TOTAL COMANDA, TOTAL FARA BACSIS"
)
_COUNT = Terms(
    "TOTAL QTY, TOTAL ITEM, TOTAL ITEMS, TOT QTY, TOTAL QUANTITY, QTY TOTAL, ITEM COUNT, NO OF ITEMS, TOTAL "
    "POINTS, PUNCTE, TOTAL SAVING, TOTAL SAVINGS, YOUR SAVINGS, TOTAL DISCOUNT, TOTAL REDUCERI, TOTAL "
    "REDUCERE, TOTAL DISCOUNTURI, ECONOMIE, ECONOMII, ECONOMISIT, TOTAL ARTICOLE, NR ARTICOLE, NUMAR "
    "ARTICOLE, ANZAHL ARTIKEL, PUNKTE, LOADING CHARGES, PROMOTIONAL SAVING, TOTAL PRODUSE, SOLD PUNCTE, "
    "CURS, CURS VALUTAR, CURS BNR, TOTAL EUR BNR"
)
_TAX_TOTAL = Terms(
    "TOTAL GST, TOTAL TAX, TOTAL TVA, TOTAL MWST, TOTAL EXCL, TOTAL EXCLUDING, EXCLUDING GST, EXCL GST, EXCL "
    "OF GST, TOTAL NET, TOTAL HT, NETTO, NETTO-WARENWERT, TAX AMOUNT, GST SUMMARY, GST PAYABLE, GST AMT, "
    "TOTAL FARA TVA, TOTAL BAZA, BAZA TVA, BAZA IMPOZABILA, DIN CARE TVA, IMPONIBILE, IMPOSTA, NET AMT, GROSS "
    "AMOUNT, AMT EXCL, ZERO RATED"
)
_CHANGE = Terms(
    "CHANGE, CHANGE DUE, CHANGE AMT, RUCKGELD, ZURUCK, WECHSELGELD, RENDU, A RENDRE, RESTO, CAMBIO, "
    "VISSZAJARO, RESZTA, REST, REST LEI, REST NUMERAR, REST CASH, REST DE DAT, REST DE PLATA, REST DAT, RESTUL, DE "
    "RESTITUIT, RESTITUIRE, INAPOI, BAKI, RESTO CONTANTI"
)
_VOUCHER = Terms(
    "TICHET, TICHETE, TICH, TICH MASA, TICH DE MASA, TICHETE MASA, TICHETE DE MASA, TICHETE VALORICE, TICHETE "
    "CADOU, TICHET CADOU, BON "
    "VALORIC, BONURI VALORICE, BONURI CADOU, VOUCHER, VOUCHERE, CARD CADOU, CARD MASA, CARD TICHETE, CARD "
    "VALORIC, GUTSCHEIN, GIFT CARD, TICKET RESTAURANT, BON CADEAU, VALE, BUONO, BUONI, UTALVANY, BON TOWAROWY, "
    "BONURI MASA, BONURI DE MASA, BON MASA, TICHETE RESTAURANT, CARD BONURI, TICHETE VACANTA, CARD VACANTA, "
    "EDENRED, PLUXEE, SODEXO, UP DEJUN, UP ROMANIA"
)
_TRANSFER = Terms("VIRAMENT, VIRAMENT BANCAR, TRANSFER, TRANSFER BANCAR, ORDIN DE PLATA, UBERWEISUNG, BANK TRANSFER")
_CARD = Terms(
    "CARD, CRD, C CREDIT, C.CREDIT, PLATA ELECTRONICA, "
    "POS, FARA NUMERAR, CARDUL, CARD BANCAR, CARD VISA, CARD MASTER, CARD MAESTRO, CARD DEBIT, "
    "PLATA CU CARD, CARD "
    "CREDIT, CARDURI, CARTE CREDIT, CARTE DE CREDIT, PLATA CARD, VISA, MASTER, MASTERCARD, MAESTRO, GIROCARD, "
    "EC-KARTE, EC KARTE, EC-CASH, EC CASH, ECC, ELEC.-CASH, KARTENZAHLUNG, KREDITKARTE, CREDIT CARD, DEBIT, "
    "DEBIT CARD, KARTE, CARTE BANCAIRE, CB, CARTA, CARTA DI CREDITO, TARJETA, BANKKARTYA, KARTA, KARTA "
    "PLATNICZA, LASTSCHRIFT, AMEX, DINERS, CARTE DE DEBIT, PAGAMENTO ELETTRONICO, EUROCARD, V PAY, "
    "CONTACTLESS"
)
_CASH = Terms(
    "NUMERAR, NUMERAR LEI, CASH, CASH LEI, BAR, BARGELD, BARZAHLUNG, GEGEBEN, CASH TENDERED, ESPECES, "
    "CONTANTI, CONTANTE, EFECTIVO, KESZPENZ, GOTOWKA, PAID, AMOUNT PAID, PAYMENT, TENDER, TENDERED, TUNAI, V "
    "BROI, PLATA NUMERAR, PLATIT, ACHITAT, MONEDE, BANCNOTE, NUM, PRIMIT, PRIMITI, PRIMITA, LEI PRIMITI, "
    "SUMA PRIMITA"
)
_OTHER = Terms(
    "ALTE METODE, ALTE PLATI, ALTE MODALITATI, ALTE MIJLOACE, PLATA MODERNA, PLATI MODERNE, METODE MODERNE, "
    "CREDIT, AVANS, ONLINE, PLATA ONLINE, CEC, CECURI, ALTA PLATA, E-WALLET, WALLET, PAYPAL, PUNCTE FIDELITATE"
)
_SUBTOTAL_DISCOUNT = Terms(
    "DISCOUNT SUBTOTAL, REDUCERE SUBTOTAL, SUBTOTAL DISCOUNT, DISCOUNT LA SUBTOTAL, REDUCERE LA SUBTOTAL, "
    "DISCOUNT PE SUBTOTAL, REDUCERE PE SUBTOTAL, DISCOUNT TOTAL BON, REDUCERE TOTAL BON",
    fuzzy=False,
)
_DISCOUNT = Terms(
    "DISCOUNT, DISC, RABATT, RABAT, REDUCERE, REDUCERI, SAVING, SAVED, SCONTO, REMISE, DESCUENTO, KEDVEZMENY, "
    "PROMOTIE, NACHLASS, REDUCERE COMERCIALA, OFERTA, CUPON, LESS DISCOUNT"
)
_LETTER_TOTAL = re.compile(r"(?<![A-Z])TOTAL(?:\s*[-:]\s*|\s+)(?:TAXA\s*)?\(?[A-H]\)?(?=[\s:=-]*[0-9])")

# The first that speaks wins; `card voucher` is a voucher, `total card` a payment, `total VAT` tax.
_ORDER: tuple[tuple[Role, Terms], ...] = (
    (Role.SURCHARGE, _SURCHARGE),
    (Role.ROUNDING, _ROUNDING),
    (Role.COUNT, _COUNT),
    (Role.TAX, _TAX_TOTAL),
    (Role.TAX, abroad.TAX),
    (Role.CHANGE, _CHANGE),
    (Role.CHANGE, abroad.CHANGE),
    (Role.FINAL, _FINAL),
    (Role.FINAL, abroad.FINAL),
    (Role.DISCOUNT, _SUBTOTAL_DISCOUNT),
    (Role.PARTIAL, _PARTIAL),
    (Role.PARTIAL, abroad.PARTIAL),
    (Role.ROUNDING, _BARE_ROUNDING),
    (Role.VOUCHER, _VOUCHER),
    (Role.CARD, _CARD),
    (Role.CARD, abroad.CARD),
    (Role.TRANSFER, _TRANSFER),
    (Role.CASH, _CASH),
    (Role.CASH, abroad.CASH),
    (Role.DISCOUNT, _DISCOUNT),
    (Role.TOTAL, _TOTAL),
    (Role.TOTAL, abroad.TOTAL),
    (Role.OTHER_PAYMENT, _OTHER),
)
_OFF_THE_SUM = re.compile(
    r"(?<![A-Z])(?:DISC|DISCOUNT|REDUCERE|RABAT)[A-Z]*\W*-?[0-9]{1,2}(?:[.,][0-9]{1,2})?\s?%\W*SUB\s?TOTAL"
)
"""`DISC. -5.00% SUBTOTAL -5.44` takes off, though it names the sum it is taken off."""
_SPREAD = re.compile(r"(?<![A-Z0-9])[A-Z0]{1,2}(?: [A-Z0]{1,2})+ [A-Z]{1,3}(?![A-Z0-9])")
_WITH_TIP = re.compile(r"(?<![A-Z])(?:INCL(?:US)?\W{0,2}|CU\s+)BACSIS")
"""`CARD (INCL. BACSIS)` is a payment, not a tip."""
_TO_PAY = re.compile(r"^\W*(?:DE (?:PLATA|PLATIT|ACHITAT)|PLATITI)(?![A-Z])")
_BACK = re.compile(r"^\W*(?:RST|RETUR|RETURNAT|DE RETURNAT)(?:\s*(?:LEI|RON))?[\s:.*=]*[0-9]+[.,][0-9]{2}\W*$")
"""Change by a word that elsewhere speaks of goods: nothing but it and an amount."""
_LETTERED_ITEM = re.compile(r"^\W*T[VUY]A\s*[A-H]\s+[A-Z0-9]")
_INCLUSIVE = re.compile(r"INCL|INKL|(?<![A-Z])INC(?![A-Z])|CU T[VUY]A|AFTER|TTC|ROUNDED")


def role_of(line: TextLine) -> Role:
    """The part that the line's words say it plays; NONE for items, names and everything else.

    Terms read letter by letter go before terms read with a wrong letter: `TOTAL INCL` is two letters from `TOTAL EXCL`.
    """
    key = _SPREAD.sub(lambda spread: spread[0].replace(" ", ""), line.key)
    key = _WITH_TIP.sub("", key)
    if _TO_PAY.search(key):
        return Role.FINAL
    if _BACK.search(key):
        return Role.CHANGE
    if _LETTER_TOTAL.search(key):
        return Role.TAX
    if _OFF_THE_SUM.search(key):
        return Role.DISCOUNT
    if abroad.LOCAL_TAX.exactly(key):
        return Role.NONE
    tax = TAX_WORD.search(key)
    if abroad.NET.search(key) or (tax and not _is_total_with_tax(key, tax.start())):
        return Role.TAX
    if abroad.CASH_AS_READ.search(key):
        return Role.CASH
    exact = next((role for role, terms in _ORDER if terms.exactly(key)), None)
    if exact is not None:
        return exact
    return next((role for role, terms in _ORDER if terms.nearly(key)), Role.NONE)


def is_item_with_letter(line: TextLine) -> bool:
    """An item may be called `Colgate Total` or begin with its letter (`TVA B Paine`): more words than a till needs."""
    words = _TAX_VOCABULARY.sub("", TAX_WORD.sub("", line.key))
    letters = sum(len(word) for word in re.findall(r"[A-Z]{3,}", words))
    if _LETTERED_TAIL.search(line.key):
        return True
    return letters >= 4 and (bool(_ITEM_TAIL.search(line.key)) or bool(_LETTERED_ITEM.match(line.key)))


def _is_total_with_tax(key: str, tax: int) -> bool:
    """`TOTAL INCL. GST` is a total, `GST INCLUDED IN TOTAL` is tax."""
    inclusive = _INCLUSIVE.search(key)
    total = _FINAL.locate(key) or _TOTAL.locate(key)
    return inclusive is not None and total is not None and min(inclusive.start(), total[0]) < tax
