"""The base of all actions: a time budget, an honest sentence for every failure, and a marker at the end."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any, ClassVar

import structlog
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker

from actions.backend.port import BackendError, BackendSlowError, Catalogue, NotOfferedError, RefusedError
from actions.gate.accounts import AccountGate
from actions.gate.orders import OrderGate
from actions.mail.mail import MailError
from actions.problem import where
from actions.replies.reply import Reply
from actions.turn import Turn
from actions.words import common
from actions.words.sentence import Sentence

log = structlog.get_logger()
# What is said of each kind of failure; of any other that the shop cannot be reached.
SENTENCES: dict[type[BackendError], Sentence] = {
    BackendSlowError: common.TOO_SLOW,
    MailError: common.NO_MAIL,
    RefusedError: common.REFUSED,
    NotOfferedError: common.NOT_OFFERED,
}


@dataclass(frozen=True)
class Access:
    """All that actions can reach: public facts, and what belongs to somebody through the gates.

    Times in seconds; `now` has a zone.
    """

    catalogue: Catalogue
    gate: OrderGate
    accounts: AccountGate
    threads: ThreadPoolExecutor
    now: Callable[[], datetime]
    shop_seconds: float
    action_seconds: float


class ShopAction(Action, ABC):
    """An action that answers within its time, whatever happens behind it.

    A subclass implements `answer`, which may block: it runs in a thread. What it says is sent only when it ended in
    time, so a late one says nothing; rasa-sdk registers concrete subclasses only, and this is none.
    """

    action_name: ClassVar[str]
    unsure: ClassVar[Sentence] = common.UNSURE

    def __init__(self, access: Access) -> None:
        """Reach the shop through `access`."""
        self.access = access

    def name(self) -> str:
        """The action's name in the domain."""
        return self.action_name

    @abstractmethod
    def answer(self, turn: Turn, reply: Reply) -> None:
        """Do the work of this turn and put the outcome into `reply`. Raising anything is allowed."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:  # noqa: ARG002
        """Answer the turn; never raises. Rasa would swallow it and the customer would hear nothing."""
        started = monotonic()
        turn = Turn.of(tracker, deadline=started + self.access.action_seconds)
        reply = await self._outcome(turn)
        log.info("action ended", action=self.name(), turn=turn.id, ms=round((monotonic() - started) * 1000))
        return reply.send(dispatcher, self.name())

    async def _outcome(self, turn: Turn) -> Reply:
        reply = Reply(turn.language)
        loop = asyncio.get_running_loop()
        try:
            # Giving up also takes work back that no thread has begun: a change must not start after its turn.
            async with asyncio.timeout(self.access.action_seconds):
                await loop.run_in_executor(self.access.threads, self.answer, turn, reply)
        except TimeoutError:
            return self._failed(turn, common.TOO_SLOW, f"no answer within {self.access.action_seconds:g} s")
        except BackendError as error:
            sentence = next((each for kind, each in SENTENCES.items() if isinstance(error, kind)), common.DOWN)
            return self._failed(turn, sentence, error.detail)
        except Exception as error:  # noqa: BLE001  # whatever it is, the customer gets an answer
            log.error("action failed", action=self.name(), turn=turn.id, where=where(error))  # noqa: TRY400
            return self._failed(turn, common.BROKEN, type(error).__name__)
        return reply

    def _failed(self, turn: Turn, sentence: Sentence, detail: str) -> Reply:
        if turn.sent.is_set():
            sentence = self.unsure
        log.warning("action could not answer", action=self.name(), turn=turn.id, detail=detail)
        reply = Reply(turn.language)
        reply.say(sentence, reply.person("backend_error"))
        reply.fail("backend_error", f"{self.name()}: {detail}")
        self.after_failure(reply)
        return reply

    def after_failure(self, reply: Reply) -> None:
        """Leave the conversation in a state from which it can go on; says nothing."""
