import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from handover.launch.environment import KEEP_COMPILED
from handover.launch.errors import LaunchError
from handover.launch.fingerprint import model_name
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.screen import Screen

KEPT_MODELS = 5
TAIL_LINES = 15

SETTINGS = {
    **KEEP_COMPILED,
    "RASA_TELEMETRY_ENABLED": "false",
    # Rasa's cache would keep a component whose helper modules have changed.
    "RASA_MAX_CACHE_SIZE": "0",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def ensure_model(places: Layout, environ: Mapping[str, str], screen: Screen, guard: Guard) -> Path:
    """The model that belongs to the present checkout; trained if there is none yet.

    Raises:
        LaunchError: training failed.
    """
    model = places.models / f"{model_name(places.root)}.tar.gz"
    if model.exists():
        model.touch()
        return model
    with _alone(places.models / "training.lock", screen):
        if not model.exists():
            with screen.step("Training the model (only when its sources have changed)"):
                _train(model, places, environ, guard)
            _prune(places.models)
    return model


def _train(model: Path, places: Layout, environ: Mapping[str, str], guard: Guard) -> None:
    """Train into a folder of its own and move the result: a training that was killed leaves nothing half."""
    for left in places.models.glob("unfinished-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="unfinished-", dir=places.models) as folder:
        log = places.logs / "training.log"
        name = model.name.removesuffix(".tar.gz")
        command = [
            # Unlike `rasa train` it does not validate the data first, half a minute of a core: the tests do that.
            *(str(places.bot_python), "-m", "bot.train"),
            *("--config", "config.yml", "--domain", "domain.yml", "--data", "data"),
            *("--out", folder, "--fixed-model-name", name),
        ]
        code = _run(command, places, {**environ, **SETTINGS}, log, guard)
        trained = Path(folder) / model.name
        if code != 0 or not trained.exists():
            last = "\n".join(log.read_text(errors="replace").splitlines()[-TAIL_LINES:])
            raise LaunchError("The model could not be trained.", f"{last}\nThe whole log: {log}")
        trained.replace(model)


def _run(command: list[str], places: Layout, environ: Mapping[str, str], log: Path, guard: Guard) -> int:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=places.root,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    guard.watch(process.pid)
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        guard.forget(process.pid)


@contextmanager
def _alone(lock: Path, screen: Screen) -> Iterator[None]:
    """Only one process trains at a time; the others wait and find the model there."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with screen.step("Waiting for another process that is training"):
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _prune(models: Path) -> None:
    """Keep the models that were used last."""
    newest_first = sorted(models.glob("lotse-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT_MODELS:]:
        old.unlink()
