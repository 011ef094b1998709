"""An agent at work on one conversation: reading, asking, answering, and writing down what it came from."""

import random
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from handover.demo.console import Console
from handover.demo.matters import Matter
from handover.demo.staff import Duty
from handover.demo.talk import Talk
from handover.demo.timeline import Life, Pause
from handover.demo.wording import Manner, Voice
from handover.demo.world import World
from handover.domain.agent import Agent
from handover.domain.events import Audience, Floor
from handover.domain.failure import TECHNICAL
from handover.domain.outcome import CAUSES

_ANSWER_WITHIN = timedelta(minutes=7)
# The customer has gone when nothing came by then.
_GIVES_UP = timedelta(minutes=14)
_FORGETS = timedelta(minutes=12)
# Each further conversation makes all of them slower.
_PER_FURTHER = 0.35


@dataclass(frozen=True, slots=True)
class Worker:
    """An agent on duty."""

    world: World
    console: Console
    duty: Duty
    dice: random.Random

    def takes_s(self, middle: float, spread: float = 0.45) -> float:
        """Seconds that something takes them that takes others `middle`."""
        return self.dice.lognormvariate(0, spread) * middle * self.duty.slowness

    def happens(self, share: float) -> bool:
        """Chance."""
        return self.dice.random() < share

    def colleague(self) -> Agent | None:
        """Somebody else who is there."""
        others = [agent for key, agent in self.world.present.items() if key != self.console.agent.id]
        return self.dice.choice(others) if others else None


async def handle(worker: Worker, conversation_id: UUID) -> Life:
    """From accepting to resolving, or until somebody else has it."""
    talk = worker.world.talks.get(conversation_id) or await worker.world.follow(conversation_id)
    voice = _voice(worker, talk)
    yield await _thinks(worker, 45)
    if not _has(worker, talk):
        return
    if len(talk.agents) < 2 and worker.happens(0.16) and await _pass_on(worker, talk):
        return
    await worker.console.write(talk.id, voice.say("agent_hello", name=worker.duty.name))
    rounds = max(1, (talk.about.rounds if talk.about else 2) + worker.dice.choice((-1, 0, 0, 1)))
    for number in range(rounds):
        async for pause in _hears(worker, talk, voice):
            yield pause
        if _has(worker, talk) and talk.conversation.unanswered_since is None:
            break
        yield await _thinks(worker, 55)
        if worker.happens(0.012):
            yield Pause(worker.world.now + _FORGETS)
        if not _has(worker, talk):
            return
        await worker.console.write(talk.id, voice.say(_answer(talk) if number == rounds - 1 else "agent_asks"))
    async for pause in _hears(worker, talk, voice, last=True):
        yield pause
    if _has(worker, talk):
        await _end(worker, talk)


def _answer(talk: Talk) -> str:
    """The name of what can be said to what it came from."""
    return {"technical_error": "agent_reports", "missing_content": "agent_regrets"}.get(
        why(talk, talk.about), "agent_solves"
    )


def _voice(worker: Worker, talk: Talk) -> Voice:
    return Voice(worker.dice, talk.conversation.language[:2], Manner(swiss=talk.conversation.language == "de-CH"))


def _has(worker: Worker, talk: Talk) -> bool:
    return talk.floor is Floor.AGENT and talk.conversation.agent_id == worker.console.agent.id


async def _thinks(worker: Worker, seconds: float) -> Pause:
    others = max(0, len(await worker.console.assigned()) - 1)
    return Pause(worker.world.now + timedelta(seconds=worker.takes_s(seconds) * (1 + _PER_FURTHER * others)))


async def _hears(worker: Worker, talk: Talk, voice: Voice, *, last: bool = False) -> Life:
    """Wait for the customer's next message; ask once whether they are still there."""
    waited_since, asked = worker.world.now, last
    while _has(worker, talk) and talk.conversation.unanswered_since is None:
        if last and worker.world.now >= waited_since + _ANSWER_WITHIN / 3:
            return
        if not asked and worker.world.now >= waited_since + _ANSWER_WITHIN:
            asked = True
            await worker.console.write(talk.id, voice.say("agent_still_there"))
        if worker.world.now >= waited_since + _GIVES_UP:
            return
        yield Pause(worker.world.now + (_ANSWER_WITHIN / 3 if last else _ANSWER_WITHIN), talk.topic)


async def _pass_on(worker: Worker, talk: Talk) -> bool:
    """Give it to a colleague who knows more, or to the bot, which can do that by itself."""
    colleague = worker.colleague()
    if colleague is not None and worker.happens(0.4):
        await worker.console.write(talk.id, _note(worker, "passing_on"), Audience.STAFF)
        await worker.console.give_back(talk.id, colleague)
        return True
    order = (talk.conversation.context or {}).get("order")
    if talk.about is not None and talk.about.served and order and worker.happens(0.5):
        await worker.console.write(talk.id, _voice(worker, talk).say("agent_returns"))
        await worker.console.return_to_bot(talk.id, _note(worker, "returned"), {"order_number": order})
        return True
    return False


async def _end(worker: Worker, talk: Talk) -> None:
    about = talk.about
    likely = (about.solvable if about else 0.9) * worker.duty.care
    outcome = "solved_by_agent" if worker.happens(likely) else "unsolved_by_agent"
    cause = why(talk, about)
    if worker.happens(0.08):
        cause = worker.dice.choice(CAUSES)  # People err, and are in a hurry.
    note = None
    if worker.happens(0.25):
        note = _note(worker, cause)
    await worker.console.resolve(talk.id, outcome, cause, note)


def _note(worker: Worker, name: str) -> str:
    """What the agent writes for colleagues."""
    return Voice(worker.dice, "de", Manner()).say(f"note_{name}")


def why(talk: Talk, about: Matter | None) -> str:
    """Why self-service did not do, as a person sees it who reads the conversation."""
    if TECHNICAL & set(talk.failures) or (about and about.name.startswith("broken")):
        return "technical_error"
    if about is None or about.name in {"contact_human_agent", "talk_chat", "talk_nonsense"}:
        return "customer_preferred_person"
    if not about.served:
        return "missing_content"
    if about.name in {"report_damaged_item", "complaint", "change_order", "delete_account"}:
        return "process_needs_person"
    if talk.misread or "not_understood" in talk.failures:
        return "misunderstood"
    return "unclear_content" if talk.judged_badly or talk.failures else "customer_preferred_person"
