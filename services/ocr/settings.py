"""Settings of the ocr service, read once from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.common.config import Environment
from services.common.config import Settings as Common
from services.ocr.limits import Limits
from services.ocr.readers.choose import ReaderSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """`readers` is how many files are read at once, 0 for as many as suit the engine; `tries` bounds a poison file.

    `drawers` is how many pages are drawn at once for people to look at. Every `upkeep_seconds` what nothing needs is
    cleared away.
    """

    common: Common
    blob_url: str
    reader: ReaderSettings
    limits: Limits
    readers: int
    drawers: int
    tries: int
    upkeep_seconds: int

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Settings:
        environment = Environment(variables)
        settings = cls(
            common=Common.read("ocr", environment),
            blob_url=environment.text("BLOB_URL"),
            reader=ReaderSettings.from_environment(variables),
            limits=Limits(
                bytes=environment.number("MAX_UPLOAD_BYTES", Limits().bytes, at_least=1),
                pixels=environment.number("OCR_MAX_PIXELS", Limits().pixels, at_least=1),
                pages=environment.number("OCR_MAX_PAGES", Limits().pages, at_least=1),
                seconds=environment.number("OCR_DECODE_SECONDS", round(Limits().seconds), at_least=1),
                memory=environment.number("OCR_DECODE_BYTES", Limits().memory, at_least=1),
            ),
            readers=environment.number("OCR_READERS", 0, at_least=0),
            drawers=environment.number("OCR_DRAWERS", 2, at_least=1),
            tries=environment.number("OCR_TRIES", 5, at_least=1),
            upkeep_seconds=environment.number("UPKEEP_SECONDS", 6 * 3600, at_least=1),
        )
        environment.finish()
        return settings
