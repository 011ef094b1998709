"""Customers who keep asking while something happens to Lotse."""

import threading
import time
from typing import Any, Self
from uuid import uuid4

import httpx

from handover.launch.accounts import Account

Json = dict[str, Any]
# Each has one answer whatever was said before.
TEXTS = ("Guten Tag", "Welche Zahlungsarten gibt es?", "Wie lange dauert die Lieferung?", "Danke")
LONGEST_WAIT_S = 15
LONGEST_FLOW_S = 60


class Customer(threading.Thread):
    """Asks, waits for the answer, and asks again, until told to stop.

    `asked` and `answers` count; `apologies` are what the service said in the bot's place; `slowest` is in seconds.
    """

    def __init__(self, service: str, stop: threading.Event) -> None:
        super().__init__()
        self.asked = 0
        self.answers: list[str] = []
        self.apologies: list[str] = []
        self.slowest = 0.0
        self._stopping = stop
        self._http = httpx.Client(base_url=service, headers={"Origin": service}, timeout=30, trust_env=False)
        opened = self._http.post("/api/conversations", json={"language": "de"}).raise_for_status().json()
        self.path = f"/api/conversations/{opened['id']}"
        self._http.headers["Authorization"] = f"Bearer {opened['token']}"
        self._seen = 0

    def run(self) -> None:
        while not self._stopping.is_set():
            self._say(TEXTS[self.asked % len(TEXTS)])
        self._http.close()

    def _say(self, text: str) -> None:
        self.asked += 1
        started = time.monotonic()
        self._http.post(f"{self.path}/messages", json={"id": str(uuid4()), "text": text}).raise_for_status()
        while not self._is_answered() and time.monotonic() < started + LONGEST_WAIT_S:
            time.sleep(0.05)
        self.slowest = max(self.slowest, time.monotonic() - started)

    def _is_answered(self) -> bool:
        told = self._http.get(f"{self.path}/events", params={"after": self._seen}).raise_for_status().json()
        posted = [each for each in told["events"] if each["name"] == "message_posted"]
        said = [each for each in posted if each["author"]["kind"] in {"bot", "system"}]
        if not said:
            return False
        self._seen = told["last_seq"]
        self.answers += [each["text"] for each in said[:1] if each["author"]["kind"] == "bot"]
        self.apologies += [each["text"] for each in said if each["author"]["kind"] == "system"]
        return True


class Stream:
    """Some customers at once, inside a `with`."""

    def __init__(self, service: str, customers: int) -> None:
        self._service = service
        self._stop = threading.Event()
        self.customers = [Customer(service, self._stop) for _ in range(customers)]

    def __enter__(self) -> Self:
        for customer in self.customers:
            customer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for customer in self.customers:
            customer.join()

    def flow(self, turns: int) -> None:
        """Return when each customer was answered so many times more."""
        wanted = [len(customer.answers) + turns for customer in self.customers]
        deadline = time.monotonic() + LONGEST_FLOW_S
        while any(len(each.answers) < enough for each, enough in zip(self.customers, wanted, strict=True)):
            assert time.monotonic() < deadline, "somebody is not answered any more"
            time.sleep(0.05)

    def understood(self, agent: Account) -> list[list[Json]]:
        """How the bot read each customer's messages, as staff sees it."""
        with httpx.Client(base_url=self._service, headers={"Origin": self._service}, trust_env=False) as http:
            body = {"email": agent.email, "password": agent.password}
            http.post("/api/session", json=body).raise_for_status()
            return [_understood(http, customer.path) for customer in self.customers]

    def all_were_answered(self) -> bool:
        """Whether the bot answered each turn of each customer, and nobody had to be told that it could not."""
        return all(each.asked == len(each.answers) and not each.apologies for each in self.customers)


def _understood(http: httpx.Client, path: str) -> list[Json]:
    found: list[Json] = []
    seen = 0
    while True:
        told = http.get(f"{path}/events", params={"after": seen}).raise_for_status().json()
        found += [each for each in told["events"] if each["name"] == "turn_understood"]
        if not told["events"]:
            return found
        seen = told["events"][-1]["seq"]
