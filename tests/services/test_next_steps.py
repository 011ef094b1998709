"""What is worth doing next, and the mail that tells it to owners."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, update

from handover.adapters.rasa_fake import not_understood, understood
from handover.services import handovers, reckoner, savings
from handover.services.next_steps import next_steps
from handover.storage.tables import deliveries, failures, gaps
from tests.support import Support, command


async def _gap(support: Support, name: str, state: str = "open") -> UUID:
    gap_id, now = uuid4(), support.clock.now()
    row = {"id": gap_id, "name": name, "names": {"de": "Wort"}, "named_of": 1, "state": state, "state_at": now}
    fixed = now if state == "fixed" else None
    async with support.store.transaction() as tx:
        await tx.connection.execute(insert(gaps).values(**row, created_at=now, fixed_at=fixed))
    return gap_id


async def _failing(support: Support, gap: UUID, worked: int, *, well: bool = False) -> None:
    """Cleo is not understood, or just wants a person, and Ann works on it for so many seconds."""
    support.bot.script = lambda _turn: understood("greet", "Hallo") if well else not_understood()
    cleo = await support.open()
    await support.ask(cleo, "Verleiht ihr Ski?")
    if worked:
        await support.ask_for_person(cleo)
        await handovers.accept(support.store, support.clock, cleo, support.ann)
        support.clock.pass_time(seconds=worked)
        await handovers.resolve(
            support.store, support.clock, cleo, support.ann, command(), "solved_by_agent", "missing_content", None
        )
    await support.reckoner.catch_up()
    async with support.store.transaction() as tx:
        await tx.connection.execute(update(failures).where(failures.c.conversation_id == cleo).values(gap_id=gap))


async def _steps(support: Support) -> list[tuple[Any, Any]]:
    found = await next_steps(support.store, support.clock, support.reckoner)
    return [(one["name"], one["saves"]) for one in found["items"]]


async def _mails(support: Support) -> list[dict[str, Any]]:
    async with support.store.reading() as connection:
        return list((await connection.execute(select(deliveries.c.body))).scalars())


async def _an_hour_costs(support: Support, francs: float) -> None:
    said = dict.fromkeys(savings.PARTS) | {"cost_per_hour": francs, "currency": "CHF"}
    await savings.assume(support.store, support.clock, support.olga, said)


async def test_first_comes_what_cost_most_of_agents_time_and_closed_gaps_do_not_come(support: Support) -> None:
    cheap, dear, fixed = [await _gap(support, name) for name in ("cheap", "dear", "unused")]
    fixed = await _gap(support, "fixed", "fixed")
    await _failing(support, cheap, 0)
    await _failing(support, cheap, 0)
    await _failing(support, dear, 1800)
    await _failing(support, fixed, 3600)
    assert await _steps(support) == [("dear", None), ("cheap", None)]
    await _an_hour_costs(support, 30)
    assert await _steps(support) == [("dear", 15.0), ("cheap", 0.0)]


async def test_that_customers_want_a_person_is_nothing_that_anybody_could_close(support: Support) -> None:
    persons, half = await _gap(support, "persons"), await _gap(support, "half")
    await _failing(support, persons, 600, well=True)
    await _failing(support, half, 0)
    await _failing(support, half, 600, well=True)
    assert await _steps(support) == [("half", None)]


async def test_what_was_longer_than_four_weeks_ago_does_not_count(support: Support) -> None:
    await _failing(support, await _gap(support, "old"), 60)
    support.clock.pass_time(weeks=4, minutes=5)
    assert await _steps(support) == []


@pytest.mark.parametrize(("before", "written"), [(timedelta(hours=2, seconds=1), False), (timedelta(hours=2), True)])
async def test_owners_get_their_mail_on_monday_from_seven_on(
    support: Support, before: timedelta, *, written: bool
) -> None:
    support.clock.at -= before
    await support.weekly.once()
    assert [mail["to"] for mail in await _mails(support)] == ([support.olga.email] if written else [])


async def test_it_is_written_once_by_however_many_processes(support: Support) -> None:
    gap = await _gap(support, "Skiverleih")
    await _failing(support, gap, 600)
    await _an_hour_costs(support, 30)
    support.clock.at += timedelta(weeks=1)
    support.clock.at = support.clock.at.replace(hour=9)
    await support.at_once(support.weekly.once, 3)
    support.weekly._written = None  # noqa: SLF001 - another process
    await support.weekly.once()
    [mail] = await _mails(support)
    assert "1. Skiverleih: 1 Kontakt, 0 min gewartet, 10 min Arbeit, 5,00 CHF" in mail["text"]
    assert f"https://chat.example/insights/gaps/{gap}\n" in mail["text"]
    assert "In der Woche ab 23.11.2026 kam 1 Kontakt (Woche davor: 0). Von 1 beendeten hat" in mail["text"]


async def test_it_is_written_when_all_that_was_said_is_reckoned(
    support: Support, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoner, "_AT_ONCE", 2)
    for _ in range(7):
        await support.open()
    await support.weekly.once()
    assert await _mails(support) == []
    await support.weekly.once()
    assert len(await _mails(support)) == 1


async def test_on_other_days_nothing_is_written(support: Support) -> None:
    for _ in range(6):
        support.clock.pass_time(days=1)
        await support.weekly.once()
    assert await _mails(support) == []


async def test_a_mail_that_belongs_to_no_conversation_is_sent_and_holds_no_other_up(support: Support) -> None:
    from handover.storage import deliveries as rows  # noqa: PLC0415 - the table has the same name

    await support.weekly.once()
    now = support.clock.now()
    async with support.store.transaction() as tx:
        [mine] = await rows.claim(tx, "mail", now, now + timedelta(seconds=10), 5)
        assert await rows.mark_failed(tx, mine, "timeout", now + timedelta(hours=1))
    async with support.store.transaction() as tx:
        await rows.add_mail(tx, uuid4(), None, None, {"to": "x@example.com"}, now)
        [other] = await rows.claim(tx, "mail", now, now + timedelta(seconds=10), 5)
        await rows.mark_sent(tx, other, now)
        assert await rows.claim_next(tx, other, now, now) is None
