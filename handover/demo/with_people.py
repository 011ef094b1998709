"""A customer who waits for a person, and talks to one."""

from datetime import timedelta

from handover.demo.timeline import Life, Pause
from handover.demo.visit import Visit
from handover.domain.events import Floor

# How long they wait, in the middle, before they leave; in seconds.
_WAIT_S = {"patient": 620.0, "chatty": 480.0, "terse": 300.0, "angry": 240.0}
_LOOKS = timedelta(seconds=55)
_SILENCE = timedelta(minutes=40)


async def in_queue(visit: Visit) -> Life:
    """Wait until somebody comes, or patience ends."""
    enough_at = visit.world.now + visit.takes(_WAIT_S[visit.person.mood], 0.7)
    while visit.floor is Floor.QUEUE and not visit.gone:
        read = visit.talk.read()
        if read.told in {"closed", "nobody"}:
            yield visit.pause()
            await _nobody_comes(visit)
        elif read.told == "long" and visit.happens(0.25):
            yield visit.pause()
            if visit.floor is Floor.QUEUE:
                await _leave_question(visit)
        elif visit.world.now >= enough_at:
            await _have_enough(visit)
        else:
            await visit.chat.wait(visit.talk)
            yield Pause(min(visit.world.now + _LOOKS, enough_at), visit.talk.topic)


async def _nobody_comes(visit: Visit) -> None:
    if visit.floor is not Floor.QUEUE:
        return
    if visit.happens(0.6):
        await _leave_question(visit)
    else:
        await _have_enough(visit)


async def _leave_question(visit: Visit) -> None:
    await visit.chat.leave_question(visit.talk, visit.words(visit.matter.name))
    visit.gone, visit.solved = True, False


async def _have_enough(visit: Visit) -> None:
    """Leave without a word, or stop waiting and try it with the bot once more."""
    visit.solved = False
    if visit.happens(0.15):
        await visit.chat.withdraw(visit.talk)
        visit.gone = visit.happens(0.6)
        if not visit.gone:
            await visit.ask()
    else:
        visit.gone = True


async def with_agent(visit: Visit) -> Life:
    """Answer what an agent writes, until they end it or the customer has left."""
    while visit.floor is Floor.AGENT and not visit.gone:
        read = visit.talk.read()
        if not read.by_agent:
            asked_at = visit.world.now
            yield Pause(asked_at + _SILENCE, visit.talk.topic)
            visit.gone = visit.world.now >= asked_at + _SILENCE
            continue
        if visit.happens(0.03):
            visit.gone = True  # The train has arrived, the baby cries.
            return
        yield visit.pause(1.3)
        if visit.floor is Floor.AGENT:
            await _answer_agent(visit)


async def _answer_agent(visit: Visit) -> None:
    visit.told_agent += 1
    if visit.told_agent == 1 and visit.person.order is not None and visit.happens(0.5):
        await visit.say("agent_order")
    elif visit.told_agent < visit.matter.rounds:
        await visit.say("agent_more")
    else:
        await visit.say("agent_thanks")
