"""Who works in the demo, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from secrets import token_urlsafe

from handover.demo.seasons import ZONE, Calendar, busy
from handover.domain.agent import Agent, Role
from handover.domain.team import DEFAULT, Plan
from handover.services import agents
from handover.storage.store import Store

_SATURDAY, _BUSY = 5, 1.5


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody is like at work.

    Attributes:
        hours: By weekday (Monday is 0) from when to when, by the clock in Zurich.
        slowness: How long they take, next to the others; `care` is how often they solve what can be solved.
        from_share: Since when they are there, as a share of the demonstration: 0 from the beginning.
    """

    email: str
    name: str
    hours: dict[int, tuple[float, float]]
    slowness: float
    care: float
    capacity: int
    languages: tuple[str, ...] = ("de", "en")
    from_share: float = 0.0


DUTIES = (
    Duty("ann@bergwerk.example", "Ann", dict.fromkeys((0, 1, 3, 4), (8, 16.5)), 0.85, 0.97, 3),
    Duty("ben@bergwerk.example", "Ben", dict.fromkeys((0, 1, 2, 3), (9.5, 18)), 1.3, 0.95, 2),
    Duty("clara@bergwerk.example", "Clara", {2: (8, 15), 4: (12, 18), 5: (9, 13)}, 1.0, 0.9, 3),
    Duty("emil@bergwerk.example", "Emil", dict.fromkeys(range(5), (10, 18)), 1.6, 0.8, 2, ("de",), 0.45),
)


async def hire(store: Store) -> dict[str, Agent]:
    """Everybody on duty has an account, by address; a new one has a password that nobody knows."""
    staff = {}
    for duty in DUTIES:
        changes = {
            "name": duty.name,
            "role": Role.AGENT,
            "team": DEFAULT,
            "capacity": duty.capacity,
            "languages": duty.languages,
        }
        staff[duty.email], _ = await agents.keep(store, duty.email, changes, token_urlsafe(24), renew=False)
    return staff


def shifts(duty: Duty, calendar: Calendar, plan: Plan) -> Iterator[tuple[datetime, datetime]]:
    """When somebody works; on days of the holiday nobody does, and on busy Saturdays Ann helps out."""
    hours = plan.team(DEFAULT).hours
    since = calendar.begins + (calendar.ends - calendar.begins) * duty.from_share
    for day in calendar.days():
        worked = duty.hours.get(day.weekday())
        if worked is None and day.weekday() == _SATURDAY and duty is DUTIES[0] and busy(day) >= _BUSY:
            worked = (9, 13)
        if worked is None or (hours is not None and day in hours.holidays):
            continue
        begins, ends = (_at(day, hour) for hour in worked)
        if since <= begins < calendar.ends:
            yield begins, ends


def _at(day: date, hour: float) -> datetime:
    return datetime.combine(day, time(int(hour), int(hour % 1 * 60)), ZONE).astimezone(UTC)
