"""All that is wrong with the files of answers, before a customer sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.filling import place_holders
from bot.answers.lookups import problems_in_lookups
from bot.answers.model import LANGUAGES, Answer, Choice, Named, Problem, Text
from bot.answers.reading import CHOICES, files_in, read_file
from bot.answers.wording import LONGEST_LABEL, wrong_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.answers.project import Project

# What the service knows; see docs/protocol.md.
REASONS = frozenset({"asked_for_person", "not_understood", "out_of_scope", "complaint", "no_result", "needs_person"})
FAILURES = frozenset({"no_result", "out_of_scope", "not_understood"})
PERSON = "contact_human_agent"
MOST_CHOICES = 6


def problems_in(folder: Path, project: Project) -> list[Problem]:
    """Everything wrong in the files of `folder`, in their order; an empty list is what is wanted."""
    files = {path: read_file(path) for path in files_in(folder)}
    found: list[Problem] = []
    everywhere: dict[str, Answer] = {}
    choices = {name: each for content in files.values() for name, each in content.choices.items()}
    for content in files.values():
        found += content.problems
        for name, answer in content.answers.items():
            if name in everywhere:
                found.append(Problem(answer.place, name, f"is also in {everywhere[name].place}"))
            everywhere.setdefault(name, answer)
            found += _in_answer(answer, choices, project)
    for choice in choices.values():
        found += _in_choice(choice, choice.name, project)
    # Where a file cannot be read, what is missing because of it is not worth a line of its own.
    if not any(problem.about == "" for problem in found):
        found += _unused_choices(choices, everywhere)
        found += _missing(project, everywhere, {problem.about for problem in found})
    found += _unused(project, everywhere)
    found += problems_in_lookups(folder, project)
    return sorted(set(found))


def _in_answer(answer: Answer, choices: dict[str, Choice], project: Project) -> Iterator[Problem]:
    for language in LANGUAGES:
        texts = answer.texts[language]
        for number, text in enumerate(texts):
            for what in [*wrong_with(text.words, language), *_unknown_place_holders(text, project)]:
                yield Problem(text.place, answer.name, what)
            if text.words in {each.words for each in texts[:number]}:
                yield Problem(text.place, answer.name, "the same text stands here twice")
    counts = {len(texts) for texts in answer.texts.values()}
    if len(counts) > 1:
        yield Problem(answer.place, answer.name, "German and English have different numbers of variations")
    if answer.hands_over and answer.hands_over not in REASONS:
        yield Problem(answer.place, answer.name, f"hands_over can be {_either(REASONS)}")
    if answer.failure and answer.failure not in FAILURES:
        yield Problem(answer.place, answer.name, f"failure can be {_either(FAILURES)}")
    yield from _choices_of(answer, choices, project)


def _choices_of(answer: Answer, choices: dict[str, Choice], project: Project) -> Iterator[Problem]:
    shown = [*answer.choices, *answer.choices_again]
    if len(shown) > MOST_CHOICES:
        yield Problem(answer.place, answer.name, f"has {len(shown)} choices; {MOST_CHOICES} is the most")
    labels: set[str] = set()
    for each in shown:
        if isinstance(each, Named) and each.name not in choices:
            yield Problem(each.place, answer.name, f"{CHOICES} has no choice “{each.name}”")
            continue
        choice = choices[each.name] if isinstance(each, Named) else each
        if labels & {text.words for text in choice.labels.values()}:
            yield Problem(each.place, answer.name, f"offers “{choice.labels['en'].words}” twice")
        labels |= {text.words for text in choice.labels.values()}
        if isinstance(each, Choice):
            yield from _in_choice(each, answer.name, project)


def _in_choice(choice: Choice, about: str, project: Project) -> Iterator[Problem]:
    if choice.leads_to not in project.intents:
        yield Problem(choice.place, about, f"leads to “{choice.leads_to}”, which the bot does not know")
    if choice.leads_to == PERSON and choice.reason not in REASONS:
        yield Problem(choice.place, about, f"a choice of a person needs its reason: {_either(REASONS)}")
    if choice.leads_to != PERSON and choice.reason:
        yield Problem(choice.place, about, f"only a choice that leads to {PERSON} has a reason")
    for language, label in choice.labels.items():
        for what in wrong_with(label.words, language, LONGEST_LABEL):
            yield Problem(label.place, about, what)
        if place_holders(label.words):
            yield Problem(label.place, about, "a label cannot hold a place-holder")


def _unknown_place_holders(text: Text, project: Project) -> Iterator[str]:
    for name in place_holders(text.words):
        if name not in project.slots:
            yield f"nothing is known about “{{{name}}}”; possible are {_either(project.slots, braces=True)}"


def _unused_choices(choices: dict[str, Choice], answers: dict[str, Answer]) -> Iterator[Problem]:
    used = {each.name for answer in answers.values() for each in (*answer.choices, *answer.choices_again)}
    for choice in choices.values():
        if choice.name not in used:
            yield Problem(choice.place, choice.name, "no answer offers this choice")


def _missing(project: Project, answers: dict[str, Answer], broken: set[str]) -> Iterator[Problem]:
    for name, place in project.needed.items():
        if name not in answers and name not in broken:
            yield Problem(place, name, "there is no answer of this name")


def _unused(project: Project, answers: dict[str, Answer]) -> Iterator[Problem]:
    for name, answer in answers.items():
        if name not in project.needed:
            yield Problem(answer.place, name, "no rule uses this answer (add it to domain.yml and data/stories)")


def _either(names: frozenset[str], *, braces: bool = False) -> str:
    return ", ".join(f"{{{name}}}" if braces else name for name in sorted(names))
