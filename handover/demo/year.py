"""The story of a year: who comes when, who works when, and what goes wrong."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from handover.demo.agent import Shift
from handover.demo.customer import arrive
from handover.demo.people import Crowd, Order
from handover.demo.seasons import Arrival, Calendar, arrivals
from handover.demo.staff import DUTIES, hire, shifts
from handover.demo.timeline import Life, Pause
from handover.demo.world import World

Happening = tuple[datetime, Callable[[], Awaitable[None]]]
# How many came by now, how many there will be, and what time it is there.
Tell = Callable[[int, int, datetime], None]


@dataclass(frozen=True, slots=True)
class Story:
    """What makes one run like another.

    Attributes:
        a_day: How many customers come on an ordinary day.
        seed: Another one is another year.
        orders: Of the demo shop.
    """

    calendar: Calendar
    a_day: float
    seed: int
    orders: Sequence[Order]

    def dice(self, *of: object) -> random.Random:
        """Chance for one person or day of the story, which nobody else's acts can change."""
        return random.Random(" ".join(map(str, (self.seed, *of))))  # noqa: S311 - a story, no secret

    def arrivals(self) -> list[Arrival]:
        """Who comes when; those who come back about the same are not among them."""
        return arrivals(self.calendar, self.a_day, partial(self.dice, "arrivals"))


async def tell_story(world: World, story: Story, happenings: Sequence[Happening], tell: Tell) -> None:
    """Play all of it; whatever is open at its end stays open."""
    staff = await hire(world.lotse.store)
    for duty in DUTIES:
        world.employ(staff[duty.email])
        for begins, ends in shifts(duty, story.calendar, world.lotse.plan):
            dice = story.dice(duty.email, begins)
            world.begin(begins, Shift(world, staff[duty.email], duty, dice).live(ends))
    for at, happen in happenings:
        world.begin(at, _happens(at, happen))
    crowd, coming = Crowd(story.orders), story.arrivals()
    for number, arrival in enumerate(coming, 1):
        told = _told(tell, number, len(coming), arrival.at)
        world.begin(arrival.at, told)
        world.begin(arrival.at, arrive(world, crowd, arrival, story.dice("customer", arrival.at)))
    await world.play(story.calendar.ends)


async def _happens(at: datetime, happen: Callable[[], Awaitable[None]]) -> Life:
    yield Pause(at)
    await happen()


async def _told(tell: Tell, number: int, total: int, at: datetime) -> Life:
    yield Pause(at)
    tell(number, total, at)
