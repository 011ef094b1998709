"""Shortcuts through Rasa's training: the same model, without what is only done for training data that change meanwhile.

As for `bot/shortcuts.py`: Rasa's code is finished, and tests hold what is put in its place to the same results. Of 100
seconds that Rasa took around the training of our classifier 25 are left.
"""

from __future__ import annotations

import copy
import tarfile
from collections import OrderedDict
from functools import partial
from types import SimpleNamespace
from typing import Any

import rasa.shared.nlu.training_data.training_data
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.nlu.constants import INTENT, RESPONSE
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

# Half of the time that the best compression takes goes into its last two percent.
_COMPRESSION = 4


def take_training_shortcuts() -> None:
    """Take all of them; call it before a training."""
    merge_without_copies()
    strip_only_what_has_blanks()
    keep_no_fingerprints()
    pack_quickly()


def merge_without_copies() -> None:
    """Let merged training data share their messages. Rasa copies each one at each of half a dozen merges."""
    rasa.shared.nlu.training_data.training_data.copy = SimpleNamespace(copy=copy.copy, deepcopy=copy.copy)


def strip_only_what_has_blanks() -> None:
    """Leave labels alone that are as they should be. Rasa sets each anew, and then has to hash each message anew."""

    def sanitized(examples: list[Message]) -> list[Message]:
        for example in examples:
            for label in (INTENT, RESPONSE):
                value = example.get(label)
                if value and value != value.strip():
                    example.set(label, value.strip())
        return list(OrderedDict.fromkeys(examples))

    TrainingData.sanitize_examples = staticmethod(sanitized)


def keep_no_fingerprints() -> None:
    """Note of no component what went in and came out: we train only when something has changed, and then all of it."""

    def before(*_: Any, **__: Any) -> dict[str, Any]:
        return {}

    TrainingHook.on_before_node = before
    TrainingHook.on_after_node = before


def pack_quickly() -> None:
    """Compress the model's file less."""
    tarfile.TarFile.gzopen = classmethod(partial(tarfile.TarFile.gzopen.__func__, compresslevel=_COMPRESSION))
