"""A turn that is played again and again, as after a crash in the middle of it."""

from copy import copy, deepcopy
from typing import Any

from tests.actions.talk import Said, Talk


def as_before(customer: Talk) -> Talk:
    """The same conversation as it is now, which another turn does not change."""
    again = copy(customer)
    again.slots, again.events, again.message = deepcopy((customer.slots, customer.events, customer.message))
    return again


async def repeated(customer: Talk, text: str, intent: str = "inform", **given: Any) -> Said:
    """Say something three times in one turn, each time with the tracker from before; the answers are the same."""
    said = [await as_before(customer).say(text, intent, turn="a-repeated-turn", **given) for _ in range(2)]
    said.append(await customer.say(text, intent, turn="a-repeated-turn", **given))
    assert said[0] == said[1] == said[2]
    return said[0]
