"""One Rasa, which runs in a process of its own: one HTTP request for each turn."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import httpx
from pydantic import ValidationError

from handover.adapters.bot import BotAnswer, BotUnavailableError, Json, Turn

_AWAY = frozenset({httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE})


class RasaAwayError(BotUnavailableError):
    """This process does not answer just now; another one may."""


class Rasa:
    """A process that answers turns.

    Args:
        url: Where it listens, without a path.
        token: Shown with each request.
        seconds: How long one request may take.
        in_flight: How many requests it gets at once. Rasa reads messages on its event loop, so more at once only make
            each slower.
    """

    def __init__(self, url: str, token: str, seconds: float, in_flight: int) -> None:
        self.url = url
        self.asked = 0
        self._client = httpx.AsyncClient(
            base_url=f"{url.rstrip('/')}/webhooks/service",
            headers={"Authorization": f"Bearer {token}"},
            timeout=seconds,
            trust_env=False,
        )
        self._seconds = seconds
        self._in_flight = in_flight

    @property
    def has_room(self) -> bool:
        """Whether it may be asked one thing more."""
        return self.asked < self._in_flight

    async def ask(self, turn: Turn) -> BotAnswer:
        """See `Bot.ask`; raises `RasaAwayError` where another process may do better."""
        response = await self._request("POST", "/turns", turn.model_dump(mode="json", exclude_none=True))
        try:
            return BotAnswer.model_validate_json(response.content)
        except ValidationError as error:
            raise BotUnavailableError(f"the bot's answer is not valid: {error.error_count()} errors") from error

    async def remember(self, conversation_id: UUID, slots: Mapping[str, Any]) -> None:
        """See `Bot.remember`; raises `RasaAwayError` where another process may do better."""
        await self._request("PUT", f"/conversations/{conversation_id}", {"slots": dict(slots)})

    async def forget(self, conversation_id: UUID) -> None:
        """See `Bot.forget`; raises `RasaAwayError` where another process may do better."""
        await self._request("DELETE", f"/conversations/{conversation_id}")

    async def model(self) -> str | None:
        """The name of the model that it answers with, or None while it is not ready."""
        try:
            response = await self._client.get("/", timeout=1)
            return str(response.json()["model"]) if response.is_success else None
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return None

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _request(self, method: str, path: str, body: Json | None = None) -> httpx.Response:
        try:
            # httpx limits each read and write; this limits the whole of them.
            async with asyncio.timeout(self._seconds):
                response = await self._client.request(method, path, json=body)
        except (httpx.HTTPError, TimeoutError) as error:
            raise RasaAwayError(f"{type(error).__name__} {error}".strip()) from error
        if not response.is_success:
            kind = RasaAwayError if response.status_code in _AWAY else BotUnavailableError
            raise kind(f"the bot answered {response.status_code}")
        return response
