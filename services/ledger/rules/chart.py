"""The chart of accounts as far as purchases need it (OMFP 1802/2014, planul de conturi general)."""

from __future__ import annotations

import re

_ANALYTIC = re.compile(r"[0-9A-Za-z]{1,15}")

ACCOUNTS: dict[str, str] = {
    "201": "Cheltuieli de constituire",
    "203": "Cheltuieli de dezvoltare",
    "205": "Concesiuni, brevete, licențe, mărci comerciale, drepturi și active similare",
    "208": "Alte imobilizări necorporale",
    "211": "Terenuri și amenajări de terenuri",
    "212": "Construcții",
    "2131": "Echipamente tehnologice (mașini, utilaje și instalații de lucru)",
    "2132": "Aparate și instalații de măsurare, control și reglare",
    "2133": "Mijloace de transport",
    "214": "Mobilier, aparatură birotică, echipamente de protecție și alte active corporale",
    "231": "Imobilizări corporale în curs de execuție",
    "301": "Materii prime",
    "3021": "Materiale auxiliare",
    "3022": "Combustibili",
    "3023": "Materiale pentru ambalat",
    "3024": "Piese de schimb",
    "3025": "Semințe și materiale de plantat",
    "3026": "Furaje",
    "3028": "Alte materiale consumabile",
    "303": "Materiale de natura obiectelor de inventar",
    "371": "Mărfuri",
    "381": "Ambalaje",
    "401": "Furnizori",
    "404": "Furnizori de imobilizări",
    "408": "Furnizori - facturi nesosite",
    "4091": "Furnizori - debitori pentru cumpărări de bunuri de natura stocurilor",
    "4092": "Furnizori - debitori pentru prestări de servicii",
    "4423": "TVA de plată",
    "4424": "TVA de recuperat",
    "4426": "TVA deductibilă",
    "4427": "TVA colectată",
    "4428": "TVA neexigibilă",
    "461": "Debitori diverși",
    "462": "Creditori diverși",
    "471": "Cheltuieli înregistrate în avans",
    "473": "Decontări din operațiuni în curs de clarificare",
    "5121": "Conturi la bănci în lei",
    "5124": "Conturi la bănci în valută",
    "5125": "Sume în curs de decontare",
    "5311": "Casa în lei",
    "5314": "Casa în valută",
    "5328": "Alte valori",
    "542": "Avansuri de trezorerie",
    "581": "Viramente interne",
    "601": "Cheltuieli cu materiile prime",
    "6021": "Cheltuieli cu materialele auxiliare",
    "6022": "Cheltuieli privind combustibilii",
    "6023": "Cheltuieli privind materialele pentru ambalat",
    "6024": "Cheltuieli privind piesele de schimb",
    "6025": "Cheltuieli privind semințele și materialele de plantat",
    "6026": "Cheltuieli privind furajele",
    "6028": "Cheltuieli privind alte materiale consumabile",
    "603": "Cheltuieli privind materialele de natura obiectelor de inventar",
    "604": "Cheltuieli privind materialele nestocate",
    "605": "Cheltuieli privind utilitățile",
    "607": "Cheltuieli privind mărfurile",
    "608": "Cheltuieli privind ambalajele",
    "611": "Cheltuieli cu întreținerea și reparațiile",
    "612": "Cheltuieli cu redevențele, locațiile de gestiune și chiriile",
    "613": "Cheltuieli cu primele de asigurare",
    "614": "Cheltuieli cu studiile și cercetările",
    "615": "Cheltuieli cu pregătirea personalului",
    "621": "Cheltuieli cu colaboratorii",
    "622": "Cheltuieli privind comisioanele și onorariile",
    "623": "Cheltuieli de protocol, reclamă și publicitate",
    "624": "Cheltuieli cu transportul de bunuri și personal",
    "625": "Cheltuieli cu deplasări, detașări și transferări",
    "626": "Cheltuieli poștale și taxe de telecomunicații",
    "627": "Cheltuieli cu serviciile bancare și asimilate",
    "628": "Alte cheltuieli cu serviciile executate de terți",
    "635": "Cheltuieli cu alte impozite, taxe și vărsăminte asimilate",
    "6581": "Despăgubiri, amenzi și penalități",
    "6582": "Donații acordate",
    "6588": "Alte cheltuieli de exploatare",
    "665": "Cheltuieli din diferențe de curs valutar",
    "666": "Cheltuieli privind dobânzile",
}
"""Romanian name by number, in the order of the chart."""


def has(account: str) -> bool:
    """Whether it is an account of the chart, or an analytic of one such as 401.00012."""
    number, dot, analytic = account.partition(".")
    return number in ACCOUNTS and (_ANALYTIC.fullmatch(analytic) is not None if dot else True)


def takes_purchases(account: str) -> bool:
    """Whether a purchase may be booked here: on a fixed asset, stock or expense, or on an analytic of one."""
    return has(account) and account[0] in "236"
