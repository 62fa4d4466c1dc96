"""WinMENTOR: purchases and their suppliers as the text files of "Import date din alte aplicatii".

The sections and keys are those of WinMENTOR's public descriptions "Facturi de intrare" and "Partenerii noi": a file of
one working month with `[InfoPachet]`, `[Factura_n]`, `[Items_n]`, and `Partner.txt` with `[ParteneriNoi_<code>]`, which
WinMENTOR consults for codes that it does not know. There both partners and articles are recognised by a constant of the
office's; partners have to be by fiscal code. Payments are not described for purchases and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.common.money import format_amount, format_rate
from services.ledger.errors import Refused
from services.ledger.models import Note
from services.ledger.sinks.formats import Files, ascii_text, company_folder, printable
from services.ledger.sinks.purchases import Deduction, Part, bought, parts

DEDUCTIONS = {Deduction.HALF: "3", Deduction.NONE: "1"}
"""Item_n_TVANEDED: 0 deductible, 1 not deductible, 3 half."""
NO_RATE = "none"
"""The article of purchases that carry no deductible VAT."""


@dataclass(frozen=True, slots=True)
class WinMentor:
    """`articles` names the service article that stands for purchases, by VAT rate as a percent string, or `none`.

    WinMENTOR knows VAT by article, so it can't take a purchase without one; they are made once in its list of articles.
    """

    articles: Mapping[str, str]
    unit: str = "Lei"
    warehouse: str = ""

    content_type = "text/plain; charset=us-ascii"

    def files(self, notes: Sequence[Note]) -> Files:
        """FacturiIntrare.txt and Partner.txt in `<company>/<year>-<month>/`. Raises Refused."""
        months: dict[str, list[Note]] = {}
        for note in bought(notes):
            day = note.date or date.min
            months.setdefault(f"{company_folder(note)}/{day:%Y-%m}", []).append(note)
        files: dict[str, bytes] = {}
        for folder, booked in months.items():
            files[f"{folder}/FacturiIntrare.txt"] = _text(self._package(booked))
            files[f"{folder}/Partner.txt"] = _text(_partners(booked))
        return files

    def _package(self, notes: Sequence[Note]) -> Iterable[str]:
        day = notes[0].date or date.min
        yield from ("[InfoPachet]", f"AnLucru={day.year}", f"LunaLucru={day.month}")
        yield from ("TipDocument=FACTURA INTRARE", f"TotalFacturi={len(notes)}", "")
        for index, note in enumerate(notes, start=1):
            yield from self._invoice(note, index)

    def _invoice(self, note: Note, index: int) -> Iterable[str]:
        items = parts(note)
        series, number = _split(note.number)
        day = f"{note.date:%d.%m.%Y}" if note.date else ""
        yield from (f"[Factura_{index}]", f"NrDoc={number}", f"SerieDoc={series}", f"Data={day}")
        yield f"CodFurnizor={_value(note.partner_cui)}"
        if any(line.debit.startswith("4428") for line in note.lines):
            yield "TVAINCASARE=D"
        if note.currency != "RON":
            yield f"Moneda={_value(note.currency)}"
        yield from (f"Scadenta={day}", "Majorari=0", f"Observatii={_value(str(note.id))}")
        yield from (f"TotalArticole={len(items)}", "", f"[Items_{index}]")
        for position, part in enumerate(items, start=1):
            yield f"Item_{position}={self._item(note, part)}"
            yield f"Item_{position}_TVA={format_amount(part.vat)}"
            if part.deduction is not Deduction.FULL:
                yield f"Item_{position}_TVANEDED={DEDUCTIONS[part.deduction]}"
        yield ""

    def _item(self, note: Note, part: Part) -> str:
        """Article; unit; quantity; price; warehouse; discount; account; shelf price; warranty; extra; remark."""
        name = NO_RATE if part.rate is None else format_rate(part.rate)
        article = self.articles.get(name)
        if article is None:
            raise Refused("winmentor_article_missing", f"No article for the rate {name}.", {"rate": name})
        remark = note.lines[0].explanation if note.lines else ""
        quantity = "-1.00" if part.net < 0 else "1.00"
        cells = (
            article,
            self.unit,
            quantity,
            format_amount(abs(part.net)),
            self.warehouse,
            "",
            part.account,
            "",
            "",
            "",
        )
        return "".join(f"{_cell(cell)};" for cell in (*cells, remark))


def _partners(notes: Iterable[Note]) -> Iterable[str]:
    """Each supplier once, with the name of its first note."""
    yield from ("[InfoPachet]", "")
    names: dict[str, str] = {}
    for note in notes:
        if note.partner_cui:
            names.setdefault(note.partner_cui, note.partner_name)
    for cui, name in names.items():
        yield from (f"[ParteneriNoi_{_value(cui)}]", f"Denumire={_value(name)}", "Tara=Romania", "SimbolTara=RO")
        yield from (f"CodFiscal={_value(cui)}", "PersoanaFizica=NU", "")


def _split(number: str) -> tuple[str, str]:
    """Series and number: WinMENTOR's number is one of digits, the last ones here."""
    match = re.fullmatch(r"(.*?)\s*(\d+)\D*", _value(number))
    return (match[1].strip(), match[2]) if match else (_value(number), "")


def _text(lines: Iterable[str]) -> bytes:
    return ascii_text("".join(f"{line}\r\n" for line in lines)).encode("ascii")


def _value(text: str) -> str:
    """One line, without what would begin a section."""
    return " ".join(printable(text).split()).lstrip("[")


def _cell(text: str) -> str:
    return _value(text).replace(";", ",")
