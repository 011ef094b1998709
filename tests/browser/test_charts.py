"""Each kind of chart, in a real browser and under the policy of our pages: see gallery.js for what is drawn."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits

GALLERY = (Path(__file__).parent / "gallery.js").read_text(encoding="utf-8")
PICTURES = 3
CHARTS = 6


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service for all of them: nothing is changed in it."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('charts')}/lotse.db")
    yield running
    running.stop()


def gallery(browser: Browser, service: Running, scheme: str = "light", size: str = "desk") -> tuple[Page, list[str]]:
    """A page with every kind of chart, and what the browser complains about from then on."""
    page = sit_down(browser, service, "olga", "/insights", scheme, size)
    expect(page.locator(".empty-large, .tiles").first).to_be_visible()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.evaluate(GALLERY)
    expect(page.locator(".chart")).to_have_count(CHARTS)
    expect(page.locator(".chart-picture svg")).to_have_count(PICTURES)
    return page, complaints


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_every_chart_is_drawn_within_the_policy_and_without_a_barrier(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    page, complaints = gallery(browser, service, scheme, size)
    for summary in page.locator(".chart-table summary").all():
        summary.focus()
        page.keyboard.press("Enter")
    expect(page.locator(".chart-table[open] table")).to_have_count(CHARTS - 2)
    assert barriers(page) == []
    assert fits(page)
    assert complaints == []
    picture(page, pictures, f"charts-{scheme}-{size}")
    page.context.close()


def test_every_chart_has_its_table_and_says_what_is_to_be_seen(browser: Browser, service: Running) -> None:
    page, _ = gallery(browser, service)
    for chart in page.locator(".chart").all():
        shown = chart.locator("[role=img]").count()
        assert shown == chart.locator(".chart-table table").count(), chart.inner_text()
        assert shown or chart.locator("table.hours").count() or "Nichts in diesem Zeitraum" in chart.inner_text()
        assert chart.locator("h2 + .chart-sentence").inner_text()
    name = "Selbst gelöst. Der Anteil schwankt zwischen 40 und 70 Prozent."
    expect(page.get_by_role("img", name=name)).to_be_visible()
    page.context.close()


def test_a_mark_leads_to_what_is_behind_it_and_so_does_the_table(browser: Browser, service: Running) -> None:
    page, _ = gallery(browser, service)
    bars = page.locator(".chart", has=page.locator("#b-title"))
    expect(bars.locator("svg a[href]"), "a picture with links in it is none for a screen reader").to_have_count(0)
    bars.locator("svg [data-to] rect").first.click()
    expect(page).to_have_title("/insights/failures?intent=track_order")
    page.evaluate("document.title = ''")
    bars.locator(".chart-table summary").click()
    bars.get_by_role("link", name="Bestellung verfolgen").press("Enter")
    expect(page).to_have_title("/insights/failures?intent=track_order")
    page.context.close()


def test_what_rests_on_few_is_marked(browser: Browser, service: Running) -> None:
    page, _ = gallery(browser, service)
    bars = page.locator(".chart", has=page.locator("#b-title"))
    bars.locator(".chart-table summary").click()
    expect(bars.locator("tr.few th")).to_have_text(["Konto löschen wenige", "Rechnung ansehen wenige"])
    expect(bars.locator(".chart-legend")).to_contain_text("beruht auf weniger als 30")
    page.context.close()


def test_for_paper_charts_are_drawn_as_wide_as_a_page_before_it_is_laid_out(browser: Browser, service: Running) -> None:
    page, _ = gallery(browser, service, size="phone")
    bars = page.locator(".chart", has=page.locator("#b-title")).locator("svg")
    narrow = bars.get_attribute("width")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(bars).to_have_attribute("width", "640")
    expect(page.locator(".hours tbody tr"), "hours go across").to_have_count(7)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(bars).to_have_attribute("width", str(narrow))
    page.context.close()
