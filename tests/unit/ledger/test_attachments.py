"""Names of files as they are opened from the books."""

from __future__ import annotations

import pytest

from services.ledger.models import DocumentFile
from services.ledger.sinks.attachments import name_of
from services.ledger.sinks.roa.charset import Charset
from services.ledger.sinks.roa.rows import FILE_NAME_BYTES, file_name


@pytest.mark.parametrize(
    ("filename", "media_type", "expected"),
    [
        ("bon.jpg", "image/jpeg", "bon.jpg"),
        ("IMG_1.JPEG", "image/jpeg", "IMG_1.JPEG"),
        ("document", "application/pdf", "document.pdf"),
        ("bon.exe", "image/jpeg", "bon.exe.jpg"),
        ("factura.pdf", "application/zip", "factura.pdf.zip"),
        ("Factura 12.2024", "application/xml", "Factura 12.2024.xml"),
        ("bon.weird", "application/x-new", "bon.weird"),
        ('a/b\\c:d*e?"f<g>h|.png', "image/png", "a_b_c_d_e__f_g_h_.png"),
        ("..", "image/png", "document.png"),
        ("", "image/png", "document.png"),
    ],
)
def test_a_name_ends_as_files_of_its_type_do(filename: str, media_type: str, expected: str) -> None:
    assert name_of(DocumentFile("key", filename, media_type, 1, "")) == expected


@pytest.mark.parametrize("charset", ["AL32UTF8", "EE8MSWIN1250", "US7ASCII"])
@pytest.mark.parametrize(
    "name", ["bon.jpg", f"{'Țăndărei ' * 30}.jpeg", f"{'x' * 300}.pdf", "fără terminație " * 20, ".pdf"]
)
def test_a_name_fits_the_column_and_keeps_its_ending(charset: str, name: str) -> None:
    letters = Charset.named(charset)
    fitted = file_name(name, letters)
    assert 0 < letters.size(fitted) <= FILE_NAME_BYTES
    assert fitted.endswith(name.rpartition(".")[2][-4:] if "." in name else "")
