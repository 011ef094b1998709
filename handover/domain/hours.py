"""When a team answers: open and closed, the next opening, and the moment after so much open time."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A time of the day at which a team answers, by the clock on its wall.

    Attributes:
        begins: After midnight of its day.
        ends: After that same midnight, so that 26 hours are two at night of the next day; the end itself is closed.
    """

    begins: timedelta
    ends: timedelta


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The opening hours of a team. All times go in and come out in UTC.

    A time of the clock that comes twice in the night when summer ends is the first of the two. One that is left out
    when summer begins is counted as if the clock had not been changed yet.

    Attributes:
        zone: Where the clock hangs that the periods are read from.
        week: The periods of each weekday, Monday is 0; a weekday that is missing is closed.
        holidays: Days on which no period begins. One from the evening before goes on to its end.
    """

    zone: ZoneInfo
    week: Mapping[int, Sequence[Period]]
    holidays: Container[date] = frozenset()

    def is_open(self, at: datetime) -> bool:
        """Whether the team answers at `at`."""
        begins, _ends = next(self._open_from(at), (None, None))
        return begins == at

    def opens_at(self, at: datetime) -> datetime | None:
        """When it opens next; None while it is open, and where it does not open within a year."""
        begins, _ends = next(self._open_from(at), (None, None))
        return None if begins == at else begins

    def opens_on(self, day: date) -> bool:
        """Whether a period begins on that day of its own calendar."""
        return day not in self.holidays and bool(self.week.get(day.weekday()))

    def due(self, at: datetime, open_time: timedelta) -> datetime:
        """The moment at which it was open for `open_time` since `at`.

        Where that is just until a closing it is the closing, not the next opening. Where no opening comes within a
        year it is `at + open_time`: a promise without a due time would be forgotten.
        """
        left = open_time
        for begins, ends in self._open_from(at):
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
        return at + open_time

    def _open_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When it is open from `at` on, in order and apart, until nothing comes for a year."""
        shut = at
        # A period of yesterday may reach into today.
        day = at.astimezone(self.zone).date() - _DAY
        while day < shut.date() + _A_YEAR:
            for begins, ends in sorted(self._on(day)):
                # Periods that are apart on paper may overlap in the night in which the clock leaps ahead.
                opens = max(begins, shut)
                if opens < ends:
                    yield opens, ends
                    shut = ends
            day += _DAY

    def _on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if day in self.holidays:
            return
        midnight = datetime.combine(day, time())
        for period in self.week.get(day.weekday(), ()):
            yield self._moment(midnight + period.begins), self._moment(midnight + period.ends)

    def _moment(self, on_the_clock: datetime) -> datetime:
        return on_the_clock.replace(tzinfo=self.zone).astimezone(UTC)
