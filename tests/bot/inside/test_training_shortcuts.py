"""The shortcuts through Rasa's training give what Rasa gives."""

from __future__ import annotations

import copy
import tarfile

import rasa.shared.nlu.training_data.training_data as module
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import training_shortcuts


def data(*labelled: tuple[str, str]) -> TrainingData:
    lookup = {"name": "product", "elements": ["Zelt"]}
    examples = [Message.build(text, intent) for text, intent in labelled]
    return TrainingData(examples, {"zelte": "Zelt"}, [], [lookup], {})


def merged() -> TrainingData:
    one = data(("hallo", "greet"), ("hallo", "greet"), ("tag ", " greet "))
    return TrainingData().merge(one, data(("tschüss", "goodbye"), ("hallo", "greet")))


def test_merged_data_are_those_that_rasa_merges(monkeypatch):
    rasas = merged()
    monkeypatch.setattr(module, "copy", copy)  # put back what it was
    monkeypatch.setattr(TrainingData, "sanitize_examples", staticmethod(TrainingData.sanitize_examples))
    training_shortcuts.merge_without_copies()
    training_shortcuts.strip_only_what_has_blanks()
    assert merged().fingerprint() == rasas.fingerprint()
    assert [each.get("intent") for each in merged().training_examples] == ["greet", "greet", "goodbye"]


def test_merging_leaves_what_was_merged_as_it_was(monkeypatch):
    monkeypatch.setattr(module, "copy", copy)
    training_shortcuts.merge_without_copies()
    one = data(("hallo", "greet"))
    both = one.merge(data(("tschüss", "goodbye")))
    assert (len(one.training_examples), len(one.lookup_tables)) == (1, 1)
    assert (len(both.training_examples), len(both.lookup_tables)) == (2, 2)
    assert both.training_examples[0] is one.training_examples[0]


def test_no_fingerprint_is_made_of_what_a_component_does(monkeypatch):
    for name in ("on_before_node", "on_after_node"):
        monkeypatch.setattr(TrainingHook, name, getattr(TrainingHook, name))
    training_shortcuts.keep_no_fingerprints()
    hook = TrainingHook(cache=None, model_storage=None, pruned_schema=None)
    assert hook.on_before_node("train", None, {}, {}) == {}
    hook.on_after_node("train", None, {}, object(), {})


def test_what_is_packed_quickly_is_compressed_less_and_can_be_unpacked(monkeypatch, tmp_path):
    (tmp_path / "words").write_text("Paket " * 10_000)

    def how_hard() -> int:
        with tarfile.open(tmp_path / "model.tar.gz", "w:gz") as archive:
            archive.add(tmp_path / "words", "words")
        with tarfile.open(tmp_path / "model.tar.gz") as archive:
            assert archive.extractfile("words").read() == b"Paket " * 10_000
        return (tmp_path / "model.tar.gz").read_bytes()[8]  # RFC 1952: XFL, 2 for the best compression

    assert how_hard() == 2
    monkeypatch.setattr(tarfile.TarFile, "gzopen", vars(tarfile.TarFile)["gzopen"])
    training_shortcuts.pack_quickly()
    assert how_hard() == 0
