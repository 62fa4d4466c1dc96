"""Resumable uploads in OpenAPI's words. The protocol itself is tus 1.0; here is what a reader of the API looks for."""

from __future__ import annotations

from typing import Any


def header(name: str, description: str, *, required: bool = True, example: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": description,
        "schema": {"type": "string"} | ({"examples": [example]} if example else {}),
    }


def answer(description: str, **headers: str) -> dict[str, Any]:
    """`headers` by their names with underscores, each with its meaning."""
    named = {
        name.replace("_", "-"): {"description": meaning, "schema": {"type": "string"}}
        for name, meaning in headers.items()
    }
    return {"description": description, "headers": named} if named else {"description": description}


ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "description": "Identifier of the upload, as in its Location.",
}
VERSION = header("Tus-Resumable", "Version of the protocol.", example="1.0.0")
CHECKSUM = header("Upload-Checksum", "SHA-256 that the piece must have: `sha256 base64`.", required=False)
METADATA = header(
    "Upload-Metadata",
    "Fields of the document, each as `name base64`, by commas: id, client_id, filename, sha256 (of the whole file), "
    "whole (`true`: the file is one document).",
)
PIECE = {"content": {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
OFFSET = "Bytes that have arrived; the last one counts once the document is stored."
EXPIRES = "When the server forgets it, unless it goes on."
DIGEST = "SHA-256 of the stored document (RFC 9530), once it is one."

UPLOAD_OPERATIONS: dict[str, dict[str, Any]] = {
    "/api/v1/uploads": {
        "options": {
            "operationId": "DescribeUploads",
            "tags": ["Upload"],
            "summary": "What this server can do of tus 1.0.",
            "security": [],
            "responses": {
                "204": answer("Described.", Tus_Version="Versions.", Tus_Extension="Extensions.", Tus_Max_Size="Bytes.")
            },
        },
        "post": {
            "operationId": "CreateUpload",
            "tags": ["Upload"],
            "summary": "Begins an upload that may be interrupted (tus 1.0); a body is its first piece.",
            "description": "Roles: owner, accountant, client.",
            "parameters": [VERSION, header("Upload-Length", "Size of the whole file in bytes."), METADATA, CHECKSUM],
            "requestBody": {"required": False} | PIECE,
            "responses": {
                "201": answer(
                    "Begun.",
                    Location="Where it goes on.",
                    Upload_Offset=OFFSET,
                    Upload_Expires=EXPIRES,
                    Repr_Digest=DIGEST,
                )
            },
        },
    },
    "/api/v1/uploads/{id}": {
        "head": {
            "operationId": "GetUpload",
            "tags": ["Upload"],
            "summary": "Where an upload stands. A request that still seems to bring its bytes is ended.",
            "parameters": [ID, VERSION],
            "responses": {
                "200": answer(
                    "It stands here.",
                    Upload_Offset=OFFSET,
                    Upload_Length="Size of the whole file.",
                    Upload_Expires=EXPIRES,
                    Repr_Digest=DIGEST,
                )
            },
        },
        "patch": {
            "operationId": "ContinueUpload",
            "tags": ["Upload"],
            "summary": "Brings the next piece. The last one is answered once the document is stored.",
            "description": "423 while another request brings one, 409 for a wrong offset, 460 for a wrong checksum.",
            "parameters": [ID, VERSION, header("Upload-Offset", "Where the piece begins."), CHECKSUM],
            "requestBody": {"required": True} | PIECE,
            "responses": {"204": answer("Arrived.", Upload_Offset=OFFSET, Upload_Expires=EXPIRES, Repr_Digest=DIGEST)},
        },
        "delete": {
            "operationId": "EndUpload",
            "tags": ["Upload"],
            "summary": "Forgets an upload; a document that it became stays.",
            "parameters": [ID, VERSION],
            "responses": {"204": answer("Forgotten.")},
        },
    },
}
