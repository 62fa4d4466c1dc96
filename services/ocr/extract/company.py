"""How companies write their names: legal forms, registration numbers, and the spaces that an engine loses."""

from __future__ import annotations

import math
import re

from services.ocr.layout import Span, TextLine, fold

LEGAL_FORM = re.compile(
    r"(?<![A-Z])(?:[S5]\.?\s?R\.?\s?L\.?|SRL-D|S\.\s?A(?!\W+AU\s+CAPITAL)|SA(?=\W*$)|P\.?F\.?A|S\.?N\.?C|S\.?C\.?S|R\.A|"
    r"SDN|(?<![0-9])[S5]\s?/\s?B|BHD|G?MBH|AG|KG|E\.?\s?K|OHG|LTD|LIMITED|LLC|INC|PLC|SARL|SAS|SPA|S\.P\.A|KFT|ZRT|NYRT|"
    r"EOOD|OOD|SP\.?\s?Z\s?O\.?\s?O|S\.?L\.?U?(?=\W*$))(?![A-Z])|(?<=[A-Z])SDN\W?BHD"
    r"|(?<![А-Я])(?:Е?[ОO0]{2}Д|Е?АД|ЕТ(?=\s))(?![А-Я])"
)
"""A legal form, in folded capitals."""
LIKELY_FORM = re.compile(r"(?<![A-Z])(?:(?<!\w )S\.C\.|(?<!\w )SC(?=\s)|I\.?I|CO|BT|AD|ENTERPRISE|TRADING)(?![A-Z])")
"""What may stand for a legal form, but as well for something else: a brand's `& Co` above the company's name."""

_MALAYSIAN_FORM = re.compile(r"(?<![A-Z])(?:SDN\W{0,2}BHD|BHD|S/B)(?![A-Z])")
_BROKEN_FORM = re.compile(r"(?<![A-Z])(?!SDN\W{0,2}BHD)S[DBO]N\.?\s?[B38][HN][DO0U](?![A-Z])")
_UNSURE = 0.9
_FREQUENT = """
    AUTOMOBILE BAKERIES BAKERY BAUMARKT BEAUTY BENZINARIE BISTRO BOOKS BOOKSTORE BOOKSTORES BORONG CARRY
    CLINIC COFFEE COMERT COMPANY CONFECTIONERY CONSTRUCT CORPORATION DECORATION DISTRIBUTION DISTRIBUTOR
    DROGERIE ELECTRICAL ELECTRONICS ENTERPRISE ENTERPRISES EXPRESS FARMACIA FARMASI FASHION FOODS FRESH
    FURNISHING FURNITURE GALLERY GETRANKEMARKT GROCER HANDICRAFT HARDWARE HEALTH HOLDING HOLDINGS HOTEL HOUSE
    HYPERMARKET IMPEX INDUSTRIES INTERNATIONAL KEDAI KITCHEN KLINIK KOPITIAM MAGAZIN MALAYSIA MARKET MARKETING
    MARKT MINIMARKET MOTOR NOODLE OPTICAL PAPAN PASARAYA PATISERIE PERNIAGAAN PERUSAHAAN PETROL PHARMACY
    PRODUCT RESOURCES RESTAURANT RESTAURANTS RESTORAN RETAIL ROMANIA SEAFOOD SERVICE SERVICES STATION
    STATIONERY STORE STORES SUPERMARKET SUPERMARKT SUPPLIES SUPPLY SYARIKAT TAILORING TANKSTELLE TRADING
    VILLAGE WORKSHOP
"""
_WORDS = frozenset(_FREQUENT.split())
"""Frequent in company names, folded: where the engine wavers and one of these is among its readings, it is that."""
_CONSIDERED = 0.01
_TOKEN = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{5,}(?![A-Z0-9])")
_NUMBER = r"[A-Z]{0,3}[0-9][0-9A-Z\s-]{3,14}"
_REGISTRATION = re.compile(
    rf"[\s,]*(?:[(\[{{]\s*(?:CO\.?\s*(?:REG|NO)[^)]*|{_NUMBER})[)\]}}]?"
    r"|(?<=\s)[0-9]{5,8}\s?-\s?[A-Z]|\(?(?<![A-Z])(?:GST|ROC|CO(?:MPANY)?\.? ?(?:REG|NO))(?![A-Z]).*)[\s.]*$"
)
_REGISTERED_AS = re.compile(
    r"^\W*(?:(?:CO|COMPANY|ROC|BR|REG|REGISTRATION)\W+(?:(?:REG|NO|REGISTRATION)\W+)*)?"
    r"(?:[A-Z]{2})?[0-9]{5,12}\s?-\s?[A-Z]\W*$"
)
_LEADING_CODE = re.compile(r"^\W*#?\s*[0-9]{4,}\s+(?=[A-Z])")
_TAX_NUMBER = re.compile(r"\s{1,}[A-Z]-?[0-9]{7}[0-9A-J]\W*$")
"""A Spanish company's, behind its name."""
_BRANCH = re.compile(r",\s*(?:FILIALE|FIL|STORE|MAGASIN|PUNTO VENDITA|BOLT|SKLEP|TIENDA)\W*(?:NR|NO|N)?\W*[0-9]+\W*$")
_AFTER_FORM = re.compile(r"(?:BHD|S/B|GMBH|S\.?R\.?L\.?)(?P<rest>[^A-Z]+)$")
_LOWER_CAPITAL_I = re.compile(r"(?<=[a-zäöü])I(?=[a-zäöü])")
_FIVE_FOR_S = re.compile(r"(?<![0-9A-Za-z])5(?=\.\s?R\.\s?L)")
_ZEROS = re.compile(r"(?<!\w)(Е?)00Д(?!\w)")
_STRAY_DOT = re.compile(r"(?<=[A-Z]{6})\.(?=\s)")

