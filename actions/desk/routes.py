"""The desk's data: orders and accounts from the same shop, for agents whom the service has authorised."""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.backend.port import BackendSlowError
from actions.desk.shapes import account_json, order_json
from actions.problem import problem

if TYPE_CHECKING:
    from actions.wiring import Parts

Answer = TypeVar("Answer")
ORDER_NUMBER = re.compile(r"BW-\d{6}")
LONGEST_EMAIL = 254
NO_EMAIL = (422, "not_valid", "An e-mail address is expected: ?email=")


def desk_routes(parts: "Parts") -> Blueprint:
    """`GET /desk/orders?email=`, `GET /desk/orders/{number}` and `GET /desk/accounts?email=`."""
    desk = Blueprint("desk", url_prefix="/desk")

    @desk.get("/orders")
    async def orders_of(request: Request) -> HTTPResponse:
        email = _email(request)
        if email is None:
            return problem(*NO_EMAIL)
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

    @desk.get("/accounts")
    async def account_of(request: Request) -> HTTPResponse:
        email = _email(request)
        if email is None:
            return problem(*NO_EMAIL)
        found = await _ask(parts, parts.shop.account, email)
        if found is None:
            return problem(404, "account_not_found", "There is no such account.")
        return json(account_json(found))

    return desk


def _email(request: Request) -> str | None:
    email = (request.args.get("email") or "").strip()
    return email if 0 < len(email) <= LONGEST_EMAIL else None


async def _ask(parts: "Parts", question: Callable[[str], Answer], about: str) -> Answer:
    """Ask the shop in a thread, and wait no longer than an action does."""
    try:
        async with asyncio.timeout(parts.action_seconds):
            return await asyncio.get_running_loop().run_in_executor(parts.threads, question, about)
    except TimeoutError as error:
        raise BackendSlowError(f"the desk got no answer within {parts.action_seconds:g} s") from error
