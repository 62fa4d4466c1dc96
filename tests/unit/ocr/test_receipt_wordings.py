"""One receipt, many wordings: each line that tills print differently is read in every print we know of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from services.ocr.extract import extract
from services.ocr.extraction import Extraction
from services.ocr.words import Page

TODAY = date(2026, 11, 20)
TEMPLATE = """
      ATELIERUL MECANIC SRL
      {supplier}
      BACAU, STR. OITUZ 9
{top}
CURATAT PIESE                 20.00 B
FILTRU ULEI                   95.20 A
{total}
{payment}
{vat}
{number}
{moment}
{serial}
{bottom}
"""
PARTS = {
    "supplier": "CIF: RO12345674",
    "top": "",
    "total": "TOTAL LEI                    115.20",
    "payment": "CARD                         115.20",
    "vat": "TVA A 19%                     15.20\nTVA B 9%                       1.65",
    "number": "BON FISCAL NR. 0143   Z: 0981",
    "moment": "DATA: 14-03-2024  ORA: 17:22:05",
    "serial": "S/N: DB4200012345",
    "bottom": "",
}


@pytest.fixture
def read(paper: Callable[..., Page]) -> Callable[..., Extraction]:
    def with_parts(**parts: str) -> Extraction:
        text = TEMPLATE.format(**{**PARTS, **parts})
        return extract([paper("\n".join(line for line in text.splitlines() if line.strip()))], TODAY)

    return with_parts


@pytest.mark.parametrize(
    "vat",
    [
        "TVA A 19%                     15.20\nTVA B 9%                       1.65",
        "TVA A = 19,00%                15,20\nTVA B = 9,00%                  1,65",
        "TVA A-19%: 15.20\nTVA B-9%: 1.65",
        "TVA A (19%)     15.20\nTVA B (9%)      1.65\nTOTAL TVA      16.85",
        "A=19%   15.20\nB=9%    1.65",
        "19% TVA A       15.20\n9% TVA B         1.65",
        "TVA 19.00% A    15.20\nTVA 9.00% B      1.65",
        "COTA TVA A 19%  VALOARE 15.20\nCOTA TVA B 9%   VALOARE 1.65",
        "TOTAL TVA       16.85\nTVA A           15.20\nTVA B            1.65\nA-19%  B-9%",
        "COTA   BAZA    TVA\nA 19%  80.00  15.20\nB 9%   18.35   1.65",
        "COTA   TVA    NET   BRUT\nA 19%  15.20  80.00   95.20\nB 9%    1.65  18.35   20.00",
        "TOTAL A 19%     95.20\nTVA A 19%       15.20\nTOTAL B 9%      20.00\nTVA B 9%         1.65",
        "BAZA A  80.00  TVA A 19%  15.20\nBAZA B  18.35  TVA B 9%   1.65",
        "TVA A 19% DIN 95.20 = 15.20\nTVA B 9% DIN 20.00 = 1.65",
        "NET 19%: 80.00  TVA 19%: 15.20\nNET 9%: 18.35  TVA 9%: 1.65",
        "T.V.A. A 19%    15.20\nT.V.A. B 9%      1.65",
        "TAXA A 19.00%   15.20\nTAXA B 9.00%     1.65\nTOTAL TAXE      16.85",
        "TVA A 19%  15.20\nTVA B 9%  1.65\nTVA C 5%  0.00\nTVA D 0%  0.00",
        "TOTAL TVA 16,85 DIN CARE A 19% 15,20 B 9% 1,65",
        "TVA A(19%)=15,20   TVA B(9%)=1,65",
        "CAP. A TVA 19,00%   VALOARE 95,20   TVA 15,20\nCAP. B TVA 9,00%   VALOARE 20,00   TVA 1,65",
        "A 19.00%  80.00  15.20\nB  9.00%  18.35   1.65",
        "COD  COTA %   BAZA   TVA\nA   19.00   80.00   15.20\nB    9.00   18.35    1.65",
        "TVA 19%  (A)   15,20\nTVA  9%  (B)    1,65",
        "TUA A.19%  15.20\nTUA B.9%  1.65\nTUA TOTAL  16.85",
        "TVA A: 19% DIN 95.20\n15.20\nTVA B: 9% DIN 20.00\n1.65\nTOTAL TVA 16.85",
        "TVA A 19% BAZA 80,00: 15,20\nTVA B 9% BAZA 18,35: 1,65\nTVA TOTAL: 16,85",
        "TVA A 19% 15.20\nTUA B - 9,00. 1,65\nTOTAL TVA 16,85",
        "A 198  80.00  15.20\nB=9.008  18.35   1.65",
    ],
)
def test_vat_by_rate_in_every_print(read: Callable[..., Extraction], vat: str) -> None:
    found = read(vat=vat)
    assert sorted((v.rate, v.base, v.amount) for v in found.vat) == [(900, 1835, 165), (1900, 8000, 1520)]
    assert found.review_reasons == []


@pytest.mark.parametrize(
    ("moment", "day", "time"),
    [
        ("DATA: 14-03-2024  ORA: 17:22:05", date(2024, 3, 14), "17:22"),
        ("14.03.2024 17:22", date(2024, 3, 14), "17:22"),
        ("14/03/24   17:22:05", date(2024, 3, 14), "17:22"),
        ("2024-03-14 17:22:05", date(2024, 3, 14), "17:22"),
        ("2024/03/14  17:22", date(2024, 3, 14), "17:22"),
        ("17:22 14-03-2024", date(2024, 3, 14), "17:22"),
        ("Data 14 03 2024 Ora 17 22", date(2024, 3, 14), None),
        ("14 MAR 2024   17:22", date(2024, 3, 14), "17:22"),
        ("14 martie 2024 ora 17:22", date(2024, 3, 14), "17:22"),
        ("14-MAR-2024 17:22", date(2024, 3, 14), "17:22"),
        ("DATA:14.03.2024ORA:17:22", date(2024, 3, 14), "17:22"),
        ("14.03.202417:22:05", date(2024, 3, 14), "17:22"),
        ("DATA 14. 03. 2024 ORA 17:22", date(2024, 3, 14), "17:22"),
        ("DATA:2024-03-140RA:17:22", date(2024, 3, 14), None),
        ("14-03-2024 17-22-05", date(2024, 3, 14), "17:22"),
        ("14:03:202417:22", date(2024, 3, 14), "17:22"),
        ("4.3.2024 7:02", date(2024, 3, 4), "07:02"),
    ],
)
def test_the_date_in_every_order(read: Callable[..., Extraction], moment: str, day: date, time: str | None) -> None:
    found = read(moment=moment)
    assert found.issue_date == day
    if time:
        assert found.issue_time == time


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("BON FISCAL NR. 0143   Z: 0981", "0143"),
        ("NR. BON: 0143", "0143"),
        ("NR.BON FISCAL 143", "143"),
        ("BF: 000143 Z:0981", "000143"),
        ("BF.NR.143", "143"),
        ("Bon: 143", "143"),
        ("BON NR 143", "143"),
        ("Numar bon: 143", "143"),
        ("NR BON 143/981", "143"),
        ("NR. BON/Z: 143/981", "143"),
        ("BON FISCAL: 143", "143"),
        ("BON FISCAL\nNR: 000143", "000143"),
        ("Z 0981   BON 0143", "0143"),
        ("RAPORT Z: 981  NR. BON ZILNIC: 143", "143"),
        ("BON FISCAL NUMARUL 143", "143"),
        ("NR.CRT.ZI: 143", "143"),
        ("BON #143", "143"),
        ("BON FISCAL\nNR: 0143 / Z 0981", "0143"),
        ("NR BON      Z         CASA\n0143        0981      02", "0143"),
        ("NR. 0143 BON FISCAL", "0143"),
        ("NR:0143/0981\n14.03.2024 17:22", "0143"),
        ("Nr   Z   Data   Ora\n0143   0981   14.03.2024   17:22", "0143"),
        ("Z   Nr.   Data   Ora\n0981   0143   14.03.2024   17:22", "0143"),
        ("14-03-2024 17:22 BF'0143", "0143"),
        ("NR.:0143 14-03-2024 17-22-05\nBON FISCAL TT4055895835", "0143"),
        ("Bon   Casa   2   Data   Ora\n0143   13   0981   14.03.2024   17:22", "0143"),
        ("NUMAR BON FISCALI 0143   Z: 0981", "0143"),
        ("14.03.2024 17:22 NR.0143", "0143"),
    ],
)
def test_the_number_in_every_print(read: Callable[..., Extraction], number: str, expected: str) -> None:
    assert read(number=number).number == expected


@pytest.mark.parametrize(
    "supplier",
    [
        "CIF: RO12345674",
        "C.I.F. RO 12345674",
        "COD FISCAL: 12345674",
        "CUI RO12345674",
        "C.U.I.: RO12345674",
        "COD UNIC DE INREGISTRARE RO12345674",
        "COD DE IDENTIFICARE FISCALA: RO12345674",
        "Cod identificare fiscala RO 12345674",
        "CUI/CIF: RO12345674",
        "RO12345674",
        "C.I.F.:RO12345674  REG.COM. J04/123/2010",
        "C1F: R012345674",
    ],
)
def test_the_seller_s_code_in_every_print(read: Callable[..., Extraction], supplier: str) -> None:
    found = read(supplier=supplier)
    assert found.supplier.cui == "12345674"
    assert found.buyer.cui is None


@pytest.mark.parametrize(
    "buyer",
    [
        "CIF CLIENT: RO36512095",
        "C.I.F. CLIENT 36512095",
        "C.I.F. CUMPARATOR: RO36512095",
        "CUI CUMPARATOR RO36512095",
        "COD FISCAL CLIENT: RO36512095",
        "CLIENT CIF: RO36512095",
        "CIF BENEFICIAR: 36512095",
        "COD CLIENT: RO36512095",
        "CUMPARATOR: RO36512095",
        "CIF/CNP CLIENT: 36512095",
        "CLIENT C.U.I. RO36512095",
        "COD FISCAL CUMPARATOR\nRO36512095",
        "CIF CLIENT\n36512095",
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_the_buyer_s_code_in_every_print(read: Callable[..., Extraction], buyer: str, place: str) -> None:
    found = read(**{place: buyer})
    assert found.buyer.cui == "36512095"
    assert found.supplier.cui == "12345674"


@pytest.mark.parametrize("line", ["CIF CLIENT: ----------", "C.I.F. CUMPARATOR:", "CLIENT FIDEL"])
def test_an_empty_place_for_the_buyer_s_code_is_no_buyer(read: Callable[..., Extraction], line: str) -> None:
    found = read(top=line)
    assert found.buyer.cui is None
    assert found.review_reasons == []


def test_the_buyer_s_name_may_stand_above_the_code(read: Callable[..., Extraction]) -> None:
    assert read(top="CLIENT: TEHNO INSTAL SRL\nCIF: RO36512095").buyer.cui == "36512095"


@pytest.mark.parametrize(
    ("payment", "expected"),
    [
        ("CARD                         115.20", [("CARD", 11520)]),
        ("CARD BANCAR: 115.20", [("CARD", 11520)]),
        ("PLATA CU CARDUL  115.20 LEI", [("CARD", 11520)]),
        ("VISA   115.20", [("CARD", 11520)]),
        ("PLATA CARD  115,20", [("CARD", 11520)]),
        ("NUMERAR  115.20", [("CASH", 11520)]),
        ("NUMERAR LEI  150.00\nREST LEI  34.80", [("CASH", 11520)]),
        ("CASH 150.00\nREST: 34.80", [("CASH", 11520)]),
        ("NUMERAR  120.00\nREST DAT  4.80", [("CASH", 11520)]),
        ("TICHETE DE MASA  100.00\nCARD  15.20", [("VOUCHER", 10000), ("CARD", 1520)]),
        ("BONURI VALORICE 50.00\nNUMERAR 70.00\nREST 4.80", [("VOUCHER", 5000), ("CASH", 6520)]),
        ("CARD CADOU 115.20", [("VOUCHER", 11520)]),
        ("VIRAMENT BANCAR 115.20", [("TRANSFER", 11520)]),
        ("CARD 100.00\nNUMERAR 15.20", [("CARD", 10000), ("CASH", 1520)]),
        ("PLATI MODERNE 115.20", [("OTHER", 11520)]),
        ("CREDIT 115.20", [("OTHER", 11520)]),
        ("ALTE METODE DE PLATA 115.20", [("OTHER", 11520)]),
    ],
)
def test_payments_in_every_print(
    read: Callable[..., Extraction], payment: str, expected: list[tuple[str, int]]
) -> None:
    found = read(payment=payment)
    assert [(str(one.method), one.amount) for one in found.payments] == expected
    assert found.review_reasons == []


@pytest.mark.parametrize(
    "total",
    [
        "TOTAL LEI                    115.20",
        "TOTAL                        115,20",
        "TOTAL: 115.20 LEI",
        "TOTAL RON = 115.20",
        "T O T A L                    115.20",
        "TOTAL DE PLATA               115.20",
        "SUBTOTAL  115.20\nTOTAL LEI  115.20",
        "TOTAL LEI\n115.20",
        "TOTAL BON *115.20*",
        "TOTAL GENERAL 115.20",
        "SUMA TOTALA: 115.20",
        "TOTAL LEI 115.20\nTOTAL EUR 23.17",
        "T0TAL LE1 115.20",
        "TOTAL ARTICOLE: 2\nTOTAL 115.20",
        "TOTAL LEI          115 .20",
        "115.20   TOTAL LEI",
        "TOTAL:  LEI 115,20",
    ],
)
def test_the_total_in_every_print(read: Callable[..., Extraction], total: str) -> None:
    found = read(total=total)
    assert found.total == 11520
    assert found.review_reasons == []


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        ("S/N: DB4200012345", "DB4200012345"),
        ("SERIE FISCALA DB 4200012345", "DB4200012345"),
        ("AMEF: DB4200012345", "DB4200012345"),
        ("DB4200012345", "DB4200012345"),
        ("NR. SERIE: D84200O12345", "DB4200012345"),
        ("IBAN RO49AAAA1B31007593840000", None),
    ],
)
def test_the_device_s_serial_in_every_print(read: Callable[..., Extraction], serial: str, expected: str | None) -> None:
    assert read(serial=serial).fiscal_serial == expected


def test_a_letter_without_vat_is_a_rate_of_nothing(read: Callable[..., Extraction]) -> None:
    found = read(vat="TVA A 19%       15.20\nFARA TVA B      20.00")
    assert sorted((v.rate, v.base, v.amount) for v in found.vat) == [(0, 2000, 0), (1900, 8000, 1520)]


def test_a_tips_percentage_is_no_vat_rate(read: Callable[..., Extraction]) -> None:
    found = read(
        total="TOTAL CONSUMATIE   115.20\nBACSIS 5%   5.76 D\nTOTAL LEI   120.96",
        payment="CARD   120.96",
        vat="TVA A 19%   15.20\nTVA B 9%   1.65\nTVA D 0%   0.00",
    )
    assert (found.total, found.review_reasons) == (12096, [])
    assert sorted((v.rate, v.amount) for v in found.vat if v.rate) == [(900, 165), (1900, 1520)]


def test_a_rate_without_its_vat_takes_the_printed_sum(paper: Callable[..., Page]) -> None:
    lines = ("ATELIER SRL", "CIF: RO12345674", "FILTRU ULEI   95.20 A", "TOTAL LEI   95.20", "CARD   95.20")
    found = extract(
        [paper("\n".join((*lines, "TVA A 19%.....15.202", "TOTAL TVA   15.20", "BON FISCAL NR. 7")))], TODAY
    )
    assert [(v.rate, v.base, v.amount) for v in found.vat] == [(1900, 8000, 1520)]


def test_a_percent_sign_read_as_a_digit_is_known_by_the_total(paper: Callable[..., Page]) -> None:
    lines = ("AUTO SPA SRL", "CIF: RO12345674", "SPALAT   65.00 A", "TOTAL   65.00", "CARD   65.00")
    found = extract([paper("\n".join((*lines, "TOTAL TVA A-218   11.28", "BON FISCAL NR. 7")))], TODAY)
    assert [(v.rate, v.amount) for v in found.vat] == [(2100, 1128)]


def test_a_number_whose_first_digit_looks_like_a_letter_is_unsure(read: Callable[..., Extraction]) -> None:
    found = read(number="BF J4198")
    assert (found.number, found.review_reasons) == ("34198", ["number_uncertain"])


@pytest.mark.parametrize(
    ("payment", "method"),
    [
        ("Monede/bancnote   115.20", "CASH"),
        ("BONURI MASA   115.20", "VOUCHER"),
        ("CARD VACANTA   115.20", "VOUCHER"),
        ("TICH. MASA   115.20", "VOUCHER"),
        ("Fara numerar   115.20", "CARD"),
        ("NUM   115.20", "CASH"),
    ],
)
def test_means_of_payment_by_their_rarer_names(read: Callable[..., Extraction], payment: str, method: str) -> None:
    assert [(str(paid.method), paid.amount) for paid in read(payment=payment).payments] == [(method, 11520)]


def test_a_total_with_vat_misread_as_tua_is_a_total(read: Callable[..., Extraction]) -> None:
    found = read(total="TOTAL LEI CU TUA   115.20")
    assert (found.total, found.review_reasons) == (11520, [])


def test_a_total_in_spaced_letters_is_a_total(read: Callable[..., Extraction]) -> None:
    found = read(total="T OT AL\n115.20")
    assert (found.total, found.review_reasons) == (11520, [])


def test_what_the_health_insurance_pays_is_information(paper: Callable[..., Page]) -> None:
    lines = (
        "FARMACIA SRL",
        "CIF: RO12345674",
        "BIOFLU   27.00 B",
        "INFO RETETA (NEFISCAL)",
        "Val. decontata CNAS   32.03",
    )
    tail = ("TOTAL LEI   27.00", "CARD   27.00", "TVA B 11%   2.68", "NR. BON 7", "14.03.2026 17:22", "SN DB4200012345")
    found = extract([paper("\n".join(lines + tail))], TODAY)
    assert (found.kind, found.total, found.review_reasons) == ("receipt", 2700, [])


def test_a_total_whose_separators_stand_apart(paper: Callable[..., Page]) -> None:
    lines = ("ATELIER SRL", "CIF: RO12345674", "STRUNG   2144.02 A", "TOTAL BON", "2, 144. 02")
    assert extract([paper("\n".join(lines))], TODAY).total == 214402


def test_a_code_whose_ro_was_read_with_a_zero_is_romanian(paper: Callable[..., Page]) -> None:
    lines = ("VICTORIA SCS", "C.I.F. R03097707", "EFIX 95   472.31 A", "DE PLATA   472.31", "TVAA 19%: 75.41")
    found = extract([paper("\n".join((*lines, "Z:2001 BF:091416")))], TODAY)
    assert (found.supplier.cui, found.number) == ("3097707", "091416")


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("BON 7-00318 14.03.2024 17:22", "7-00318"),
        ("BON FISCAL SC-4471", "SC-4471"),
        ("NUMAR BON: EB-00099127", "EB-00099127"),
        ("BON FISCAL NR-00318", "00318"),
        ("BON FISCAL #0412Z 1707", "0412"),
        ("14.03.2024 17:22 #83 Z174", "83"),
        ("BON..: 0212", "0212"),
        ("OP: 2 POZ: 4 Z: 88 NR: 147", "147"),
    ],
)
def test_numbers_as_rarer_tills_print_them(read: Callable[..., Extraction], printed: str, number: str) -> None:
    assert read(number=printed).number == number


def test_a_bare_number_beside_the_day_needs_no_time_beside_it(read: Callable[..., Extraction]) -> None:
    assert read(number="NR.: 41 14/03/2024", moment="Z: 0119 ORA 22:07").number == "41"


def test_a_bare_number_among_labelled_ones_above_the_moment_numbers_the_receipt(
    read: Callable[..., Extraction],
) -> None:
    assert read(number="NR: 0412 POS: 1 SHIFT: 3301").number == "0412"


def test_a_vat_table_above_the_total_needs_no_percent_sign(read: Callable[..., Extraction]) -> None:
    found = read(
        total="TVA % BAZA TVA TOTAL\nA 19.00 80.00 15.20 95.20\nB 9.00 18.35 1.65 20.00\nTOTAL LEI   115.20", vat=""
    )
    assert [(v.rate, v.base, v.amount) for v in found.vat] == [(1900, 8000, 1520), (900, 1835, 165)]
    assert found.review_reasons == []


def test_what_the_till_marks_with_a_letter_of_its_own_may_stay_untaxed(paper: Callable[..., Page]) -> None:
    lines = ("POSTA SRL", "CIF: RO12345674", "TIMBRE   36.00 S", "PLIC   12.40 A", "TOTAL   48.40", "CARD   48.40")
    tail = ("A - TVA 19%   1.98", "S - SCUTIT TVA   0.00", "NR. BON 0145", "16/01/2025 ORA 11:24", "SN DB4200012345")
    assert extract([paper("\n".join(lines + tail))], TODAY).review_reasons == []


def test_a_taxi_s_tariffs_without_a_letter_are_no_part_of_the_fare(paper: Callable[..., Page]) -> None:
    lines = (
        "PFA BURCEA",
        "C.I.F. 12345674",
        "PORNIRE   3,19",
        "CURSA   34,57 F",
        "TOTAL LEI   34,57",
        "NUMERAR   34,57",
    )
    tail = ("NEPLATITOR DE TVA", "BON NR. 0007", "21/11/2022 17:31", "AG2000005149")
    assert extract([paper("\n".join(lines + tail))], TODAY).review_reasons == []


def test_the_days_of_a_stay_are_no_amount(paper: Callable[..., Page]) -> None:
    lines = ("PENSIUNE SRL", "CIF: RO12345674", "Camera 204 11.02 - 14.02.2026", "Cazare   1,167.00 B")
    tail = ("TOTAL   1,167.00", "CARD   1,167.00", "TVA B 11%   115.65", "BON 5", "14.02.2026 10:47", "SN DB4200012345")
    assert extract([paper("\n".join(lines + tail))], TODAY).review_reasons == []


@pytest.mark.parametrize("label", ["CUI BENEF.:", "C.I.F. CUMPAR.", "COD FISCAL ACHIZITOR:"])
def test_a_buyer_under_a_rarer_name(read: Callable[..., Extraction], label: str) -> None:
    assert read(top=f"{label} 14399840").buyer.cui == "14399840"


def test_a_second_code_under_a_label_nobody_knows_asks_for_a_person(read: Callable[..., Extraction]) -> None:
    found = read(top="CUI PT. DECONT: 14399840")
    assert (found.supplier.cui, found.buyer.cui, found.needs_review) == ("12345674", "14399840", True)


def test_change_may_be_called_restul(read: Callable[..., Extraction]) -> None:
    found = read(payment="CASH   120.00\nRESTUL   4.80")
    assert ([paid.amount for paid in found.payments], found.review_reasons) == ([11520], [])


def test_vat_said_to_be_in_the_price_is_vat(paper: Callable[..., Page]) -> None:
    lines = ("AUTO SPA SRL", "CIF: RO12345674", "SPALAT   65.00 A", "TOTAL   65.00", "CARD   65.00")
    found = extract([paper("\n".join((*lines, "TVA A 21% (inclus in pret)   11.28", "BON FISCAL NR. 7")))], TODAY)
    assert [(v.rate, v.amount) for v in found.vat] == [(2100, 1128)]


def test_a_discount_may_name_the_subtotal_it_is_taken_off(read: Callable[..., Extraction]) -> None:
    found = read(
        total="SUBTOTAL   115.20\nDISC. -5.00% SUBTOTAL -5.76\nSUBTOTAL   109.44\nTOTAL LEI   109.44",
        payment="CARD   109.44",
        vat="TVA A 19%   14.44\nTVA B 9%   1.57",
    )
    assert (found.total, found.review_reasons) == (10944, [])


@pytest.mark.parametrize(
    "payment",
    ["ACHITAT CASH   115.20\nSUMA PRIMITA   120.00 REST   4.80", "LEI PRIMITI   120.00\nREST DE DAT   4.80"],
)
def test_cash_is_what_was_due_however_the_notes_handed_over_are_told(
    read: Callable[..., Extraction], payment: str
) -> None:
    found = read(payment=payment)
    assert [(str(paid.method), paid.amount) for paid in found.payments] == [("CASH", 11520)]
    assert found.review_reasons == []


@pytest.mark.parametrize(
    "vat",
    [
        "A 19% BAZA 80.00 TVA 15.20\nB 9% BAZA 18.35 TVA 1.65",
        "TOTAL B 20.00\nTVA: A - 19% = 15.20\n9% = 1.65",
    ],
)
def test_vat_told_in_two_places_or_behind_its_base(read: Callable[..., Extraction], vat: str) -> None:
    found = read(vat=vat)
    assert sorted((v.rate or 0, v.amount or 0) for v in found.vat) == [(900, 165), (1900, 1520)]


def test_a_rate_printed_like_an_amount_before_its_vat(paper: Callable[..., Page]) -> None:
    lines = ("PARFUM SA", "CIF: RO12345674", "RUJ   538.00 A", "TOTAL LEI   538.00", "CARD   538.00")
    found = extract([paper("\n".join((*lines, "TVA 19.00 A 85.90", "BON FISCAL NR. 7")))], TODAY)
    assert [(v.rate, v.amount) for v in found.vat] == [(1900, 8590)]


def test_the_one_who_pays_is_the_buyer_and_the_one_who_pays_vat_is_not(read: Callable[..., Extraction]) -> None:
    assert read(top="CUI/CNP PLATITOR: 14399840").buyer.cui == "14399840"
    assert read(supplier="CIF RO12345674 PLATITOR TVA").supplier.cui == "12345674"


@pytest.mark.parametrize(
    "block",
    [
        "CUMPARATOR\nNume: TEHNO INSTAL SRL\nCIF: RO36512095\nAdresa: Vaslui, Str. Mare 100",
        "DATE CLIENT\nDenumire: TEHNO INSTAL SRL\nAdresa: Vaslui\nCIF: RO36512095",
        "Oaspete: IONESCU M. Cam: 304\nFirma CIF: RO36512095",
    ],
)
def test_a_buyer_s_block_in_several_lines(read: Callable[..., Extraction], block: str) -> None:
    found = read(top=block)
    assert (found.supplier.cui, found.buyer.cui) == ("12345674", "36512095")


def test_a_seller_that_calls_itself_a_firm_is_no_buyer(read: Callable[..., Extraction]) -> None:
    found = read(supplier="FIRMA: ATELIERUL MECANIC SRL\nCIF: RO12345674")
    assert (found.supplier.cui, found.buyer.cui) == ("12345674", None)


@pytest.mark.parametrize("line", ["#0143 Z#0419", "#0143  Z: 0419", "# 0143 RAP. Z 0419"])
def test_a_number_beside_the_daily_report_needs_no_other_word(read: Callable[..., Extraction], line: str) -> None:
    assert read(number=line).number == "0143"


@pytest.mark.parametrize("total", ["TOTAL LEI   1 115, 20", "TOTAL: 1 115,20", "TOTAL DE PLATA  1 115 ,20"])
def test_a_total_whose_thousands_stand_apart(read: Callable[..., Extraction], total: str) -> None:
    assert read(total=total, payment="CARD   1115.20", vat="").total == 111520


@pytest.mark.parametrize(
    ("total", "payment"),
    [
        ("T O T A L  LEI            1 115.20", "CARD                      1 115.20"),
        ("TOTAL LEI                 1 115.20", "CREDIT CARD               1 115.20"),
        ("TOTAL                     1.115,20", "CARD 1                    1.115,20"),
        ("TOTAL DE ACHITAT          1.115,20", "Plată: card               1.115,20"),
        ("--- TOTAL LEI 1.115,20 ---", "CRD   1.115,20"),
        ("TOTAL - LEI               1115.20", "Card (incl. bacșiș)   1115.20"),
        ("DE PLATIT                 1115,20", "CARD                  1115,20"),
        ("Total comanda   1000,00\nBacsis   115,20\nTOTAL   1115,20", "CARD   1115,20"),
    ],
)
def test_total_and_card_in_rarer_prints(read: Callable[..., Extraction], total: str, payment: str) -> None:
    found = read(total=total, payment=payment, vat="")
    assert found.total == 111520
    assert [(one.method, one.amount) for one in found.payments] == [("CARD", 111520)]


@pytest.mark.parametrize("change", ["RST.  4.80", "RETUR   4.80", "REST LEI   4.80", "DE RETURNAT: 4.80"])
def test_change_under_rarer_names(read: Callable[..., Extraction], change: str) -> None:
    found = read(payment=f"NUM.   120.00\n{change}")
    assert [(one.method, one.amount) for one in found.payments] == [("CASH", 11520)]


def test_of_two_amounts_as_near_the_one_below_is_the_total_s(read: Callable[..., Extraction]) -> None:
    found = read(
        total="BAGAJ SUPLIM.\n              10.00 A\nTOTAL\n           125.20 LEI", payment="CARD   125.20", vat=""
    )
    assert found.total == 12520


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0917-BON FISCAL NR\n0481-RAPORT Z NR", "0917"),
        ("#0199 NR BON\n#0277 NR Z", "0199"),
        ("B on Nr.   : 000921\nRaport Z   : 0265", "000921"),
        ("BON F1SCAL NR 0006", "0006"),
        ("Nr.bon A-00312 Nr.Z 0045", "A-00312"),
    ],
)
def test_numbers_in_rarer_prints(read: Callable[..., Extraction], number: str, expected: str) -> None:
    assert read(number=number).number == expected


def test_a_day_in_words(read: Callable[..., Extraction]) -> None:
    assert read(moment="ZIUA 14 LUNA 03 AN 2024\nORA 17:22").issue_date == date(2024, 3, 14)


@pytest.mark.parametrize("label", ["DATE FACTURARE: CIF RO36512095", "Facturat pe CUI: RO36512095"])
def test_whom_an_invoice_is_for_is_the_buyer(read: Callable[..., Extraction], label: str) -> None:
    assert read(bottom=label).buyer.cui == "36512095"


def test_the_seller_s_code_may_have_the_barest_label(read: Callable[..., Extraction]) -> None:
    assert read(supplier="COD 12345674").supplier.cui == "12345674"


def test_a_receipt_that_speaks_of_an_invoice_is_none(read: Callable[..., Extraction]) -> None:
    assert (
        read(bottom="Factura se emite electronic: EC 2025 771204", top="Cod TVA client RO 36512095").kind == "receipt"
    )


def test_a_misread_title_is_still_a_receipt_s(read: Callable[..., Extraction]) -> None:
    assert read(number="Bon fi5cal nr. 00407 / Z 01128", top="Nota de plata 2025/118834").kind == "receipt"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("Bon/Z: 0193/1127    Tranz: 77120934", "0193"),
        ("BFN:0128 Z:0772", "0128"),
        ("Bon fiscal 000004417", "000004417"),
        ("NRB 0733", "0733"),
        ("Bf+Z+data: 12/Z 401/14.03.2024/17:22", "12"),
        ("BONUL FISC 00213  Z59", "00213"),
        ("Nr. crt. bon / zi: 0000871 / 14.03.2024", "0000871"),
        ("Bf.zi 0019             Z.366", "0019"),
        ("BON FISCAL:     Z:\n41280           0512", "41280"),
        ("Nr. document fiscal: 24", "24"),
        ("Nr.00512                             Z0877", "00512"),
        ("bon=088", "088"),
        ("BON FISC B-0917", "B-0917"),
        ("Bon fiscal - numar 0014", "0014"),
        ("TICKET FISCAL:411 Z:93", "411"),
        ("Nr.bon fiscal emis:      0083", "0083"),
        ("Bon seria RTG nr. 00000734", "00000734"),
        ("B.FISC. 0450 INCH 0059", "0450"),
        ("NR.BON/ZI: 05", "05"),
        ("Z-BF: 0340-0741", "0741"),
        ("Nr.casa/bon/casier: 0005/0066/0241", "0066"),
    ],
)
def test_numbers_under_many_names(read: Callable[..., Extraction], number: str, expected: str) -> None:
    assert read(number=number).number == expected


@pytest.mark.parametrize("number", ["BON FISCAL\nZ: 0981", "BON FISCAL   Z 0981", "RAPORT Z: 0981\nBON FISCAL"])
def test_the_daily_report_s_number_is_not_the_receipt_s(read: Callable[..., Extraction], number: str) -> None:
    assert read(number=number).number is None


@pytest.mark.parametrize(
    "block",
    [
        "--- date client ---\nROTRANS LOGISTIC SRL\nCIF: RO36512095; RC J07/88/2012",
        "C.I.F. cl. : RO36512095",
        "CUI PT. FACTURA: 36512095",
        "ID fiscal client .......... 36512095",
        "Identificare fiscala client: 36512095",
    ],
)
def test_a_buyer_s_code_under_more_names(read: Callable[..., Extraction], block: str) -> None:
    assert read(bottom=block).buyer.cui == "36512095"


@pytest.mark.parametrize("line", ["Cod client fidel: 20419987", "COD CLIENT: 000000", "COD CLIENT BONUS 36512095"])
def test_a_customer_s_number_in_the_shop_s_list_is_no_buyer(read: Callable[..., Extraction], line: str) -> None:
    assert read(bottom=line).buyer.cui is None


@pytest.mark.parametrize("code", ["CIF12345674", "CIF12345674 * RO", "ID FISCAL: RO12345674", "CUI12345674"])
def test_the_seller_s_code_close_to_its_label(read: Callable[..., Extraction], code: str) -> None:
    assert read(supplier=code).supplier.cui == "12345674"


@pytest.mark.parametrize(
    "total", ["TOTAL PLATIT   *115.20", "Total achitat ..... 115.20", "TOTAL ------ 115.20", "PLATITI: 115.20 RON"]
)
def test_totals_by_what_was_done_with_them(read: Callable[..., Extraction], total: str) -> None:
    found = read(total=total, payment="NUMERAR   120.00\nINAPOI   4.80")
    assert (found.total, [(one.method, one.amount) for one in found.payments]) == (11520, [("CASH", 11520)])


def test_a_payment_by_order_makes_no_payment_order_of_a_receipt(read: Callable[..., Extraction]) -> None:
    found = read(payment="ORDIN DE PLATA / VIRAMENT   115.20", number="Bonul nr. 0143")
    assert (found.kind, [one.method for one in found.payments]) == ("receipt", ["TRANSFER"])


def test_a_short_year_before_a_comma(read: Callable[..., Extraction]) -> None:
    assert read(moment="Bon din 14.03.24, 08:41").issue_date == date(2024, 3, 14)


@pytest.mark.parametrize(
    "vat",
    [
        "TVA A   15.20\nTVA B   1.65",
        "SUMA TVA A   15.20\nSUMA TVA B   1.65",
        "DIN CARE TVA-A   15.20\nDIN CARE TVA-B   1.65",
        "TVA 19% (A) INCLUS   RON 15.20\nTVA 9% (B) INCLUS   RON 1.65",
        "T.V.A. INCL. 19%   15.20\nT.V.A. INCL. 9%   1.65",
    ],
)
def test_a_rate_that_only_the_lines_tell(read: Callable[..., Extraction], vat: str) -> None:
    found = read(vat=vat)
    assert [(group.rate, group.amount) for group in found.vat] == [(1900, 1520), (900, 165)]


def test_the_one_rate_at_which_all_of_the_vat_is_that_of_the_total(paper: Callable[..., Page]) -> None:
    found = extract([paper(ONE_LETTER)], TODAY)
    assert [(group.rate, group.base, group.amount) for group in found.vat] == [(2100, 54752, 11498)]


ONE_LETTER = """
DEPOZIT MATERIALE SRL
CIF: RO12345674
BCA 60x24x25      40 BUC x 14,20
                        568,00 A
