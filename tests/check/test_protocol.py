"""docs/protocol.md is what independent clients are written against: every endpoint, event and code is on it."""

import re

from handover import app
from handover.domain import errors, failure, handover, outcome
from handover.domain.errors import LotseError
from handover.domain.events import EVENT_TYPES
from handover.web.edge import ENDPOINTS
from tests.check.commands import ROOT

PAGE = (ROOT / "docs/protocol.md").read_text()


def test_every_endpoint_is_told() -> None:
    assert app is not None
    told = {(method, path) for method, path in re.findall(r"`(GET|POST|PUT|DELETE) ([^`?\s]+)", PAGE)}
    served = {(one.method, re.sub(r"<conversation_id:uuid>", "{id}", one.path)) for one in ENDPOINTS}
    served = {(method, re.sub(r"<(\w+):\w+>", r"{\1}", path)) for method, path in served}
    assert served - told == set()


def test_every_event_is_told_with_its_fields() -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ([^|]*) \|", PAGE, re.MULTILINE)
    told = {name: fields for names, fields in rows for name in re.findall(r"`(\w+)`", names)}
    missing = {
        (name, field)
        for name, kind in EVENT_TYPES.items()
        for field in kind.fields
        if not re.search(rf"\b{field}\b", told.get(name, ""))
    }
    assert missing == set()


def test_what_customers_see_of_an_event_and_where_it_moves_the_floor_is_told() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$", PAGE, re.MULTILINE)
    told = {name: (sees.strip() != "nothing", floor) for name, sees, floor in rows if name in EVENT_TYPES}
    assert told.keys() == EVENT_TYPES.keys()
    for name, kind in EVENT_TYPES.items():
        seen, floor = told[name]
        assert seen == (kind.customer is not None), name
        assert re.findall(r"`(\w+)`", floor) == ([kind.floor] if kind.floor else []), name


def test_every_reason_kind_outcome_and_cause_is_told() -> None:
    words = {*handover.REASONS, *failure.KINDS, *outcome.OUTCOMES, *outcome.CAUSES}
    assert {word for word in words if f"`{word}`" not in PAGE} == set()


def test_every_error_code_is_told() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, LotseError)]
    # Bases of others are never raised themselves.
    codes = {kind.code for kind in kinds if not kind.__subclasses__() or kind is errors.NotFoundError}
    assert {code for code in codes if f"`{code}`" not in PAGE} == set()
