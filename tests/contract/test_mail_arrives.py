"""From what is owed to the mailbox: the service's sender, a real action server, and a real mail server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handover.adapters.mail import ActionServerPost, Mail
from handover.services.sender import Sender
from tests.actions.mailing import Inbox, mail_server
from tests.actions.serving import TOKEN, free_port, started
from tests.outside import outside


@pytest.fixture
def mailing(tmp_path: Path) -> Iterator[tuple[str, Inbox]]:
    """An action server with a mail server behind it."""
    with mail_server() as (inbox, smtp_port):
        port = free_port()
        process = started(tmp_path, port, LOTSE_SMTP_URL=f"smtp://127.0.0.1:{smtp_port}")
        yield f"http://127.0.0.1:{port}", inbox
        process.terminate()
        assert process.wait(20) == 0


async def test_a_mail_that_is_owed_arrives_once_also_when_its_sending_was_not_noted(
    sqlite_url: str, mailing: tuple[str, Inbox]
) -> None:
    url, inbox = mailing
    async with outside(sqlite_url, {}) as world:
        cleo = await world.conversation(1)
        await world.mail(cleo, text="Guten Tag,\n\nes ist geklärt.")
        [owed] = await world.rows()
        post = ActionServerPost(url, TOKEN, 20)
        world.sender = Sender(world.store, world.clock, {}, post)
        inbox.answer = "451 greylisted, later"
        await world.once()
        [row] = await world.rows()
        assert (row["state"], row["last_error"], inbox.mails) == ("waiting", "http_503", [])
        inbox.answer = "250 OK"
        world.later(minutes=1)
        # As if the process had died after this one and before it noted it.
        await post.send(owed["id"], Mail(**owed["body"]))
        await world.once()
        assert await world.states() == ["sent"]
    [mail] = inbox.mails
    assert (mail["To"], mail["Subject"]) == ("cleo@example.com", "Ihre Frage")
