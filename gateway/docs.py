"""The REST API's documentation for people: one page made from the OpenAPI document, with nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import contapics
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from gateway.auth import Caller
from gateway.routes import ApiRoute

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
code, .path { font-family: ui-monospace, monospace }
section { border-top: 1px solid #8886; padding: .5rem 0 1rem }
.verb { display: inline-block; min-width: 4.5rem; font-weight: 700 }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0 }
.type { color: #4a7a4a; white-space: nowrap }
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'"
VERBS = ("options", "get", "head", "post", "put", "patch", "delete")


class Docs:
    """The endpoints that describe the API. The document is the one generated beside the code of the protos."""

    def __init__(self, file: Path | None = None) -> None:
        self._json = (file or generated_file()).read_bytes()
        self._html = page(json.loads(self._json))

    def routes(self) -> list[ApiRoute]:
        return [
            ApiRoute("GET", "/api/v1/openapi.json", self.openapi, public=True),
            ApiRoute("GET", "/api/v1/docs", self.docs, public=True),
        ]

    async def openapi(self, request: Request, caller: Caller) -> Response:
        return Response(self._json, headers={"cache-control": "no-cache"}, media_type="application/json")

    async def docs(self, request: Request, caller: Caller) -> Response:
        return HTMLResponse(self._html, headers={"content-security-policy": POLICY, "cache-control": "no-cache"})


def generated_file() -> Path:
    return Path(next(iter(contapics.__path__))).parent / "openapi.json"


def page(document: dict[str, Any]) -> str:
    info = document["info"]
    return "".join(
        (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(info["title"])} API</title>',
            f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>',
            f"<h1>{escape(info['title'])} API <small>{escape(info['version'])}</small></h1>",
            f"<p>{escape(info['description'])} <a href='/api/v1/openapi.json'>openapi.json</a></p>",
            "<h2>Operations</h2>",
            *operations(document),
            "<h2>Schemas</h2>",
            *schemas(document),
            "</html>",
        )
    )


def operations(document: dict[str, Any]) -> Iterator[str]:
    for path, item in document["paths"].items():
        for verb in VERBS:
            if verb in item:
                yield operation(verb, path, item[verb])


def operation(verb: str, path: str, described: dict[str, Any]) -> str:
    parameters = [
        row(
            f"{each['name']} <small>{each['in']}</small>", each["schema"], each.get("description", ""), each["required"]
        )
        for each in described.get("parameters", ())
    ]
    body = described.get("requestBody", {}).get("content", {})
    body_rows = [row(f"<small>{escape(name)}</small>", each["schema"], "Body.") for name, each in body.items()]
    answers = [
        row(f"{status} <small>{escape(name)}</small>", each["schema"], answer["description"])
        for status, answer in described["responses"].items()
        for name, each in answer.get("content", {"": {"schema": {}}}).items()
        if status != "default"
    ]
    return (
        f'<section id="{escape(described["operationId"])}"><h3><span class="verb">{verb.upper()}</span> '
        f'<span class="path">{escape(path)}</span></h3><p>{escape(described["summary"])} '
        f"{escape(described.get('description', ''))}</p><table>{''.join((*parameters, *body_rows, *answers))}</table>"
        "</section>"
    )


def schemas(document: dict[str, Any]) -> Iterator[str]:
    for name, schema in document["components"]["schemas"].items():
        required = schema.get("required", ())
        rows = "".join(
            row(escape(field), each, each.get("description", ""), field in required)
            for field, each in schema.get("properties", {}).items()
        )
        values = f"<p><code>{escape(' | '.join(schema['enum']))}</code></p>" if "enum" in schema else ""
        description = escape(schema.get("description", ""))
        heading = f'<section id="{escape(name)}"><h3>{escape(name)}</h3>'
        yield f"{heading}<p>{description}</p>{values}<table>{rows}</table></section>"


def row(name: str, schema: dict[str, Any], description: str, required: bool = False) -> str:
    mark = " <b title='required'>*</b>" if required else ""
    return f'<tr><td>{name}{mark}</td><td class="type">{kind(schema)}</td><td>{escape(description)}</td></tr>'


def kind(schema: dict[str, Any]) -> str:
    """A schema in a few words, with links to those that have a name."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " | ".join(kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return escape(" | ".join(each or "''" for each in schema["enum"]))
    if schema.get("type") == "array":
        return f"{kind(schema['items'])}[]"
    values = schema.get("additionalProperties")
    if isinstance(values, dict):
        return f"{{name: {kind(values)}}}"
    return escape(schema.get("format") or schema.get("type", ""))
