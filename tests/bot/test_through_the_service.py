"""A customer's matter through all three processes: what the bot did reaches the customer, and whoever takes over."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from typing import Any, Self
from uuid import uuid4

import httpx
import jwt
import pytest

from tests.stack import Stack

Json = dict[str, Any]
PATIENCE_S = 20
MIA = "mia.keller@example.com"


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
        posted = _awaited(lambda: self._posted(seen))
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


@pytest.fixture
def ann(stack: Stack) -> Iterator[httpx.Client]:
    """Ann at her console."""
    account = stack.accounts["ann"]
    with httpx.Client(base_url=stack.service, headers={"Origin": stack.service}, trust_env=False) as ann:
        signed_in = ann.post("/api/session", json={"email": account.email, "password": account.password})
        assert signed_in.status_code == httpx.codes.OK, signed_in.text
        yield ann


def test_an_invoice_arrives_as_a_file_for_those_in_the_conversation_alone(stack: Stack, ann: httpx.Client) -> None:
    with Cleo(stack) as cleo, Cleo(stack) as mallory:
        [asked] = cleo.say("Ich brauche eine Kopie der Rechnung für BW-104733")
        assert "Postleitzahl" in asked["text"]
        [handed_over] = cleo.say("04109")
        assert "RE-104733" in handed_over["text"]
        [attached] = handed_over["attachments"]
        assert (attached["name"], attached["type"]) == ("Rechnung-RE-104733.pdf", "application/pdf")
        file = f"{cleo.path}/files/{attached['id']}"
        for reader in (cleo.http, ann):
            saved = reader.get(file)
            assert saved.status_code == httpx.codes.OK, saved.text
            assert saved.content.startswith(b"%PDF")
            assert len(saved.content) == attached["size"]
            assert saved.headers["Content-Disposition"].startswith("attachment")
        assert mallory.http.get(file).status_code in (httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND)
        elsewhere = f"{mallory.path}/files/{attached['id']}"
        assert mallory.http.get(elsewhere).status_code == httpx.codes.NOT_FOUND
        nobody = httpx.get(f"{stack.service}{file}", trust_env=False)
        assert nobody.status_code == httpx.codes.UNAUTHORIZED
        assert b"%PDF" not in nobody.content


def test_the_code_stands_on_the_demos_page_of_mails(stack: Stack) -> None:
    mails = httpx.Client(base_url=f"{stack.service}/mails", trust_env=False)
    with mails, Cleo(stack) as cleo:
        cleo.say("I want to subscribe to the newsletter")
        [told, *_] = cleo.say("jonas.weber@example.com")
        assert "six-digit code" in told["text"]
        newest = _awaited(lambda: mails.get("/all").json()["items"])[0]
        assert newest["to"] == "jonas.weber@example.com"
        [code] = re.findall(r"^(\d{6})\s*$", mails.get(f"/{newest['id']}/text").json()["text"], re.MULTILINE)
        [done] = cleo.say(code)
        assert done["text"].startswith("Done")


def test_who_takes_over_reads_order_proof_and_the_failed_step(stack: Stack, ann: httpx.Client) -> None:
    with Cleo(stack) as cleo:
        cleo.say("Bitte die Adresse der Bestellung BW-104903 ändern, PLZ 04109")
        assert "kann ich nicht mehr ändern" in cleo.last["text"]
        cleo.asks_for_a_person()
        context = _awaited(lambda: _escalated(ann, cleo.path))
        assert context["order"] == "BW-104903"
        assert context["verified"] == {"BW-104903": "postcode"}
        assert context["task"] == "change_shipping_address"
        assert context["failed"] == {
            "action": "action_change_shipping_address",
            "kind": "no_result",
            "detail": "action_change_shipping_address: the order is shipped",
        }
        read = ann.get(cleo.path).json()
        assert read["context"] == context
        assert [order["number"] for order in read["orders"]] == ["BW-104903"]


def test_who_takes_over_inside_a_form_reads_what_was_filled_in(stack: Stack, ann: httpx.Client) -> None:
    with Cleo(stack, MIA) as cleo:
        cleo.say("Bitte die Lieferadresse von BW-104855 ändern: Seestrasse 12, 8002 Zürich")
        assert "Soll ich die Adresse so ändern?" in cleo.last["text"]
        cleo.say("Ich möchte mit einem Menschen sprechen")
        context = _awaited(lambda: _escalated(ann, cleo.path))
        assert (context["order"], context["task"]) == ("BW-104855", "change_shipping_address")
        assert context["verified"] == {"BW-104855": "identity"}
        assert context["slots"]["new_address"] == "Seestrasse 12, 8002 Zürich"


def _escalated(ann: httpx.Client, path: str) -> Json | None:
    events = ann.get(f"{path}/events").json()["events"]
    return next((each["context"] for each in events if each["name"] == "escalated"), None)


def _awaited(look: Callable[[], Any]) -> Any:
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
