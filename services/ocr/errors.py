"""Why a file could not be read: a reason code for programs and a sentence in English for people."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    EMPTY_FILE = "empty_file"
    UNKNOWN_TYPE = "unknown_type"
    BROKEN_FILE = "broken_file"
    ENCRYPTED_PDF = "encrypted_pdf"
    ENCRYPTED_ZIP = "encrypted_zip"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SMALL = "too_small"
    NO_PAGES = "no_pages"
    NO_SUCH_PAGE = "page_unknown"
    SEVERAL_INVOICES = "several_invoices"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    BLANK = "blank"
    NOT_FOUND = "not_found"
    INTERNAL = "internal"


class ReadError(Exception):
    """The file cannot be read, and trying again will not help. Nothing internal is in `message`."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class ReaderUnavailable(Exception):
    """The OCR engine cannot start: weights are missing or do not fit. An operator's mistake, not the file's."""
