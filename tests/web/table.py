"""Every endpoint of the service, written down a second time: who may ask, with which body, in which state."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from tests.desk import NUMBER, RETURN
from tests.identities import signed


@dataclass(frozen=True)
class Row:
    """One endpoint.

    Attributes:
        who: `anyone`, `customer`, `agent`, `owner` or `staff`.
        status: What it answers when it worked.
        at: Where Cleo's conversation must be.
        body: A good body; `ID` and `NAME` in it become new ones.
        once: Whether it may come twice under the same id.
        upload: Whether its body is a form with a file.
    """

    method: str
    path: str
    who: str
    status: int
    at: str = "bot"
    body: dict[str, Any] | None = None
    once: bool = False
    upload: bool = False

    @property
    def name(self) -> str:
        """For reports."""
        return f"{self.method} {self.path} ({self.who})"

    @property
    def writes(self) -> bool:
        """Whether it changes something."""
        return self.method != "GET"

    def path_to_nothing(self, conversation: object, **known: object) -> str:
        """Its path in a conversation, with ids of nothing but what is known."""
        names = ("failure", "file", "delivery", "gap", "view")
        return self.path.format(conversation=conversation, **{name: uuid4() for name in names} | known)

    def good_body(self) -> dict[str, Any] | None:
        """Its body with ids of its own."""
        if self.body is None:
            return None
        return {name: str(uuid4()) if value in ("ID", "NAME") else value for name, value in self.body.items()}


_ONE = "/api/conversations/{conversation}"
_GAP = "/api/gaps/{gap}"
# Another gap than the one in the path, and a failure of that one.
OTHER_GAP, IN_GAP = UUID(int=0x6A), UUID(int=0x6B)
_RESOLVED = {"id": "ID", "outcome": "solved_by_agent", "cause": "missing_content", "note": "Seite fehlt"}


def _row(method: str, path: str, who: str, status: int, **more: Any) -> Row:
    return Row(method, path, who, status, **more)


ROWS = [
    _row("POST", "/api/conversations", "anyone", 201, body={"id": "ID", "language": "de"}, once=True),
    _row("PUT", f"{_ONE}/identity", "customer", 200, at="known", body={"identity": signed()}),
    _row("POST", f"{_ONE}/messages", "customer", 201, body={"id": "ID", "text": "Hallo"}, once=True),
    _row("POST", f"{_ONE}/escalation", "customer", 201, body={"id": "ID"}, once=True),
    _row("DELETE", f"{_ONE}/escalation", "customer", 204, at="queue"),
    _row(
        "POST",
        f"{_ONE}/judgements",
        "customer",
        201,
        at="answered",
        body={"id": "ID", "seq": 4, "helpful": False, "comment": "nein"},
        once=True,
    ),
    _row("POST", f"{_ONE}/rating", "customer", 201, body={"id": "ID", "stars": 4, "comment": "gut"}, once=True),
    _row("POST", f"{_ONE}/visits", "customer", 201, body={"id": "ID", "url": "/shop/cart", "title": "x"}, once=True),
    _row("GET", f"{_ONE}/events", "customer", 200),
    _row("POST", f"{_ONE}/files", "customer", 201, upload=True),
    _row("GET", f"{_ONE}/files/{{file}}", "customer", 200),
    _row(
        "POST",
        f"{_ONE}/promise",
        "customer",
        201,
        body={"id": "ID", "email": "cleo@example.com", "text": "Wann?"},
        once=True,
    ),
    _row("DELETE", "/api/session", "staff", 204),
    _row("GET", "/api/agents", "staff", 200),
    _row("GET", "/api/teams", "staff", 200),
    _row("GET", "/api/promises", "staff", 200),
    _row("POST", f"{_ONE}/answer", "agent", 201, at="promised", body={"id": "ID", "text": "Morgen."}, once=True),
    _row("DELETE", f"{_ONE}/offer", "agent", 204, at="offered"),
    _row("GET", "/api/me", "staff", 200),
    _row("PUT", "/api/me/availability", "agent", 200, body={"state": "online"}),
    _row("GET", "/api/conversations", "staff", 200),
    _row("GET", _ONE, "staff", 200),
    _row("GET", f"{_ONE}/events", "staff", 200),
    _row("PUT", f"{_ONE}/assignment", "agent", 200, at="queue", body={}),
    _row("DELETE", f"{_ONE}/assignment", "agent", 204, at="agent", body={"reason": "given_back"}),
    _row(
        "POST", f"{_ONE}/return", "agent", 201, at="agent", body={"id": "ID", "summary": "ok", "slots": {}}, once=True
    ),
    _row("POST", f"{_ONE}/resolution", "agent", 201, at="agent", body=_RESOLVED, once=True),
    _row(
        "POST",
        f"{_ONE}/messages",
        "agent",
        201,
        at="agent",
        body={"id": "ID", "text": "Guten Tag", "audience": "everyone"},
        once=True,
    ),
    _row("POST", f"{_ONE}/files", "agent", 201, at="agent", upload=True),
    _row("GET", f"{_ONE}/files/{{file}}", "staff", 200),
    _row("GET", f"{_ONE}/orders/{NUMBER}/invoice.pdf", "staff", 200, at="known"),
    _row("GET", f"{_ONE}/orders/{NUMBER}/returns/{RETURN}.pdf", "staff", 200, at="known"),
    _row("GET", "/api/failures", "owner", 200),
    _row("GET", "/api/failures.csv", "owner", 200),
    _row("GET", "/api/failures.json", "owner", 200),
    _row("GET", "/api/failures/{failure}", "owner", 200, at="queue"),
    _row("GET", "/api/views", "owner", 200),
    _row("POST", "/api/views", "owner", 201, body={"id": "ID", "name": "NAME", "filters": {"q": "x"}}, once=True),
    _row("DELETE", "/api/views/{view}", "owner", 204),
    _row("GET", "/api/gaps", "owner", 200),
    _row("GET", _GAP, "owner", 200),
    _row("POST", f"{_GAP}/name", "owner", 201, body={"id": "ID", "name": "Gutscheine"}, once=True),
    _row("POST", f"{_GAP}/state", "owner", 201, body={"id": "ID", "state": "planned"}, once=True),
    _row("POST", f"{_GAP}/assignee", "owner", 201, body={"id": "ID", "agent": None}, once=True),
    _row("POST", f"{_GAP}/merges", "owner", 201, body={"id": "ID", "gap": str(OTHER_GAP)}, once=True),
    _row("POST", f"{_GAP}/splits", "owner", 201, body={"id": "ID", "failures": [str(IN_GAP)]}, once=True),
    _row("GET", "/api/deliveries", "owner", 200),
    _row("POST", "/api/deliveries/{delivery}/attempts", "owner", 201, body={"id": "ID"}, once=True),
    _row("POST", "/api/deliveries/attempts", "owner", 201, body={"id": "ID", "target": "mail"}, once=True),
    _row("GET", "/api/insights/deliveries", "owner", 200),
    _row("GET", "/api/insights/outcomes", "owner", 200),
    _row("GET", "/api/insights/service-levels", "owner", 200),
    _row("GET", "/api/journey", "owner", 200),
    _row("GET", "/api/insights/touchpoints", "owner", 200),
    _row("GET", "/api/insights/journey", "owner", 200),
    _row("GET", "/api/alerts", "owner", 200),
    _row("GET", "/api/insights/next-steps", "owner", 200),
    _row("GET", "/api/contacts", "owner", 200),
    _row("GET", "/api/insights/refusals", "owner", 200),
    _row("GET", "/api/insights/savings", "owner", 200),
    _row("PUT", "/api/insights/savings/assumptions", "owner", 200, body={"cost_per_hour": 30, "currency": "CHF"}),
    _row("GET", "/api/refusals", "owner", 200),
]
SIGN_IN = _row("POST", "/api/session", "anyone", 200, body={"email": "ann@bergwerk.example", "password": "wrong"})
