"""The page of savings: the formula, the owner's own figures, and what comes of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits

CHECK = {
    "Kontakte am Tag": "3000",
    "davon einfach": "40",
    "davon gelöst": "80",
    "Minuten je Kontakt": "1,5",
    "Kosten je Stunde": "30",
    "Tage im Jahr": "264",
}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Running]:
    """A service in which nothing has happened yet."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path}/lotse.db")
    yield running
    running.stop()


def fill_in(page: Page, **more: str) -> None:
    for label, value in (CHECK | more).items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Speichern und rechnen").press("Enter")


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_owners_figures_give_the_check_case(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    page = sit_down(browser, service, "olga", "/insights/savings", scheme, size)
    expect(page.locator(".savings-result")).to_contain_text("Es fehlt: Kontakte am Tag, davon einfach")
    fill_in(page)
    expect(page.locator(".savings-amount")).to_have_text("190.080 CHF")
    expect(page.locator(".savings-result")).to_contain_text("720 CHF und 24 Stunden")
    expect(page.locator(".savings-result")).to_contain_text("vor Abzug der Betriebskosten")
    expect(page.get_by_role("status").filter(has_text="Zuletzt geändert von Olga")).to_be_visible()
    fill_in(page, **{"Betrieb im Jahr": "200000"})
    expect(page.locator(".savings-amount")).to_have_text("-9.920 CHF")
    expect(page.locator(".savings-result")).to_contain_text("kostet zurzeit mehr")
    expect(page.locator(".savings-table tbody tr")).to_have_count(7)
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"savings-{scheme}-{size}")
    page.reload()
    expect(page.get_by_label("davon einfach")).to_have_value("40")
    expect(page.get_by_label("Minuten je Kontakt")).to_have_value("1,5")
    page.context.close()


def test_what_is_no_number_is_said_at_its_field_and_not_sent(browser: Browser, service: Running) -> None:
    page = sit_down(browser, service, "olga", "/insights/savings")
    minutes = page.get_by_label("Minuten je Kontakt")
    for wrong in ("fünf", "1441"):
        fill_in(page, **{"Minuten je Kontakt": wrong})
        said = minutes.evaluate("(field) => field.validationMessage")
        assert said == "Bitte eine Zahl von 0 bis 1.440, zum Beispiel 1,5."
        expect(minutes).to_be_focused()
    expect(page.locator(".savings-result")).to_contain_text("Es fehlt")
    fill_in(page)
    expect(page.locator(".savings-amount")).to_have_text("190.080 CHF")
    page.context.close()
