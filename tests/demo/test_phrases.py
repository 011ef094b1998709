"""What the demo says has to be new to the bot, and must not be learned from what it is measured with."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from handover.demo.matters import BROKEN_CHECKOUT, MATTERS, UNSERVED
from handover.demo.visit import ARTICLES
from handover.demo.wording import Manner, Voice, manner, phrases
from tests.check.commands import ROOT

FACTS = {
    "order": "BW-104512",
    "postcode": "8004",
    "city": "Zürich",
    "email": "mia.keller@example.com",
    "article": "Föhn hardshell jacket",
    "name": "Ann",
    "code": "482913",
}
# What fills a phrase or stands beside one, what agents write, and remarks that the bot never reads.
NO_MESSAGES = (
    *("gap_", "emoji", "opening", "came_back", "differently", "and_also"),
    *("agent_by", "agent_h", "agent_as", "agent_s", "agent_r", "note_", "comment_", "rating_"),
)
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# What is nothing but data cannot be said in other words.
DATA = {*FACTS.values(), *ARTICLES["de"], *ARTICLES["en"]}
EITHER = re.compile(r"\(([^()]*\|[^()]*)\)")
GAP = re.compile(r"\{(\w+)\}")


def plain(text: str) -> str:
    """The words of a text, whoever typed them."""
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", text)
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower().translate(FOLDED)))


def drawn(times: int) -> Iterator[tuple[str, str]]:
    """What customers say, with the name of the phrase."""
    dice = random.Random(1)
    for name in phrases():
        if name.startswith(NO_MESSAGES):
            continue
        for language in ("de", "en"):
            for _ in range(times):
                mood = dice.choice(["patient", "angry", "terse", "chatty"])
                voice = Voice(dice, language, manner(dice, mood, swiss=dice.random() < 0.3))
                yield name, voice.say(name, **FACTS)


def written() -> Iterator[tuple[str, str]]:
    """All that the files allow to be said, before anybody greets, adds an emoji or mistypes it."""
    for name, said in phrases().items():
        if name.startswith(NO_MESSAGES):
            continue
        for language, some in said.items():
            for phrase in some:
                for text in every(EITHER, phrase, lambda either: either.split("|")):
                    yield from ((name, full) for full in every(GAP, text, partial(fillings, language)))


def fillings(language: str, gap: str) -> Sequence[str]:
    """What can stand in a gap."""
    if gap == "article":
        return ARTICLES[language]
    return [FACTS[gap]] if gap in FACTS else phrases()[f"gap_{gap}"][language]


def every(pattern: re.Pattern[str], text: str, fills: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """`text` with each thing that can stand where the pattern is."""
    parts = pattern.split(text)
    for filled in product(*(fills(part) if at % 2 else [part] for at, part in enumerate(parts))):
        yield "".join(filled)


def examples() -> set[str]:
    """All that the bot learns from."""
    found = set()
    for path in (ROOT / "data/nlu").glob("*.yml"):
        for block in yaml.load(path.read_text(), yaml.CSafeLoader)["nlu"]:
            found |= {plain(line.strip().removeprefix("- ")) for line in block.get("examples", "").splitlines()}
    return found


def measured() -> set[str]:
    """All that its understanding is measured with."""
    return {
        plain(text)
        for path in (ROOT / "tests/bot/data").glob("*.yml")
        for text in texts(yaml.load(path.read_text(), yaml.CSafeLoader))
    }


def texts(content: Any) -> Iterator[str]:
    """Every text in a file of examples, however it is built."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for one in content.values():
            yield from texts(one)
    elif isinstance(content, list):
        for one in content:
            yield from texts(one)


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """Thousands of messages by their words: all that can be said, and many as somebody types them."""
    return {plain(text): f"{name}: {text}" for name, text in (*written(), *drawn(60)) if text not in DATA}


def test_nothing_is_said_word_for_word_as_in_the_training_examples(said: dict[str, str]) -> None:
    assert len(said) > 15_000
    learned = examples()
    assert len(learned) > 40_000
    assert [text for words, text in said.items() if words in learned] == []


def test_nothing_is_said_word_for_word_as_in_what_the_bot_is_measured_with(said: dict[str, str]) -> None:
    known = measured()
    assert len(known) > 1_500
    assert [text for words, text in said.items() if words in known] == []


@pytest.mark.parametrize("matter", [*MATTERS, BROKEN_CHECKOUT], ids=lambda matter: matter.name)
def test_every_matter_can_be_put_in_many_ways_in_both_languages(matter: Any) -> None:
    least = 10 if matter.name.startswith(UNSERVED) else 11
    for language in ("de", "en"):
        ways = phrases()[matter.name][language]
        assert len(set(ways)) == len(ways) >= least


def test_every_gap_can_be_filled_and_nothing_else_is_left_open() -> None:
    for name, text in drawn(20):
        assert not re.search(r"[{}|]", text), name
        assert text == text.strip() != "", name


def test_swiss_customers_write_no_sharp_s_and_some_people_have_no_umlauts() -> None:
    swiss = Voice(random.Random(1), "de", Manner(swiss=True))
    assert swiss.type("Größe und Straße") == "Grösse und Strasse"
    abroad = Voice(random.Random(1), "de", Manner(plain=True))
    assert abroad.type("Größe für {article}", article="Föhn") == "Groesse fuer Föhn"


def test_what_is_the_customers_own_is_never_spoilt() -> None:
    hasty = Voice(random.Random(1), "en", Manner(lower=True, loud=0.5, typos=1.0))
    for _ in range(50):
        assert "BW-104512" in hasty.type("Where has my parcel with number {order} gone this time", order="BW-104512")


def test_phrases_stand_in_files_that_come_with_the_package() -> None:
    assert {path.suffix for path in Path(ROOT / "handover/demo/phrases").iterdir()} == {".yml"}
