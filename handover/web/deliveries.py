"""What owners ask over HTTP about what leaves the service."""

from sanic import HTTPResponse

from handover.services import deliveries
from handover.web import bodies, cursors, queries, shapes
from handover.web.edge import Call, answer, created, endpoint


@endpoint("GET", "/deliveries", who="owner", query=queries.Deliveries)
async def delivery_list(call: Call) -> HTTPResponse:
    """Read what was sent, waits or is dead, newest first."""
    after = cursors.read(call.query.after)
    found = await deliveries.page(call.lotse.store, call.query.state, call.query.target, after)
    return answer(cursors.page(found, deliveries.PAGE, shapes.delivery, lambda row: (row["created_at"], row["id"])))


@endpoint("POST", "/deliveries/<delivery_id:uuid>/attempts", who="owner", status=201, body=bodies.Empty)
async def send_again(call: Call) -> HTTPResponse:
    """Begin anew with a delivery."""
    delivery_id = call.path["delivery_id"]
    return created(await deliveries.send_again(call.lotse.store, call.lotse.clock, call.command(), delivery_id))


@endpoint("POST", "/deliveries/attempts", who="owner", status=201, body=bodies.SendAgain)
async def send_all_again(call: Call) -> HTTPResponse:
    """Begin anew with all dead deliveries."""
    target = call.body.target
    return created(await deliveries.send_all_again(call.lotse.store, call.lotse.clock, call.command(), target))


@endpoint("GET", "/insights/deliveries", who="owner")
async def delivery_figures(call: Call) -> HTTPResponse:
    """How much was sent, waits and is dead, by target."""
    targets = call.lotse.sender.targets
    counted = await deliveries.counts(call.lotse.store, targets)
    figures = [{"target": name, "configured": name in targets, **states} for name, states in counted.items()]
    return answer({"targets": figures})
