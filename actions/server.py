"""The action server: rasa-sdk's webhook behind a token, without its habit of sending requests back in errors."""

import hmac
from typing import Any

import structlog
from rasa_sdk.interfaces import ActionExecutionRejection, ActionMissingDomainException, ActionNotFoundException
from sanic import Request, Sanic
from sanic.exceptions import PayloadTooLarge, SanicException
from sanic.response import HTTPResponse, json

from actions.backend.port import BackendError
from actions.desk.mails import mail_routes
from actions.desk.routes import desk_routes
from actions.documents.routes import document_routes
from actions.problem import problem, where
from actions.wiring import Parts

# A request carries the whole tracker and the domain; a bounded tracker stays far below.
LARGEST_REQUEST = 8 * 1024 * 1024
RETRY_AFTER_SECONDS = "5"
OPEN_TO_ALL = frozenset({"/health"})
CODES = {404: "not_found", 405: "method_not_allowed", 408: "too_slow", 413: "too_large", 415: "unsupported_media_type"}

log = structlog.get_logger()


def create_app(parts: Parts, token: str, name: str = "actions") -> Sanic[Any, Any]:
    """The server's application; `token` is the only one that it accepts."""
    app: Sanic[Any, Any] = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.ACCESS_LOG = False
    expected = f"Bearer {token}".encode()

    @app.on_request
    async def check_token(request: Request) -> HTTPResponse | None:
        given = request.headers.get("authorization", "").encode(errors="surrogateescape")
        # Compared in constant time: its duration must not tell how much of a guess was right.
        if request.path in OPEN_TO_ALL or hmac.compare_digest(given, expected):
            return None
        return problem(401, "unauthorized", "This server wants the bearer token of LOTSE_BOT_TOKEN.")

    @app.get("/health")
    async def health(_request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        return await run_action(parts, request)

    @app.exception(Exception)
    async def failed(request: Request, exception: Exception) -> HTTPResponse:
        return _answer_for(request, exception)

    @app.after_server_stop
    async def stop(_app: Sanic[Any, Any]) -> None:
        parts.close()

    app.blueprint(desk_routes(parts))
    app.blueprint(document_routes(parts))
    app.blueprint(mail_routes(parts))
    return app


async def run_action(parts: Parts, request: Request) -> HTTPResponse:
    """Run the action that Rasa names; the answer is rasa-sdk's."""
    if request.headers.get("content-encoding"):
        return problem(415, "unsupported_media_type", "Send the request uncompressed.")
    call = request.json  # raises BadRequest (400) when it is no JSON
    if not isinstance(call, dict) or not isinstance(call.get("next_action"), str):
        return problem(400, "malformed", "An object with next_action and tracker is expected.")
    if not _is_tracker(call.get("tracker")):
        return problem(400, "malformed", "The tracker is missing or is none.")
    call.setdefault("domain", {})
    try:
        result = await parts.executor.run(call)
    except ActionNotFoundException:
        return problem(404, "action_not_found", "There is no such action.")
    except (ActionExecutionRejection, ActionMissingDomainException) as exception:
        return problem(400, "action_refused", "The action could not be run.", action_name=exception.action_name)
    return json(result.model_dump() if result else {"events": [], "responses": []})


def _answer_for(request: Request, exception: Exception) -> HTTPResponse:
    if isinstance(exception, SanicException) and exception.status_code < 500:  # noqa: PLR2004
        status = exception.status_code
        message = "The request is too large." if isinstance(exception, PayloadTooLarge) else "The request is not valid."
        return problem(status, CODES.get(status, "malformed"), message)
    if isinstance(exception, BackendError):
        log.warning("shop is silent", path=request.path, detail=exception.detail)
        response = problem(503, "shop_unavailable", "The shop does not answer.")
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
        return response
    log.error("request failed", path=request.path, where=where(exception))
    return problem(500, "internal", "Something went wrong here.")


def _is_tracker(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    kinds = {"slots": dict, "events": list}
    return isinstance(value.get("sender_id"), str) and all(
        isinstance(value.get(key), kind) for key, kind in kinds.items()
    )
