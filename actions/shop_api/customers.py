"""The API's customers and the readers of its newsletter."""

import asyncio
from concurrent.futures import Executor

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.backend.keep import check_email
from actions.backend.port import Accounts
from actions.shop_api import shapes
from actions.shop_api.bodies import AddressChangeBody, NewsletterBody, read


def customer_routes(shop: Accounts, threads: Executor) -> Blueprint:
    """`/v1/customers/{email}` and `/v1/newsletter/{email}`."""
    routes = Blueprint("customers", url_prefix="/v1")

    @routes.get("/customers/<email:str>", unquote=True)
    async def by_email(_request: Request, email: str) -> HTTPResponse:
        found = await asyncio.get_running_loop().run_in_executor(threads, shop.account, email)
        if found is None:
            raise KeyError(email)
        return json(shapes.customer(found))

    @routes.put("/customers/<email:str>/address_change", unquote=True)
    async def move(request: Request, email: str) -> HTTPResponse:
        key, wanted = _key(request), read(request.body, AddressChangeBody)
        address, from_on = wanted.address.address(), wanted.valid_from
        moved = await asyncio.get_running_loop().run_in_executor(
            threads, lambda: shop.move_account(email, address, from_on, key)
        )
        return json(shapes.customer(moved))

    @routes.post("/customers/<email:str>/password_resets", unquote=True)
    async def reset(request: Request, email: str) -> HTTPResponse:
        key = _key(request)
        link = await asyncio.get_running_loop().run_in_executor(threads, lambda: shop.reset_link(email, key))
        if link is None:
            raise KeyError(email)
        return json({"url": link}, status=201)

    @routes.get("/newsletter/<email:str>", unquote=True)
    async def reader(_request: Request, email: str) -> HTTPResponse:
        subscribed = await asyncio.get_running_loop().run_in_executor(threads, shop.subscribes, check_email(email))
        return json({"email": email.lower(), "subscribed": subscribed})

    @routes.put("/newsletter/<email:str>", unquote=True)
    async def subscribe(request: Request, email: str) -> HTTPResponse:
        key, wanted = _key(request), read(request.body, NewsletterBody).subscribed
        await asyncio.get_running_loop().run_in_executor(
            threads, lambda: shop.set_newsletter(email, key, wanted=wanted)
        )
        return json({"email": email.lower(), "subscribed": wanted})

    return routes


def _key(request: Request) -> str:
    return request.headers.get("idempotency-key", "")
