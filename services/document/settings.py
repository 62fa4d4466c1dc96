"""Settings of the document service, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.common.config import Environment
from services.common.config import Settings as Common


@dataclass(frozen=True, slots=True)
class Settings:
    """`max_upload_bytes` bounds one file; a reading silent for `reading_patience_seconds` is asked for again.

    Every `upkeep_seconds` what nothing needs is cleared away, pictures of pages after `page_picture_days`.
    """

    common: Common
    blob_url: str
    ocr_address: str
    max_upload_bytes: int
    reading_patience_seconds: int
    upkeep_seconds: int
    page_picture_days: int

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Settings:
        environment = Environment(variables)
        settings = cls(
            common=Common.read("document", environment),
            blob_url=environment.text("BLOB_URL"),
            ocr_address=environment.text("OCR_ADDRESS"),
            max_upload_bytes=environment.number("MAX_UPLOAD_BYTES", 20 * 1024 * 1024, at_least=1),
            reading_patience_seconds=environment.number("READING_PATIENCE_SECONDS", 900, at_least=1),
            upkeep_seconds=environment.number("UPKEEP_SECONDS", 6 * 3600, at_least=1),
            page_picture_days=environment.number("PAGE_PICTURE_DAYS", 30, at_least=1),
        )
        environment.finish()
        return settings
