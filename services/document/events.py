"""Documents as messages: for callers and for the bus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from contapics.common.v1 import booking_pb2, extraction_pb2
from contapics.document.v1 import document_pb2, events_pb2
from contapics.tenant.v1 import client_pb2
from google.protobuf import json_format

from services.common import messages
from services.common.timestamps import as_timestamp
from services.document import sources
from services.document.models import Correction, Document
from services.document.sources import Source

RECEIVED = "document.v1.received"
APPROVED = "document.v1.approved"
CHANGED = "document.v1.changed"

LEFT_OUT_OF_LISTS = ("text", "lines", "boxes", "confidence")


def as_document(
    document: Document, language: str, *, in_list: bool = False, duplicates: Sequence[tuple[UUID, bool]] = ()
) -> document_pb2.Document:
    """The document as callers see it; in a list without what only the review needs.

    `duplicates` are the documents that may be the same purchase, and whether it was decided that they are not.
    """
    read_from = sources.of(document)
    return document_pb2.Document(
        id=str(document.id),
        client_id=str(document.client_id),
        state=document_pb2.Document.State.Value(document.state),
        filename=document.filename,
        media_type=document.media_type,
        size=document.size,
        sha256=document.sha256,
        duplicate_of=_text(document.duplicate_of),
        part=document.part,
        part_of=_text(document.part_of),
        extraction=_extraction(document, in_list),
        problem=_problem(document, language),
        rejection_reason=document.rejection_reason,
        revision=document.revision,
        create_time=as_timestamp(document.created_at),
        update_time=as_timestamp(document.updated_at),
        created_by=document.created_by,
        approved_by=document.approved_by,
        booking=_booking(document),
        possible_duplicates=[
            document_pb2.PossibleDuplicate(document_id=str(other), kept=kept) for other, kept in duplicates
        ],
        files=[_file(source) for source in read_from],
        whole=document.whole,
        page_count=sources.page_count(read_from),
        first_page=document.first_page,
        last_page=document.last_page,
        pages_version=sources.version(read_from),
        merged_into=_text(document.merged_into),
    )


def as_correction(correction: Correction) -> document_pb2.Correction:
    return document_pb2.Correction(
        id=str(correction.id),
        field=correction.field,
        old_value=correction.old_value,
        new_value=correction.new_value,
        corrected_by=correction.corrected_by,
        create_time=as_timestamp(correction.created_at),
    )


def received(document: Document) -> events_pb2.DocumentReceived:
    return events_pb2.DocumentReceived(
        document_id=str(document.id),
        client_id=str(document.client_id),
        blob_key=document.blob_key,
        sha256=document.sha256,
        filename=document.filename,
        attempt=document.attempt,
        files=stored_files(document),
        whole=document.whole,
    )


def approved(document: Document, client: client_pb2.Client) -> events_pb2.DocumentApproved:
    return events_pb2.DocumentApproved(
        document_id=str(document.id),
        client=events_pb2.ClientFacts(
            id=client.id,
            name=client.name,
            cui=client.cui,
            vat_payer=client.vat_payer,
            vat_on_collection=client.vat_on_collection,
        ),
        extraction=from_json(document.extraction or {}),
        approved_by=document.approved_by,
        revision=document.revision,
        files=stored_files(document),
        booking=_booking(document),
    )


def changed(document: Document) -> events_pb2.DocumentChanged:
    return events_pb2.DocumentChanged(
        document_id=str(document.id),
        client_id=str(document.client_id),
        state=document_pb2.Document.State.Value(document.state),
        revision=document.revision,
    )


def to_json(message: extraction_pb2.Extraction | booking_pb2.Booking) -> dict[str, Any]:
    """The message as it is stored: canonical JSON with the proto's names, unset fields left out."""
    return json_format.MessageToDict(message, preserving_proto_field_name=True)


def from_json(stored: dict[str, Any]) -> extraction_pb2.Extraction:
    return json_format.ParseDict(stored, extraction_pb2.Extraction(), ignore_unknown_fields=True)


def _booking(document: Document) -> booking_pb2.Booking | None:
    if document.booking is None:
        return None
    return json_format.ParseDict(document.booking, booking_pb2.Booking(), ignore_unknown_fields=True)


def _extraction(document: Document, in_list: bool) -> extraction_pb2.Extraction | None:
    if document.extraction is None:
        return None
    left_out = LEFT_OUT_OF_LISTS if in_list else ()
    return from_json({name: value for name, value in document.extraction.items() if name not in left_out})


def _file(source: Source) -> document_pb2.File:
    return document_pb2.File(
        filename=source.filename,
        media_type=source.media_type,
        size=source.size,
        sha256=source.sha256,
        first_page=source.first_page,
        last_page=source.last_page,
        region=region_of(source),
    )


def region_of(source: Source) -> document_pb2.Region | None:
    """The piece of its page that a source is; None where it is all of it."""
    return None if source.region is None else document_pb2.Region(**source.region._asdict())


def stored_files(document: Document) -> list[events_pb2.StoredFile]:
    """What is read of a document, in order, as events name it."""
    return [_stored_file(source) for source in sources.of(document)]


def _stored_file(source: Source) -> events_pb2.StoredFile:
    return events_pb2.StoredFile(
        blob_key=source.blob_key,
        filename=source.filename,
        media_type=source.media_type,
        size=source.size,
        sha256=source.sha256,
        first_page=source.first_page or 0,
        last_page=source.last_page or 0,
        region=region_of(source),
    )


def _problem(document: Document, language: str) -> document_pb2.Problem | None:
    if not document.problem_reason:
        return None
    sentence = messages.say(document.problem_reason, document.problem_metadata, language)
    return document_pb2.Problem(reason=document.problem_reason, message=sentence)


def _text(identifier: UUID | None) -> str | None:
    return None if identifier is None else str(identifier)
