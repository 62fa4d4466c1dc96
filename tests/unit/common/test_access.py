"""Who may call what, as the protos declare it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import contapics
import pytest
from contapics.common.v1 import access_pb2
from google.protobuf.descriptor import MethodDescriptor

PUBLIC = {"CreateSession", "RefreshSession", "DeleteSession", "GetKeySet"}
CHANGING = ("Create", "Update", "Delete", "Approve", "Reject", "Retry", "Upload", "Post")
"""Verbs that change something; a viewer may not."""


def methods() -> Iterator[MethodDescriptor]:
    for module in pkgutil.walk_packages(contapics.__path__, "contapics."):
        if module.name.endswith("_service_pb2"):
            for service in importlib.import_module(module.name).DESCRIPTOR.services_by_name.values():
                yield from service.methods


METHODS = {method.full_name: method for method in methods()}


def access(method: MethodDescriptor) -> access_pb2.Access:
    declared: access_pb2.Access = method.GetOptions().Extensions[access_pb2.access]
    return declared


def test_all_services_are_looked_at() -> None:
    assert len(METHODS) > 25


@pytest.mark.parametrize("name", METHODS)
def test_every_method_says_who_may_call_it(name: str) -> None:
    declared = access(METHODS[name])
    assert declared.public != bool(declared.roles), "either public or for some roles"
    assert access_pb2.ROLE_UNSPECIFIED not in declared.roles


def test_only_what_leads_to_a_session_is_open_to_everyone() -> None:
    assert {method.name for method in METHODS.values() if access(method).public} == PUBLIC


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if not access(method).public])
def test_an_owner_may_call_everything_and_a_viewer_changes_nothing(name: str) -> None:
    roles = access(METHODS[name]).roles
    assert access_pb2.ROLE_OWNER in roles
    if METHODS[name].name.startswith(CHANGING):
        assert access_pb2.ROLE_VIEWER not in roles
