import hashlib
from collections.abc import Iterator
from pathlib import Path

DIGITS = 12


def model_name(root: Path) -> str:
    """The name of the model that belongs to this checkout: `lotse-` and twelve digits of a hash.

    The hash covers everything that training reads and everything that the trained components are made of. Rasa's own
    cache key leaves out helper modules and installed versions, so the components' code and the lock file count too.
    """
    digest = hashlib.sha256()
    for path in sorted(_sources(root)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return f"lotse-{digest.hexdigest()[:DIGITS]}"


def _sources(root: Path) -> Iterator[Path]:
    for folder in ("data/nlu", "data/stories"):
        yield from (root / folder).rglob("*.yml")
    yield from (path for name in ("domain.yml", "config.yml", "bot/uv.lock") if (path := root / name).is_file())
    yield from (root / "bot/nlu").rglob("*.py")
