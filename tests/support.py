"""The use cases over a real database, with a bot that does what a test says and a clock that it sets."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from handover.adapters.actions_fake import FakeDocuments
from handover.adapters.clock import SetClock
from handover.adapters.rasa_fake import FakeBot
from handover.analysis.topics.grouping import group
from handover.analysis.topics.material import Grouping, Said
from handover.domain.agent import LEASE, Agent, Availability
from handover.domain.conversation import Conversation, Customer
from handover.domain.events import Audience, Event
from handover.domain.routing import RoutingRules
from handover.domain.team import Plan
from handover.journey_file import read_journey
from handover.realtime.hub import QUEUE, Hub
from handover.services import agents as agents_of_us
from handover.services import conversations, handovers, reading
from handover.services.alerts import Watch
from handover.services.commands import Done
from handover.services.due import DueTimes
from handover.services.grouper import Grouper
from handover.services.presence import Presence
from handover.services.queue import Queue
from handover.services.reckoner import Reckoner
from handover.services.routing import Router
from handover.services.sweep import Sweep
from handover.services.turns import TurnRunner
from handover.services.upkeep import Upkeep
from handover.services.weekly import WeeklyMail
from handover.storage import agents as agent_rows
from handover.storage import event_log
from handover.storage import failures as failure_log
from handover.storage import handovers as handover_rows
from handover.storage.failures import FailureFilter
from handover.storage.moved import Moved
from handover.storage.store import Store
from handover.storage.tables import metadata
from handover.storage.transaction import Command
from tests.people import Staff, hire

T = TypeVar("T")
# The map of the demo shop.
JOURNEY = read_journey(Path("data/journey.yml"))
KEY = "what hashes of customers are made with"
NINE_O_CLOCK = datetime(2026, 11, 23, 9, tzinfo=UTC)


def command(of: UUID | None = None, body: str = "") -> Command:
    """A request with an id of its own, or with the one given."""
    return Command("test", of or uuid4(), body)


async def _at_once(failures: Sequence[Said]) -> Grouping:
    """Group in this process: to start another one takes seconds."""
    return group(failures)


class Support:
    """What the service can do, without its edge."""

    def __init__(self, store: Store, staff: Staff, plan: Plan | None = None, clock: SetClock | None = None) -> None:
        self.store = store
        self.clock = clock or SetClock(NINE_O_CLOCK)
        self.bot = FakeBot()
        self.documents = FakeDocuments()
        self.runner = TurnRunner(store, self.clock, self.bot, self.documents, seconds=2)
        self.hub = Hub()
        self.queue = Queue(store, self.clock, plan or Plan(), self.hub)
        self.router = Router(store, self.clock, self.queue, RoutingRules())
        self.presence = Presence(store, self.clock, grace=timedelta(minutes=1))
        self.reckoner = Reckoner(store, self.clock, plan or Plan(), KEY)
        self.grouper = Grouper(store, self.clock, _at_once)
        self.weekly = WeeklyMail(store, self.clock, self.reckoner, plan or Plan(), "https://chat.example")
        self.upkeep = Upkeep(self.reckoner, Watch(store, self.reckoner), self.grouper, self.weekly)
        self.sweep = self.sweeping(self.runner)
        self.ann, self.ben, self.olga = staff.ann, staff.ben, staff.olga
        store.after_commit(self._moved)

    def sweeping(self, runner: TurnRunner) -> Sweep:
        """A sweep as another process with this runner would have it."""
        due = DueTimes(self.store, self.clock, self.queue)
        return Sweep(self.store, self.clock, runner, due, self.presence, self.router)

    def _moved(self, moved: list[Moved]) -> None:
        self.hub.nudge(QUEUE)
        for one in moved:
            if one.owes_turn:
                self.runner.wake(one.after.id)

    async def open(
        self, *, language: str = "de", page: dict[str, str] | None = None, customer: Customer | None = None
    ) -> UUID:
        """Cleo opens the chat."""
        conversation_id, _ = await conversations.open_conversation(
            self.store, self.clock, command(), spoken=language, page=page, customer=customer or Customer(), client="c1"
        )
        return conversation_id

    async def say(
        self, conversation_id: UUID, text: str, *, message: UUID | None = None, choice: str | None = None
    ) -> Done:
        """Cleo writes; whatever the bot has to say comes later."""
        self.clock.pass_time(seconds=1)
        asked = Command(f"c:{conversation_id}", message or uuid4(), f"{text} {choice}")
        return await conversations.post_message(self.store, self.clock, conversation_id, asked, text, choice)

    async def ask(self, conversation_id: UUID, text: str, *, choice: str | None = None) -> None:
        """Cleo writes and waits for the answer."""
        await self.say(conversation_id, text, choice=choice)
        await self.settled()

    async def settled(self) -> None:
        """Wait until the bot owes nothing that it is not held from answering."""
        while self.runner.busy:  # noqa: ASYNC110 - the runner tells nobody, and need not
            await asyncio.sleep(0.005)

    async def ask_for_person(self, conversation_id: UUID) -> None:
        """Cleo asks for a person."""
        await conversations.ask_for_person(self.store, self.clock, self.queue, conversation_id, command())

    async def at_work(self, *agents: Agent) -> None:
        """These agents come to work: they say so, and their console is open."""
        for agent in agents:
            await agents_of_us.set_availability(self.store, agent, Availability.ONLINE)
            async with self.store.transaction() as tx:
                await agent_rows.renew(tx, agent.id, self.clock.now() + LEASE)

    async def accepted(self, agent: Agent | None = None) -> UUID:
        """A conversation that an agent has."""
        conversation_id = await self.open()
        await self.ask_for_person(conversation_id)
        await handovers.accept(self.store, self.clock, conversation_id, agent or self.ann)
        return conversation_id

    async def returned(self, slots: dict[str, Any]) -> UUID:
        """A conversation that Ann handed back to the bot."""
        conversation_id = await self.accepted()
        await handovers.return_to_bot(self.store, self.clock, conversation_id, self.ann, command(), "geklärt", slots)
        return conversation_id

    async def judge(self, conversation_id: UUID, *, helpful: bool, comment: str | None = None) -> None:
        """Cleo judges the newest message of the bot."""
        messages = [event for event in await self.log(conversation_id) if event.name == "message_posted"]
        newest = next(event for event in reversed(messages) if event.data["author"]["kind"] == "bot")
        await conversations.judge(
            self.store, self.clock, conversation_id, command(), seq=newest.seq, helpful=helpful, comment=comment
        )

    async def reply(self, conversation_id: UUID, agent: Agent, text: str) -> None:
        """An agent who has the conversation writes to the customer."""
        said = (command(), text, Audience.EVERYONE)
        await handovers.post_message(self.store, self.clock, conversation_id, agent, *said)

    async def note(self, conversation_id: UUID, text: str) -> None:
        """Ben writes a note for his colleagues."""
        await handovers.post_message(self.store, self.clock, conversation_id, self.ben, command(), text, Audience.STAFF)

    async def at_once(self, act: Callable[[], Awaitable[T]], times: int) -> list[T]:
        """Do the same several times at the same moment."""
        return list(await asyncio.gather(*(act() for _ in range(times))))

    async def conversation(self, conversation_id: UUID) -> Conversation:
        """The conversation as it is stored."""
        return await reading.one(self.store, conversation_id)

    async def log(self, conversation_id: UUID) -> list[Event]:
        """All its events."""
        async with self.store.reading() as connection:
            return await event_log.after(connection, conversation_id, 0, 10_000)

    async def names(self, conversation_id: UUID) -> list[str]:
        """The names of all its events."""
        return [event.name for event in await self.log(conversation_id)]

    async def texts(self, conversation_id: UUID, kind: str) -> list[str]:
        """What authors of this kind said."""
        messages = [event.data for event in await self.log(conversation_id) if event.name == "message_posted"]
        return [data["text"] for data in messages if data["author"]["kind"] == kind]

    async def choices(self, conversation_id: UUID) -> list[dict[str, Any]]:
        """The choices of the newest message that has some."""
        messages = [event.data for event in await self.log(conversation_id) if event.name == "message_posted"]
        choices: list[dict[str, Any]] = next(data["choices"] for data in reversed(messages) if data["choices"])
        return choices

    async def episodes(self, conversation_id: UUID) -> Sequence[Any]:
        """The handovers of a conversation, oldest first."""
        async with self.store.reading() as connection:
            return await handover_rows.of_conversation(connection, conversation_id)

    async def everything_stored(self) -> str:
        """All rows of all tables, to look for what must not be there."""
        async with self.store.reading() as connection:
            rows = [await connection.execute(select(table)) for table in metadata.sorted_tables]
        return "\n".join(str(row) for found in rows for row in found)

    async def until_asked(self, count: int) -> None:
        """Wait until the bot was asked that often."""
        while len(self.bot.asked) < count:  # noqa: ASYNC110 - the fake bot tells nobody
            await asyncio.sleep(0.005)

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until something is so."""
        while not happened():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.005)

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.store.reading() as connection:
            query = select(func.count()).select_from(metadata.tables[table])
            return (await connection.execute(query)).scalar_one()

    async def failures(self, **wanted: Any) -> list[Any]:
        """The failure log, newest first."""
        async with self.store.reading() as connection:
            return await failure_log.page(connection, FailureFilter(**wanted), None)


@asynccontextmanager
async def supporting(url: str) -> AsyncIterator[Support]:
    """The use cases on a migrated database."""
    store = Store(url, journey=JOURNEY)
    support = Support(store, await hire(store))
    try:
        yield support
    finally:
        await support.upkeep.stop()
        await support.runner.stop()
        await store.close()


@pytest.fixture
async def support(database_url: str) -> AsyncIterator[Support]:
    """The use cases on a fresh database, once on SQLite and once on PostgreSQL."""
    async with supporting(database_url) as support:
        yield support


@pytest.fixture
async def support_on_sqlite(sqlite_url: str) -> AsyncIterator[Support]:
    """The same for tests of rules that no database has a say in."""
    async with supporting(sqlite_url) as support:
        yield support
