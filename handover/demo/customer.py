"""The life of a customer: they come, ask, are answered or not, judge it, and perhaps come again."""

import random
from datetime import timedelta

from handover.demo.matters import BROKEN_CHECKOUT, TRACK_ORDER, page, pick
from handover.demo.people import Crowd
from handover.demo.seasons import ZONE, Arrival
from handover.demo.timeline import Life, Pause
from handover.demo.visit import Visit
from handover.demo.with_bot import with_bot
from handover.demo.with_people import in_queue, with_agent
from handover.demo.world import World
from handover.domain.events import Floor

_BEHAVES = {Floor.BOT: with_bot, Floor.QUEUE: in_queue, Floor.AGENT: with_agent}
_RATES = {"patient": 0.2, "chatty": 0.3, "terse": 0.1, "angry": 0.3}
_MOST_RETURNS = 2


def arrive(world: World, crowd: Crowd, arrival: Arrival, dice: random.Random) -> Life:
    """The life of somebody who comes now."""
    day = arrival.at.astimezone(ZONE).date()
    matter = {"broken": BROKEN_CHECKOUT, "down": TRACK_ORDER}.get(arrival.because) or pick(dice, day)
    person = crowd.somebody(dice, matter)
    return live(Visit(world, dice, person, matter, 0, dice.choice(matter.pages)))


async def live(visit: Visit) -> Life:
    """From opening the chat to leaving it."""
    visit.talk = await visit.chat.open(page(visit.touchpoint, visit.person.language, _sku(visit)))
    visit.talk.about, visit.talk.language = visit.matter, visit.person.language
    yield visit.pause(0.5)
    if visit.happens(0.02):
        visit.world.forget(visit.talk)  # Opened the chat, and closed it again.
        return
    await _begin(visit)
    while not visit.gone and visit.floor in _BEHAVES:
        life = _BEHAVES[visit.floor](visit)
        async for pause in life:
            yield pause
        visit.was_returned = visit.was_returned or (visit.floor is Floor.BOT and bool(visit.talk.agents))
    if visit.talk.agents and visit.floor is Floor.CLOSED:
        visit.solved = visit.talk.conversation.outcome == "solved_by_agent"
    if visit.happens(_RATES[visit.person.mood]):
        yield visit.pause(0.6)
        await visit.chat.rate(visit.talk, *_rating(visit))
    _come_again(visit)
    # Agents may still write into it; what they do hears of it, too.
    yield Pause(visit.world.now + timedelta(hours=2))
    visit.world.forget(visit.talk)


async def _begin(visit: Visit) -> None:
    if visit.happens(0.08) and visit.person.mood in {"chatty", "patient"}:
        await visit.say("hello")
    elif visit.happens(0.05) and visit.matter.served:
        # Two wishes in one message.
        other = pick(visit.dice, visit.world.now.date(), frozenset({visit.matter.name}))
        visit.tries += 1
        both = f"{visit.words(visit.matter.name)} {visit.words('and_also')} {visit.words(other.name)}"
        await visit.chat.say(visit.talk, both)
    else:
        await visit.ask()


def _sku(visit: Visit) -> str:
    order = visit.person.order
    return str(order.articles[0]["sku"]) if order else f"BG-{visit.dice.choice((1001, 2002, 3001, 4001, 5004, 6006))}"


def _rating(visit: Visit) -> tuple[int, str | None]:
    """Stars for how it went: solved or not, the wait, what failed, and who it was with."""
    stars = 4.7 if visit.solved else 2.6
    stars += 0.35 if visit.talk.agents and visit.solved else 0
    stars -= min(visit.talk.waited_s / 400, 1.6) + 0.3 * len(visit.talk.failures) + 0.5 * visit.again
    stars -= 0.7 if visit.person.mood == "angry" else 0
    given = max(1, min(5, round(visit.dice.gauss(stars, 0.7))))
    name = "rating_good" if given > 3 else "rating_bad"
    return given, visit.words(name) if visit.happens(0.3) else None


def _come_again(visit: Visit) -> None:
    """Who was not helped comes back about the same some days later, now and then; who was helped hardly ever."""
    likely = 0.04 if visit.solved else 0.3
    if visit.again >= _MOST_RETURNS or visit.matter.name.startswith("talk_") or not visit.happens(likely):
        return
    later = visit.world.now + timedelta(days=visit.dice.choice((1, 1, 2, 3, 5)), hours=visit.dice.uniform(-3, 3))
    dice = random.Random(visit.dice.getrandbits(64))  # noqa: S311 - a story, no secret
    again = Visit(visit.world, dice, visit.person, visit.matter, visit.again + 1, dice.choice(visit.matter.pages))
    visit.world.begin(later, live(again))
