"""The pages of gaps: found, read, put right by keyboard, and told whether a fix helped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handover.adapters.rasa_fake import not_understood
from handover.analysis.topics.grouping import group
from handover.analysis.topics.material import Grouping, Said
from handover.services.grouper import Grouper
from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits

VOUCHER = ["Gutschein einlösen", "Gutschein ist abgelaufen", "Wo Gutschein eingeben?", "Gutschein einlösen geht nicht"]
RENTAL = ["Schneeschuhe mieten", "Kann man Schneeschuhe mieten?", "Schneeschuhe für zwei mieten"]
CART = {"url": "https://bergwerk.example/shop/cart", "title": "Warenkorb"}


async def _at_once(failures: list[Said]) -> Grouping:
    return group(failures)


async def _fail(running: Running) -> None:
    service = running.house.service
    service.bot.script = lambda _turn: not_understood()
    for text in (*VOUCHER, *RENTAL, "blubb"):
        cleo = await service.customer(page=CART)
        await cleo.say(text)
        await service.settled()
        service.clock.pass_time(minutes=5)
    await Grouper(service.lotse.store, service.lotse.clock, _at_once).now()  # type: ignore[arg-type]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    """A service in which customers failed about two things."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path}/lotse.db")
    running.do(_fail(running))
    yield running
    running.stop()


def _gaps(browser: Browser, service: Running, scheme: str = "light", size: str = "desk") -> Page:
    page = sit_down(browser, service, "olga", "/insights/gaps?from=2026-11-01&to=2026-11-30", scheme, size)
    expect(page.locator(".gap")).to_have_count(2)
    return page


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_gaps_are_listed_and_opened(browser: Browser, service: Running, pictures: Path, scheme: str, size: str) -> None:
    page = _gaps(browser, service, scheme, size)
    first = page.locator(".gap").first
    expect(first).to_contain_text("Gutschein")
    expect(first).to_contain_text("4 Fehlschläge")
    expect(first).to_contain_text("davor keiner")
    expect(page.locator(".gaps-rest")).to_contain_text("Ein Fehlschlag gehört zu keiner Lücke")
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"gaps-{scheme}-{size}")
    first.get_by_role("link").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gutschein")
    expect(page.locator(".gap-said li")).to_have_count(4)
    expect(page.locator(".gap-history")).to_contain_text("Entstanden aus 4 Fehlschlägen")
    page.get_by_role("combobox", name="Stand").select_option("fixed")
    page.get_by_role("button", name="Stand: Setzen").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Der Stand ist gesetzt.")).to_be_visible()
    expect(page.get_by_role("heading", name="Noch zu früh")).to_be_visible()
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"gap-{scheme}-{size}")
    page.context.close()


def test_an_owner_renames_assigns_merges_and_splits_by_keyboard(browser: Browser, service: Running) -> None:
    page = _gaps(browser, service)
    page.locator(".gap-link").first.press("Enter")
    expect(page.get_by_role("region", name="Was hier hilft")).to_contain_text("in 4 von 4 Fällen")
    page.get_by_role("textbox", name="Eigener Name").fill("Gutscheine")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gutscheine")
    page.get_by_role("combobox", name="Wer kümmert sich").select_option(label="Ben")
    page.get_by_role("button", name="Wer kümmert sich: Zuteilen").press("Enter")
    expect(page.locator(".gap-history")).to_contain_text("Ben kümmert sich")
    bring = page.get_by_role("button", name="Gehört zusammen mit: Hierher holen")
    bring.press("Enter")
    expect(page.get_by_role("combobox", name="Gehört zusammen mit")).to_be_focused()
    expect(page.locator(".gap-said li")).to_have_count(4)
    page.get_by_role("combobox", name="Gehört zusammen mit").select_option(index=1)
    bring.press("Enter")
    expect(page.locator(".gap-said li")).to_have_count(7)
    page.get_by_role("checkbox", name="Schneeschuhe für zwei mieten").press("Space")
    page.get_by_role("button", name="Eigene Lücke daraus machen").press("Enter")
    page.get_by_role("link", name="Zur neuen Lücke").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Schneeschuhe")
    expect(page.locator(".gap-said li")).to_have_count(1)
    page.get_by_role("link", name="Alle Fehlschläge dieser Lücke").press("Enter")
    expect(page.get_by_text("Nur Fehlschläge einer Lücke.")).to_be_visible()
    expect(page.locator(".failure")).to_have_count(1)
    page.context.close()


def test_what_is_not_proven_is_not_called_verified_and_it_says_why(browser: Browser, service: Running) -> None:
    page = _gaps(browser, service)
    page.locator(".gap-link").first.press("Enter")
    page.get_by_role("combobox", name="Stand").select_option("verified")
    page.get_by_role("button", name="Stand: Setzen").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Noch ist nicht belegt")
    page.context.close()
