"""How messages are read that were never trained on, from `data/`.

`unseen` was looked at while examples were written; the others were written by people who had not seen them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.talking import Bot
from tests.stack import Stack

LANGUAGES = ("de", "en")
SETS = ("unseen", "fresh", "later")
# A little worse than measured when they were set: see docs/nlu.md.
LEAST_LIKELIEST = {("unseen", "de"): 0.92}
LEAST_LIKELIEST_ELSE = 0.9
MOST_WRONG_OF_SHOWN = 0.06
LEAST_SHOWN = 0.8
LEAST_AMONG_THREE = 0.9
MOST_ANSWERED = 0.05
MOST_UNCLEAR_ANSWERED = 0.25

FOLDER = Path(__file__).parent / "data"
ROOT = FOLDER.parents[2]


@dataclass(frozen=True)
class Reading:
    """One message, what a person reads in it (any of `meant`), and how the bot does."""

    text: str
    language: str
    meant: frozenset[str]
    read: str
    ranking: tuple[str, ...]
    recognised: str

    @property
    def asked(self) -> bool:
        """Whether the bot asks what was meant."""
        return self.read == "nlu_fallback"


@pytest.fixture(scope="module")
def readings(bot_stack: Stack) -> dict[tuple[str, str], list[Reading]]:
    with Bot(bot_stack.rasa, bot_stack.token) as bot:
        return {
            (name, language): [_read(bot, language, each) for each in _messages(name, language)]
            for name in SETS
            for language in LANGUAGES
        }


def _messages(name: str, language: str) -> list[dict[str, Any]]:
    """Those that nobody happened to write as an example as well."""
    files = (ROOT / "data" / "nlu").glob(f"*.{language}.yml")
    known = {_plain(line.strip().removeprefix("- ")) for file in files for line in file.read_text().splitlines()}
    messages: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.{language}.yml").read_text())
    return [each for each in messages if _plain(each["text"]) not in known]


def _plain(text: str) -> str:
    return text.casefold().strip(" .!?")


def _read(bot: Bot, language: str, each: dict[str, Any]) -> Reading:
    other = "en" if language == "de" else "de"
    understood = bot.post(text=each["text"], language=other).json()["understanding"]
    ranking = tuple(guess["intent"] for guess in understood["ranking"] if guess["intent"] != "nlu_fallback")
    meant = frozenset([each["intent"], *each.get("also", [])])
    return Reading(each["text"], language, meant, understood["intent"], ranking, understood["language"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SETS)
def test_messages_never_seen_are_read_right(
    readings: dict[tuple[str, str], list[Reading]], name: str, language: str
) -> None:
    own = readings[name, language]
    likeliest = sum(each.ranking[0] in each.meant for each in own)
    shown = [each for each in own if not each.asked]
    wrong = [each for each in shown if each.read not in each.meant]
    print(f"{name} {language}: of {len(own)} likeliest {likeliest}, shown {len(shown)}, of these wrong {len(wrong)}")
    for each in wrong:
        print(f"  {'/'.join(each.meant)} read as {each.read}: {each.text}")
    assert likeliest / len(own) > LEAST_LIKELIEST.get((name, language), LEAST_LIKELIEST_ELSE)
    assert len(shown) / len(own) > LEAST_SHOWN
    assert len(wrong) / len(shown) < MOST_WRONG_OF_SHOWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_meaning_is_among_the_three_likeliest(
    readings: dict[tuple[str, str], list[Reading]], language: str
) -> None:
    own = [each for name in SETS for each in readings[name, language]]
    found = sum(bool(each.meant & set(each.ranking[:3])) for each in own)
    print(f"{language}: of {len(own)} among the three likeliest {found}")
    assert found / len(own) > LEAST_AMONG_THREE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["out_of_scope", "fresh_out_of_scope"])
def test_trap_9_what_is_not_our_matter_is_rarely_answered(bot_stack: Stack, name: str, language: str) -> None:
    strange = yaml.safe_load((FOLDER / f"{name}.yml").read_text())[language]
    with Bot(bot_stack.rasa, bot_stack.token) as bot:
        read = [_read(bot, language, {"text": text, "intent": "out_of_scope"}) for text in strange]
    answered = [each for each in read if each.read not in ("out_of_scope", "nlu_fallback")]
    print(f"{name} {language}: of {len(read)} out of scope {len(answered)} answered")
    for each in answered:
        print(f"  {each.read}: {each.text}")
    assert len(answered) / len(read) < MOST_ANSWERED


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_could_place_is_asked_about(bot_stack: Stack, language: str) -> None:
    unclear = yaml.safe_load((FOLDER / "unclear.yml").read_text())[language]
    with Bot(bot_stack.rasa, bot_stack.token) as bot:
        read = [_read(bot, language, {"text": text, "intent": "nlu_fallback"}) for text in unclear]
    answered = [each for each in read if not each.asked]
    print(f"unclear {language}: of {len(read)} answered {len(answered)}")
    for each in answered:
        print(f"  {each.read}: {each.text}")
    assert len(answered) / len(read) < MOST_UNCLEAR_ANSWERED


def test_trap_19_the_language_of_each_message_is_recognised(readings: dict[tuple[str, str], list[Reading]]) -> None:
    everything = [each for own in readings.values() for each in own]
    wrong = [each for each in everything if each.recognised != each.language]
    print(f"of {len(everything)} in the wrong language {len(wrong)}: {[each.text for each in wrong]}")
    assert len(wrong) / len(everything) < 0.02
