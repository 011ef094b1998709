"""What the bot says: read from files of an owner, in use at once, and never empty."""

from __future__ import annotations

import asyncio
import logging
import os

import pytest
from rasa.core.actions.action import ActionBotResponse
from rasa.core.channels.channel import CollectingOutputChannel

from bot.answers.generator import AnswerGenerator
from tests.bot.inside.talk import listening, opened, said

ANSWERS = """
delivery_period:
  de: ["Drei Tage.", "Meist drei Tage."]
  en: ["Three days.", "Usually three days."]
  choices: [track_order]
  choices_again: [person]
hand_over:
  de: "Ich verbinde Sie."
  en: "I am handing you over."
  hands_over: complaint
beside:
  de: "Das kann ich nicht."
  en: "I cannot do that."
  failure: out_of_scope
confirm:
  de: ["Soll ich {order_number} stornieren?", "Wirklich stornieren?"]
  en: ["Shall I cancel {order_number}?", "Really cancel it?"]
found:
  de: "Es geht um {product}."
  en: "It is about {product}."
"""
CHOICES = """
track_order: {de: "Wo ist es?", en: "Where is it?"}
person: {de: "Mit einer Person sprechen", en: "Talk to a person", leads_to: contact_human_agent, reason: needs_person}
"""


class Speaker:
    """The bot's answers alone: no model, no channel."""

    def __init__(self, folder, tracker, domain):
        self.file = folder / "topic.yml"
        self.tracker = tracker
        self.domain = domain
        self.generator = AnswerGenerator(folder=folder)
        self.turns = 0

    def hears(self, text="hallo"):
        """The customer writes."""
        self.turns += 1
        self.tracker.update_with_events([said(text, turn=f"t{self.turns}")], self.domain)

    def says(self, name):
        """The bot message for an answer; `text` and Rasa's data of it."""
        action = ActionBotResponse(f"utter_{name}")
        (event,) = asyncio.run(action.run(CollectingOutputChannel(), self.generator, self.tracker, self.domain))
        self.tracker.update_with_events([event, listening()], self.domain)
        return {"text": event.text, **event.data}

    def write(self, text):
        """The owner saves the file. Clocks of file systems are coarse, so the time is set."""
        self.file.write_text(text, encoding="utf-8")
        newer = self.file.stat().st_mtime_ns + 1_000_000_000 * (self.turns + 1)
        os.utime(self.file, ns=(newer, newer))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "topic.yml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "choices.yml").write_text(CHOICES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def speaker(folder, domain):
    return Speaker(folder, opened(domain, order_number="BW-104855"), domain)


def titles(message):
    return [button["title"] for button in message["buttons"]]


def test_an_answer_has_its_text_and_its_choices_in_the_customers_language(folder, domain):
    german, english = (
        Speaker(folder, opened(domain, language=language), domain).says("delivery_period") for language in ("de", "en")
    )
    assert (german["text"], titles(german)) == ("Drei Tage.", ["Wo ist es?"])
    assert (english["text"], titles(english)) == ("Three days.", ["Where is it?"])
    assert english["buttons"][0]["payload"] == "/track_order"


def test_an_answer_that_comes_again_is_worded_differently_and_offers_a_person(speaker):
    heard = []
    for _ in range(4):
        speaker.hears()
        heard.append(speaker.says("delivery_period"))
    assert [message["text"] for message in heard] == ["Drei Tage.", "Meist drei Tage."] * 2
    assert [titles(message)[1:] for message in heard] == [[], *[["Mit einer Person sprechen"]] * 3]
    assert heard[1]["buttons"][1]["payload"] == '/contact_human_agent{"reason": "needs_person"}'


def test_it_is_the_same_variation_whatever_other_answers_stand_between(speaker):
    texts = []
    for name in ("delivery_period", "beside", "delivery_period"):
        speaker.hears()
        texts.append(speaker.says(name)["text"])
    assert texts[2] == "Meist drei Tage."


def test_within_one_turn_an_answer_is_worded_in_one_way(speaker):
    speaker.hears()
    assert {speaker.says("delivery_period")["text"] for _ in range(3)} == {"Drei Tage."}
    speaker.hears()
    assert {speaker.says("delivery_period")["text"] for _ in range(3)} == {"Meist drei Tage."}


def test_after_a_longer_pause_it_is_news_again(speaker):
    speaker.hears()
    speaker.says("delivery_period")
    for _ in range(6):
        speaker.hears()
        speaker.says("beside")
    assert speaker.says("delivery_period")["text"] == "Drei Tage."


def test_the_choice_of_words_survives_the_store(speaker, domain):
    speaker.hears()
    speaker.says("delivery_period")
    speaker.hears()
    stored = [event.as_dict() for event in speaker.tracker.events]
    speaker.tracker = type(speaker.tracker).from_dict("c1", stored, domain.slots)
    assert speaker.says("delivery_period")["text"] == "Meist drei Tage."


