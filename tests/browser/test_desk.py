"""What an agent finds beside a conversation, and files in both directions, in a real browser."""

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handover.adapters.bot import BotAnswer, Turn
from handover.adapters.rasa_fake import understood
from handover.storage.migrate import migrate
from tests.browser.people import DESK, PATIENCE_MS, PHONE, picture
from tests.browser.test_pages import LOOKS, barriers, fits
from tests.desk import PDF
from tests.people import PASSWORD
from tests.service import Customer, House, keeping_house

FAILED = {"action": "action_cancel_order", "kind": "backend_error", "detail": "no answer within 2 s"}
CONTEXT = {
    "slots": {"product": "Steigeisen"},
    "order": "BW-104512",
    "verified": {"BW-104512": "postcode"},
    "task": "report_damaged_item",
    "asked": "order_number",
    "failed": FAILED,
}


class Running:
    """A service with a fake bot and a stand-in shop, in a thread: the browser has the loop of this one."""

    def __init__(self, database_url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._over = asyncio.Event()
        self._ready: Future[House] = Future()
        self._thread = Thread(target=self._loop.run_until_complete, args=(self._serve(database_url),))
        self._thread.start()
        self.house = self._ready.result(30)

    async def _serve(self, database_url: str) -> None:
        await migrate(database_url)
        async with keeping_house(database_url) as house:
            house.service.bot.script = _hands_over
            self._ready.set_result(house)
            await self._over.wait()

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do this where the service runs."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def cleo(self) -> Customer:
        """Cleo, who waits for a person with a broken article."""
        return self.do(self._cleo())  # type: ignore[no-any-return]

    async def _cleo(self) -> Customer:
        cleo = await self.house.cleo("known", language="de-CH")
        await cleo.say("Ein Zacken ist abgebrochen.")
        await self.house.service.settled()
        return cleo

    def stop(self) -> None:
        """End it."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(30)
        self._loop.close()


def _hands_over(_turn: Turn) -> BotAnswer:
    signals = [{"escalate": {"reason": "needs_person", "context": CONTEXT}}]
    return understood("report_damaged_item", "Ich gebe das weiter.", context=CONTEXT, signals=signals)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One for all tests here."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('desk')}/lotse.db")
    yield running
    running.stop()


def at_work(browser: Browser, service: Running, cleo: Customer, scheme: str = "light", size: str = "desk") -> Page:
    """Ann, who reads Cleo's conversation."""
    context = browser.new_context(
        viewport=PHONE if size == "phone" else DESK,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="de-DE",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{service.house.service.url}/console/conversations/{cleo.id}")
    page.locator("input[name=email]").fill("ann@bergwerk.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button.button-primary").click()
    expect(page.locator(".headline")).to_be_visible()
    return page


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_what_it_is_about_stands_at_the_top_and_the_order_beside_it(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    page = at_work(browser, service, service.cleo(), scheme, size)
    expect(page.locator(".headline-sentence")).to_have_text(
        "Bestellung BW-104512, bestätigt per Postleitzahl, Artikel beschädigt: Steigeisen"
    )
    expect(page.locator(".headline-failed")).to_contain_text("Beim Stornieren hat das Bestellsystem nicht geantwortet.")
    expect(page.locator(".headline-asked")).to_contain_text("Bestellnummer")
    if size == "phone":
        page.locator(".about > summary").click()
        page.locator(".about-more > summary").click()
    expect(page.locator(".order[open]")).to_contain_text("Eingetroffen")
    expect(page.locator(".order[open]")).to_contain_text("ZahlungsartTWINT")
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"desk-{scheme}-{size}")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Rechnung (PDF)").click()
    assert saved.value.suggested_filename == "RE-104512.pdf"
    assert Path(saved.value.path()).read_bytes() == PDF
    page.context.close()


def test_an_agent_sends_a_file_and_the_customer_gets_it(browser: Browser, service: Running) -> None:
    cleo = service.cleo()
    page = at_work(browser, service, cleo)
    page.locator(".acts .button-primary").click()
    good = {"name": "Ersatz.pdf", "mimeType": "application/pdf", "buffer": PDF}
    bad = {"name": "Seite.html", "mimeType": "text/html", "buffer": b"<html>"}
    page.locator("input[type=file]").set_input_files([good, bad])  # type: ignore[list-item]
    expect(page.locator(".attaching-done")).to_contain_text("Ersatz.pdf")
    expect(page.locator(".attaching-failed")).to_contain_text("Diese Art von Datei geht nicht.")
    assert barriers(page) == []
    page.get_by_role("button", name="Seite.html entfernen").click()
    expect(page.locator("#composer-text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".message-agent a.attached-file")).to_contain_text("Ersatz.pdf")
    expect(page.locator(".attaching")).to_have_count(0)
    events = service.do(cleo.events())["events"]
    [message] = [one for one in events if one["name"] == "message_posted" and one["author"]["kind"] == "agent"]
    assert message["text"] == "Anbei: Ersatz.pdf"
    file_id = message["attachments"][0]["id"]
    assert service.do(cleo.http.get(cleo.path(f"files/{file_id}"))).content == PDF
    page.context.close()
