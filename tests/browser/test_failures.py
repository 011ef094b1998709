"""The pages of failures: words are looked for, views are kept by keyboard, and a failure has an address that stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handover.adapters.rasa_fake import not_understood
from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits

SAID = ["Gutschein ist abgelaufen", "Rückgabe der Gutscheinkarte", "Wo bleibt BW-104512? Mia, mia@example.com"]
CART = {"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"}
# A light desk and a dark phone: the other two have the same colours and widths.
TWO_LOOKS = [LOOKS[0], LOOKS[3]]
LIST = "/insights/failures?from=2026-11-01&to=2026-11-30"


async def _fail(running: Running) -> None:
    service = running.house.service
    knows = {"context": {"slots": {"order_number": "BW-104512", "product": "Zelt Arosa 3"}}}
    service.bot.script = lambda _turn: not_understood().model_copy(update=knows)
    cleo = await service.customer(page=CART)
    for text in SAID:
        await cleo.say(text)
        await service.settled()
        service.clock.pass_time(minutes=5)
    await service.lotse.reckoner.catch_up()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    """A service in which Cleo was not understood three times."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path}/lotse.db")
    running.do(_fail(running))
    yield running
    running.stop()


def _failures(browser: Browser, service: Running, scheme: str = "light", size: str = "desk", path: str = LIST) -> Page:
    page = sit_down(browser, service, "olga", path, scheme, size)
    page.locator(".failure, .failure-title").first.wait_for()
    return page


@pytest.mark.parametrize(("scheme", "size"), TWO_LOOKS)
def test_failures_are_found_by_their_words_and_kept_as_a_view(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    page = _failures(browser, service, scheme, size)
    expect(page.locator(".failure")).to_have_count(3)
    page.get_by_role("searchbox", name="Suchen").fill("GUTSCHEIN rueck")
    page.keyboard.press("Enter")
    expect(page.locator(".failure")).to_have_count(1)
    expect(page.locator(".failure")).to_contain_text("Rückgabe der Gutscheinkarte")
    page.get_by_role("button", name="Filter speichern").press("Enter")
    expect(page.get_by_label("Name der Ansicht")).to_be_focused()
    assert barriers(page) == []
    page.keyboard.type("Rückgaben")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Die Ansicht ist gespeichert.")).to_be_visible()
    expect(page.get_by_role("region", name="Gespeicherte Ansichten")).to_be_focused()
    page.get_by_text("Weitere Filter").click()
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"failures-search-{scheme}-{size}")
    page.get_by_role("link", name="Filter löschen").press("Enter")
    expect(page.locator(".failure")).to_have_count(3)
    page.get_by_role("link", name="Rückgaben").press("Enter")
    expect(page.locator(".failure")).to_have_count(1)
    assert "q=GUTSCHEIN+rueck" in page.url
    page.get_by_role("button", name="Ansicht löschen").press("Enter")
    # Whoever presses Enter once more without reading takes nothing away; before it is there, any focus would go to it.
    expect(page.get_by_role("button", name="Abbrechen")).to_be_focused()
    page.get_by_role("group", name="für alle löschen").get_by_role("button", name="Löschen").press("Enter")
    expect(page.get_by_role("link", name="Rückgaben")).to_have_count(0)
    page.context.close()


def test_a_name_that_is_taken_is_told_where_it_was_typed(browser: Browser, service: Running) -> None:
    page = _failures(browser, service, path=f"{LIST}&q=gutschein")
    for count, words in enumerate(("gutschein", "abgelaufen")):
        page.get_by_role("searchbox", name="Suchen").fill(words)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Filter speichern").press("Enter")
        page.get_by_label("Name der Ansicht").fill("Gutscheine")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert").filter(has_text="Diesen Namen hat schon")).to_have_count(count)
        expect(page.get_by_role("button", name="Speichern", exact=True)).to_have_count(count)
    page.context.close()


def test_what_is_found_is_exported(browser: Browser, service: Running) -> None:
    page = _failures(browser, service, path=f"{LIST}&q=gutschein")
    for kind in ("CSV", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Als {kind} herunterladen").click()
        said = Path(download.value.path()).read_text()
        assert download.value.suggested_filename == f"failures.{kind.lower()}"
        assert [text in said for text in (*SAID[:2], "Wo bleibt")] == [True, True, False]
    page.context.close()


@pytest.mark.parametrize(("scheme", "size"), TWO_LOOKS)
def test_a_failure_tells_what_came_next_and_has_an_address_that_stays(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    page = _failures(browser, service, scheme, size, f"{LIST}&q=abgelaufen")
    page.locator(".failure-link").press("Enter")
    expect(page.get_by_role("heading", name="Was danach geschah")).to_be_visible()
    expect(page.get_by_role("region", name="Was danach geschah")).to_contain_text("sagte es mit anderen Worten")
    expect(page.get_by_role("region", name="Angaben")).to_contain_text("Bestellnummer: [order]Artikel: Zelt Arosa 3")
    expect(page.get_by_role("link", name="Zu den Fehlschlägen")).to_have_attribute("href", f"{LIST}&q=abgelaufen")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Adresse kopieren").press("Enter")
    expect(page.get_by_text("Die Adresse ist kopiert.")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.url.split("?")[0]
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"failure-{scheme}-{size}")
    # Somebody else opens it who has to sign in first.
    page.context.clear_cookies()
    page.goto(address)
    page.locator("input[name=email]").wait_for()
    page.context.close()
    later = _failures(browser, service, path=address.removeprefix(service.house.service.url))
    expect(later.locator(".failure-quote")).to_have_text(SAID[0])
    later.context.close()


def test_without_a_clipboard_the_address_is_there_to_be_copied_by_hand(browser: Browser, service: Running) -> None:
    page = _failures(browser, service, path=f"{LIST}&q=abgelaufen")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator(".failure-link").click()
    page.get_by_role("button", name="Adresse kopieren").click()
    expect(page.get_by_label("Adresse dieses Fehlschlags")).to_have_value(page.url.split("?")[0])
    page.context.close()


def test_a_list_that_could_not_be_read_says_so_and_is_read_when_asked_again(browser: Browser, service: Running) -> None:
    page = _failures(browser, service)
    page.route("**/api/failures?**", lambda route: route.abort())
    page.get_by_role("searchbox", name="Suchen").fill("gutschein")
    page.keyboard.press("Enter")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Keine Verbindung zum Dienst")
    expect(page.locator(".failure")).to_have_count(0)
    page.unroute("**/api/failures?**")
    told.get_by_role("button").press("Enter")
    expect(page.locator(".failure")).to_have_count(2)
    expect(told).to_have_count(0)
    page.context.close()