_OF_ITS_OWN = re.compile(
    r"(?P<word>STATIONERY|ENTERPRISE|TRADING|RESTAURANT|RESTORAN|HARDWARE|INTERNATIONAL|HOLDINGS|CONFECTIONERY|BAKERY|"
    r"PHARMACY|SEAFOOD|PERNIAGAAN|SYARIKAT|PASARAYA|KEDAI|PERUSAHAAN|HYPERMARKET|SUPERMARKET|COMPANY|MALAYSIA)(?:S(?![A-Z]))?"
)
"""Words of company names that are no part of a longer word: what stands against them lost its space."""
_RUN_ON = re.compile(r"(?<=[A-Z]{3})(?=SDN\W?BHD|GMBH$|SRL$)|(?<=(?<![A-Z])SDN)(?=BHD)|(?<=[A-Z]SDN)(?=BHD)")


def is_registration(key: str) -> bool:
    """Whether a folded line is nothing but a Malaysian company number, `(81109-A)`; a company's name stands above."""
    return _REGISTERED_AS.search(key) is not None


def without_registration(key: str) -> str:
    match = _REGISTRATION.search(key)
    return key[: match.start()] if match and match.start() > 0 else key


def clean(line: TextLine) -> str:
    """The line without codes and numbers around the name; misread words of the trade and legal forms are put right."""
    text = _in_known_words(line)[: len(without_registration(line.key))]
    broken = _BROKEN_FORM.search(fold(text))
    if broken and line.span(*broken.span()).confidence < _UNSURE:
        text = text[: broken.start()] + "SDN BHD" + text[broken.end() :]
    start = _LEADING_CODE.match(fold(text))
    text = text[start.end() :] if start else text
    rest = _AFTER_FORM.search(fold(text))
    if rest and any(character.isdigit() for character in rest["rest"]):
        text = text[: rest.start("rest")]
    for tail in (_TAX_NUMBER, _BRANCH):
        rest = tail.search(fold(text))
        text = text[: rest.start()] if rest and rest.start() else text
    return text.strip(" -*:,_#~'\"").replace("_", " ")


def _in_known_words(line: TextLine) -> str:
    """The line's text with each word that the engine was unsure of read as a frequent one that it considered too."""
    text = line.text
    for match in _TOKEN.finditer(line.key):
        if match[0] in _WORDS:
            continue
        span = line.span(*match.span())
        said = [(_likelihood(word, span), word) for word in _WORDS if len(word) == len(match[0])]
        likelihood, word = max(said, default=(0.0, ""))
        if likelihood >= _CONSIDERED:
            cased = (new.lower() if old.islower() else new for new, old in zip(word, span.text, strict=True))
            text = text[: span.start] + "".join(cased) + text[span.end :]
    return text


def _likelihood(word: str, span: Span) -> float:
    letters = zip(word, span.alternatives(), strict=True)
    return math.prod(sum(p for other, p in choices if fold(other) == letter) for letter, choices in letters)


def spelled(name: str, *, plain: bool) -> str:
    """The name with its spaces, without the dirt that engines add; `plain` where the document has no accents.

    Malaysia's register writes names in capitals: a company that prints itself both ways stays one partner.
    """
    name = _LOWER_CAPITAL_I.sub("l", name)
    if plain:
        name = "".join(character if character.isascii() else _plain(character) for character in name)
    name = _ZEROS.sub(r"\1ООД", _FIVE_FOR_S.sub("S", _without_stray_dots(spaced(name))))
    return name.upper() if _MALAYSIAN_FORM.search(fold(name)) else name


def spaced(name: str) -> str:
    """Part what was read as one word: SANYUSTATIONERYSHOP, KINGSHUKSDNBHD, MART(M)SDN."""
    name = re.sub(r"(?<=[\w.])\(", " (", name)
    name = re.sub(r"\)(?=\w)", ") ", name)
    name = " ".join(_parted(word) for word in name.split())
    at = [match.start() for match in _RUN_ON.finditer(fold(name))]
    return "".join(" " + character if place in at else character for place, character in enumerate(name))


def _parted(word: str) -> str:
    match = _OF_ITS_OWN.search(fold(word))
    if not match:
        return word
    before, after = word[: match.start()], word[match.end() :]
    if any(rest and not (rest.isalpha() and len(rest) > 2) for rest in (before, after)):
        return word
    return " ".join(filter(None, (_parted(before), word[match.start() : match.end()], _parted(after))))


def _without_stray_dots(name: str) -> str:
    at = {match.start() for match in _STRAY_DOT.finditer(fold(name))}
    return "".join(character for place, character in enumerate(name) if place not in at)


def _plain(character: str) -> str:
    folded = fold(character)
    return folded if character.isupper() else folded.lower()
