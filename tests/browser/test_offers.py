"""Conversations reach agents: what is offered, missed, taken back and passed on, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from handover.plan import read_plan
from handover.storage.tables import agents
from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits

TEAMS = Path("data/teams.yml")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    """One for each test, in which nobody waits and nobody is at a desk yet."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path}/lotse.db", read_plan(TEAMS), "push")
    running.do(_go_home(running))
    yield running
    running.stop()


async def _go_home(running: Running) -> None:
    for person in (running.house.ann, running.house.ben):
        await person.http.delete("/api/session")
    async with running.house.service.lotse.store.transaction() as tx:
        await tx.connection.execute(update(agents).values(capacity=5))


async def _pass(running: Running, **time: float) -> None:
    running.house.service.clock.pass_time(**time)
    await running.house.service.app.ctx.sweep.once()


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_an_offer_is_seen_at_once_and_accepted_by_keyboard(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    ann = sit_down(browser, service, "ann", scheme=scheme, size=size)
    ann.locator(".areas-search").focus()
    cleo = service.cleo()
    card = ann.locator(".offers .entry")
    expect(card).to_contain_text("Mia Keller")
    expect(card).to_contain_text("braucht eine Person")
    expect(card).to_contain_text("wichtig")
    expect(ann.locator(".areas-search"), "the focus stays where it was").to_be_focused()
    expect(ann).to_have_title("● Neues Gespräch für Sie – Lotse")
    expect(ann.get_by_role("alert").filter(has_text="Neues Gespräch für Sie: Mia Keller")).to_have_count(1)
    # The clock of the service stands in another year than that of this browser.
    expect(card.locator(".offer-left")).to_have_text(re.compile(r"^noch (2\d|30) s$"))
    assert barriers(ann) == []
    assert fits(ann)
    picture(ann, pictures, f"offer-{scheme}-{size}")
    ann.keyboard.press("Alt+a")
    expect(card.get_by_role("button", name="übernehmen")).to_be_focused()
    ann.keyboard.press("Enter")
    expect(ann).to_have_url(re.compile(cleo.id))
    expect(ann.locator("#composer-text")).to_be_focused()
    expect(ann.locator(".offers")).to_be_hidden()
    ann.context.close()


def test_what_one_declines_is_offered_to_another(browser: Browser, service: Running, pictures: Path) -> None:
    ann = sit_down(browser, service, "ann")
    service.cleo()
    service.cleo()
    expect(ann.locator(".offers .entry")).to_have_count(2)
    picture(ann, pictures, "offers-two")
    ben = sit_down(browser, service, "ben")
    expect(ben.locator(".list-waiting .entry").first).to_contain_text("wird Ann angeboten")
    ann.locator(".areas-search").focus()
    ann.keyboard.press("Alt+a")
    ann.keyboard.press("Shift+Tab")
    ann.keyboard.press("Enter")
    expect(ann.locator(".offers .entry")).to_have_count(1)
    expect(ann.get_by_text("Abgelehnt. Mia Keller wird jemand anderem angeboten.")).to_be_visible()
    expect(ann.locator(".areas-search"), "the focus is back").to_be_focused()
    expect(ben.locator(".offers .entry")).to_have_count(1)
    expect(ann.locator(".list-waiting .entry").first).to_contain_text("wird Ben angeboten")
    picture(ann, pictures, "waiting-offered-to-ben")
    ben.locator(".offers").get_by_role("button", name="übernehmen").click()
    expect(ben.locator("#composer-text")).to_be_focused()
    for page in (ann, ben):
        page.context.close()


def test_an_offer_that_another_took_goes_with_a_word(browser: Browser, service: Running) -> None:
    ann = sit_down(browser, service, "ann")
    cleo = service.cleo()
    expect(ann.locator(".offers .entry")).to_be_visible()
    ben = sit_down(browser, service, "ben", f"/console/conversations/{cleo.id}")
    ben.locator(".acts .button-primary").click()
    expect(ann.get_by_text("Ben hat Mia Keller übernommen.")).to_be_visible()
    expect(ann.locator(".offers")).to_be_hidden()
    expect(ann).to_have_title("Schreibtisch – Lotse")
    for page in (ann, ben):
        page.context.close()


def test_who_misses_an_offer_is_away_until_they_are_back(browser: Browser, service: Running, pictures: Path) -> None:
    ann = sit_down(browser, service, "ann")
    service.cleo()
    expect(ann.locator(".offers .entry")).to_be_visible()
    service.do(_pass(service, seconds=31))
    banner = ann.get_by_text("Sie haben ein Gespräch verpasst. Neue gehen deshalb an andere.")
    expect(banner).to_be_visible()
    expect(ann.locator(".availability select")).to_have_value("away")
    expect(ann.locator(".offers")).to_be_hidden()
    assert barriers(ann) == []
    picture(ann, pictures, "missed")
    ann.reload()
    expect(banner).to_be_visible()
    ann.get_by_role("button", name="Ich bin wieder da").click()
    expect(banner).to_be_hidden()
    expect(ann.locator(".availability select")).to_have_value("online")
    ann.context.close()


def test_what_went_back_to_the_queue_is_told_until_it_is_dismissed(
    browser: Browser, service: Running, pictures: Path
) -> None:
    cleo = service.cleo()
    ann = sit_down(browser, service, "ann", f"/console/conversations/{cleo.id}")
    ann.locator(".acts .button-primary").click()
    expect(ann.locator(".tag-agent")).to_have_text("Bei Ihnen")
    service.do(cleo.say("Sind Sie noch da?"))
    service.do(_pass(service, minutes=30))
    lost = ann.locator(".lost")
    expect(lost).to_contain_text("Ein Gespräch ging zurück zu den Wartenden")
    expect(lost.get_by_role("link", name="Mia Keller")).to_have_attribute("href", f"/console/conversations/{cleo.id}")
    expect(ann.locator(".list-waiting .entry").first).to_contain_text("kommt zuerst")
    assert barriers(ann) == []
    picture(ann, pictures, "lost")
    lost.get_by_role("button", name="Verstanden").click()
    expect(lost).to_have_count(0)
    ann.reload()
    expect(ann.locator(".list-waiting .entry")).to_have_count(1)
    expect(lost).to_have_count(0)
    ann.context.close()


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_a_conversation_is_passed_on_to_a_colleague(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    cleo = service.cleo()
    ann = sit_down(browser, service, "ann", f"/console/conversations/{cleo.id}", scheme, size)
    ann.locator(".acts .button-primary").click()
    ben = sit_down(browser, service, "ben")
    ann.get_by_role("button", name="Abgeben").click()
    dialog = ann.get_by_role("dialog")
    expect(dialog.locator(".choice").filter(has_text="Ben")).to_contain_text("da · 0 von 5 Gesprächen")
    expect(dialog.locator(".choice").filter(has_text="Retouren")).to_be_visible()
    assert barriers(ann) == []
    assert fits(ann)
    dialog.locator("input[value=anybody]").focus()
    _down_to(ann, "Ben")
    picture(ann, pictures, f"pass-on-{scheme}-{size}")
    ann.keyboard.press("Enter")
    expect(ann.get_by_text("Weitergegeben an Ben.")).to_be_visible()
    expect(ben.locator(".offers .entry")).to_contain_text("an Sie weitergegeben")
    for page in (ann, ben):
        page.context.close()


def _down_to(page: Page, name: str) -> None:
    """Go down the choices with the arrow key until this one is chosen."""
    chosen = page.locator(".choice:has(:checked)")
    for _ in range(page.locator(".choice").count()):
        if name in chosen.inner_text():
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{name} is not among the choices")
