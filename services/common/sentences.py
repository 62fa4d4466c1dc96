"""Every reason code of an error in both languages. Codes are stable, sentences may improve."""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """One message in both languages; `{name}` stands for a value of the error's metadata."""

    ro: str
    en: str


SENTENCES: dict[str, Sentence] = {
    # general
    "internal": Sentence(
        "Ceva nu a mers la noi. Nimic nu s-a pierdut; încercați din nou peste un minut.",
        "Something went wrong on our side. Nothing was lost; please try again in a minute.",
    ),
    "request_invalid": Sentence(
        "Cererea are valori care nu pot fi folosite: {fields}.", "The request has values that can't be used: {fields}."
    ),
    "message_unreadable": Sentence(
        "Cererea nu poate fi citită: are altă formă decât cea cerută sau prea multe valori una în alta.",
        "The request can't be read: it has another form than the one asked for, or values nested too deeply.",
    ),
    "deadline_exceeded": Sentence("A durat prea mult. Încercați din nou.", "This took too long. Please try again."),
    "page_token_invalid": Sentence(
        "Pagina cerută ține de altă listă. Luați lista de la început.",
        "The page asked for belongs to another list. Start the list again.",
    ),
    "order_by_invalid": Sentence("Lista nu se poate ordona după „{value}”.", "The list can't be ordered by “{value}”."),
    "database_unavailable": Sentence(
        "Baza de date nu răspunde acum. Încercați din nou peste câteva secunde.",
        "The database doesn't answer right now. Please try again in a few seconds.",
    ),
    "storage_unavailable": Sentence(
        "Fișierele nu pot fi salvate sau citite acum. Încercați din nou peste câteva secunde.",
        "Files can't be stored or read right now. Please try again in a few seconds.",
    ),
    "bus_unavailable": Sentence(
        "Un serviciu intern nu răspunde acum. Încercați din nou peste câteva secunde.",
        "An internal service doesn't answer right now. Please try again in a few seconds.",
    ),
    "tenant_unavailable": Sentence(
        "Serviciul de conturi nu răspunde acum. Încercați din nou peste câteva secunde.",
        "The account service doesn't answer right now. Please try again in a few seconds.",
    ),
    "ocr_unavailable": Sentence(
        "Cititorul de documente nu răspunde acum. Încercați din nou peste câteva secunde.",
        "The document reader doesn't answer right now. Please try again in a few seconds.",
    ),
    # requests, as the gateway takes them
    "route_unknown": Sentence("Această adresă nu există.", "There is no such address."),
    "method_not_allowed": Sentence("Aici se poate doar: {methods}.", "Only this is possible here: {methods}."),
    "media_type_unsupported": Sentence("Trimiteți conținutul ca {types}.", "Send the content as {types}."),
    "http_invalid": Sentence(
        "Cererea nu respectă protocolul HTTP. Verificați programul care o trimite.",
        "The request is no HTTP. Please check the program that sends it.",
    ),
    "json_invalid": Sentence("Conținutul cererii nu este JSON valid.", "The body of the request is not valid JSON."),
    "body_too_large": Sentence(
        "Cererea depășește limita de {limit_mib} MiB.", "The request is larger than the limit of {limit_mib} MiB."
    ),
    "multipart_invalid": Sentence("Formularul trimis nu poate fi citit.", "The form that was sent can't be read."),
    "too_many_files": Sentence(
        "Prea multe fișiere deodată; limita este {limit}.", "Too many files at once; the limit is {limit}."
    ),
    "too_many_requests": Sentence(
        "Prea multe încercări. Așteptați {seconds} secunde.", "Too many tries. Please wait {seconds} seconds."
    ),
    "cross_site": Sentence(
        "Cererea vine din pagina altui site și a fost refuzată.", "The request came from another site and was refused."
    ),
    "service_unavailable": Sentence(
        "Un serviciu intern nu răspunde acum. Încercați din nou peste câteva secunde.",
        "An internal service doesn't answer right now. Please try again in a few seconds.",
    ),
    "event_too_large": Sentence(
        "Documentul are prea mult text pentru a fi prelucrat.", "The document has too much text to be processed."
    ),
    # single fields of a request
    "field_not_known": Sentence("câmp necunoscut", "unknown field"),
    "parameter_not_known": Sentence("parametru necunoscut", "unknown parameter"),
    "field_missing": Sentence("lipsește", "is missing"),
    "field_too_long": Sentence("este prea lung", "is too long"),
    "wrong_format": Sentence("nu are forma cerută", "doesn't have the form that is asked for"),
    "must_be_uuid": Sentence("trebuie să fie un identificator (UUID)", "must be an identifier (UUID)"),
    "must_be_email": Sentence("trebuie să fie o adresă de e-mail", "must be an e-mail address"),
    "unknown_value": Sentence("are o valoare necunoscută", "has an unknown value"),
    "out_of_range": Sentence("este în afara limitelor", "is out of range"),
    "given_twice": Sentence("apare de mai multe ori", "is given more than once"),
    "for_single_file": Sentence("este pentru un singur fișier", "is for a single file"),
    "must_be_secret": Sentence("se trimite între secrete", "belongs among the secrets"),
    "endpoint_not_listed": Sentence(
        "nu este între serverele permise de această instalare", "is not among the servers that this installation allows"
    ),
    "must_be_text": Sentence("trebuie să fie un text", "must be a text"),
    "before_files": Sentence("trebuie să stea înaintea fișierelor", "must stand before the files"),
    "must_be_integer": Sentence("trebuie să fie un număr întreg", "must be a whole number"),
    "must_be_number": Sentence("trebuie să fie un număr", "must be a number"),
    "must_be_boolean": Sentence("trebuie să fie true sau false", "must be true or false"),
    "must_be_base64": Sentence("trebuie să fie în base64", "must be base64"),
    "must_be_object": Sentence("trebuie să fie un obiect", "must be an object"),
    "must_be_list": Sentence("trebuie să fie o listă potrivită", "must be a list of the right kind"),
    "must_be_instant": Sentence(
        "trebuie să fie un moment, ca 2025-08-01T12:00:00Z", "must be an instant such as 2025-08-01T12:00:00Z"
    ),
    "must_be_one_of": Sentence("trebuie să fie una dintre: {values}", "must be one of: {values}"),
    # identity
    "not_signed_in": Sentence("Autentificați-vă mai întâi.", "Please sign in first."),
    "token_invalid": Sentence(
        "Sesiunea a expirat. Autentificați-vă din nou.", "The session has ended. Please sign in again."
    ),
    "role_denied": Sentence("Rolul dumneavoastră nu permite această operațiune.", "Your role doesn't allow this."),
    "credentials_wrong": Sentence("E-mailul sau parola nu se potrivesc.", "E-mail and password don't match."),
    "refresh_token_invalid": Sentence(
        "Sesiunea a expirat. Autentificați-vă din nou.", "The session has ended. Please sign in again."
    ),
    "password_wrong": Sentence("Parola actuală nu este corectă.", "The current password is not right."),
    "email_taken": Sentence("Există deja un utilizator cu acest e-mail.", "A user with this e-mail already exists."),
    "user_unknown": Sentence("Utilizatorul nu există.", "There is no such user."),
    "last_owner": Sentence(
        "Cabinetul trebuie să aibă cel puțin un proprietar activ.", "The office needs at least one active owner."
    ),
    "own_password": Sentence(
        "Parola proprie se schimbă din meniul contului, cu parola de acum.",
        "You change your own password in the account menu, with the present one.",
    ),
    "clients_needed": Sentence(
        "Un utilizator cu rolul client are nevoie de cel puțin o firmă.", "A client user needs at least one company."
    ),
    "too_many_clients": Sentence(
        "Un utilizator cu rolul client poate avea cel mult {limit} firme.",
        "A client user can have at most {limit} companies.",
    ),
    "office_unknown": Sentence("Cabinetul nu există.", "There is no such office."),
    "field_readonly": Sentence("Câmpul „{field}” nu se poate schimba.", "The field “{field}” can't be changed."),
    # clients
    "client_unknown": Sentence(
        "Firma nu există sau nu aveți acces la ea.", "There is no such company, or you have no access to it."
    ),
    "client_exists": Sentence("Firma cu CUI {cui} există deja.", "A company with fiscal code {cui} already exists."),
    "cui_invalid": Sentence(
        "CUI-ul {cui} nu este valid: cifra de control nu se potrivește.",
        "The fiscal code {cui} is not valid: its check digit doesn't match.",
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
    # documents
    "document_unknown": Sentence(
        "Documentul nu există sau nu aveți acces la el.", "There is no such document, or you have no access to it."
    ),
    "document_id_taken": Sentence(
        "Sub acest identificator există deja un alt fișier.", "Another file already has this identifier."
    ),
    "state_forbids": Sentence(
        "Documentul este în starea {state}; operațiunea nu este posibilă acum.",
        "The document is in state {state}; this is not possible now.",
    ),
    "duplicate_undecided": Sentence(
        "Documentul pare să fie aceeași achiziție ca altul. Hotărâți întâi dacă rămân amândouă.",
        "The document may be the same purchase as another one. Please decide first whether both stay.",
    ),
    "duplicate_unknown": Sentence(
        "Cele două documente nu par a fi aceeași achiziție.", "The two documents are not taken for the same purchase."
    ),
    "revision_stale": Sentence(
        "Documentul s-a schimbat între timp. Reîncărcați-l și încercați din nou.",
        "The document has changed meanwhile. Reload it and try again.",
    ),
    "clients_differ": Sentence(
        "Documentele sunt ale mai multor firme. Mutați-le întâi la aceeași firmă.",
        "The documents belong to several companies. Please move them to one first.",
    ),
    "document_merged": Sentence(
        "Documentul a fost unit cu altul. Lucrați cu acela sau scoateți-l întâi de acolo.",
        "The document went into another one. Please work on that one, or take it out first.",
    ),
    "merge_too_large": Sentence(
        "Fișierele sunt prea mari pentru un singur document.", "The files are too large for one document."
    ),
    "parts_incomplete": Sentence(
        "Pe aceeași pagină este și alt document. Uniți-le pe toate sau respingeți-l întâi pe acela.",
        "Another document stands on the same page. Merge all of them, or reject that one first.",
    ),
    "days_reversed": Sentence(
        "Prima zi este după ultima. Alegeți zilele în ordine.",
        "The first day is after the last. Please choose the days in order.",
    ),
    "months_invalid": Sentence(
        "Alegeți lunile în ordine, cel mult {most} deodată.",
        "Please choose the months in order, at most {most} at once.",
    ),
    "range_unsatisfiable": Sentence("Fișierul are doar {size} octeți.", "The file has only {size} bytes."),
    "file_unknown": Sentence("Documentul nu are acest fișier.", "The document has no such file."),
    "file_of_another": Sentence(
        "Fișierul conține și documentele altei firme; se pot vedea doar paginile acestui document.",
        "The file holds documents of another company too; only this document's pages can be seen.",
    ),
    "pages_unknown": Sentence(
        "Paginile documentului nu sunt numărate încă. Recitiți-l întâi.",
        "The document's pages have not been counted yet. Please have it read again first.",
    ),
    "first_pages_invalid": Sentence(
        "Documentul se poate împărți doar la paginile {first}–{last}, în ordine.",
        "The document can only be split at pages {first} to {last}, in order.",
    ),
    "cut_too_narrow": Sentence(
        "Tăietura este prea aproape de margine: pe o fâșie atât de îngustă nu încape un document.",
        "The cut is too near the edge: no document fits on so narrow a strip.",
    ),
    "digest_mismatch": Sentence(
        "Fișierul a ajuns deteriorat: suma de control nu se potrivește. Trimiteți-l din nou.",
        "The file arrived damaged: its checksum doesn't match. Please send it again.",
    ),
    "digest_invalid": Sentence(
        "Suma de control trimisă nu poate fi citită.", "The checksum that was sent can't be read."
    ),
    "upload_incomplete": Sentence(
        "Încărcarea s-a întrerupt. Trimiteți fișierul din nou.", "The upload broke off. Please send the file again."
    ),
    "upload_unknown": Sentence(
        "Încărcarea începută nu mai există; fișierul se trimite de la început.",
        "The upload that was begun is no longer there; the file is sent from its start.",
    ),
    "upload_locked": Sentence(
        "Fișierul tocmai se trimite prin altă cerere.", "The file is just being sent by another request."
    ),
    "upload_offset_mismatch": Sentence(
        "Au ajuns deja {offset} octeți; trimiteți mai departe de acolo.",
        "{offset} bytes have arrived already; go on from there.",
    ),
    "upload_checksum_mismatch": Sentence(
        "Bucata de fișier a ajuns deteriorată. Trimiteți-o din nou.",
        "The piece of the file arrived damaged. Please send it again.",
    ),
    "upload_too_long": Sentence(
        "Au venit mai mulți octeți decât cei {length} anunțați.", "More bytes came than the {length} announced."
    ),
    "tus_version_unsupported": Sentence(
        "Încărcările merg după versiunea {version} a protocolului tus.",
        "Uploads follow version {version} of the tus protocol.",
    ),
    "spool_full": Sentence(
        "Serverul nu mai are loc pentru fișiere noi. Nimic nu s-a pierdut; se încearcă din nou mai târziu.",
        "The server has no room for new files. Nothing was lost; it will be tried again later.",
    ),
    "upload_head_missing": Sentence(
        "Încărcarea trebuie să înceapă cu datele fișierului.", "An upload has to begin with the head of the file."
    ),
    "file_missing": Sentence("Fișierul nu mai este în depozit.", "The file is no longer in the store."),
    "file_too_large": Sentence(
        "Fișierul depășește limita de {limit_mib} MiB.", "The file is larger than the limit of {limit_mib} MiB."
    ),
    "field_unknown": Sentence("Câmpul „{field}” nu se poate corecta.", "The field “{field}” can't be corrected."),
    "date_invalid": Sentence("„{value}” nu este o dată din calendar.", "“{value}” is not a day of the calendar."),
    "key_value_missing": Sentence(
        "Lipsesc valori fără de care documentul nu poate fi aprobat: {fields}.",
        "Values without which the document can't be approved are missing: {fields}.",
    ),
    # files that can't be read
    "empty_file": Sentence("Fișierul este gol.", "The file is empty."),
    "not_found": Sentence("Fișierul nu există sau nu poate fi deschis.", "The file does not exist or can't be opened."),
    "too_small": Sentence(
        "Imaginea este prea mică pentru a se citi ceva. Trimiteți fotografia originală.",
        "The picture is too small to read anything. Send the original photo.",
    ),
    "encrypted_zip": Sentence(
        "Arhiva ZIP este protejată cu parolă. Trimiteți-o fără parolă.",
        "The zip is protected by a password. Send it without one.",
    ),
    "unknown_type": Sentence(
        "Fișierul nu este o imagine, un PDF sau o e-Factură. Trimiteți JPEG, PNG, HEIC, WebP, TIFF, PDF sau XML.",
        "The file is no picture, PDF or e-Factura. Send JPEG, PNG, HEIC, WebP, TIFF, PDF or XML.",
    ),
    "broken_file": Sentence(
        "Fișierul este deteriorat și nu poate fi deschis. Fotografiați sau exportați documentul din nou.",
        "The file is damaged and can't be opened. Photograph or export the document again.",
    ),
    "encrypted_pdf": Sentence(
        "PDF-ul este protejat cu parolă. Trimiteți-l fără parolă.",
        "The PDF is protected by a password. Send it without one.",
    ),
    "too_large": Sentence("Fișierul este prea mare.", "The file is too large."),
    "too_many_pixels": Sentence(
        "Imaginea este prea mare. Trimiteți-o la o rezoluție mai mică.",
        "The picture is too large. Send it at a lower resolution.",
    ),
    "too_many_pages": Sentence(
        "Documentul are prea multe pagini. Împărțiți-l în mai multe fișiere.",
        "The document has too many pages. Split it into several files.",
    ),
    "no_pages": Sentence("Fișierul nu are nicio pagină.", "The file has no page."),
    "page_unknown": Sentence("Documentul nu are această pagină.", "The document has no such page."),
    "several_invoices": Sentence(
        "Fișierele conțin mai multe e-Facturi, care nu pot fi un singur document.",
        "The files hold several e-Factura invoices, which can't be one document.",
    ),
    "time_limit": Sentence("Citirea a durat prea mult și a fost oprită.", "Reading took too long and was stopped."),
    "memory_limit": Sentence(
        "Fișierul cere prea multă memorie și nu a fost citit.", "The file needs too much memory and was not read."
    ),
    "blank": Sentence(
        "Nu se vede niciun text. Fotografiați documentul din nou, cu lumină bună.",
        "No text can be seen. Photograph the document again in good light.",
    ),
    "part_missing": Sentence(
        "La recitire, bonul {part} nu a mai fost găsit în fișier.",
        "Receipt {part} was not found in the file when it was read again.",
    ),
    "reading_failed": Sentence(
        "Documentul nu a putut fi citit după mai multe încercări.", "The document could not be read in several tries."
    ),
    # ledger
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
}
