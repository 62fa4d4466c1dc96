"""Company names: which line bears them, how far they run, and how they are spelled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.ocr.extract.company import clean, is_registration, spaced, spelled
from services.ocr.extract.supplier import find_name
from services.ocr.layout import TextLine, read_lines
from services.ocr.words import Page, Word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tan ah kow\nINDAH GIFT & DECO\n27, JALAN DEDAP 13", "INDAH GIFT & DECO"),
        ("FACE TO FACE NOODLES\nFTOF NOODLE HOUSE\n(002049088-U)\nNO.25, JALAN METRO", "FTOF NOODLE HOUSE"),
        ("PETRON\nJAYA SERVICE STATION\n(Company No: 001122334-X)\nLOT 4", "JAYA SERVICE STATION"),
        ("ARAL\nAral Tankstelle\nLudwigsburger Str. 55", "Aral Tankstelle"),
        ("VILLAGE GROCER SDN BHD (1009)\nLOT 6", "VILLAGE GROCER SDN BHD"),
        ("A-ONE TOOLS SDN BHD CO. NO : 112233-K\nLOT 5", "A-ONE TOOLS SDN BHD"),
        ("PEPE & CO\nKIDO RETAIL S.R.L.\nSTR. LUNGA 5", "KIDO RETAIL S.R.L."),
        ("AIK HUAT\nENTERPRISE (SETIA\nALAM) SDN BHD\nLOT 5", "AIK HUAT ENTERPRISE (SETIA ALAM) SDN BHD"),
        ("Lidl\nLidl lohnt sich\nFrankfurter Allee 89", "Lidl"),
        ("EDEKA\nInh. Peter Klein e.K.\nBahnhofstraße 7", "EDEKA"),
        ("LIEN SENG HARDWARE &\nTRADING SDN BHD\n88, JALAN BESAR", "LIEN SENG HARDWARE & TRADING SDN BHD"),
        ("BERJAYA COFFEE\nCOMPANY SDN BHD (480833-V)\nLOT G-43", "BERJAYA COFFEE COMPANY SDN BHD"),
        ("OLD TOWN KUALA\nLUMPUR SDN BHD (797771-M)", "OLD TOWN KUALA LUMPUR SDN BHD"),
        ("Elektro-Handelsgesellschaft\nmbH Hamburg\n20095 Hamburg", "Elektro-Handelsgesellschaft mbH Hamburg"),
        ("TESCO\nTESCO STORES (MALAYSIA) SDN BHD\n(521419-K)", "TESCO STORES (MALAYSIA) SDN BHD"),
    ],
)
def test_the_line_that_names_the_company_is_found_whole(paper: Callable[..., Page], text: str, expected: str) -> None:
    name = find_name(read_lines(paper(text)))
    assert name is not None
    assert name.text == expected


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("SANYUSTATIONERYSHOP", "SANYU STATIONERY SHOP"),
        ("KINGSHUKSDNBHD", "KINGSHUK SDN BHD"),
        ("MR. FIX(M)SDN BHD", "MR. FIX (M) SDN BHD"),
        ("BACKHAUS MÜLLERGMBH", "BACKHAUS MÜLLER GMBH"),
        ("PANIFICATIESRL", "PANIFICATIE SRL"),
        ("SEGI CASH & CARRY SDN.BHD", "SEGI CASH & CARRY SDN.BHD"),
        ("MINIMARKET WORKSHOP", "MINIMARKET WORKSHOP"),
        ("HARDWARES & BAKERY", "HARDWARES & BAKERY"),
    ],
)
def test_lost_spaces_come_back_where_no_word_goes_on(read: str, expected: str) -> None:
    assert spaced(read) == expected


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("Zen and coffee 28 S/B", "ZEN AND COFFEE 28 S/B"),
        ("Kedai Ubat Sdn. Bhd.", "KEDAI UBAT SDN. BHD."),
        ("Bäckerei Backhaus GmbH", "Bäckerei Backhaus GmbH"),
        ("AIK HUAT ENTERPRISE. (KL) SDN BHD", "AIK HUAT ENTERPRISE (KL) SDN BHD"),
        ("ALMA TRADE 2004 5.R.L.", "ALMA TRADE 2004 S.R.L."),
        ("HoteI Mare SRL", "HoteI Mare SRL"),
        ("SaIon Mare SRL", "Salon Mare SRL"),
    ],
)
def test_a_name_is_spelled_one_way(read: str, expected: str) -> None:
    assert spelled(read, plain=False) == expected


def test_a_legal_form_that_was_printed_so_is_left_alone() -> None:
    assert clean(_line("10 GRAM Gourmet Sbn Bhd", sure=0.99)) == "10 GRAM Gourmet Sbn Bhd"
    assert clean(_line("10 GRAM Gourmet Sbn Bhd", sure=0.6)) == "10 GRAM Gourmet SDN BHD"


@pytest.mark.parametrize(
    "key", ["(81109-A)", "002043319-W", "JM0325955-V", "(CO.REG :933109-X)", "COMPANY NO: 23344-D"]
)
def test_a_company_number_stands_alone_on_its_line(key: str) -> None:
    assert is_registration(key)


@pytest.mark.parametrize("key", ["TEL: 03-41088123", "NO. 25-A", "INV 18297/102", "GST ID: 000771928064"])
def test_other_numbers_are_no_company_number(key: str) -> None:
    assert not is_registration(key)


def _line(text: str, sure: float) -> TextLine:
    return TextLine((Word(text, ((0, 0), (100, 0), (100, 10), (0, 10)), sure),))


def _doubted(text: str, doubts: dict[int, str]) -> TextLine:
    """A line of which the engine doubted some characters, each given by its place with what it could be."""
    choices = [
        tuple((letter, 1 / len(doubts[place])) for letter in doubts[place]) if place in doubts else ((character, 1.0),)
        for place, character in enumerate(text)
    ]
    return TextLine((Word(text, ((0, 0), (100, 0), (100, 10), (0, 10)), 0.9, tuple(choices)),))
