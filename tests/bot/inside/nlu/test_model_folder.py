from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.nlu.intents.embeddings import embeddings_in
from bot.nlu.intents.model_folder import NoEmbeddings
from tests.bot.inside.tiny_model import directions, model_in, tell

if TYPE_CHECKING:
    from pathlib import Path


def test_without_an_onnx_file_the_library_reads_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        def __init__(self, folder: str, device: str) -> None:
            assert (folder, device) == (str(tmp_path), "cpu")

        def encode(self, texts: list[str], prompt: str | None, show_progress_bar: bool) -> list[list[float]]:
            assert (prompt, show_progress_bar) == (None, False)
            return [[3.0 * len(text), 4.0 * len(text)] for text in texts]

    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Library))
    tell(tmp_path, "modules.json", [{"type": "sentence_transformers.models.Transformer", "path": ""}])
    assert directions(embeddings_in(str(tmp_path))(["parcel", ""])) == [[0.6, 0.8], [0, 0]]


def break_nothing(folder: Path) -> None:
    folder.mkdir()


def break_onnx(folder: Path) -> None:
    model_in(folder)
    (folder / "model.onnx").write_text("version https://git-lfs.github.com/spec/v1")


def break_tokenizer(folder: Path) -> None:
    model_in(folder)
    (folder / "tokenizer.json").unlink()


def break_pooling(folder: Path) -> None:
    model_in(folder)
    tell(folder, "1_Pooling/config.json", {"pooling_mode": "guess"})


def break_layers(folder: Path) -> None:
    model_in(folder)
    tell(folder, "modules.json", [{"type": "sentence_transformers.models.Dense", "path": "2_Dense"}])


def break_json(folder: Path) -> None:
    model_in(folder)
    (folder / "modules.json").write_text("{")


def two_models(folder: Path) -> None:
    model_in(folder, name="a.onnx")
    model_in(folder, name="b.onnx")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda _: None, "There is no folder .*gone"),
        (break_nothing, "has no model: neither model.onnx"),
        (break_onnx, "model.onnx cannot be read"),
        (break_tokenizer, "has a model, but no tokenizer.json"),
        (break_pooling, "pools by guess"),
        (break_layers, "has a layer Dense that its ONNX file leaves out"),
        (break_json, "modules.json is no JSON"),
        (two_models, "has several models: a.onnx, b.onnx"),
        (lambda folder: model_in(folder, "logits"), "gives logits; needed is"),
        (lambda folder: model_in(folder, "last_hidden_state", "pixel_values"), "asks for pixel_values"),
    ],
)
def test_what_cannot_be_used_is_said_in_plain_words(tmp_path: Path, make: Any, told: str) -> None:
    make(tmp_path / "gone")
    with pytest.raises(NoEmbeddings, match=told):
        embeddings_in(str(tmp_path / "gone"))


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_what_is_not_installed_is_named_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # importing it fails
    with pytest.raises(NoEmbeddings, match=f"package {package}.*--group dense"):
        embeddings_in(model_in(tmp_path))


def test_a_folder_without_onnx_says_what_to_install_or_how_to_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    tell(tmp_path, "modules.json", [{"type": "sentence_transformers.models.Transformer", "path": ""}])
    with pytest.raises(NoEmbeddings, match=r"sentence-transformers.*optimum-cli export onnx"):
        embeddings_in(str(tmp_path))
