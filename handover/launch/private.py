import os
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Put `text` into a file that only its owner can read, whole or not at all.

    The mode is set before the first byte is there, so that nobody can open the file in between.
    """
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    half.replace(path)
