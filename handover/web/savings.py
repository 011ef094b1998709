"""What self-service saves, and what owners say that their service costs."""

from sanic import HTTPResponse

from handover.services import savings
from handover.web import owners_bodies, queries
from handover.web.edge import Call, answer, endpoint


@endpoint("GET", "/insights/savings", who="owner", query=queries.Period)
async def what_is_saved(call: Call) -> HTTPResponse:
    """What is saved at the pace of a period, part by part."""
    lotse, period = call.lotse, call.query.period()
    found = await savings.reckon(lotse.store, lotse.clock, lotse.reckoner, lotse.plan, period)
    return answer({"from": period.since, "to": period.until} | found)


@endpoint("PUT", "/insights/savings/assumptions", who="owner", body=owners_bodies.Assumptions)
async def assumptions(call: Call) -> HTTPResponse:
    """Say what is known better than it is measured, and what an hour costs."""
    return answer(await savings.assume(call.lotse.store, call.lotse.clock, call.agent, call.body.model_dump()))
