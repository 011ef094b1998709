"""The HTTP interface that the service speaks to the bot."""

from __future__ import annotations

import hmac
from functools import wraps
from typing import TYPE_CHECKING, Any

import orjson
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.response import HTTPResponse, empty, json

from bot.dialogue import Dialogue
from bot.errors import Refused, malformed, unavailable
from bot.locks import Locks
from bot.store import as_json
from bot.tracker_store import own_store
from bot.turn_request import parse_conversation, parse_slots, parse_turn
from bot.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rasa.core.agent import Agent
    from sanic import Sanic
    from sanic.request import Request

    Handler = Callable[..., Awaitable[HTTPResponse]]

_SHORTEST_TOKEN = 16


class ServiceChannel(InputChannel):
    """`/webhooks/service`: turns, conversations and readiness."""

    def __init__(self, token: str, seconds: float, redis: str | None = None) -> None:
        """Ask every caller for `token`, give a turn `seconds`, and keep turns in order through `redis` (a URL)."""
        self._token = token
        self._seconds = seconds
        self._locks = Locks(redis, seconds)
        self._turns: Turns | None = None

    @classmethod
    def name(cls) -> str:
        """The last part of the channel's URL."""
        return "service"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ServiceChannel:
        """Make the channel from credentials.yml.

        Raises:
            RasaException: the token is missing or too short to keep anybody out.
        """
        told = credentials or {}
        token = str(told.get("token") or "")
        if len(token) < _SHORTEST_TOKEN:
            raise RasaException(f"LOTSE_BOT_TOKEN needs at least {_SHORTEST_TOKEN} characters.")
        return cls(token, float(told.get("seconds") or 6), told.get("redis"))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. Rasa's `on_new_message` is not used: it does not tell how a turn went."""
        del on_new_message
        routes = Blueprint("service")

        @routes.get("/")
        async def readiness(request: Request) -> HTTPResponse:
            return json({"status": "ok", "model": self._turns_of(request.app).model})

        @routes.post("/turns")
        @self._authorised
        async def post_turn(request: Request) -> HTTPResponse:
            turns = self._turns_of(request.app)
            domain = _agent(request.app).domain
            turn = parse_turn(_body(request), domain.intents, domain.entities)
            return json(await turns.answer(turn), dumps=as_json)

        @routes.put("/conversations/<conversation:str>")
        @self._authorised
        async def put_conversation(request: Request, conversation: str) -> HTTPResponse:
            slots = parse_slots(_body(request))
            await self._turns_of(request.app).open(parse_conversation(conversation), slots)
            return empty()

        @routes.delete("/conversations/<conversation:str>")
        @self._authorised
        async def delete_conversation(request: Request, conversation: str) -> HTTPResponse:
            await self._turns_of(request.app).forget(parse_conversation(conversation))
            return empty()

        return routes

    async def close(self) -> None:
        """Wait for the turns that run, so that their answers are kept."""
        if self._turns:
            await self._turns.finish()
        await self._locks.close()

    def _authorised(self, handler: Handler) -> Handler:
        @wraps(handler)
        async def checked(request: Request, *args: Any, **kwargs: Any) -> HTTPResponse:
            # Whoever may post turns may read and change orders in any customer's name.
            sent = request.headers.get("authorization", "").encode(errors="surrogateescape")
            if not hmac.compare_digest(sent, f"Bearer {self._token}".encode()):
                raise Refused(401, "unauthorized", "This is for the service alone: send its token.")
            return await handler(request, *args, **kwargs)

        return checked

    def _turns_of(self, app: Sanic) -> Turns:
        if not self._turns:
            agent = _agent(app)
            store = own_store(agent)
            dialogue = Dialogue(agent, store, self._seconds, app.ctx.thresholds)
            self._turns = Turns(dialogue, store.database, self._locks)
        return self._turns


def _agent(app: Sanic) -> Agent:
    agent = getattr(app.ctx, "agent", None)
    if not agent or not agent.is_ready():
        raise unavailable("No model is loaded yet.")
    return agent


def _body(request: Request) -> Any:
    if request.content_type.split(";")[0].strip().lower() != "application/json":
        raise Refused(415, "unsupported_media_type", "Send JSON.")
    try:
        return orjson.loads(request.body)
    except ValueError:
        raise malformed("The body is no JSON.") from None
