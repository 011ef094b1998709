"""The files of sentences that the owner words. A changed file is used at once, as far as it is good."""

from pathlib import Path
from typing import Any

import structlog
import yaml

from actions.backend.model import Language

log = structlog.get_logger()

LANGUAGES: tuple[Language, ...] = ("de", "en")
Texts = dict[Language, str]


class Shelf:
    """Sentences by file and name.

    One that cannot be read any more stays as it was last good: a file may be looked at while an editor writes it.
    """

    def __init__(self, folder: Path) -> None:
        """Read from `folder`; nothing is read before it is needed."""
        self._folder = folder
        self._stamps: dict[str, tuple[int, int]] = {}
        self._texts: dict[tuple[str, str], Texts] = {}

    def text(self, file: str, name: str, language: Language) -> str:
        """The sentence called `name` in `file`.yml.

        Raises:
            LookupError: There is none, and there never was.
        """
        self._refresh(file)
        if (file, name) not in self._texts:
            raise LookupError(f"there is no sentence “{name}” in {self._path(file)}")
        return self._texts[file, name][language]

    def names(self, file: str) -> list[str]:
        """What there is in `file`.yml."""
        self._refresh(file)
        return [name for there, name in list(self._texts) if there == file]

    def _refresh(self, file: str) -> None:
        path = self._path(file)
        try:
            found = path.stat()
        except OSError:
            return
        stamp = (found.st_mtime_ns, found.st_size)
        if stamp == self._stamps.get(file):
            return
        # Several threads may read the same file at once; each puts the same sentences in.
        for name, texts in _content(path).items():
            if _is_good(texts):
                self._texts[file, str(name)] = {language: texts[language].strip() for language in LANGUAGES}
            else:
                log.error("a sentence is not in both languages, the last good one stays", file=str(path), name=name)
        self._stamps[file] = stamp

    def _path(self, file: str) -> Path:
        return self._folder / f"{file}.yml"


def _content(path: Path) -> dict[Any, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        problem = str(error)
    else:
        if isinstance(content, dict):
            return content
        problem = "no sentence is in it"
    log.error("a file of sentences is not readable, the last good ones stay in use", file=str(path), problem=problem)
    return {}


def _is_good(texts: Any) -> bool:
    return isinstance(texts, dict) and all(
        isinstance(texts.get(language), str) and texts[language].strip() for language in LANGUAGES
    )


SHELF = Shelf(Path(__file__).resolve().parents[2] / "data" / "answers" / "lookups")
