"""What each stage saw, for people: `contapics extract --debug DIR` writes it as pictures and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from services.ocr.extraction import Extraction
from services.ocr.words import Image, Page

if TYPE_CHECKING:
    from services.ocr.decode import Picture
    from services.ocr.paper import Paper


class Trace:
    """Told by the pipeline what each stage made. This one does not listen."""

    def papers(self, picture: Picture, papers: list[Paper]) -> None:
        """The decoded picture and the papers found in it."""

    def words(self, page: Page, picture: Image | None) -> None:
        """The words of one paper and the picture that shows it; None for a PDF's own text."""

    def extraction(self, extraction: Extraction) -> None:
        """The values of one document."""


NO_TRACE = Trace()


class FolderTrace(Trace):
    """Writes into a folder: by page the decoded picture, its papers and their words; by document the fields."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._stem = folder / name
        self._readings = self._documents = 0

    def papers(self, picture: Picture, papers: list[Paper]) -> None:
        found = picture.pixels.copy()
        for paper in papers:
            outline = [np.asarray(paper.outline, np.int32)]
            cv2.polylines(found, outline, isClosed=True, color=(220, 0, 0), thickness=max(2, found.shape[1] // 300))
        self._picture(f"p{picture.number}-1-decoded", found)
        for index, paper in enumerate(papers, 1):
            self._picture(f"p{picture.number}-2-paper{index}", paper.pixels)

    def words(self, page: Page, picture: Image | None) -> None:
        self._readings += 1
        name = f"p{page.number}-3-words{self._readings}"
        if picture is not None:
            drawn = picture.copy()
            size = drawn.shape[1], drawn.shape[0]
            quads = [np.asarray(page.in_file(np.array(word.quad)) * size, np.int32) for word in page.words]
            cv2.polylines(drawn, quads, isClosed=True, color=(0, 130, 0), thickness=2)
            self._picture(name, drawn)
        words = [
            {
                "text": word.text,
                "confidence": round(word.confidence, 4),
                "quad": [[round(x, 1), round(y, 1)] for x, y in word.quad],
                "alternatives": [[[c, round(p, 4)] for c, p in options] for options in word.alternatives],
            }
            for word in page.words
        ]
        shape = {"width": page.width, "height": page.height, "source": page.source, "words": words}
        corners = [[0, 0], [page.width, 0], [page.width, page.height], [0, page.height]]
        self._json(name, shape | {"corners_in_file": page.in_file(np.array(corners)).tolist()})

    def extraction(self, extraction: Extraction) -> None:
        self._documents += 1
        self._json(f"4-fields{self._documents}", extraction.as_json())

    def _picture(self, name: str, image: Image) -> None:
        encoded = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR))[1]
        Path(f"{self._stem}-{name}.jpg").write_bytes(encoded.tobytes())

    def _json(self, name: str, shape: object) -> None:
        Path(f"{self._stem}-{name}.json").write_text(json.dumps(shape, ensure_ascii=False, indent=1), "utf-8")
