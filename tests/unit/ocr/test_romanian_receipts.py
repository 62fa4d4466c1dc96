"""Romanian receipts of many tills, typed: each field of each layout is read, and none asks for a person needlessly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from services.ocr.extract import extract
from services.ocr.words import Page

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Receipt:
    """A receipt's text and what stands on it. Amounts in bani; VAT as (code, rate in basis points, base, amount)."""

    name: str
    text: str
    cui: str
    day: date
    number: str
    total: int
    vat: list[tuple[str | None, int, int | None, int]]
    payments: list[tuple[str, int]]
    buyer: str | None = None
    time: str | None = None
    serial: str | None = None
    lines: list[int] | None = None
    codes: list[str] = field(default_factory=list)


RECEIPTS = [
    Receipt(
        "quantity before the name, stars before the sums",
        """
            S.C. MAGAZINUL DIN COLT S.R.L.
            STR. LIPSCANI NR. 12, BUCURESTI
                 C.I.F.: RO12345674
                                        LEI
        2.000 BUC x 4.50
        PAINE GRAHAM                   9.00 B
        1.000 BUC x 6.75
        SALAM VARA FELIAT              6.75 B
        0.735 KG x 12.99
        ROSII CHERRY                   9.55 B
        TOTAL LEI                    *25.30
        CARD                         *25.30
        TVA B - 9.00%                 *2.09
        BON FISCAL NR. 0143
        Z: 0981  DATA: 14-03-2024  ORA: 17:22:05
        SERIA FISCALA: DB4200012345
        """,
        cui="12345674", day=date(2024, 3, 14), number="0143", total=2530,
        vat=[("B", 900, 2321, 209)],
        payments=[("CARD", 2530)], time="17:22", serial="DB4200012345", lines=[900, 675, 955],
    ),
    Receipt(
        "quantity after the name, two rates, cash with change",
        """
              ALIMENTARA VERDE SRL
          COD FISCAL RO 23456783
          CALEA MOSILOR 101 SECTOR 2
        APA MINERALA 2L
          3 X 3,20                     9,60 A
        IAURT NATUR 140G
          2 X 2,15                     4,30 B
        DETERGENT VASE
          1 X 11,90                   11,90 A
        SUBTOTAL                      25,80
        TOTAL                         25,80
        NUMERAR                       50,00
        REST                          24,20
        TOTAL TVA                      3,79
        TVA A 19%                      3,43
        TVA B  9%                      0,36
        BF 0077   Z 0312   03.11.2023 09:15
        """,
        cui="23456783", day=date(2023, 11, 3), number="0077", total=2580,
        vat=[("A", 1900, 1807, 343), ("B", 900, 394, 36)],
        payments=[("CASH", 2580)], time="09:15", lines=[960, 430, 1190],
    ),
    Receipt(
        "fuel with buyer at the top and a VAT table",
        """
              PETRO NORD S.A.
            STATIA 14 SIBIU
            C.U.I. RO18590320
        CIF CLIENT: RO36512095
        MOTORINA EURO 5
        POMPA 4   41.27 L x 7.59
                                      313.24 A
        TOTAL LEI                     313.24
        CARD BANCAR                   313.24
        COTA      BAZA       TVA      TOTAL
        A 19%    263.23     50.01    313.24
        NR. BON: 00215     Z: 1877
        07/06/2025 21:48
        AMEF: OM1234567890
        """,
        cui="18590320", day=date(2025, 6, 7), number="00215", total=31324,
        vat=[("A", 1900, 26323, 5001)],
        payments=[("CARD", 31324)], buyer="36512095", time="21:48", serial="OM1234567890",
        lines=[31324],
    ),
    Receipt(
        "restaurant with tip and new rates",
        """
             HAN LA RASCRUCE SRL
             CIF: 3098710
             CLUJ-NAPOCA, STR. HOREA 3
        MASA 12   OSPATAR: DORU
        CIORBA RADAUTEANA     1 x 24.00   24.00 B
        TOCHITURA             2 x 38.50   77.00 B
        VIN CASA 0.5L         1 x 30.00   30.00 A
        BACSIS                            13.10 E
        TOTAL                            144.10
        TVA A 21.00%                       5.21
        TVA B 11.00%                      10.01
        TVA E 0.00%                        0.00
        CARD                             144.10
        NR.BON FISCAL: 31   RAPORT Z: 604
        DATA 2025-10-18   ORA 22:41
        """,
        cui="3098710", day=date(2025, 10, 18), number="31", total=14410,
        vat=[("A", 2100, 2479, 521), ("B", 1100, 9099, 1001), ("E", 0, 1310, 0)],
        payments=[("CARD", 14410)], time="22:41",
        lines=[2400, 7700, 3000, 1310],
    ),
    Receipt(
        "vouchers and cash, discount, amounts joined with the letter",
        """
        SUPERMARKET LUNCA SRL
        Bd. Dacia 7, Craiova, jud. Dolj
        CIF RO14771200
        Cascaval afumat               18,99B
        Paste fainoase 500g            5,49B
        DISCOUNT                      -2,00B
        Sapun lichid                   9,99A
        TOTAL LEI                     32,47
        TICHETE MASA                  20,00
        NUMERAR                       15,00
        REST                           2,53
        TVA A 19,00%                   1,60
        TVA B 9,00%                    1,86
        Bon: 0612/0144   Data: 28.02.2022   Ora: 18:03
        S/N: ZQ5000000123
        """,
        cui="14771200", day=date(2022, 2, 28), number="0612", total=3247,
        vat=[("A", 1900, 839, 160), ("B", 900, 2062, 186)], payments=[("VOUCHER", 2000), ("CASH", 1247)], time="18:03",
        serial="ZQ5000000123", lines=[1899, 549, -200, 999],
    ),
    Receipt(
        "deposit SGR without VAT, buyer at the bottom",
        """
        MINIMARKET LA DOI PASI S.R.L.
        COD UNIC DE INREGISTRARE: RO41987651
        TIMISOARA, STR. GH. LAZAR 5
        BERE BLONDA 0.5L  4 X 5.50     22.00 A
        GARANTIE SGR  4 X 0.50          2.00 D
        TOTAL:                         24.00
        PLATA CASH:                    24.00
        TVA A-19%: 3.51
        TVA D-0%: 0.00
        C.I.F. CUMPARATOR: 27500180
        BON FISCAL 0009  DATA: 01.12.2024  ORA: 11:05:59
        ID: EJ1000200030
        """,
        cui="41987651", day=date(2024, 12, 1), number="0009", total=2400,
        vat=[("A", 1900, 1849, 351), ("D", 0, 200, 0)], payments=[("CASH", 2400)], buyer="27500180", time="11:05",
        serial="EJ1000200030", lines=[2200, 200],
    ),
    Receipt(
        "big total on a line of its own, pay word after the amount",
        """
        FARMACIA SPERANTA SRL
        COD FISCAL: RO19004569
        BRASOV STR. LUNGA 44
        PARACETAMOL 500MG             7.20 B
        TERMOMETRU DIGITAL           31.00 A
        TOTAL
                  38.20 LEI
        38.20 CARD
        TVA A = 19%      4.95
        TVA B = 9%       0.59
        BON NR: 288
        19/07/2024 16:30:11
        """,
        cui="19004569", day=date(2024, 7, 19), number="288", total=3820,
        vat=[("A", 1900, 2605, 495), ("B", 900, 661, 59)], payments=[("CARD", 3820)], time="16:30", lines=[720, 3100],
    ),
    Receipt(
        "base and VAT on two lines for each rate",
        """
        LIBRARIA CARTEA ALBA S.R.L.
        CIF: RO9901230
        IASI, B-DUL COPOU 21
        ROMAN ISTORIC             45.00 C
        CAIET A4                   8.50 A
        TOTAL LEI                 53.50
        BAZA TVA A 19%             7.14
        TVA A 19%                  1.36
        BAZA TVA C 5%             42.86
        TVA C 5%                   2.14
        TOTAL TVA                  3.50
        CARD                      53.50
        NR. 0045 BON FISCAL  Z 0120
        15.09.2024  12:12
        """,
        cui="9901230", day=date(2024, 9, 15), number="0045", total=5350,
        vat=[("A", 1900, 714, 136), ("C", 500, 4286, 214)], payments=[("CARD", 5350)], time="12:12", lines=[4500, 850],
    ),
    Receipt(
        "gross and VAT on one line for each rate",
        """
        DEPOZIT CONSTRUCT SRL
        CUI RO8200772  REG. COM. J12/345/2001
        FLORESTI, STR. EROILOR 2
        CIMENT 40KG     10 BUC X 27.50     275.00 A
        TRANSPORT        1 BUC X 60.00      60.00 A
        TOTAL                              335.00
        A 19.00%  TOTAL: 335.00  TVA: 53.49
        NUMERAR                            335.00
        NR BON 17 / Z 402
        DATA 05-05-2025 ORA 08:41
        """,
        cui="8200772", day=date(2025, 5, 5), number="17", total=33500,
        vat=[("A", 1900, 28151, 5349)], payments=[("CASH", 33500)], time="08:41", lines=[27500, 6000],
    ),
    Receipt(
        "not registered for VAT",
        """
        P.F.A. IONESCU DAN
        CIF 5001236
        ORADEA, STR. PRIMARIEI 8
        REPARAT INCALTAMINTE      40,00 E
        TOTAL LEI                 40,00
        NUMERAR                   40,00
        NEPLATITOR DE TVA
        BON FISCAL NR 3   Z 88
        22.04.2026 10:02
        """,
        cui="5001236", day=date(2026, 4, 22), number="3", total=4000,
        vat=[], payments=[("CASH", 4000)], time="10:02", lines=[4000],
    ),
    Receipt(
        "returned goods inside the receipt",
        """
        BRICO EXPERT S.R.L.
        C.I.F. RO33120941
        PLOIESTI, SOS. VESTULUI 10
        BURGHIU 6MM               12.00 A
        BURGHIU 8MM               14.00 A
        STORNO BURGHIU 6MM       -12.00 A
        TOTAL LEI                 14.00
        CARD CREDIT               14.00
        TVA A 21,00%               2.43
        NR. BON FISCAL 112
        2026.02.09  13:57:40
        """,
        cui="33120941", day=date(2026, 2, 9), number="112", total=1400,
        vat=[("A", 2100, 1157, 243)], payments=[("CARD", 1400)], time="13:57", lines=[1200, 1400, -1200],
    ),
    Receipt(
        "card slip printed below the receipt",
        """
        OPTICA CLARA SRL
        CIF: RO5001236
        ARAD, BD. REVOLUTIEI 60
        SOLUTIE LENTILE           49.90 A
        TOTAL LEI                 49.90
        CARD                      49.90
        TVA A 19%                  7.97
        BON FISCAL NR. 55
        11.01.2024 15:20
        ---------------------------
        BANCA TRANSILVANIA
        TID: 12345678  MID: 000011112222
        VANZARE
        VISA  ************1234
        SUMA: 49.90 RON
        COD AUTORIZARE: 556677
        RRN: 401112345678
        11.01.2024 15:20:31
        """,
        cui="5001236", day=date(2024, 1, 11), number="55", total=4990,
        vat=[("A", 1900, 4193, 797)], payments=[("CARD", 4990)], time="15:20", lines=[4990],
    ),
    Receipt(
        "amounts with thousands, month by name",
        """
        ELECTRO CASNICE NORD SA
        CIF: RO412370
        BAIA MARE, STR. VICTORIEI 1
        FRIGIDER COMBINA        2.499,00 A
        GARANTIE EXTINSA          199,99 A
        TOTAL LEI               2.698,99
        CARD                    2.698,99
        TVA A 19,00%              430,93
        BON FISCAL: 402  Z:77
        02 DEC 2023  19:44
        """,
        cui="412370", day=date(2023, 12, 2), number="402", total=269899,
        vat=[("A", 1900, 226806, 43093)], payments=[("CARD", 269899)], time="19:44", lines=[249900, 19999],
    ),
    Receipt(
        "total in euro beside the total in lei",
        """
        HOTEL BELVEDERE S.R.L.
        COD FISCAL RO12345674
        SINAIA, STR. MANASTIRII 2
        CAZARE 1 NOAPTE          320.00 B
        TAXA STATIUNE              6.40 E
        TOTAL LEI                326.40
        TOTAL EUR                 65.62
        CURS BNR 4.9741
        CARD                     326.40
        TVA B 9%   26.42
        TVA E 0%    0.00
        NR.BON: 8  Z: 1520  20.08.2024  10:00
        """,
        cui="12345674", day=date(2024, 8, 20), number="8", total=32640,
        vat=[("B", 900, 29358, 2642), ("E", 0, 640, 0)], payments=[("CARD", 32640)], time="10:00", lines=[32000, 640],
    ),
    Receipt(
        "rate words in full and VAT included",
        """
        COFETARIA ANA SRL
        C.I.F.:RO23456783
        GALATI, STR. BRAILEI 17
        2 x 9.50 = 19.00
        ECLER VANILIE                B
        TOTAL DE PLATA: 19.00 LEI
        DIN CARE TVA 11%: 1.88
        ACHITAT CARD: 19.00
        Bon nr. 1204 din 30.01.2026 ora 09:09
        """,
        cui="23456783", day=date(2026, 1, 30), number="1204", total=1900,
        vat=[(None, 1100, 1712, 188)], payments=[("CARD", 1900)], time="09:09",
    ),
    Receipt(
        "names that sound like till words",
        """
        DROGHERIE IRIS SRL
        CIF RO14771200
        DEVA, BD. DECEBAL 4
        PASTA COLGATE TOTAL 75ML        14,50 A
        CARD MEMORIE 32GB               39,90 A
        BATON BAR CEREALE                3,60 B
        TOTAL LEI                       58,00
        NUMERAR                         60,00
        REST                             2,00
        TVA A 21%   9,44
        TVA B 11%   0,36
        NR. BON 71  12-08-2025 12:00
        """,
        cui="14771200", day=date(2025, 8, 12), number="71", total=5800,
        vat=[("A", 2100, 4496, 944), ("B", 1100, 324, 36)],
        payments=[("CASH", 5800)], time="12:00", lines=[1450, 3990, 360],
    ),
]  # fmt: skip


