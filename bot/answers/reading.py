"""Reads the files of answers. What is wrong is told by line, in words for people who do not write programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from bot.answers.model import LANGUAGES, Answer, Choice, Content, Named, Place, Problem, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHOICES = "choices.yml"
LOOKUPS = "lookups"
_ANSWER_KEYS = {*LANGUAGES, "choices", "choices_again", "hands_over", "failure"}
_LOOKUP_KEYS = {*LANGUAGES, "values"}
_CHOICE_KEYS = {*LANGUAGES, "leads_to", "reason"}
_IN_WORDS = {"de": "German", "en": "English"}
# What the reader of YAML says about the usual slips, in the words of who made them.
_SLIPS = {
    "found unexpected end of stream": "a quotation mark opens here and is never closed",
    "found character '\\t' that cannot start any token": "there is a tab; lines are indented with spaces",
    "mapping values are not allowed here": "a text with a colon has to stand in quotation marks",
    "expected <block end>, but found '<block mapping start>'": "this line is indented otherwise than those around it",
    "expected <block end>, but found '<scalar>'": "before this place a quotation mark is missing, or is one too many",
    "could not find expected ':'": "a colon is missing",
}


class _Wrong(Exception):  # noqa: N818  (it never leaves this module)
    """This answer or choice cannot be used."""

    def __init__(self, node: yaml.Node, what: str) -> None:
        super().__init__(what)
        self.line = node.start_mark.line + 1
        self.what = what


def files_in(folder: Path) -> list[Path]:
    """The files of answers, in the order in which they are read."""
    return sorted(folder.glob("*.yml"))


def read_file(path: Path) -> Content:
    """Read one file. An answer that cannot be used is left out and told as a problem; nothing is raised."""
    content = Content()
    file = path.as_posix()
    try:
        root = _compose(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        content.problems.append(_unreadable(error, file))
        return content
    except (OSError, ValueError, yaml.YAMLError) as error:
        content.problems.append(Problem(Place(file, 1), "", f"the file cannot be read: {error}"))
        return content
    if not isinstance(root, yaml.MappingNode) or not root.value:
        content.problems.append(Problem(Place(file, 1), "", "no answer is in this file"))
        return content
    for name, node in root.value:
        _add(name, node, path, content)
    return content


def _compose(text: str) -> yaml.Node | None:
    """The nodes of a text. LibYAML is ten times as fast, and customers wait meanwhile; but it tells errors worse."""
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _unreadable(error: yaml.MarkedYAMLError, file: str) -> Problem:
    # Where a quotation mark was opened tells more than the end of the file, where it is missed.
    scanning = isinstance(error, yaml.scanner.ScannerError) and error.context_mark
    mark = error.context_mark if scanning else error.problem_mark or error.context_mark
    what = _SLIPS.get(str(error.problem), f"the file cannot be read from here on: {error.problem}")
    return Problem(Place(file, mark.line + 1 if mark else 1), "", what)


def _add(key: yaml.Node, node: yaml.Node, path: Path, content: Content) -> None:
    file, name = path.as_posix(), str(key.value)
    place = Place(file, key.start_mark.line + 1)
    known = content.choices if path.name == CHOICES else content.answers
    if name in known:
        content.problems.append(Problem(place, name, f"stands here twice, first in line {known[name].place.line}"))
        return
    try:
        if path.name == CHOICES:
            content.choices[name] = _choice(node, file, name)
        else:
            keys = _LOOKUP_KEYS if path.parent.name == LOOKUPS else _ANSWER_KEYS
            content.answers[name] = _answer(node, place, name, keys)
    except _Wrong as wrong:
        content.problems.append(Problem(Place(file, wrong.line), name, wrong.what))


def _answer(node: yaml.Node, place: Place, name: str, keys: set[str]) -> Answer:
    parts = _parts(node, keys)
    return Answer(
        name,
        texts={language: tuple(_texts(_language(parts, language, node), place.file)) for language in LANGUAGES},
        place=place,
        choices=tuple(_choices(parts.get("choices"), place.file)),
        choices_again=tuple(_choices(parts.get("choices_again"), place.file)),
        hands_over=_optional_word(parts.get("hands_over")),
        failure=_optional_word(parts.get("failure")),
        values=tuple(text.words for text in _texts(parts["values"], place.file)) if "values" in parts else (),
    )


def _choices(node: yaml.Node | None, file: str) -> Iterator[Choice | Named]:
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise _Wrong(node, "choices are a list: each in a line of its own that begins with a dash")
    for each in node.value:
        if isinstance(each, yaml.ScalarNode):
            yield Named(_word(each), Place(file, each.start_mark.line + 1))
        else:
            yield _choice(each, file, name=None)


def _choice(node: yaml.Node, file: str, name: str | None) -> Choice:
    """A choice; one of choices.yml leads to the intent of its own name, unless it says something else."""
    parts = _parts(node, _CHOICE_KEYS)
    leads_to = _optional_word(parts.get("leads_to")) or name
    if not leads_to:
        raise _Wrong(node, "this choice does not say what it leads to (leads_to: …)")
    labels = {language: _text(_language(parts, language, node), file) for language in LANGUAGES}
    return Choice(
        name or leads_to,
        labels,
        leads_to,
        _optional_word(parts.get("reason")),
        Place(file, node.start_mark.line + 1),
    )


def _parts(node: yaml.Node, known: set[str]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _Wrong(node, f"one or more of these is expected here, each with a colon: {', '.join(sorted(known))}")
    parts: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value)
        if name not in known:
            raise _Wrong(key, f"“{name}” is not known here; possible are {', '.join(sorted(known))}")
        if name in parts:
            raise _Wrong(key, f"“{name}” stands here twice")
        parts[name] = value
    return parts


def _language(parts: dict[str, yaml.Node], language: str, node: yaml.Node) -> yaml.Node:
    if language not in parts:
        raise _Wrong(node, f"the {_IN_WORDS[language]} text is missing ({language}: …)")
    return parts[language]


def _texts(node: yaml.Node, file: str) -> Iterator[Text]:
    if not isinstance(node, yaml.SequenceNode):
        yield _text(node, file)
        return
    if not node.value:
        raise _Wrong(node, "the text is empty")
    for each in node.value:
        yield _text(each, file)


def _text(node: yaml.Node, file: str) -> Text:
    return Text(_word(node, "the text is empty"), Place(file, node.start_mark.line + 1))


def _word(node: yaml.Node, if_empty: str = "something is missing here") -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _Wrong(node, "a text is expected here; put it into quotation marks if it holds a colon")
    # A text without quotation marks keeps what the file says: `no` is a word here, not a truth value.
    word = str(node.value).strip()
    if not word or (node.style is None and word in {"~", "null"}):
        raise _Wrong(node, if_empty)
    return word


def _optional_word(node: yaml.Node | None) -> str | None:
    return None if node is None else _word(node)
