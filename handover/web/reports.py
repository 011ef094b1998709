"""Reports for owners over HTTP: what customers meet on their way, and how well they are served."""

from sanic import HTTPResponse

from handover.services import service_levels
from handover.web import queries
from handover.web.edge import Call, answer, endpoint


@endpoint("GET", "/insights/service-levels", who="owner", query=queries.Period)
async def levels(call: Call) -> HTTPResponse:
    """How well customers were served, in figures."""
    period = call.query.period()
    found = await service_levels.service_levels(call.lotse.store, call.lotse.reckoner, call.lotse.plan, period)
    return answer({"from": period.since, "to": period.until} | found)
