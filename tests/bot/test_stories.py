"""Whole conversations with the really trained bot and the really running actions, from `stories/*.yml`.

A story has a name and steps. A step is what the customer `says` or which button they choose (`chooses`), and what is
expected of the answer: the `intent`, what it is `meant` as in its place, what is asked for `also`, the `language`, the
`answer` (one of data/answers, in any of its variations), what the customer `hears` (parts of the text, in this order)
and `hears_not`, the `actions` that ran, the `signals` (none, unless told), and the intents that are offered as buttons
(`offers`). `<order>` and `<postcode>` stand for an order that can still be cancelled.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.talking import Bot, Conversation, said, signals
from tests.stack import Stack

Json = dict[str, Any]

FOLDER = Path(__file__).parent / "stories"
ROOT = Path(__file__).parents[2]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())
ANSWERS = {
    f"utter_{name}": answer
    for path in (ROOT / "data/answers").glob("*.yml")
    if path.name != "choices.yml"
    for name, answer in yaml.safe_load(path.read_text()).items()
}
STORIES = [(path.stem, story) for path in sorted(FOLDER.glob("*.yml")) for story in yaml.safe_load(path.read_text())]
EXPECTATIONS = {
    "says",
    "chooses",
    "intent",
    "meant",
    "also",
    "language",
    "answer",
    "hears",
    "hears_not",
    "actions",
    "signals",
    "offers",
}


@pytest.fixture(scope="module")
def cancellable(bot_stack: Stack) -> Iterator[tuple[str, str]]:
    """Orders that nobody else uses, with their postcodes."""
    path = bot_stack.environ["LOTSE_SHOP_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as shop:
        known = "('BW-104512', 'BW-104855')"
        query = f"SELECT number, postcode FROM orders WHERE state = 'packing' AND number NOT IN {known} ORDER BY number"
        orders = shop.execute(query).fetchall()
    shop.close()
    return iter(orders)


@pytest.mark.parametrize(("topic", "story"), STORIES, ids=[f"{topic}: {story['story']}" for topic, story in STORIES])
def test_story(bot: Bot, cancellable: Iterator[tuple[str, str]], topic: str, story: Json) -> None:
    order, postcode = next(cancellable) if "<order>" in str(story) else ("", "")
    email = story.get("identity")
    conversation = bot.conversation(**({"identity": {"sub": "1", "email": email}} if email else {}))
    for step in story["steps"]:
        assert set(step) <= EXPECTATIONS, f"no such expectation: {set(step) - EXPECTATIONS}"
        filled = _filled(step, {"<order>": order, "<postcode>": postcode})
        answer = conversation.say(filled["says"]) if "says" in filled else conversation.choose(filled["chooses"])
        _check(filled, answer, conversation)


def test_every_intent_has_a_story_in_both_languages() -> None:
    told: dict[str, set[str]] = {}
    for _, story in STORIES:
        for step in story["steps"]:
            told.setdefault(step.get("intent", ""), set()).add(step.get("language", ""))
    missing = {intent for intent in DOMAIN["intents"] if not {"de", "en"} <= told.get(intent, set())}
    assert not missing


def test_every_form_and_every_action_has_a_story() -> None:
    ran = {action for _, story in STORIES for step in story["steps"] for action in step.get("actions", ())}
    assert set(DOMAIN["actions"]) <= ran


def _filled(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(each, names) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, names) for each in value]
    for name, meant in names.items():
        value = value.replace(name, meant) if value else value
    return value


def _check(step: Json, answer: Json, conversation: Conversation) -> None:
    understanding = answer["understanding"]
    heard = said(answer)
    told = f"\n{step}\n{heard}\n{understanding['ranking'][:3]} {answer['actions']} {answer['signals']}"
    assert signals(answer) == step.get("signals", []), told
    assert all(action["ok"] for action in answer["actions"]), told
    for name in ("intent", "language", "meant", "also"):
        assert name not in step or understanding[name] == step[name], told
    if "actions" in step:
        assert [action["name"] for action in answer["actions"]] == step["actions"], told
    if "answer" in step:
        assert any(text in heard for text in _variations(step["answer"], understanding["language"])), told
    place = 0
    for part in step.get("hears", ()):
        place = heard.find(part, place)
        assert place >= 0, f"{part!r} is missing, or not in this order {told}"
    for part in step.get("hears_not", ()):
        assert part not in heard, told
    offered = {choice["intent"] for choice in conversation.choices()}
    assert set(step.get("offers", ())) <= offered, told


def _variations(name: str, language: str) -> list[str]:
    """What an answer may say in a language, each up to the first place-holder in it."""
    texts = ANSWERS[name][language]
    return [text.split("{")[0].strip() for text in ([texts] if isinstance(texts, str) else texts)]
