"""What an answer is: the texts in both languages, the choices below them, and what it makes happen."""

from __future__ import annotations

from dataclasses import dataclass, field

LANGUAGES = ("de", "en")


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file and a line, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    """Something that a person has to put right; `about` names the answer, if it is in one."""

    place: Place
    about: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.about + ': ' if self.about else ''}{self.what}"


@dataclass(frozen=True)
class Text:
    """One text, and where it stands."""

    words: str
    place: Place


@dataclass(frozen=True)
class Choice:
    """A button: its label in each language and the intent it stands for. `reason` is why a person is wanted."""

    name: str
    labels: dict[str, Text]
    leads_to: str
    reason: str | None
    place: Place


@dataclass(frozen=True)
class Named:
    """A button that stands in choices.yml, by its name there."""

    name: str
    place: Place


@dataclass(frozen=True)
class Answer:
    """An answer. `texts` holds the variations of each language, said one after another when the answer comes again.

    `choices_again` are added to `choices` when it does. `hands_over` is the reason of an escalation and `failure` the
    kind of a failure; both are None in most answers. `values` are the place-holders that a sentence of lookups may
    have.
    """

    name: str
    texts: dict[str, tuple[Text, ...]]
    place: Place
    choices: tuple[Choice | Named, ...] = ()
    choices_again: tuple[Choice | Named, ...] = ()
    hands_over: str | None = None
    failure: str | None = None
    values: tuple[str, ...] = ()


@dataclass
class Content:
    """What can be used of one file or of several, and what is wrong with the rest."""

    answers: dict[str, Answer] = field(default_factory=dict)
    choices: dict[str, Choice] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
