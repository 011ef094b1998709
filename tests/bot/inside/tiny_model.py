"""A sentence-embedding model of a few words, as the files that a real one has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

if TYPE_CHECKING:
    from pathlib import Path

# The whole knowledge of the model: parcel and carton are the same thing, and so are cancel and stop.
MEANINGS = {"parcel": 0, "carton": 0, "cancel": 1, "stop": 1, "query": 2, "hello": 3}
WORDS = ["[UNK]", *MEANINGS]
TYPE, SEQUENCE = TensorProto.INT64, ["texts", "tokens"]


def table() -> np.ndarray:
    """A row of numbers for each word."""
    rows = np.zeros((len(WORDS), 4), np.float32)
    for place, word in enumerate(WORDS[1:], 1):
        rows[place, MEANINGS[word]] = place  # of another length for each word
    return rows


def model_in(folder: Path, output: str = "last_hidden_state", *further: str, name: str = "model.onnx") -> str:
    """A model that looks each token up in the table; `sentence_embedding` is the first token's row."""
    inputs = [helper.make_tensor_value_info(each, TYPE, SEQUENCE) for each in ("input_ids", "attention_mask", *further)]
    shape = ["texts", "tokens", 4] if output == "last_hidden_state" else ["texts", 4]
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])]
    if output != "last_hidden_state":
        nodes.append(helper.make_node("Gather", ["last_hidden_state", "first"], [output], axis=1))
    constants = [numpy_helper.from_array(table(), "table"), numpy_helper.from_array(np.int64(0), "first")]
    result = [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)]
    model = helper.make_model(
        helper.make_graph(nodes, "tiny", inputs, result, constants),
        opset_imports=[helper.make_opsetid("", 13)],
        ir_version=8,
    )
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(folder / name))
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token=WORDS[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return str(folder)


def tell(folder: Path, name: str, content: Any) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(content))


def directions(rows: np.ndarray) -> list[list[float]]:
    return [[round(float(number), 2) for number in row] for row in rows]
