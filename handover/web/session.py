"""Who works here: signing in and out, being there, and colleagues."""

from sanic import HTTPResponse

from handover.domain.agent import Agent, Availability, Role
from handover.realtime.hub import QUEUE, agent_topic
from handover.services import agents
from handover.services.agents import SIGNED_IN_FOR
from handover.web import asker, auth, bodies, shapes
from handover.web.edge import Call, answer, endpoint, nothing
from handover.web.lotse import Lotse


@endpoint("POST", "/session", who="anyone", body=bodies.SignIn)
async def sign_in(call: Call) -> HTTPResponse:
    """Sign in; the answer sets the cookie."""
    lotse, body = call.lotse, call.body
    auth.check_own_origin(call.request)
    address, most = asker.address(call.request), lotse.rules.sign_ins_per_minute
    await lotse.limits.hit(most, "sign-in", address, body.email.strip().lower())
    # Also in all: one password tried on many accounts, and each try costs a tenth of a second of a processor.
    await lotse.limits.hit(most * 6, "sign-in", address)
    person, token = await agents.sign_in(lotse.store, lotse.clock, body.email, body.password)
    if person.role is Role.AGENT:
        await lotse.presence.begin(person)
    response = answer({"agent": _for_themselves(lotse, person)})
    response.add_cookie(
        auth.COOKIE,
        token,
        httponly=True,
        secure=lotse.rules.secure_cookies,
        samesite="Strict",
        max_age=int(SIGNED_IN_FOR.total_seconds()),
    )
    return response


@endpoint("DELETE", "/session", who="staff", status=204)
async def sign_out(call: Call) -> HTTPResponse:
    """Sign out."""
    await agents.sign_out(call.lotse.store, call.agent, str(call.request.cookies.get(auth.COOKIE)))
    await call.lotse.presence.end(call.agent)
    call.lotse.router.wake()
    call.lotse.hub.nudge(QUEUE)
    call.lotse.hub.nudge(agent_topic(call.agent.id))
    response = nothing()
    response.add_cookie(auth.COOKIE, "", max_age=0, secure=call.lotse.rules.secure_cookies, samesite="Strict")
    return response


@endpoint("GET", "/me", who="staff")
async def me(call: Call) -> HTTPResponse:
    """Who is signed in."""
    return answer(_for_themselves(call.lotse, call.agent))


def _for_themselves(lotse: Lotse, person: Agent) -> shapes.Json:
    """Somebody signed in, for themselves."""
    return shapes.agent(person, lotse.queue.plan, push=lotse.router.rules.push)


@endpoint("PUT", "/me/availability", who="agent", body=bodies.SetAvailability)
async def set_availability(call: Call) -> HTTPResponse:
    """Say whether one is there."""
    await agents.set_availability(call.lotse.store, call.agent, Availability(call.body.state))
    call.lotse.hub.nudge(agent_topic(call.agent.id))
    call.lotse.router.wake()
    call.lotse.hub.nudge(QUEUE)
    return answer({"state": call.body.state})


@endpoint("GET", "/agents", who="staff")
async def colleagues(call: Call) -> HTTPResponse:
    """Everybody who answers customers, there or not, with how much they have."""
    lotse = call.lotse
    desks, now = await agents.colleagues(lotse.store), lotse.clock.now()
    return answer({"items": [shapes.colleague(desk, lotse.queue.plan, now) for desk in desks], "next": None})


@endpoint("GET", "/teams", who="staff")
async def teams(call: Call) -> HTTPResponse:
    """The teams, and whether they are open."""
    plan, now = call.lotse.queue.plan, call.lotse.clock.now()
    return answer({"items": [shapes.team(one, plan, now) for one in plan.teams.values()], "next": None})
