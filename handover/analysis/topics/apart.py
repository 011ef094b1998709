"""Grouping in a process of its own: the arithmetic would hold up every customer who is being answered meanwhile."""

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from handover.analysis.topics.material import Grouping, Said

# 20,000 failures took 16 s on one core; whoever takes far longer hangs.
_SECONDS = 300


class GroupingFailedError(Exception):
    """The process did not come to an end, or to a bad one; the message says what it said last."""


async def group_apart(failures: Sequence[Said]) -> Grouping:
    """What `grouping.group` says, found by a child process that gives way to all others.

    Raises:
        GroupingFailedError: It ended with an error, or not in time.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "handover.analysis.topics"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(_SECONDS):
            said, errors = await process.communicate(await asyncio.to_thread(_written, failures))
    except TimeoutError as error:
        raise GroupingFailedError(f"no answer within {_SECONDS} s") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise GroupingFailedError(errors.decode(errors="replace").strip()[-300:])
    return await asyncio.to_thread(_read, said)


def _written(failures: Sequence[Said]) -> bytes:
    return json.dumps([asdict(one) for one in failures]).encode()


def _read(answer: bytes) -> Grouping:
    return Grouping(**json.loads(answer))
