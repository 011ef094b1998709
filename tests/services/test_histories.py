"""Whatever people do in whatever order, allowed or not: the log has no gaps and everything else follows from it."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st

from handover.adapters.bot import BotAnswer, BotChoice, Turn
from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.agent import Agent
from handover.domain.conversation import Conversation, Customer
from handover.domain.errors import LotseError
from handover.domain.events import Audience, Event, Floor
from handover.domain.transitions import TRANSITIONS
from handover.realtime.frames import frames
from handover.services import conversations, handovers
from tests.builders import replay
from tests.support import Support, command, supporting

Act = Callable[[Support, UUID], Awaitable[Any]]
MOODS: dict[str, Callable[[Turn], BotAnswer]] = {
    "well": lambda _turn: understood("greet", "Guten Tag", choices=[BotChoice(label="Ja", intent="affirm")]),
    "in English": lambda _turn: understood("greet", "Good day", language="en"),
    "not at all": lambda _turn: not_understood(),
    "with a person": lambda _turn: understood("complaint", "Moment", signals=[{"escalate": {"reason": "complaint"}}]),
    "with silence": lambda _turn: understood("greet", "").model_copy(update={"replies": []}),
}


def _mood(name: str) -> Act:
    async def act(support: Support, _cleo: UUID) -> None:
        support.bot.script = MOODS[name]

    return act


def _available(*, on: bool) -> Act:
    async def act(support: Support, _cleo: UUID) -> None:
        support.bot.available = on

    return act


async def _hold(support: Support, _cleo: UUID) -> None:
    support.bot.hold()


async def _let_go(support: Support, _cleo: UUID) -> None:
    support.bot.let_go()
    await support.settled()


async def _say(support: Support, cleo: UUID) -> None:
    await support.say(cleo, "Hallo")
    # As far as it goes by itself; the rest comes while others act.
    await asyncio.sleep(0)


async def _choose(support: Support, cleo: UUID) -> None:
    said = [one.data["choices"] for one in await support.log(cleo) if one.data.get("choices")]
    if said:
        await support.say(cleo, said[-1][0]["label"], choice=said[-1][0]["value"])


async def _withdraw(support: Support, cleo: UUID) -> None:
    await conversations.withdraw(support.store, support.clock, cleo)


async def _judge(support: Support, cleo: UUID) -> None:
    if await support.texts(cleo, "bot"):
        await support.judge(cleo, helpful=False)


async def _visit(support: Support, cleo: UUID) -> None:
    page = {"url": "https://bergwerk.example/shop/cart", "title": ""}
    await conversations.visit(support.store, support.clock, cleo, command(), page)


async def _silence(support: Support, _cleo: UUID) -> None:
    support.clock.pass_time(minutes=31)
    await support.sweep.once()


def _by(name: str, does: Callable[[Support, UUID, Agent], Awaitable[Any]]) -> Act:
    async def act(support: Support, cleo: UUID) -> None:
        await does(support, cleo, getattr(support, name))

    return act


async def _accept(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.accept(support.store, support.clock, cleo, agent)


async def _release(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.release(support.store, support.clock, cleo, agent, "given_back", None)


async def _return(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.return_to_bot(support.store, support.clock, cleo, agent, command(), "ok", {"product": "Seil"})


async def _resolve(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.resolve(
        support.store, support.clock, cleo, agent, command(), "solved_by_agent", "misunderstood", None
    )


async def _reply(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.post_message(support.store, support.clock, cleo, agent, command(), "Guten Tag", Audience.EVERYONE)


ACTS: dict[str, Act] = {
    "Cleo writes": _say,
    "Cleo picks a choice": _choose,
    "Cleo asks for a person": lambda support, cleo: support.ask_for_person(cleo),
    "Cleo withdraws": _withdraw,
    "Cleo judges": _judge,
    "Cleo goes to the cart": _visit,
    "half an hour passes": _silence,
    "the bot thinks": _hold,
    "the bot has thought": _let_go,
    "the bot is down": _available(on=False),
    "the bot is back": _available(on=True),
    **{f"the bot answers {mood}": _mood(mood) for mood in MOODS},
    "Ann accepts": _by("ann", _accept),
    "Ben accepts": _by("ben", _accept),
    "Ann gives back": _by("ann", _release),
    "Ann returns to the bot": _by("ann", _return),
    "Ann resolves": _by("ann", _resolve),
    "Ben resolves": _by("ben", _resolve),
    "Ann answers": _by("ann", _reply),
    "Ben notes": lambda support, cleo: support.note(cleo, "nur für uns"),
}


@given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=25))
@example(acts=["the bot thinks", "Cleo writes", "Cleo asks for a person", "the bot has thought", "Ann accepts"])
@example(acts=["Cleo asks for a person", "Ann accepts", "Ann resolves", "Cleo writes", "half an hour passes"])
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_any_history_leaves_a_log_from_which_everything_follows(sqlite_template: Path, acts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(sqlite_template, folder)
        asyncio.run(_play(f"sqlite+aiosqlite:///{folder}/{sqlite_template.name}", acts))


async def _play(url: str, acts: Iterable[str]) -> None:
    async with supporting(url) as support:
        cleo = await support.open(customer=Customer("7", "Cleo", "cleo@example.com", verified=True))
        snapshot = await support.conversation(cleo)
        for act in acts:
            # What is not allowed now is refused, and nothing of it is left.
            with contextlib.suppress(LotseError):
                await ACTS[act](support, cleo)
        await _let_go(support, cleo)
        seen = await support.log(cleo)
        stored = await support.conversation(cleo)
        _has_no_gaps(seen)
        _follows_the_table(seen)
        _ended_with_one_outcome(seen, stored)
        _the_bot_spoke_only_with_the_floor(seen)
        _hides_what_is_for_staff(seen)
        for happened in seen[snapshot.last_seq :]:
            snapshot = snapshot.apply(happened)
        assert _known_by_events(snapshot) == _known_by_events(stored)
        assert _known_by_events(replace(replay(seen), id=cleo)) == _known_by_events(stored)
        await _has_one_record_for_each_failure(support, cleo, seen)
        await _has_a_row_for_each_episode(support, cleo, seen, stored)


def _known_by_events(conversation: Conversation) -> Conversation:
    """What the bot told besides, and who the customer is, is stored without an event of its own."""
    made_from_its_id = conversation.handover_id is not None
    return replace(
        conversation,
        id=UUID(int=0),
        opened_at=conversation.floor_since or conversation.opened_at,
        version=0,
        handover_id=UUID(int=1) if made_from_its_id else None,
        context=None,
        summary=None,
        customer=Customer(),
        client=None,
    )


def _has_no_gaps(log: list[Event]) -> None:
    assert [happened.seq for happened in log] == list(range(1, len(log) + 1))


def _follows_the_table(log: list[Event]) -> None:
    floor = Floor.BOT
    moving = {name for _, name in TRANSITIONS}
    for happened in log:
        if happened.name in moving:
            assert (floor, happened.name) in TRANSITIONS, (floor, happened.name)
            floor = TRANSITIONS[floor, happened.name]
        assert happened.floor is floor, happened


def _ended_with_one_outcome(log: list[Event], stored: Conversation) -> None:
    outcome: list[str] = []
    for happened in log:
        if happened.name == "closed":
            outcome.append(happened.data["outcome"])
        elif happened.name == "reopened":
            outcome.clear()
    assert outcome == ([stored.outcome] if stored.floor is Floor.CLOSED else [])


def _the_bot_spoke_only_with_the_floor(log: list[Event]) -> None:
    by_the_bot = [one for one in log if one.name == "message_posted" and one.data["author"]["kind"] == "bot"]
    assert {one.floor for one in by_the_bot} <= {Floor.BOT}
    asked = [one.data["id"] for one in log if one.name == "message_posted" and one.data["author"]["kind"] == "customer"]
    assert {one.data["reply_to"] for one in by_the_bot} <= set(asked)


def _hides_what_is_for_staff(log: list[Event]) -> None:
    seen = str(frames(log, Audience.EVERYONE))
    for secret in ("nur für uns", "cleo@example.com", "ranking", "failure", "cause", "summary", "gave_up", "Seil"):
        assert secret not in seen


async def _has_one_record_for_each_failure(support: Support, cleo: UUID, log: list[Event]) -> None:
    records = [record for record in await support.failures() if record["conversation_id"] == cleo]
    recorded = {UUID(one.data["failure_id"]) for one in log if one.name == "failure_recorded"}
    assert {record["id"] for record in records} == recorded
    assert len({record["message_id"] for record in records}) == len(records)


async def _has_a_row_for_each_episode(support: Support, cleo: UUID, log: list[Event], stored: Conversation) -> None:
    episodes = await support.episodes(cleo)
    assert len(episodes) == len([one for one in log if one.name == "escalated"])
    still_open = [episode["id"] for episode in episodes if episode["ended_at"] is None]
    assert still_open == ([stored.handover_id] if stored.handover_id else [])
