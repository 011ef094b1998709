from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.language import LanguageRecogniser, language_of


@pytest.mark.parametrize(
    "text",
    [
        "hallo",
        "Moin!",
        "ja",
        "nein danke",
        "wo ist mein paket",
        "WO IST MEINE BESTELLUNG",
        "storno",
        "Grüezi mitenand",
        "passwort vergessen",
        "hast du Piz 40 auf lager",
        "ich will mit nem echten menschen reden",
        "Rechnung",
    ],
)
def test_german_is_recognised(text):
    assert language_of(text) == "de"


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "yes",
        "no thanks",
        "where is my parcel",
        "WHERE IS MY ORDER",
        "is the Piz 40 in stock",
        "cancel please",
        "i dont get it",
        "my tent is broken",
        "Can I pay by invoice",
        "i don’t know",
        "the status of my order",
    ],
)
def test_english_is_recognised(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Storniere BW-104855, PLZ 8004",
        "Lieferadresse BW-104801 ändern, PLZ 6020",
        "Status BW-104801, PLZ 6020",
        "status bw-104801 plz ist 6020",
        "Rückgabe Wanderschuhe BW-104733 PLZ 04109",
        "Rechnung BW-104512",
        "Erstattung BW-104253",
        "Auftrag BW-104512 stornieren, 8004 Zürich",
        "Lieferstatus BW-104801",
        "Bestellnummer BW-104512",
        "PLZ 6020 Innsbruck",
        "falsche Größe",
        "Gutschein einlösen",
        "bergwerk konto löschen",
        "guten Tag",
        "ja bitte",
    ],
)
def test_a_few_german_words_around_a_number_are_german(text):
    assert language_of(text) == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Cancel BW-104855, postcode 8004",
        "Please cancel BW-104855, PLZ 8004",
        "Refund BW-104253",
        "return boots BW-104733",
        "invoice BW-104512",
        "delivery address BW-104801",
        "track BW-104801 please",
        "BW-104855, postcode 8004",
        "postcode 6003",
        "cancel plz",
        "CANCEL PLZ",
        "plz help",
        "I live in Zürich",
        "my name is Jürgen Müller",
        "please send it to Müller in München",
        "Hello, what is the status of BW-104801?",
        "is the Hüttenschuhe in stock?",
        "yes please",
        "wrong size",
    ],
)
def test_a_few_english_words_around_a_number_or_a_name_are_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Status BW-104801",
        "Status BW-104801, 6020",
        "BW-104855, 8004",
        "Tracking BW-104801",
        "Team Bergwerk",
        "Newsletter",
        "Express",
        "Lotse",
        "Anna Meier",
        "Peter Smith",
        "8004 Zürich",
    ],
)
def test_words_of_both_languages_keep_the_last_when_there_is_little_else(text):
    assert language_of(text) is None


@pytest.mark.parametrize("text", ["ok", "BW-104512", "8004", "?!", "😡", "Piz 40", "status?", "wtf", "", "so"])
def test_what_tells_no_language_keeps_the_last(text):
    assert language_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "anna.moser@example.com",
        "https://bergwerk.example/shop/orders",
        "Seestrasse 4, 8001 Zürich",
        "Obere Bergstraße 5a, 79098 Freiburg",
        "Rosenweg 12, CH-9000 St. Gallen",
        "Lange Gasse 3",
        "Tim Berger, Hauptstrasse 5, 3011 Bern",
        "Anna Meier, c/o Firma Huber, Rosenweg 4, 3. Stock links, 10117 Berlin",
    ],
)
def test_where_somebody_lives_or_reads_mail_tells_no_language(text):
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Meine Adresse ist anna.moser@example.com", "de"),
        ("please send it to Seestrasse 4, 8001 Zürich", "en"),
        ("Where is BW-104512 8004 Please hurry", "en"),
        ("Wo ist BW-104512, 8004 Zürich", "de"),
    ],
)
def test_what_is_said_around_a_mailbox_or_an_address_tells_the_language(text, language):
    assert language_of(text) == language


def test_trap_19_two_languages_in_one_message_take_the_one_with_more_words():
    assert language_of("Hello, wo ist meine Bestellung?") == "de"
    assert language_of("Hallo, where is my order please?") == "en"


def test_the_component_adds_an_entity_only_where_the_language_is_clear():
    clear, unclear = Message({"text": "wo ist mein paket"}), Message({"text": "8004"})
    LanguageRecogniser().process([clear, unclear])
    assert [(each["entity"], each["value"]) for each in clear.get("entities")] == [("language", "de")]
    assert unclear.get("entities") is None
