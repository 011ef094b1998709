"""A model is unpacked once, and what a killed bot left of it does not pile up."""

from __future__ import annotations

import io
import json
import os
import tarfile
import tempfile
import time

import pytest

from bot import model_file
from bot.model_file import ModelFile


@pytest.fixture
def model(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "model.tar.gz"
    told = json.dumps({name: {"nodes": {"x": {"uses": "a.B"}}} for name in ("train_schema", "predict_schema")}).encode()
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("metadata.json")
        entry.size = len(told)
        archive.addfile(entry, io.BytesIO(told))
    return path


def test_what_a_killed_bot_unpacked_is_removed_and_that_of_one_that_starts_is_not(model, tmp_path, monkeypatch):
    monkeypatch.setattr(model_file, "_LEFT_BEHIND_S", 0.5)
    temporary = tmp_path / "temporary"
    killed, strange = temporary / "lotse-model-killed", temporary / "somebody-elses"
    for folder in (killed, strange):
        folder.mkdir()
        (folder / "part").write_text("x")
    time.sleep(0.6)
    starting = ModelFile(model)
    os.utime(starting._folder.name, (0, 0))  # noqa: SLF001  (what unpacking does)
    another = ModelFile(model)
    assert (killed.exists(), strange.exists()) == (False, True)
    assert len(list(temporary.glob("lotse-model-*"))) == 2
    assert another.components == {"a.B"}
    assert another.thresholds == {}
    starting.discard()
    another.discard()
