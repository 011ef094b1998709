"""What agents ask over HTTP, signed in with a cookie."""

from sanic import HTTPResponse

from handover.domain.agent import Availability
from handover.domain.events import Audience
from handover.realtime.frames import frames
from handover.realtime.hub import agent_topic
from handover.services import agents, handovers, reading, routing
from handover.services.agents import SIGNED_IN_FOR
from handover.web import auth, bodies, queries, records, shapes
from handover.web.edge import Call, answer, created, endpoint, nothing

_ONE = "/conversations/<conversation_id:uuid>"


@endpoint("POST", "/session", who="anyone", body=bodies.SignIn)
async def sign_in(call: Call) -> HTTPResponse:
    """Sign in; the answer sets the cookie."""
    lotse, body = call.lotse, call.body
    auth.check_own_origin(call.request)
    address, most = auth.address(call.request), lotse.rules.sign_ins_per_minute
    await lotse.limits.hit(most, "sign-in", address, body.email.strip().lower())
    # Also in all: one password tried on many accounts, and each try costs a tenth of a second of a processor.
    await lotse.limits.hit(most * 6, "sign-in", address)
    person, token = await agents.sign_in(lotse.store, lotse.clock, body.email, body.password)
    response = answer({"agent": shapes.agent(person)})
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
    call.lotse.hub.nudge(agent_topic(call.agent.id))
    response = nothing()
    response.add_cookie(auth.COOKIE, "", max_age=0, secure=call.lotse.rules.secure_cookies, samesite="Strict")
    return response


@endpoint("GET", "/me", who="staff")
async def me(call: Call) -> HTTPResponse:
    """Who is signed in."""
    return answer(shapes.agent(call.agent))


@endpoint("PUT", "/me/availability", who="agent", body=bodies.SetAvailability)
async def set_availability(call: Call) -> HTTPResponse:
    """Say whether one is there."""
    await agents.set_availability(call.lotse.store, call.agent, Availability(call.body.state))
    return answer({"state": call.body.state})


@endpoint("GET", "/conversations", who="staff", query=queries.Conversations)
async def search(call: Call) -> HTTPResponse:
    """Find conversations, newest first."""
    query = call.query
    found = await reading.search(call.lotse.store, query.floor, query.q, shapes.read_cursor(query.after))
    last = found[-1] if len(found) == reading.PAGE else None
    return answer(
        {
            "items": [shapes.summary(conversation) for conversation in found],
            "next": shapes.cursor(last.opened_at, last.id) if last else None,
        }
    )


@endpoint("GET", _ONE, who="staff")
async def conversation(call: Call) -> HTTPResponse:
    """One conversation with everything an agent needs to know beside the log."""
    store = call.lotse.store
    found = await reading.one(store, call.conversation_id)
    handover = await reading.open_handover(store, found)
    rating = await reading.newest_rating(store, found.id)
    queue = await routing.queue_position(store, found)
    details = {
        "context": found.context,
        **await records.of_customer(call.lotse, found),
        "earlier": [shapes.summary(earlier) for earlier in await reading.earlier(store, found)],
        "handover": handover,
        "rating": dict(rating.data) if rating else None,
    }
    return answer(shapes.summary(found, queue["position"] if queue else None) | details)


@endpoint("GET", f"{_ONE}/events", who="staff", query=queries.After)
async def log(call: Call) -> HTTPResponse:
    """Read the whole log, 200 events at a time."""
    page = await reading.log(call.lotse.store, call.conversation_id, call.query.after)
    return answer(
        {
            "events": frames(page.events, Audience.STAFF),
            "last_seq": page.last_seq,
            "more": page.more,
            "floor": page.conversation.floor,
        }
    )


@endpoint("PUT", f"{_ONE}/assignment", who="agent", body=bodies.Empty)
async def accept(call: Call) -> HTTPResponse:
    """Accept a waiting conversation."""
    accepted = await handovers.accept(call.lotse.store, call.lotse.clock, call.conversation_id, call.agent)
    return answer(shapes.summary(accepted))


@endpoint("DELETE", f"{_ONE}/assignment", who="agent", status=204, body=bodies.Release)
async def release(call: Call) -> HTTPResponse:
    """Give a conversation back to the queue."""
    body = call.body
    to = body.to.model_dump(mode="json", exclude_none=True) if body.to else None
    await handovers.release(call.lotse.store, call.lotse.clock, call.conversation_id, call.agent, body.reason, to)
    return nothing()


@endpoint("POST", f"{_ONE}/return", who="agent", status=201, body=bodies.ReturnToBot)
async def return_to_bot(call: Call) -> HTTPResponse:
    """Hand a conversation back to the bot."""
    body = call.body
    done = await handovers.return_to_bot(
        call.lotse.store,
        call.lotse.clock,
        call.conversation_id,
        call.agent,
        call.command(),
        body.summary,
        body.slots,
    )
    return created(done)


@endpoint("POST", f"{_ONE}/resolution", who="agent", status=201, body=bodies.Resolve)
async def resolve(call: Call) -> HTTPResponse:
    """End the handover and the conversation."""
    body = call.body
    done = await handovers.resolve(
        call.lotse.store,
        call.lotse.clock,
        call.conversation_id,
        call.agent,
        call.command(),
        body.outcome,
        body.cause,
        body.note,
    )
    return created(done)


@endpoint("POST", f"{_ONE}/messages", who="agent", status=201, body=bodies.PostAgentMessage)
async def post_agent_message(call: Call) -> HTTPResponse:
    """Write to the customer, or a note for staff."""
    body = call.body
    done = await handovers.post_message(
        call.lotse.store,
        call.lotse.clock,
        call.conversation_id,
        call.agent,
        call.command(),
        body.text,
        Audience(body.audience),
        body.attachments,
    )
    return created(done)
