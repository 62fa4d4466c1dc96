"""The books of an office: which they are, whether they answer, and what they would be told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from contapics.ledger.v1 import sink_pb2, sink_service_pb2_grpc
from contapics.ledger.v1 import sink_service_pb2 as pb
from google.protobuf import json_format

from services.common import identity, messages
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.errors import Invalid, TooLarge
from services.common.ids import new_id
from services.common.interceptors import language
from services.common.timestamps import as_timestamp
from services.ledger import facts, operations, repository
from services.ledger.approvals import Approval
from services.ledger.models import Note, SinkChoice
from services.ledger.sinks.offices import OfficeSinks
from services.ledger.sinks.sink import Books, Finding

MAX_CONFIGURATION = 20_000


class SinkService(sink_service_pb2_grpc.SinkServiceServicer):
    """Chooses, tests and rehearses the books of the caller's office."""

    def __init__(self, database: Database, clients: ClientDirectory, sinks: OfficeSinks) -> None:
        self._database = database
        self._clients = clients
        self._sinks = sinks

    async def ListSinks(self, request: pb.ListSinksRequest, context: Any) -> pb.ListSinksResponse:
        async with self._database.transaction(identity.current().tenant_id) as session:
            rows = await repository.chosen_sinks(session)
        return pb.ListSinksResponse(
            sinks=[self._shown(row) for row in rows if row.kind], kinds=sorted(self._sinks.kinds)
        )

    async def SetSink(self, request: pb.SetSinkRequest, context: Any) -> pb.SetSinkResponse:
        client_id = await self._company(request.client_id)
        configuration, secrets = await self._given(client_id, request)
        row = await self._add(client_id, request.kind, configuration, secrets)
        return pb.SetSinkResponse(sink=self._shown(row))

    async def ResetSink(self, request: pb.ResetSinkRequest, context: Any) -> pb.ResetSinkResponse:
        await self._add(await self._company(request.client_id), "", {}, {})
        return pb.ResetSinkResponse()

    async def TestSink(self, request: pb.TestSinkRequest, context: Any) -> pb.TestSinkResponse:
        client_id = await self._company(request.client_id)
        # Opened for this test alone: what it does to a session must not reach a posting.
        books = await self._to_test(client_id, request)
        try:
            findings = await books.examine()
        finally:
            await books.close()
        return pb.TestSinkResponse(
            ok=all(finding.ok for finding in findings), findings=[_finding(finding) for finding in findings]
        )

    async def RehearsePosting(self, request: pb.RehearsePostingRequest, context: Any) -> pb.RehearsePostingResponse:
        note = await (self._stored(request) if request.note_id else self._built(request))
        books = await self._books(note.client_id)
        rehearsal = await books.rehearse(note, note.posting_key)
        return pb.RehearsePostingResponse(
            sink=books.name,
            files=[
                sink_pb2.RehearsedFile(path=path, content=content) for path, content in sorted(rehearsal.files.items())
            ],
            rows=[
                sink_pb2.RehearsedRow(values={name: _cell(value) for name, value in row.items() if value is not None})
                for row in rehearsal.rows
            ],
            attachments=[sink_pb2.RehearsedAttachment(name=name, size=size) for name, size in rehearsal.attachments],
        )

    async def _to_test(self, client_id: UUID | None, request: pb.TestSinkRequest) -> Books:
        tenant_id = identity.current().tenant_id
        if request.kind:
            configuration, secrets = await self._given(client_id, request)
            return self._sinks.opened(tenant_id, request.kind, configuration | secrets)
        async with self._database.transaction(tenant_id) as session:
            row = await repository.sink_of(session, client_id)
        if row is None:
            return self._sinks.opened(tenant_id, "csv", {})
        return self._sinks.opened(tenant_id, row.kind, self._sinks.values(row))

    async def _books(self, client_id: UUID | None) -> Books:
        tenant_id = identity.current().tenant_id
        async with self._database.transaction(tenant_id) as session:
            row = await repository.sink_of(session, client_id)
        if row is None:
            return self._sinks.opened(tenant_id, "csv", {})
        return await self._sinks.books(tenant_id, row.id)

    async def _company(self, client_id: str) -> UUID | None:
        """The company, if the office has it. Raises NotFound."""
        if not client_id:
            return None
        await self._clients.get(UUID(client_id), fresh=True)
        return UUID(client_id)

    async def _given(
        self, client_id: UUID | None, request: pb.SetSinkRequest | pb.TestSinkRequest
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """Configuration and secrets as they would be stored, found to be usable. Raises Invalid."""
        tenant_id = identity.current().tenant_id
        configuration = json_format.MessageToDict(request.configuration)
        if len(json.dumps(configuration)) > MAX_CONFIGURATION:
            raise TooLarge("sink_settings_too_long", "The configuration is too long.")
        kind, secrets = self._sinks.kinds.get(request.kind), dict(request.secrets)
        if kind and kind.uses_secrets(configuration):
            secrets = await self._kept_secrets(client_id, request.kind) | secrets
        hidden = kind.secrets if kind else frozenset()
        # A secret among the configuration would be stored, and shown, as it is.
        misplaced = dict.fromkeys(configuration.keys() & hidden, "must_be_secret")
        misplaced |= dict.fromkeys(secrets.keys() - hidden, "field_not_known") if kind else {}
        if misplaced:
            fields = ", ".join(sorted(misplaced))
            raise Invalid("sink_settings_invalid", f"Settings are misplaced: {fields}.", {"fields": fields}, misplaced)
        await self._sinks.opened(tenant_id, request.kind, configuration | secrets).close()
        return configuration, secrets

    async def _kept_secrets(self, client_id: UUID | None, kind: str) -> dict[str, str]:
        """Those of the choice that is replaced."""
        tenant_id = identity.current().tenant_id
        async with self._database.transaction(tenant_id) as session:
            rows = await repository.chosen_sinks(session, client_id)
        for row in rows:
            if row.client_id == client_id and row.kind == kind:
                return self._sinks.seal.open(row.secret, tenant_id, row.id)
        return {}

    async def _add(
        self, client_id: UUID | None, kind: str, configuration: Mapping[str, Any], secrets: Mapping[str, str]
    ) -> SinkChoice:
        caller, sink_id = identity.current(), new_id()
        row = SinkChoice(
            tenant_id=caller.tenant_id,
            id=sink_id,
            client_id=client_id,
            kind=kind,
            configuration=dict(configuration),
            secret=self._sinks.seal.close(secrets, caller.tenant_id, sink_id),
            set_by=caller.email,
            set_at=datetime.now(UTC),
        )
        async with self._database.transaction(caller.tenant_id) as session:
            session.add(row)
        self._sinks.forget(caller.tenant_id)
        return row

    def _shown(self, row: SinkChoice) -> sink_pb2.Sink:
        kind = self._sinks.kinds.get(row.kind)
        shown = sink_pb2.Sink(
            id=str(row.id),
            client_id=str(row.client_id or ""),
            kind=row.kind,
            secrets=sorted(kind.secrets) if kind and row.secret else [],
            set_by=row.set_by,
            set_time=as_timestamp(row.set_at),
        )
        shown.configuration.update(row.configuration)
        return shown

    async def _stored(self, request: pb.RehearsePostingRequest) -> Note:
        async with self._database.transaction(identity.current().tenant_id) as session:
            return await repository.get(session, UUID(request.note_id))

    async def _built(self, request: pb.RehearsePostingRequest) -> Note:
        if not request.client_id or not request.HasField("extraction"):
            fields = {"client_id": "field_missing", "extraction": "field_missing"}
            raise Invalid("request_invalid", "A note or an extraction is needed.", {"fields": "client_id"}, fields)
        client = await self._clients.get(UUID(request.client_id), fresh=True)
        caller = identity.current()
        approval = Approval(
            document_id=UUID(int=0),
            revision=1,
            client_id=UUID(request.client_id),
            client_name=client.name,
            company=facts.company(client),
            extraction=request.extraction,
            approved_by=caller.email,
            booking=request.booking,
        )
        async with self._database.transaction(caller.tenant_id) as session:
            return await operations.rehearsed(session, caller.tenant_id, approval)


def _finding(finding: Finding) -> sink_pb2.SinkFinding:
    return sink_pb2.SinkFinding(
        ok=finding.ok,
        reason=finding.reason,
        message=messages.say(finding.reason, finding.metadata, language.get()),
    )


def _cell(value: int | str | Decimal | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
