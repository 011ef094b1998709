"""A sentence in both languages, with blanks that an action fills in."""

import re
from collections.abc import Iterator, Mapping

from actions.backend.model import Language
from actions.words.shelf import SHELF

_BLANK = re.compile(r"{(\w+)}")


class Sentence:
    """The same sentence in German and English; `{names}` in braces are filled in."""

    def __init__(self, de: str, en: str) -> None:
        """A sentence that stands in the code, for what has to be said when nothing else can be read."""
        self._texts: dict[Language, str] = {"de": de, "en": en}

    def text(self, language: Language) -> str:
        """The sentence with its blanks."""
        return self._texts[language]

    def in_(self, language: Language, **values: object) -> str:
        """The sentence in `language`. Only the sentence is a template: braces inside `values` stay as they are."""
        return _filled(self.text(language), values)


class Written(Sentence):
    """A sentence that the owner words, in data/answers/lookups; docs/answers.md says how."""

    def __init__(self, file: str, name: str) -> None:
        """The sentence called `name` in `file`.yml."""
        self.file = file
        self.name = name

    def text(self, language: Language) -> str:
        """The sentence as it stands in the file now.

        Raises:
            LookupError: It is not there, or the file was broken from the start.
        """
        return SHELF.text(self.file, self.name, language)


class Topic(Mapping[str, Written]):
    """All sentences of a file by their names, as they are now."""

    def __init__(self, file: str) -> None:
        """The sentences of `file`.yml."""
        self._file = file

    def __getitem__(self, name: str) -> Written:
        if name not in SHELF.names(self._file):
            raise KeyError(name)
        return Written(self._file, name)

    def __iter__(self) -> Iterator[str]:
        return iter(SHELF.names(self._file))

    def __len__(self) -> int:
        return len(SHELF.names(self._file))


def _filled(text: str, values: Mapping[str, object]) -> str:
    """A blank that nothing is known for stays empty; the check of the answers tells the owner of it before."""
    return _BLANK.sub(lambda blank: str(values.get(blank[1], "")), text)
