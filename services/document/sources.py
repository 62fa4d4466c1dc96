"""What a document is read from: files in order, of each all pages, some, or a piece of one.

Pages are numbered through all of them; a piece of a page is a page of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from services.document.models import Document
from services.document.region import WHOLE_PAGE, Region


@dataclass(frozen=True, slots=True)
class Source:
    """One file, some pages of one, or a region of one page. `pages` is how many it gives; None until they were counted.

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
    region: Region | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The pages of the file from which to which it goes. Only where they are known."""
        first = self.first_page or 1
        return first, self.last_page or first + (self.pages or 0) - 1


def of(document: Document) -> list[Source]:
    """The sources of a document; one from before there were several is read from its own file."""
    if document.sources:
        return [parsed(source) for source in document.sources]
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


def parsed(stored: Mapping[str, Any]) -> Source:
    """A source as it was stored; one from before pages were cut says nothing of a region."""
    region = stored.get("region")
    return Source(**{**stored, "region": Region(*region) if region else None})


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
    text = "\n".join(_named(source) for source in sources)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def own(document: Document) -> list[Source]:
    """The sources of the document's own pages, where several documents were found in its file; else all of them."""
    sources = of(document)
    if document.first_page is None or document.last_page is None or page_count(sources) is None:
        return sources
    return narrowed(sources, document.first_page, document.last_page)


def narrowed(sources: Iterable[Source], first: int, last: int) -> list[Source]:
    """The pages from one to another of sources that were counted."""
    kept: list[Source] = []
    begin = 1
    for source in sources:
        pages = source.pages or 0
        low, high = max(first, begin), min(last, begin + pages - 1)
        if low == begin and high == begin + pages - 1:
            kept.append(source)
        elif low <= high:
            shift = (source.first_page or 1) - begin
            kept.append(replace(source, first_page=low + shift, last_page=high + shift, pages=high - low + 1))
        begin += pages
    return kept


def cut(sources: Sequence[Source], page: int, piece: Region) -> Source:
    """A piece of one page of sources that were counted; the piece is given within the page as it is shown."""
    place = located(sources, page)
    if place is None:
        raise ValueError(f"no page {page}")
    source, number = place
    region = (source.region or WHOLE_PAGE).within(piece)
    return replace(source, first_page=number, last_page=number, pages=1, region=region)


def joined(lists: Iterable[Iterable[Source]]) -> list[Source]:
    """Sources one after the other. A page that comes twice is there once, pages of a file that follow are one, and so
    are pieces of a page that were cut apart."""
    kept: list[Source] = []
    for source in (source for sources in lists for source in sources):
        place = next((at for at, other in enumerate(kept) if _meet(other, source, last=other is kept[-1])), None)
        if place is None:
            kept.append(source)
        else:
            kept[place] = _union(kept[place], source)
    return kept


def overlap(one: Source, other: Source) -> bool:
    """Whether a page stands in both."""
    if one.sha256 != other.sha256:
        return False
    if _all(one) or _all(other):
        return True
    meet = one.span[0] <= other.span[1] and other.span[0] <= one.span[1]
    return meet and (one.region is None or other.region is None or one.region.overlaps(other.region))


def handed_over(sources: Iterable[Source], client_id: str, left: Collection[str]) -> list[Source]:
    """The sources as another company's, but for the blobs that are left to the one before."""
    return [source if source.blob_key in left else replace(source, client_id=client_id) for source in sources]


def _meet(one: Source, other: Source, *, last: bool) -> bool:
    """Whether two are one: they have a page in common, or the other goes on where the last one ended."""
    if overlap(one, other):
        return True
    if one.sha256 != other.sha256 or _all(one):
        return False
    if one.region is not None and other.region is not None:
        return one.span == other.span and one.region.adjoins(other.region)
    return last and one.region is None and other.region is None and one.span[1] + 1 == other.span[0]


def _union(one: Source, other: Source) -> Source:
    if _all(one) or _all(other):
        return one if _all(one) else other
    first, last = min(one.span[0], other.span[0]), max(one.span[1], other.span[1])
    region = one.region.around(other.region) if one.region and other.region else None
    return replace(one, first_page=first, last_page=last, pages=last - first + 1, region=region)


def _all(source: Source) -> bool:
    return source.first_page is None


def _named(source: Source) -> str:
    named = f"{source.sha256} {source.first_page} {source.last_page}"
    return named if source.region is None else f"{named} {source.region}"
