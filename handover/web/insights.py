"""What owners ask over HTTP: where self-service failed, and how conversations ended."""

import csv
import io
import re

from sanic import HTTPResponse

from handover.domain.events import Audience
from handover.realtime.frames import frames
from handover.services import failures, insights, reading, refusals
from handover.web import queries, shapes
from handover.web.edge import Call, answer, dumps, endpoint

_PAGE = failures.PAGE

_COLUMNS = (
    "at",
    "kind",
    "text",
    "intent",
    "confidence",
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
    "conversation",
    "message_id",
    "seq",
    "id",
)


@endpoint("GET", "/failures", who="owner", query=queries.Failures)
async def failure_log(call: Call) -> HTTPResponse:
    """Read the failure log, newest first."""
    found = await failures.page(call.lotse.store, call.query.wanted(), shapes.read_cursor(call.query.after))
    last = found[-1] if len(found) == _PAGE else None
    return answer(
        {
            "items": [shapes.failure(record) for record in found],
            "next": shapes.cursor(last["at"], last["id"]) if last else None,
        }
    )


@endpoint("GET", "/failures.csv", who="owner", query=queries.Failures)
async def failures_csv(call: Call) -> None:
    """Export the failure log as CSV."""
    records = failures.every(call.lotse.store, call.query.wanted())
    # Read before the answer begins: what goes wrong until here can still be told.
    record = await anext(records, None)
    response = await call.request.respond(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="failures.csv"', "Cache-Control": "no-store"},
    )
    # The mark at the start makes spreadsheets read umlauts.
    await response.send("\ufeff" + _line(_COLUMNS))
    while record is not None:
        shaped = shapes.failure(record)
        await response.send(_line([_cell(shaped[name]) for name in _COLUMNS]))
        record = await anext(records, None)
    await response.eof()


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


@endpoint("GET", "/insights/outcomes", who="owner", query=queries.Period)
async def outcomes(call: Call) -> HTTPResponse:
    """How conversations ended and where self-service failed, in figures."""
    period = call.query.period()
    figures = await insights.outcomes(call.lotse.store, call.lotse.reckoner, period)
    return answer({"from": period.since, "to": period.until} | figures)


@endpoint("GET", "/contacts", who="owner", query=queries.Contacts)
async def contacts(call: Call) -> HTTPResponse:
    """Read the conversations behind a figure, newest first."""
    after = shapes.read_cursor(call.query.after)
    found = await insights.contacts(call.lotse.store, call.lotse.reckoner, call.query.wanted(), after)
    last = found[-1] if len(found) == _PAGE else None
    return answer(
        {
            "items": [shapes.contact(row) for row in found],
            "next": shapes.cursor(last["opened_at"], last["conversation_id"]) if last else None,
        }
    )


@endpoint("GET", "/refusals", who="owner", query=queries.Refusals)
async def refused_access(call: Call) -> HTTPResponse:
    """Read what was refused, newest first."""
    found = await refusals.page(call.lotse.store, call.query.wanted(), shapes.read_cursor(call.query.after))
    last = found[-1] if len(found) == refusals.PAGE else None
    return answer(
        {
            "items": [shapes.refusal(row) for row in found],
            "next": shapes.cursor(last["at"], last["id"]) if last else None,
        }
    )


@endpoint("GET", "/insights/refusals", who="owner", query=queries.Period)
async def refusal_figures(call: Call) -> HTTPResponse:
    """What was refused, in figures, and what of it looks like guessing."""
    since, until = call.query.since, call.query.until
    return answer({"from": since, "to": until} | await refusals.summary(call.lotse.store, since, until))
