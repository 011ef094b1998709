"""What is wrong with the sentences that actions fill in, in data/answers/lookups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.filling import place_holders
from bot.answers.model import LANGUAGES, Answer, Problem
from bot.answers.reading import LOOKUPS, files_in, read_file
from bot.answers.wording import LONGEST_LABEL, LONGEST_TEXT, wrong_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.answers.project import Project

# What the bot asks with "Do you mean one of these?": the labels of choices.
MEANINGS = "meanings"


def problems_in_lookups(folder: Path, project: Project) -> list[Problem]:
    """Everything wrong in the files of `folder`/lookups."""
    found: list[Problem] = []
    known: set[tuple[str, str]] = set()
    unreadable: set[str] = set()
    for path in files_in(folder / LOOKUPS):
        content = read_file(path)
        found += content.problems
        known |= {(path.stem, name) for name in (*content.answers, *(problem.about for problem in content.problems))}
        unreadable |= {path.stem for problem in content.problems if not problem.about}
        for name, sentence in content.answers.items():
            found += _in_sentence(sentence, path.stem)
            if path.stem == MEANINGS and name not in project.intents:
                found.append(Problem(sentence.place, name, "the bot does not know this meaning"))
            if path.stem != MEANINGS and (path.stem, name) not in project.sentences:
                found.append(Problem(sentence.place, name, "no action says this sentence"))
    for (file, name), place in project.sentences.items():
        if (file, name) not in known and file not in unreadable:
            found.append(Problem(place, name, f"this sentence is missing in {folder.as_posix()}/{LOOKUPS}/{file}.yml"))
    return found


def _in_sentence(sentence: Answer, file: str) -> Iterator[Problem]:
    for language in LANGUAGES:
        texts = sentence.texts[language]
        if len(texts) > 1:
            yield Problem(texts[1].place, sentence.name, "a sentence of lookups has no variations")
        longest = LONGEST_LABEL if file == MEANINGS else LONGEST_TEXT
        for what in wrong_with(texts[0].words, language, longest):
            yield Problem(texts[0].place, sentence.name, what)
        for name in place_holders(texts[0].words):
            if name not in sentence.values:
                possible = ", ".join(f"{{{each}}}" for each in sentence.values) or "none"
                yield Problem(
                    texts[0].place, sentence.name, f"nothing is known about “{{{name}}}”; possible are {possible}"
                )
