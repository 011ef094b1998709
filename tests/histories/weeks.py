"""Weeks in which customers ask, leave and come back: what reports count of them shows only later."""

import contextlib
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any
from uuid import UUID

from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.conversation import Customer
from handover.domain.errors import LotseError
from handover.services import conversations, handovers
from tests.histories.shown import Shown
from tests.promising import answer, promise
from tests.support import Support, command

MIA = Customer("7", "Mia", "mia@example.com", verified=True)
SAYS = {"track_order": "Unterwegs.", "get_invoice": "Hier ist sie.", "thank": "Gern."}
Act = Callable[[Support, UUID, Random], Awaitable[Any]]


async def weeks_pass(support: Support, seed: int) -> Shown:
    """Two chats of Mia's, and one of somebody unknown; what reports have shown of their past days."""
    chance, shown = Random(seed), Shown()
    opened = [await support.open(customer=customer) for customer in (MIA, MIA, Customer())]
    for _ in range(40):
        act = chance.choices(list(ACTS), ACTS.values())[0]
        with contextlib.suppress(LotseError):
            await act(support, chance.choice(opened), chance)
        await shown.look(support)
    await _days_pass(support, opened[0], chance)
    await shown.look(support)
    for cleo in opened:
        await _asks(support, cleo, chance)
    return shown


async def _asks(support: Support, cleo: UUID, chance: Random) -> None:
    intent = chance.choice([*SAYS] * 2 + [""])
    support.bot.script = lambda _turn: understood(intent, SAYS[intent]) if intent else not_understood()
    await support.ask(cleo, f"Etwas zu {intent}")


async def _service_looks(support: Support) -> None:
    await support.sweep.once()
    await support.reckoner.once()


async def _all_leave(support: Support, _cleo: UUID, _chance: Random) -> None:
    support.clock.pass_time(minutes=31)
    await _service_looks(support)


async def _days_pass(support: Support, _cleo: UUID, chance: Random) -> None:
    support.clock.pass_time(hours=chance.choice([5, 30, 100]))
    await _service_looks(support)


async def _wants_a_person(support: Support, cleo: UUID, chance: Random) -> None:
    await support.ask_for_person(cleo)
    support.clock.pass_time(seconds=chance.randrange(200))


async def _is_helped(support: Support, cleo: UUID, chance: Random) -> None:
    await handovers.accept(support.store, support.clock, cleo, support.ann)
    support.clock.pass_time(seconds=chance.randrange(500))
    if chance.random() < 1 / 3:
        await handovers.return_to_bot(support.store, support.clock, cleo, support.ann, command(), "ok", {})
        return
    how = chance.choice(["solved_by_agent", "unsolved_by_agent"])
    await handovers.resolve(support.store, support.clock, cleo, support.ann, command(), how, "misunderstood", None)


async def _judges(support: Support, cleo: UUID, chance: Random) -> None:
    if await support.texts(cleo, "bot"):
        await support.judge(cleo, helpful=chance.random() < 1 / 2)


async def _rates(support: Support, cleo: UUID, _chance: Random) -> None:
    await conversations.rate(support.store, support.clock, cleo, command(), stars=3, comment=None)


async def _somebody_looks(support: Support, _cleo: UUID, _chance: Random) -> None:
    await support.reckoner.catch_up()


async def _leaves_a_question(support: Support, cleo: UUID, _chance: Random) -> None:
    await promise(support, cleo)


async def _gets_an_answer(support: Support, cleo: UUID, _chance: Random) -> None:
    await answer(support, cleo)


ACTS: dict[Act, int] = {
    _asks: 8,
    _all_leave: 4,
    _days_pass: 2,
    _wants_a_person: 2,
    _is_helped: 3,
    _judges: 1,
    _rates: 1,
    _somebody_looks: 1,
    _leaves_a_question: 1,
    _gets_an_answer: 1,
}
