"""The state table in docs/handover.md, made from the code: `python -m tests.check.state_table` writes it."""

from collections.abc import Iterator
from pathlib import Path

from handover.domain.events import Floor
from handover.domain.transitions import TRANSITIONS, refusal

PAGE = Path(__file__).resolve().parents[2] / "docs/handover.md"
BEGIN, END = "<!-- made by tests/check/state_table.py -->", "<!-- until here -->"
# In the order in which they happen to somebody; each is in TRANSITIONS, and none is missing.
EVENTS = (
    "escalated",
    "told_to_wait",
    "offered",
    "offer_lapsed",
    "withdrawn",
    "accepted",
    "released",
    "returned_to_bot",
    "resolved",
    "promised",
    "promise_kept",
    "promise_broken",
    "closed",
    "reopened",
)


def page() -> str:
    """docs/handover.md with the table and the diagram as the code has them."""
    before, rest = PAGE.read_text().split(BEGIN)
    after = rest.split(END)[1]
    made = "\n".join([*_diagram(), "", *_table()])
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield "  [*] --> bot: conversation_opened"
    for floor in Floor:
        for to in Floor:
            names = [name for name in EVENTS if TRANSITIONS.get((floor, name)) is to]
            if floor is not to and names:
                yield f"  {floor} --> {to}: {', '.join(names)}"
    yield "```"


def _table() -> Iterator[str]:
    yield f"| event | {' | '.join(Floor)} |"
    yield f"|---|{'---|' * len(Floor)}"
    for name in EVENTS:
        yield f"| `{name}` | {' | '.join(_cell(floor, name) for floor in Floor)} |"


def _cell(floor: Floor, name: str) -> str:
    error = refusal(floor, name)
    if error is not None:
        return f"`{error.code}`"
    to = TRANSITIONS[floor, name]
    return "stays" if to is floor else f"**{to}**"


if __name__ == "__main__":
    PAGE.write_text(page())
