"""What the bot refused stands in the log for staff and in the list for owners, whatever became of the reply."""

from typing import Any
from uuid import UUID

import pytest

from handover.adapters.bot import BotAnswer, Refused, Signal
from handover.adapters.rasa_fake import understood
from handover.domain.events import visible_to_customer
from handover.domain.refusal import RefusalKind
from handover.services import refusals
from handover.services.refusals import Refusals
from handover.storage.refusals import OF_CLIENT_PER_HOUR, RefusalFilter
from handover.storage.store import Store
from tests.support import NINE_O_CLOCK, Support

SORRY = "Zu dieser Nummer und Postleitzahl finde ich nichts."


def refusing(*kinds: str | None, subject: object = "BW-104512") -> BotAnswer:
    """The bot's answer to somebody who proved nothing."""
    signals = [Signal(refused=Refused(kind=kind, subject=subject)) for kind in kinds]
    return understood("track_order", SORRY, signals=signals)


async def _list(support: Support) -> list[dict[str, Any]]:
    return [dict(row) for row in await refusals.page(support.store, RefusalFilter(), None)]


async def _events(support: Support, cleo: UUID) -> list[dict[str, Any]]:
    return [dict(one.data) for one in await support.log(cleo) if one.name == "access_refused"]


async def test_a_wrong_postcode_is_in_the_log_and_in_the_list_of_the_owner(support: Support) -> None:
    support.bot.script = lambda _turn: refusing("wrong_postcode")
    cleo = await support.open()
    await support.ask(cleo, "8005")
    [event] = await _events(support, cleo)
    [row] = await _list(support)
    message = support.bot.asked[0].turn
    assert event == {"message_id": str(message), "kind": "wrong_postcode", "subject": "BW-104512"}
    assert (row["kind"], row["subject"], row["conversation_id"], row["message_id"], row["client"], row["count"]) == (
        *("wrong_postcode", "BW-104512", cleo, message, "c1", 1),
    )
    assert "8005" not in str(row)
    assert await support.texts(cleo, "bot") == [SORRY]


async def test_the_customer_does_not_read_of_it_and_keeps_the_floor_where_it_was(support: Support) -> None:
    support.bot.script = lambda _turn: refusing("foreign_order")
    cleo = await support.open()
    await support.ask(cleo, "BW-104512")
    [event] = [one for one in await support.log(cleo) if one.name == "access_refused"]
    assert visible_to_customer(event) is None
    assert (await support.conversation(cleo)).floor == "bot"


async def test_it_is_written_down_when_the_floor_moved_and_the_reply_was_dropped(support: Support) -> None:
    support.bot.script = lambda _turn: refusing("locked", "wrong_postcode")
    cleo = await support.open()
    support.bot.hold()
    await support.say(cleo, "8005")
    await support.until_asked(1)
    await support.ask_for_person(cleo)
    support.bot.let_go()
    await support.settled()
    assert "reply_dropped" in await support.names(cleo)
    assert [one["kind"] for one in await _events(support, cleo)] == ["wrong_postcode", "locked"]
    assert {row["kind"] for row in await _list(support)} == {"wrong_postcode", "locked"}


async def test_what_was_typed_as_a_proof_is_kept_nowhere_but_in_the_message(support: Support) -> None:
    support.bot.script = lambda _turn: refusing("wrong_code", subject="mia@example.com")
    cleo = await support.open()
    await support.ask(cleo, "482913")
    assert [one["subject"] for one in await _events(support, cleo)] == [None]
    assert "mia@example.com" not in await support.everything_stored()


@pytest.mark.parametrize("kind", ["something_new", None])
async def test_a_kind_that_the_service_does_not_know_changes_nothing_for_the_customer(
    support: Support, kind: str | None
) -> None:
    support.bot.script = lambda _turn: refusing(kind)
    cleo = await support.open()
    await support.ask(cleo, "Hallo")
    assert await support.texts(cleo, "bot") == [SORRY]
    assert await _list(support) == []


async def test_a_flood_of_wrong_answers_does_not_fill_the_log_of_the_conversation(support_on_sqlite: Support) -> None:
    support = support_on_sqlite
    support.bot.script = lambda _turn: refusing("wrong_postcode")
    cleo = await support.open()
    for _ in range(OF_CLIENT_PER_HOUR + 3):
        await support.ask(cleo, "8005")
    assert len(await _events(support, cleo)) == OF_CLIENT_PER_HOUR
    assert (await refusals.totals(support.store))["wrong_postcode"] == OF_CLIENT_PER_HOUR + 3


async def test_figures_name_who_seems_to_guess_and_nobody_else(support: Support) -> None:
    support.bot.script = lambda _turn: refusing("wrong_postcode")
    cleo = await support.open()
    for _ in range(4):
        await support.ask(cleo, "8005")
    before = await refusals.summary(support.store, None, None)
    assert before["guessed"] == {"orders": [], "clients": []}
    await support.ask(cleo, "8006")
    found = await refusals.summary(support.store, NINE_O_CLOCK, None)
    assert found["guessed"] == {
        "orders": [{"key": "BW-104512", "count": 5, "clients": 1}],
        "clients": [{"key": "c1", "count": 5, "orders": 1}],
    }
    assert (found["total"], found["clients"]) == (5, 1)
    assert [row["key"] for row in found["by_kind"]] == list(RefusalKind)
    assert (await refusals.summary(support.store, None, NINE_O_CLOCK))["total"] == 0


async def test_what_the_edge_refused_is_noted_with_its_conversation(support: Support) -> None:
    noted = Refusals(support.store, support.clock)
    cleo = await support.open()
    noted.note(RefusalKind.COMMAND_TYPED, "c1", cleo)
    noted.note(RefusalKind.IDENTITY_NOT_VALID, "c2")
    await noted.written()
    assert await _events(support, cleo) == [{"message_id": None, "kind": "command_typed", "subject": None}]
    rows = {row["kind"]: (row["conversation_id"], row["client"]) for row in await _list(support)}
    assert rows == {"command_typed": (cleo, "c1"), "identity_not_valid": (None, "c2")}


async def test_who_shows_a_token_of_their_own_for_another_conversation_writes_into_neither(support: Support) -> None:
    noted = Refusals(support.store, support.clock)
    cleo = await support.open()
    before = await support.conversation(cleo)
    noted.note(RefusalKind.FOREIGN_CONVERSATION, "mallory", cleo)
    noted.note(RefusalKind.FOREIGN_CONVERSATION, "mallory", UUID(int=7))
    await noted.written()
    assert await support.conversation(cleo) == before
    assert {row["conversation_id"] for row in await _list(support)} == {cleo, None}


async def test_a_database_that_is_away_keeps_nobody_waiting_and_is_tried_again_the_next_time(support: Support) -> None:
    away = Store("sqlite+aiosqlite:////nowhere/at/all.db")
    noted = Refusals(away, support.clock)
    noted.note(RefusalKind.IDENTITY_NOT_VALID, "c1")
    await noted.written()
    await away.close()
    noted._store = support.store  # noqa: SLF001 - the database is back
    noted.note(RefusalKind.IDENTITY_NOT_VALID, "c1")
    await noted.written()
    assert (await refusals.totals(support.store))["identity_not_valid"] == 1


async def test_more_than_can_be_written_down_fills_no_memory(support_on_sqlite: Support) -> None:
    noted = Refusals(support_on_sqlite.store, support_on_sqlite.clock)
    for _ in range(5_000):
        noted.note(RefusalKind.IDENTITY_NOT_VALID, "c1")
    await noted.written()
    assert (await refusals.totals(support_on_sqlite.store))["identity_not_valid"] == 1_000
