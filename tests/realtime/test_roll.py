"""Whether a nudge may have been missed, told from who was heard and when."""

from handover.realtime.roll import Roll


def test_whoever_does_not_hear_themselves_hears_nobody() -> None:
    roll = Roll("ours")
    roll.hear("theirs", now=0)
    assert not roll.is_complete(now=0)
    roll.hear("ours", now=0)
    assert roll.is_complete(now=0)


def test_a_process_that_fell_silent_may_have_kept_something_for_a_minute() -> None:
    roll = Roll("ours")
    roll.hear("theirs", now=0)
    complete = []
    for now in (1, 4, 5, 60, 61, 62):
        roll.hear("ours", now=now)
        complete.append(roll.is_complete(now=now))
    assert complete == [True, True, False, False, True, True]


def test_a_process_that_said_goodbye_is_not_waited_for() -> None:
    roll = Roll("ours")
    roll.hear("theirs", now=0)
    roll.leave("theirs")
    roll.hear("ours", now=10)
    assert roll.is_complete(now=10)


def test_we_ourselves_are_never_taken_for_gone() -> None:
    roll = Roll("ours")
    roll.hear("ours", now=0)
    assert not roll.is_complete(now=1_000)
