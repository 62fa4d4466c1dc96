"""What ROA and the connection test say, in both languages, by reason code."""

from __future__ import annotations

from services.common.sentences import Sentence

ROA_SENTENCES: dict[str, Sentence] = {
    # later may work
    "roa_unavailable": Sentence(
        "ROA nu răspunde acum ({code}). Nota se trimite din nou automat.",
        "ROA does not answer right now ({code}). The note is sent again by itself.",
    ),
    # a person has to look: the connection and the settings
    "roa_login_refused": Sentence(
        "ROA nu acceptă utilizatorul sau parola din setări: {message}.",
        "ROA does not accept the user or password of the settings: {message}.",
    ),
    "roa_address_wrong": Sentence(
        "Adresa bazei de date ROA din setări nu poate fi folosită: {message}.",
        "The address of ROA's database in the settings can't be used: {message}.",
    ),
    "roa_version_too_old": Sentence(
        "Baza de date ROA este mai veche decât Oracle 12.1 și nu poate fi folosită direct.",
        "ROA's database is older than Oracle 12.1 and can't be used directly.",
    ),
    "roa_object_missing": Sentence(
        "În baza de date ROA lipsește un obiect necesar sau utilizatorul nu îl vede ({message}).",
        "ROA's database lacks something that is needed, or the user can't see it ({message}).",
    ),
    "roa_right_missing": Sentence(
        "Utilizatorul ROA nu are dreptul necesar ({message}).", "ROA's user lacks a right ({message})."
    ),
    "roa_document_type_missing": Sentence(
        "Setările ROA nu au tipul de document (ID_FDOC) pentru „{kind}”.",
        "ROA's settings have no document type (ID_FDOC) for “{kind}”.",
    ),
    "roa_currency_missing": Sentence(
        "Setările ROA nu au moneda (ID_VALUTA) pentru {currency}.",
        "ROA's settings have no currency (ID_VALUTA) for {currency}.",
    ),
    "roa_vat_column_missing": Sentence(
        "Setările ROA nu au coloana din jurnalul de TVA (ID_JTVA_COLOANA) pentru cota {rate}%.",
        "ROA's settings have no VAT journal column (ID_JTVA_COLOANA) for the rate of {rate}%.",
    ),
    "roa_id_unknown": Sentence(
        "Un cod din setări nu există în ROA: {message}.", "A code of the settings does not exist in ROA: {message}."
    ),
    # the document
    "roa_vat_rate_unknown": Sentence(
        "Cota de TVA nu este cunoscută, iar jurnalul ROA o cere.",
        "The VAT rate is not known, and ROA's journal needs it.",
    ),
    "roa_supplier_without_cui": Sentence(
        "Furnizorul nu are CUI; fără el partenerul nu poate fi găsit în ROA.",
        "The supplier has no fiscal code; without it no partner can be found in ROA.",
    ),
    "roa_supplier_without_name": Sentence(
        "Partenerul cu CUI {cui} nu există în ROA și nu poate fi creat fără nume.",
        "There is no partner with fiscal code {cui} in ROA, and none can be made without a name.",
    ),
    "roa_account_too_long": Sentence(
        "Contul {account} este mai lung decât încape în ROA.", "Account {account} is longer than ROA can hold."
    ),
    "roa_text_too_long": Sentence("Un text nu încape în ROA: {message}.", "A text does not fit into ROA: {message}."),
    "roa_number_too_large": Sentence(
        "Un număr nu încape în ROA: {message}.", "A number does not fit into ROA: {message}."
    ),
    "roa_value_missing": Sentence(
        "ROA cere o valoare care lipsește: {message}.", "ROA asks for a value that is missing: {message}."
    ),
    "roa_value_refused": Sentence("ROA nu acceptă o valoare: {message}.", "ROA does not accept a value: {message}."),
    "attachment_missing": Sentence(
        "Fișierul „{name}” al documentului lipsește din depozit sau este deteriorat, iar notele se scriu în ROA cu "
        "documentul lor. Trimiteți documentul din nou sau permiteți în setările ROA note fără document.",
        "The document's file “{name}” is missing from the store or damaged, and notes go into ROA with their document. "
        "Send the document again, or allow notes without in ROA's settings.",
    ),
    "attachment_too_large": Sentence(
        "Fișierele documentului au {size_mib} MiB, peste limita de {limit_mib} MiB din setările ROA. Măriți limita sau "
        "permiteți în setări note fără document.",
        "The document's files have {size_mib} MiB, above the limit of {limit_mib} MiB in ROA's settings. Raise the "
        "limit, or allow notes without their document there.",
    ),
    # ROA's own words
    "roa_month_closed": Sentence("Luna este închisă în ROA: „{message}”.", "The month is closed in ROA: “{message}”."),
    "roa_refused": Sentence("ROA a refuzat nota: „{message}”.", "ROA refused the note: “{message}”."),
    "roa_failed": Sentence(
        "ROA a răspuns cu o eroare ({code}): „{message}”.", "ROA answered an error ({code}): “{message}”."
    ),
    "roa_act_temp_not_empty": Sentence(
        "În ACT_TEMP sunt rânduri rămase de la altă operațiune; nota nu a fost scrisă.",
        "ACT_TEMP holds rows left by something else; the note was not written.",
    ),
    "roa_not_moved": Sentence(
        "ROA nu a mutat toate rândurile în ACT ({moved} din {lines}); nota a fost retrasă.",
        "ROA did not move all lines to ACT ({moved} of {lines}); the note was withdrawn.",
    ),
    # the connection test
    "roa_login_works": Sentence(
        "Conectarea reușește; Oracle versiunea {version}.", "The login works; Oracle version {version}."
    ),
    "roa_charset_known": Sentence("Setul de caractere este {name}.", "The character set is {name}."),
    "roa_charset_unknown": Sentence(
        "Setul de caractere {name} nu este cunoscut; textele se scriu fără diacritice.",
        "The character set {name} is not known; texts are written without diacritics.",
    ),
    "roa_object_found": Sentence("{name} există și poate fi folosit.", "{name} is there and can be used."),
    "roa_procedure_missing": Sentence(
        "Procedura {name} lipsește sau utilizatorul nu o poate apela.",
        "The procedure {name} is missing, or the user can't call it.",
    ),
    "roa_arguments_differ": Sentence(
        "Procedura {name} are alți parametri; lipsesc: {arguments}.",
        "The procedure {name} has other arguments; missing: {arguments}.",
    ),
    "roa_sequence_missing": Sentence("Secvența {name} lipsește.", "The sequence {name} is missing."),
    "roa_month_open": Sentence("Luna {month} este deschisă.", "The month {month} is open."),
}
