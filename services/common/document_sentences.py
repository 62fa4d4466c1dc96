"""What is said of documents and of files that can't be read, in both languages, by reason code."""

from __future__ import annotations

from services.common.sentences import Sentence

DOCUMENT_SENTENCES: dict[str, Sentence] = {
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
}