def test_an_answer_can_hand_over_and_can_count_as_a_failure(speaker):
    assert speaker.says("hand_over")["custom"] == {"lotse": {"escalate": {"reason": "complaint"}}}
    failure = {"kind": "out_of_scope", "detail": "answer beside"}
    assert speaker.says("beside")["custom"] == {"lotse": {"failure": failure}}


def test_a_changed_file_is_used_at_once(speaker):
    assert speaker.says("delivery_period")["text"] == "Drei Tage."
    speaker.write(ANSWERS.replace("Drei Tage", "Zwei Tage"))
    assert speaker.says("delivery_period")["text"] == "Zwei Tage."


def test_a_new_file_is_used_at_once(speaker):
    (speaker.file.parent / "new.yml").write_text("extra: {de: Neu., en: New.}", encoding="utf-8")
    assert speaker.says("extra")["text"] == "Neu."


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ('delivery_period:\n  de: "nicht zu Ende', "line 2"),
        ("", "no answer is in this file"),
        ("delivery_period:\n  de: Nur Deutsch.", "the English text is missing"),
        ('delivery_period:\n  de: ""\n  en: ""', "the text is empty"),
        ("- eine Liste", "no answer is in this file"),
        ("delivery_period:\n\tde: Tabulator", "there is a tab"),
        ("delivery_period:\n  de: Ja.\n  en: Yes.\n  color: red", "“color” is not known here"),
    ],
)
def test_a_file_with_a_mistake_leaves_the_last_good_answers_in_use(speaker, caplog, broken, what):
    with caplog.at_level(logging.ERROR):
        speaker.write(broken)
        assert speaker.says("delivery_period")["text"] == "Drei Tage."
    assert speaker.file.name in caplog.text
    assert what in caplog.text
    speaker.hears()
    speaker.write(ANSWERS.replace("Meist drei", "Wieder drei"))
    assert speaker.says("delivery_period")["text"] == "Wieder drei Tage."


def test_of_a_file_with_one_bad_answer_the_others_are_taken(speaker):
    speaker.write(ANSWERS.replace("Das kann ich nicht.", "").replace("Ich verbinde Sie.", "Gern."))
    assert speaker.says("beside")["text"] == "Das kann ich nicht."
    assert speaker.says("hand_over")["text"] == "Gern."


def test_a_mistake_is_logged_once_and_not_at_every_turn(speaker, caplog):
    speaker.write("{")
    for _ in range(3):
        speaker.says("delivery_period")
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1


def test_trap_10_a_missing_answer_is_an_honest_sentence_with_a_person(speaker):
    message = speaker.says("nowhere")
    assert "eine Person" in message["text"] or "Eine Person" in message["text"]
    assert titles(message) == ["Mit einer Person sprechen"]
    assert message["custom"]["lotse"]["failure"]["kind"] == "backend_error"


def test_a_folder_that_is_not_there_makes_nobody_silent(domain, tmp_path):
    speaker = Speaker(tmp_path / "gone", opened(domain, language="en"), domain)
    assert speaker.says("greet")["text"].startswith("I cannot tell you")


def test_a_slot_is_filled_in(speaker):
    assert speaker.says("confirm")["text"] == "Soll ich BW-104855 stornieren?"


def test_without_the_slot_a_variation_is_said_that_does_not_need_it(folder, domain):
    assert Speaker(folder, opened(domain), domain).says("confirm")["text"] == "Wirklich stornieren?"


def test_where_every_variation_needs_it_the_place_is_left_empty(folder, domain):
    assert Speaker(folder, opened(domain), domain).says("found")["text"] == "Es geht um ."


@pytest.mark.parametrize(
    ("value", "heard"),
    [
        ("Zelt {order_number}", "Zelt {order_number}"),
        ("{0.__class__}", "{0.__class__}"),
        ("{{}} %s \\1", "{{}} %s \\1"),
        ("Zelt\n\nund\tmehr\u2028!", "Zelt und mehr !"),
        ("[Gewinn](https://evil.example/x)", "[Gewinn] (https: //evil.example/x)"),
        ("x" * 5000, "x" * 100),
    ],
)
def test_trap_18_what_a_customer_wrote_is_neither_a_template_nor_a_link(folder, domain, value, heard):
    speaker = Speaker(folder, opened(domain, product=value, order_number="BW-104855"), domain)
    assert speaker.says("found")["text"] == f"Es geht um {heard}."


def test_an_action_can_give_an_answer_with_values_of_its_own(speaker):
    message = asyncio.run(speaker.generator.generate("utter_found", speaker.tracker, "service", product="Tau"))
    assert message["text"] == "Es geht um Tau."
