"""Mallory, who must see nothing: everything that they send and receive is kept, to be searched afterwards."""

import json
import time
from dataclasses import dataclass
from typing import Any, Self
from uuid import uuid4

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.service import NO_TLS

Json = dict[str, Any]

PATIENCE_S = 20
A_MOMENT_S = 0.015


@dataclass(frozen=True)
class Answer:
    """What came of a message: it and the events after it, as the customer may read them, and how long it took."""

    message: str
    events: list[Json]
    seconds: float

    @property
    def text(self) -> str:
        """All that was said."""
        return "\n\n".join(event["text"] for event in self._said())

    @property
    def choices(self) -> list[Json]:
        """What is offered."""
        return [choice for event in self._said() for choice in event["choices"]]

    @property
    def files(self) -> list[Json]:
        """What is attached."""
        return [file for event in self._said() for file in event["attachments"]]

    def shape(self, number: str) -> list[tuple[Any, ...]]:
        """The same for two answers that cannot be told apart, but for the number of the order in them."""
        digits = number.removeprefix("BW-")
        shapes = []
        for event in self.events:
            labels = [choice["label"] for choice in event.get("choices", ())]
            who = event.get("author", {}).get("kind")
            shown = (event["name"], event["floor"], who, event.get("text"), labels, event.get("attachments"))
            shapes.append((*shown, sorted(event)))
        return json.loads(json.dumps(shapes).replace(digits, "######"))  # type: ignore[no-any-return]

    def _said(self) -> list[Json]:
        return [event for event in self.events if event["name"] == "message_posted" and "reply_to" in event]


class Mallory:
    """Somebody at a network address."""

    def __init__(self, url: str, address: str) -> None:
        self.url = url
        self.heard: list[str] = []
        self.told: list[str] = []
        self.statuses: list[int] = []
        self.chats: list[Chat] = []
        self.http = httpx.Client(
            base_url=url,
            headers={"X-Forwarded-For": address},
            trust_env=False,
            verify=NO_TLS,
            timeout=PATIENCE_S,
            event_hooks={"request": [self._tells], "response": [self._hears]},
        )

    def open(self, **body: Any) -> "Chat":
        """Open a conversation."""
        response = self.http.post("/api/conversations", json=body)
        assert response.status_code == 201, response.text
        chat = Chat(self, response.json()["id"], response.json()["token"])
        self.chats.append(chat)
        return chat

    def overhear(self) -> None:
        """Read all of one's conversations over their sockets, too."""
        for chat in self.chats:
            self.listen(chat.id, chat.token, last=max(event["seq"] for event in chat.events()))

    def listen(self, conversation: str, token: str, last: int) -> int:
        """Read a conversation over its socket up to an event; returns the code that the socket was closed with."""
        address = f"{self.url.replace('http', 'ws', 1)}/api/conversations/{conversation}/socket"
        with connect(address, additional_headers={"Origin": self.url}, proxy=None, max_size=None) as socket:
            socket.send(json.dumps({"type": "hello", "token": token, "after": 0}))
            try:
                seen = 0
                while seen < last:
                    frame = str(socket.recv(timeout=PATIENCE_S))
                    self.heard.append(_readable(frame))
                    seen = json.loads(frame).get("seq", seen)
            except ConnectionClosed:
                pass
        return socket.close_code or 0

    def leave(self) -> None:
        """Hang up."""
        self.http.close()

    def _tells(self, request: httpx.Request) -> None:
        request.read()
        self.told.append(_readable(request.content.decode(errors="replace")))

    def _hears(self, response: httpx.Response) -> None:
        response.read()
        self.statuses.append(response.status_code)
        self.heard += [str(response.headers), _readable(response.content.decode(errors="replace"))]


class Chat:
    """One conversation of Mallory's."""

    def __init__(self, mallory: Mallory, conversation: str, token: str) -> None:
        self.mallory = mallory
        self.id = conversation
        self.token = token
        self.seen = 0
        self.headers = {"Authorization": f"Bearer {token}"}

    def path(self, of: str) -> str:
        """The path of something in this conversation."""
        return f"/api/conversations/{self.id}/{of}"

    def post(self, text: str, **body: Any) -> httpx.Response:
        """Send a message and wait for nothing."""
        sent = {"id": str(uuid4()), "text": text} | body
        return self.mallory.http.post(self.path("messages"), json=sent, headers=self.headers)

    def say(self, text: str, **body: Any) -> Answer:
        """Send a message and wait for what comes of it."""
        message = body.pop("id", None) or str(uuid4())
        began = time.perf_counter()
        response = self.post(text, id=message, **body)
        assert response.is_success, response.text
        return self.answer_to(message, response.json()["seq"], began)

    def choose(self, answer: Answer, label: str) -> Answer:
        """Press a button."""
        value = {choice["label"]: choice["value"] for choice in answer.choices}[label]
        return self.say(label, choice=value)

    def answer_to(self, message: str, seq: int, began: float) -> Answer:
        """Wait until the message with this number was answered, or a person is to answer it."""
        while time.perf_counter() - began < PATIENCE_S:
            events = self.events(seq - 1)
            if any(event.get("reply_to") == message or event["floor"] != "bot" for event in events):
                return Answer(message, events, time.perf_counter() - began)
            time.sleep(A_MOMENT_S)
        raise AssertionError(f"no answer within {PATIENCE_S} s")

    def events(self, after: int = 0) -> list[Json]:
        """Read the log."""
        response = self.mallory.http.get(self.path("events"), params={"after": after}, headers=self.headers)
        assert response.status_code == 200, response.text
        events: list[Json] = response.json()["events"]
        return events

    def says(self, *texts: str) -> Self:
        """Say one thing after another."""
        for text in texts:
            self.say(text)
        return self


def _readable(text: str) -> str:
    """`text` with nothing hidden behind escapes."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
