"""One small file of every format that is read, made on the spot: for the fuzzer and the tests of decoding."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pillow_heif
from PIL import Image, ImageDraw, ImageFont

LINES = ("MAGAZIN EXEMPLU SRL", "CIF RO12345674", "PAINE ALBA 2 BUC", "TOTAL LEI 12,50", "DATA 05-03-2024")


def drawn(size: tuple[int, int] = (480, 320), lines: tuple[str, ...] = LINES, height: int = 30) -> Image.Image:
    """Black print on white."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=height)
    for row, line in enumerate(lines):
        pen.text((20, 20 + row * 1.8 * height), line, fill="black", font=font)
    return picture


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def pdf(content: bytes, *, encrypt: bytes = b"", pages: int = 1, rotate: int = 0) -> bytes:
    """A PDF of A6 pages that share one content stream, in which /F is Helvetica."""
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 298 420]/Rotate %d/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page % rotate] * pages,
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R/ID[<00><00>]%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        encrypt,
        start,
    )
    return bytes(out)


def pdf_text(lines: tuple[str, ...] = LINES, mode: int = 0) -> bytes:
    """The content stream that prints the lines; `mode` 3 is invisible text, as OCR programs lay it over scans."""
    shown = b" T* ".join(b"(%s) Tj" % line.encode("ascii") for line in lines)
    return b"BT /F 12 Tf %d Tr 20 380 Td 18 TL %s ET" % (mode, shown)


def encrypted_pdf() -> bytes:
    """A PDF whose password is not the empty one."""
    secret = b"<" + b"41" * 32 + b">"
    return pdf(pdf_text(), encrypt=b"/Encrypt<</Filter/Standard/V 1/R 2/O%s/U%s/P -4>>" % (secret, secret))


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def e_factura() -> bytes:
    space = "urn:oasis:names:specification:ubl:schema:xsd"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Invoice xmlns="{space}:Invoice-2" '
        f'xmlns:cbc="{space}:CommonBasicComponents-2"><cbc:ID>FX1</cbc:ID>'
        f"<cbc:IssueDate>2024-03-05</cbc:IssueDate></Invoice>"
    ).encode()


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def sample_files() -> dict[str, bytes]:
    """A readable file of each format, by its name."""
    pillow_heif.register_heif_opener()
    picture = drawn()
    exif = Image.Exif()
    exif[0x0112] = 6
    return {
        "jpeg": encoded(picture, "JPEG", quality=70, exif=exif),
        "png": encoded(picture, "PNG"),
        "webp": encoded(picture, "WEBP", quality=60),
        "tiff": encoded(picture.convert("L"), "TIFF", save_all=True, append_images=[picture], compression="tiff_lzw"),
        "heic": encoded(picture, "HEIF", quality=50),
        "avif": encoded(picture, "AVIF", quality=50),
        "pdf of text": pdf(pdf_text()),
        "pdf of a scan": encoded(picture, "PDF"),
        "xml": e_factura(),
        "zip": zipped(**{"4001.xml": e_factura(), "semnatura_4001.xml": b"<Signature/>"}),
    }
