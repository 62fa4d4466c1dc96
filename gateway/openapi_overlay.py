"""The operations that the gateway answers by its own code, in OpenAPI's words: sessions, files and events."""

from __future__ import annotations

from typing import Any

from gateway.openapi_uploads import UPLOAD_OPERATIONS

DOCUMENT = {"$ref": "#/components/schemas/Document"}
UUID = {"type": "string", "format": "uuid"}
ID = {"name": "id", "in": "path", "required": True, "schema": UUID, "description": "Identifier of the document."}

SCHEMAS: dict[str, Any] = {
    "ProblemDetails": {
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "properties": {
            "type": {"type": "string", "description": "Names the kind of problem."},
            "title": {"type": "string", "description": "The kind of problem in a few words."},
            "status": {"type": "integer", "description": "HTTP status."},
            "detail": {"type": "string", "description": "A sentence for the person at the screen."},
            "reason": {"type": "string", "description": "Stable code, such as encrypted_pdf."},
            "errors": {
                "type": "array",
                "description": "What is wrong with single fields.",
                "items": {"$ref": "#/components/schemas/FieldProblem"},
            },
            "filename": {"type": "string", "description": "Uploads: the file that was refused."},
            "documents": {
                "type": "array",
                "description": "Uploads: the files that were stored before the one that was refused.",
                "items": {
                    "type": "object",
                    "properties": {"id": UUID, "filename": {"type": "string"}},
                    "required": ["id", "filename"],
                },
            },
        },
        "required": ["type", "title", "status", "detail", "reason"],
    },
    "FieldProblem": {
        "type": "object",
        "properties": {
            "field": {"type": "string", "description": "Path of the field, such as supplier.cui."},
            "message": {"type": "string", "description": "What is wrong with it."},
        },
        "required": ["field", "message"],
    },
    "Session": {
        "type": "object",
        "description": "A session; its tokens also come as HttpOnly cookies.",
        "properties": {
            "access_token": {"type": "string", "description": "Sent as `Authorization: Bearer`."},
            "expires_in": {"type": "integer", "description": "Seconds until it ends."},
        },
        "required": ["access_token", "expires_in"],
    },
    "DocumentEvent": {
        "type": "object",
        "description": "Data of the event `document`.",
        "properties": {
            "id": UUID,
            "client_id": UUID,
            "state": {"$ref": "#/components/schemas/DocumentState"},
            "revision": {"type": "integer"},
        },
        "required": ["id", "client_id", "state", "revision"],
    },
}


