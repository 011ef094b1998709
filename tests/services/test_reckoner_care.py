"""Contacts tell nobody whose they are, and one that cannot be reckoned keeps no other waiting."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pytest
from structlog.testing import capture_logs

from handover.adapters.rasa_fake import understood
from handover.domain.conversation import Conversation, Customer
from handover.domain.reckoning.fold import reckon
from handover.domain.reckoning.sheet import Reckoned
from handover.domain.team import Plan
from handover.services import reckoner
from handover.storage import contacts
from tests.support import KEY, Support

MIA = Customer("mia", "Mia", "Mia.Keller@example.com", verified=True)


async def _contact_of_mia(support: Support, by: reckoner.Reckoner) -> Mapping[str, Any]:
    """She asks, and it is reckoned."""
    conversation_id = await support.open(customer=MIA)
    await support.ask(conversation_id, "Wo ist mein Paket?")
    await by.catch_up()
    async with support.store.reading() as connection:
        contact = await contacts.one(connection, conversation_id)
    assert contact is not None
    return contact


async def test_what_cannot_be_reckoned_keeps_no_other_waiting_and_is_tried_again_after_an_upgrade(
    support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = await support.open()
    support.clock.pass_time(seconds=1)
    fine = await support.open()
    tried = []

    def failing(conversation: Conversation, *known: Any) -> Reckoned:
        tried.append(conversation.id)
        if conversation.id == broken:
            raise ArithmeticError
        return reckon(conversation, *known)

    monkeypatch.setattr(reckoner, "_AT_ONCE", 1)
    monkeypatch.setattr(reckoner, "reckon", failing)
    support.clock.pass_time(minutes=2)
    with capture_logs() as logged:
        for _ in range(3):
            await support.reckoner.once()
    assert tried == [broken, fine], "the longest quiet first, and each once"
    assert [one["conversation"] for one in logged if one["event"] == "not_reckoned"] == [str(broken)]
    assert await support.reckoner.passed_over() == 1
    with capture_logs():
        await support.ask(broken, "Hallo?")
        await support.reckoner.catch_up()
    assert tried == [broken, fine, broken], "its log has grown"
    monkeypatch.undo()
    await support.reckoner.once()
    assert await support.reckoner.passed_over() == 1
    support.clock.pass_time(minutes=2)
    await reckoner.Reckoner(support.store, support.clock, Plan(), KEY).once()
    assert await support.reckoner.passed_over() == 0
    async with support.store.reading() as connection:
        contact = await contacts.one(connection, broken)
    assert contact is not None
    assert contact["turns"] == 1


async def test_whose_contact_it_is_can_be_told_by_nobody_without_the_key(support: Support) -> None:
    known = {"order": "BW-104512"}
    support.bot.script = lambda _turn: understood("track_order", "Unterwegs.", context=known)
    first, second = await _contact_of_mia(support, support.reckoner), await _contact_of_mia(support, support.reckoner)
    assert (first["person"], first["about"]) == (second["person"], second["about"])
    tried = {sha256(guess.encode()).hexdigest() for guess in ("person mia.keller@example.com", "order BW-104512")}
    assert not tried & {first["person"], first["about"]}
    with_another_key = reckoner.Reckoner(support.store, support.clock, Plan(), "another key")
    third = await _contact_of_mia(support, with_another_key)
    assert not {first["person"], first["about"]} & {third["person"], third["about"]}
