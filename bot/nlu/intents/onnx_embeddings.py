"""Sentence embeddings from a model in the ONNX format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from bot.nlu.intents.model_folder import NoEmbeddings
from bot.nlu.intents.pooling import of_length_1, pooled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.nlu.intents.model_folder import ModelFolder

_AT_ONCE = 32
_NUMBERS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_INPUTS = ("input_ids", "attention_mask", "token_type_ids", "position_ids")
_WHOLE = "sentence_embedding"
_PER_TOKEN = 3  # dimensions: texts, tokens, numbers


class OnnxEmbeddings:
    """Called with texts, gives their rows, of shape (texts, dimensions)."""

    def __init__(self, model: ModelFolder, file: Path) -> None:
        """Open `file`, the ONNX file of `model`.

        Raises:
            NoEmbeddings: a library or a file is missing, or the model is not one for sentences.
        """
        try:
            import onnxruntime  # noqa: PLC0415  (there only where embeddings are used)
            import tokenizers  # noqa: PLC0415
        except ImportError as error:
            raise NoEmbeddings(
                f"The embeddings that config.yml names need the package {error.name}: "
                "run `uv sync --project bot --group dense`."
            ) from error
        self._tokenizer = _read(tokenizers.Tokenizer.from_file, model.tokenizer_file(file))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(model.most_tokens())
        self._lower_case, self._prefix = model.lower_case(), model.prefix()
        options = onnxruntime.SessionOptions()
        # A message is too short to share it out: on a busy machine two threads took half as long again as one.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = _read(lambda path: onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"]), file)
        self._inputs = {each.name: _NUMBERS.get(each.type) for each in self._session.get_inputs()}
        self._output, self._poolings = self._result(model, file)
        self._check_inputs(file)

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The rows, each of length 1, or of zeros where a text has nothing in it."""
        read = [self._prefix + (text.lower() if self._lower_case else text) for text in texts]
        cut = [each.ids for each in self._tokenizer.encode_batch(read)]
        order = sorted(range(len(cut)), key=lambda at: len(cut[at]))  # so that little is padded
        found = [
            self._rows([cut[at] for at in order[start : start + _AT_ONCE]]) for start in range(0, len(order), _AT_ONCE)
        ]
        rows = np.concatenate(found)
        return rows[np.argsort(order)]

    def _rows(self, cut: list[list[int]]) -> NDArray[np.float32]:
        shape = (len(cut), max(1, *(len(ids) for ids in cut)))
        ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for row, each in enumerate(cut):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        places = np.broadcast_to(np.arange(shape[1]), shape)
        given = dict(zip(_INPUTS, (ids, mask, np.zeros(shape), places), strict=True))
        feed = {name: np.ascontiguousarray(given[name], kind) for name, kind in self._inputs.items()}
        found = np.asarray(self._session.run([self._output], feed)[0], np.float32)
        rows = pooled(found, mask, self._poolings) if self._poolings else found * mask[:, :1]
        return of_length_1(rows)

    def _result(self, model: ModelFolder, file: Path) -> tuple[str, list[str]]:
        """Which output is used, and how it is pooled: not at all where it is a row per text."""
        outputs = {each.name: len(each.shape) for each in self._session.get_outputs()}
        if _WHOLE in outputs:
            return _WHOLE, []
        per_token = [name for name, dimensions in outputs.items() if dimensions == _PER_TOKEN]
        if per_token:
            return per_token[0], model.poolings()
        raise NoEmbeddings(
            f"{file} gives {', '.join(outputs)}; needed is `last_hidden_state` or `sentence_embedding`. "
            "Is it a model for sentence embeddings?"
        )

    def _check_inputs(self, file: Path) -> None:
        strange = [name for name, kind in self._inputs.items() if name not in _INPUTS or kind is None]
        if strange:
            raise NoEmbeddings(f"{file} asks for {', '.join(strange)}; only {', '.join(_INPUTS)} can be given to it.")


def _read(reader: Any, file: Path) -> Any:
    try:
        return reader(str(file))
    except Exception as error:  # the libraries raise classes of their own, and bare Exception
        raise NoEmbeddings(f"{file} cannot be read: {error}") from error