def json_answer(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


WHOLE = {"type": "boolean", "default": False}
SESSION = json_answer("The session.", {"$ref": "#/components/schemas/Session"})
UPLOADED = json_answer(
    "Stored; reading follows.",
    {
        "type": "object",
        "properties": {"documents": {"type": "array", "items": DOCUMENT}},
        "required": ["documents"],
    },
)

OWN: dict[str, dict[str, Any]] = {
    "/api/v1/sessions": {
        "post": {
            "operationId": "CreateSession",
            "tags": ["Session"],
            "summary": "Opens a session by e-mail and password; sets the session cookies.",
            "security": [],
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CreateSessionRequestInput"}}},
            },
            "responses": {"200": SESSION},
        },
        "delete": {
            "operationId": "DeleteSession",
            "tags": ["Session"],
            "summary": "Ends the session of the refresh cookie and clears the cookies.",
            "security": [],
            "responses": {"204": {"description": "Done."}},
        },
    },
    "/api/v1/sessions:refresh": {
        "post": {
            "operationId": "RefreshSession",
            "tags": ["Session"],
            "summary": "Continues the session of the refresh cookie, or of the token in the body.",
            "security": [],
            "requestBody": {
                "required": False,
                "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/RefreshSessionRequestInput"}}
                },
            },
            "responses": {"200": SESSION},
        },
    },
    "/api/v1/documents": {
        "post": {
            "operationId": "UploadDocuments",
            "tags": ["Document"],
            "summary": "Stores one or more files. Idempotent by id: the same id and bytes give the same document.",
            "description": "Roles: owner, accountant, client.",
            "requestBody": {
                "required": True,
                "content": {
                    "multipart/form-data": {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "client_id": UUID | {"description": "Company that the documents belong to."},
                                "file": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {"type": "string", "contentMediaType": "application/octet-stream"},
                                    "description": "The files, each a document of its own.",
                                },
                                "id": UUID | {"description": "Identifier minted by the sender; one file only."},
                                "sha256": {
                                    "type": "string",
                                    "pattern": "^[0-9a-fA-F]{64}$",
                                    "description": "SHA-256 that the bytes must have; one file only.",
                                },
                                "whole": WHOLE | {"description": "Each file is one document; before the files."},
                            },
                            "required": ["client_id", "file"],
                        }
                    }
                },
            },
            "responses": {"202": UPLOADED},
        },
    },
    "/api/v1/documents/{id}/content": {
        "get": {
            "operationId": "DownloadDocument",
            "tags": ["Document"],
            "summary": "The file as it was uploaded, or a piece of it.",
            "description": "Roles: owner, accountant, viewer, client.",
            "parameters": [
                ID,
                {
                    "name": "file",
                    "in": "query",
                    "required": False,
                    "schema": {"type": "integer", "minimum": 0, "maximum": 9999},
                    "description": "Which of the document's files, from 1; the first without it.",
                },
                {
                    "name": "Range",
                    "in": "header",
                    "required": False,
                    "schema": {"type": "string"},
                    "description": "One span of bytes (RFC 9110): `bytes=0-1023`.",
                },
            ],
            "responses": {
                "200": {
                    "description": "The file; the ETag is its SHA-256.",
                    "content": {"*/*": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}},
                },
                "206": {
                    "description": "The bytes that Range asked for.",
                    "content": {"*/*": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}},
                },
                "304": {"description": "Not changed since the ETag of If-None-Match."},
            },
        },
        "put": {
            "operationId": "UploadDocument",
            "tags": ["Document"],
            "summary": "Stores one file under an id minted by the sender. Idempotent by id.",
            "description": "Roles: owner, accountant, client.",
            "parameters": [
                ID,
                {
                    "name": "client_id",
                    "in": "query",
                    "required": True,
                    "schema": UUID,
                    "description": "Company that the document belongs to.",
                },
                {
                    "name": "filename",
                    "in": "query",
                    "required": False,
                    "schema": {"type": "string", "maxLength": 1024},
                    "description": "Name of the file.",
                },
                {
                    "name": "whole",
                    "in": "query",
                    "required": False,
                    "schema": WHOLE,
                    "description": "Everything in the file is one document.",
                },
                {
                    "name": "Content-Digest",
                    "in": "header",
                    "required": False,
                    "schema": {"type": "string"},
                    "description": "SHA-256 of the bytes (RFC 9530): `sha-256=:base64:`.",
                },
            ],
            "requestBody": {
                "required": True,
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            },
            "responses": {"202": json_answer("Stored; reading follows.", DOCUMENT)},
        },
    },
    "/api/v1/documents/{id}/pages/{page}": {
        "get": {
            "operationId": "GetPage",
            "tags": ["Document"],
            "summary": "A page of any kind of file as a picture, upright, as the boxes of the extraction expect it.",
            "description": "Roles: owner, accountant, viewer, client. No side is longer than 2200 pixels.",
            "parameters": [
                ID,
                {
                    "name": "page",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "integer", "minimum": 1},
                    "description": "Number of the page through all files of the document.",
                },
                {
                    "name": "width",
                    "in": "query",
                    "required": False,
                    "schema": {"type": "integer", "minimum": 0, "maximum": 10000},
                    "description": "Largest width; rounded down to 160, 320, 480, 640, 960, 1280, 1600 or 2200 pixels.",
                },
                {
                    "name": "version",
                    "in": "query",
                    "required": False,
                    "schema": {"type": "string"},
                    "description": "The document's `pages_version`; with it the answer never changes.",
                },
            ],
            "responses": {
                "200": {
                    "description": "The picture.",
                    "content": {"image/jpeg": {"schema": {"type": "string", "contentMediaType": "image/jpeg"}}},
                },
                "304": {"description": "Not changed since the ETag of If-None-Match."},
            },
        },
    },
    "/api/v1/events": {
        "get": {
            "operationId": "WatchDocuments",
            "tags": ["Document"],
            "summary": "State changes as they happen, as server-sent events.",
            "description": (
                "`event: document` carries a DocumentEvent. `event: resync` says that some were missed: read the "
                "lists again. The stream ends when the access token does."
            ),
            "responses": {
                "200": {"description": "The events.", "content": {"text/event-stream": {"schema": {"type": "string"}}}}
            },
        },
    },
}

OPERATIONS = OWN | UPLOAD_OPERATIONS
