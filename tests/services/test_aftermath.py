"""What followed a failure, and what it cost."""

from typing import Any

from handover.adapters.bot import BotAnswer, BotChoice, BotReply
from handover.adapters.rasa_fake import not_understood
from tests.services.reckoned import answering, asked, contact_of, helped_by_ann, left
from tests.support import Support


def asking_back(_turn: Any) -> BotAnswer:
    asked = BotReply(text="Was meinen Sie?", choices=[BotChoice(label="Bestellung verfolgen", intent="track_order")])
    return not_understood().model_copy(update={"replies": [asked]})


async def test_waiting_and_handling_are_the_cost_of_the_failure_that_led_to_them(support: Support) -> None:
    support.bot.script = lambda _turn: not_understood()
    cleo = await support.open()
    await support.ask(cleo, "blubb")
    await helped_by_ann(support, cleo, waited=90, worked=240)
    contact = await contact_of(support, cleo)
    assert (contact["waiting_s"], contact["agent_s"], contact["cause"]) == (90, 240, "missing_content")
    [failure] = await support.failures()
    assert failure["followed_by"] == "asked_for_person"
    assert (failure["helped_by"], failure["waiting_s"], failure["agent_s"]) == ("Ann", 90, 240)


async def test_what_follows_a_failure_is_a_choice_other_words_or_leaving(support: Support) -> None:
    async def following(text: str | None) -> str:
        support.bot.script = asking_back
        cleo = await support.open()
        await support.ask(cleo, "blubb")
        if text:
            answering(support, "track_order", "Ihr Paket ist unterwegs.")
            await support.ask(cleo, text)
        await left(support)
        await contact_of(support, cleo)
        [failure] = [one for one in await support.failures() if one["conversation_id"] == cleo]
        return str(failure["followed_by"])

    assert await following("Bestellung verfolgen") == "chose"
    assert await following("Wo ist mein Paket?") == "rephrased"
    assert await following(None) == "left"


async def test_what_followed_a_failure_that_nobody_noticed_and_what_it_cost_is_told(support: Support) -> None:
    answering(support, "delivery_period", "Zwei bis drei Tage.")
    cleo = await support.open()
    await support.ask(cleo, "Wie lange dauert die Lieferung?")
    await support.ask(cleo, "Ja aber wann kommt es nun?")
    await helped_by_ann(support, cleo, waited=90, worked=240)
    await contact_of(support, cleo)
    failures = {one["kind"]: one for one in await support.failures()}
    told = ("followed_by", "helped_by", "waiting_s", "agent_s")
    assert [failures["asked_again"][name] for name in told] == ["rephrased", "Ann", 90, 240]
    assert [failures["asked_for_person"][name] for name in told] == ["asked_for_person", None, 0, 0]


async def test_what_followed_what_was_asked_again_days_later_is_what_came_right_after_it(support: Support) -> None:
    answering(support, "track_order", "Unterwegs.")
    cleo = await asked(support)
    support.clock.pass_time(days=2)
    await support.ask(cleo, "Und wo ist es jetzt?")
    await contact_of(support, cleo)
    [failure] = await support.failures()
    assert (failure["kind"], failure["followed_by"]) == ("came_back", "left")


async def test_a_wish_for_a_person_costs_what_it_costs_only_where_nothing_else_failed_before(support: Support) -> None:
    def costs(failures: list[Any]) -> dict[str, Any]:
        return {one["kind"]: (one["helped_by"], one["agent_s"]) for one in failures}

    support.bot.script = lambda _turn: not_understood()
    cleo = await support.open()
    await support.ask(cleo, "blubb")
    answering(support, "greet", "Hallo!")
    await support.ask(cleo, "Hallo?")
    await helped_by_ann(support, cleo, waited=0, worked=240)
    await contact_of(support, cleo)
    assert costs(await support.failures()) == {"not_understood": ("Ann", 240), "asked_for_person": (None, 0)}
    other = await support.open()
    await support.ask(other, "Hallo?")
    await helped_by_ann(support, other, waited=0, worked=60)
    await contact_of(support, other)
    of_other = [one for one in await support.failures() if one["conversation_id"] == other]
    assert costs(of_other) == {"asked_for_person": ("Ann", 60)}
