"""Mails: the action server sends them, each once, because it knows by its key what it sent."""

import asyncio
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

import httpx

from handover.domain.delivery import NotTakenError


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent to one address; `language` is `de` or `en`."""

    to: str
    subject: str
    text: str
    language: str


class Post(Protocol):
    """Where mails are handed in.

    Attributes:
        seconds: How long one may take.
    """

    seconds: float

    async def send(self, key: UUID, mail: Mail) -> None:
        """Send a mail, or nothing where one with this key is out; raises `NotTakenError`."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class ActionServerPost:
    """The real one.

    Args:
        url: Where the action server listens, without a path.
        token: Shown with each request.
        seconds: How long one mail may take; longer than the action server's own budget.
    """

    def __init__(self, url: str, token: str, seconds: float) -> None:
        self.seconds = seconds
        self._client = httpx.AsyncClient(
            base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=seconds, trust_env=False
        )

    async def send(self, key: UUID, mail: Mail) -> None:
        """See `Post.send`."""
        try:
            async with asyncio.timeout(self.seconds):
                response = await self._client.post("/desk/mails", json={"key": str(key), **asdict(mail)})
        except (httpx.HTTPError, TimeoutError) as error:
            slow = isinstance(error, (httpx.TimeoutException, TimeoutError))
            raise NotTakenError("timeout" if slow else "unreachable") from error
        judge(response.status_code, response.headers.get("retry-after", ""))

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def judge(status: int, retry_after: str = "") -> None:
    """Raise `NotTakenError` unless this answer of the action server says that a mail is out."""
    if status == httpx.codes.UNPROCESSABLE_ENTITY:
        raise NotTakenError("not_valid", for_good=True)
    if not httpx.codes.is_success(status):
        wait = timedelta(seconds=int(retry_after)) if retry_after.isdecimal() else None
        raise NotTakenError(f"http_{status}", wait)
