"""The weekly mail: on Monday morning to each owner, once, whichever process looks first."""

from datetime import date, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from handover.adapters.clock import Clock
from handover.domain.agent import Agent
from handover.domain.rates import Rate
from handover.domain.team import Plan
from handover.domain.weekly import Week, letter
from handover.services import outbox
from handover.services.next_steps import next_steps
from handover.services.reckoner import Reckoner
from handover.storage import agents, alerts, figures
from handover.storage.store import Store

_SEVEN = time(7)
_WEEK = timedelta(weeks=1)


class WeeklyMail:
    """Writes to the owners.

    Args:
        store: Where figures and mails are.
        clock: The time.
        reckoner: Which day it is.
        plan: By whose clock it is seven.
        pages_url: What links begin with, such as `https://chat.example`.
    """

    def __init__(self, store: Store, clock: Clock, reckoner: Reckoner, plan: Plan, pages_url: str) -> None:
        self._store = store
        self._clock = clock
        self._reckoner = reckoner
        self._plan = plan
        self._pages_url = pages_url
        self._written: date | None = None

    async def once(self) -> None:
        """Write on a Monday from seven on, when all that was said is reckoned.

        Who was away all Monday writes no mail that is late.
        """
        local = self._clock.now().astimezone(self._plan.zone)
        monday = local.date()
        if local.weekday() != 0 or local.time() < _SEVEN or self._written == monday:
            return
        if not await self._reckoner.catch_up():
            return
        week = await self._week(monday - _WEEK)
        async with self._store.reading() as connection:
            owners = await agents.owners(connection)
        for owner in owners:
            await self._write(owner, week)
        self._written = monday

    async def _week(self, monday: date) -> Week:
        steps = await next_steps(self._store, self._clock, self._reckoner)
        day = timedelta(days=1)
        async with self._store.reading() as connection:
            this = self._reckoner.days.period(monday, monday + _WEEK - day)
            ended = dict(await figures.contacts_by(connection, "outcome", this))
            before = await figures.totals(connection, self._reckoner.days.period(monday - _WEEK, monday - day))
            out = await alerts.open_ones(connection)
        still_open = ended.pop(None, 0)
        served = Rate(ended.get("self_served", 0), sum(ended.values()))
        return Week(
            monday, still_open + served.of, before["contacts"], served, steps["items"], steps["currency"], len(out)
        )

    async def _write(self, owner: Agent, week: Week) -> None:
        language = next((one[:2] for one in owner.languages if one[:2] in {"de", "en"}), "de")
        written = letter(week, owner.name, language, self._pages_url)
        mail_id = uuid5(NAMESPACE_URL, f"lotse weekly {week.monday} {owner.id}")
        async with self._store.transaction() as tx:
            await outbox.mail_to_staff(
                tx, mail_id, owner.email, written.subject, written.text, language, self._clock.now()
            )
