"""Calls to the action server."""

from __future__ import annotations

from contextvars import ContextVar
from http import HTTPStatus
from typing import Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from typing_extensions import Self

# Each turn runs in a task of its own, so this is about the turn.
_turn_failed: ContextVar[bool] = ContextVar("turn_failed", default=False)


class ActionFailed(aiohttp.ClientError):
    """An action did not end well."""


class ActionsEndpoint(EndpointConfig):
    """Rasa's endpoint with our time budget (Rasa waits 300 s), a connection that stays open, and lean requests.

    Rasa books an action that failed as run and goes on with the turn. So once an action failed, the later ones of the
    same turn are not called any more: they would act on what is not true, and take the time that is left.
    """

    def __init__(self, url: str, headers: dict[str, str], seconds: float) -> None:
        """Call `url` with `headers`; an action may take `seconds`."""
        # Our actions read nothing of the domain, which would travel with every call: it holds all answers.
        super().__init__(url=url, headers=headers, enable_selective_domain=True)
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._session: aiohttp.ClientSession | None = None

    @classmethod
    def like(cls, endpoint: EndpointConfig, seconds: float) -> Self:
        """The same address as `endpoint`, in our manner."""
        return cls(endpoint.url, endpoint.headers, seconds)

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        """Send an action's request as Rasa makes it, and return its answer.

        Raises:
            ClientResponseError: the action server refused; with status 400 the action declined, which is no failure.
            ActionFailed: the answer lacks the marker of an action that ended well, or an earlier action failed.
            aiohttp.ClientError: the action server cannot be reached or answers nonsense.
            asyncio.TimeoutError: it took too long.
        """
        if _turn_failed.get():
            raise ActionFailed("an earlier action of this turn failed")
        try:
            return await self._call(method, kwargs["json"])
        except Exception as error:
            declined = isinstance(error, ClientResponseError) and error.status == HTTPStatus.BAD_REQUEST
            _turn_failed.set(not declined)
            raise

    async def close(self) -> None:
        """Close the connection."""
        if self._session:
            await self._session.close()

    async def _call(self, method: str, body: dict[str, Any]) -> Any:
        if not self._session:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        async with self._session.request(method, self.url, headers=self.headers, json=body) as response:
            if response.status >= HTTPStatus.BAD_REQUEST:
                raise ClientResponseError(response.status, response.reason, await response.text())
            answer = await response.json()
        if not _has_marker(answer, body["next_action"]):
            raise ActionFailed(f"{body['next_action']} ended without its marker")
        return answer


def _has_marker(answer: Any, action: str) -> bool:
    said = answer.get("responses") or [] if isinstance(answer, dict) else []
    return any(((each.get("custom") or {}).get("lotse") or {}).get("done") == action for each in said)
