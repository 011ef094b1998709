"""Documents that the bot hands over: with its reply or honestly not at all, and each once."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from handover.adapters.actions_fake import INVOICE
from handover.adapters.rasa_fake import invoice, understood
from handover.domain.events import Floor
from handover.domain.file import LARGEST
from handover.services import files
from handover.services.turns import TurnRunner
from tests.support import Support


@pytest.fixture
async def cleo(support: Support) -> UUID:
    """Cleo, whom the bot answers with her invoice."""
    hand_over(support, invoice())
    return await support.open()


def hand_over(support: Support, *attachments: Any, **more: Any) -> None:
    """Let the bot attach these."""
    support.bot.script = lambda _turn: understood("get_invoice", "Hier ist sie.", attachments=list(attachments), **more)


async def _attached(support: Support, cleo: UUID) -> list[dict[str, Any]]:
    """What the bot's messages carry."""
    posted = [event.data for event in await support.log(cleo) if event.name == "message_posted"]
    return [file for data in posted if data["author"]["kind"] == "bot" for file in data["attachments"]]


async def _is_told_honestly(support: Support, cleo: UUID, detail: str) -> None:
    """The reply without its document, a sentence of the service with a person, and a failure."""
    assert await support.texts(cleo, "bot") == ["Hier ist sie."]
    assert await _attached(support, cleo) == []
    [sorry] = await support.texts(cleo, "system")
    assert sorry.startswith("Das Dokument kann ich Ihnen gerade nicht geben")
    assert [choice["label"] for choice in await support.choices(cleo)] == ["Mit einer Person sprechen"]
    [record] = await support.failures()
    assert (record["kind"], record["detail"]) == ("backend_error", detail)


async def test_the_document_comes_with_the_reply_and_is_for_both_sides(support: Support, cleo: UUID) -> None:
    await support.ask(cleo, "Die Rechnung bitte")
    assert support.documents.fetched == ["/desk/orders/BW-104512/invoice.pdf?language=de"]
    [file] = await _attached(support, cleo)
    assert file | {"id": ""} == {
        "id": "", "name": "Rechnung-RE-104512.pdf", "type": "application/pdf", "size": len(INVOICE)
    }  # fmt: skip
    for door in (files.read_as_customer, files.read_as_staff):
        _, content = await door(support.store, cleo, UUID(file["id"]))
        assert content == INVOICE
    assert await support.texts(cleo, "system") == []
    assert await support.failures() == []


async def test_when_it_cannot_be_fetched_the_customer_is_told_and_offered_a_person(
    support: Support, cleo: UUID
) -> None:
    support.documents.content = None
    await support.ask(cleo, "Die Rechnung bitte")
    await _is_told_honestly(support, cleo, "not fetched: Rechnung-RE-[order].pdf")
    [offer] = await support.choices(cleo)
    await support.ask(cleo, offer["label"], choice=offer["value"])
    conversation = await support.conversation(cleo)
    assert (conversation.floor, conversation.reason) == (Floor.QUEUE, "backend_error")


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>Fehler</html>", b"Fehler", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7" + b"\0" * LARGEST],
    ids=["nothing", "a page", "a text", "a picture", "far too much"],
)
async def test_what_is_no_such_document_is_not_handed_out(support: Support, cleo: UUID, content: bytes) -> None:
    support.documents.content = content
    await support.ask(cleo, "Die Rechnung bitte")
    await _is_told_honestly(support, cleo, "not fetched: Rechnung-RE-[order].pdf")


async def test_a_document_that_takes_too_long_is_not_waited_for(support: Support, cleo: UUID) -> None:
    support.documents.seconds = 0.05
    support.documents.hold()
    await support.ask(cleo, "Die Rechnung bitte")
    await _is_told_honestly(support, cleo, "not fetched: Rechnung-RE-[order].pdf")


