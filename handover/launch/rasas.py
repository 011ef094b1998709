"""Where Rasas run: one place for each, and a spare one in which a new model starts."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from handover.launch.errors import LaunchError


def bot_urls(environ: Mapping[str, str]) -> list[str]:
    """The places, the spare one last.

    Raises:
        LaunchError: LOTSE_BOT_URL names some of them, but not all.
    """
    given = [url.strip().rstrip("/") for url in environ["LOTSE_BOT_URL"].split(",") if url.strip()]
    wanted = _processes(environ) + 1
    if len(given) == 1:
        return [_after(given[0], number) for number in range(wanted)]
    if len(given) != wanted:
        raise LaunchError(
            f"LOTSE_BOT_URL names {len(given)} places, but it takes {wanted}: one for each Rasa and a spare one.",
            "Name the first one alone, and the others get the ports after it; or name all of them.",
        )
    return given


def check_memory(environ: Mapping[str, str]) -> None:
    """See whether several Rasas, if there are to be several, can share what they remember.

    Raises:
        LaunchError: they cannot; says what to set.
    """
    processes = _processes(environ)
    if processes == 1:
        return
    if environ["LOTSE_BOT_DATABASE_URL"].startswith("sqlite"):
        raise LaunchError(
            f"{processes} Rasas cannot share a database of SQLite.",
            "Set LOTSE_BOT_DATABASE_URL to PostgreSQL, postgresql://user:password@host/name, or LOTSE_BOT_PROCESSES=1.",
        )
    if not environ.get("LOTSE_REDIS_URL"):
        raise LaunchError(
            f"{processes} Rasas need Redis to keep the turns of a conversation in order.",
            "Set LOTSE_REDIS_URL, redis://host:6379/0, or LOTSE_BOT_PROCESSES=1.",
        )


def _processes(environ: Mapping[str, str]) -> int:
    return int(environ.get("LOTSE_BOT_PROCESSES") or 1)


def _after(url: str, number: int) -> str:
    """The same address with a later port; one that cannot be read stays as it is, and is told of with its setting."""
    address = urlsplit(url)
    try:
        port = address.port
    except ValueError:
        port = None
    if port is None:
        return url
    host = address.netloc.rpartition(":")[0]
    return address._replace(netloc=f"{host}:{port + number}").geturl()
