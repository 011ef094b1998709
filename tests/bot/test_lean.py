"""The running bot holds only what its model uses; tests/bench/bench_start.py measures it beside Rasa's default."""

import os
from pathlib import Path

from tests.bot.talking import Bot
from tests.stack import Stack

MOST_MEGABYTES = 320


def test_the_running_bot_has_no_tensorflow_in_it(bot_stack: Stack, bot: Bot) -> None:
    conversation = bot.conversation()
    for text in ("Hallo", "Wo ist meine Bestellung?", "BW-104512"):
        conversation.say(text)
    process = Path(f"/proc/{bot_stack.pid('rasa')}")
    loaded = (process / "maps").read_text()
    assert "_multiarray_umath" in loaded
    assert "tensorflow" not in loaded
    pages = int((process / "statm").read_text().split()[1])
    assert pages * os.sysconf("SC_PAGESIZE") / 2**20 < MOST_MEGABYTES
