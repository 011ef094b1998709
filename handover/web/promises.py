"""Answers for later, over HTTP: customers leave a question and an address, agents answer it."""

from functools import partial

from sanic import HTTPResponse

from handover.services import promises
from handover.web import bodies, cursors, queries, shapes
from handover.web.edge import Call, answer, created, endpoint

_ONE = "/conversations/<conversation_id:uuid>"


@endpoint("POST", f"{_ONE}/promise", who="customer", status=201, body=bodies.Promise)
async def promise(call: Call) -> HTTPResponse:
    """Leave a question and an address, and get the time until which it is answered."""
    lotse, body = call.lotse, call.body
    done = await promises.promise(
        lotse.store,
        lotse.clock,
        lotse.queue.plan,
        call.conversation_id,
        call.command(),
        email=body.email,
        text=body.text,
    )
    return created(done)


@endpoint("GET", "/promises", who="staff", query=queries.Promises)
async def still_open(call: Call) -> HTTPResponse:
    """What was promised and not answered yet, the soonest due first."""
    rows = await promises.still_open(call.lotse.store, cursors.read(call.query.after))
    shape = partial(shapes.promise, now=call.lotse.clock.now())
    return answer(cursors.page(rows, promises.PAGE, shape, lambda row: (row["due_at"], row["id"])))


@endpoint("POST", f"{_ONE}/answer", who="agent", status=201, body=bodies.Answer)
async def keep(call: Call) -> HTTPResponse:
    """Answer what was promised, by mail and in the conversation."""
    lotse = call.lotse
    done = await promises.answer(
        lotse.store, lotse.clock, call.conversation_id, call.agent, call.command(), call.body.text
    )
    return created(done)
