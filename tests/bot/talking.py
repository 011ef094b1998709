"""Talking to the bot as the service does."""

from typing import Any, Self
from uuid import uuid4

import httpx

Json = dict[str, Any]


class Bot:
    """The bot's channel."""

    def __init__(self, url: str, token: str) -> None:
        self.http = httpx.Client(
            base_url=f"{url}/webhooks/service",
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def post(self, **turn: Any) -> httpx.Response:
        """Send a turn; ids are made up where none are given."""
        return self.http.post("/turns", json={"conversation": str(uuid4()), "turn": str(uuid4()), **turn})

    def conversation(self, **travelling: Any) -> "Conversation":
        """A new conversation; `travelling` goes along with each of its turns."""
        return Conversation(self, travelling)


class Conversation:
    """One customer's conversation. `last` is the newest answer."""

    def __init__(self, bot: Bot, travelling: Json) -> None:
        self.id = str(uuid4())
        self.last: Json = {}
        self._bot = bot
        self._travelling = travelling

    def say(self, text: str) -> Json:
        """Write something."""
        return self._turn(text=text)

    def choose(self, label: str) -> Json:
        """Press a button of the newest answer."""
        offered = {choice["label"]: choice for choice in self.choices()}
        assert label in offered, f"{label!r} was not offered, but {list(offered)}"
        choice = offered[label]
        return self._turn(text=label, choice={"intent": choice["intent"], "entities": choice["entities"]})

    def choices(self) -> list[Json]:
        """What the newest answer offers."""
        return [choice for reply in self.last["replies"] for choice in reply["choices"]]

    def _turn(self, **said: Any) -> Json:
        response = self._bot.post(conversation=self.id, **self._travelling, **said)
        assert response.status_code == httpx.codes.OK, response.text
        self.last = response.json()
        return self.last


def said(answer: Json) -> str:
    """All that an answer says, for looking into."""
    return "\n".join(reply["text"] for reply in answer["replies"])


def signals(answer: Json) -> list[str]:
    """The signals of an answer in short: `escalate complaint`, `failure not_understood`."""
    short = []
    for signal in answer["signals"]:
        for name, told in signal.items():
            short.append(f"{name} {told.get('reason') or told.get('kind')}")
    return short
