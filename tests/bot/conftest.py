"""A running bot: Rasa with the trained model, and the action server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.talking import Bot
from tests.stack import Stack, running

# They run in Rasa's environment; see test_inside.py.
collect_ignore = ["inside"]


@pytest.fixture(scope="session")
def bot_stack(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Rasa and the action server, for all tests of the bot. Stories change orders, so the shop is theirs alone."""
    with running(tmp_path_factory.mktemp("bot"), model, "actions", "rasa") as stack:
        yield stack


@pytest.fixture
def bot(bot_stack: Stack) -> Iterator[Bot]:
    """A client of the bot's channel."""
    with Bot(bot_stack.rasa, bot_stack.token) as bot:
        yield bot
