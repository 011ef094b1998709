"""A folder with a sentence-embedding model, and what the files in it say about how to use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.shared.exceptions import InvalidConfigException

from bot.nlu.intents.pooling import POOLINGS

# What a sentence of a customer may have; a model that takes a whole book is not made to read one.
_MOST_TOKENS = 512
_PROMPTS = ("classification", "query")
# The layers behind the transformer that are done here, or change nothing.
_KNOWN_LAYERS = {"Transformer", "Pooling", "Normalize", "Dropout"}


class NoEmbeddings(InvalidConfigException):
    """What config.yml names at `embeddings` cannot be used; the message says what to do."""


class ModelFolder:
    """The files that sentence-transformers and the exporters to ONNX write; only the model itself has to be there."""

    def __init__(self, place: Path) -> None:
        """Look into the folder `place`.

        Raises:
            NoEmbeddings: there is no such folder.
        """
        self.place = place
        if not place.is_dir():
            raise NoEmbeddings(f"There is no folder {place.absolute()}, which config.yml names at `embeddings`.")
        self._sentences = self._told("sentence_bert_config.json")
        self._layers = self._told("modules.json") or []

    def onnx_file(self) -> Path | None:
        """The model as ONNX, in the folder or in its `onnx/`: `model.onnx`, or whatever the only one is called.

        Raises:
            NoEmbeddings: there are several, none of them `model.onnx`.
        """
        found = [file for folder in (self.place, self.place / "onnx") for file in sorted(folder.glob("*.onnx"))]
        named = [file for file in found if file.name == "model.onnx"]
        if len(found) > 1 and not named:
            names = ", ".join(file.name for file in found)
            raise NoEmbeddings(f"{self.place} has several models: {names}. Name the one that is meant model.onnx.")
        return next(iter(named or found), None)

    def is_sentence_transformer(self) -> bool:
        """Whether the library sentence-transformers could open it."""
        return bool(self._layers) or (self.place / "config.json").is_file()

    def tokenizer_file(self, model: Path) -> Path:
        """What cuts texts into tokens, in the folder or beside `model`.

        Raises:
            NoEmbeddings: it is missing.
        """
        for folder in (self.place, model.parent):
            if (folder / "tokenizer.json").is_file():
                return folder / "tokenizer.json"
        raise NoEmbeddings(
            f"{self.place} has a model, but no tokenizer.json. It is among the files of most models; otherwise "
            "`AutoTokenizer.from_pretrained(folder).save_pretrained(folder)` of the library transformers writes it."
        )

    def most_tokens(self) -> int:
        """Longer texts are cut off here."""
        told = self._sentences.get("max_seq_length") or self._told("tokenizer_config.json").get("model_max_length")
        return min(int(told or _MOST_TOKENS), _MOST_TOKENS)

    def lower_case(self) -> bool:
        """Whether texts are put into small letters before the tokenizer gets them."""
        return bool(self._sentences.get("do_lower_case"))

    def prefix(self) -> str:
        """What the model wants before each text ("query: "); empty for most."""
        told = self._told("config_sentence_transformers.json")
        prompts = {name.lower(): prompt for name, prompt in (told.get("prompts") or {}).items()}
        names = ((told.get("default_prompt_name") or "").lower(), *_PROMPTS)
        return next((prompts[name] for name in names if prompts.get(name)), "")

    def poolings(self) -> list[str]:
        """How the rows of the tokens become the row of the text (names in `POOLINGS`); several stand side by side.

        Raises:
            NoEmbeddings: the model wants it in a way that is not known here, or has further layers.
        """
        foreign = {kind for kind, _ in self._kinds()} - _KNOWN_LAYERS
        if foreign:
            raise NoEmbeddings(
                f"{self.place} has a layer {', '.join(sorted(foreign))} that its ONNX file leaves out. "
                "Export the whole model, with an output `sentence_embedding`."
            )
        told = self._told(
            f"{next((path for kind, path in self._kinds() if kind == 'Pooling'), '1_Pooling')}/config.json"
        )
        wanted = told.get("pooling_mode") or [
            name.removeprefix("pooling_mode_").removesuffix("_tokens").removesuffix("_token")
            for name, on in told.items()
            if name.startswith("pooling_mode_") and on is True
        ]
        names = [wanted] if isinstance(wanted, str) else list(wanted) or ["mean"]
        if not set(names) <= set(POOLINGS):
            raise NoEmbeddings(f"{self.place} pools by {', '.join(names)}; known are {', '.join(POOLINGS)}.")
        return [name for name in POOLINGS if name in names]

    def _kinds(self) -> list[tuple[str, str]]:
        return [(str(layer.get("type", "")).rsplit(".", 1)[-1], str(layer.get("path", ""))) for layer in self._layers]

    def _told(self, name: str) -> Any:
        file = self.place / name
        try:
            return json.loads(file.read_text("utf-8")) if file.is_file() else {}
        except ValueError as error:
            raise NoEmbeddings(f"{file} is no JSON: {error}") from error
