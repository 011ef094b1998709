"""The failure log over HTTP: its list, its exports, and each failure by itself."""

import csv
import io
import re
from asyncio import WriteTransport
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, cast

from sanic import HTTPResponse

from handover.domain.events import Audience
from handover.realtime.frames import frames
from handover.services import failures, reading
from handover.web import cursors, queries, shapes
from handover.web.edge import Call, answer, dumps, endpoint

Records = AsyncIterator[Mapping[str, Any]]

_COLUMNS = (
    "at",
    "kind",
    "text",
    "intent",
    "confidence",
    "threshold",
    "language",
    "touchpoint",
    "page",
    "detail",
    "outcome",
    "cause",
    "judgement",
    "status",
    "model",
    "ranking",
    "meant",
    "actions",
    "entities",
    "slots",
    "followed_by",
    "helped_by",
    "waiting_s",
    "agent_s",
    "found_at",
    "gap",
    "conversation",
    "message_id",
    "seq",
    "id",
)


@endpoint("GET", "/failures", who="owner", query=queries.Failures)
async def failure_log(call: Call) -> HTTPResponse:
    """Read the failure log, newest first."""
    found = await failures.page(call.lotse.store, call.query.wanted(), cursors.read(call.query.after))
    return answer(cursors.page(found, failures.PAGE, shapes.failure, lambda row: (row["at"], row["id"])))


@endpoint("GET", "/failures.csv", who="owner", query=queries.Failures)
async def failures_csv(call: Call) -> None:
    """Export the failure log as CSV."""
    await _export(call, "failures.csv", "text/csv; charset=utf-8", _csv)


@endpoint("GET", "/failures.json", who="owner", query=queries.Failures)
async def failures_json(call: Call) -> None:
    """Export the failure log as JSON."""
    await _export(call, "failures.json", "application/json", _json)


async def _export(call: Call, name: str, content_type: str, write: Callable[[Records], AsyncIterator[str]]) -> None:
    """Send all records that fit, one after another, so that a large log needs no memory."""
    after = cursors.read(call.query.after)
    parts = write(failures.every(call.lotse.store, call.query.wanted(), after))
    # The first records are read before the answer begins: what goes wrong until here can still be told.
    first = await anext(parts)
    response = await call.request.respond(
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
    await response.send(first)
    try:
        async for part in parts:
            await response.send(part)
    except Exception:
        # Ended as usual, what was sent until here would look whole.
        cast("WriteTransport", call.request.transport).abort()
        raise
    await response.eof()


async def _csv(records: Records) -> AsyncIterator[str]:
    record = await anext(records, None)
    # The mark at the start makes spreadsheets read umlauts.
    yield "\ufeff" + _line(_COLUMNS)
    while record is not None:
        shaped = shapes.failure(record)
        yield _line([_cell(shaped[name]) for name in _COLUMNS])
        record = await anext(records, None)


async def _json(records: Records) -> AsyncIterator[str]:
    record = await anext(records, None)
    yield '{"items":['
    between = "\n"
    while record is not None:
        yield between + dumps(shapes.failure(record))
        between = ",\n"
        record = await anext(records, None)
    yield "\n]}\n"


# At the start, and behind what a spreadsheet of another country takes for the end of a cell. Also the full-width ones,
# which some spreadsheets take for the others.
_FORMULA = re.compile(r"(^\s*|[;\t\r\n]\s*)(?=[=+\-@＝＋－＠])")


def _cell(value: object) -> str:
    """A cell that a spreadsheet shows and does not run.

    Threat: a customer writes `=HYPERLINK(…)` and the owner opens the export.
    """
    if value is None:
        return ""
    text = value if isinstance(value, str) else dumps(value).strip('"')
    return _FORMULA.sub(r"\1'", text)


def _line(cells: tuple[str, ...] | list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


@endpoint("GET", "/failures/<failure_id:uuid>", who="owner")
async def failure(call: Call) -> HTTPResponse:
    """One failure with the turns around it."""
    record, events = await failures.with_turns(call.lotse.store, call.path["failure_id"])
    conversation = await reading.one(call.lotse.store, record["conversation_id"])
    more = {"turns": frames(events, Audience.STAFF), "floor": conversation.floor}
    return answer(shapes.failure(record) | more)
