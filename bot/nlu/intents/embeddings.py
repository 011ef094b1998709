"""Sentence embeddings from a model in a local folder, in the formats of ONNX and of sentence-transformers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rasa.shared.exceptions import InvalidConfigException

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Embed = Callable[[Sequence[str]], NDArray[np.float32]]


class NoEmbeddings(InvalidConfigException):  # noqa: N818  (it is what the owner reads)
    """What config.yml names at `embeddings` cannot be used; the message says what to do."""


def embeddings_in(folder: str | None) -> Embed | None:
    """What gives each text a row of length 1, of zeros if there is nothing in the text; None without a folder.

    Raises:
        NoEmbeddings: there is no model in the folder that can be used here.
    """
    if folder is None:
        return None
    from bot.nlu.intents.model_folder import ModelFolder  # noqa: PLC0415  (it raises the error above)

    place = Path(folder).expanduser()
    if not place.is_dir():
        raise NoEmbeddings(f"There is no folder {place.absolute()}, which config.yml names at `embeddings`.")
    model = ModelFolder(place)
    file = model.onnx_file()
    if file is None:
        return _from_library(model)
    from bot.nlu.intents.onnx_embeddings import OnnxEmbeddings  # noqa: PLC0415

    return OnnxEmbeddings(model, file)


def remembered(embed: Embed | None) -> Embed | None:
    """The same, but each text is embedded only once. Made for training, which asks for each example twice."""
    if embed is None:
        return None
    rows: dict[str, NDArray[np.float32]] = {}

    def remember(texts: Sequence[str]) -> NDArray[np.float32]:
        new = list(dict.fromkeys(text for text in texts if text not in rows))
        if new:
            rows.update(zip(new, embed(new), strict=True))
        return np.stack([rows[text] for text in texts])

    return remember
