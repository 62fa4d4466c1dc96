"""Client companies: fiscal codes, search, order, pages, changes, and offices that never meet."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any
from uuid import uuid4

import grpc
import pytest
from contapics.tenant.v1 import client_pb2
from contapics.tenant.v1 import client_service_pb2 as pb
from google.protobuf.field_mask_pb2 import FieldMask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from services.tenant.operations import create_client
from services.tenant.service.clients import ClientFacts

VALID = ("18547290", "99999992", "14399840", "1590082", "13", "6859662")


def create(service: Any, office: Any, name: str = "Firma SRL", cui: str = "18547290", **more: Any) -> Any:
    request = pb.CreateClientRequest(client=client_pb2.Client(name=name, cui=cui, **more))
    return service.clients.CreateClient(request, metadata=office.metadata)


def update(service: Any, office: Any, client_id: str, mask: list[str], **values: Any) -> Any:
    request = pb.UpdateClientRequest(
        id=client_id, client=client_pb2.Client(**values), update_mask=FieldMask(paths=mask)
    )
    return service.clients.UpdateClient(request, metadata=office.metadata)


def listing(service: Any, office: Any, **request: Any) -> Any:
    return service.clients.ListClients(pb.ListClientsRequest(**request), metadata=office.metadata)


async def names(service: Any, office: Any, **request: Any) -> list[str]:
    return [client.name for client in (await listing(service, office, **request)).clients]


async def test_what_was_added_is_found_as_it_was_given(tenant_service: Any, office: Any) -> None:
    given_values = {
        "name": "Înghețată și Țuică SRL",
        "cui": "18547290",
        "registration_number": "J40/1234/2020",
        "address": "Str. Școlii 1, Iași",
        "email": "contact@firma.example",
        "phone": "+40 721 000 000",
        "vat_payer": False,
        "vat_on_collection": True,
    }
    added = (await create(tenant_service, office, **given_values)).client
    found = await tenant_service.clients.GetClient(pb.GetClientRequest(id=added.id), metadata=office.metadata)
    assert found.client == added
    assert {name: getattr(added, name) for name in given_values} == given_values


@pytest.mark.parametrize("written", ["RO18547290", "ro 18547290", " RO 185-472-90 "])
async def test_ro_in_front_of_the_fiscal_code_is_taken_off_and_says_vat_payer(
    tenant_service: Any, office: Any, written: str
) -> None:
    client = (await create(tenant_service, office, cui=written)).client
    assert (client.cui, client.vat_payer) == ("18547290", True)


@pytest.mark.parametrize("written", ["18547291", "RO", "0018547290", "12345678901", "1854729O", "1", "--"])
async def test_a_fiscal_code_that_can_not_be_right_is_refused(
    tenant_service: Any, office: Any, refused: Any, written: str
) -> None:
    refusal = await refused(create(tenant_service, office, cui=written))
    assert refusal.code == grpc.StatusCode.INVALID_ARGUMENT
    assert refusal.fields == {"client.cui"}


@pytest.mark.parametrize("name", ["", "   ", "a\0b", "x" * 301])
async def test_a_name_that_is_none_is_refused_by_field(
    tenant_service: Any, office: Any, refused: Any, name: str
) -> None:
    refusal = await refused(create(tenant_service, office, name=name))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "request_invalid")
    assert refusal.fields == {"client.name"}


async def test_a_fiscal_code_is_unique_in_an_office_and_free_again_once_its_company_is_off_the_lists(
    tenant_service: Any, office: Any, open_office: Any, refused: Any
) -> None:
    first = (await create(tenant_service, office)).client
    refusal = await refused(create(tenant_service, office, cui="RO18547290"))
    assert (refusal.code, refusal.reason) == (grpc.StatusCode.ALREADY_EXISTS, "client_exists")
    assert (await create(tenant_service, await open_office())).client.cui == first.cui
    await tenant_service.clients.DeleteClient(pb.DeleteClientRequest(id=first.id), metadata=office.metadata)
    assert (await create(tenant_service, office)).client.id != first.id


async def test_of_two_additions_of_one_company_at_once_one_wins(tenant_service: Any, office: Any) -> None:
    results = await asyncio.gather(*(create(tenant_service, office) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(result, pb.CreateClientResponse) for result in results) == 1


async def test_a_change_touches_the_fields_of_the_mask_only(tenant_service: Any, office: Any) -> None:
    client = (await create(tenant_service, office, address="Vechea", vat_payer=True)).client
    changed = (
        await update(tenant_service, office, client.id, ["name", "vat_payer"], name="Nou SRL", address="Noua")
    ).client
    assert (changed.name, changed.vat_payer, changed.address) == ("Nou SRL", False, "Vechea")
    assert changed.update_time.ToDatetime() > client.update_time.ToDatetime()


async def test_without_a_mask_the_fields_that_are_set_change(tenant_service: Any, office: Any) -> None:
    client = (await create(tenant_service, office, address="Vechea")).client
    changed = (await update(tenant_service, office, client.id, [], phone="0721")).client
    assert (changed.phone, changed.address, changed.name) == ("0721", "Vechea", "Firma SRL")


async def test_a_company_sent_back_as_it_was_read_changes_nothing(tenant_service: Any, office: Any) -> None:
    client = (await create(tenant_service, office)).client
    mask = [field.name for field, _ in client.ListFields()]
    request = pb.UpdateClientRequest(id=client.id, client=client, update_mask=FieldMask(paths=mask))
    same = (await tenant_service.clients.UpdateClient(request, metadata=office.metadata)).client
    same.update_time.CopyFrom(client.update_time)
    assert same == client


async def test_a_change_is_held_against_the_same_limits_as_an_addition(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    client = (await create(tenant_service, office)).client
    await create(tenant_service, office, cui="99999992")
    for mask, values, reason in (
        (["name"], {"name": " "}, "request_invalid"),
        (["cui"], {"cui": "18547291"}, "cui_invalid"),
        (["cui"], {"cui": "99999992"}, "client_exists"),
        (["phone"], {"phone": "7" * 41}, "request_invalid"),
        (["email"], {"email": "ana la firma"}, "request_invalid"),
        (["email"], {"email": "ana@firma.example\nBcc: alt@firma.example"}, "request_invalid"),
        (["name"], {"name": "a\0b"}, "request_invalid"),
        (["tenant_id"], {}, "field_readonly"),
        (["deleted_at"], {}, "field_readonly"),
    ):
        refusal = await refused(update(tenant_service, office, client.id, mask, **values))
        assert refusal.reason == reason
    found = await tenant_service.clients.GetClient(pb.GetClientRequest(id=client.id), metadata=office.metadata)
    assert found.client == client


async def test_search_finds_by_words_of_the_name_without_case_and_diacritics_and_by_fiscal_code(
    tenant_service: Any, office: Any
) -> None:
    await create(tenant_service, office, "Șantier Țărănesc SRL", "18547290")
    await create(tenant_service, office, "100% Lână_Pură SA", "14399840")
    for search, found in (
        ("santier", ["Șantier Țărănesc SRL"]),
        ("srl ŢĂRĂN", ["Șantier Țărănesc SRL"]),
        ("RO 1854", ["Șantier Țărănesc SRL"]),
        ("14399840", ["100% Lână_Pură SA"]),
        ("100", ["100% Lână_Pură SA"]),
        ("%", ["100% Lână_Pură SA"]),
        ("a_p", ["100% Lână_Pură SA"]),
        ("0% _", ["100% Lână_Pură SA"]),
        ("s_ntier", []),
        ("", ["100% Lână_Pură SA", "Șantier Țărănesc SRL"]),
        ("\\", []),
    ):
        assert (search, await names(tenant_service, office, search=search)) == (search, found)


async def test_lists_sort_as_a_romanian_reader_expects_and_turn_round(tenant_service: Any, office: Any) -> None:
    for name, cui in (("Zebra", "18547290"), ("Șarpe", "14399840"), ("ariciul", "99999992"), ("Stea", "1590082")):
        await create(tenant_service, office, name, cui)
    by_name = ["ariciul", "Șarpe", "Stea", "Zebra"]
    assert await names(tenant_service, office) == by_name
    assert await names(tenant_service, office, order_by="name desc") == by_name[::-1]
    assert await names(tenant_service, office, order_by=" create_time ") == ["Zebra", "Șarpe", "ariciul", "Stea"]
    assert (await names(tenant_service, office, order_by="update_time DESC"))[0] == "Stea"


@pytest.mark.parametrize("order_by", ["cui", "name sideways", "name desc desc", "name; DROP TABLE clients", "name,cui"])
async def test_an_order_that_is_not_offered_is_refused(
    tenant_service: Any, office: Any, refused: Any, order_by: str
) -> None:
    assert (await refused(listing(tenant_service, office, order_by=order_by))).reason == "order_by_invalid"


@pytest.mark.parametrize("order_by", ["name", "name desc", "create_time", "update_time desc"])
async def test_pages_show_each_company_once_whatever_is_added_meanwhile(
    tenant_service: Any, office: Any, order_by: str
) -> None:
    async with tenant_service.database.transaction(office.tenant_id) as session:
        for number in range(7):
            await create_client(session, office.tenant_id, ClientFacts(name="La fel", cui=f"9{number}"))
    seen, token = [], ""
    while True:
        page = await listing(tenant_service, office, order_by=order_by, page_size=3, page_token=token)
        seen += [client.id for client in page.clients]
        token = page.next_page_token
        if len(seen) == 3:
            await create(tenant_service, office, "Aaa, adăugată între timp")
        if not token:
            break
    assert len(set(seen)) == len(seen)
    assert len(seen) >= 7


@pytest.mark.parametrize(
    "letter", ["x", "ж", "漢", "😀", "\ufdfa"], ids=["latin", "cyrillic", "han", "emoji", "ligature"]
)
async def test_pages_go_on_after_names_as_long_as_a_name_may_be_in_any_script(
    tenant_service: Any, office: Any, letter: str
) -> None:
    for cui in VALID[:3]:
        await create(tenant_service, office, letter * 300, cui)
    seen, token = [], ""
    for _ in range(3):
        page = await listing(tenant_service, office, page_size=1, page_token=token)
        seen += [client.cui for client in page.clients]
        token = page.next_page_token
    assert (sorted(seen), token) == (sorted(VALID[:3]), "")
    assert len(await names(tenant_service, office, search=letter * 150)) == 3


async def test_a_page_token_of_another_list_or_a_made_up_one_is_refused(
    tenant_service: Any, office: Any, refused: Any
) -> None:
    for cui in VALID[:3]:
        await create(tenant_service, office, cui=cui)
    token = (await listing(tenant_service, office, page_size=1)).next_page_token
    digest = json.loads(base64.urlsafe_b64decode(token + "=="))[0]

    def forged(*values: object) -> str:
        return base64.urlsafe_b64encode(json.dumps([digest, *values]).encode()).decode()

    tokens = ("x", "é", "\0", forged(), forged("a"), forged("a", "b"), forged(None, None), forged("a\0", str(uuid4())))
    for bad in tokens:
        refusal = await refused(listing(tenant_service, office, page_token=bad))
        assert (bad, refusal.code) == (bad, grpc.StatusCode.INVALID_ARGUMENT)
    other = await refused(listing(tenant_service, office, page_token=token, order_by="name desc"))
    assert other.reason == "page_token_invalid"


async def test_offices_never_meet(tenant_service: Any, office: Any, open_office: Any, refused: Any) -> None:
    foreign = (await create(tenant_service, await open_office(), "A altui cabinet")).client
    for call in (
        tenant_service.clients.GetClient(pb.GetClientRequest(id=foreign.id), metadata=office.metadata),
        tenant_service.clients.DeleteClient(pb.DeleteClientRequest(id=foreign.id), metadata=office.metadata),
        update(tenant_service, office, foreign.id, ["name"], name="Furat"),
    ):
        refusal = await refused(call)
        assert (refusal.code, refusal.reason) == (grpc.StatusCode.NOT_FOUND, "client_unknown")
    assert await names(tenant_service, office) == []
    assert await names(tenant_service, office, search=foreign.cui) == []


async def test_the_login_role_sees_what_a_login_needs_and_nothing_else(tenant_service: Any, office: Any) -> None:
    async def read(statement: str) -> Any:
        async with tenant_service.database.transaction_as("contapics_tenant_login") as session:
            return (await session.execute(text(statement))).all()

    assert len(await read("SELECT tenant_id, id, email, password_hash FROM tenant.users")) >= 1
    for forbidden in (
        "SELECT name FROM tenant.users",
        "SELECT 1 FROM tenant.clients",
        "SELECT 1 FROM tenant.sessions",
        "SELECT 1 FROM tenant.offices",
        "UPDATE tenant.users SET email = ''",
    ):
        with pytest.raises(Exception, match="permission denied"):
            await read(forbidden)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(search=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
async def test_no_search_text_breaks_the_list(tenant_service: Any, office: Any, search: str) -> None:
    assert not (await listing(tenant_service, office, search=search)).next_page_token
