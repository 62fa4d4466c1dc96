"""What an office chooses for its notes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from contapics.ledger.v1 import setting_pb2, settings_service_pb2_grpc
from contapics.ledger.v1 import settings_service_pb2 as pb

from services.common import identity, messages, pages
from services.common.clients import ClientDirectory
from services.common.db import Database
from services.common.errors import Invalid
from services.common.interceptors import language
from services.common.timestamps import as_timestamp
from services.ledger import choices, days, office
from services.ledger.models import Setting
from services.ledger.rules.defaults import DEFAULTS
from services.ledger.service.days import read_day


class SettingsService(settings_service_pb2_grpc.SettingsServiceServicer):
    def __init__(self, database: Database, clients: ClientDirectory) -> None:
        self._database = database
        self._clients = clients

    async def ListSettings(self, request: pb.ListSettingsRequest, context: Any) -> pb.ListSettingsResponse:
        day = read_day(request.on_date, "on") or days.today()
        client_id = await self._company(request.client_id)
        async with self._database.transaction(identity.current().tenant_id) as session:
            chosen = await office.settings(session, client_id)
        return pb.ListSettingsResponse(
            settings=[_setting(key, choices.held(chosen, key, day), day) for key in choices.KEYS]
        )

    async def ListSettingChanges(
        self, request: pb.ListSettingChangesRequest, context: Any
    ) -> pb.ListSettingChangesResponse:
        query = f"setting changes {request.key} {request.client_id}"
        before = pages.decode_token(request.page_token, query)
        size = pages.page_size(request.page_size)
        client_id = UUID(request.client_id) if request.client_id else None
        async with self._database.transaction(identity.current().tenant_id) as session:
            rows = await office.history(session, request.key, client_id, _last_id(before), size + 1)
        shown = rows[:size]
        token = pages.encode_token(query, str(shown[-1][0].id)) if len(rows) > size else ""
        return pb.ListSettingChangesResponse(changes=[_change(*row) for row in shown], next_page_token=token)

    async def SetSetting(self, request: pb.SetSettingRequest, context: Any) -> pb.SetSettingResponse:
        caller = identity.current()
        today = days.today()
        valid_from = read_day(request.valid_from, "valid_from") or today
        value = choices.value_of(request.key, request.value.items) if request.HasField("value") else None
        if value is None:
            choices.require_known(request.key)
        client_id = await self._company(request.client_id)
        async with self._database.transaction(caller.tenant_id) as session:
            setting = await office.set_value(
                session, caller.tenant_id, request.key, client_id, valid_from, value, caller.email
            )
            [(_, old)] = await office.history(session, request.key, client_id, None, 1)
            built = await office.notes_since(session, client_id, valid_from) if valid_from < today else 0
        remarks = [_remark("valid_from_in_past", {"notes": str(built)})] if valid_from < today else []
        return pb.SetSettingResponse(change=_change(setting, old), remarks=remarks)

    async def _company(self, client_id: str) -> UUID | None:
        """The company, which must be one of the office's. Raises NotFound."""
        return UUID((await self._clients.get(UUID(client_id))).id) if client_id else None


def _setting(key: str, chosen: Setting | None, day: date) -> setting_pb2.Setting:
    default = DEFAULTS[key]
    of_law = choices.default_on(key, day)
    value = chosen.value if chosen is not None else of_law.value if of_law is not None else None
    return setting_pb2.Setting(
        key=key,
        value=_value(key, value),
        kind=default.kind,
        choices=default.choices,
        source=default.source,
        origin="default" if chosen is None else "office" if chosen.client_id is None else "company",
        valid_from=chosen.valid_from.isoformat() if chosen else "",
        set_by=chosen.set_by if chosen else "",
        set_time=as_timestamp(chosen.set_at) if chosen else None,
    )


def _change(setting: Setting, old: Any) -> setting_pb2.SettingChange:
    return setting_pb2.SettingChange(
        id=str(setting.id),
        key=setting.key,
        client_id=str(setting.client_id) if setting.client_id else "",
        valid_from=setting.valid_from.isoformat(),
        value=_value(setting.key, setting.value),
        old_value=_value(setting.key, old),
        set_by=setting.set_by,
        set_time=as_timestamp(setting.set_at),
    )


def _value(key: str, value: Any) -> setting_pb2.SettingValue | None:
    items = choices.items_of(DEFAULTS[key].kind, value)
    return None if items is None else setting_pb2.SettingValue(items=items)


def _remark(reason: str, metadata: dict[str, str]) -> setting_pb2.Remark:
    return setting_pb2.Remark(reason=reason, message=messages.say(reason, metadata, language.get()))


def _last_id(values: list[str | int | None] | None) -> UUID | None:
    if values is None:
        return None
    try:
        return UUID(str(values[0]))
    except (ValueError, IndexError) as error:
        raise Invalid("page_token_invalid", "The page token is damaged.", fields={"page_token": "invalid"}) from error
