"""The action server: whether it lives, and the shop's data that it has for the agent's desk."""

import re
from typing import Any

import httpx
import structlog

log = structlog.get_logger(__name__)

_ORDER = re.compile(r"BW-\d{6}")


class ActionServer:
    """Where custom actions run, beside the shop.

    Args:
        url: Where it listens, without a path.
        token: Shown with each request.
        seconds: How long a look-up may take; an agent's console waits for it.
    """

    def __init__(self, url: str, token: str, seconds: float) -> None:
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
            log.warning("orders_not_found_out", error=repr(error))
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
            log.warning("account_not_found_out", error=repr(error))
            return None
        return found

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
