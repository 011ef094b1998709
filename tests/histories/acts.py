"""What customers, agents and the bot may do in a history, allowed or not."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

from handover.adapters.bot import BotAnswer, BotChoice, Turn
from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.agent import Agent, Availability
from handover.domain.events import Audience
from handover.services import agents, conversations, handovers
from tests.promising import answer, promise
from tests.support import Support, command

CustomersAct = Callable[[Support, UUID], Awaitable[Any]]
AgentsAct = Callable[[Support, UUID, Agent], Awaitable[Any]]

MOODS: dict[str, Callable[[Turn], BotAnswer]] = {
    "well": lambda _turn: understood("greet", "Guten Tag", choices=[BotChoice(label="Ja", intent="affirm")]),
    "about the parcel": lambda _turn: understood("track_order", "Es ist unterwegs."),
    "in English": lambda _turn: understood("greet", "Good day", language="en"),
    "not at all": lambda _turn: not_understood(),
    "with a person": lambda _turn: understood("complaint", "Moment", signals=[{"escalate": {"reason": "complaint"}}]),
    "with silence": lambda _turn: understood("greet", "").model_copy(update={"replies": []}),
}


async def _writes(support: Support, cleo: UUID) -> None:
    await support.say(cleo, "Hallo")
    # As far as it goes by itself; the rest comes while others act.
    await asyncio.sleep(0)


async def _writes_twice(support: Support, cleo: UUID) -> None:
    message = uuid4()
    first = await support.say(cleo, "Hallo", message=message)
    again = await support.say(cleo, "Hallo", message=message)
    assert (again.repeated, again.answer) == (True, first.answer)


async def _chooses(support: Support, cleo: UUID) -> None:
    said = [one.data["choices"] for one in await support.log(cleo) if one.data.get("choices")]
    if said:
        await support.say(cleo, said[-1][0]["label"], choice=said[-1][0]["value"])


async def _judges(support: Support, cleo: UUID) -> None:
    if await support.texts(cleo, "bot"):
        await support.judge(cleo, helpful=False)


async def _praises(support: Support, cleo: UUID) -> None:
    if await support.texts(cleo, "bot"):
        await support.judge(cleo, helpful=True)


async def _rates(support: Support, cleo: UUID) -> None:
    await conversations.rate(support.store, support.clock, cleo, command(), stars=4, comment=None)


async def _visits(support: Support, cleo: UUID) -> None:
    page = {"url": "https://bergwerk.example/shop/cart", "title": ""}
    await conversations.visit(support.store, support.clock, cleo, command(), page)


async def _leaves_a_question_twice(support: Support, cleo: UUID) -> None:
    asked = uuid4()
    first = await promise(support, cleo, of=asked)
    again = await promise(support, cleo, of=asked)
    assert (again.repeated, again.answer) == (True, first.answer)


CUSTOMERS: dict[str, CustomersAct] = {
    "writes": _writes,
    "writes, and the request comes twice": _writes_twice,
    "picks a choice": _chooses,
    "asks for a person": lambda support, cleo: support.ask_for_person(cleo),
    "withdraws": lambda support, cleo: conversations.withdraw(support.store, support.clock, cleo),
    "judges": _judges,
    "praises": _praises,
    "rates": _rates,
    "goes to the cart": _visits,
    "has the page open": lambda support, cleo: support.queue.saw(cleo),
    "leaves a question": promise,
    "leaves a question, and the request comes twice": _leaves_a_question_twice,
}


async def _accepts(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.accept(support.store, support.clock, cleo, agent)


async def _both_accept(support: Support, cleo: UUID, agent: Agent) -> None:
    tries = [handovers.accept(support.store, support.clock, cleo, one) for one in (agent, support.ann, support.ben)]
    await asyncio.gather(*tries, return_exceptions=True)


async def _declines(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.decline(support.store, support.clock, cleo, agent)


async def _takes_what_is_offered(support: Support, _cleo: UUID, agent: Agent) -> None:
    for one in (await support.queue.sight()).waiting:
        if one.conversation.offered_agent_id == agent.id:
            await handovers.accept(support.store, support.clock, one.conversation.id, agent)


async def _gives_back(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.release(support.store, support.clock, cleo, agent, "given_back", None)


async def _transfers(support: Support, cleo: UUID, agent: Agent) -> None:
    other = support.ben if agent is support.ann else support.ann
    to = {"agent": str(other.id)}
    await handovers.release(support.store, support.clock, cleo, agent, "transferred", to)


async def _returns(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.return_to_bot(support.store, support.clock, cleo, agent, command(), "ok", {"product": "Seil"})


async def _resolves(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.resolve(
        support.store, support.clock, cleo, agent, command(), "solved_by_agent", "misunderstood", None
    )


async def _writes_to_them(support: Support, cleo: UUID, agent: Agent) -> None:
    await handovers.post_message(support.store, support.clock, cleo, agent, command(), "Guten Tag", Audience.EVERYONE)


async def _is_back(support: Support, _cleo: UUID, agent: Agent) -> None:
    await support.at_work(agent)


async def _is_away(support: Support, _cleo: UUID, agent: Agent) -> None:
    await agents.set_availability(support.store, agent, Availability.AWAY)


async def _signs_out(support: Support, _cleo: UUID, agent: Agent) -> None:
    await agents.sign_out(support.store, agent, "a token")
    await support.presence.end(agent)


AGENTS: dict[str, AgentsAct] = {
    "accepts": _accepts,
    "accepts while the other one does": _both_accept,
    "declines": _declines,
    "takes what is offered": _takes_what_is_offered,
    "gives back": _gives_back,
    "transfers": _transfers,
    "returns to the bot": _returns,
    "resolves": _resolves,
    "answers": _writes_to_them,
    "notes": lambda support, cleo, _agent: support.note(cleo, "nur für uns"),
    "keeps the promise": lambda support, cleo, _agent: answer(support, cleo),
    "comes to work": _is_back,
    "is away": _is_away,
    "signs out": _signs_out,
}
