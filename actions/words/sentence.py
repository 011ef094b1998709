"""A sentence in both languages."""

from dataclasses import dataclass

from actions.backend.port import Language


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same sentence in German and English; `{names}` in braces are filled in."""

    de: str
    en: str

    def in_(self, language: Language, **values: object) -> str:
        """The sentence in `language`. Only the sentence is a template: braces inside `values` stay as they are."""
        return (self.en if language == "en" else self.de).format(**values)
