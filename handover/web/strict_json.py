"""JSON as its readers agree on it."""

import json
from typing import Any, NoReturn


def loads(data: str | bytes) -> Any:
    """The value in `data`.

    Raises:
        ValueError: It is no JSON, not UTF-8, has a number that is none, or a key twice.
        RecursionError: It is nested too deeply.
    """
    text = data.decode() if isinstance(data, bytes) else data
    return json.loads(text, parse_constant=_refuse, object_pairs_hook=_each_once)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two values for one key, every reader would take another one."""
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key comes twice")
    return data
