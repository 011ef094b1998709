"""The check of the answers: everything that a customer would stumble over is told by file and line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.answers.book import Book
from bot.answers.check import FAILURES, REASONS, problems_in
from bot.answers.project import read_project
from bot.answers.reading import files_in, read_file
from bot.last_turn import LastTurn

ROOT = Path(__file__).parents[3]
PROJECT = {
    "domain.yml": "intents: [greet, track_order, contact_human_agent]\n"
    "slots: {order_number: {type: text}, product: {type: text}, postcode: {type: text}, agenda: {type: any}}\n"
    "responses: {utter_greet: []}\n",
    "data/stories/talk.yml": "rules:\n- rule: greet\n  steps:\n  - intent: greet\n  - action: utter_greet\n",
    "data/answers/choices.yml": 'track_order:\n  de: "Wo ist es?"\n  en: "Where is it?"\n',
}
GOOD = 'greet:\n  de: "Guten Tag!"\n  en: "Hello!"\n  choices: [track_order]\n'


@pytest.fixture
def root(tmp_path):
    for name, text in PROJECT.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def found(root, text=GOOD):
    """The problems of a project whose answers are these; paths are told from the project's root."""
    (root / "data/answers/talk.yml").write_text(text, encoding="utf-8")
    problems = problems_in(root / "data/answers", read_project(root))
    return [str(problem).replace(f"{root.as_posix()}/", "") for problem in problems]


def test_good_answers_have_no_problem(root):
    assert found(root) == []


def test_our_own_answers_are_in_order():
    problems = problems_in(ROOT / "data/answers", read_project(ROOT))
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (GOOD.replace('  en: "Hello!"\n', ""), 2, "the English text is missing (en: …)"),
        (GOOD.replace("Hello!", ""), 3, "the text is empty"),
        (GOOD.replace('"Hello!"', "[]"), 3, "the text is empty"),
        (GOOD.replace("Guten Tag!", "Guten Tag {name}!"), 2, "nothing is known about “{name}”; possible are "),
        (GOOD.replace("Guten Tag!", "Guten Tag {postcode}!"), 2, "nothing is known about “{postcode}”"),
        (GOOD.replace("Guten Tag!", "Guten Tag {product!"), 2, "a brace is open or closed alone"),
        (GOOD.replace("[track_order]", "[gone]"), 4, "choices.yml has no choice “gone”"),
        (
            GOOD.replace("[track_order]", "\n    - {de: Ja, en: Yes, leads_to: agree}"),
            5,
            "leads to “agree”, which the bot does not know",
        ),
        (
            GOOD.replace("[track_order]", "\n    - {de: Mensch, en: Person, leads_to: contact_human_agent}"),
            5,
            "a choice of a person needs its reason: asked_for_person, ",
        ),
        (GOOD.replace("[track_order]", "[track_order, track_order]"), 4, "offers “Where is it?” twice"),
        (GOOD.replace("[track_order]", "track_order"), 4, "choices are a list"),
        (GOOD + "  hands_over: anger\n", 1, "hands_over can be asked_for_person, "),
        (GOOD + "  failure: bug\n", 1, "failure can be no_result, "),
        (GOOD + "  colour: red\n", 5, "“colour” is not known here; possible are "),
        (GOOD + '  de: "Hallo!"\n', 5, "“de” stands here twice"),
        (GOOD + GOOD, 5, "stands here twice, first in line 1"),
        (GOOD.replace('"Guten Tag!"', '["Guten Tag!", "Guten Tag!"]'), 2, "the same text stands here twice"),
        (GOOD.replace('"Guten Tag!"', '["Guten Tag!", "Hallo!"]'), 1, "different numbers of variations"),
        (GOOD.replace("Guten Tag!", "Wie geht es dir?"), 2, "says “dir”; customers are addressed with Sie"),
        (GOOD.replace("Guten Tag!", "Ihre Strasse?"), 2, "“Strasse” is written with ß"),
        (GOOD.replace("Hello!", "Grüße!"), 3, "an English text with ß"),
        (GOOD.replace("Hello!", "„Hello“"), 3, "English quotation marks are “…”"),
        (GOOD.replace("Guten Tag!", "“Guten Tag“"), 2, "German quotation marks are „…“"),
        (GOOD.replace("Guten Tag!", 'Das \\"Konto\\"'), 2, "instead of straight quotation marks"),
        (GOOD.replace("Guten Tag!", "Zu den [Retouren](/shop/returns)"), 2, "“](” would be shown as it is"),
        (GOOD.replace("Guten Tag!", "<b>Guten Tag</b>"), 2, "“<b>” would be shown as it is"),
        (GOOD.replace("Hello!", "So long. " * 60), 3, "the text has 539 characters, more than 500"),
        (GOOD + 'other:\n  de: "Ja."\n  en: "Yes."\n', 5, "no rule uses this answer"),
        (GOOD + 'other:\n  de: "offen\n', 6, "a quotation mark opens here and is never closed"),
        (GOOD.replace("  en:", "\ten:"), 3, "there is a tab"),
        (GOOD.replace('"Hello!"', "Well: hello"), 3, "a text with a colon has to stand in quotation marks"),
        (GOOD.replace('  en: "Hello!"', '    en: "Hello!"'), 3, "this line is indented otherwise"),
        (GOOD.replace('"Hello!"', '"Hello!" you'), 3, "a quotation mark is missing, or is one too many"),
        (GOOD.replace("greet:", "greet"), 2, "a text with a colon"),
        ("", 1, "no answer is in this file"),
    ],
)
def test_a_problem_is_told_with_its_line(root, text, line, what):
    told = found(root, text)
    assert any(one.startswith(f"data/answers/talk.yml, line {line}: ") and what in one for one in told), told


