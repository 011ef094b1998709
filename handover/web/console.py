"""What agents ask over HTTP about conversations, signed in with a cookie."""

from functools import partial

from sanic import HTTPResponse

from handover.domain.errors import NotFoundError
from handover.domain.events import Audience
from handover.realtime.frames import frames
from handover.services import handovers, reading
from handover.web import bodies, cursors, queries, records, shapes
from handover.web.edge import Call, answer, created, endpoint, nothing

_ONE = "/conversations/<conversation_id:uuid>"


@endpoint("GET", "/conversations", who="staff", query=queries.Conversations)
async def search(call: Call) -> HTTPResponse:
    """Find conversations, newest first."""
    query, lotse = call.query, call.lotse
    found = await reading.search(lotse.store, query.floor, query.q, cursors.read(query.after))
    shape = partial(shapes.summary, plan=lotse.plan, journey=lotse.journey)
    return answer(cursors.page(found, reading.PAGE, shape, lambda one: (one.opened_at, one.id)))


@endpoint("GET", _ONE, who="staff")
async def conversation(call: Call) -> HTTPResponse:
    """One conversation with everything an agent needs to know beside the log."""
    lotse, store = call.lotse, call.lotse.store
    found = await reading.one(store, call.conversation_id)
    handover = await reading.open_handover(store, found)
    rating = await reading.newest_rating(store, found.id)
    queue = await call.lotse.queue.standing(found)
    details = {
        "context": found.context,
        **await records.of_customer(call.lotse, found),
        "earlier": [
            shapes.summary(earlier, lotse.plan, lotse.journey) for earlier in await reading.earlier(store, found)
        ],
        "handover": handover,
        "rating": dict(rating.data) if rating else None,
    }
    position = queue["position"] if queue else None
    return answer(shapes.summary(found, lotse.plan, lotse.journey, position) | details)


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
    return answer(shapes.summary(accepted, call.lotse.plan, call.lotse.journey))


@endpoint("DELETE", f"{_ONE}/offer", who="agent", status=204)
async def decline(call: Call) -> HTTPResponse:
    """Do not take what was offered; somebody else is asked."""
    await handovers.decline(call.lotse.store, call.lotse.clock, call.conversation_id, call.agent)
    return nothing()


@endpoint("DELETE", f"{_ONE}/assignment", who="agent", status=204, body=bodies.Release)
async def release(call: Call) -> HTTPResponse:
    """Give a conversation back to the queue."""
    body = call.body
    to = body.to.model_dump(mode="json", exclude_none=True) if body.to else None
    if body.to and body.to.team and body.to.team not in call.lotse.plan.teams:
        raise NotFoundError("There is no such team.")
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
