"""The customers' way in a browser: seen at a glance, and each figure opens what is behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handover.adapters.rasa_fake import not_understood, understood
from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits

# The clock of the service stands still there.
NOVEMBER = "from=2026-11-01&to=2026-11-30"
CART, HELP, BLOG = ({"url": f"https://bergwerk.example{path}", "title": ""} for path in ("/cart", "/help", "/blog"))

_LINES_OF_SINGLE_WORDS = """names => names.filter(one => !/[\\s-]/.test(one.textContent.trim())).map(one => {
  const text = document.createRange();
  text.selectNodeContents(one);
  return text.getClientRects().length;
})"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service in which something happened at the cart, on the help pages and elsewhere."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('journey')}/lotse.db")
    running.do(_happen(running))
    yield running
    running.stop()


async def _happen(running: Running) -> None:
    service = running.house.service
    for page, fails in ((CART, False), (CART, True), (CART, True), (HELP, False), (BLOG, True)):
        answer = not_understood() if fails else understood("delivery_period", "Zwei Tage.")
        service.bot.script = lambda _turn, answer=answer: answer
        cleo = await running.house.cleo(page=page)
        await cleo.say("Was kostet das Geschenkpapier?" if fails else "Wie lange dauert es?")
        await service.settled()
    await running.house.cleo("closed", page=HELP)


def look(browser: Browser, service: Running, path: str, scheme: str = "light", size: str = "desk") -> Page:
    page = sit_down(browser, service, "olga", path, scheme, size)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return page


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_map_is_seen_at_a_glance_and_has_no_barrier(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    page = look(browser, service, f"/insights/journey?{NOVEMBER}&compare=before", scheme, size)
    expect(page.locator(".journey-stage")).to_have_count(7)
    expect(page.locator(".chart-picture svg")).to_be_visible()
    lefts = page.locator(".journey-stage").evaluate_all("all => all.map((one) => one.getBoundingClientRect().left)")
    assert lefts == sorted(lefts)
    assert len(set(lefts)) == (7 if size == "desk" else 1)
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"journey-{scheme}-{size}")
    page.context.close()


def test_a_figure_opens_its_conversations_and_these_open_theirs(
    browser: Browser, service: Running, pictures: Path
) -> None:
    page = look(browser, service, f"/insights/journey?{NOVEMBER}")
    cart = page.locator(".journey-point", has=page.get_by_role("heading", name="Warenkorb"))
    cart.get_by_role("link", name="2 mit Fehlschlag").press("Enter")
    expect(page.locator(".chip")).to_have_text(["Ort: Warenkorb✕", "Fehlschlag: irgendeiner✕"])
    expect(page.locator(".failure")).to_have_count(2)
    expect(page.locator(".failure-text").first).to_have_text("«Was kostet das Geschenkpapier?»")
    assert barriers(page) == []
    picture(page, pictures, "conversations")
    page.get_by_role("link", name="Nicht mehr auswählen nach Fehlschlag: irgendeiner").press("Enter")
    expect(page.locator(".failure")).to_have_count(3)
    page.locator(".filters-more summary").press("Enter")
    page.get_by_label("Ausgang").select_option("noch offen (3)")
    expect(page.locator(".chip")).to_have_text(["Ort: Warenkorb✕", "Ausgang: noch offen✕"])
    expect(page.locator(".failure")).to_have_count(3)
    assert barriers(page) == []
    page.go_back()
    expect(page.locator(".chip")).to_have_count(1)
    page.locator(".failure", has=page.locator(".tag-failure")).first.get_by_role("link").press("Enter")
    expect(page.locator(".transcript")).to_contain_text("Was kostet das Geschenkpapier?")
    assert barriers(page) == []
    picture(page, pictures, "conversation")
    page.get_by_role("link", name="Zu den Gesprächen").press("Enter")
    expect(page.locator(".chip")).to_have_text(["Ort: Warenkorb✕"])
    page.context.close()


def test_what_customers_said_leads_to_the_failure(browser: Browser, service: Running) -> None:
    page = look(browser, service, f"/insights/journey?{NOVEMBER}")
    cart = page.locator(".journey-point", has=page.get_by_role("heading", name="Warenkorb"))
    cart.locator("summary").press("Enter")
    cart.get_by_role("link", name="«Was kostet das Geschenkpapier?»").first.press("Enter")
    expect(page.locator("h1")).to_have_text("Fehlschlag: Nicht verstanden")
    page.context.close()


def test_the_picture_and_the_table_say_the_same(browser: Browser, service: Running) -> None:
    page = look(browser, service, f"/insights/journey?{NOVEMBER}")
    shown = page.locator(".journey-volume b").all_inner_texts()
    rows = page.locator(".journey-table tbody tr").filter(has=page.locator("td"))
    assert shown == [row.locator("td").first.inner_text() for row in rows.all()]
    assert sum(map(int, shown)) == 6
    page.context.close()


def test_no_name_in_the_table_is_broken_in_the_middle(browser: Browser, service: Running) -> None:
    page = look(browser, service, f"/insights/journey?{NOVEMBER}")
    page.set_viewport_size({"width": 800, "height": 800})
    names = page.locator(".journey-table tbody th[scope=row]")
    expect(names.first).to_be_visible()
    lines = names.evaluate_all(_LINES_OF_SINGLE_WORDS)
    assert len(lines) > 1
    assert set(lines) == {1}
    page.context.close()


def test_what_there_is_not_is_said(browser: Browser, service: Running) -> None:
    page = look(browser, service, "/insights/journey?from=2020-01-01&to=2020-01-31")
    expect(page.locator(".empty-large h2")).to_have_text("In diesem Zeitraum gab es noch kein Gespräch.")
    page.goto(f"{service.house.service.url}/insights/conversations/6f3f8a3e-0000-4000-8000-000000000000")
    expect(page.locator("h1")).to_have_text("Dieses Gespräch gibt es nicht")
    page.context.close()
