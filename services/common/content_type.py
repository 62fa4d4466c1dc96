"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum


class ContentType(StrEnum):
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    HEIF = "image/heif"
    AVIF = "image/avif"
    PDF = "application/pdf"
    XML = "application/xml"
    ZIP = "application/zip"


_TIFF_MARKS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_XML_START = re.compile(rb"\s*<[?!A-Za-z_]")
_XML_MARKS = (b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0?\0", b"\0<\0?")  # UTF-16 with and without its mark
_PDF_HEADER_WITHIN = 1024  # readers accept rubbish of this length before the header (ISO 32000-1, annex H.3.4.1)


def content_type(data: bytes) -> ContentType | None:
    """None for what is not one of the types that are read."""
    if data.startswith(b"\xff\xd8\xff"):
        return ContentType.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ContentType.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ContentType.WEBP
    if data.startswith(_TIFF_MARKS):
        return ContentType.TIFF
    if data[4:8] == b"ftyp":
        return _of_brands(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ContentType.ZIP
    if data.startswith(_XML_MARKS) or _XML_START.match(data.removeprefix(b"\xef\xbb\xbf")[:256]):
        return ContentType.XML
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return ContentType.PDF
    return None


def _of_brands(data: bytes) -> ContentType | None:
    """ISO base media: the major brand, or else a compatible one, says which pictures the file holds."""
    size = min(int.from_bytes(data[:4], "big"), 128)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, size, 4))]
    if brands[0] in _AVIF_BRANDS or (brands[0] not in _HEIF_BRANDS and _AVIF_BRANDS.intersection(brands)):
        return ContentType.AVIF
    # mif1 says only "a picture": AVIF files name their own brand beside it.
    if brands[0] in {b"mif1", b"msf1"} and _AVIF_BRANDS.intersection(brands):
        return ContentType.AVIF
    return ContentType.HEIF if _HEIF_BRANDS.intersection(brands) else None