def test_an_answer_that_a_rule_needs_is_missing(root):
    assert "data/stories/talk.yml, line 5: greet: there is no answer of this name" in found(
        root, 'hello:\n  de: "Ja."\n  en: "Yes."\n'
    )


def test_the_same_answer_in_two_files_is_told(root):
    (root / "data/answers/again.yml").write_text(GOOD, encoding="utf-8")
    told = "data/answers/talk.yml, line 1: greet: is also in data/answers/again.yml, line 1"
    assert told in found(root)


def test_a_broken_file_is_one_problem_and_not_one_for_each_answer(root):
    assert len(found(root, 'greet:\n  de: "offen')) == 1


def test_a_yes_after_an_answer_means_the_same_in_both_languages():
    book = Book(ROOT / "data/answers")
    answers = [answer for path in files_in(ROOT / "data/answers") for answer in read_file(path).answers.values()]
    for answer in answers:
        for again, _ in enumerate(answer.texts["de"]):
            choices = book.choices([*answer.choices, *(answer.choices_again if again else ())])
            offered = [{"label": "", "intent": choice.leads_to, "entities": []} for choice in choices]
            german, english = (
                LastTurn([answer.texts[language][again].words], offered, [], []).yes() for language in ("de", "en")
            )
            assert german == english, f"{answer.place}, {answer.name}, variation {again + 1}"


def test_every_page_that_an_answer_names_is_one_of_the_shop():
    pages = {path.stem for path in (ROOT / "handover/web/pages/shop").glob("*.html")}
    for path in (ROOT / "data/answers").glob("*.yml"):
        named = set(re.findall(r"/shop/(\w+)", path.read_text(encoding="utf-8")))
        assert named <= pages, path.name


def lookups(root, text, needed=("order", "content")):
    """The problems when these are the sentences of orders, and an action says one called `needed`."""
    (root / "actions/words").mkdir(parents=True)
    (root / "actions/words/order.py").write_text('CONTENT = Written("{}", "{}")\n'.format(*needed), encoding="utf-8")
    (root / "data/answers/lookups").mkdir()
    (root / "data/answers/lookups/order.yml").write_text(text, encoding="utf-8")
    return found(root)


SENTENCE = 'content:\n  values: [lines]\n  de: "Darin: {lines}."\n  en: "It contains {lines}."\n'


def test_a_good_sentence_of_an_action_has_no_problem(root):
    assert lookups(root, SENTENCE) == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (SENTENCE.replace("{lines}", "{items}"), 3, "nothing is known about “{items}”; possible are {lines}"),
        (SENTENCE.replace("Darin: {lines}", "Darin: {lines"), 3, "a brace is open or closed alone"),
        (SENTENCE.replace("  values: [lines]\n", ""), 2, "nothing is known about “{lines}”; possible are none"),
        (SENTENCE.replace('"Darin: {lines}."', '["Ja.", "Nein."]'), 3, "has no variations"),
        (SENTENCE.replace("Darin", "Bei dir"), 3, "says “dir”"),
        (SENTENCE + "  choices: [track_order]\n", 5, "“choices” is not known here"),
        (SENTENCE + SENTENCE.replace("content", "more"), 5, "no action says this sentence"),
    ],
)
def test_a_problem_of_such_a_sentence_is_told_with_its_line(root, text, line, what):
    told = lookups(root, text)
    assert any(one.startswith(f"data/answers/lookups/order.yml, line {line}: ") and what in one for one in told), told


def test_a_sentence_that_an_action_needs_is_missing(root):
    told = "actions/words/order.py, line 1: shipped: this sentence is missing in data/answers/lookups/order.yml"
    assert told in lookups(root, SENTENCE, needed=("order", "shipped"))


def test_the_reasons_and_failures_are_those_of_the_service():
    source = (ROOT / "handover/domain/handover.py").read_text(encoding="utf-8")
    assert all(f'"{reason}"' in source for reason in REASONS)
    source = (ROOT / "handover/domain/failure.py").read_text(encoding="utf-8")
    assert all(f'"{kind}"' in source or f"'{kind}'" in source for kind in FAILURES)


@pytest.mark.parametrize(("text", "code", "told"), [(GOOD, 0, "in order"), (GOOD * 2, 1, "1 to put right")])
def test_the_command_ends_with_1_when_there_is_something_to_put_right(root, text, code, told):
    (root / "data/answers/talk.yml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "bot.answers"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)
    assert (ended.returncode, told in ended.stdout) == (code, True), ended.stdout + ended.stderr
