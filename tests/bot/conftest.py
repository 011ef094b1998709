"""A running bot: Rasa with the trained model, and the action server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handover.launch.ports import free_port
from tests.actions.mailing import Inbox, mail_server
from tests.bot.shops import ShopApi
from tests.bot.talking import Bot
from tests.stack import Stack, running

# They run in Rasa's environment; see test_inside.py.
collect_ignore = ["inside"]


@pytest.fixture(scope="session")
def mailbox() -> Iterator[tuple[Inbox, str]]:
    """What the bots of these tests send by mail, and the server's URL."""
    with mail_server() as (inbox, port):
        yield inbox, f"smtp://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def inbox(mailbox: tuple[Inbox, str]) -> Inbox:
    """What the bots of these tests send by mail."""
    return mailbox[0]


@pytest.fixture(scope="session")
def bot_stack(model: Path, tmp_path_factory: pytest.TempPathFactory, mailbox: tuple[Inbox, str]) -> Iterator[Stack]:
    """Rasa and the action server, for all tests of the bot. Stories change orders, so the shop is theirs alone."""
    settings = {"LOTSE_SMTP_URL": mailbox[1]}
    with running(tmp_path_factory.mktemp("bot"), model, "actions", "rasa", settings=settings) as stack:
        yield stack


@pytest.fixture(scope="session")
def shop_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopApi]:
    """The shop's API of `rest_stack`."""
    api = ShopApi(tmp_path_factory.mktemp("rest"), free_port())
    yield api
    api.stop()


@pytest.fixture(scope="session")
def rest_stack(model: Path, shop_api: ShopApi, mailbox: tuple[Inbox, str]) -> Iterator[Stack]:
    """The same with a shop that is asked over REST."""
    settings = shop_api.settings | {"LOTSE_SMTP_URL": mailbox[1]}
    with running(shop_api.folder, model, "actions", "rasa", settings=settings) as stack:
        shop_api.start()
        yield stack


@pytest.fixture
def bot(bot_stack: Stack) -> Iterator[Bot]:
    """A client of the bot's channel."""
    with Bot(bot_stack.rasa, bot_stack.token) as bot:
        yield bot
