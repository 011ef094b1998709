"""A bot that is told to stop, as at a promotion, while it is asked without a pause."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.bot.talking import Bot
from tests.stack import Stack, running

ASKERS = 4
# Sanic gives connections that stay busy 15 s.
SOON_S = 8


def test_a_bot_that_is_told_to_stop_answers_its_turns_hangs_up_and_ends(model: Path, tmp_path: Path) -> None:
    with running(tmp_path, model, "actions", "rasa") as stack, ThreadPoolExecutor(ASKERS) as pool:
        asking = [pool.submit(ask_until_it_hangs_up, stack) for _ in range(ASKERS)]
        time.sleep(1)
        started = time.monotonic()
        os.kill(stack.pid("rasa"), signal.SIGTERM)
        statuses = [asked.result() for asked in asking]
        while not stack.has_ended("rasa"):
            assert time.monotonic() < started + SOON_S
            time.sleep(0.05)
    assert all(each and set(each) == {httpx.codes.OK} for each in statuses)


def ask_until_it_hangs_up(stack: Stack) -> list[int]:
    """The status of each turn, all on one connection."""
    statuses = []
    with Bot(stack.rasa, stack.token) as bot:
        while True:
            try:
                statuses.append(bot.post(text="Guten Tag").status_code)
            except httpx.TransportError:
                return statuses
