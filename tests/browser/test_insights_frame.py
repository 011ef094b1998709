"""What all pages of the owner share: the menu, the period, and paper."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.running import Running, sit_down
from tests.browser.test_pages import barriers, fits


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service with one conversation in it."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('frame')}/lotse.db")
    running.cleo()
    yield running
    running.stop()


def olga(
    browser: Browser, service: Running, path: str = "/insights", size: str = "desk", scheme: str = "light"
) -> Page:
    page = sit_down(browser, service, "olga", path, scheme, size)
    page.locator("h1").wait_for()
    return page


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_menu_leads_to_every_page_by_keyboard(browser: Browser, service: Running, size: str) -> None:
    page = olga(browser, service, size=size)
    menu = page.get_by_role("navigation", name="Auswertung")
    menu.locator("summary").press("Enter")
    assert barriers(page) == []
    assert fits(page)
    menu.get_by_role("link", name="Ausgehend").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ausgehend")
    expect(menu.locator("details")).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_contain_text("Ausgehend")
    menu.locator("summary").press("Enter")
    page.keyboard.press("Escape")
    expect(menu.locator("details")).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    page.context.close()


def test_the_period_is_chosen_and_stays_in_the_address(browser: Browser, service: Running) -> None:
    page = olga(browser, service)
    page.get_by_role("combobox", name="Zeitraum").select_option("12 Monate")
    assert page.url.endswith("/insights?period=12m")
    page.get_by_role("link", name="Fehlschläge", exact=True).click()
    assert page.url.endswith("/insights/failures?period=12m")
    page.get_by_role("combobox", name="Zeitraum").select_option("Eigener")
    page.get_by_label("Von").fill("2026-11-01")
    page.get_by_label("Bis").fill("2026-10-01")
    page.get_by_role("button", name="Anwenden").click()
    expect(page.get_by_role("alert").filter(has_text="Der erste Tag")).to_be_visible()
    page.get_by_label("Bis").fill("2026-11-30")
    page.get_by_role("button", name="Anwenden").click()
    assert page.url.endswith("/insights/failures?from=2026-11-01&to=2026-11-30")
    expect(page.locator(".period")).to_contain_text("01.11.2026 bis 30.11.2026")
    page.context.close()


def test_on_paper_a_page_says_what_it_is_of_when_and_as_of_when_and_has_nothing_to_press(
    browser: Browser, service: Running
) -> None:
    page = olga(browser, service, "/insights?from=2026-11-01&to=2099-11-30", scheme="dark")
    expect(page.locator(".parts-bar")).to_be_visible()
    said = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    assert "Überblick" in said
    assert "01.11.2026 bis 30.11.2099" in said
    assert "Stand " in said
    assert "Das ist das eine Gespräch." in said
    for button in ("Drucken", "Als Tabelle", "Mehr", "Auswertung", "90 Tage"):
        assert button not in said, button
    page.locator(".chart-table summary").first.click()
    said = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    assert "Summe" in said, "an open table is printed"
    page.context.close()
