"""The total of a receipt: every amount is a candidate, and the lines and the arithmetic speak for or against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.ocr.extract.amounts import Amount, find_amounts, find_short_amounts
from services.ocr.extract.terms import Terms
from services.ocr.layout import Span, TextLine

_FINAL = Terms(
    "TOTAL ROUNDED, TOTAL AFTER ROUNDING, TOTAL AFTER ADJ, AMT ROUNDED, ROUNDED TOTAL, GRAND TOTAL, NET "
    "TOTAL, NETT TOTAL, TOTAL DUE, AMOUNT DUE, BALANCE DUE, TOTAL PAYABLE, AMOUNT PAYABLE, ZU ZAHLEN, "
    "ZAHLBETRAG, GESAMTBETRAG, ENDBETRAG, A PAYER, NET A PAYER, TOTAL TTC, TOTALE COMPLESSIVO, IMPORTO "
    "PAGATO, TOTAL A PAGAR, DO ZAPLATY, SUMA PLN, FIZETENDO, TOTAL LEI, TOTAL RON, TOTAL DE PLATA, TOTAL "
    "INCL, TOTAL INCLUSIVE, SALES INCL, SALES INCLUSIVE, TOTAL AMOUNT"
)
_TOTAL = Terms(
    "TOTAL, SUMME, GESAMT, GESAMTSUMME, BETRAG, TOTALE, IMPORTE, OSSZESEN, RAZEM, SUMA, MONTANT, TTL, TOTAL SALES"
)
_PARTIAL = Terms("SUBTOTAL, SUB TOTAL, SUB-TOTAL, ZWISCHENSUMME, SOUS-TOTAL, SOUS TOTAL, SUBTOTALE, RESZOSSZEG, STTL")
_NOT_TOTAL = Terms(
    "TOTAL QTY, TOTAL ITEM, TOTAL ITEMS, TOT QTY, TOTAL QUANTITY, TOTAL DISCOUNT, TOTAL SAVING, TOTAL "
    "SAVINGS, TOTAL GST, TOTAL TAX, TOTAL TVA, TOTAL MWST, TOTAL EXCL, TOTAL EXCLUDING, EXCLUDING, TOTAL "
    "POINTS, GST SUMMARY, TOTAL NET, TOTAL HT, TVA, MWST, MWST-BETRAG, NETTO, TAX AMOUNT, UST, STEUER, EXCL, "
    "EXCL OF GST, GST PAYABLE, GST AMT, LOADING"
)
_CASH = Terms(
    "CASH, BAR, BARGELD, GEGEBEN, CASH TENDERED, ESPECES, CONTANTI, EFECTIVO, KESZPENZ, GOTOWKA, NUMERAR, "
    "PAID, PAYMENT, TENDER, TUNAI"
)
_CARD = Terms(
    "VISA, MASTER, MASTERCARD, MAESTRO, GIROCARD, EC-KARTE, EC KARTE, EC-CASH, KARTENZAHLUNG, KREDITKARTE, "
    "CARD, DEBIT, CREDIT, KARTE, CARTE, CARTA"
)
_CHANGE = Terms(
    "CHANGE, RUCKGELD, ZURUCK, RENDU, RESTO, CAMBIO, VISSZAJARO, RESZTA, REST, CHANGE DUE, BAKI, WECHSELGELD"
)
_ROUNDING = Terms("ROUNDING, ROUND, RND ADJ, RUNDUNG, KEREKITES, ROUNDING ADJ, ROUNDING ADJUSTMENT")
_DISCOUNT = Terms("DISCOUNT, RABATT, REDUCERE, SAVING, SAVED")


@dataclass(frozen=True, slots=True)
class Total:
    minor: int
    span: Span
    certainty: float


@dataclass(slots=True)
class Ledger:
    """Amounts of a receipt by the part that their lines say they play."""

    finals: list[Amount] = field(default_factory=list)
    totals: list[Amount] = field(default_factory=list)
    partials: list[Amount] = field(default_factory=list)
    cash: list[Amount] = field(default_factory=list)
    card: list[Amount] = field(default_factory=list)
    change: list[Amount] = field(default_factory=list)
    rounding: list[Amount] = field(default_factory=list)
    others: list[Amount] = field(default_factory=list)


def find_total(lines: Sequence[TextLine]) -> Total | None:
    """The amount that most of the receipt agrees on, or None where no amount was read."""
    ledger = read_ledger(lines)
    scores: dict[int, float] = defaultdict(float)
    places: dict[int, Span] = {}

    def speak(amounts: list[Amount], weight: float) -> None:
        for minor, amount in {amount.minor: amount for amount in reversed(amounts)}.items():
            if minor > 0:
                scores[minor] += weight
                places.setdefault(minor, amount.span)

    speak(ledger.finals, 5)
    speak(ledger.totals, 4)
    speak(ledger.card, 3)
    speak(ledger.partials, 1)
    speak(ledger.cash, 1.5)
    for paid in {amount.minor for amount in ledger.cash + ledger.card}:
        for change in {abs(amount.minor) for amount in ledger.change}:
            if paid - change in scores and change:
                scores[paid - change] += 3
    for before in {amount.minor for amount in ledger.totals + ledger.partials + ledger.finals + ledger.others}:
        for step in {amount.minor for amount in ledger.rounding}:
            if step and before + step in scores and abs(step) <= 5:
                scores[before + step] += 2
    speak(ledger.others, 0.1)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda entry: (entry[1], entry[0]), reverse=True)
    minor, score = ranked[0]
    rival = ranked[1][1] if len(ranked) > 1 else 0.0
    certainty = 0.5 if score < 1 else 0.99 if score >= 6 and score - rival >= 2 else 0.9 if score - rival >= 1 else 0.75
    return Total(minor, places[minor], certainty)


def read_ledger(lines: Sequence[TextLine]) -> Ledger:
    """Sort the amounts of all lines by what their line says; a term without an amount takes the next line's."""
    ledger = Ledger()
    for line in lines:
        amounts = find_amounts(line) or _amounts_below(lines, line)
        if not amounts:
            continue
        part = _part(line)
        chosen = getattr(ledger, part)
        chosen += amounts if part == "others" else amounts[-1:]
    return ledger


def _amounts_below(lines: Sequence[TextLine], line: TextLine) -> list[Amount]:
    if _part(line) == "others":
        return []
    short = find_short_amounts(line)
    if short:
        return short
    for below in lines[line.index + 1 : line.index + 2]:
        amounts = find_amounts(below)
        if amounts and sum(character.isalpha() for character in below.key) <= 3:
            return amounts
    return []


def _part(line: TextLine) -> str:
    for part, terms in _PARTS:
        if terms.find(line):
            return part
    return "others"


_PARTS = (
    ("rounding", Terms("ROUNDING ADJ, ROUNDING ADJUSTMENT, ROUND ADJ, RND ADJ, RUNDUNG")),
    ("finals", _FINAL),
    ("others", _NOT_TOTAL),
    ("others", _DISCOUNT),
    ("partials", _PARTIAL),
    ("change", _CHANGE),
    ("totals", _TOTAL),
    ("rounding", _ROUNDING),
    ("card", _CARD),
    ("cash", _CASH),
)
