"""Webhooks: events to other systems, signed as the Standard Webhooks specification says (standardwebhooks.com)."""

import asyncio
import base64
import contextlib
import hmac
import ssl
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol
from uuid import UUID

import httpx

from handover.domain.delivery import NotTakenError

_LARGEST_ANSWER, _ANSWER_SECONDS = 16_384, 1
_GONE = 410


class Webhook(Protocol):
    """Where events are sent.

    Attributes:
        seconds: How long one try may take.
    """

    seconds: float

    async def send(self, delivery_id: UUID, body: bytes, now: datetime) -> None:
        """Hand an event over; raises `NotTakenError`. The same id again is a repetition, as its receiver can tell."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class HttpWebhook:
    """A real one.

    Args:
        url: Where its receiver listens.
        secrets: What its receiver knows, too; more than one while they change from an old one to a new one.
        seconds: How long one try may take.
    """

    def __init__(self, url: str, secrets: Sequence[bytes], seconds: float = 15) -> None:
        self.seconds = seconds
        self._url = url
        self._secrets = tuple(secrets)
        # A client each: whoever is slow uses up their own connections alone.
        self._client = httpx.AsyncClient(timeout=seconds, follow_redirects=False, trust_env=False)

    async def send(self, delivery_id: UUID, body: bytes, now: datetime) -> None:
        """See `Webhook.send`."""
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Lotse",
            "Idempotency-Key": str(delivery_id),
            **signed(self._secrets, delivery_id, body, now),
        }
        try:
            # httpx limits each read and write; this limits the whole of them.
            async with asyncio.timeout(self.seconds):
                response = await self._post(body, headers)
        except (httpx.HTTPError, TimeoutError, OSError) as error:
            raise NotTakenError(_reason(error)) from error
        judge(response.status_code, response.headers.get("retry-after"), now)

    async def _post(self, body: bytes, headers: dict[str, str]) -> httpx.Response:
        async with self._client.stream("POST", self._url, content=body, headers=headers) as response:
            # The status is all that counts. A short answer is read to its end, so that the connection can be used
            # again; a long or slow one is cut off.
            with contextlib.suppress(httpx.HTTPError, TimeoutError):
                async with asyncio.timeout(_ANSWER_SECONDS):
                    await _skip(response)
        return response

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def signed(secrets: Sequence[bytes], delivery_id: UUID, body: bytes, now: datetime) -> dict[str, str]:
    """The three headers by which a receiver knows who sends, that nothing was changed, and when it was sent."""
    timestamp = str(int(now.timestamp()))
    content = f"{delivery_id}.{timestamp}.".encode() + body
    signatures = (base64.b64encode(hmac.digest(secret, content, "sha256")).decode() for secret in secrets)
    return {
        "webhook-id": str(delivery_id),
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }


def judge(status: int, retry_after: str | None, now: datetime) -> None:
    """Raise `NotTakenError` unless this answer says that a delivery was taken.

    A redirect is none: it would lead what is meant for one receiver to another. Everything but 410 is worth another
    try, a 404 or a 401 too: such are the answers of a receiver that is being mended.
    """
    if not httpx.codes.is_success(status):
        raise NotTakenError(f"http_{status}", _wait(retry_after, now), for_good=status == _GONE)


def _wait(retry_after: str | None, now: datetime) -> timedelta | None:
    """What a `Retry-After` asks for, in seconds or as a date; None where it makes no sense."""
    try:
        if retry_after is None or retry_after.isdecimal():
            return timedelta(seconds=int(retry_after)) if retry_after else None
        return parsedate_to_datetime(retry_after) - now
    except (ValueError, TypeError, OverflowError):
        return None


async def _skip(response: httpx.Response) -> None:
    size = 0
    async for chunk in response.aiter_raw():
        size += len(chunk)
        if size > _LARGEST_ANSWER:
            return


def _reason(error: BaseException) -> str:
    """What went wrong, without the address that was asked: it may hold a secret of the receiver's."""
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return "timeout"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "certificate"
        cause = cause.__cause__ or cause.__context__
    return "unreachable"
