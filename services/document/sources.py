"""What a document is read from: files in order, of each all pages or some. Pages are numbered through all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from services.document.models import Document


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or some pages of one. `pages` is how many it gives; None until they were counted.

    `client_id` is the company that the file was uploaded for: a document may be moved to another one afterwards.
    """

    blob_key: str
    sha256: str
    filename: str
    media_type: str
    size: int
    client_id: str
    first_page: int | None = None
    last_page: int | None = None
    pages: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The pages of the file from which to which it goes. Only where they are known."""
        first = self.first_page or 1
        return first, self.last_page or first + (self.pages or 0) - 1


def of(document: Document) -> list[Source]:
    """The sources of a document; one from before there were several is read from its own file."""
    if document.sources:
        return [Source(**source) for source in document.sources]
    read = document.extraction or {}
    return [
        Source(
            blob_key=document.blob_key,
            sha256=document.sha256,
            filename=document.filename,
            media_type=document.media_type,
            size=document.size,
            client_id=str(document.client_id),
            pages=read.get("pages") if document.part is None else None,
        )
    ]


def put(document: Document, sources: Iterable[Source]) -> None:
    document.sources = [asdict(source) for source in sources]


def counted(sources: Sequence[Source], page_counts: Sequence[int]) -> list[Source]:
    """The sources with the number of pages that were read of each; unchanged if these are of other sources."""
    if len(sources) != len(page_counts):
        return list(sources)
    return [replace(source, pages=count) for source, count in zip(sources, page_counts, strict=True)]


def page_count(sources: Iterable[Source]) -> int | None:
    """The number of all pages; None where some were not counted."""
    counts = [source.pages for source in sources]
    return None if None in counts else sum(count or 0 for count in counts)


def located(sources: Sequence[Source], page: int) -> tuple[Source, int] | None:
    """The file that a page stands in, and its number there; None where there is no such page."""
    for source in sources:
        if source.pages is None or page <= source.pages:
            return source, (source.first_page or 1) + page - 1
        page -= source.pages
    return None


def version(sources: Iterable[Source]) -> str:
    """Another text for other pages."""
    text = "\n".join(f"{source.sha256} {source.first_page} {source.last_page}" for source in sources)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
