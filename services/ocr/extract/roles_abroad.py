"""Words of totals, taxes and payments on receipts from abroad, beside those of `roles`: German, English, French,
Italian, Spanish, Hungarian, Polish, and Bulgarian as its letters are read: the Latin ones they look like.

They are only taken letter by letter, so that they do not come near to a Romanian word.
"""

from __future__ import annotations

import re

from services.ocr.extract.terms import Terms

LOCAL_TAX = Terms(
    "TAXE DE SEJOUR, IMPOSTA DI SOGGIORNO, TASSA DI SOGGIORNO, TASA TURISTICA, KURTAXE, ORTSTAXE, CITY TAX, OCC TAX, "
    "OCCUPANCY TAX, IFA, IDEGENFORGALMI ADO, OPLATA MIEJSCOWA",
    fuzzy=False,
)
"""What a town takes for the night: no VAT, though it is called a tax."""

UNTAXED = Terms("SERVICE CHARGE, GRATUITY, TIP, TRINKGELD, POURBOIRE, PROPINA, MANCIA, NAPIWEK, BORRAVALO", fuzzy=False)
"""What a guest gives beside the price."""

FINAL = Terms(
    "TOTALE DOVUTO, TOTALE DOCUMENTO, TOTALE DA PAGARE, TOTALE A PAGARE, MONTANT TTC, MONTANT TOTAL, A REGLER, "
    "TOTAL FACTURA, TOTAL COMPRA, TOTAL EUROS, IMPORTE TOTAL, A PAGAR, BRUTTO ERTEK, BRUTTO OSSZESEN, ENDSUMME, "
    "ENDBETRAG, GESAMTPREIS, TOTAL TO PAY, RAZEM DO ZAPLATY, SUMA ZL",
    fuzzy=False,
)
TOTAL = Terms("ОБЩА СУМА, OA CYMA, CYMA, O CYMA, A CYMA", fuzzy=False)
PARTIAL = Terms("МЕЖДИННА СУМА, TOTAL MARCHANDISES, TOTALE MERCE, BASE TOTAL, MEX CYMA", fuzzy=False)
TAX = Terms(
    "MONTANT HT, MONTANT HORS TAXE, HORS TAXE, HTVA, BASE HT, BASE IMPONIBLE, BASE IMP, NETTOPREIS, NETTOBETRAG, "
    "NETTOUMSATZ, WARENWERT, NETTO OSSZESEN, NETTO ERTEK, ADOALAP, ADOMENTES, PODATEK, RAZEM PODATEK, KWOTA, "
    "SPRZEDAZ OPODATKOWANA, SPRZEDAZ OPOD, SPRZED OPOD, SP OP, OPODATK, FUORI CAMPO, HETO",
    fuzzy=False,
)
CHANGE = Terms("A DEVOLVER, DEVUELTO, SU CAMBIO, MONNAIE RENDUE, RETOUR, CHANGE GIVEN, РЕСТО, PECTO", fuzzy=False)
CARD = Terms(
    "BANKOMAT, BANCOMAT, BANCONTACT, CARTE BLEUE, PAG ELETTRONICO, BANKKARTYAVAL, KARTYA, KARTA, BLIK, TWINT, "
    "КАРТА, KAPTA, "
    "PAID BY CARD, PAID BY VISA, "
    "PAID MASTERCARD, PAID VISA, ZAPLACONO KARTA, PAGO TARJETA, SALDO CARTA",
    fuzzy=False,
)
CASH = Terms(
    "RECIBIDO, METALICO, ENTREGADO, RECU ESPECES, ZAPLACONO GOTOWKA, KESZPENZBEN, В БРОИ, БРОИ, B PO, B BPO",
    fuzzy=False,
)

CASH_AS_READ = re.compile(r"^\W*B\s[B6E]?P?O\s+[0-9]+[.,][0-9]{2}")
"""`В БРОЙ 12.40`: of the Cyrillic letters only these have a Latin likeness."""

NET = re.compile(r"^\W*(?:NET|NETTO|HT|H\.T\.?|BASE|NETT[OÓ]?|BEZ DDS)\W*(?:EUR|GBP|CHF|PLN|HUF)?[\s£€$]*[0-9]")
"""A line of nothing but the net sum; `NET TOTAL` is another thing."""
