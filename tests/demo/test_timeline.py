from collections.abc import AsyncGenerator
from datetime import timedelta

from handover.adapters.clock import SetClock
from handover.demo.timeline import Life, Pause, Timeline
from tests.support import NINE_O_CLOCK


async def _steps(timeline: Timeline) -> None:
    while timeline.next_at() is not None:
        await timeline.step()


async def test_lives_go_on_in_the_order_of_their_moments() -> None:
    clock, said = SetClock(NINE_O_CLOCK), []

    async def life(name: str, *minutes: int) -> Life:
        for minute in minutes:
            yield Pause(NINE_O_CLOCK + timedelta(minutes=minute))
            said.append((name, clock.now() - NINE_O_CLOCK == timedelta(minutes=minute)))

    timeline = Timeline(clock)
    timeline.begin(NINE_O_CLOCK, life("Cleo", 5, 9))
    timeline.begin(NINE_O_CLOCK, life("Ann", 1, 7))
    await _steps(timeline)

    assert said == [("Ann", True), ("Cleo", True), ("Ann", True), ("Cleo", True)]


async def test_news_end_a_pause_early_and_only_once() -> None:
    clock, woken_at = SetClock(NINE_O_CLOCK), []

    async def waits() -> Life:
        yield Pause(NINE_O_CLOCK + timedelta(hours=1), "an answer")
        woken_at.append(clock.now())

    timeline = Timeline(clock)
    timeline.begin(NINE_O_CLOCK, waits())
    await timeline.step()
    clock.pass_time(minutes=3)
    timeline.tell("something else")
    timeline.tell("an answer")
    timeline.tell("an answer")
    await _steps(timeline)

    assert woken_at == [NINE_O_CLOCK + timedelta(minutes=3)]


async def test_the_clock_never_goes_back() -> None:
    clock = SetClock(NINE_O_CLOCK)

    async def asks_for_the_past() -> AsyncGenerator[Pause, None]:
        yield Pause(NINE_O_CLOCK - timedelta(days=1))

    timeline = Timeline(clock)
    timeline.begin(NINE_O_CLOCK - timedelta(hours=1), asks_for_the_past())
    await _steps(timeline)

    assert clock.now() == NINE_O_CLOCK
