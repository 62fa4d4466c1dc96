"""Putting a value's certainty and place into an extraction: boxes in fractions of the page as a viewer shows it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from services.ocr.extraction import Box, Extraction
from services.ocr.geometry import as_quad
from services.ocr.layout import Span
from services.ocr.words import Page


class Placing:
    """Knows the pages of one document and records where each field of its extraction was read."""

    def __init__(self, pages: Sequence[Page], extraction: Extraction) -> None:
        self._pages = {page.number: page for page in pages}
        self.extraction = extraction

    def put(self, name: str, span: Span | None, certainty: float = 1.0) -> None:
        """Record a field: `certainty` is that of the rule that chose the value, 0..1, besides the engine's."""
        if span is None:
            self.extraction.confidence[name] = certainty
            return
        self.extraction.confidence[name] = certainty * span.confidence
        page = self._pages.get(span.line.page)
        if page is not None:
            corners = as_quad(page.in_file(np.array(span.quad)))
            self.extraction.boxes[name] = Box(page.number, corners)
