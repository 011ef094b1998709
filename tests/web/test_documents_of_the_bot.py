"""A document that the bot attaches comes from the real action server and is the customer's to save."""

from collections.abc import AsyncIterator, Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from handover.adapters.rasa_fake import invoice, understood
from tests.service import Customer, Service, listening
from tests.stack import Stack, running
from tests.web.asking import is_error


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The action server alone."""
    folder = tmp_path_factory.mktemp("shop")
    with running(folder, folder / "no-model", "actions") as stack:
        yield stack


@pytest.fixture
async def service(shop: Stack, sqlite_url: str) -> AsyncIterator[Service]:
    """A service beside that action server."""
    async with listening(sqlite_url, actions_url=shop.actions, bot_token=shop.token) as service:
        yield service


async def _gets(service: Service, source: str) -> Customer:
    """Cleo, to whom the bot hands over what is there."""
    service.bot.script = lambda _turn: understood("get_invoice", "Bitte sehr.", attachments=[invoice(source=source)])
    cleo = await service.customer()
    await cleo.say("Die Rechnung bitte")
    await service.settled()
    return cleo


async def test_the_invoice_can_be_saved_and_read(service: Service) -> None:
    cleo = await _gets(service, "/desk/orders/BW-104512/invoice.pdf?language=de")
    [said] = [event for event in (await cleo.events())["events"] if event.get("attachments")]
    [file] = said["attachments"]
    path = cleo.path(f"files/{file['id']}")
    response = await cleo.http.get(path)
    assert response.headers["content-type"] == "application/pdf"
    assert len(response.content) == file["size"]
    assert "BW-104512" in "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    mallory = await service.customer()
    assert is_error(await mallory.http.get(path), 404, "conversation_not_found")
    assert is_error(await mallory.http.get(mallory.path(f"files/{file['id']}")), 404, "not_found")


@pytest.mark.parametrize("source", ["/desk/orders/BW-000000/invoice.pdf", "/desk/orders/BW-104512", "/desk/nothing"])
async def test_what_is_not_there_or_no_document_is_not_handed_over(service: Service, source: str) -> None:
    cleo = await _gets(service, source)
    events = (await cleo.events())["events"]
    assert not any(event.get("attachments") for event in events)
    said = [event["text"] for event in events if event["name"] == "message_posted"]
    assert said[1] == "Bitte sehr."
    assert said[2].startswith("Das Dokument kann ich Ihnen gerade nicht geben")
