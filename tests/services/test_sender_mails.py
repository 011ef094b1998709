"""Mails that are owed: each goes out, nothing of it stays, and nobody reads of it in the log."""

import json

import pytest

from tests.outside import Outside, outside

SECRET = "secret-4711"


@pytest.fixture
async def world(database_url: str):
    async with outside(database_url, {}) as world:
        yield world


async def test_a_mail_goes_out_and_what_it_said_is_erased(world: Outside) -> None:
    cleo = await world.conversation(1)
    await world.mail(cleo, text=f"Guten Tag, {SECRET}")
    await world.once()
    [sent] = world.post.sent.values()
    assert (sent.to, sent.text, sent.language) == ("cleo@example.com", f"Guten Tag, {SECRET}", "de")
    [row] = await world.rows()
    assert (row["state"], row["body"]) == ("sent", None)
    stored = await world.support.everything_stored()
    assert SECRET not in stored
    assert "cleo@example.com" not in stored


async def test_mails_of_a_conversation_go_out_in_order_and_once(world: Outside) -> None:
    cleo = await world.conversation(1)
    await world.mail(cleo, "first", "eins")
    await world.support.say(cleo, "Hallo")
    await world.mail(cleo, "second", "zwei")
    world.post.available = False
    await world.once()
    world.post.available = True
    await world.once()
    assert world.post.sent == {}
    world.later(seconds=2)
    await world.once()
    assert [mail.text for mail in world.post.sent.values()] == ["eins", "zwei"]
    await world.mail(cleo, "first", "eins")
    await world.once()
    assert len(world.post.asked) == 2


async def test_what_is_no_mail_is_dead_at_once_and_stays_to_be_sent_again(world: Outside) -> None:
    cleo = await world.conversation(1)
    world.post.answers = [422]
    await world.mail(cleo)
    await world.once()
    [row] = await world.rows()
    assert (row["state"], row["last_error"], row["attempts"]) == ("dead", "not_valid", 1)
    assert row["body"]["to"] == "cleo@example.com"


async def test_nothing_of_a_mail_and_no_address_of_a_receiver_is_in_the_log(
    world: Outside, capfd: pytest.CaptureFixture[str]
) -> None:
    cleo = await world.conversation(1)
    world.post.answers = [503, 422]
    await world.mail(cleo, text=SECRET)
    await world.once()
    world.later(minutes=1)
    await world.once()
    logged = "".join(capfd.readouterr())
    assert "http_503" in logged
    assert "not_valid" in logged
    for word in (SECRET, "cleo@example.com", "Ihre Frage"):
        assert word not in logged
    [row] = await world.rows()
    assert SECRET not in json.dumps(row["last_error"])
