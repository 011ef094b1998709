"""The action server: only whether it lives is asked; what it does, the bot asks it to."""

import httpx


class ActionServer:
    """Where custom actions run.

    Args:
        url: Where it listens, without a path.
    """

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=1, trust_env=False)

    async def alive(self) -> bool:
        """Whether it answers."""
        try:
            return (await self._client.get("/health")).is_success
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
