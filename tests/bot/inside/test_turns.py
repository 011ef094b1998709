from __future__ import annotations

import asyncio

import pytest

from bot.dialogue import Taken
from bot.errors import Refused
from bot.locks import Locks
from bot.store import Store
from bot.turn_request import Turn
from bot.turns import Turns


class Slow:
    """A dialogue that answers when it is let go, and tells what it was asked."""

    model = "m"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go = asyncio.Event()
        self.go.set()

    async def take(self, turn, _before):
        self.asked.append(turn.id)
        await self.go.wait()
        return Taken({"text": turn.text, "number": len(self.asked)}, [{"event": "slot", "name": turn.id}])

    def opened(self, conversation, slots, before):
        assert before == [{"event": "slot", "name": "t1"}]
        return [{"event": "slot", "name": conversation, **slots}]


@pytest.fixture
def slow():
    return Slow()


@pytest.fixture
def database(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'bot.db'}")
    yield store
    store.close()


@pytest.fixture
def turns(slow, database):
    return Turns(slow, database, Locks(None, 6))


def turn(id_="t1", text="hallo", conversation="c1"):
    return Turn(conversation, id_, text, None, None, {})


async def until(condition):
    for _ in range(200):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it did not happen")


async def test_the_same_turn_again_gets_the_stored_answer(turns, slow):
    assert await turns.answer(turn()) == await turns.answer(turn())
    assert slow.asked == ["t1"]


async def test_the_stored_answer_outlives_the_process(turns, slow, database):
    first = await turns.answer(turn())
    assert await Turns(slow, database, Locks(None, 6)).answer(turn()) == first
    assert slow.asked == ["t1"]


async def test_the_same_turn_while_it_runs_waits_for_the_one_answer(turns, slow):
    slow.go.clear()
    both = asyncio.gather(turns.answer(turn()), turns.answer(turn()))
    await until(lambda: slow.asked)
    slow.go.set()
    first, second = await both
    assert first == second
    assert slow.asked == ["t1"]


async def test_a_turn_goes_on_when_its_caller_goes_away(turns, slow, database):
    slow.go.clear()
    caller = asyncio.create_task(turns.answer(turn()))
    await until(lambda: slow.asked)
    caller.cancel()
    slow.go.set()
    await turns.finish()
    assert database.before("c1", "t1").answer.answer["number"] == 1
    assert await turns.answer(turn()) == {"text": "hallo", "number": 1}


@pytest.mark.parametrize("running", [True, False])
async def test_the_same_turn_with_other_words_is_refused(turns, slow, running):
    if running:
        slow.go.clear()
    first = asyncio.create_task(turns.answer(turn()))
    await until(lambda: slow.asked)
    if not running:
        await first
    with pytest.raises(Refused) as caught:
        await turns.answer(turn(text="etwas anderes"))
    assert (caught.value.status, caught.value.code) == (409, "id_reused")
    slow.go.set()
    assert (await first)["text"] == "hallo"


async def test_turns_of_one_conversation_wait_for_each_other(turns, slow):
    slow.go.clear()
    both = [asyncio.create_task(turns.answer(turn(id_))) for id_ in ("t1", "t2")]
    await until(lambda: slow.asked)
    await asyncio.sleep(0.05)
    assert slow.asked == ["t1"]
    slow.go.set()
    assert [answer["number"] for answer in await asyncio.gather(*both)] == [1, 2]


async def test_turns_of_two_conversations_do_not(turns, slow):
    slow.go.clear()
    both = [asyncio.create_task(turns.answer(turn(conversation=name))) for name in ("c1", "c2")]
    await until(lambda: len(slow.asked) == 2)
    slow.go.set()
    await asyncio.gather(*both)


async def test_opening_and_forgetting(turns, database):
    await turns.answer(turn())
    await turns.open("c1", {"value": "x"})
    assert database.events("c1") == [{"event": "slot", "name": "c1", "value": "x"}]
    await turns.forget("c1")
    assert database.before("c1", "t1") == (None, None, None)


class Processes:
    """Two processes on one database; they do not see each other's locks, as when Redis is away."""

    def __init__(self, url: str) -> None:
        self.stores = [Store(url), Store(url)]
        self.dialogues = [Slow(), Slow()]
        self.turns = [Turns(*each, Locks(None, 6)) for each in zip(self.dialogues, self.stores, strict=True)]


@pytest.fixture
def processes(url):
    processes = Processes(url)
    yield processes
    for store in processes.stores:
        store.close()


async def test_the_same_turn_in_two_processes_at_once_gets_one_answer(processes):
    one, other = processes.dialogues
    one.go.clear()
    other.go.clear()
    other.asked.append("something before")
    both = asyncio.gather(*(each.answer(turn()) for each in processes.turns))
    await until(lambda: one.asked and len(other.asked) == 2)
    other.go.set()
    await until(lambda: processes.stores[1].before("c1", "t1").answer)
    one.go.set()
    first, second = await both
    assert first == second == {"text": "hallo", "number": 2}
    assert processes.stores[0].before("c1", "t1").answer.answer == first


async def test_a_turn_that_hung_while_the_conversation_went_on_is_sent_away_and_changes_nothing(processes):
    processes.dialogues[0].go.clear()
    hanging = asyncio.create_task(processes.turns[0].answer(turn("t1")))
    await until(lambda: processes.dialogues[0].asked)
    await processes.turns[1].answer(turn("t2"))
    processes.dialogues[0].go.set()
    with pytest.raises(Refused) as caught:
        await hanging
    assert (caught.value.status, caught.value.code) == (503, "unavailable")
    assert processes.stores[0].events("c1") == [{"event": "slot", "name": "t2"}]
    assert (await processes.turns[1].answer(turn("t1")))["number"] == 2
