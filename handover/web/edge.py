"""One shape for all endpoints: authorise, parse, call one use case, answer. And one list of them, for the docs."""

import hashlib
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError
from sanic import Blueprint, HTTPResponse, Request

from handover.domain.agent import Agent, Role
from handover.domain.errors import NotSignedInError, NotValidError
from handover.services.commands import Done
from handover.storage.transaction import Command
from handover.web import auth, strict_json
from handover.web.lotse import Lotse
from handover.web.malformed import MalformedError, UnsupportedMediaTypeError
from handover.web.uploads import read_out

# A body of nothing but unknown fields must not be answered with four times its size.
_MOST_PROBLEMS, _LONGEST_FIELD = 20, 100

# Who may ask; None stands for everybody.
ROLES = {"agent": (Role.AGENT,), "owner": (Role.OWNER,), "staff": (Role.AGENT, Role.OWNER)}


@dataclass(frozen=True, slots=True)
class Call:
    """One request, authorised and parsed.

    Attributes:
        conversation_id: From the path; for customers only if their token opens it.
        agent: Who is signed in, on endpoints for agents and owners.
    """

    request: Request
    lotse: Lotse
    conversation_id: UUID
    agent: Agent
    body: Any
    query: Any
    path: dict[str, Any]

    def command(self) -> Command:
        """What makes a repetition of this request recognisable."""
        # One scope for all who write in a conversation: clients tell messages apart by their ids alone.
        scope = str(self.conversation_id) if self.conversation_id else "conversations"
        who = self.agent.id if self.agent else "customer"
        said = self.body.model_dump_json(exclude={"id"})
        asked = f"{who} {self.request.method} {self.request.path}\n{said}"
        fingerprint = hashlib.sha256(asked.encode()).hexdigest()
        return Command(scope, self.body.id, fingerprint)


# A handler that streams answers None.
Handler = Callable[[Call], Coroutine[Any, Any, HTTPResponse | None]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Something that can be asked for; the docs are made from these. `upload`: its body is a form with a file."""

    method: str
    path: str
    who: str
    status: int
    summary: str
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    handler: Handler
    upload: bool = False


ENDPOINTS: list[Endpoint] = []

api = Blueprint("api", url_prefix="/api")


def endpoint(
    method: str,
    path: str,
    *,
    who: str,
    status: int = 200,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    upload: bool = False,
) -> Callable[[Handler], Handler]:
    """Serve a handler at a path.

    Where customers and staff share a path there is a handler for each; whoever sends a bearer token is a customer, and
    their cookies are ignored.

    Args:
        method: GET, POST, PUT or DELETE.
        path: A Sanic path below `/api`; `<conversation_id:uuid>` in it is checked against the customer's token.
        who: `anyone`, `customer`, `agent`, `owner` or `staff` (agent or owner).
        status: What it answers when it worked, for the docs.
        body: The model of its body.
        query: The model of its query.
        upload: Whether the body is a form with a file, read while it arrives; all who share the path must agree.
    """

    def decorate(handler: Handler) -> Handler:
        summary = (handler.__doc__ or "").splitlines()[0]
        served = Endpoint(method, f"/api{path}", who, status, summary, body, query, handler, upload)
        sharing = [other for other in ENDPOINTS if (other.method, other.path) == (method, served.path)]
        ENDPOINTS.append(served)
        if not sharing:
            serve = (_serve_upload if upload else _serve)(method, served.path)
            api.add_route(serve, path, methods=[method], name=handler.__name__, stream=upload, ignore_body=False)
        return handler

    return decorate


def _serve(method: str, path: str) -> Callable[..., Coroutine[Any, Any, HTTPResponse | None]]:
    async def handle(request: Request, **arguments: Any) -> HTTPResponse | None:
        here = [endpoint for endpoint in ENDPOINTS if (endpoint.method, endpoint.path) == (method, path)]
        as_customer = auth.bearer(request) is not None
        served = next((one for one in here if (one.who == "customer") == as_customer), here[0])
        return await served.handler(await _call(request, served, arguments))

    return handle


def _serve_upload(method: str, path: str) -> Callable[..., Coroutine[Any, Any, HTTPResponse | None]]:
    serve = _serve(method, path)

    async def handle(request: Request, **arguments: Any) -> HTTPResponse | None:
        try:
            return await serve(request, **arguments)
        except Exception:
            await read_out(request)
            raise

    return handle


async def _call(request: Request, served: Endpoint, arguments: dict[str, Any]) -> Call:
    lotse = lotse_of(request)
    conversation_id, agent = arguments.get("conversation_id"), None
    if served.who == "customer":
        auth.check_site(lotse, request)
        auth.conversation_for_customer(lotse, auth.bearer(request), arguments["conversation_id"])
        if request.method != "GET":
            await lotse.limits.hit(lotse.rules.messages_per_minute, "customer", str(conversation_id))
    elif served.who in ROLES:
        if auth.bearer(request) is not None:
            # Whoever sends a token asks as a customer; the cookie of the same browser must not answer for them.
            raise NotSignedInError("This is for staff, who sign in with a cookie and send no token.")
        if request.method != "GET":
            auth.check_own_origin(request)
        agent = await auth.signed_in(lotse, request, *ROLES[served.who])
        if agent.role is Role.AGENT:
            await lotse.presence.renew(agent)
    if served.body and served.upload:
        parsed: BaseModel | None = _valid(served.body, await lotse.uploads.read(request))
    else:
        parsed = _parse_body(request, served.body) if served.body else None
    asked = _valid(served.query, dict(request.query_args)) if served.query else None
    return Call(request, lotse, conversation_id, agent, parsed, asked, arguments)  # type: ignore[arg-type]


def _parse_body(request: Request, model: type[BaseModel]) -> BaseModel:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaTypeError("Send JSON, with Content-Type: application/json.")
    try:
        data = strict_json.loads(request.body)
        # Half of a surrogate pair is valid JSON, but no text that could be stored or sent on.
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise MalformedError("The body is not valid JSON.") from error
    if not isinstance(data, dict):
        raise MalformedError("The body must be a JSON object.")
    return _valid(model, data)


def _valid(model: type[BaseModel], data: dict[str, Any]) -> BaseModel:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        problems = [
            {"field": ".".join(str(part) for part in problem["loc"])[:_LONGEST_FIELD], "problem": problem["msg"]}
            for problem in found[:_MOST_PROBLEMS]
        ]
        first = problems[0]
        raise NotValidError(f"{first['field'] or 'body'}: {first['problem']}", problems) from error


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value)} is not JSON")


def dumps(data: Any) -> str:
    """JSON with times in RFC 3339 and ids as text."""
    return json.dumps(data, default=_plain, ensure_ascii=False, separators=(",", ":"))


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> HTTPResponse:
    """A JSON answer; nothing of it may be kept by a cache."""
    return HTTPResponse(
        dumps(data), status, headers={"Cache-Control": "no-store"} | (headers or {}), content_type="application/json"
    )


def created(done: Done) -> HTTPResponse:
    """201, or 200 when this very request had been carried out before."""
    return answer(done.answer, 200 if done.repeated else 201)


def nothing() -> HTTPResponse:
    """204."""
    return HTTPResponse(status=204)


def lotse_of(request: Request) -> Lotse:
    """The parts of the service that this request runs in."""
    lotse: Lotse = request.app.ctx.lotse
    return lotse