ADEZIV BCA 25KG          94,50 A
SUMA DE PLATA            662,50
Din care T.V.A.          114,98
CARD                     662,50
BON FISCAL NR. 0143
DATA: 14-03-2026
"""


@pytest.mark.parametrize(
    ("number", "moment", "expected"),
    [
        ("", "0255 13/07/2024 20:03:39 Z0611", "0255"),
        ("", "00056  19-01-19  08:31", "00056"),
        ("0046    BON FISCAL      Z:0290", "12-10-2021     15:08:57", "0046"),
        ("0000163 #  BON FISCAL   Z 0418", "08/02/2023  17:05:41", "0000163"),
        ("", "NR.0011   14/04/2022  10.44\nNR.Z 0588", "0011"),
    ],
)
def test_a_number_beside_the_moment_or_before_its_name(
    read: Callable[..., Extraction], number: str, moment: str, expected: str
) -> None:
    found = read(number=number, moment=moment)
    assert (found.number, found.review_reasons) == (expected, [])


def test_the_day_of_what_comes_back_is_not_the_receipts(read: Callable[..., Extraction]) -> None:
    found = read(top="CREDIT RETUR/BF 0071\n  DIN 01.02.2024", number="", moment="Bon: 0117 din 14.03.2024\nOra: 16:35")
    assert found.issue_date == date(2024, 3, 14)


def test_a_dash_behind_every_amount_is_a_letter_and_no_sign(paper: Callable[..., Page]) -> None:
    lines = ("SERVICE GSM SRL", "CIF: 12345674", "Inlocuire display", "1 x 299,00   299,00 -", "Diagnosticare")
    tail = ("1 x 50,00   50,00 -", "TOTAL   349,00", "CARD   349,00", "Neplatitor TVA art. 310", "BON NR: 0010")
    found = extract([paper("\n".join((*lines, *tail, "28.06.2024   12:47:03", "AMEF 4000130991   BON FISCAL")))], TODAY)
    assert ([line.amount for line in found.lines], found.review_reasons) == ([29900, 5000], [])


def test_disc_in_a_name_is_a_thing(paper: Callable[..., Page]) -> None:
    lines = ("DROGERIE SRL", "CIF: RO12345674", "VATA DISC 120   9,99 A", "SAPUN   12,90 A", "DISC. 10%   1,29 A")
    tail = ("TOTAL   21,60", "CARD   21,60", "TVA A 19%   3,45", "BON FISCAL 7", "28.06.2024 12:47", "SN DB4200012345")
    found = extract([paper("\n".join(lines + tail))], TODAY)
    assert ([line.amount for line in found.lines], found.review_reasons) == ([999, 1290, -129], [])


def test_untaxed_sales_under_their_letter_count_in_the_total(paper: Callable[..., Page]) -> None:
    lines = (
        "POSTA SA",
        "CIF: RO12345674",
        "SCRISOARE   35,60 D",
        "PLIC   12,00 A",
        "TOTAL LEI   47,60",
        "CARD   47,60",
    )
    tail = ("A TVA 19,00%   12,00   1,92", "D SCUTIT TVA   35,60   0,00", "TOTAL TVA   1,92", "BON FISCAL NR 65")
    found = extract([paper("\n".join((*lines, *tail, "03.03.2022 11:49", "SN DB4200012345")))], TODAY)
    assert found.review_reasons == []


@pytest.mark.parametrize(
    ("payment", "method", "sure"),
    [
        ("EDENRED   115.20", "VOUCHER", True),
        ("PLUXEE   115.20", "VOUCHER", True),
        ("OP   115.20", "TRANSFER", True),
        ("PLATA ONLINE   115.20", "OTHER", True),
        ("FILL&GO   115.20", "OTHER", False),  # nothing but its amount says what it is
        ("LEI   120.00\nREST LEI   4.80", "CASH", True),
    ],
)
def test_a_payment_is_known_by_its_word_or_by_what_it_settles(
    read: Callable[..., Extraction], payment: str, method: str, sure: bool
) -> None:
    found = read(payment=payment)
    assert [(paid.method, paid.amount) for paid in found.payments] == [(method, 11520)]
    assert found.review_reasons == ([] if sure else ["payments_uncertain"])


def test_what_the_named_payments_leave_open_was_paid_too(read: Callable[..., Extraction]) -> None:
    found = read(payment="CARD CLIENT   55.20\nLICHID   60.00")
    assert [(paid.method, paid.amount) for paid in found.payments] == [("CARD", 5520), ("OTHER", 6000)]
    assert found.review_reasons == ["payments_uncertain"]


def test_both_codes_on_one_line(read: Callable[..., Extraction], paper: Callable[..., Page]) -> None:
    text = "FLORARIE SRL\nCIF RO12345674    CIF cl. 14399840\nBuchet   180,00 A\nTOTAL   180,00\nCARD   180,00"
    found = extract([paper(f"{text}\nTVA A 19%   28,74\nNr. 38   07-Mar-2024   16:03")], TODAY)
    assert (found.supplier.cui, found.buyer.cui) == ("12345674", "14399840")


def test_the_day_of_a_journey_is_not_that_of_its_ticket(paper: Callable[..., Page]) -> None:
    text = "CFR CALATORII SA\nCIF RO12345674\nPleaca 15.03.24 07:08\nSoseste 15.03.24 09:50\n2 x 48,10   96,20 A"
    tail = "TOTAL LEI   96,20\ndin care TVA 19%   15,36\nCARD   96,20\nEmis 14.03.2024 18:22   Agent 2217"
    found = extract([paper(f"{text}\n{tail}\nBON FISCAL   000904")], TODAY)
    assert (found.issue_date, found.number) == (date(2024, 3, 14), "000904")


def test_a_receipt_may_name_the_invoice_that_was_made_of_it(paper: Callable[..., Page]) -> None:
    text = (
        "METRU CASH SRL\nCIF: RO12345674\nCIF client: RO14399840\nDENUMIRE  CANT  PRET  VALOARE  TVA\nULEI   299,60 B"
    )
    tail = "TOTAL LEI   299,60\nCARD   299,60\nTVA B 9%   24,74\nFACTURA: 0/0(031)0012/008841"
    found = extract([paper(f"{text}\n{tail}\n16-05-2023 06:58\nBON FISCAL NR.: 2154")], TODAY)
    assert (found.kind, found.number) == ("receipt", "2154")


def test_a_day_whose_noughts_were_read_as_letters(read: Callable[..., Extraction]) -> None:
    assert read(moment="2O24-O3-14 l2:31 Casa2").issue_date == date(2024, 3, 14)


def test_a_number_beside_the_daily_report_s_above_the_moment(read: Callable[..., Extraction]) -> None:
    found = read(number="", moment="Nr. 0030           Z nr. 1077\nDATA 14/03/2024  ORA 11:54")
    assert found.number == "0030"
