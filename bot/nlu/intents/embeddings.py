"""Sentence embeddings from a model in a local folder, made by sentence-transformers or exported to ONNX."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.nlu.intents.model_folder import ModelFolder, NoEmbeddings
from bot.nlu.intents.onnx_embeddings import OnnxEmbeddings
from bot.nlu.intents.pooling import of_length_1

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Embed = Callable[[Sequence[str]], NDArray[np.float32]]


def embeddings_in(folder: str | None) -> Embed | None:
    """What gives each text a row of length 1, or of zeros if there is nothing in the text; None without a folder.

    Raises:
        NoEmbeddings: the folder has no model that can be used here; its message says what to do.
    """
    if folder is None:
        return None
    model = ModelFolder(Path(folder).expanduser())
    file = model.onnx_file()
    return OnnxEmbeddings(model, file) if file else _from_library(model)


def remembered(embed: Embed | None) -> Embed | None:
    """The same, asking for each text only once. For training, which needs each example twice, and then forgets."""
    if embed is None:
        return None
    rows: dict[str, NDArray[np.float32]] = {}

    def remember(texts: Sequence[str]) -> NDArray[np.float32]:
        new = list(dict.fromkeys(text for text in texts if text not in rows))
        if new:
            rows.update(zip(new, embed(new), strict=True))
        return np.stack([rows[text] for text in texts])

    return remember


def _from_library(model: ModelFolder) -> Embed:
    if not model.is_sentence_transformer():
        raise NoEmbeddings(
            f"{model.place} has no model: neither model.onnx (or onnx/model.onnx) nor one of sentence-transformers."
        )
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  (brings PyTorch, so it is seldom there)
    except ImportError as error:
        raise NoEmbeddings(
            f"{model.place} has no ONNX file, so it needs the library sentence-transformers. Either install it: "
            "`uv pip install --python bot/.venv sentence-transformers 'numpy<1.24'`, or, better, export the model: "
            f"`optimum-cli export onnx --model {model.place} --library sentence_transformers FOLDER`."
        ) from error
    try:
        library = SentenceTransformer(str(model.place), device="cpu")
    except (OSError, ValueError, ImportError) as error:
        raise NoEmbeddings(f"{model.place} cannot be read by sentence-transformers: {error}") from error

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        found = library.encode(list(texts), prompt=model.prefix() or None, show_progress_bar=False)
        return of_length_1(np.asarray(found, np.float32))

    return embed
