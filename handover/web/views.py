"""Saved views of the failure log over HTTP."""

from collections.abc import Mapping
from typing import Any

from sanic import HTTPResponse

from handover.services import views
from handover.web import owners_bodies
from handover.web.edge import Call, answer, created, endpoint, nothing


@endpoint("GET", "/views", who="owner")
async def view_list(call: Call) -> HTTPResponse:
    """Read the saved views, by name."""
    return answer({"items": [_view(row) for row in await views.every(call.lotse.store)], "next": None})


@endpoint("POST", "/views", who="owner", status=201, body=owners_bodies.SaveView)
async def save_view(call: Call) -> HTTPResponse:
    """Keep filters of the failure log under a name, for all owners."""
    lotse, filters = call.lotse, call.body.filters.model_dump(mode="json", exclude_none=True)
    return created(await views.save(lotse.store, lotse.clock, call.command(), call.agent, call.body.name, filters))


@endpoint("DELETE", "/views/<view_id:uuid>", who="owner", status=204)
async def remove_view(call: Call) -> HTTPResponse:
    """Forget a saved view."""
    await views.remove(call.lotse.store, call.path["view_id"])
    return nothing()


def _view(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: row[name] for name in ("id", "name", "filters", "created_at")}
    return told | {"agent": {"id": row["agent_id"], "name": row["agent"]}}
