"""What any part may say of requests, people and companies, in both languages, by reason code; what one part says of its
own subject stands beside this. Codes are stable, sentences may improve."""

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
}
