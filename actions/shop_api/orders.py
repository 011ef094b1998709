"""The API's orders."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.backend.keep import check_email
from actions.backend.model import Change
from actions.backend.port import Orders
from actions.shop_api import shapes
from actions.shop_api.bodies import AddressBody, ReturnBody, read
from actions.shop_api.paging import page_of


def order_routes(shop: Orders, threads: Executor) -> Blueprint:
    """`/v1/orders`: by number, by customer, and what can be changed about one."""
    routes = Blueprint("orders", url_prefix="/v1/orders")

    @routes.get("/")
    async def by_customer(request: Request) -> HTTPResponse:
        email = check_email(request.args.get("customer_email", ""))
        found = await asyncio.get_running_loop().run_in_executor(threads, shop.orders_of, email)
        return json(page_of(request, found, shapes.order))

    @routes.get("/<number:str>", unquote=True)
    async def by_number(_request: Request, number: str) -> HTTPResponse:
        found = await asyncio.get_running_loop().run_in_executor(threads, shop.order, number)
        if found is None:
            raise KeyError(number)
        return json(shapes.order(found))

    async def change(what: Callable[[], Change], created: int = 200) -> HTTPResponse:
        outcome = await asyncio.get_running_loop().run_in_executor(threads, what)
        if not outcome.done:
            return json({"error": "conflict", "message": "The order is not in a state for this."}, status=409)
        return json(shapes.order(outcome.order), status=created)

    @routes.post("/<number:str>/cancellation", unquote=True)
    async def cancel(request: Request, number: str) -> HTTPResponse:
        key = _key(request)
        return await change(lambda: shop.cancel(number, key))

    @routes.put("/<number:str>/shipping_address", unquote=True)
    async def change_address(request: Request, number: str) -> HTTPResponse:
        key, address = _key(request), read(request.body, AddressBody).address()
        return await change(lambda: shop.change_address(number, address, key))

    @routes.post("/<number:str>/returns", unquote=True)
    async def start_return(request: Request, number: str) -> HTTPResponse:
        key, articles = _key(request), read(request.body, ReturnBody).article_numbers
        return await change(lambda: shop.start_return(number, articles, key), created=201)

    @routes.post("/<number:str>/refund", unquote=True)
    async def pay_back(request: Request, number: str) -> HTTPResponse:
        key = _key(request)
        return await change(lambda: shop.pay_back(number, key), created=201)

    return routes


def _key(request: Request) -> str:
    return request.headers.get("idempotency-key", "")
