"""When a part is down the customer still gets an answer in time, and when it is back the next turn works."""

import time
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from tests.stack import Stack

# LOTSE_TURN_SECONDS is 8; the rest is what a busy machine takes.
IN_TIME_S = 12


class Customer:
    """Cleo, over HTTP."""

    def __init__(self, stack: Stack) -> None:
        self.http = httpx.Client(base_url=stack.service, timeout=30, trust_env=False)
        opened = self.http.post("/api/conversations", json={"language": "de"}).json()
        self.http.headers["Authorization"] = f"Bearer {opened['token']}"
        self.path = f"/api/conversations/{opened['id']}"
        self.seen = 0

    def ask(self, text: str) -> dict[str, object]:
        """The first answer to a message."""
        self.http.post(f"{self.path}/messages", json={"id": str(uuid4()), "text": text}).raise_for_status()
        until = time.monotonic() + IN_TIME_S
        while time.monotonic() < until:
            page = self.http.get(f"{self.path}/events", params={"after": self.seen}).json()
            said = [event for event in page["events"] if event["name"] == "message_posted"]
            answers = [event for event in said if event["author"]["kind"] != "customer"]
            if answers:
                self.seen = page["last_seq"]
                return answers[0]
            time.sleep(0.1)
        pytest.fail(f"no answer to '{text}' within {IN_TIME_S} s")


@pytest.fixture
def cleo(stack: Stack) -> Iterator[Customer]:
    """A customer who has opened the chat."""
    cleo = Customer(stack)
    yield cleo
    cleo.http.close()


def failures(stack: Stack) -> list[str]:
    """The kinds in Olga's failure log, newest first."""
    olga = stack.accounts["olga"]
    with httpx.Client(base_url=stack.service, headers={"Origin": stack.service}, trust_env=False) as http:
        http.post("/api/session", json={"email": olga.email, "password": olga.password}).raise_for_status()
        return [item["kind"] for item in http.get("/api/failures").json()["items"]]


def offers_a_person(answer: dict[str, object]) -> bool:
    return any(choice["label"] == "Mit einer Person sprechen" for choice in answer["choices"])  # type: ignore[attr-defined]


def test_pains_10_with_rasa_killed_the_customer_is_answered_and_goes_on_when_it_is_back(
    cleo: Customer, stack: Stack
) -> None:
    stack.kill("rasa")
    try:
        answer = cleo.ask("Wie lange dauert die Lieferung?")
        assert answer["author"]["kind"] == "system"  # type: ignore[index]
        assert offers_a_person(answer)
        assert failures(stack)[0] == "bot_unavailable"
    finally:
        stack.start("rasa")
    assert cleo.ask("Wie lange dauert die Lieferung?")["author"]["kind"] == "bot"  # type: ignore[index]


def test_pains_10_with_rasa_hanging_the_customer_is_answered_within_the_budget(cleo: Customer, stack: Stack) -> None:
    stack.freeze("rasa")
    try:
        assert offers_a_person(cleo.ask("Wie lange dauert die Lieferung?"))
    finally:
        stack.thaw("rasa")
    assert failures(stack)[0] == "bot_unavailable"
    assert cleo.ask("Wie kann ich bezahlen?")["author"]["kind"] == "bot"  # type: ignore[index]


def test_pains_10_without_the_action_server_the_customer_is_answered_and_goes_on_when_it_is_back(
    cleo: Customer, stack: Stack
) -> None:
    stack.kill("actions")
    try:
        assert offers_a_person(cleo.ask("Wo ist meine Bestellung BW-104512?"))
        assert failures(stack)[0] == "backend_error"
    finally:
        stack.start("actions")
    assert "Postleitzahl" in str(cleo.ask("Wo ist meine Bestellung BW-104512?")["text"])
