from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bot.nlu.intents.embeddings import embeddings_in, remembered
from tests.bot.inside.tiny_model import WORDS, directions, model_in, tell

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_folder_there_are_no_embeddings() -> None:
    assert embeddings_in(None) is None
    assert remembered(None) is None


def test_each_text_gets_the_mean_of_its_tokens_as_a_row_of_length_1(tmp_path: Path) -> None:
    rows = embeddings_in(model_in(tmp_path))(["parcel", "carton carton", "parcel cancel"])
    assert rows.dtype == np.float32
    assert directions(rows) == [[1, 0, 0, 0], [1, 0, 0, 0], [0.32, 0.95, 0, 0]]
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1)


def test_a_text_has_the_same_row_alone_and_among_others_of_any_length(tmp_path: Path) -> None:
    embed = embeddings_in(model_in(tmp_path))
    texts = [" ".join(WORDS[1 + (start + step) % 6] for step in range(start % 9 + 1)) for start in range(70)]
    assert np.concatenate([embed([text]) for text in texts]) == pytest.approx(embed(texts), abs=1e-6)


@pytest.mark.parametrize("output", ["last_hidden_state", "sentence_embedding"])
@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_text_with_nothing_in_it_has_a_row_of_zeros(tmp_path: Path, text: str, output: str) -> None:
    embed = embeddings_in(model_in(tmp_path, output))
    assert directions(embed([text])) == [[0, 0, 0, 0]]
    assert directions(embed([text, "cancel"])) == [[0, 0, 0, 0], [0, 1, 0, 0]]


@pytest.mark.parametrize(
    ("told", "row"),
    [
        ({"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}, [0.32, 0.95, 0, 0]),
        ({"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}, [1, 0, 0, 0]),
        ({"pooling_mode_lasttoken": True}, [0, 1, 0, 0]),
        ({"pooling_mode_max_tokens": True}, [0.32, 0.95, 0, 0]),
        ({"pooling_mode_mean_sqrt_len_tokens": True}, [0.32, 0.95, 0, 0]),
        ({"pooling_mode_weightedmean_tokens": True}, [0.16, 0.99, 0, 0]),
        ({"pooling_mode": "cls"}, [1, 0, 0, 0]),
        ({"pooling_mode_cls_token": True, "pooling_mode_lasttoken": True}, [0.32, 0, 0, 0, 0, 0.95, 0, 0]),
    ],
)
def test_the_tokens_are_pooled_as_the_folder_says(tmp_path: Path, told: dict[str, Any], row: list[float]) -> None:
    tell(tmp_path, "1_Pooling/config.json", told)
    rows = embeddings_in(model_in(tmp_path))(["parcel cancel", "hello hello hello hello"])
    assert directions(rows[:1]) == [row]


def test_a_row_that_the_model_gives_for_the_whole_text_is_taken(tmp_path: Path) -> None:
    tell(tmp_path, "modules.json", [{"type": "sentence_transformers.models.Dense", "path": "2_Dense"}])
    assert directions(embeddings_in(model_in(tmp_path, "sentence_embedding"))(["cancel parcel"])) == [[0, 1, 0, 0]]


@pytest.mark.parametrize("name", ["onnx/model.onnx", "onnx/model_quantized.onnx"])
def test_the_model_may_be_where_exporters_put_it(tmp_path: Path, name: str) -> None:
    folder = model_in(tmp_path, "last_hidden_state", "token_type_ids", "position_ids", name=name)
    assert directions(embeddings_in(folder)(["parcel"])) == [[1, 0, 0, 0]]


@pytest.mark.parametrize(
    "told",
    [
        {"prompts": {"query": "query: ", "document": "hello "}},
        {"prompts": {"it": "query: ", "query": "hello "}, "default_prompt_name": "it"},
    ],
)
def test_the_prefix_that_a_model_wants_is_put_before_each_text(tmp_path: Path, told: dict[str, Any]) -> None:
    tell(tmp_path, "config_sentence_transformers.json", told)
    assert directions(embeddings_in(model_in(tmp_path))(["parcel"])) == [[0.2, 0, 0.98, 0]]


def test_long_texts_are_cut_off_where_the_model_ends(tmp_path: Path) -> None:
    tell(tmp_path, "sentence_bert_config.json", {"max_seq_length": 2, "do_lower_case": True})
    assert directions(embeddings_in(model_in(tmp_path))(["PARCEL Carton cancel cancel"])) == [[1, 0, 0, 0]]


def test_training_asks_for_each_text_once(tmp_path: Path) -> None:
    asked: list[str] = []
    embed = embeddings_in(model_in(tmp_path))

    def counted(texts: list[str]) -> np.ndarray:
        asked.extend(texts)
        return embed(texts)

    remember = remembered(counted)
    assert directions(remember(["parcel", "cancel", "parcel"])) == [[1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0]]
    assert directions(remember(["hello", "cancel"])) == [[0, 0, 0, 1], [0, 1, 0, 0]]
    assert asked == ["parcel", "cancel", "hello"]


def test_the_lean_bot_has_the_real_libraries(tmp_path: Path) -> None:
    code = f"""
from bot.lean import train_without_unused
component, policy = {{"name": "bot.nlu.intent_classifier.IntentClassifier"}}, {{"name": "RulePolicy"}}
assert train_without_unused({{"pipeline": [component], "policies": [policy]}})
from bot.nlu.intents.embeddings import embeddings_in
print(embeddings_in({model_in(tmp_path)!r})(["cancel"]).tolist())"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout.strip() == "[[0.0, 1.0, 0.0, 0.0]]", ended.stderr
