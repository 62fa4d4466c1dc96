"""What an office chooses: by the owner alone, with the day it holds from, and nothing that was set is ever lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import grpc
import psycopg
import pytest
from contapics.common.v1 import extraction_pb2
from contapics.ledger.v1 import setting_pb2, vehicle_pb2
from contapics.ledger.v1 import settings_service_pb2 as pb
from contapics.ledger.v1 import vehicle_service_pb2 as vehicles_pb

from services.ledger import days
from services.ledger import office as offices

UNKNOWN_SUPPLIER = {"supplier": extraction_pb2.Supplier(name="ALFA", cui="6719278"), "lines": []}


async def put(
    ledger: Any, office: Any, key: str, *items: str, since: str = "2024-01-01", own: bool = False, role: str = "owner"
) -> Any:
    request = pb.SetSettingRequest(
        key=key,
        client_id=str(office.client_id) if own else "",
        valid_from=since,
        value=setting_pb2.SettingValue(items=items),
    )
    return await ledger.settings.SetSetting(request, metadata=office.metadata(role))


async def reset(ledger: Any, office: Any, key: str, since: str, own: bool = False) -> Any:
    request = pb.SetSettingRequest(key=key, client_id=str(office.client_id) if own else "", valid_from=since)
    return await ledger.settings.SetSetting(request, metadata=office.metadata("owner"))


async def held(ledger: Any, office: Any, day: str = "", own: bool = False) -> dict[str, Any]:
    request = pb.ListSettingsRequest(on_date=day, client_id=str(office.client_id) if own else "")
    answer = await ledger.settings.ListSettings(request, metadata=office.metadata("viewer"))
    return {setting.key: setting for setting in answer.settings}


async def history(ledger: Any, office: Any, **query: Any) -> list[Any]:
    request = pb.ListSettingChangesRequest(**query)
    return list((await ledger.settings.ListSettingChanges(request, metadata=office.metadata())).changes)


async def expense_on(ledger: Any, office: Any, day: str) -> str:
    document_id = uuid4()
    await ledger.approve(office, document_id, issue_date=day, **UNKNOWN_SUPPLIER)
    [note] = await ledger.notes(office, document_id)
    return str(note.lines[0].debit)


async def test_without_a_choice_the_law_and_custom_hold_each_with_its_source(ledger: Any, office: Any) -> None:
    settings = await held(ledger, office, "2024-03-15")
    assert list(settings["default_expense"].value.items) == ["6028"]
    assert list(settings["vat_rates"].value.items) == ["19", "9", "5"]
    assert list(settings["simplified_invoice"].value.items) == ["500.00"]
    assert (settings["card"].HasField("value"), list(settings["card"].value.items)) == (True, [])
    assert "vehicles" not in settings
    assert {setting.origin for setting in settings.values()} == {"default"}
    assert all(setting.source and not setting.set_by for setting in settings.values())


async def test_a_value_holds_for_documents_from_its_day_until_the_next(ledger: Any, office: Any) -> None:
    await put(ledger, office, "default_expense", "604", since="2024-02-01")
    await put(ledger, office, "default_expense", "6021", since="2024-04-01")
    assert [await expense_on(ledger, office, day) for day in ("2024-01-31", "2024-02-01", "2024-03-31")] == [
        "6028",
        "604",
        "604",
    ]
    assert await expense_on(ledger, office, "2024-04-01") == "6021"


async def test_a_companys_own_value_goes_before_the_offices_until_it_is_taken_back(ledger: Any, office: Any) -> None:
    await put(ledger, office, "default_expense", "604", since="2024-01-01")
    await put(ledger, office, "default_expense", "623", since="2024-02-01", own=True)
    await put(ledger, office, "default_expense", "6021", since="2024-03-01")
    await reset(ledger, office, "default_expense", "2024-04-01", own=True)
    found = [await expense_on(ledger, office, f"2024-0{month}-15") for month in (1, 2, 3, 4)]
    assert found == ["604", "623", "623", "6021"]
    listed = await held(ledger, office, "2024-03-15", own=True)
    assert (list(listed["default_expense"].value.items), listed["default_expense"].origin) == (["623"], "company")
    assert (await held(ledger, office, "2024-03-15"))["default_expense"].origin == "office"


async def test_of_two_values_from_the_same_day_the_later_set_one_holds(ledger: Any, office: Any) -> None:
    for account in ("604", "6021", "611"):
        await put(ledger, office, "default_expense", account, since="2024-01-01")
    assert list((await held(ledger, office, "2024-01-01"))["default_expense"].value.items) == ["611"]
    assert await expense_on(ledger, office, "2024-01-01") == "611"


async def test_the_history_tells_who_when_and_what_was_before(ledger: Any, office: Any) -> None:
    await put(ledger, office, "cash_to_one_supplier", "4000.00", since="2024-01-01")
    await put(ledger, office, "cash_to_one_supplier", "3000.00", since="2024-06-01")
    await put(ledger, office, "cash_to_one_supplier", "3500.50", since="2024-03-01")
    await reset(ledger, office, "cash_to_one_supplier", "2024-07-01")
    changes = await history(ledger, office, key="cash_to_one_supplier")
    assert [(change.valid_from, list(change.value.items), list(change.old_value.items)) for change in changes] == [
        ("2024-07-01", [], ["3000.00"]),
        ("2024-03-01", ["3500.50"], ["4000.00"]),
        ("2024-06-01", ["3000.00"], ["4000.00"]),
        ("2024-01-01", ["4000.00"], []),
    ]
    assert {change.set_by for change in changes} == {"ana@cabinet.example"}
    assert all(change.set_time.seconds for change in changes)
    page = await ledger.settings.ListSettingChanges(
        pb.ListSettingChangesRequest(page_size=3), metadata=office.metadata()
    )
    rest = await history(ledger, office, page_size=3, page_token=page.next_page_token)
    assert [change.id for change in (*page.changes, *rest)] == [change.id for change in changes]


async def test_the_ledger_itself_can_neither_change_nor_delete_the_history(
    ledger: Any, office: Any, postgres: Any
) -> None:
    await put(ledger, office, "default_expense", "604")
    for statement in ("UPDATE ledger.settings SET set_by = ''", "DELETE FROM ledger.settings"):
        async with await psycopg.AsyncConnection.connect(postgres.url("ledger")) as connection:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                await connection.execute(statement)


@pytest.mark.parametrize(
    ("key", "items", "reason", "field"),
    [
        ("no_such_thing", ["1"], "setting_unknown", "key"),
        ("vehicles", ["B12ABC"], "setting_unknown", "key"),
        ("default_expense", ["9999"], "account_unknown", "value"),
        ("default_expense", ["cheltuieli"], "account_unknown", "value"),
        ("default_expense", ["6022."], "account_unknown", "value"),
        ("tip", ["623.a b"], "account_unknown", "value"),
        ("default_expense", ["401"], "account_unfit", "value"),
        ("cash", ["6022"], "account_unfit", "value"),
        ("default_expense", [], "setting_value_wrong", "value"),
        ("default_expense", ["604", "6021"], "setting_value_wrong", "value"),
        ("cash_to_one_supplier", ["5000"], "setting_value_wrong", "value"),
        ("cash_to_one_supplier", ["-1.00"], "setting_value_wrong", "value"),
        ("unknown_vehicle_deductible", ["101"], "setting_value_wrong", "value"),
        ("vat_rates", ["21", "x"], "setting_value_wrong", "value"),
        ("vat_rates", [], "setting_value_wrong", "value"),
        ("cash_and_carry_suppliers", ["14399840", "123456"], "setting_value_wrong", "value"),
        ("cash_paid_from", ["pocket"], "setting_value_wrong", "value"),
    ],
)
async def test_what_can_not_be_is_refused_by_name_and_changes_nothing(
    ledger: Any, office: Any, refused: Any, key: str, items: list[str], reason: str, field: str
) -> None:
    refusal = await refused(put(ledger, office, key, *items))
    assert (refusal.code, refusal.reason, refusal.fields) == (grpc.StatusCode.INVALID_ARGUMENT, reason, {field})
    assert refusal.sentence
    assert await history(ledger, office) == []


@pytest.mark.parametrize(
    ("key", "items"),
    [
        ("cash", ["5311.02"]),
        ("card", ["5125"]),
        ("card", []),
        ("simplified_invoice", ["2000.00"]),
        ("unknown_vehicle_deductible", ["100"]),
        ("vat_rates", ["21", "11", "5.5"]),
        ("vehicle_accounts", ["6022", "611"]),
        ("cash_paid_from", ["advance"]),
        ("cash_and_carry_suppliers", ["14399840"]),
    ],
)
async def test_a_value_comes_back_as_it_was_written(ledger: Any, office: Any, key: str, items: list[str]) -> None:
    await put(ledger, office, key, *items)
    setting = (await held(ledger, office))[key]
    assert (setting.HasField("value"), list(setting.value.items), setting.origin) == (True, items, "office")


async def test_a_day_in_the_past_is_taken_and_told_with_the_notes_that_stay(ledger: Any, office: Any) -> None:
    await expense_on(ledger, office, "2024-03-15")
    answer = await put(ledger, office, "default_expense", "604", since="2024-03-01")
    [remark] = answer.remarks
    assert remark.reason == "valid_from_in_past"
    assert "1 note" in remark.message
    for day in ("", (days.today() + timedelta(days=40)).isoformat()):
        assert list((await put(ledger, office, "default_expense", "604", since=day)).remarks) == []


@pytest.mark.parametrize("role", ["accountant", "viewer", "client"])
async def test_only_the_owner_sets(ledger: Any, office: Any, refused: Any, role: str) -> None:
    assert (await refused(put(ledger, office, "default_expense", "604", role=role))).reason == "role_denied"


async def test_another_office_neither_sees_nor_is_touched_by_our_settings(
    ledger: Any, office: Any, other_office: Any, refused: Any
) -> None:
    await put(ledger, office, "default_expense", "604")
    assert await history(ledger, other_office) == []
    assert (await held(ledger, other_office))["default_expense"].origin == "default"
    request = pb.SetSettingRequest(key="card", client_id=str(office.client_id))
    refusal = await refused(ledger.settings.SetSetting(request, metadata=other_office.metadata("owner")))
    assert refusal.reason == "client_unknown"


def car(office: Any, plate: str = "B 12-abc", **values: Any) -> vehicle_pb2.Vehicle:
    facts = {"card_suffix": "1234", "deductible": 50, "valid_from": "2024-01-01", **values}
    return vehicle_pb2.Vehicle(client_id=str(office.client_id), plate=plate, **facts)


async def add(ledger: Any, office: Any, vehicle: vehicle_pb2.Vehicle, role: str = "accountant") -> Any:
    request = vehicles_pb.CreateVehicleRequest(vehicle=vehicle)
    return (await ledger.vehicles.CreateVehicle(request, metadata=office.metadata(role))).vehicle


async def test_a_vehicle_is_kept_changed_and_taken_away(ledger: Any, office: Any, refused: Any) -> None:
    added = await add(ledger, office, car(office))
    assert (added.plate, added.card_suffix, added.deductible, added.set_by) == (
        "B12ABC",
        "1234",
        50,
        "ana@cabinet.example",
    )
    change = vehicles_pb.UpdateVehicleRequest(id=added.id, vehicle=car(office, deductible=100))
    changed = (await ledger.vehicles.UpdateVehicle(change, metadata=office.metadata())).vehicle
    assert (changed.id, changed.deductible) == (added.id, 100)
    listing = vehicles_pb.ListVehiclesRequest(client_id=str(office.client_id))
    assert list((await ledger.vehicles.ListVehicles(listing, metadata=office.metadata())).vehicles) == [changed]
    gone = vehicles_pb.DeleteVehicleRequest(id=added.id)
    await ledger.vehicles.DeleteVehicle(gone, metadata=office.metadata())
    asked = ledger.vehicles.GetVehicle(vehicles_pb.GetVehicleRequest(id=added.id), metadata=office.metadata())
    assert (await refused(asked)).reason == "vehicle_unknown"


async def test_the_rules_see_the_vehicles_of_the_day(ledger: Any, office: Any) -> None:
    await add(ledger, office, car(office))
    await add(ledger, office, car(office, valid_from="2024-06-01", deductible=100))
    await add(ledger, office, car(office, plate="CJ01XYZ", valid_from="2024-03-01", card_suffix=""))
    fleets = {}
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 3, 1), date(2024, 6, 1)):
        async with ledger.database.transaction(office.tenant_id) as session:
            policy = (await offices.chosen(session, [office.client_id])).policy(office.client_id, day)
        fleets[day.isoformat()] = {vehicle.plate: vehicle.deductible for vehicle in policy.vehicles}
    assert fleets == {
        "2023-12-31": {},
        "2024-01-01": {"B12ABC": 5000},
        "2024-03-01": {"B12ABC": 5000, "CJ01XYZ": 5000},
        "2024-06-01": {"B12ABC": 10000, "CJ01XYZ": 5000},
    }


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"plate": "- -"}, "plate_invalid"),
        ({"deductible": 70}, "request_invalid"),
        ({"card_suffix": "12"}, "request_invalid"),
        ({"valid_from": "2024-02-30"}, "request_invalid"),
    ],
)
async def test_a_vehicle_that_can_not_be_is_refused(
    ledger: Any, office: Any, refused: Any, values: dict[str, Any], reason: str
) -> None:
    assert (await refused(add(ledger, office, car(office, **values)))).reason == reason


async def test_a_plate_has_one_set_of_values_a_day_and_viewers_add_none(
    ledger: Any, office: Any, other_office: Any, refused: Any
) -> None:
    vehicle = await add(ledger, office, car(office))
    assert (await refused(add(ledger, office, car(office, plate="b12abc")))).reason == "vehicle_exists"
    assert (await refused(add(ledger, office, car(office), role="viewer"))).reason == "role_denied"
    assert (await refused(add(ledger, other_office, car(office)))).reason == "client_unknown"
    theirs = vehicles_pb.DeleteVehicleRequest(id=vehicle.id)
    refusal = await refused(ledger.vehicles.DeleteVehicle(theirs, metadata=other_office.metadata()))
    assert refusal.reason == "vehicle_unknown"
