"""A whole turn: from a customer's request to the bot's reply on their socket, beside the same message to plain Rasa."""

import json
import os
import statistics
import time
from collections import defaultdict
from pathlib import Path
from uuid import uuid4

import httpx
from rich.console import Console
from websockets.sync.client import connect

from handover.launch.environment import layout
from handover.launch.guard import Guard
from handover.launch.prepare import ensure_bot
from handover.launch.screen import Screen, Step
from tests.bench.bench_start import ask_default, default_bot
from tests.bench.default_project import ensure_default_model
from tests.stack import running

TITLE = "A whole turn, one at a time"
COLUMNS = ("", "Rasa's default p50 ms", "Lotse p50 ms", "p50 ×", "Rasa's default p95 ms", "Lotse p95 ms")
# In this order in one conversation; the order is real, and proven by its postcode.
MESSAGES = {
    "a greeting": "Hallo",
    "a question": "Wie lange dauert die Lieferung?",
    "an order, looked up in the shop": "Wo ist meine Bestellung BW-104512? Meine Postleitzahl ist 8004",
    "nothing that can be understood": "qwertz flumpf zzz",
}
REPETITIONS, UNMEASURED = 20, 3


class Customer:
    """One customer of the service, with their socket open."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, trust_env=False)
        opened = self._http.post("/api/conversations", json={"language": "de"}).raise_for_status().json()
        self._http.headers["Authorization"] = f"Bearer {opened['token']}"
        self._path = f"/api/conversations/{opened['id']}"
        self._socket = connect(f"{url.replace('http', 'ws')}{self._path}/socket", compression=None)
        self._socket.send(json.dumps({"type": "hello", "token": opened["token"]}))
        while json.loads(self._socket.recv(10)).get("name") != "conversation_opened":
            pass

    def ask(self, text: str) -> float:
        """Say something; the milliseconds until the bot's reply was there."""
        started = time.perf_counter()
        body = {"id": str(uuid4()), "text": text}
        self._http.post(f"{self._path}/messages", json=body).raise_for_status()
        while json.loads(self._socket.recv(20)).get("author", {}).get("kind") != "bot":
            pass
        return (time.perf_counter() - started) * 1000

    def leave(self) -> None:
        """Close the page."""
        self._socket.close()
        self._http.close()


def turn(folder: Path, step: Step) -> list[tuple[str, ...]]:
    """Both bots, message by message and by turns."""
    places, guard, screen = layout(os.environ), Guard(), Screen(Console(quiet=True))
    places.make()
    step.detail = "the models; Rasa's default is trained where the data has changed, some minutes"
    try:
        model = ensure_bot(places, os.environ, screen, guard)
    finally:
        guard.close()
    default = default_bot(places, ensure_default_model(places))
    theirs: dict[str, list[float]] = defaultdict(list)
    ours: dict[str, list[float]] = defaultdict(list)
    step.detail = "starting both"
    try:
        default.start()
        with running(folder / "stack", model) as stack:
            for number in range(UNMEASURED + REPETITIONS):
                step.detail = f"conversation {number + 1} of {UNMEASURED + REPETITIONS}"
                customer, sender = Customer(stack.service), str(uuid4())
                for kind, text in MESSAGES.items():
                    took = customer.ask(text)
                    started = time.perf_counter()
                    ask_default(default.client, sender, text)
                    if number >= UNMEASURED:
                        theirs[kind].append((time.perf_counter() - started) * 1000)
                        ours[kind].append(took)
                customer.leave()
    finally:
        default.stop()
    return [_line(kind, theirs[kind], ours[kind]) for kind in MESSAGES]


def _line(kind: str, theirs: list[float], ours: list[float]) -> tuple[str, ...]:
    p50, own_p50 = statistics.median(theirs), statistics.median(ours)
    p95, own_p95 = (statistics.quantiles(values, n=20, method="inclusive")[18] for values in (theirs, ours))
    return (kind, f"{p50:.1f}", f"{own_p50:.1f}", f"{own_p50 / p50:.2f}", f"{p95:.1f}", f"{own_p95:.1f}")
