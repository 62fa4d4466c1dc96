"""The table of notes: one case a row, grouped as in the accounting rules."""

from __future__ import annotations

from datetime import date

from unit.ledger.cases import CUI, DEFERRING, NO_PAYER, Case, paid, purchase, vat

from services.ledger.rules.purchase import Item, Kind

CASH = (paid("CASH"),)
CARD = (paid("CARD"),)
AUGUST = date(2025, 8, 1)
FOOD = {"supplier_name": "MEGA IMAGE SRL", "supplier_cui": "6719278", "items": ()}

RECEIPTS = [
    Case(
        "cash fuel of the old system's example",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "119.00"),)),
        "purchase_receipt_cash",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 119.00"],
    ),
    Case(
        "cash fuel of 263.28 with a VAT of 42.04",
        purchase("263.28", vat("19", "42.04"), payments=(paid("CASH", "263.28"),)),
        "purchase_receipt_cash",
        ["6022=401 221.24", "4426=401 42.04", "401=5311 263.28"],
    ),
    Case(
        "card: the bank statement books the payment",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CARD", "119.00"),)),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
    ),
    Case(
        "card through 5125 where the office chose it",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CARD", "119.00"),)),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00", "401=5125 119.00"],
        settings={"card": "5125"},
    ),
    Case(
        "mixed: only the cash part is booked",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "19.00"), paid("CARD", "100.00"))),
        "purchase_receipt_mixed",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 19.00"],
    ),
    Case(
        "mixed: the card's amount is what the cash leaves",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "19.00"), paid("CARD"))),
        "purchase_receipt_mixed",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 19.00"],
    ),
    Case(
        "two payments in cash are one line",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "19.00"), paid("CASH", "100.00"))),
        "purchase_receipt_cash",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 119.00"],
    ),
    Case(
        "a payment of nothing is no payment",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "119.00"), paid("CARD", "0.00"))),
        "purchase_receipt_cash",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 119.00"],
    ),
    Case(
        "vouchers",
        purchase("119.00", vat("19", "19.00"), payments=(paid("VOUCHER", "119.00"),)),
        "purchase_receipt_voucher",
        ["6022=401 100.00", "4426=401 19.00", "401=5328 119.00"],
    ),
    Case(
        "vouchers and cash",
        purchase("119.00", vat("19", "19.00"), payments=(paid("VOUCHER", "80.00"), paid("CASH", "39.00"))),
        "purchase_receipt_mixed",
        ["6022=401 100.00", "4426=401 19.00", "401=5328 80.00", "401=5311 39.00"],
    ),
    Case(
        "transfer",
        purchase("119.00", vat("19", "19.00"), payments=(paid("TRANSFER", "119.00"),)),
        "purchase_receipt_transfer",
        ["6022=401 100.00", "4426=401 19.00"],
    ),
    Case(
        "other means stay open and are pointed out",
        purchase("119.00", vat("19", "19.00"), payments=(paid("OTHER", "119.00"),)),
        "purchase_receipt_other",
        ["6022=401 100.00", "4426=401 19.00"],
        ["payment_other"],
    ),
    Case(
        "unknown payment counts as unpaid",
        purchase("119.00", vat("19", "19.00")),
        "purchase_receipt_unpaid",
        ["6022=401 100.00", "4426=401 19.00"],
        ["payment_unknown"],
    ),
    Case(
        "two payments without amounts can't be told apart",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH"), paid("CARD"))),
        "purchase_receipt_unpaid",
        ["6022=401 100.00", "4426=401 19.00"],
        ["payment_unknown"],
    ),
    Case(
        "a returned receipt keeps its sides under negative amounts",
        purchase("-119.00", vat("19", "-19.00"), payments=(paid("CASH", "-119.00"),)),
        "purchase_receipt_cash",
        ["6022=401 -100.00", "4426=401 -19.00", "401=5311 -119.00"],
    ),
    Case(
        "a kind that was not read is booked with its payments",
        purchase("119.00", vat("19", "19.00"), kind=Kind.OTHER, payments=CASH),
        "purchase_document_cash",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 119.00"],
        ["kind_unknown"],
    ),
    Case(
        "cash above the day's limit",
        purchase("5950.00", vat("19", "950.00"), kind=Kind.INVOICE, payments=CASH),
        "purchase_invoice_cash",
        ["6022=401 5000.00", "4426=401 950.00", "401=5311 5950.00"],
        ["cash_over_limit"],
    ),
    Case(
        "a receipt above 100 EUR is no simplified invoice",
        purchase("595.00", vat("19", "95.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 500.00", "4426=401 95.00"],
        ["receipt_over_simplified_limit"],
    ),
    Case(
        "no number, no supplier's code, no currency, tomorrow's date",
        purchase(
            "119.00",
            vat("19", "19.00"),
            payments=CASH,
            number=None,
            supplier_cui=None,
            currency=None,
            issued=date(2025, 7, 31),
        ),
        "purchase_receipt_cash",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 119.00"],
        ["currency_assumed", "number_missing", "supplier_cui_missing"],
    ),
    Case(
        "a date that has not come",
        purchase("121.00", vat("21", "21.00"), payments=CASH, issued=date(2026, 2, 2)),
        "purchase_receipt_cash",
        ["6022=401 100.00", "4426=401 21.00", "401=5311 121.00"],
        ["date_in_future"],
    ),
]

