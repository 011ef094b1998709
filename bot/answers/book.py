"""The answers in use. A changed file is taken at once, as far as it is good."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from bot.answers.model import Answer, Choice, Content, Named
from bot.answers.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

logger = logging.getLogger(__name__)

Stamp = tuple[int, int]


class Book:
    """The answers of a folder, as they are now.

    An answer that cannot be read any more stays in use as it was last good, and so does one that is gone: a file may be
    looked at while an editor writes it.
    """

    def __init__(self, folder: Path) -> None:
        """Read all files of `folder`; problems are logged."""
        self._folder = folder
        self._stamps: dict[str, Stamp] = {}
        self._content = Content()
        self._refresh()
        logger.info("%d answers are in use", len(self._content.answers))

    def answer(self, name: str) -> Answer | None:
        """The answer of this name, None when there is none that was ever good."""
        self._refresh()
        return self._content.answers.get(name)

    def choices(self, wanted: Iterable[Choice | Named]) -> list[Choice]:
        """The choices that are meant; one that choices.yml does not have is left out and logged."""
        found = []
        for each in wanted:
            choice = self._content.choices.get(each.name) if isinstance(each, Named) else each
            if choice:
                found.append(choice)
            else:
                logger.error("%s: a button is left out, choices.yml has no “%s”", each.place, each.name)
        return found

    def _refresh(self) -> None:
        for name, stamp in _stamps(self._folder):
            if stamp != self._stamps.get(name):
                self._take(self._folder / name)
                if name in self._stamps:
                    logger.info("%s has changed", self._folder / name)
                self._stamps[name] = stamp

    def _take(self, path: Path) -> None:
        new = read_file(path)
        self._content.answers.update(new.answers)
        self._content.choices.update(new.choices)
        for problem in new.problems:
            logger.error("%s (the last good version stays in use)", problem)


def _stamps(folder: Path) -> list[tuple[str, Stamp]]:
    """The files of answers with their times and sizes. This is asked at each answer, and pathlib is slow at it."""
    try:
        with os.scandir(folder) as entries:
            files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".yml")]
    except OSError:
        return []
    return sorted((name, (found.st_mtime_ns, found.st_size)) for name, found in files)
