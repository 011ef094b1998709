"""Cleo at the widget's API of a whole Lotse, and Ann at her console."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from typing import Any, Self
from uuid import uuid4

import httpx
import jwt

from tests.stack import Stack

Json = dict[str, Any]
PATIENCE_S = 20


class Cleo:
    """A customer at the widget's API. `http` carries her conversation's token."""

    def __init__(self, stack: Stack, email: str | None = None) -> None:
        self.http = httpx.Client(base_url=stack.service, headers={"Origin": stack.service}, trust_env=False)
        opened = self.http.post("/api/conversations", json={"identity": _signed(stack, email)} if email else {})
        assert opened.status_code == httpx.codes.CREATED, opened.text
        self.path = f"/api/conversations/{opened.json()['id']}"
        self.http.headers["Authorization"] = f"Bearer {opened.json()['token']}"
        self.last: Json = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def say(self, text: str) -> list[Json]:
        """Write something; what the bot posts before it listens again."""
        seen = self.http.get(f"{self.path}/events").json()["last_seq"]
        self._send(text)
        posted = awaited(lambda: self._posted(seen))
        self.last = posted[-1]
        return posted

    def asks_for_a_person(self) -> None:
        """Press that button of the newest message."""
        values = {choice["label"]: choice["value"] for choice in self.last["choices"]}
        self._send("Mit einer Person sprechen", choice=values["Mit einer Person sprechen"])

    def _send(self, text: str, **body: Any) -> None:
        sent = self.http.post(f"{self.path}/messages", json={"id": str(uuid4()), "text": text, **body})
        assert sent.status_code == httpx.codes.CREATED, sent.text

    def _posted(self, after: int) -> list[Json]:
        events = self.http.get(f"{self.path}/events", params={"after": after}).json()["events"]
        posted = [each for each in events if each["name"] == "message_posted"]
        # All that one turn brings is written at once.
        return [each for each in posted if each["author"]["kind"] in ("bot", "system")]


@contextmanager
def at_console(stack: Stack, name: str) -> Iterator[httpx.Client]:
    """Somebody of the staff, signed in."""
    account = stack.accounts[name]
    with httpx.Client(base_url=stack.service, headers={"Origin": stack.service}, trust_env=False) as person:
        signed_in = person.post("/api/session", json={"email": account.email, "password": account.password})
        assert signed_in.status_code == httpx.codes.OK, signed_in.text
        yield person


def awaited(look: Callable[[], Any]) -> Any:
    until = monotonic() + PATIENCE_S
    while not (found := look()):
        assert monotonic() < until, "nothing came"
        sleep(0.05)
    return found


def _signed(stack: Stack, email: str) -> str:
    """What the demo shop signs about its customer."""
    key = json.loads(stack.environ["LOTSE_IDENTITY_KEYS"])["demo"]
    until = datetime.now(UTC) + timedelta(minutes=5)
    claims = {"iss": "https://bergwerk.example", "aud": "lotse", "sub": email, "email": email, "exp": until}
    return jwt.encode(claims, key, "HS256", headers={"kid": "demo"})
