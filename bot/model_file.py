"""The file of a trained model, unpacked once.

Rasa reads it through three times, and we have to look into it before Rasa is imported. A model of 70 MB takes half a
second each time.
"""

from __future__ import annotations

import json
import shutil
import tarfile
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

_PREFIX = "lotse-model-"
# A bot takes what it unpacked within seconds.
_LEFT_BEHIND_S = 600


class ModelFile:
    """A model's file, unpacked into a folder of its own until Rasa takes it from there."""

    def __init__(self, path: Path) -> None:
        """Unpack the model at `path`. Threat: a model can run any code when it is loaded, so use only our own.

        Raises:
            OSError, tarfile.TarError: it cannot be read.
            KeyError, ValueError: it is no model of Rasa 3.
        """
        self.path = path
        _remove_left_behind()
        self._folder = TemporaryDirectory(prefix=_PREFIX)
        # As a stream; otherwise it would be read through for its table of contents first.
        with tarfile.open(path, "r|gz") as archive:
            archive.extractall(self._folder.name)  # noqa: S202  (see above)
        metadata = json.loads(Path(self._folder.name, "metadata.json").read_bytes())
        schemas = (metadata[name]["nodes"].values() for name in ("train_schema", "predict_schema"))
        # The components that it was made with or runs, by the paths of their classes.
        self.components: set[str] = {node["uses"] for nodes in schemas for node in nodes}
        self.thresholds = _thresholds(Path(self._folder.name))

    def discard(self) -> None:
        """Remove what was unpacked, if it is still there."""
        self._folder.cleanup()

    def hand_over(self) -> None:
        """Make Rasa take the unpacked files when it loads this model. Any other one it unpacks itself."""
        from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: PLC0415  (see bot/lean.py)

        unpack = LocalModelStorage._extract_archive_to_directory  # noqa: SLF001

        def take(archive: str | Path, folder: Path) -> None:
            unpacked = Path(self._folder.name)
            if Path(archive) != self.path or not unpacked.exists():
                unpack(archive, folder)
                return
            for each in unpacked.iterdir():
                shutil.move(each, folder)
            self.discard()

        LocalModelStorage._extract_archive_to_directory = staticmethod(take)  # noqa: SLF001


def _thresholds(folder: Path) -> dict[str, float]:
    """From which confidence on an answer is shown, by language and for `any`; none of another classifier's model."""
    points = [json.loads(path.read_bytes()) for path in folder.glob("components/*/operating_point.json")]
    return {language: point["chosen"]["threshold"] for point in points for language, point in point.items()}


def _remove_left_behind() -> None:
    """Remove what bots unpacked that were killed before they took it: each time 100 MB."""
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        try:
            # Unpacking gives a folder the times of the archive, all but this one.
            left = folder.stat().st_ctime < time.time() - _LEFT_BEHIND_S
        except OSError:
            continue  # another bot took it just now
        if left:
            shutil.rmtree(folder, ignore_errors=True)
