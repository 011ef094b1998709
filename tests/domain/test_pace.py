"""How fast a team was lately."""

from datetime import timedelta

from handover.domain.pace import Handled, Pace, Waited
from tests.builders import NOW


def handled(escalated: int, accepted: int, ended: int) -> Handled:
    """A handover by its minutes."""
    at = [NOW + timedelta(minutes=minutes) for minutes in (escalated, accepted, ended)]
    return Handled(*at, agent_s=(ended - accepted) * 60)


def test_who_found_room_was_accepted_after_what_they_waited() -> None:
    assert Pace.of([handled(0, 2, 30), handled(5, 6, 12)], []).acceptance == [60, 120]


def test_who_had_to_wait_for_room_was_accepted_after_the_last_end_before() -> None:
    pace = Pace.of([handled(-60, -59, -1), handled(-30, 1, 20)], [])
    assert pace.acceptance == [60, 120]
    assert pace.handling == [58 * 60, 19 * 60]


def test_the_older_ones_only_tell_since_when_there_was_room() -> None:
    pace = Pace.of([handled(-30, 1, 20), handled(-60, -59, -1)], [], newest=1)
    assert (pace.handling, pace.acceptance) == ([19 * 60], [120])


def test_how_many_leave_is_counted_by_the_time_that_all_waited() -> None:
    assert Pace.of([], [Waited(300, left=False), Waited(500, left=True), Waited(200, left=True)]).leaving == 2 / 1_000
    assert Pace.of([], []).leaving == 0
