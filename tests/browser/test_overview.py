"""The overview in a browser: what is wrong, how it went, what to do next, and the way to what is behind each figure."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handover.adapters.rasa_fake import not_understood, understood
from handover.analysis.topics.grouping import group
from handover.analysis.topics.material import Grouping, Said
from handover.domain.alert import Watched
from handover.domain.rates import Rate
from handover.services.alerts import Watch
from handover.services.grouper import Grouper
from handover.storage import alerts
from tests.browser.people import picture
from tests.browser.running import Running, sit_down
from tests.browser.test_pages import LOOKS, barriers, fits
from tests.service import Customer

# The clock of the service stands still there.
NOVEMBER = "from=2026-11-01&to=2026-11-30"
CART, HELP = ({"url": f"https://bergwerk.example/{page}", "title": ""} for page in ("cart", "help"))
VOUCHER = ("Gutschein einlösen", "Gutschein ist abgelaufen", "Wo Gutschein eingeben?", "Gutschein einlösen geht nicht")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service with a gap at the cart, of which nobody knew the day before, and a rating that came a day late."""
    running = Running(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('overview')}/lotse.db")
    running.do(_happen(running))
    yield running
    running.stop()


async def _happen(running: Running) -> None:
    house = running.house
    for text in VOUCHER:
        await _ask(running, text, fails=True)
    for _ in range(2):
        await _rate(await _ask(running, "Wie lange dauert es?"), 5)
    closed = await house.cleo("closed", page=HELP)
    await house.cleo("queue", page=HELP)
    lotse = house.service.lotse
    await Grouper(lotse.store, lotse.clock, _at_once).now()  # type: ignore[arg-type]
    await house.olga.http.put("/api/insights/savings/assumptions", json={"cost_per_hour": 30, "currency": "CHF"})
    await house.olga.http.get("/api/insights/outcomes")
    house.service.clock.pass_time(days=1)
    await _rate(closed, 2)
    # Once the day was looked at, nobody looks at it again and finds that all is well.
    await Watch(lotse.store, lotse.reckoner).once()
    async with lotse.store.transaction() as tx:
        for found in (
            Watched("page", CART["url"], Rate(30, 60), Rate(9, 200)),
            Watched("self_service", None, Rate(10, 80), Rate(150, 300)),
        ):
            await alerts.begin_one(tx, found, 7, date(2026, 11, 23))


async def _at_once(failures: list[Said]) -> Grouping:
    return group(failures)


async def _ask(running: Running, text: str, *, fails: bool = False) -> Customer:
    service = running.house.service
    answer = not_understood() if fails else understood("delivery_period", "Zwei Tage.")
    service.bot.script = lambda _turn: answer
    cleo = await running.house.cleo(page=CART if fails else HELP)
    await cleo.say(text)
    await service.settled()
    return cleo


async def _rate(cleo: Customer, stars: int) -> None:
    rated = await cleo.http.post(cleo.path("rating"), json={"id": cleo.id, "stars": stars})
    assert rated.status_code == 201, rated.text


@pytest.fixture(scope="module")
def olga(browser: Browser, service: Running) -> Iterator[Page]:
    """Her desk, where she has signed in once: who signs in for each test is soon asked to wait."""
    page = sit_down(browser, service, "olga", "/insights")
    yield page
    page.context.close()


def look(page: Page, service: Running, query: str = NOVEMBER) -> Page:
    page.goto(f"{service.house.service.url}/insights?{query}")
    expect(page.locator(".tiles")).to_be_visible()
    return page


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_overview_is_read_from_top_to_bottom_and_has_no_barrier(
    browser: Browser, service: Running, pictures: Path, scheme: str, size: str
) -> None:
    page = sit_down(browser, service, "olga", f"/insights?{NOVEMBER}&compare=before", scheme, size)
    expect(page.locator(".chart-picture svg")).to_have_count(2)
    expect(page.locator("#steps-title")).to_be_visible()
    titles = page.locator("main h2").all_inner_texts()
    assert titles[:4] == [
        "Auffällig",
        "Was sich als Nächstes lohnt",
        "Wie die Gespräche endeten",
        "Ob die Lösung hielt",
    ]
    outcomes = page.locator(".chart", has=page.locator("#outcomes-title"))
    expect(outcomes.locator(".chart-legend")).to_have_text("beruht auf weniger als 30")
    assert barriers(page) == []
    assert fits(page)
    picture(page, pictures, f"overview-{scheme}-{size}")
    page.context.close()


