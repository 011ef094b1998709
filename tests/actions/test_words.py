"""What actions say is worded by the owner, in files that are read when they change."""

import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from actions.words.intents import PLAIN_NAMES
from actions.words.sentence import Sentence, Written
from actions.words.shelf import SHELF, Shelf

GOOD = 'placed:\n  de: "Ihre Bestellung {number} ist da."\n  en: "Your order {number} is here."\n'


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "order.yml").write_text(GOOD, encoding="utf-8")
    return Shelf(tmp_path)


def save(folder: Path, text: str) -> None:
    """Save the file later than before, whatever the file system's clock can tell apart."""
    file = folder / "order.yml"
    before = file.stat().st_mtime_ns
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before + 10**9, before + 10**9))


def test_a_sentence_is_there_in_both_languages(shelf: Shelf) -> None:
    assert shelf.text("order", "placed", "de").startswith("Ihre Bestellung")
    assert shelf.text("order", "placed", "en").startswith("Your order")


def test_a_changed_file_is_used_at_once(shelf: Shelf, tmp_path: Path) -> None:
    shelf.text("order", "placed", "de")
    save(tmp_path, GOOD.replace("ist da", "ist angekommen"))
    assert shelf.text("order", "placed", "de") == "Ihre Bestellung {number} ist angekommen."


@pytest.mark.parametrize(
    "broken",
    ['placed: "offen', "", "- Liste", "placed: {de: Ja.}", 'placed: {de: "", en: Yes.}', "placed: {de: 1, en: 2}"],
)
def test_a_file_with_a_mistake_leaves_the_last_good_sentence_in_use(shelf: Shelf, tmp_path: Path, broken: str) -> None:
    before = shelf.text("order", "placed", "de")
    save(tmp_path, broken)
    assert shelf.text("order", "placed", "de") == before


def test_a_mistake_is_logged_with_its_place_and_once(shelf: Shelf, tmp_path: Path) -> None:
    shelf.text("order", "placed", "de")
    save(tmp_path, 'placed:\n  de: "offen')
    with capture_logs() as logs:
        for _ in range(3):
            shelf.text("order", "placed", "de")
    assert len(logs) == 1
    assert "order.yml" in logs[0]["file"]
    assert "line 2" in logs[0]["problem"]


def test_a_sentence_that_is_nowhere_is_an_error_that_names_its_place(shelf: Shelf) -> None:
    for file, name in (("order", "gone"), ("gone", "placed")):
        with pytest.raises(LookupError, match=f"“{name}”.*{file}.yml"):
            shelf.text(file, name, "de")


def test_only_the_sentence_is_a_template() -> None:
    sentence = Sentence(de="Es geht um {name}.", en="It is about {name}.")
    for value in ("{name}", "{0.__class__}", "{{}} \\1 %s"):
        assert sentence.in_("de", name=value) == f"Es geht um {value}."
    assert sentence.in_("en", other="x") == "It is about ."


def test_every_file_of_the_owner_can_be_read() -> None:
    assert Written("order", "placed").in_("de", number="BW-104512").startswith("Ihre Bestellung BW-104512")
    assert len(SHELF.names("meanings")) == len(PLAIN_NAMES) > 30


def test_a_matter_without_a_plain_name_is_not_offered() -> None:
    assert "out_of_scope" not in PLAIN_NAMES
    with pytest.raises(KeyError):
        PLAIN_NAMES["out_of_scope"]
