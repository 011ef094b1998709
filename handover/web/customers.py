"""What customers ask over HTTP; the bearer token of the conversation opens it."""

from sanic import HTTPResponse

from handover.domain.conversation import Customer
from handover.domain.events import Audience
from handover.realtime.frames import frames
from handover.services import conversations, identities, reading
from handover.web import asker, auth, bodies, identity, queries, tokens
from handover.web.edge import Call, answer, created, endpoint, nothing

_ONE = "/conversations/<conversation_id:uuid>"


@endpoint("POST", "/conversations", who="anyone", status=201, body=bodies.OpenConversation)
async def open_conversation(call: Call) -> HTTPResponse:
    """Open a conversation and get its token."""
    lotse, body = call.lotse, call.body
    auth.check_site(lotse, call.request)
    await lotse.limits.hit(lotse.rules.conversations_per_minute, "open", asker.address(call.request))
    customer: Customer = identity.customer_of(lotse.rules.identity_keys, body.identity, lotse.clock.now())
    conversation_id, repeated = await conversations.open_conversation(
        lotse.store,
        lotse.clock,
        call.command(),
        spoken=body.language,
        page=body.page.model_dump() if body.page else None,
        customer=customer,
        client=auth.client(lotse, call.request),
    )
    conversation = await reading.one(lotse.store, conversation_id)
    opened = {
        "id": conversation_id,
        "token": tokens.customer_token(lotse.rules.secret_key, conversation_id),
        "floor": conversation.floor,
        "language": conversation.language,
    }
    return answer(opened, 200 if repeated else 201)


@endpoint("PUT", f"{_ONE}/identity", who="customer", body=bodies.Renew)
async def renew_identity(call: Call) -> HTTPResponse:
    """Say anew who the customer is, signed by the host site."""
    lotse = call.lotse
    customer = identity.customer_of(lotse.rules.identity_keys, call.body.identity, lotse.clock.now())
    return answer({"until": await identities.renew(lotse.store, call.conversation_id, customer)})


@endpoint("POST", f"{_ONE}/messages", who="customer", status=201, body=bodies.PostMessage)
async def post_message(call: Call) -> HTTPResponse:
    """Say something, or pick a choice of the newest bot message."""
    body = call.body
    done = await conversations.post_message(
        call.lotse.store,
        call.lotse.clock,
        call.conversation_id,
        call.command(),
        body.text,
        body.choice,
        body.attachments,
    )
    return created(done)


@endpoint("POST", f"{_ONE}/escalation", who="customer", status=201, body=bodies.Empty)
async def ask_for_person(call: Call) -> HTTPResponse:
    """Ask for a person."""
    lotse = call.lotse
    done = await conversations.ask_for_person(
        lotse.store, lotse.clock, lotse.queue, call.conversation_id, call.command()
    )
    return created(done)


@endpoint("DELETE", f"{_ONE}/escalation", who="customer", status=204)
async def withdraw(call: Call) -> HTTPResponse:
    """Stop waiting for a person."""
    await conversations.withdraw(call.lotse.store, call.lotse.clock, call.conversation_id)
    return nothing()


@endpoint("POST", f"{_ONE}/judgements", who="customer", status=201, body=bodies.Judge)
async def judge(call: Call) -> HTTPResponse:
    """Say whether a message of the bot helped."""
    body = call.body
    done = await conversations.judge(
        call.lotse.store,
        call.lotse.clock,
        call.conversation_id,
        call.command(),
        seq=body.seq,
        helpful=body.helpful,
        comment=body.comment,
    )
    return created(done)


@endpoint("POST", f"{_ONE}/rating", who="customer", status=201, body=bodies.Rate)
async def rate(call: Call) -> HTTPResponse:
    """Rate the conversation with one to five stars."""
    body = call.body
    done = await conversations.rate(
        call.lotse.store,
        call.lotse.clock,
        call.conversation_id,
        call.command(),
        stars=body.stars,
        comment=body.comment,
    )
    return created(done)


@endpoint("POST", f"{_ONE}/visits", who="customer", status=201, body=bodies.Visit)
async def visit(call: Call) -> HTTPResponse:
    """Tell that the customer moved to another page."""
    page = {"url": call.body.url, "title": call.body.title}
    done = await conversations.visit(call.lotse.store, call.lotse.clock, call.conversation_id, call.command(), page)
    return created(done)


@endpoint("GET", f"{_ONE}/events", who="customer", query=queries.After)
async def events(call: Call) -> HTTPResponse:
    """Read the log as far as the customer may, 200 numbers at a time."""
    page = await reading.log(call.lotse.store, call.conversation_id, call.query.after)
    await call.lotse.queue.looked(page.conversation)
    read = {
        "events": frames(page.events, Audience.EVERYONE),
        "last_seq": page.last_seq,
        "more": page.more,
        "floor": page.conversation.floor,
        "queue": await call.lotse.queue.standing(page.conversation),
    }
    return answer(read)
