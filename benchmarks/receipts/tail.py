"""The end of a receipt: number, date and serial of the device, thanks, and the bank's slip."""

from __future__ import annotations

from random import Random

from benchmarks.receipts.sale import Sale
from benchmarks.receipts.wording import Row, Voice

_NUMBERED = (
    "NR. BON: {}", "BON NR.: {}", "BON #{}", "Bon fiscal #{}", "NR.BON FISCAL: {}", "NUMAR BON FISCAL: {}", "BON: {}",
    "Bon nr {}", "BF#{}", "NR BF: {}", "BON FISCAL NR.{}", "Nr.bon {}",
)  # fmt: skip


def fiscal_tail(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Receipt number, Z report, date, time and serial of the device, in one of the usual orders."""
    label = voice.label
    named = rng.choice(_NUMBERED)
    day, clock = voice.day(sale.day), voice.clock(sale.clock)
    number = rng.choice((str(sale.number), f"{sale.number:04d}", f"{sale.number:06d}", f"{sale.number:04d}"))
    z_number = rng.choice((f"{sale.z_number:04d}", str(sale.z_number)))
    serial = sale.serial
    spaced = rng.choice((serial, serial, f"{serial[:2]} {serial[2:]}"))
    styles: tuple[tuple[tuple[str, str, str], ...], ...] = (
        (
            (named.format(number), "", f"Z: {z_number}"),
            (f"DATA: {day}", "", f"ORA: {clock}"),
            (f"ID: {spaced}", "", ""),
        ),
        ((f"{day}  {clock}", "", f"BF {number}"), (f"Z {z_number}", "", spaced)),
        (
            (f"BON FISCAL NR. {number}", "", ""),
            (f"Data {day} Ora {clock}", "", ""),
            (f"RAPORT Z {z_number}", "", ""),
            (f"SERIE FISCALA {spaced}", "", ""),
        ),
        (
            (f"BF: {number}", "", f"Z: {z_number}"),
            ("", f"{day} {clock}", ""),
            ("", "BON FISCAL", ""),
            ("", spaced, ""),
        ),
        ((f"NR.BF:{number} Z:{z_number}", "", f"{day} {clock}"), (f"SERIE AMEF: {spaced}", "", "")),
        (
            (f"Nr. bon fiscal: {number}", "", ""),
            (f"Nr. raport Z: {z_number}", "", ""),
            (day, "", clock),
            (f"Serie fiscala: {spaced}", "", ""),
        ),
        ((f"#{number}", "", f"{clock} {day}"), ("", "BON FISCAL", ""), ("", f"S/N {spaced}", "")),
        ((f"DATA {day}  ORA {clock}", "", ""), (f"BON NR {number}", "", ""), (f"AMEF {spaced}", "", f"Z{z_number}")),
        (
            (f"Z:{z_number} BF:{number}", "", ""),
            (f"Data: {day}", "", ""),
            (f"Ora: {clock}", "", ""),
            (f"NUI: {spaced}", "", ""),
        ),
        (
            (f"ORA {clock}", "", f"DATA {day}"),
            (f"NR. BF {number}", "", f"NR. Z {z_number}"),
            (f"ID UNIC {spaced}", "", ""),
        ),
        ((f"{clock}  {day}", "", f"BF {number}"), ("", "BON  FISCAL", ""), ("", spaced, "")),
        (
            (label("NUMAR BON", number), "", ""),
            (label("DATA", day), "", label("ORA", clock)),
            (label("SERIA", spaced), "", label("Z", z_number)),
        ),
        (
            (label("Data", day), "", ""),
            (label("Ora", clock), "", ""),
            (label("Nr.BF", number), "", ""),
            (label("ID", spaced), "", ""),
        ),
        ((f"BON FISCAL: {number} / {day}", "", ""), (clock, "", spaced)),
        ((f"{day} {clock} {label('BON', number)}", "", ""), ("", label("AMEF", spaced), "")),
        (
            (label("BF NR", number), "", day),
            (label("RAPORT Z NR", z_number), "", clock),
            ("", spaced, ""),
        ),
        (
            (day, "", clock),
            (f"C{sale.till:02d} {sale.operator}", "", label("NR. BON", number)),
            ("", "BON FISCAL", ""),
            (label("Serie", spaced), "", ""),
        ),
        ((f"Z{z_number} BF{number} {day} {clock}", "", ""), (label("COD FISCAL AMEF", spaced), "", "")),
        (
            (f"Bon: {number} / {day} {clock}", "", ""),
            (f"Casa: {sale.till} Z: {z_number}", "", ""),
            (f"Cod AMEF: {spaced}", "", ""),
        ),
    )
    tall = rng.choice((1, 1, 2))
    return [
        Row(left=left, centre=centre, right=right, bold=bool(centre), tall=tall if "FISCAL" in centre else 1)
        for left, centre, right in rng.choice(styles)
    ]


def closing(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """Thanks, loyalty, counts, a bar code's digits: what stands around and may mislead."""
    rows: list[Row] = []
    if rng.random() < 0.5:
        rows.append(
            Row(
                centre=rng.choice(
                    ("VA MULTUMIM!", "Va multumim si va mai asteptam!", "MULTUMIM! O ZI BUNA!", "LA REVEDERE")
                )
            )
        )
    if rng.random() < 0.2:
        rows.append(Row(left=rng.choice(("NR. ARTICOLE", "Articole:", "POZITII")), right=str(len(sale.items))))
    if rng.random() < 0.12:
        rows.append(Row(centre=f"Puncte acumulate: {sale.total // 1000} "))
    if rng.random() < 0.12:
        rows.append(Row(centre=f"ATI ECONOMISIT {voice.amount(rng.randint(50, 2000))} LEI"))
    if rng.random() < 0.18:
        rows += [Row(art="barcode"), Row(centre=f"{rng.randint(10**12, 10**13 - 1)}")]
    if rng.random() < 0.08:
        rows.append(Row(art="qr"))
    return rows


def card_slip(sale: Sale, voice: Voice, rng: Random) -> list[Row]:
    """The bank's slip, alone or under the receipt."""
    bank = rng.choice(("BANCA TRANSILVANIA", "BCR", "ING BANK", "BRD GSG", "RAIFFEISEN BANK", "UNICREDIT", "EURONET"))
    return [
        Row(centre=bank),
        Row(centre=rng.choice(("VANZARE", "SALE", "CUMPARARE", "PLATA"))),
        Row(left=f"TID: {rng.randint(10**7, 10**8 - 1)}", right=f"MID: {rng.randint(10**8, 10**9 - 1)}"),
        Row(left=f"{voice.day(sale.day)}", right=voice.clock(sale.clock)),
        Row(left=rng.choice(("VISA", "MASTERCARD", "VISA DEBIT")), right=f"************{rng.randint(1000, 9999)}"),
        Row(left=rng.choice(("SUMA", "SUMA RON", "TOTAL", "AMOUNT")), right=f"{voice.amount(sale.total)} RON"),
        Row(left=f"COD AUTORIZARE: {rng.randint(100000, 999999)}"),
        Row(left=f"RRN: {rng.randint(10**11, 10**12 - 1)}", right="CONTACTLESS"),
        Row(centre=rng.choice(("TRANZACTIE APROBATA", "APROBAT 00", "TRANSACTION APPROVED"))),
    ]
