"""Why a person should look at a document, in both languages, by the codes of `review_reasons`."""

from __future__ import annotations

from services.common.sentences import Sentence

REVIEW_SENTENCES: dict[str, Sentence] = {
    "supplier_cui_unread": Sentence("CUI-ul furnizorului nu a fost citit.", "The supplier's fiscal code was not read."),
    "supplier_cui_invalid": Sentence(
        "Cifra de control a CUI-ului furnizorului nu se potrivește.",
        "The check digit of the supplier's fiscal code does not match.",
    ),
    "supplier_cui_uncertain": Sentence(
        "CUI-ul furnizorului este citit nesigur.", "The supplier's fiscal code is uncertain."
    ),
    "buyer_cui_unread": Sentence(
        "CUI-ul cumpărătorului este tipărit, dar nu a putut fi citit.",
        "The buyer's fiscal code is printed but could not be read.",
    ),
    "buyer_cui_invalid": Sentence(
        "Cifra de control a CUI-ului cumpărătorului nu se potrivește.",
        "The check digit of the buyer's fiscal code does not match.",
    ),
    "buyer_cui_uncertain": Sentence(
        "CUI-ul cumpărătorului este citit nesigur.", "The buyer's fiscal code is uncertain."
    ),
    "supplier_differs": Sentence(
        "Numele sau CUI-ul furnizorului diferă de cele aprobate înainte.",
        "The supplier's name or fiscal code differs from those approved before.",
    ),
    "number_unread": Sentence("Numărul documentului nu a fost citit.", "The document's number was not read."),
    "number_uncertain": Sentence("Numărul documentului este citit nesigur.", "The document's number is uncertain."),
    "date_unread": Sentence("Data nu a fost citită.", "The date was not read."),
    "date_uncertain": Sentence("Data este citită nesigur.", "The date is uncertain."),
    "date_in_future": Sentence("Data este în viitor.", "The date is in the future."),
    "date_too_old": Sentence("Data este neobișnuit de veche.", "The date is unusually old."),
    "total_unread": Sentence("Totalul nu a fost citit.", "The total was not read."),
    "total_uncertain": Sentence("Totalul este citit nesigur.", "The total is uncertain."),
    "total_mismatch": Sentence("Totalul nu este suma dintre net și TVA.", "The total is not net plus VAT."),
    "net_total_unread": Sentence("Totalul fără TVA nu a fost citit.", "The total without VAT was not read."),
    "payable_mismatch": Sentence(
        "Suma de plată nu se potrivește cu totalul.", "The amount to pay does not match the total."
    ),
    "amount_inexact": Sentence("O sumă are mai mult de două zecimale.", "An amount has more than two decimals."),
    "currency_unread": Sentence("Moneda nu a fost citită.", "The currency was not read."),
    "vat_unread": Sentence("TVA-ul nu a fost citit în întregime.", "VAT was not read completely."),
    "vat_uncertain": Sentence("TVA-ul este citit nesigur.", "VAT is uncertain."),
    "vat_mismatch": Sentence("TVA-ul nu este baza înmulțită cu cota.", "VAT is not base times rate."),
    "vat_sum_mismatch": Sentence("Suma TVA pe cote nu este totalul TVA.", "VAT by rate does not add up to total VAT."),
    "vat_total_mismatch": Sentence("Bazele și TVA-ul nu dau totalul.", "Bases and VAT do not add up to the total."),
    "vat_rate_not_in_force": Sentence(
        "Cota de TVA nu era în vigoare la data documentului.", "The VAT rate was not in force on the document's date."
    ),
    "payments_unread": Sentence("Plata nu a fost citită.", "The payment was not read."),
    "payments_uncertain": Sentence("Plata este citită nesigur.", "The payment is uncertain."),
    "payments_mismatch": Sentence("Plățile nu dau totalul.", "Payments do not add up to the total."),
    "line_mismatch": Sentence(
        "La un articol, cantitatea înmulțită cu prețul nu dă valoarea.",
        "An item's quantity times price is not its amount.",
    ),
    "lines_total_mismatch": Sentence("Articolele nu dau totalul.", "Items do not add up to the total."),
    "not_verified": Sentence("Verificările nu au putut fi refăcute.", "The checks could not be run again."),
    "value_unusable": Sentence(
        "O valoare citită nu poate fi folosită și a fost lăsată deoparte.",
        "A value that was read can't be used and was left out.",
    ),
    "foreign_document": Sentence(
        "Documentul este străin: verifică toate câmpurile.", "The document is foreign: check all fields."
    ),
    "card_slip": Sentence(
        "Este chitanța terminalului de card, nu bonul fiscal.",
        "This is the card terminal's slip, not the fiscal receipt.",
    ),
    "not_fiscal": Sentence(
        "Este o notă de plată sau o proformă, nu bonul fiscal.", "It is a bill or pro forma, not the fiscal receipt."
    ),
    "kind_unknown": Sentence("Nu este clar ce fel de document este.", "It is not clear what kind of document this is."),
}
