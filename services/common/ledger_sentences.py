"""What is said of notes and of the books that they are posted to, in both languages, by reason code."""

from __future__ import annotations

from services.common.sentences import Sentence

LEDGER_SENTENCES: dict[str, Sentence] = {
    # notes, payments, settings and months
    "note_unknown": Sentence("Nota nu există sau nu aveți acces la ea.", "There is no such note, or no access to it."),
    "total_missing": Sentence("Fără total nu se poate face nota contabilă.", "Without a total no note can be built."),
    "date_missing": Sentence("Fără dată nu se poate face nota contabilă.", "Without a date no note can be built."),
    "vat_exceeds_total": Sentence(
        "TVA-ul ({vat}) nu încape în total ({total}).", "The VAT ({vat}) doesn't fit into the total ({total})."
    ),
    "payments_mismatch": Sentence(
        "Plățile ({payments}) nu dau totalul ({total}).",
        "The payments ({payments}) don't add up to the total ({total}).",
    ),
    "total_zero": Sentence("Totalul este zero; nu este nimic de înregistrat.", "The total is zero; nothing to book."),
    "value_invalid": Sentence(
        "Documentul are valori care nu pot fi folosite. Corectați-le și aprobați din nou.",
        "The document has values that can't be used. Please correct them and approve again.",
    ),
    "document_booked": Sentence(
        "Documentul este deja înregistrat în contabilitate.", "This document is already in the books."
    ),
    "report_too_large": Sentence(
        "Raportul are mai mult de {most} rânduri. Alegeți o perioadă mai scurtă.",
        "The report has more than {most} rows. Please choose a shorter period.",
    ),
    "supplier_missing": Sentence("Alegeți furnizorul.", "Please choose the supplier."),
    "note_failed": Sentence(
        "Nota contabilă nu a putut fi făcută din cauza unei erori la noi. Încercați din nou mai târziu.",
        "The note could not be built because of an error on our side. Please try again later.",
    ),
    "rate_invalid": Sentence(
        "Cursul {rate} nu este un număr cu cel mult patru zecimale.",
        "The rate {rate} is not a number with at most four decimals.",
    ),
    "rate_missing": Sentence(
        "Lipsește cursul BNR pentru {currency} din {day}. Încercați mai târziu sau introduceți cursul de mână.",
        "BNR's rate for {currency} of {day} is missing. Please try again later, or enter the rate by hand.",
    ),
    "vat_not_deferred": Sentence(
        "Nota nu are TVA neexigibilă care să aștepte o plată.", "The note has no VAT that waits for a payment."
    ),
    "setting_value_wrong": Sentence(
        "„{value}” nu se potrivește setării „{key}”; un exemplu bun: {expected}.",
        "“{value}” doesn't fit the setting “{key}”; a good example: {expected}.",
    ),
    "account_unfit": Sentence(
        "Contul {account} nu se potrivește aici; sunt potrivite cele care încep cu {starts}.",
        "Account {account} doesn't fit here; those that begin with {starts} do.",
    ),
    "valid_from_in_past": Sentence(
        "Valoarea se aplică din trecut: {notes} note deja înregistrate rămân cum sunt, cele noi o folosesc.",
        "The value holds from a day in the past: {notes} notes in the books stay as they are, new ones use it.",
    ),
    "plate_invalid": Sentence("„{plate}” nu este un număr de înmatriculare.", "“{plate}” is no registration plate."),
    "vehicle_unknown": Sentence(
        "Vehiculul nu există sau nu aveți acces la el.", "There is no such vehicle, or you have no access to it."
    ),
    "vehicle_exists": Sentence(
        "Vehiculul {plate} are deja valori din {date}.", "Vehicle {plate} has values from {date} already."
    ),
    "vehicle_of_other_company": Sentence(
        "Vehiculul rămâne la firma lui; adăugați-l din nou la cealaltă.",
        "A vehicle stays with its company; add it again to the other one.",
    ),
    "period_closed": Sentence(
        "Luna {month} este închisă; nu se mai înregistrează nimic în ea.",
        "The month {month} is closed; nothing more is posted into it.",
    ),
    "period_open": Sentence("Luna {month} nu este închisă.", "The month {month} is not closed."),
    "postings_in_flight": Sentence(
        "În această lună sunt {count} note pe drum spre contabilitate. Încercați din nou peste câteva secunde.",
        "{count} notes of this month are on their way to the books. Please try again in a few seconds.",
    ),
    "note_not_posted": Sentence(
        "Se poate storna doar o notă înregistrată.", "Only a note that is in the books can be taken back."
    ),
    "note_stornoed": Sentence("Nota este deja stornată.", "The note is taken back already."),
    "storno_of_storno": Sentence(
        "O notă de stornare nu se stornează; aprobați din nou documentul.",
        "A storno can't be taken back; approve the document again.",
    ),
    "storno_date_wrong": Sentence(
        "Stornarea se înregistrează între {first} și {last}.", "The storno is booked between {first} and {last}."
    ),
    "document_stornoed": Sentence(
        "Nota a fost stornată ({date}): {reason}. Corectați documentul și aprobați-l din nou.",
        "The note was taken back on {date}: {reason}. Please correct the document and approve it again.",
    ),
    "note_paid": Sentence(
        "Nota are plăți înregistrate; anulați-le întâi pe acestea.",
        "The note has payments; please take these back first.",
    ),
    "payment_exceeds_open": Sentence(
        "Plata de {amount} nu se potrivește: rămân de plată {open}.",
        "The payment of {amount} does not fit: {open} is still open.",
    ),
    "payment_date_wrong": Sentence(
        "Plata se înregistrează între {first} și {last}.", "The payment is recorded between {first} and {last}."
    ),
    "payment_id_taken": Sentence(
        "Există deja o altă plată cu acest identificator.", "There is another payment with this identifier."
    ),
    "payment_unknown": Sentence("Plata nu există.", "There is no such payment."),
    "payment_cancelled": Sentence(
        "Plata este deja anulată sau refuzată.", "The payment is cancelled or refused already."
    ),
    "release_of_release": Sentence(
        "Plata se înregistrează la nota facturii, nu la cea a TVA-ului devenit exigibil.",
        "The payment is recorded on the purchase's note, not on the release of its VAT.",
    ),
    "setting_unknown": Sentence("Setarea „{key}” nu există.", "There is no setting “{key}”."),
    "setting_invalid": Sentence(
        "Valoarea „{value}” nu se potrivește setării „{key}”.", "The value “{value}” doesn't fit the setting “{key}”."
    ),
    "account_unknown": Sentence(
        "Contul {account} nu există în planul de conturi.", "Account {account} is not in the chart of accounts."
    ),
    # the books that notes are posted to
    "sink_unknown": Sentence("Aceste registre nu sunt configurate.", "There are no such books."),
    "sink_kind_unknown": Sentence("Nu există export de felul „{kind}”.", "There is no kind of books called “{kind}”."),
    "sink_settings_invalid": Sentence(
        "Configurarea exportului are valori care nu pot fi folosite: {fields}.",
        "The settings of the books have values that can't be used: {fields}.",
    ),
    "sink_settings_too_long": Sentence(
        "Configurarea exportului este prea lungă.", "The settings of the books are too long."
    ),
    "host_not_listed": Sentence(
        "Adresa {address} nu este între cele la care această instalare se poate conecta. O poate adăuga cel care o "
        "administrează.",
        "The address {address} is not among those that this installation may connect to. Whoever runs it can add it.",
    ),
    "sink_secret_unreadable": Sentence(
        "Parola salvată pentru export nu mai poate fi citită. Introduceți-o din nou.",
        "The stored secret of the books can't be read any more. Please enter it again.",
    ),
    "sink_folder_disabled": Sentence(
        "Această instalare nu are un dosar pentru exporturi.", "This installation has no folder for exports."
    ),
    "sink_writable": Sentence(
        "Un fișier de probă a fost scris și șters.", "A file was written there for a trial and removed."
    ),
    "sink_access_denied": Sentence(
        "Bucket-ul refuză cheia de acces. Verificați cheia și drepturile ei.",
        "The bucket refuses the access key. Please check the key and its rights.",
    ),
    "sink_bucket_missing": Sentence("Bucket-ul nu există.", "There is no such bucket."),
    "sink_unavailable": Sentence(
        "Locul pentru fișiere nu răspunde acum.", "The place for the files doesn't answer right now."
    ),
    "notes_unfit": Sentence(
        "{count} note nu încap în acest format, așa că nu s-a exportat nimic: {notes}. Se poate exporta și fără ele; "
        "arhiva are atunci lista lor.",
        "{count} notes don't fit into this format, so that nothing was exported: {notes}. An export without them is "
        "possible; the zip has their list then.",
    ),
    "deduction_unknown": Sentence(
        "Programul de contabilitate cunoaște doar TVA dedusă integral, pe jumătate sau deloc.",
        "The accounting program knows only VAT that is deducted in full, by half or not at all.",
    ),
    "winmentor_article_missing": Sentence(
        "Pentru cota {rate} nu este ales un articol WinMENTOR.",
        "No article of WinMENTOR is chosen for the rate {rate}.",
    ),
    "winmentor_not_configured": Sentence(
        "Alegeți mai întâi articolele WinMENTOR pentru cotele de TVA, la export.",
        "Please choose WinMENTOR's articles for the VAT rates first, in the settings of the books.",
    ),
}
