"""The demo shop's own REST API: an ordinary one, in front of the same database."""

import hmac
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse, json

from actions.backend.once import KeyUsedError
from actions.backend.port import BackendError, Shop
from actions.problem import where
from actions.shop_api import shapes
from actions.shop_api.bodies import InvalidBodyError
from actions.shop_api.customers import customer_routes
from actions.shop_api.orders import order_routes
from actions.shop_api.paging import page_of

LARGEST_REQUEST = 64 * 1024
THREADS = 8
CHANGES = frozenset({"POST", "PUT"})

log = structlog.get_logger()


def create_app(shop: Shop, token: str, name: str = "shop") -> Sanic[Any, Any]:
    """The API's application; `token` is the only one that it accepts."""
    app: Sanic[Any, Any] = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.ACCESS_LOG = False
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="shop")
    expected = f"Bearer {token}".encode()

    @app.on_request
    async def check(request: Request) -> HTTPResponse | None:
        given = request.headers.get("authorization", "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, expected):
            return _error(401, "unauthorized", "A bearer token is expected.")
        if request.method in CHANGES and not request.headers.get("idempotency-key"):
            return _error(400, "idempotency_key_missing", "Changes need the header Idempotency-Key.")
        return None

    @app.get("/v1/articles")
    async def articles(request: Request) -> HTTPResponse:
        found = await app.loop.run_in_executor(threads, shop.articles)
        return json(page_of(request, found, shapes.article))

    @app.exception(Exception)
    async def failed(request: Request, exception: Exception) -> HTTPResponse:
        return _answer_for(request, exception)

    @app.after_server_stop
    async def stop(_app: Sanic[Any, Any]) -> None:
        threads.shutdown(wait=False, cancel_futures=True)

    app.blueprint(order_routes(shop, threads))
    app.blueprint(customer_routes(shop, threads))
    return app


def _answer_for(request: Request, exception: Exception) -> HTTPResponse:
    match exception:
        case KeyUsedError():
            return _error(422, "idempotency_key_used", "This Idempotency-Key was used for another change.")
        case InvalidBodyError() | ValueError():
            return _error(422, "invalid", str(exception))
        case KeyError():
            return _error(404, "not_found", "There is no such thing.")
        case BackendError():
            log.warning("shop database is silent", detail=exception.detail)
            return _error(503, "unavailable", "The shop does not answer.")
        case SanicException() if exception.status_code < 500:  # noqa: PLR2004
            return _error(exception.status_code, "not_valid", "The request is not valid.")
    log.error("request failed", path=request.path, where=where(exception))
    return _error(500, "internal", "Something went wrong here.")


def _error(status: int, code: str, message: str) -> HTTPResponse:
    return json({"error": code, "message": message}, status=status)
