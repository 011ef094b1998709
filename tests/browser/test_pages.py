"""Every page works for everybody: no barrier that axe can find, in light and dark, on a desk and on a phone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import PHONE, AtWork, Cleo, picture
from tests.stack import Stack

LOOKS = [("light", "desk"), ("dark", "desk"), ("light", "phone"), ("dark", "phone")]


# A button that has just become usable changes its colour over a moment; half way it has too little contrast.
STILL = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  await Promise.allSettled(document.getAnimations().map((each) => each.finished));
}"""


def barriers(page: Page) -> list[str]:
    page.evaluate(STILL)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]


def put(page: Page, scheme: str, size: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if size == "phone":
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_customers_page(browser: Browser, stack: Stack, pictures: Path, scheme: str, size: str) -> None:
    cleo = Cleo(browser, stack)
    put(cleo.page, scheme, size)
    assert fits(cleo.page)
    picture(cleo.page, pictures, f"shop-{scheme}-{size}")
    cleo.open()
    cleo.say("Was kannst du alles?")
    cleo.chat.locator(".choice:visible").first.wait_for()
    assert barriers(cleo.page) == []
    picture(cleo.page, pictures, f"chat-{scheme}-{size}")
    cleo.page.context.close()


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_agents_console(browser: Browser, stack: Stack, pictures: Path, scheme: str, size: str) -> None:
    cleo = Cleo(browser, stack)
    cleo.open()
    cleo.say("Ich möchte mit einem Menschen sprechen")
    cleo.is_answered_by("Warteschlange")
    ann = AtWork(browser, stack, stack.accounts["ann"], "/console")
    put(ann.page, scheme, size)
    expect(ann.waiting()).not_to_have_count(0)
    assert barriers(ann.page) == []
    ann.accept()
    expect(ann.page.locator(".message-customer").last).to_be_visible()
    assert barriers(ann.page) == []
    assert fits(ann.page)
    picture(ann.page, pictures, f"console-{scheme}-{size}")
    ann.resolve("unsolved_by_agent", "customer_preferred_person")
    for person in (cleo, ann):
        person.page.context.close()


@pytest.fixture(scope="module")
def asked(browser: Browser, stack: Stack) -> None:
    """Cleo has asked something: without a conversation there are no figures."""
    cleo = Cleo(browser, stack)
    cleo.open()
    cleo.say("Was kannst du alles?")
    cleo.chat.locator(".choice:visible").first.wait_for()
    cleo.page.context.close()


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_owners_pages(browser: Browser, stack: Stack, pictures: Path, scheme: str, size: str) -> None:
    olga = AtWork(browser, stack, stack.accounts["olga"], "/insights")
    put(olga.page, scheme, size)
    expect(olga.page.locator(".tiles")).to_be_visible()
    assert barriers(olga.page) == []
    assert fits(olga.page)
    picture(olga.page, pictures, f"insights-{scheme}-{size}")
    olga.page.goto(f"{stack.service}/insights/failures")
    expect(olga.page.locator(".failure-link").or_(olga.page.get_by_text("Kein Fehlschlag")).first).to_be_visible()
    assert barriers(olga.page) == []
    olga.page.goto(f"{stack.service}/insights/refusals")
    expect(olga.page.locator(".refusal").or_(olga.page.get_by_text("wurde niemand abgewiesen")).first).to_be_visible()
    assert barriers(olga.page) == []
    assert fits(olga.page)
    picture(olga.page, pictures, f"insights-refusals-{scheme}-{size}")
    olga.page.goto(f"{stack.service}/insights/deliveries")
    expect(olga.page.locator(".targets")).to_be_visible()
    assert barriers(olga.page) == []
    assert fits(olga.page)
    picture(olga.page, pictures, f"insights-deliveries-{scheme}-{size}")
    olga.page.context.close()