RATES = [
    Case(
        "two rates: one net line, one VAT line a rate",
        purchase("228.00", vat("19", "19.00", "100.00"), vat("9", "9.00", "100.00"), payments=CASH),
        "purchase_receipt_cash",
        ["6022=401 200.00", "4426=401 19.00", "4426=401 9.00", "401=5311 228.00"],
    ),
    Case(
        "three rates without bases",
        purchase("333.00", vat("19", "19.00"), vat("9", "9.00"), vat("5", "5.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 300.00", "4426=401 19.00", "4426=401 9.00", "4426=401 5.00"],
    ),
    Case(
        "two letters of the same rate are one line",
        purchase("238.00", vat("19", "19.00", "100.00"), vat("19", "19.00", "100.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 200.00", "4426=401 38.00"],
    ),
    Case(
        "the rates of August 2025",
        purchase("232.00", vat("21", "21.00"), vat("11", "11.00"), payments=CARD, issued=AUGUST),
        "purchase_receipt_card",
        ["6022=401 200.00", "4426=401 21.00", "4426=401 11.00"],
    ),
    Case(
        "the last day of 19 %",
        purchase("119.00", vat("19", "19.00"), payments=CARD, issued=date(2025, 7, 31)),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
    ),
    Case(
        "a rate that is no longer in force",
        purchase("119.00", vat("19", "19.00"), payments=CARD, issued=AUGUST),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["vat_rate_not_in_force"],
    ),
    Case(
        "a rate that is not yet in force",
        purchase("121.00", vat("21", "21.00"), payments=CARD, issued=date(2025, 7, 31)),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 21.00"],
        ["vat_rate_not_in_force"],
    ),
    Case(
        "an exempt rate makes no VAT line",
        purchase("219.00", vat("19", "19.00", "100.00"), vat("0", "0.00", "100.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 200.00", "4426=401 19.00"],
    ),
    Case(
        "a bottle's deposit without VAT joins the net line",
        purchase("119.50", vat("19", "19.00", "100.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.50", "4426=401 19.00"],
        ["untaxed_part"],
    ),
    Case(
        "only a sum of VAT: the rate that fits is taken",
        purchase("119.00", vat_total="19.00", payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["vat_rate_derived"],
    ),
    Case(
        "only a sum of VAT that fits no rate",
        purchase("128.00", vat_total="14.00", payments=CARD),
        "purchase_receipt_card",
        ["6022=401 114.00", "4426=401 14.00"],
        ["vat_rate_unknown"],
    ),
    Case(
        "a rate without amount takes the printed sum",
        purchase("119.00", vat("19"), vat_total="19.00", payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
    ),
    Case(
        "a rate without amount takes what the others leave of the sum",
        purchase("228.00", vat("19", "19.00"), vat("9"), vat_total="28.00", payments=CARD),
        "purchase_receipt_card",
        ["6022=401 200.00", "4426=401 19.00", "4426=401 9.00"],
    ),
    Case(
        "an unread amount follows from base and rate",
        purchase("119.00", vat("19", None, "100.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["vat_computed"],
    ),
    Case(
        "a rate alone deducts nothing",
        purchase("119.00", vat("19"), payments=CARD),
        "purchase_receipt_card_no_vat",
        ["6022=401 119.00"],
        ["vat_unread", "vat_missing"],
    ),
    Case(
        "printed VAT goes before base x rate up to 0.05",
        purchase("119.04", vat("19", "19.04", "100.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.04"],
    ),
    Case(
        "a larger difference is pointed out",
        purchase("119.06", vat("19", "19.06", "100.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.06"],
        ["vat_rate_mismatch"],
    ),
    Case(
        "rates that don't add up to the printed sum",
        purchase("119.00", vat("19", "19.00"), vat_total="28.00", payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["vat_total_mismatch"],
    ),
    Case(
        "a net total that doesn't add up",
        purchase("119.00", vat("19", "19.00"), net_total="110.00", payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["net_total_mismatch"],
    ),
    Case(
        "bases larger than the net total",
        purchase("119.00", vat("19", "19.00", "119.00"), payments=CARD),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
        ["vat_bases_exceed_net"],
    ),
    Case(
        "no VAT from a supplier who is registered",
        purchase("100.00", payments=CASH),
        "purchase_receipt_cash_no_vat",
        ["6022=401 100.00", "401=5311 100.00"],
        ["vat_missing"],
    ),
    Case(
        "no VAT from a supplier who is not registered",
        purchase("100.00", payments=CASH, supplier_vat_payer=False),
        "purchase_receipt_cash_no_vat",
        ["6022=401 100.00", "401=5311 100.00"],
    ),
]

GROSS = [
    Case(
        "a buyer who is not registered for VAT",
        purchase("119.00", vat("19", "19.00"), payments=CASH),
        "purchase_receipt_cash_gross",
        ["6022=401 119.00", "401=5311 119.00"],
        company=NO_PAYER,
    ),
    Case(
        "a buyer who is not registered needs no code on the receipt",
        purchase("119.00", vat("19", "19.00"), payments=CASH, buyer_cui=None),
        "purchase_receipt_cash_gross",
        ["6022=401 119.00", "401=5311 119.00"],
        company=NO_PAYER,
    ),
    Case(
        "no buyer's code on the receipt",
        purchase("119.00", vat("19", "19.00"), payments=CASH, buyer_cui=None),
        "purchase_receipt_cash_gross",
        ["6022=401 119.00", "401=5311 119.00"],
        ["buyer_cui_missing"],
    ),
    Case(
        "another company's code on the receipt",
        purchase("119.00", vat("19", "19.00"), payments=CASH, buyer_cui="1590082"),
        "purchase_receipt_cash_gross",
        ["6022=401 119.00", "401=5311 119.00"],
        ["buyer_cui_other"],
    ),
    Case(
        "another company's code matters to who is not registered, too",
        purchase("119.00", vat("19", "19.00"), payments=CARD, buyer_cui="1590082"),
        "purchase_receipt_card_gross",
        ["6022=401 119.00"],
        ["buyer_cui_other"],
        company=NO_PAYER,
    ),
    Case(
        "the buyer's code with RO and blanks is the same code",
        purchase("119.00", vat("19", "19.00"), payments=CARD, buyer_cui=f"RO {CUI}"),
        "purchase_receipt_card",
        ["6022=401 100.00", "4426=401 19.00"],
    ),
    Case(
        "doubts about VAT don't matter where none is deducted",
        purchase("119.06", vat("19", "19.06", "100.00"), payments=CARD, issued=AUGUST),
        "purchase_receipt_card_gross",
        ["6022=401 119.06"],
        company=NO_PAYER,
    ),
    Case(
        "an invoice without the buyer's code",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, buyer_cui=None),
        "purchase_invoice_unpaid_gross",
        ["6022=401 119.00"],
        ["buyer_cui_missing"],
    ),
]

DEFERRED = [
    Case(
        "the client applies TVA la încasare: cash is paid at once",
        purchase("119.00", vat("19", "19.00"), payments=CASH),
        "purchase_receipt_cash_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00", "401=5311 119.00", "4426=4428 19.00"],
        company=DEFERRING,
    ),
    Case(
        "deferred, by card: the bank statement releases the VAT",
        purchase("119.00", vat("19", "19.00"), payments=CARD),
        "purchase_receipt_card_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00"],
        company=DEFERRING,
    ),
    Case(
        "deferred, mixed: VAT is released in the proportion of the cash",
        purchase("119.00", vat("19", "19.00"), payments=(paid("CASH", "59.50"), paid("CARD", "59.50"))),
        "purchase_receipt_mixed_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00", "401=5311 59.50", "4426=4428 9.50"],
        company=DEFERRING,
    ),
    Case(
        "deferred, two rates, vouchers",
        purchase("228.00", vat("19", "19.00"), vat("9", "9.00"), payments=(paid("VOUCHER", "228.00"),)),
        "purchase_receipt_voucher_deferred_vat",
        [
            "6022=401 200.00",
            "4428=401 19.00",
            "4428=401 9.00",
            "401=5328 228.00",
            "4426=4428 19.00",
            "4426=4428 9.00",
        ],
        company=DEFERRING,
    ),
    Case(
        "deferred, unpaid invoice",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00"],
        company=DEFERRING,
    ),
    Case(
        "the supplier applies TVA la încasare",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, supplier_defers_vat=True),
        "purchase_invoice_unpaid_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00"],
        ["vat_deferred_by_supplier"],
    ),
    Case(
        "the supplier applies TVA la încasare, paid in cash",
        purchase("119.00", vat("19", "19.00"), payments=CASH, supplier_defers_vat=True),
        "purchase_receipt_cash_deferred_vat",
        ["6022=401 100.00", "4428=401 19.00", "401=5311 119.00", "4426=4428 19.00"],
        ["vat_deferred_by_supplier"],
    ),
    Case(
        "who is not registered has nothing to defer",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, supplier_defers_vat=True),
        "purchase_invoice_unpaid_gross",
        ["6022=401 119.00"],
        company=NO_PAYER,
    ),
    Case(
        "deferral without the buyer's code deducts nothing, now or later",
        purchase("119.00", vat("19", "19.00"), payments=CASH, buyer_cui=None),
        "purchase_receipt_cash_gross",
        ["6022=401 119.00", "401=5311 119.00"],
        ["buyer_cui_missing"],
        company=DEFERRING,
    ),
]

INVOICES = [
    Case(
        "unpaid",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, series="OMV", number="77"),
        "purchase_invoice_unpaid",
        ["6022=401 100.00", "4426=401 19.00"],
    ),
    Case(
        "paid in cash",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, payments=CASH),
        "purchase_invoice_cash",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 119.00"],
    ),
    Case(
        "paid in part",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, payments=(paid("CASH", "19.00"),)),
        "purchase_invoice_cash",
        ["6022=401 100.00", "4426=401 19.00", "401=5311 19.00"],
    ),
    Case(
        "an e-Factura's means of payment is no payment",
        purchase("119.00", vat("19", "19.00"), kind=Kind.INVOICE, payments=CASH, settled=False),
        "purchase_invoice_unpaid",
        ["6022=401 100.00", "4426=401 19.00"],
        ["payment_not_proven"],
    ),
    Case(
        "above 100 EUR an invoice is what is due",
        purchase("1190.00", vat("19", "190.00"), kind=Kind.INVOICE),
        "purchase_invoice_unpaid",
        ["6022=401 1000.00", "4426=401 190.00"],
    ),
    Case(
        "credit note printed without signs",
        purchase("119.00", vat("19", "19.00"), kind=Kind.CREDIT_NOTE),
        "purchase_credit_note_unpaid",
        ["6022=401 -100.00", "4426=401 -19.00"],
    ),
    Case(
        "credit note printed with signs",
        purchase("-119.00", vat("19", "-19.00", "-100.00"), kind=Kind.CREDIT_NOTE, vat_total="-19.00"),
        "purchase_credit_note_unpaid",
        ["6022=401 -100.00", "4426=401 -19.00"],
    ),
    Case(
        "credit note with a negative total over unsigned VAT",
        purchase("-119.00", vat("19", "19.00", "100.00"), kind=Kind.CREDIT_NOTE, net_total="100.00"),
        "purchase_credit_note_unpaid",
        ["6022=401 -100.00", "4426=401 -19.00"],
    ),
    Case(
        "credit note paid back in cash",
        purchase("119.00", vat("19", "19.00"), kind=Kind.CREDIT_NOTE, payments=(paid("CASH", "119.00"),)),
        "purchase_credit_note_cash",
        ["6022=401 -100.00", "4426=401 -19.00", "401=5311 -119.00"],
    ),
    Case(
        "credit note of two rates",
        purchase("228.00", vat("19", "19.00"), vat("9", "9.00"), kind=Kind.CREDIT_NOTE),
        "purchase_credit_note_unpaid",
        ["6022=401 -200.00", "4426=401 -19.00", "4426=401 -9.00"],
    ),
    Case(
        "credit note to who is not registered",
        purchase("119.00", vat("19", "19.00"), kind=Kind.CREDIT_NOTE),
        "purchase_credit_note_unpaid_gross",
        ["6022=401 -119.00"],
        company=NO_PAYER,
    ),
    Case(
        "credit note under deferral",
        purchase("119.00", vat("19", "19.00"), kind=Kind.CREDIT_NOTE, payments=(paid("CASH", "119.00"),)),
        "purchase_credit_note_cash_deferred_vat",
        ["6022=401 -100.00", "4428=401 -19.00", "401=5311 -119.00", "4426=4428 -19.00"],
        company=DEFERRING,
    ),
    Case(
        "an expense that no rule knows goes to the default",
        purchase("119.00", vat("19", "19.00"), payments=CARD, **FOOD),
        "purchase_receipt_card",
        ["6028=401 100.00", "4426=401 19.00"],
    ),
    Case(
        "office supplies",
        purchase("119.00", vat("19", "19.00"), payments=CARD, **{**FOOD, "items": (Item("Hârtie copiator A4"),)}),
        "purchase_receipt_card",
        ["6021=401 100.00", "4426=401 19.00"],
    ),
]

CASES = [*RECEIPTS, *RATES, *GROSS, *DEFERRED, *INVOICES]
