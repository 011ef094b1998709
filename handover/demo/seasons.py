"""When customers come: hours, weekdays and seasons, and the two things that go wrong in the year."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Zurich")
_DAY = timedelta(days=1)
# How often customers come at each hour of the day, next to the others: before noon, and after supper.
_HOURS = (1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 5, 7, 8, 7.5, 7, 6, 6, 6, 6.5, 7, 7.5, 8.5, 9, 8, 5, 2.5)
_WEEK = (1.2, 1.1, 1.05, 1.0, 0.95, 0.8, 0.9)
# From when to when (month, day) how much busier it is; where two meet they multiply.
_SEASONS = (
    ((11, 10), (12, 31), 1.25),  # the ski season begins
    ((11, 22), (11, 30), 1.7),  # the week of sales
    ((12, 1), (12, 21), 1.5),
    ((12, 24), (12, 26), 0.4),
    ((12, 27), (12, 31), 1.1),
    ((1, 2), (1, 20), 1.5),  # what came for Christmas goes back
    ((5, 1), (6, 20), 1.2),  # hiking begins
    ((7, 10), (8, 15), 0.9),
)
_OUTAGE = timedelta(hours=1)
_RELEASED = (10, 6)
_TWO_WEEKS = 14
# Share of those customers of the day who come because of the broken page, on top of the others.
_BROKEN_SHARE = 0.9
# As many as come in two days otherwise come in the hour in which the shop is down.
_DOWN_SHARE = 2.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody comes; `because` of what is wrong at the shop, if it is that: `broken` or `down`."""

    at: datetime
    because: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The simulated time, from `begins` to `ends`.

    Attributes:
        broken_from: From when to when (`broken_until`) a release keeps the checkout from working.
        down_from: From when to when (`down_until`) the shop does not answer the bot.
    """

    begins: datetime
    ends: datetime
    broken_from: datetime
    broken_until: datetime
    down_from: datetime
    down_until: datetime

    @classmethod
    def of(cls, days: int, ends: datetime) -> "Calendar":
        """So many days, from their midnight, until `ends`. The release has its day, if all of it is in them."""
        begins = _at((ends - days * _DAY).astimezone(ZONE).date(), 0)
        released = _at(_first_release(begins, ends) or (begins + days * _DAY / 2).date(), 7)
        broken = timedelta(days=min(_TWO_WEEKS, max(1, days // 4)))
        down_day = (begins + days * _DAY * 0.62).date()
        down_from = _at(down_day, 10) + timedelta(minutes=20)
        return cls(begins, ends, released, released + broken, down_from, down_from + _OUTAGE)

    def nights(self) -> Iterator[datetime]:
        """A moment of each night in which hardly anybody is awake."""
        return (at for day in self.days() if self.begins <= (at := _at(day, 3)) < self.ends)

    def days(self) -> Iterator[date]:
        """Every day of it, the last one perhaps not whole."""
        day = self.begins.astimezone(ZONE).date()
        while day <= self.ends.astimezone(ZONE).date():
            yield day
            day += _DAY


def _first_release(begins: datetime, ends: datetime) -> date | None:
    for year in range(begins.year, ends.year + 1):
        released = date(year, *_RELEASED)
        if begins.date() < released and released + timedelta(days=_TWO_WEEKS) < ends.date():
            return released
    return None


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)


def arrivals(calendar: Calendar, a_day: float, dice_of: Callable[[date], random.Random]) -> list[Arrival]:
    """Who comes when, in order; on an ordinary day `a_day` of them.

    Each day has its dice, and so the days that two stories of one seed have in common are alike.
    """
    found = []
    for day in calendar.days():
        dice = dice_of(day)
        expected = a_day * busy(day) * dice.lognormvariate(0, 0.15)
        found += [Arrival(_moment(day, dice)) for _ in range(_poisson(expected, dice))]
        broken = [Arrival(_moment(day, dice), "broken") for _ in range(_poisson(expected * _BROKEN_SHARE, dice))]
        found += [one for one in broken if calendar.broken_from <= one.at < calendar.broken_until]
        if day == calendar.down_from.astimezone(ZONE).date():
            # Whoever cannot see their order on the site asks the chat.
            at_once = range(_poisson(a_day * _DOWN_SHARE, dice))
            found += [Arrival(calendar.down_from + _OUTAGE * dice.uniform(0.05, 0.9), "down") for _ in at_once]
    inside = [one for one in found if calendar.begins <= one.at < calendar.ends]
    return sorted(inside, key=lambda one: one.at)


def busy(day: date) -> float:
    """How busy a day is; an ordinary one is 1."""
    factor = _WEEK[day.weekday()]
    for begins, ends, more in _SEASONS:
        if begins <= (day.month, day.day) <= ends:
            factor *= more
    return factor


def _moment(day: date, dice: random.Random) -> datetime:
    hour = dice.choices(range(24), _HOURS)[0]
    return _at(day, hour) + timedelta(hours=dice.random())


def _poisson(mean: float, dice: random.Random) -> int:
    """How many come when `mean` are expected (Knuth); means of a day are small enough for it."""
    if mean > 200:
        return max(0, round(dice.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, dice.random()
    while product > limit:
        count += 1
        product *= dice.random()
    return count
