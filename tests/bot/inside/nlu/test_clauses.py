from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.clauses import MOST_CLAUSES, split


def parts(text):
    return [clause.text for clause in split(text)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Wo ist meine Bestellung BW-104512 und wie kann ich was zurückschicken?",
            ["Wo ist meine Bestellung BW-104512", "wie kann ich was zurückschicken?"],
        ),
        (
            "Cancel my order BW-104855. Also do you ship to Austria?",
            ["Cancel my order BW-104855.", "Also do you ship to Austria?"],
        ),
        (
            "Hallo, ich hab mal ne Frage, wo bleibt mein Paket?",
            ["Hallo", "ich hab mal ne Frage", "wo bleibt mein Paket?"],
        ),
        ("thanks, and how do I return something?", ["thanks", "how do I return something?"]),
        (
            "Ich will nicht stornieren, nur die Adresse ändern",
            ["Ich will nicht stornieren", "nur die Adresse ändern"],
        ),
        ("I don't want to return it, I want it repaired", ["I don't want to return it", "I want it repaired"]),
        (
            "Das ist doch eine Frechheit, wo bleibt mein Paket!!!",
            ["Das ist doch eine Frechheit", "wo bleibt mein Paket!!!"],
        ),
        (
            "Newsletter abbestellen und Konto löschen bitte",
            ["Newsletter abbestellen", "Konto löschen bitte"],
        ),
        ("I do not want a refund but a replacement", ["I do not want a refund", "a replacement"]),
        (
            "kann ich noch was zur bestellung hinzufügen und die adresse ändern?",
            ["kann ich noch was zur bestellung hinzufügen", "die adresse ändern?"],
        ),
        ("Paket fehlt\n\nWas kostet Express?", ["Paket fehlt", "Was kostet Express?"]),
    ],
)
def test_a_message_is_cut_where_another_clause_begins(text, clauses):
    assert parts(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "Rechnung und Lieferschein",
        "Jacke, Hose und Schuhe zurücksenden",
        "Ich habe bestellt und die Ware ist kaputt",
        "Bestellung Nr. 104512 ist weg",
        "ich weiß nicht wo mein paket ist",
        "the tent and the poles are missing",
        "Jacke und Hose zurücksenden",
        "Schuhe anprobieren und behalten",
        "nein, die andere Bestellung",
        "Das Paket kommt am 3. Dezember",
        "",
        "?!",
    ],
)
def test_what_is_one_stays_one(text):
    assert parts(text) == [text]


def test_a_long_story_is_read_as_a_whole():
    story = " ".join(f"Ich habe Satz {number} geschrieben." for number in range(1, MOST_CLAUSES + 20))
    assert parts(story) == [story]


@given(st.text(alphabet="ab ,.!?\nund wo ich 1ß🙂", max_size=80))
def test_each_clause_says_where_it_stands(text):
    for clause in split(text):
        assert text[clause.start : clause.end] == clause.text


@given(st.text(max_size=200))
def test_nothing_makes_it_fail(text):
    assert 1 <= len(split(text)) <= MOST_CLAUSES


def test_blanks_without_end_keep_nobody_waiting() -> None:
    began = time.process_time()
    for blank in (" ", "\n", "\t \n", " " * 8 + "x"):
        split(f"Wo ist{blank * 4000}mein Paket?"[:4000])
    assert time.process_time() - began < 5
