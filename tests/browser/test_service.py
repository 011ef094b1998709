"""The page of service in a browser: how soon and how well, when, and how right the bot is."""

import io
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.team import Plan, Rule, Team
from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits
from tests.service import Customer

# The clock of the service stands still there.
TODAY = "from=2026-11-23&to=2026-11-23"
CHARTS = 11
TEAMS = {
    "default": Team("default", {"de": "Kundenservice", "en": "Customer service"}),
    "workshop": Team("workshop", {"de": "Werkstatt", "en": "Workshop"}),
}
PLAN = Plan(TEAMS, [Rule(team="workshop", reasons=frozenset({"needs_person"}))])


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service with a morning behind it."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('service')}/lotse.db", PLAN)
    running.do(_work(running, running.cleo()))
    yield running
    running.stop()


async def _work(running: Running, known: Customer) -> None:
    house, service = running.house, running.house.service
    for language, fails in (("de", False), ("de", True), ("en", False)):
        answer = not_understood() if fails else understood("delivery_period", "Zwei Tage.", language=language)
        service.bot.script = lambda _turn, answer=answer: answer
        cleo = await house.cleo("answered", language=language)
        await cleo.http.post(cleo.path("rating"), json={"id": str(uuid4()), "stars": 2 if fails else 5})
    for waits in (1, 2, 3):
        # Nobody is left waiting while the clock goes on: to them an answer would be promised sooner or later.
        cleo = known if waits == 1 else await house.cleo("queue")
        service.clock.pass_time(minutes=waits)
        await house.ann.http.put(cleo.path("assignment"), json={})
        service.clock.pass_time(minutes=10)
        said = {"id": str(uuid4()), "text": "Guten Tag", "audience": "everyone"}
        await house.ann.http.post(cleo.path("messages"), json=said)
        ended = {"id": str(uuid4()), "outcome": "solved_by_agent", "cause": "misunderstood"}
        resolved = await house.ann.http.post(cleo.path("resolution"), json=ended)
        assert resolved.is_success, resolved.text
        await cleo.http.post(cleo.path("rating"), json={"id": str(uuid4()), "stars": 4})
    await house.cleo("promised")


@pytest.fixture(scope="module")
def olga(browser: Browser, service: Running) -> Iterator[Page]:
    """Her desk, where she has signed in once: who signs in for each test is soon asked to wait."""
    page = sit_down(browser, service, "olga", "/insights/service")
    yield page
    page.context.close()


def look(page: Page, service: Running, query: str = TODAY) -> Page:
    page.goto(f"{service.house.service.url}/insights/service?{query}")
    expect(page.locator(".chart")).to_have_count(CHARTS)
    return page


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_page_is_read_by_everybody(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    page = sit_down(browser, service, "olga", f"/insights/service?{TODAY}&compare=before", scheme, size)
    expect(page.locator(".chart")).to_have_count(CHARTS)
    expect(page.locator(".chart-picture svg")).to_have_count(6)
    for summary in page.locator(".chart-table summary").all():
        summary.press("Enter")
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"service-{scheme}-{size}")
    page.context.close()


def test_the_tiles_say_the_middle_and_what_one_in_ten_exceeds(olga: Page, service: Running) -> None:
    page = look(olga, service)
    waiting = page.locator(".tile", has_text="Warten auf eine Person")
    expect(waiting.locator(".tile-value")).to_have_text("2 min")
    expect(waiting).to_contain_text("eins von zehn dauert länger als 2 min (3 gemessen) wenige")
    expect(page.locator(".tile", has_text="Bis eine Person schreibt").locator(".tile-value")).to_have_text("12 min")
    expect(page.locator(".tile", has_text="Arbeit an").locator(".tile-value")).to_have_text("10 min")
    promises = page.locator(".tile", has_text="Versprechen")
    expect(promises).to_contain_text("0 rechtzeitig, 0 zu spät, 1 noch offen")
    bot = page.locator(".tile", has_text="Bewertung des Assistenten")
    expect(bot.locator(".tile-value")).to_have_text("4,0")


def test_an_hour_of_the_week_opens_its_conversations(olga: Page, service: Running) -> None:
    page = look(olga, service)
    for name, minutes in (("waiting", "2"), ("first_person", "12"), ("handling", "10")):
        told = page.locator(".chart", has=page.locator(f"#hours-{name}-title")).locator(".hours td", has_text=minutes)
        expect(told).to_have_count(1)
    hours = page.locator(".chart", has=page.locator("#hours-handovers-title"))
    hours.locator("td a").press("Enter")
    expect(page.locator(".chip")).to_have_text(["Übergabe am: Mo✕", "Übergabe: ab 9 Uhr✕"])
    expect(page.locator("ol.failures > li")).to_have_count(3)


def test_teams_stand_beside_each_other_and_lead_to_their_conversations(olga: Page, service: Running) -> None:
    page = look(olga, service, f"{TODAY}&compare=before")
    rows = page.locator(".panel", has=page.locator("#teams-title")).locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Kundenservice")
    expect(rows.first.locator("td").nth(1)).to_have_text("2 min")
    rows.nth(1).get_by_role("link", name="Werkstatt").press("Enter")
    expect(page.locator("ol.failures > li")).to_have_count(1)
    expect(page.locator(".chip")).to_have_text("Team: Werkstatt✕")


def test_every_chart_has_its_table_and_all_of_them_are_said_in_english_too(olga: Page, service: Running) -> None:
    page = look(olga, service)
    page.get_by_role("button", name="English").click()
    expect(page.locator("main h1")).to_have_text("Service")
    for chart in page.locator(".chart").all():
        shown = chart.locator("[role=img]").count()
        assert shown == chart.locator(".chart-table table").count(), chart.inner_text()
        assert shown or chart.locator("table.hours").count()
        assert chart.locator("h2 + .chart-sentence").inner_text()
    causes = page.locator(".chart", has=page.locator("#causes-title"))
    causes.locator("summary").press("Enter")
    expect(causes.locator("tbody tr")).to_have_text(["The assistant misunderstood3100%44% – 100%"])
    page.get_by_role("button", name="Deutsch").click()


def test_on_paper_no_chart_goes_over_the_page(olga: Page, service: Running) -> None:
    page = look(olga, service)
    expect(page.locator(".chart-picture svg")).to_have_count(6)
    titles = page.locator(".chart h2").all_inner_texts()
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    for title, end in (("Wann Menschen eine Person wollen", "So"), ("Wie lange sie dann warten", "auf weniger als 30")):
        assert title in titles
        assert [end in sheet.split(title)[1] for sheet in sheets if title in sheet] == [True], title


def test_a_period_in_which_nobody_came_is_said(olga: Page, service: Running) -> None:
    olga.goto(f"{service.house.service.url}/insights/service?from=2020-01-01&to=2020-01-31")
    expect(olga.locator(".empty-large h2")).to_have_text("In diesem Zeitraum gab es noch kein Gespräch.")
