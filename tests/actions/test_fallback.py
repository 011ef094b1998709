"""pains.md, row 7: the fallback loops for ever."""

import re
from pathlib import Path

import pytest

from actions.fallback import Fallback
from actions.words.intents import PLAIN_NAMES

RANKING = {
    "nlu_fallback": 0.4,
    "track_order": 0.38,
    "greet": 0.3,
    "get_refund": 0.2,
    "return_item": 0.15,
    "review": 0.02,
}


async def not_understood(customer, text="asdf", ranking=None):
    customer.hear(text, "nlu_fallback", ranking=ranking or {"nlu_fallback": 0.4})
    return await customer.run(Fallback)


@pytest.mark.parametrize("language", ["de", "en"])
async def test_the_ladder_has_four_rungs_and_a_bottom(talk, language):
    customer = talk(language)
    first = await not_understood(customer, ranking=RANKING)
    assert [payload for _, payload in first.choices] == ["/track_order", "/get_refund", "/return_item", "/nlu_fallback"]
    second = await not_understood(customer, ranking=RANKING)
    third = await not_understood(customer, ranking=RANKING)
    fourth = await not_understood(customer, ranking=RANKING)
    fifth = await not_understood(customer, ranking=RANKING)

    assert second.person_offered == third.person_offered == "not_understood"
    assert (first.escalated, second.escalated, third.escalated) == (None, None, None)
    assert fourth.escalated == fifth.escalated == "not_understood"
    assert len({said.text for said in (first, second, third, fourth)}) == 4
    assert {said.failure for said in (first, second, third, fourth, fifth)} == {"not_understood"}


async def test_the_choices_are_named_in_the_customers_language(talk):
    assert (await not_understood(talk("en"), ranking=RANKING)).choices[0][0] == "Where my order is"
    assert (await not_understood(talk("de"), ranking=RANKING)).choices[-1][0] == "Nichts davon"


async def test_when_nothing_is_likely_the_bot_asks_to_rephrase_at_once(talk):
    said = await not_understood(talk("en"), ranking={"nlu_fallback": 0.4, "track_order": 0.05})
    assert said.text.startswith("I am afraid I did not understand that.")
    assert said.person_offered == "not_understood"


async def test_talk_and_what_is_out_of_scope_are_never_offered_as_meanings(talk):
    ranking = dict.fromkeys(["nlu_fallback", "greet", "affirm", "deny", "bot_challenge", "out_of_scope", "inform"], 0.5)
    said = await not_understood(talk(), ranking=ranking)
    assert [payload.split("{")[0] for _, payload in said.choices] == ["/contact_human_agent"]


async def test_a_person_among_the_meanings_is_offered_with_the_reason(talk):
    said = await not_understood(talk(), ranking={"nlu_fallback": 0.4, "contact_human_agent": 0.39})
    assert said.person_offered == "not_understood"


async def test_an_order_number_in_the_message_goes_along_with_the_choice(talk):
    said = await not_understood(talk(), "bw 104512 äh hier da", ranking=RANKING)
    assert said.choices[0][1] == '/track_order{"order_number": "BW-104512"}'


async def test_an_article_in_the_message_goes_along_with_the_choice(talk):
    customer = talk()
    customer.hear("und rucksäcke", "nlu_fallback", ranking={"nlu_fallback": 0.4, "product_availability": 0.3})
    customer.message["entities"] = [{"entity": "language", "value": "de"}, {"entity": "product", "value": "rucksäcke"}]
    said = await customer.run(Fallback)
    assert said.choices[0][1] == '/product_availability{"product": "rucksäcke"}'


async def test_what_is_far_behind_the_likeliest_is_not_offered(talk):
    said = await not_understood(talk(), ranking={"nlu_fallback": 0.5, "track_order": 0.38, "complaint": 0.12})
    assert [payload for _, payload in said.choices] == ["/track_order", "/nlu_fallback"]


async def test_a_message_that_was_understood_starts_the_ladder_anew(talk):
    customer = talk()
    first = await not_understood(customer)
    await not_understood(customer)
    customer.hear("danke", "thank")
    customer.events.append({"event": "action", "name": "utter_thank"})
    assert (await not_understood(customer)).text == first.text


async def test_an_answer_that_a_form_took_does_not_count_as_not_understood(talk):
    customer = talk()
    first = await not_understood(customer)
    customer.hear("8004", "nlu_fallback")
    customer.events.append({"event": "action", "name": "track_order_form"})
    assert (await not_understood(customer)).text == first.text


async def test_none_of_these_is_the_next_rung(talk):
    customer = talk("en")
    await not_understood(customer, ranking=RANKING)
    assert (await not_understood(customer, "None of these")).text.startswith("I still do not understand")


async def test_a_fresh_session_after_a_person_starts_the_ladder_anew(talk):
    customer = talk()
    first = await not_understood(customer)
    customer.events.append({"event": "session_started"})
    assert (await not_understood(customer)).text == first.text


async def test_staff_can_see_what_was_likeliest(talk):
    said = await not_understood(talk(), ranking=RANKING)
    assert said.signals[0]["failure"]["detail"] == "rung 1, likeliest track_order at 0.38"


def test_every_matter_that_can_be_meant_has_a_plain_name():
    domain = Path("domain.yml").read_text(encoding="utf-8")
    intents = set(re.findall(r"^  - (\w+)$", domain.split("entities:")[0], flags=re.MULTILINE))
    talk = {"greet", "goodbye", "thank", "affirm", "deny", "ask_capabilities", "bot_challenge"}
    assert intents - talk - {"out_of_scope", "inform"} == set(PLAIN_NAMES)
