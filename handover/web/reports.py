"""Reports for owners over HTTP: what customers meet on their way, and how well they are served."""

from datetime import date

from sanic import HTTPResponse

from handover.services import alerts, journey, next_steps, service_levels
from handover.web import queries, shapes
from handover.web.edge import Call, answer, endpoint


@endpoint("GET", "/insights/service-levels", who="owner", query=queries.Period)
async def levels(call: Call) -> HTTPResponse:
    """How well customers were served, in figures."""
    period = call.query.period()
    lotse = call.lotse
    found = await service_levels.service_levels(lotse.store, lotse.clock, lotse.reckoner, lotse.plan, period)
    return answer({"from": period.since, "to": period.until} | found)


@endpoint("GET", "/journey", who="owner")
async def journey_map(call: Call) -> HTTPResponse:
    """The stages of the journey and their touchpoints, as the owner named them."""
    return answer({"stages": [shapes.stage(one) for one in call.lotse.journey.stages]})


@endpoint("GET", "/insights/touchpoints", who="owner", query=queries.Period)
async def touchpoints(call: Call) -> HTTPResponse:
    """What happened at each touchpoint, in figures and in the customers' words."""
    period = call.query.period()
    found = await journey.touchpoints(call.lotse.store, call.lotse.reckoner, period)
    return answer({"from": period.since, "to": period.until} | found)


@endpoint("GET", "/insights/journey", who="owner", query=queries.Period)
async def whole_journey(call: Call) -> HTTPResponse:
    """What happened at each stage of the journey, and how many went which way."""
    period = call.query.period()
    found = await journey.journey(call.lotse.store, call.lotse.reckoner, period)
    return answer({"from": period.since, "to": period.until} | found)


@endpoint("GET", "/alerts", who="owner", query=queries.Period)
async def out_of_band(call: Call) -> HTTPResponse:
    """Read which figures left their band in a period, newest first."""
    first, last = call.lotse.reckoner.days.of_period(call.query.period()) or (date.min, date.max)
    return answer({"items": await alerts.of_period(call.lotse.store, first, last), "next": None})


@endpoint("GET", "/insights/next-steps", who="owner")
async def worth_doing(call: Call) -> HTTPResponse:
    """The five things worth doing next, ranked by what they would save."""
    return answer(await next_steps.next_steps(call.lotse.store, call.lotse.clock, call.lotse.reckoner))
