from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.clauses import split
from bot.nlu.wishes import WishReader


def heard(text, intent, *clauses, entities=()):
    """A message as the classifier leaves it; a clause is told as its intent and how sure that is."""
    message = Message.build(text)
    message.set(INTENT, {"name": intent, "confidence": 0.8})
    message.set("intent_ranking", [{"name": intent, "confidence": 0.8}, {"name": "review", "confidence": 0.1}])
    message.set(ENTITIES, list(entities))
    parts = split(text)
    if clauses:
        assert len(parts) == len(clauses), parts
        told = []
        for part, (name, confidence) in zip(parts, clauses, strict=True):
            ranking = [{"name": name, "confidence": confidence}, {"name": "review", "confidence": 0.05}]
            sure = confidence >= 0.8
            told.append({**part._asdict(), "intent": name, "confidence": confidence, "sure": sure, "ranking": ranking})
        message.set("clauses", told)
    [read] = WishReader().process([message])
    return read


def intent(message):
    return message.get(INTENT)["name"]


def found(message, entity):
    return [each["value"] for each in message.get(ENTITIES, []) if each["entity"] == entity]


def test_of_two_sure_wishes_the_first_is_the_intent_and_the_other_goes_along():
    text = "Wo ist meine Bestellung und wie kann ich was zurückschicken?"
    read = heard(text, "return_item", ("track_order", 0.9), ("return_item", 0.9))
    assert (intent(read), found(read, "also")) == ("track_order", ["return_item"])
    assert read.get("intent_ranking")[0]["name"] == "track_order"


def test_each_wish_has_its_own_order():
    text = "Wo ist BW-104512? Und bitte stornieren Sie BW-104855"
    read = heard(text, "track_order", ("track_order", 0.9), ("cancel_order", 0.9))
    assert found(read, "order_number") == ["BW-104512"]
    [also] = [each for each in read.get(ENTITIES) if each["entity"] == "also"]
    assert (also["value"], also["sure"], also["order_number"]) == ("cancel_order", True, "BW-104855")


@pytest.mark.parametrize("talk", ["greet", "thank", "goodbye", "ask_capabilities"])
def test_small_talk_gives_way_to_the_wish(talk):
    read = heard("Hallo, wo bleibt mein Paket?", talk, (talk, 0.95), ("track_order", 0.9))
    assert (intent(read), found(read, "also")) == ("track_order", [])


def test_the_whole_message_wins_over_one_clause():
    text = "Mein Zelt ist da, ich will eine Rechnung"
    read = heard(text, "report_damaged_item", ("track_order", 0.3), ("get_invoice", 0.9))
    assert intent(read) == "report_damaged_item"


@pytest.mark.parametrize(
    ("text", "whole", "clauses"),
    [
        (
            "Mein Zelt ist kaputt, ich will mein Geld zurück",
            "report_damaged_item",
            [("report_damaged_item", 0.9), ("get_refund", 0.9)],
        ),
        ("Wo ist mein Paket? Wie lange dauert das?", "track_order", [("track_order", 0.9), ("delivery_period", 0.9)]),
        ("I ordered a tent. I want to return it", "return_item", [("place_order", 0.9), ("return_item", 0.9)]),
        ("Wo ist es? Wo ist mein Paket?", "track_order", [("track_order", 0.9), ("track_order", 0.9)]),
    ],
)
def test_one_matter_in_two_clauses_stays_one(text, whole, clauses):
    read = heard(text, whole, *clauses)
    assert (intent(read), found(read, "also")) == (whole, [])


def test_of_two_clauses_of_one_matter_the_last_one_tells_the_wish():
    read = heard(
        "Die Jacke ist zu klein, wie tausche ich sie um?", "thank", ("product_information", 0.9), ("return_item", 0.9)
    )
    assert (intent(read), found(read, "also")) == ("return_item", [])


def test_what_a_clause_is_not_sure_of_is_left_out():
    read = heard("Wo ist mein Paket? Das war so bla", "track_order", ("track_order", 0.9), ("review", 0.2))
    assert (intent(read), found(read, "also")) == ("track_order", [])


def test_a_likely_second_wish_is_asked_about():
    text = "Wo ist mein Paket? Und bitte die Rechnung"
    read = heard(text, "track_order", ("track_order", 0.9), ("get_invoice", 0.78))
    assert [(each["value"], each["sure"]) for each in read.get(ENTITIES)] == [("get_invoice", False)]


def test_who_asks_for_a_person_gets_one_first():
    text = "Wo ist mein Paket? Ich brauche jemanden"
    read = heard(text, "track_order", ("track_order", 0.9), ("contact_human_agent", 0.9))
    assert (intent(read), found(read, "also")) == ("contact_human_agent", [])


