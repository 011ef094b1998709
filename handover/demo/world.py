"""The service under simulated time: between two acts everything that the service does by itself comes to rest."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from handover.adapters.clock import SetClock
from handover.adapters.mailbox import Mailbox
from handover.demo.story_grouper import StoryGrouper
from handover.demo.talk import Talk
from handover.demo.timeline import Life, Timeline
from handover.domain.agent import Agent
from handover.domain.delivery import MAIL
from handover.domain.errors import LotseError
from handover.realtime.hub import QUEUE, Listener, News, agent_topic
from handover.services import reading
from handover.services.alerts import Watch
from handover.services.due import DueTimes
from handover.services.sweep import Sweep
from handover.services.upkeep import Upkeep
from handover.web.lotse import Lotse

log = structlog.get_logger(__name__)

# How often the sweep looks in the service, which decides how late something due is done.
_SWEEP = timedelta(seconds=5)
# Who waits while agents are there is looked at so often, for what no act makes happen: an agent who may be asked again.
_WAITING = timedelta(seconds=30)
# What else is done by itself, such as reckoning what reports count, is done so often; seldomer while nothing happens.
_WHOLE_SWEEP, _QUIET_SWEEP = timedelta(hours=1), timedelta(hours=6)
_POLL_S = 0.001


class World:
    """Moves the clock from act to act and from due moment to due moment; nothing in it asks what time it really is.

    Args:
        lotse: The wired service. Its sweep, upkeep, router and sender do not run by themselves; this calls them.
        clock: The clock that it was wired with.
        mailbox: Where the mails to customers arrive; None where none do.
    """

    def __init__(self, lotse: Lotse, clock: SetClock, mailbox: Mailbox | None = None) -> None:
        self.lotse = lotse
        self.clock = clock
        self.mailbox = mailbox
        self.timeline = Timeline(clock)
        self.talks: dict[UUID, Talk] = {}
        self.present: dict[UUID, Agent] = {}
        self.claimed: set[UUID] = set()
        self.refused = 0
        self._talks_of: dict[str, Talk] = {}
        self._ear = Listener()
        lotse.hub.listen(self._ear, QUEUE)
        self._due = DueTimes(lotse.store, clock, lotse.queue)
        # Without the weekly mail, which nobody would read.
        self.grouper = StoryGrouper(lotse.store, clock)
        self._upkeep = Upkeep(lotse.reckoner, Watch(lotse.store, lotse.reckoner), self.grouper, None)
        self._sweep = Sweep(lotse.store, clock, lotse.runner, self._due, lotse.presence, lotse.router)
        self._due_at: datetime | None = None
        self._looked_at = self._swept_at = clock.now()
        self._is_new = self._is_unswept = True

    @property
    def now(self) -> datetime:
        """The simulated time."""
        return self.clock.now()

    @property
    def somebody_waits(self) -> bool:
        """Whether anybody is in the queue; whoever is, their page was open a moment ago."""
        return any(talk.waits for talk in self.talks.values())

    def begin(self, at: datetime, life: Life) -> None:
        """Let somebody live from `at` on. What the service refuses them ends what they are at, and nothing else."""
        self.timeline.begin(at, self._sheltered(life))

    async def _sheltered(self, life: Life) -> Life:
        try:
            async for pause in life:
                yield pause
        except LotseError as error:
            self.refused += 1
            log.warning("refused_in_the_demo", error=repr(error))
        finally:
            await life.aclose()

    async def play(self, until: datetime) -> None:
        """Let everything happen that happens before `until`, which it is afterwards."""
        while True:
            look_at, act_at = await self._look_at(), self.timeline.next_at()
            moment = min((at for at in (look_at, act_at) if at is not None), default=until)
            if moment >= until:
                break
            if moment == look_at:
                self.clock.at = max(self.now, moment)
                await self._look()
            else:
                await self.timeline.step()
            await self.rest()
        self.clock.at = max(self.now, until)

    async def _look_at(self) -> datetime | None:
        """When the sweep has something to do next."""
        if self._is_new:
            self._due_at, self._is_new = await self._due.next_at(), False
        # Due is what is over, not what is just now.
        moments = [self._sweep_at()]
        if self._due_at is not None:
            moments.append(max(self._due_at + timedelta(seconds=1), self._looked_at + _SWEEP))
        if self.present and self.somebody_waits:
            moments.append(self._looked_at + _WAITING)
        return min(moments)

    def _sweep_at(self) -> datetime:
        return self._swept_at + (_WHOLE_SWEEP if self._is_unswept else _QUIET_SWEEP)

    async def _look(self) -> None:
        self._looked_at, self._is_new = self.now, True
        await self.renew()
        if self.now >= self._sweep_at():
            self._swept_at, self._is_unswept = self.now, False
            await self._sweep.once()
            await self._upkeep.once()
            return
        await self._due.fire()
        await self.lotse.presence.take_back()
        await self.route()

    async def renew(self) -> None:
        """The sockets of agents who are there live; nobody can tell at which moments their leases were renewed."""
        for agent in self.present.values():
            await self.lotse.presence.renew(agent)

    async def rest(self) -> None:
        """Wait until the bot owes nothing and nobody can be brought together."""
        while True:
            while self.lotse.runner.busy:  # noqa: ASYNC110 - the runner tells nobody, and need not
                await asyncio.sleep(_POLL_S)
            nudged, _ = self._ear.heard()
            if not nudged:
                return
            self._is_new = self._is_unswept = True
            for topic, news in nudged.items():
                if (talk := self._talks_of.get(topic)) is not None:
                    await self._pass_on(talk, news)
                self.timeline.tell(topic)
            if not self._talks_of.keys() >= nudged.keys():
                await self.route()

    async def _pass_on(self, talk: Talk, news: list[News] | None) -> None:
        """Show a conversation's news to its customer, as a socket would."""
        if news is not None and all(talk.take(one) for one in news):
            return
        page = await reading.log(self.lotse.store, talk.id, talk.last_seq)
        talk.take(News(page.conversation, tuple(page.events)))

    async def route(self) -> None:
        """Bring together who waits and who is there."""
        if self.somebody_waits:
            await self.renew()
            await self.lotse.router.once()

    async def follow(self, conversation_id: UUID) -> Talk:
        """The customer's page of this conversation from now on, until `forget`."""
        page = await reading.log(self.lotse.store, conversation_id, 0)
        talk = Talk(page.conversation)
        talk.take(News(page.conversation, tuple(page.events)))
        self.talks[talk.id] = self._talks_of[talk.topic] = talk
        self.lotse.hub.listen(self._ear, talk.topic)
        # Nobody listened when it was opened, and that may be all that ever happens in it.
        self._is_new = self._is_unswept = True
        return talk

    def forget(self, talk: Talk) -> None:
        """The customer has closed the page, and nobody works on the conversation any more."""
        self.talks.pop(talk.id, None)
        self._talks_of.pop(talk.topic, None)
        self.lotse.hub.leave(self._ear, talk.topic)

    def employ(self, agent: Agent) -> None:
        """Hear of what happens to the conversations of `agent`."""
        self.lotse.hub.listen(self._ear, agent_topic(agent.id))

    async def post(self) -> None:
        """Send the mails that are owed by now."""
        await self.lotse.sender.once(MAIL)
        while self.lotse.sender.busy:  # noqa: ASYNC110 - as above
            await asyncio.sleep(_POLL_S)

    async def end(self) -> None:
        """Nobody does anything any more; what the service has begun it ends."""
        await self.timeline.end()
        await self.lotse.runner.stop()
        await self.lotse.sender.stop()
