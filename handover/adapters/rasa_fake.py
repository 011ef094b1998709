"""A bot in this process that keeps the contract of the real one, for tests without Rasa."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from handover.adapters.bot import BotAnswer, BotChoice, BotReply, BotUnavailableError, Turn, Understanding

Script = Callable[[Turn], BotAnswer]


def understood(
    intent: str,
    text: str,
    *,
    language: str = "de",
    choices: list[BotChoice] | None = None,
    attachments: list[Any] | None = None,
    **more: Any,
) -> BotAnswer:
    """An answer to a turn that the bot understood."""
    return BotAnswer(
        replies=[BotReply(text=text, choices=choices or [], attachments=attachments or [])],
        understanding=Understanding(
            intent=intent,
            confidence=0.93,
            ranking=[{"intent": intent, "confidence": 0.93}, {"intent": "greet", "confidence": 0.04}],
            language=language,
        ),
        model="fake",
        **more,
    )


def not_understood(text: str = "Wie bitte?", *, language: str = "de") -> BotAnswer:
    """An answer to a turn that the bot did not understand."""
    ranking = [{"intent": "nlu_fallback", "confidence": 0.7}, {"intent": "track_order", "confidence": 0.2}]
    return BotAnswer(
        replies=[BotReply(text=text)],
        understanding=Understanding(
            intent="nlu_fallback", confidence=0.7, threshold=0.8, ranking=ranking, language=language, fallback=True
        ),
        signals=[{"failure": {"kind": "not_understood", "detail": None}}],
        model="fake",
    )


def invoice(**other: Any) -> dict[str, Any]:
    """An invoice as the bot attaches it to a reply."""
    source = "/desk/orders/BW-104512/invoice.pdf?language=de"
    return {"name": "Rechnung-RE-104512.pdf", "type": "application/pdf", "source": source} | other


class FakeBot:
    """Answers by a script, can be switched off, and can be held so that a test decides when an answer arrives."""

    def __init__(self, script: Script | None = None) -> None:
        self.script: Script = script or (lambda turn: understood("greet", f"Sie sagten: {turn.text}"))
        self.asked: list[Turn] = []
        self.remembered: dict[UUID, dict[str, Any]] = {}
        self.available = True
        self._answers: dict[tuple[UUID, UUID], BotAnswer] = {}
        self._free = asyncio.Event()
        self._free.set()

    def hold(self) -> None:
        """Let turns wait for an answer until `let_go`."""
        self._free.clear()

    def let_go(self) -> None:
        """Answer what was held."""
        self._free.set()

    async def ask(self, turn: Turn) -> BotAnswer:
        """See `Bot.ask`."""
        self._check()
        self.asked.append(turn)
        key = (turn.conversation, turn.turn)
        if key not in self._answers:
            self._answers[key] = self.script(turn)
        await self._free.wait()
        self._check()
        return self._answers[key]

    async def remember(self, conversation_id: UUID, slots: Mapping[str, Any]) -> None:
        """See `Bot.remember`."""
        self._check()
        self.remembered[conversation_id] = dict(slots)

    async def forget(self, conversation_id: UUID) -> None:
        """See `Bot.forget`."""
        self._check()
        self.remembered.pop(conversation_id, None)

    async def models(self) -> list[str | None]:
        """See `Bot.models`."""
        return ["fake" if self.available else None]

    def _check(self) -> None:
        if not self.available:
            raise BotUnavailableError("switched off")
