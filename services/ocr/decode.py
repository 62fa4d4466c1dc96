"""From bytes to pages: type by content, limits, then pixels, a PDF's own text, or an e-Factura's XML.

Runs in the sandbox's worker: nothing here trusts the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.common.content_type import ContentType, content_type
from services.ocr.errors import ReadError, Reason
from services.ocr.limits import Limits
from services.ocr.region import Region
from services.ocr.words import Image, Page


@dataclass(frozen=True, slots=True)
class Picture:
    """The pixels of one page as a viewer shows it, not yet flattened or turned."""

    number: int
    pixels: Image


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page that brought its own good text."""

    page: Page


@dataclass(frozen=True, slots=True)
class Xml:
    """One e-Factura invoice or credit note: well-formed, without entities, in the encoding that it declares."""

    data: bytes


Decoded = Picture | TextPage | Xml


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages of a file are wanted, both ends included, and whether as pictures to look at.

    `drawn` is the largest width and height of such a picture; then no text is looked for.
    `region` is the piece of each page that is wanted; None for all of it.
    """

    first: int = 1
    last: int | None = None
    drawn: tuple[int, int] | None = None
    region: Region | None = None

    @classmethod
    def parsed(cls, fields: dict[str, Any]) -> Wanted:
        """As it comes out of JSON, which knows no tuples."""
        region = fields.pop("region", None)
        return cls(**fields, region=Region(*region) if region else None)

    @property
    def drawn_page(self) -> tuple[int, int] | None:
        """The largest size of the picture of a whole page, of which the region is cut."""
        return self.region.page_size(*self.drawn) if self.drawn and self.region else self.drawn

    def numbers(self, pages: int) -> range:
        """The wanted ones of so many pages."""
        return range(self.first, min(pages, self.last or pages) + 1)


ALL = Wanted()


def decode(data: bytes, limits: Limits, wanted: Wanted = ALL) -> Iterator[Decoded]:
    """Every wanted page of a file, one at a time.

    Raises ReadError with the reason; a library's own exception on a broken file becomes `broken_file`.
    """
    kind = _kind(data, limits)
    try:
        for item in _pages(data, kind, limits, wanted):
            yield _piece(item, wanted.region) if wanted.region else item
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        # Decoders raise whatever their parsing stumbles over: struct.error, IndexError, SyntaxError and more.
        raise ReadError(Reason.BROKEN_FILE, f"the file is damaged or cut short ({kind})") from error


def _piece(item: Decoded, region: Region) -> Decoded:
    if isinstance(item, Picture):
        return Picture(item.number, region.of_picture(item.pixels))
    return TextPage(region.of_text(item.page)) if isinstance(item, TextPage) else item


def _kind(data: bytes, limits: Limits) -> ContentType:
    if not data:
        raise ReadError(Reason.EMPTY_FILE, "the file is empty")
    if len(data) > limits.bytes:
        raise ReadError(Reason.TOO_LARGE, f"the file has {len(data)} bytes; at most {limits.bytes} are read")
    kind = content_type(data)
    if kind is None:
        raise ReadError(Reason.UNKNOWN_TYPE, "the file is neither a picture, nor a PDF, nor an e-Factura")
    return kind


def _pages(data: bytes, kind: ContentType, limits: Limits, wanted: Wanted) -> Iterator[Decoded]:
    # Each branch imports what only it needs: the worker starts in half the time.
    if kind is ContentType.PDF:
        from services.ocr.pdf import pdf_pages

        for number, page in enumerate(pdf_pages(data, limits, wanted), wanted.first):
            yield TextPage(page) if isinstance(page, Page) else Picture(number, page)
    elif wanted.drawn and kind in (ContentType.XML, ContentType.ZIP):
        raise ReadError(Reason.NO_SUCH_PAGE, "an e-Factura has no pages")
    elif kind is ContentType.XML:
        yield Xml(_invoice(data))
    elif kind is ContentType.ZIP:
        for document in _invoices_of_zip(data, limits):
            yield Xml(document)
    else:
        from services.ocr.pictures import pictures

        for number, pixels in enumerate(pictures(data, kind, limits, wanted), wanted.first):
            yield Picture(number, pixels)


_INVOICES = {
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice",
    "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote",
}


_SIGNATURE = b"http://www.w3.org/2000/09/xmldsig#"


def _invoice(data: bytes) -> bytes:
    """The XML unchanged, once it has been parsed in here, where a parser that hangs or crashes harms nobody."""
    if not _is_invoice(data):
        raise ReadError(Reason.UNKNOWN_TYPE, "the XML is not an e-Factura invoice or credit note")
    return data


def _is_invoice(data: bytes) -> bool:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(Reason.BROKEN_FILE, "the XML is damaged or cut short") from error
    # Entities are declared in a document type, which no e-Factura has.
    return root.tag in _INVOICES and root.getroottree().docinfo.internalDTD is None


def _invoices_of_zip(data: bytes, limits: Limits) -> Iterator[bytes]:
    """The invoices of a zip that ANAF delivers: XML, without the signature that comes beside each.

    ANAF's signature file is the whole invoice once more with the signature inside: it would count twice.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not entries:
            raise ReadError(Reason.NO_PAGES, "the zip is empty")
        if len(entries) > 2 * limits.pages:
            raise ReadError(Reason.TOO_MANY_PAGES, f"the zip holds {len(entries)} files")
        if any(entry.flag_bits & 1 for entry in entries):
            raise ReadError(Reason.ENCRYPTED_ZIP, "the zip is protected by a password")
        if sum(entry.file_size for entry in entries) > limits.bytes:
            raise ReadError(Reason.TOO_LARGE, "the zip holds more than may be read")
        documents = [_entry(archive, entry, limits) for entry in entries]
    invoices = [
        document for document in documents if content_type(document) is ContentType.XML and _is_invoice(document)
    ]
    if not invoices:
        raise ReadError(Reason.UNKNOWN_TYPE, "the zip holds no e-Factura")
    yield from [invoice for invoice in invoices if _SIGNATURE not in invoice] or invoices


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> bytes:
    with archive.open(entry) as stream:
        data = stream.read(limits.bytes + 1)  # the header's size may lie
    if len(data) > limits.bytes:
        raise ReadError(Reason.TOO_LARGE, "the zip holds more than may be read")
    return data
