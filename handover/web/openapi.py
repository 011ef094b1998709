"""The OpenAPI description of the HTTP part of the protocol, made from the list of endpoints."""

import re
from typing import Any

from sanic import Blueprint, HTTPResponse, Request

from handover.web.edge import ENDPOINTS, Endpoint, answer

openapi = Blueprint("openapi")

_WHO: dict[str, list[dict[str, list[str]]]] = {
    "customer": [{"conversation": []}],
    "agent": [{"signed_in": []}],
    "owner": [{"signed_in": []}],
    "staff": [{"signed_in": []}],
}
_PATH_PARTS = {"uuid": {"type": "string", "format": "uuid"}, "str": {"type": "string"}}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "details"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}, "details": {}},
        }
    },
}


@openapi.get("/api/openapi.json")
async def describe(_request: Request) -> HTTPResponse:
    """Describe the endpoints for programs."""
    return answer(description())


def description() -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Error": _ERROR}
    for served in ENDPOINTS:
        path = re.sub(r"<(\w+):\w+>", r"{\1}", served.path)
        operation = _operation(served, schemas)
        # OpenAPI has one operation for a path and a method; customers and staff share some.
        present = paths.setdefault(path, {}).setdefault(served.method.lower(), operation)
        if present is not operation:
            _merge(present, operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lotse", "version": "1", "description": "See docs/protocol.md for sockets and events."},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "conversation": {"type": "http", "scheme": "bearer"},
                "signed_in": {"type": "apiKey", "in": "cookie", "name": "lotse_signed_in"},
            },
        },
    }


def _operation(served: Endpoint, schemas: dict[str, Any]) -> dict[str, Any]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": _PATH_PARTS[kind]}
        for name, kind in re.findall(r"<(\w+):(\w+)>", served.path)
    ]
    in_query = []
    if served.query:
        described = served.query.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(described.pop("$defs", {}))
        in_query = [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in described["properties"].items()
        ]
    operation: dict[str, Any] = {
        "operationId": served.handler.__name__,
        "summary": served.summary,
        "tags": [served.who],
        "security": _WHO.get(served.who, []),
        "parameters": in_path + in_query,
        "responses": {
            str(served.status): {"description": "It worked."},
            "default": {
                "description": "An error.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            },
        },
    }
    if served.body:
        described = served.body.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(described.pop("$defs", {}))
        schemas[served.body.__name__] = described
        reference = {"$ref": f"#/components/schemas/{served.body.__name__}"}
        kind = "multipart/form-data" if served.upload else "application/json"
        operation["requestBody"] = {"required": True, "content": {kind: {"schema": reference}}}
    return operation


def _merge(present: dict[str, Any], other: dict[str, Any]) -> None:
    present["summary"] += f" / {other['summary']}"
    present["tags"] += other["tags"]
    present["security"] = present["security"] + other["security"]
    present["responses"] |= other["responses"]
    if "requestBody" in present and present["requestBody"] != other.get("requestBody", present["requestBody"]):
        mine = present["requestBody"]["content"]["application/json"]
        mine["schema"] = {"anyOf": [mine["schema"], other["requestBody"]["content"]["application/json"]["schema"]]}
