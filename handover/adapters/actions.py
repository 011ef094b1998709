"""The action server: whether it lives, the shop's data that it has for the agent's desk, and documents."""

import asyncio
import re
from typing import Any, Protocol

import httpx
import structlog

log = structlog.get_logger(__name__)

_ORDER = re.compile(r"BW-\d{6}")


class DocumentNotFetchedError(Exception):
    """A document is not there, or cannot be had now."""


class Documents(Protocol):
    """Where documents come from that the bot hands over.

    Attributes:
        seconds: How long one may take.
        largest: How many bytes one may have.
    """

    seconds: float
    largest: int

    async def document(self, source: str) -> bytes:
        """The document at this path; raises `DocumentNotFetchedError`. The same source again may be made anew."""
        ...


class ActionServer:
    """Where custom actions run, beside the shop.

    Args:
        url: Where it listens, without a path.
        token: Shown with each request.
        seconds: How long a look-up may take; an agent's console waits for it.
        document_seconds: How long a document may take, which is looked up and then made.
        largest: How many bytes a document may have.
    """

    def __init__(
        self, url: str, token: str, seconds: float, document_seconds: float = 4, largest: int = 10 * 1024 * 1024
    ) -> None:
        self.seconds = document_seconds
        self.largest = largest
        self._client = httpx.AsyncClient(
            base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=seconds, trust_env=False
        )

    async def alive(self) -> bool:
        """Whether it answers."""
        try:
            return (await self._client.get("/health", timeout=1)).is_success
        except httpx.HTTPError:
            return False

    async def orders(self, email: str | None, number: str | None) -> list[dict[str, Any]] | None:
        """The orders of a customer and the one with this number; None when they cannot be looked up.

        Args:
            email: Of a customer whom the host site vouches for, or None.
            number: The order that the conversation is about, or None.
        """
        found: dict[str, dict[str, Any]] = {}
        try:
            if number and _ORDER.fullmatch(number):
                response = await self._client.get(f"/desk/orders/{number}")
                if response.status_code != httpx.codes.NOT_FOUND:
                    order = response.raise_for_status().json()
                    found[order["number"]] = order
            if email:
                response = await self._client.get("/desk/orders", params={"email": email})
                for order in response.raise_for_status().json()["items"]:
                    found.setdefault(order["number"], order)
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            log.warning("orders_not_found_out", error=_plain(error))
            return None
        return list(found.values())

    async def account(self, email: str) -> dict[str, Any] | None:
        """The account of a customer whom the host site vouches for; None when there is none, or it cannot be told."""
        try:
            response = await self._client.get("/desk/accounts", params={"email": email})
            if response.status_code == httpx.codes.NOT_FOUND:
                return None
            found: dict[str, Any] = response.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            log.warning("account_not_found_out", error=_plain(error))
            return None
        return found

    async def document(self, source: str) -> bytes:
        """See `Documents.document`."""
        try:
            # httpx limits each read; this limits the whole of them.
            async with asyncio.timeout(self.seconds):
                return await self._fetch(source)
        except (httpx.HTTPError, TimeoutError) as error:
            raise DocumentNotFetchedError(_plain(error)) from error

    async def _fetch(self, source: str) -> bytes:
        content = bytearray()
        # Unpacked it could be any size: it is taken as it is sent, and must not be packed.
        headers = {"Accept-Encoding": "identity"}
        async with self._client.stream("GET", source, headers=headers, timeout=self.seconds) as response:
            response.raise_for_status()
            async for chunk in response.aiter_raw():
                content += chunk
                if len(content) > self.largest:
                    raise DocumentNotFetchedError("too large")
        return bytes(content)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _plain(error: Exception) -> str:
    """What went wrong, without the address that was asked: it may hold a customer's mail address."""
    status = f" {error.response.status_code}" if isinstance(error, httpx.HTTPStatusError) else ""
    return f"{type(error).__name__}{status}"