@pytest.mark.parametrize(
    "attachment",
    [
        invoice(source="http://evil.example/desk/x.pdf"),
        invoice(source="//evil.example/desk/x.pdf"),
        invoice(source="/desk/../webhook"),
        invoice(source="/desk/%2e%2e/webhook"),
        invoice(source="/desk//evil.example"),
        invoice(source="/desk/@evil.example/x"),
        invoice(source="/desk/x.pdf#x"),
        invoice(source="/desk/x.pdf\n"),
        invoice(source="/desk/x y"),
        invoice(source="/webhook"),
        invoice(source="/desktop/x.pdf"),
        invoice(source="/desk"),
        invoice(source=""),
        invoice(source=None),
        invoice(name=""),
        {"name": "x.pdf"},
        "nonsense",
        None,
        7,
    ],
)
async def test_what_leads_elsewhere_is_not_asked_for(support: Support, cleo: UUID, attachment: Any) -> None:
    hand_over(support, attachment)
    await support.ask(cleo, "Die Rechnung bitte")
    assert support.documents.fetched == []
    await _is_told_honestly(support, cleo, "not fetched: ?")


async def test_one_that_is_missing_takes_nothing_from_the_others(support: Support, cleo: UUID) -> None:
    hand_over(support, "nonsense", invoice(), invoice(name="../Retoure.html"))
    await support.ask(cleo, "Die Rechnung bitte")
    assert [file["name"] for file in await _attached(support, cleo)] == ["Rechnung-RE-104512.pdf", "Retoure.html.pdf"]
    assert len(await support.texts(cleo, "system")) == 1


async def test_no_more_documents_come_than_a_message_may_have(support: Support, cleo: UUID) -> None:
    hand_over(support, *[invoice()] * 7)
    await support.ask(cleo, "Die Rechnung bitte")
    assert len(support.documents.fetched) == len(await _attached(support, cleo)) == 5
    assert len(await support.texts(cleo, "system")) == 1


async def test_nothing_is_kept_when_the_floor_moved_meanwhile(support: Support, cleo: UUID) -> None:
    support.documents.hold()
    await support.say(cleo, "Die Rechnung bitte")
    await support.until(lambda: bool(support.documents.fetched))
    await support.ask_for_person(cleo)
    support.documents.let_go()
    await support.settled()
    assert await support.count("files") == 0
    assert "reply_dropped" in await support.names(cleo)
    assert await support.texts(cleo, "system") == []


async def test_a_process_that_dies_while_fetching_leaves_one_document_in_the_end(support: Support, cleo: UUID) -> None:
    support.documents.hold()
    await support.say(cleo, "Die Rechnung bitte")
    await support.until(lambda: bool(support.documents.fetched))
    await support.runner.stop()
    support.documents.let_go()
    assert await support.count("files") == 0
    support.runner = TurnRunner(support.store, support.clock, support.bot, support.documents, seconds=2)
    support.clock.pass_time(minutes=1)
    await support.runner.resume()
    await support.settled()
    assert len(await _attached(support, cleo)) == await support.count("files") == 1
    assert len(support.documents.fetched) == 2


async def test_two_processes_that_end_the_same_turn_keep_its_document_once(support: Support, cleo: UUID) -> None:
    other = TurnRunner(support.store, support.clock, support.bot, support.documents, seconds=2)
    support.documents.hold()
    await support.say(cleo, "Die Rechnung bitte")
    await support.until(lambda: len(support.documents.fetched) == 1)
    support.clock.pass_time(seconds=9)
    await other.resume()
    await support.until(lambda: len(support.documents.fetched) == 2)
    support.documents.let_go()
    await support.settled()
    await support.until(lambda: not other.busy)
    assert len(await _attached(support, cleo)) == await support.count("files") == 1


async def test_the_same_message_id_elsewhere_cannot_meet_the_id_of_the_file(support: Support, cleo: UUID) -> None:
    mallory, message = await support.open(), uuid4()
    for conversation in (cleo, mallory):
        await support.say(conversation, "Die Rechnung bitte", message=message)
        await support.settled()
    [hers], [others] = await _attached(support, cleo), await _attached(support, mallory)
    assert hers["id"] != others["id"]


async def test_a_handover_goes_on_without_the_document_and_without_another_offer(support: Support, cleo: UUID) -> None:
    hand_over(support, invoice(), signals=[{"escalate": {"reason": "needs_person", "context": {}}}])
    support.documents.content = None
    await support.ask(cleo, "Die Rechnung bitte")
    assert (await support.conversation(cleo)).floor is Floor.QUEUE
    assert await support.texts(cleo, "system") == []
    assert [record["kind"] for record in await support.failures()] == ["backend_error"]
