"""What an agent finds beside a conversation, and files in both directions, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits
from tests.desk import PDF
from tests.service import Customer


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One for all tests here."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('desk')}/lotse.db")
    yield running
    running.stop()


def at_work(browser: Browser, service: Running, cleo: Customer, scheme: str = "light", size: str = "desk") -> Page:
    """Ann, who reads Cleo's conversation."""
    page = sit_down(browser, service, "ann", f"/console/conversations/{cleo.id}", scheme, size)
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
