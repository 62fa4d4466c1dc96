"""BNR's reference exchange rates: the file of a year and the file of the last day, in the XML that BNR publishes.

Rates come on bank working days about 13:00. A `multiplier` says that the rate is for so many units (100 HUF).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from services.ledger.registry.public_service import PublicService, Unexpected

SPACING_SECONDS = 2.0
MOST_BYTES = 4 * 2**20
FIRST_YEAR = 2006
"""The first whole year in lei of today; the years before have other files."""
LONGEST_SILENCE = timedelta(days=10)
"""No holidays keep BNR from publishing for longer; a file that ends earlier before its year's end is cut short."""
_SPACE = "{http://www.bnr.ro/xsd}"
_RATE = re.compile(r"([0-9]{1,8})(?:\.([0-9]{1,4}))?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MULTIPLIERS = {"1": 1, "10": 10, "100": 100, "1000": 1000, "10000": 10_000}
_NOT_PUBLISHED = {"", "-"}


@dataclass(frozen=True, slots=True)
class Rate:
    """`multiplier` units of a currency are `rate` ten-thousandths of a leu."""

    currency: str
    day: date
    rate: int
    multiplier: int


class Bnr:
    """Asks BNR under the base address of its files."""

    def __init__(self, service: PublicService, base_url: str) -> None:
        self._service = service
        self._base_url = base_url.rstrip("/")

    async def of_year(self, year: int) -> list[Rate]:
        """All rates published in a year so far. Raises Away, Unexpected."""
        rates = await self._ask(f"/files/xml/years/nbrfxrates{year}.xml")
        if any(rate.day.year != year for rate in rates):
            raise Unexpected(f"BNR's file of {year} has days of another year")
        return rates

    async def latest(self) -> list[Rate]:
        """The rates of the last day that BNR published. Raises Away, Unexpected."""
        return await self._ask("/nbrfxrates.xml")

    async def _ask(self, path: str) -> list[Rate]:
        answer = await self._service.ask("GET", self._base_url + path, "application/xml, text/xml")
        return read_rates(answer.body)


def complete_through(rates: Sequence[Rate], today: date) -> date:
    """The last day of the file's year whose rate, or lack of one, is known from a file that was fetched today.

    Yesterday, unless the file ends so long before that it must be cut short: then its last day.
    """
    last = max(rate.day for rate in rates)
    end = min(today - timedelta(days=1), date(last.year, 12, 31))
    return max(last, end) if end - last <= LONGEST_SILENCE else last


def read_rates(body: bytes) -> list[Rate]:
    """The rates in a file, at least one, each once. Raises Unexpected."""
    root = _parse(body)
    origin = root.findtext(f"{_SPACE}Body/{_SPACE}OrigCurrency")
    if root.tag != f"{_SPACE}DataSet" or origin != "RON":
        raise Unexpected("the XML is no file of BNR's rates in lei")
    rates = [rate for cube in root.iterfind(f"{_SPACE}Body/{_SPACE}Cube") for rate in _of_day(cube)]
    if not rates:
        raise Unexpected("BNR's file has no rate")
    if len({(rate.currency, rate.day) for rate in rates}) != len(rates):
        raise Unexpected("BNR's file has two rates of one currency and day")
    return rates


def _parse(body: bytes) -> etree._Element:
    """The root, without entities, document type or network."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Unexpected("BNR's file is no XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unexpected("BNR's file declares a document type, which it never has")
    return root


def _of_day(cube: etree._Element) -> Iterator[Rate]:
    try:
        day = date.fromisoformat(cube.get("date", ""))
    except ValueError as error:
        raise Unexpected(f"BNR's file has no day {cube.get('date')!r}") from error
    for element in cube.iterfind(f"{_SPACE}Rate"):
        currency, text = element.get("currency", ""), (element.text or "").strip()
        multiplier = _MULTIPLIERS.get(element.get("multiplier", "1"))
        if text in _NOT_PUBLISHED:
            continue
        match = _RATE.fullmatch(text)
        if match is None or multiplier is None or _CURRENCY.fullmatch(currency) is None:
            raise Unexpected(f"BNR's file has no rate in {currency!r} {text!r}")
        rate = int(match[1]) * 10_000 + int((match[2] or "").ljust(4, "0"))
        if rate == 0:
            raise Unexpected(f"BNR's file has a rate of zero for {currency}")
        yield Rate(currency, day, rate, multiplier)
