"""Whatever is sent, the answer is an answer: never a traceback, never a 500."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from google.protobuf import json_format
from hypothesis import given
from hypothesis import strategies as st

from gateway.bindings import Binding, bindings
from gateway.downloads import content_disposition
from gateway.multipart import Multipart
from gateway.transcode import read_request, to_json
from services.common.errors import DomainError

BINDINGS = {binding.rpc.name: binding for binding in bindings()}
NAMES = sorted({field.name for binding in BINDINGS.values() for field in binding.rpc.input_type.fields})
RPCS = st.sampled_from(sorted(BINDINGS))
PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["REVIEW", "1.5"])
)
KEYS = st.sampled_from(NAMES) | st.text(max_size=3)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
PARAMETERS = st.lists(st.tuples(st.sampled_from([*NAMES, "from", "to"]) | st.text(max_size=4), st.text(max_size=6)))


def read(binding: Binding, query: list[tuple[str, str]], body: bytes) -> Any:
    return read_request(binding, dict.fromkeys(binding.variables, "x"), query, body)


def reason_or_message(name: str, query: list[tuple[str, str]], body: bytes) -> Any:
    """The message that a request makes, or the reason of its refusal; any other exception fails the test."""
    try:
        return read(BINDINGS[name], query, body)
    except DomainError as refusal:
        return refusal.reason


@given(name=RPCS, value=VALUES)
def test_any_json_is_read_or_refused(name: str, value: Any) -> None:
    outcome = reason_or_message(name, [], json.dumps(value).encode())
    assert outcome in ("json_invalid", "request_invalid") or json.loads(to_json(outcome)) is not None


@given(name=RPCS, body=st.binary(max_size=50))
def test_any_bytes_are_read_or_refused(name: str, body: bytes) -> None:
    outcome = reason_or_message(name, [], body)
    assert outcome in ("json_invalid", "request_invalid") or json.loads(to_json(outcome)) is not None


@given(name=RPCS, query=PARAMETERS)
def test_any_query_is_read_or_refused(name: str, query: list[tuple[str, str]]) -> None:
    outcome = reason_or_message(name, query, b"")
    assert outcome == "request_invalid" or json.loads(to_json(outcome)) is not None


@given(value=VALUES)
def test_the_mask_of_a_patch_names_only_fields_that_exist(value: Any) -> None:
    body = json.dumps({"supplier": value, "vat": value, "total": value}).encode()
    outcome = reason_or_message("UpdateExtraction", [], body)
    assert outcome in ("json_invalid", "request_invalid") or outcome.update_mask.IsValidForDescriptor(
        outcome.extraction.DESCRIPTOR
    )


@given(chunks=st.lists(st.binary(max_size=30) | st.sampled_from([b"--b", b"\r\n", b"--b--", b"Content-Disposition: "])))
async def test_any_bytes_in_place_of_a_form_are_read_or_refused(chunks: list[bytes]) -> None:
    async def body() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    reason = ""
    try:
        async for part in Multipart("multipart/form-data; boundary=b", body()).parts():
            async for _ in part.pieces:
                pass
    except DomainError as refusal:
        reason = refusal.reason
    assert reason in ("", "multipart_invalid", "upload_incomplete")


@given(name=st.text())
def test_no_file_name_breaks_its_header(name: str) -> None:
    header = content_disposition("inline", name.encode("utf-8", "replace").decode())
    assert header.isascii()
    assert header.isprintable()


@pytest.mark.parametrize("depth", [50, 90, 150, 900])
def test_deep_nesting_is_refused_and_not_a_crash(depth: int) -> None:
    body = b'{"confidence":' * depth + b"1" + b"}" * depth
    with pytest.raises(DomainError):
        read(BINDINGS["UpdateExtraction"], [], body)


def test_the_printed_answer_is_what_json_format_reads_back() -> None:
    message = read(BINDINGS["CreateClient"], [], '{"name": "Ăâîșț", "vat_payer": true}'.encode())
    assert json_format.Parse(to_json(message), BINDINGS["CreateClient"].request()) == message
