"""pains.md, row 7: the fallback loops for ever."""

import re
from pathlib import Path

import pytest

from actions.fallback import Fallback
from actions.out_of_scope import OutOfScope
from actions.replies.meanings import ENOUGH_TOGETHER, LEAST, MOST_MEANINGS, WORTH_OFFERING
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
    assert said.text.startswith("I did not quite understand that.")
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


def meanings(said):
    return [payload.split("{")[0] for _, payload in said.choices if payload.split("{")[0] != "/contact_human_agent"]


async def test_no_more_meanings_are_offered_than_likely_hold_the_right_one(talk):
    ranking = {"nlu_fallback": 0.5, "track_order": 0.6, "get_refund": ENOUGH_TOGETHER - 0.6, "review": 0.1}
    assert meanings(await not_understood(talk(), ranking=ranking)) == ["/track_order", "/get_refund", "/nlu_fallback"]


async def test_there_are_never_more_than_three(talk):
    ranking = dict.fromkeys(["track_order", "get_refund", "review", "return_item", "complaint"], 0.19)
    assert len(meanings(await not_understood(talk(), ranking=ranking))) == MOST_MEANINGS + 1


async def test_what_is_unlikely_is_not_offered(talk):
    said = await not_understood(talk(), ranking={"nlu_fallback": 0.5, "track_order": 0.38, "complaint": LEAST - 0.01})
    assert meanings(said) == ["/track_order", "/nlu_fallback"]


async def test_a_list_that_would_mostly_be_wrong_is_not_shown(talk):
    ranking = {"nlu_fallback": 0.5, "track_order": WORTH_OFFERING - LEAST - 0.01, "complaint": LEAST}
    assert meanings(await not_understood(talk(), ranking=ranking)) == []


async def test_choosing_a_meaning_tells_what_the_message_meant(talk):
    customer = talk()
    customer.hear("dings", "nlu_fallback", ranking=RANKING)
    await customer.run(Fallback)
    [buttons] = [event["data"]["buttons"] for event in customer.events if event.get("data", {}).get("buttons")]
    assert [button.get("clarifies", False) for button in buttons] == [True, True, True, False]


async def test_a_part_of_a_message_that_was_not_clear_is_asked_about_and_is_no_failure(talk):
    customer = talk("en")
    customer.hear("and that invoice thing", "nlu_fallback")
    customer.message["entities"] = [{"entity": "besides", "value": "get_invoice"}]
    said = await customer.run(Fallback)
    assert [payload for _, payload in said.choices] == ["/get_invoice", "/deny"]
    assert (said.failure, said.escalated) == (None, None)


async def out_of_scope(customer):
    customer.hear("Wie wird das Wetter?", "out_of_scope")
    return await customer.run(OutOfScope)


async def test_pains_7_what_is_out_of_scope_again_and_again_leads_to_a_person(talk):
    customer = talk()
    said = [(await out_of_scope(customer)).answers for _ in range(4)]
    assert said == [
        ["utter_out_of_scope"],
        ["utter_out_of_scope_again"],
        ["utter_out_of_scope_still"],
        ["utter_out_of_scope_still"],
    ]


async def test_what_is_out_of_scope_and_what_is_not_understood_are_one_ladder(talk):
    customer = talk()
    await not_understood(customer)
    assert (await out_of_scope(customer)).answers == ["utter_out_of_scope_again"]
    assert (await not_understood(customer)).person_offered == "not_understood"


async def test_what_is_out_of_scope_after_an_answer_is_the_first_rung(talk):
    customer = talk()
    await out_of_scope(customer)
    customer.hear("danke", "thank")
    assert (await out_of_scope(customer)).answers == ["utter_out_of_scope"]


async def test_several_messages_of_one_turn_are_one_rung(talk):
    customer = talk()
    first = await not_understood(customer)
    for part in ("Wo ist mein Paket", "blub"):
        customer.hear(part, "track_order", turn="the same")
    await customer.run(Fallback)
    assert (await not_understood(customer)).text != first.text


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
