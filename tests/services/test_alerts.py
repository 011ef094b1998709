"""Figures that leave their band are told, and those that do not are not."""

from datetime import date, timedelta
from typing import Any

import pytest

from handover.adapters.rasa_fake import not_understood, understood
from handover.domain.alert import Watched, before, window
from handover.domain.rates import Rate
from handover.services import reckoner
from handover.services.alerts import Watch, of_period
from handover.storage import alerts
from handover.storage.figures import Period
from tests.support import NINE_O_CLOCK, Support

CHECKOUT = {"url": "https://bergwerk.example/shop/checkout", "title": "Kasse"}
HOME = {"url": "https://bergwerk.example/", "title": "Bergwerk"}


def test_the_window_ends_with_its_day_and_is_compared_with_the_28_days_before_it() -> None:
    day = date(2026, 11, 23)
    assert window(day, 7) == (date(2026, 11, 17), day)
    assert before(day, 7) == (date(2026, 10, 20), date(2026, 11, 16))
    assert (before(day, 7)[1] - before(day, 7)[0]).days + 1 == 28


def test_out_is_what_chance_does_not_explain_on_the_bad_side() -> None:
    usual = Rate(40, 400)
    assert Watched("page", "x", Rate(15, 30), usual).is_out
    assert not Watched("page", "x", Rate(5, 30), usual).is_out
    assert not Watched("page", "x", Rate(0, 100), usual).is_out, "fewer failures are no alert"
    assert not Watched("page", "x", Rate(4, 4), usual).is_out, "four are too few"
    assert Watched("self_service", None, Rate(20, 100), Rate(300, 400)).is_out
    assert not Watched("self_service", None, Rate(100, 100), Rate(300, 400)).is_out
    assert not Watched("page", "new", Rate(9, 9), Rate(0, 0)).is_out, "nothing to compare with"
    assert Watched("page", "x", Rate(52, 66), Rate(14, 33)).is_out, (
        "the intervals touch, and chance does not explain it"
    )


def test_what_left_its_band_is_back_when_it_is_as_before_and_not_when_it_is_at_the_edge() -> None:
    usual = Rate(40, 400)
    edge = Watched("page", "x", Rate(20, 100), usual)
    assert not edge.is_out
    assert edge.stays_out
    assert not Watched("page", "x", Rate(10, 100), usual).stays_out
    assert not Watched("self_service", None, Rate(90, 100), Rate(300, 400)).stays_out


async def _a_day(support: Support, *, broken: bool = False) -> None:
    """Ten customers at the checkout and five at home; on a usual day one of them is not understood."""
    for number in range(15):
        fails = number == 0 or (broken and number < 10)
        support.bot.script = lambda _turn, fails=fails: not_understood() if fails else understood("greet", "Hallo")
        cleo = await support.open(page=CHECKOUT if number < 10 else HOME)
        await support.ask(cleo, "Hallo")
    support.clock.pass_time(minutes=31)
    await support.sweep.once()
    await support.upkeep.once()
    support.clock.at += timedelta(days=1, minutes=-31, seconds=-15)


async def _alerts(support: Support) -> list[dict[str, Any]]:
    return await of_period(support.store, date.min, date.max)


async def test_a_page_where_failures_jump_after_a_release_is_told_and_the_end_of_it_too(
    support_on_sqlite: Support,
) -> None:
    support = support_on_sqlite
    for _ in range(10):
        await _a_day(support)
    assert await _alerts(support) == []
    await _a_day(support, broken=True)
    await _a_day(support)
    [told] = [one for one in await _alerts(support) if one["kind"] == "page"]
    assert (told["subject"], told["days"]) == (CHECKOUT["url"], 1)
    assert told["began_on"] == NINE_O_CLOCK.date() + timedelta(days=10)
    assert (told["now"]["count"], told["now"]["of"]) == (10, 10)
    for _ in range(9):
        await _a_day(support)
    [told] = [one for one in await _alerts(support) if one["kind"] == "page"]
    assert told["ended_on"] is not None


async def test_a_day_is_looked_at_when_all_of_it_is_reckoned(support: Support, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reckoner, "_AT_ONCE", 2)
    for _ in range(7):
        await support.open()
    support.clock.pass_time(days=1)
    watch = Watch(support.store, support.reckoner)
    await watch.once()
    assert (await support.count("contacts"), await support.count("watched")) == (6, 0)
    await watch.once()
    assert (await support.count("contacts"), await support.count("watched")) == (7, 1)


async def test_a_page_whose_address_is_longer_than_an_index_takes_is_no_page_of_ours(support: Support) -> None:
    odd, usual = (f"https://bergwerk.example/{sign * 1_900}" for sign in "\N{PERSON IN STEAMY ROOM}a")
    for url in (odd, usual):
        await support.open(page={"url": url, "title": ""})
    await support.reckoner.catch_up()
    async with support.store.reading() as connection:
        found = await alerts.rates(connection, Period())
    assert [subject for kind, subject in found if kind == "page"] == [usual]


async def test_each_day_is_looked_at_once_whoever_looks_and_however_late(support: Support) -> None:
    await support.upkeep.once()
    support.clock.pass_time(days=3)
    await support.at_once(support.upkeep.once, 3)
    assert await support.count("watched") == 1
    assert await _alerts(support) == []
