"""Several Rasas: whatever becomes of one, its conversations are answered by another."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from handover.adapters.bot import BotUnavailableError, Turn
from handover.adapters.rasa_fake import understood
from handover.adapters.rasas import Rasas

# As long as no busy machine stalls; what takes longer waits for a process that hangs.
SECONDS, IN_FLIGHT = 2.0, 2


class Process:
    """A Rasa on a real port, to which a test does what can happen to one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.turns: list[UUID] = []
        self.most_at_once = 0
        self.refuses: int | None = None
        self.free = asyncio.Event()
        self.free.set()
        self._at_once = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self.port = 0

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def kill(self) -> None:
        """Gone at once, with all connections."""
        if self._server:
            self._server.close()
        for writer in self._open:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                length = head.partition("content-length: ")[2].partition("\r\n")[0]
                body = json.loads(await reader.readexactly(int(length)) if length else b"{}")
                await self.free.wait()
                await self._answer(head, body, writer)
        writer.close()
        self._open.discard(writer)

    async def _answer(self, head: str, body: dict[str, str], writer: asyncio.StreamWriter) -> None:
        content = json.dumps({"model": self.name}).encode()
        if head.startswith("post"):
            self.turns.append(UUID(body["conversation"]))
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            await asyncio.sleep(0.01)
            self._at_once -= 1
            answer = understood("greet", "Guten Tag").model_copy(update={"model": self.name})
            content = answer.model_dump_json().encode()
        status = f"{self.refuses} No" if self.refuses else "200 OK"
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content)
        await writer.drain()


@pytest.fixture
async def processes() -> AsyncIterator[list[Process]]:
    processes = [Process("one"), Process("other")]
    for process in processes:
        await process.start()
    yield processes
    for process in processes:
        process.free.set()
        process.kill()
    await asyncio.sleep(0)


@pytest.fixture
async def rasas(processes: list[Process]) -> AsyncIterator[Rasas]:
    rasas = Rasas([f"http://127.0.0.1:{each.port}" for each in processes], "token", SECONDS, IN_FLIGHT)
    yield rasas
    await rasas.close()


async def ask(rasas: Rasas, conversation: UUID | None = None) -> str | None:
    """Who answered."""
    return (await rasas.ask(Turn(conversation=conversation or uuid4(), turn=uuid4(), text="Hallo"))).model


async def conversation_of(rasas: Rasas, name: str) -> UUID:
    """A conversation that prefers the process of this name."""
    while True:
        conversation = uuid4()
        if await ask(rasas, conversation) == name:
            return conversation


async def test_a_conversation_stays_with_its_process_and_conversations_are_shared_out(
    rasas: Rasas, processes: list[Process]
) -> None:
    conversations = [uuid4() for _ in range(40)]
    for _ in range(2):
        for conversation in conversations:
            await ask(rasas, conversation)
    one, other = (set(process.turns) for process in processes)
    assert one.isdisjoint(other)
    assert one | other == set(conversations)
    assert min(len(one), len(other)) > 8


async def test_a_killed_process_is_passed_over_at_once_and_asked_again_when_it_is_back(
    rasas: Rasas, processes: list[Process]
) -> None:
    conversation = await conversation_of(rasas, "one")
    processes[0].kill()
    started = time.monotonic()
    for _ in range(5):
        assert await ask(rasas, conversation) == "other"
    assert time.monotonic() - started < SECONDS
    await processes[0].start()
    while await ask(rasas, conversation) == "other":
        assert time.monotonic() - started < 5
        await asyncio.sleep(0.05)


async def test_a_turn_whose_process_is_killed_under_it_is_answered_by_another(
    rasas: Rasas, processes: list[Process]
) -> None:
    conversation = await conversation_of(rasas, "one")
    processes[0].free.clear()
    asked = asyncio.create_task(ask(rasas, conversation))
    await asyncio.sleep(0.1)
    processes[0].kill()
    assert await asked == "other"


@pytest.mark.parametrize("status", [502, 503])
async def test_a_process_that_sends_away_is_passed_over(rasas: Rasas, processes: list[Process], status: int) -> None:
    conversation = await conversation_of(rasas, "one")
    processes[0].refuses = status
    assert await ask(rasas, conversation) == "other"


@pytest.mark.parametrize("status", [401, 409, 500])
async def test_what_another_process_would_answer_alike_is_asked_once(
    rasas: Rasas, processes: list[Process], status: int
) -> None:
    conversation = await conversation_of(rasas, "one")
    processes[0].refuses = status
    with pytest.raises(BotUnavailableError, match=str(status)):
        await ask(rasas, conversation)
    assert conversation not in processes[1].turns


async def test_one_that_hangs_costs_the_turns_that_found_it_well_and_no_others(
    rasas: Rasas, processes: list[Process]
) -> None:
    conversation = await conversation_of(rasas, "one")
    processes[0].free.clear()
    started = time.monotonic()
    answers = await asyncio.gather(*(ask(rasas, conversation) for _ in range(20)))
    assert answers == ["other"] * 20
    assert time.monotonic() - started < 2 * SECONDS
    started = time.monotonic()
    while time.monotonic() - started < 2.5:
        asked = time.monotonic()
        assert await ask(rasas, conversation) == "other"
        assert time.monotonic() - asked < SECONDS / 2, "a customer found out that it still hangs"
        await asyncio.sleep(0.1)


async def test_no_process_gets_more_at_once_than_it_has_places_and_all_are_used(
    rasas: Rasas, processes: list[Process]
) -> None:
    conversation = await conversation_of(rasas, "one")
    await asyncio.gather(*(ask(rasas, conversation) for _ in range(40)))
    assert [process.most_at_once for process in processes] == [IN_FLIGHT, IN_FLIGHT]


async def test_whoever_gives_up_gives_back_their_place(rasas: Rasas, processes: list[Process]) -> None:
    for process in processes:
        process.free.clear()
    for _ in range(3 * IN_FLIGHT):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(ask(rasas), 0.02)
    for process in processes:
        process.free.set()
    assert await asyncio.wait_for(ask(rasas), SECONDS) in {"one", "other"}


async def test_when_nobody_is_there_it_is_said_at_once(rasas: Rasas, processes: list[Process]) -> None:
    for process in processes:
        process.kill()
    started = time.monotonic()
    for _ in range(3):
        with pytest.raises(BotUnavailableError):
            await ask(rasas)
    assert time.monotonic() - started < SECONDS
    assert await rasas.models() == [None, None]
    await processes[1].start()
    assert await ask(rasas) == "other"
    assert await rasas.models() == [None, "other"]
