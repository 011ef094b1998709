"""What owners ask over HTTP: how conversations ended, and what was refused."""

from sanic import HTTPResponse

from handover.services import insights, refusals
from handover.web import cursors, queries, shapes
from handover.web.edge import Call, answer, endpoint


@endpoint("GET", "/insights/outcomes", who="owner", query=queries.Period)
async def outcomes(call: Call) -> HTTPResponse:
    """How conversations ended and where self-service failed, in figures."""
    period = call.query.period()
    figures = await insights.outcomes(call.lotse.store, call.lotse.reckoner, period)
    return answer({"from": period.since, "to": period.until} | figures)


@endpoint("GET", "/contacts", who="owner", query=queries.Contacts)
async def contacts(call: Call) -> HTTPResponse:
    """Read the conversations behind a figure, newest first."""
    after = cursors.read(call.query.after)
    found = await insights.contacts(call.lotse.store, call.lotse.reckoner, call.query.wanted(), after)
    return answer(
        cursors.page(found, insights.PAGE, shapes.contact, lambda row: (row["opened_at"], row["conversation_id"]))
    )


@endpoint("GET", "/refusals", who="owner", query=queries.Refusals)
async def refused_access(call: Call) -> HTTPResponse:
    """Read what was refused, newest first."""
    found = await refusals.page(call.lotse.store, call.query.wanted(), cursors.read(call.query.after))
    return answer(cursors.page(found, refusals.PAGE, shapes.refusal, lambda row: (row["at"], row["id"])))


@endpoint("GET", "/insights/refusals", who="owner", query=queries.Period)
async def refusal_figures(call: Call) -> HTTPResponse:
    """What was refused, in figures, and what of it looks like guessing."""
    since, until = call.query.since, call.query.until
    return answer({"from": since, "to": until} | await refusals.summary(call.lotse.store, since, until))
