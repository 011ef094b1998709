"""Calls to the action server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

if TYPE_CHECKING:
    from typing_extensions import Self


class ActionsEndpoint(EndpointConfig):
    """Rasa's endpoint with our time budget (Rasa waits 300 s), a connection that stays open, and lean requests."""

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
        """Send an action's request as Rasa makes it.

        Raises:
            ClientResponseError: the action server refused.
            asyncio.TimeoutError: it took too long.
        """
        async with self._opened().request(method, self.url, headers=self.headers, json=kwargs["json"]) as response:
            if response.status >= 400:  # noqa: PLR2004
                raise ClientResponseError(response.status, response.reason, await response.text())
            return await response.json()

    async def close(self) -> None:
        """Close the connection."""
        if self._session:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        if not self._session:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        return self._session