@pytest.fixture(params=RECEIPTS, ids=lambda receipt: receipt.name)
def receipt(request: pytest.FixtureRequest) -> Receipt:
    found: Receipt = request.param
    return found


def test_every_key_field_is_read(receipt: Receipt, paper: Callable[..., Page]) -> None:
    read = extract([paper(receipt.text)], TODAY)
    assert read.kind == "receipt"
    assert read.currency == "RON"
    assert read.supplier.cui == receipt.cui
    assert read.buyer.cui == receipt.buyer
    assert read.issue_date == receipt.day
    assert read.issue_time == receipt.time
    assert read.number == receipt.number
    assert read.total == receipt.total
    assert [(str(one.method), one.amount) for one in read.payments] == receipt.payments
    assert read.fiscal_serial == receipt.serial


def test_vat_is_read_by_rate(receipt: Receipt, paper: Callable[..., Page]) -> None:
    read = extract([paper(receipt.text)], TODAY)
    assert sorted((v.code, v.rate, v.base, v.amount) for v in read.vat) == sorted(receipt.vat)


def test_lines_add_up_to_what_is_printed(receipt: Receipt, paper: Callable[..., Page]) -> None:
    read = extract([paper(receipt.text)], TODAY)
    if receipt.lines is not None:
        assert [line.amount for line in read.lines] == receipt.lines


def test_a_clean_receipt_needs_no_person(receipt: Receipt, paper: Callable[..., Page]) -> None:
    read = extract([paper(receipt.text)], TODAY)
    assert read.review_reasons == []
    assert not read.needs_review
    assert all(check.ok for check in read.checks)
