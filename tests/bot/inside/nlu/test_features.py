"""The same examples teach the same, in every process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ROWS = """
from bot.nlu.intents.features import Features
features = Features()
features.learn(["wo ist mein paket", "bitte stornieren", "wann kommt die bestellung"])
print(features.rows(["wo ist die bestellung"], [""]).sorted_indices().indices.tolist())
"""


@pytest.fixture
def rows_of():
    def rows(seed: int) -> str:
        environ = os.environ | {"PYTHONHASHSEED": str(seed)}
        command = [sys.executable, "-c", ROWS]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True, timeout=60).stdout

    return rows


def test_the_places_of_features_do_not_hang_on_how_a_process_hashes_text(rows_of):
    first = rows_of(1)
    assert first.startswith("[0, ")
    assert rows_of(2) == first