@pytest.mark.parametrize(
    ("text", "told", "wished"),
    [
        ("Die Lieferung dauert zu lange, bitte stornieren", "delivery_period", "cancel_order"),
        ("My order is still being packed. Cancel it for me please", "track_order", "cancel_order"),
        ("I don't want a voucher, I want my money", "redeem_voucher", "get_refund"),
        ("Ich habe nichts bestellt, aber ihr habt abgebucht", "track_order", "payment_issue"),
    ],
)
def test_what_is_only_told_is_no_wish(text, told, wished):
    read = heard(text, wished, (told, 0.9), (wished, 0.9))
    assert (intent(read), found(read, "also")) == (wished, [])


def test_a_yes_with_its_matter_stays_a_yes():
    read = heard("Ja, bitte jetzt stornieren", "affirm", ("affirm", 0.95), ("cancel_order", 0.95))
    assert (intent(read), found(read, "also")) == ("affirm", ["cancel_order"])


def test_what_is_out_of_scope_stays_so():
    text = "Mein Handy ist kaputt, wo kann ich es reparieren lassen?"
    read = heard(text, "out_of_scope", ("out_of_scope", 0.9), ("report_damaged_item", 0.8))
    assert intent(read) == "out_of_scope"


def test_a_complaint_stays_one_unless_something_is_asked():
    text = "Zwei Stunden Warteschleife. Dann hat jemand aufgelegt"
    read = heard(text, "complaint", ("contact_customer_service", 0.95), ("complaint", 0.7))
    assert intent(read) == "complaint"


def test_anger_goes_along_with_the_matter():
    text = "Das ist doch eine Frechheit, wo bleibt mein Paket!!!"
    read = heard(text, "complaint", ("complaint", 0.9), ("track_order", 0.9))
    assert (intent(read), found(read, "mood")) == ("track_order", ["angry"])
    pure = heard("Frechheit! Das ist ein Saftladen", "complaint", ("complaint", 0.9), ("complaint", 0.9))
    assert (intent(pure), found(pure, "mood")) == ("complaint", [])


@pytest.mark.parametrize("text", ["wo zum Teufel bleibt mein Paket", "where the f*** is my parcel", "WTF where is it"])
def test_angry_words_are_enough_to_say_sorry(text):
    assert found(heard(text, "track_order"), "mood") == ["angry"]
    assert found(heard(text, "complaint"), "mood") == []


def test_the_fallback_leaves_the_ranking_when_a_wish_takes_its_place():
    read = heard("Hallo, wo bleibt mein Paket?", "nlu_fallback", ("greet", 0.9), ("track_order", 0.9))
    assert [each["name"] for each in read.get("intent_ranking")] == ["track_order", "review"]


def test_what_is_asked_but_not_clear_is_not_answered_by_what_is_told():
    text = "Leider ist die Jacke zu klein, wie tausche ich sie um?"
    read = heard(text, "nlu_fallback", ("product_information", 0.9), ("return_item", 0.6))
    assert intent(read) == "nlu_fallback"


def test_what_is_not_wanted_is_not_done():
    text = "Ich will nicht stornieren, nur die Adresse ändern"
    read = heard(text, "cancel_order", ("cancel_order", 0.9), ("change_shipping_address", 0.9))
    assert intent(read) == "change_shipping_address"
    assert intent(heard("Ich will nicht stornieren", "cancel_order")) == "deny"


def test_what_is_wanted_instead_is_asked_when_it_is_not_clear():
    text = "I don't want to return it, I want it glorped"
    read = heard(text, "return_item", ("return_item", 0.9), ("get_invoice", 0.3))
    assert intent(read) == "nlu_fallback"
    assert read.get("intent_ranking")[1]["name"] == "get_invoice"


def test_a_yes_before_a_wish_goes_along():
    read = heard("Ja, wann bekomme ich mein Geld?", "track_refund", ("affirm", 0.95), ("track_refund", 0.9))
    assert (intent(read), found(read, "answer")) == ("track_refund", ["affirm"])


def test_a_yes_with_a_but_is_none():
    read = heard("Ja, aber wie bekomme ich mein Geld?", "get_refund", ("affirm", 0.95), ("get_refund", 0.9))
    assert (intent(read), found(read, "answer")) == ("get_refund", [])


@pytest.mark.parametrize("read_as", ["deny", "nlu_fallback", "inform", "out_of_scope"])
def test_taking_a_number_back_goes_along(read_as):
    read = heard("nein, die andere Bestellung", read_as)
    assert (intent(read), found(read, "wrong")) == (read_as, ["order_number"])


def test_a_matter_about_the_other_order_stays_a_matter():
    read = heard("die andere Bestellung stornieren", "cancel_order")
    assert (intent(read), found(read, "wrong")) == ("cancel_order", ["order_number"])


def test_a_message_of_one_clause_is_left_alone():
    read = heard("Wo ist mein Paket?", "track_order")
    assert (read.get(INTENT), read.get(ENTITIES)) == ({"name": "track_order", "confidence": 0.8}, [])