def test_what_left_its_band_is_said_in_a_sentence_and_leads_to_the_conversations(olga: Page, service: Running) -> None:
    page = look(olga, service)
    alert = page.locator(".alerts-list > li", has_text="/cart")
    expect(alert).to_contain_text("Auf der Seite /cart scheitern mehr Gespräche")
    expect(alert).to_contain_text(
        "In der Woche bis 23.11.2026: 30 von 60 Gesprächen, die dort begannen (50 %). "
        "In den vier Wochen davor: 9 von 200 Gesprächen, die dort begannen (5 %)."
    )
    alert.get_by_role("link").press("Enter")
    assert "from=2026-11-17&to=2026-11-23" in page.url
    expect(page.locator(".chip")).to_have_text(["Fehlschlag: irgendeiner✕", "Seite: https://bergwerk.example/cart✕"])
    expect(page.locator(".failure")).to_have_count(4)


def test_what_is_worth_doing_next_leads_to_the_gap(olga: Page, service: Running) -> None:
    page = look(olga, service)
    steps = page.locator(".panel", has=page.locator("#steps-title"))
    expect(steps.locator("tbody tr")).to_have_count(1)
    expect(steps.locator("thead th").last).to_have_text("Würde sparen")
    gap = steps.get_by_role("link").first
    name = gap.inner_text()
    assert "Gutschein" in name
    gap.press("Enter")
    expect(page.locator("h1")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text("Wo Gutschein eingeben?")


def test_a_figure_that_changed_afterwards_is_told(olga: Page, service: Running) -> None:
    page = look(olga, service)
    expect(page.locator(".corrections")).to_contain_text(
        "hat sich 1 Zahl dieses Zeitraums geändert: 1 Bewertung des Assistenten."
    )
    page.goto(f"{service.house.service.url}/insights?from=2026-11-01&to=2026-11-20")
    expect(page.locator(".empty-large")).to_be_visible()
    expect(page.locator(".corrections")).to_have_count(0)


@pytest.mark.parametrize(
    ("figure", "count"),
    [
        (".tile:has-text('Gespräche') .tile-value a", 8),
        (".tile:has-text('Fehlgeschlagene') .tile-value a", 6),
        (".tile:has-text('Übergaben') .tile-value a", 2),
        (".tile:has-text('Bewertung des Assistenten') .tile-value a", 3),
        (".breakdown:has-text('nach Seite') tr:has-text('/cart') a", 4),
        (".breakdown:has-text('nach Art') tr:has-text('Nicht verstanden') a", 4),
        (".breakdown:has-text('nach Grund') a", 2),
        (".parts-legend a:has-text('Vom Kundendienst gelöst')", 1),
    ],
)
def test_each_figure_opens_what_is_behind_it(olga: Page, service: Running, figure: str, count: int) -> None:
    page = look(olga, service)
    page.locator(figure).first.press("Enter")
    expect(page.locator("ol.failures > li")).to_have_count(count)


def test_compared_with_the_period_before_each_tile_says_how_it_was_and_whether_that_is_chance(
    olga: Page, service: Running
) -> None:
    page = look(olga, service, "from=2026-11-23&to=2026-11-23")
    expect(page.locator(".tile-change")).to_have_count(0)
    page.get_by_label("Mit dem Zeitraum davor vergleichen").check()
    assert page.url.endswith("compare=before")
    expect(page.locator(".tile-change")).to_have_count(6)
    expect(page.locator(".tile-change").first).to_have_text("davor 0")
    expect(page.locator(".tile-change").nth(1)).to_have_text("davor nicht bekannt")
