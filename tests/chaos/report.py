"""What a run showed, to be read."""

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.chaos.findings import Kind
from tests.chaos.logs import Log
from tests.chaos.run import Outcome

_SHOWN = 20
_LOGS_SHOWN = 3
_LINE = 2_000


def report(outcome: Outcome, console: Console) -> bool:
    """Print it; whether everything is as it should be."""
    console.print(_table("What was done", _done(outcome)))
    console.print(_table("How long", _times(outcome)))
    counted = Counter(finding.kind for finding in outcome.findings)
    console.print(_table("What must not be", [(kind.value, f"{counted[kind]:,}") for kind in Kind]))
    for finding in outcome.findings[:_SHOWN]:
        console.print(f"[red]{finding.kind}[/] in {finding.conversation}:", escape(finding.what))
    if len(outcome.findings) > _SHOWN:
        console.print(f"... and {len(outcome.findings) - _SHOWN:,} more")
    wrong = dict.fromkeys(finding.conversation for finding in outcome.findings)
    for conversation in [one for one in wrong if one in outcome.logs.of][:_LOGS_SHOWN]:
        console.print(_log(conversation, outcome.logs.of[conversation]))
    for line in outcome.errors[:_SHOWN]:
        console.print("[yellow]The service logged:[/]", escape(line[:_LINE]))
    if not outcome.done:
        console.print(f"[red]Not all was done within {outcome.plan.longest_s:.0f} s.[/]")
    return outcome.done and not outcome.findings


def _done(outcome: Outcome) -> Iterator[tuple[str, str]]:
    records, plan = outcome.records, outcome.plan
    yield "customers, agents", f"{plan.customers:,}, {plan.agents:,}"
    yield "messages acknowledged", f"{len(records.sent):,}"
    yield "requests repeated", f"{records.repeated:,}"
    yield "requests sent again because nobody answered", f"{len(records.again_ms):,}"
    yield "contested accepts that somebody won", f"{records.contested:,}"
    yield "contested accepts that nobody won", f"{len(records.contests) - records.contested:,}"
    names = Counter(one.event.name for log in outcome.logs.of.values() for one in log)
    yield "errors that the service logged", f"{len(outcome.errors):,}"
    yield "events in the logs", f"{names.total():,}"
    for name in ("turn_understood", "reply_dropped", "offered", "accepted", "released", "returned_to_bot", "promised"):
        yield f"· {name}", f"{names[name]:,}"
    for what, times in sorted(outcome.timers.fired.items()):
        yield f"due timers fired: {what}", f"{times:,}"
    for what, times in sorted(outcome.faults.done.items()):
        yield what, f"{times:,}"


def _times(outcome: Outcome) -> Iterator[tuple[str, str]]:
    records = outcome.records
    yield "people and faults", f"{outcome.seconds:.0f} s"
    yield "a socket was back after a kill", _spread(records.back_ms["killed"], "ms")
    yield "a socket was back after it was dropped", _spread(records.back_ms["dropped"], "ms")
    yield "a request was answered that had to be sent again", _spread(records.again_ms, "ms")
    yield "a process of the service was ready again", _spread(outcome.faults.start_s, "s")
    yield "a timer fired after it was due", _spread(outcome.timers.late_s, "s")
    yield "a person was quicker than a timer that was due", _spread(outcome.timers.overtaken_s, "s")


def _spread(values: Sequence[float], unit: str) -> str:
    """The p50, the p99 and the largest of them."""
    if not values:
        return "never"
    parts = statistics.quantiles(values, n=100, method="inclusive") if len(values) > 1 else [values[0]] * 99
    figures = ", ".join(
        f"{name} {value:.{1 if unit == 's' else 0}f}"
        for name, value in (("p50", parts[49]), ("p99", parts[98]), ("at most", max(values)))
    )
    return f"{figures} {unit} ({len(values):,} times)"


def _table(title: str, rows: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Table:
    table = Table("", "", title=title, title_justify="left", show_header=False)
    for row in rows:
        table.add_row(*row)
    return table


def _log(conversation: str, log: Log) -> Table:
    table = Table("seq", "at", "event", "floor", "", title=f"The log of {conversation}", title_justify="left")
    for event in (each.event for each in log):
        table.add_row(str(event.seq), f"{event.at:%H:%M:%S.%f}", event.name, event.floor, str(dict(event.data))[:120])
    return table
