"""The desk's data: orders for the agent's console, from the same shop. Agents were authorised by the service."""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.backend.port import BackendSlowError
from actions.desk_shapes import order_json
from actions.problem import problem

if TYPE_CHECKING:
    from actions.wiring import Parts

Answer = TypeVar("Answer")
ORDER_NUMBER = re.compile(r"BW-\d{6}")
LONGEST_EMAIL = 254


def desk_routes(parts: "Parts") -> Blueprint:
    """`GET /desk/orders?email=` and `GET /desk/orders/{number}`."""
    desk = Blueprint("desk", url_prefix="/desk")

    @desk.get("/orders")
    async def orders_of(request: Request) -> HTTPResponse:
        email = (request.args.get("email") or "").strip()
        if not email or len(email) > LONGEST_EMAIL:
            return problem(422, "not_valid", "An e-mail address is expected: ?email=")
        orders = await _ask(parts, parts.shop.orders_of, email)
        return json({"items": [order_json(order) for order in orders], "next": None})

    @desk.get("/orders/<number:str>")
    async def order(_request: Request, number: str) -> HTTPResponse:
        if not ORDER_NUMBER.fullmatch(number):
            return problem(404, "order_not_found", "There is no such order.")
        found = await _ask(parts, parts.shop.order, number)
        if found is None:
            return problem(404, "order_not_found", "There is no such order.")
        return json(order_json(found))

    return desk


async def _ask(parts: "Parts", question: Callable[[str], Answer], about: str) -> Answer:
    """Ask the shop in a thread, and wait no longer than an action does."""
    try:
        async with asyncio.timeout(parts.action_seconds):
            return await asyncio.get_running_loop().run_in_executor(parts.threads, question, about)
    except TimeoutError as error:
        raise BackendSlowError(f"the desk got no answer within {parts.action_seconds:g} s") from error
