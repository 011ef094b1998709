"""What owners ask over HTTP about gaps, and what they do about them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sanic import HTTPResponse

from handover.adapters.clock import Clock
from handover.domain.agent import Agent
from handover.domain.gap import Proof
from handover.services import gap_list, gaps
from handover.storage.gap_figures import GapFilter
from handover.storage.store import Store
from handover.storage.transaction import Command
from handover.web import cursors, owners_bodies, queries
from handover.web.edge import Call, answer, created, endpoint

Json = dict[str, Any]
_SAME = ("id", "name", "names", "state", "state_at", "fixed_at", "created_at", "merged_into")
_FIGURES = ("count", "before", "trend", "waiting_s", "agent_s", "first_at", "last_at", "quotes", "came_back")
_ONE = "/gaps/<gap_id:uuid>"


@endpoint("GET", "/gaps", who="owner", query=queries.Gaps)
async def gap_page(call: Call) -> HTTPResponse:
    """Read the gaps, those with most failures in the period first."""
    after = cursors.read_counted(call.query.after)
    found, rest = await gap_list.page(call.lotse.store, call.lotse.clock, call.query.wanted(), after)
    listed = cursors.page(found, gap_list.PAGE, _gap, lambda row: (row["count"], row["id"]))
    return answer({**listed, **rest})


@endpoint("GET", _ONE, who="owner", query=queries.Period)
async def gap(call: Call) -> HTTPResponse:
    """One gap with its figures in a period, its fix and its history."""
    wanted = GapFilter(call.query.since, call.query.until)
    row = await gap_list.one(call.lotse.store, call.lotse.clock, call.path["gap_id"], wanted)
    more = {name: _keyed(row[name]) for name in ("intents", "pages", "kinds", "causes")}
    return answer(
        _gap(row) | more | {"proof": _proof(row["proof"]), "history": [_change(one) for one in row["history"]]}
    )


@endpoint("POST", f"{_ONE}/name", who="owner", status=201, body=owners_bodies.NameGap)
async def name_gap(call: Call) -> HTTPResponse:
    """Call a gap something else."""
    return created(await gaps.rename(*_asked(call), call.body.name))


@endpoint("POST", f"{_ONE}/state", who="owner", status=201, body=owners_bodies.SetGapState)
async def set_gap_state(call: Call) -> HTTPResponse:
    """Say how far a gap is."""
    return created(await gaps.set_state(*_asked(call), call.body.state))


@endpoint("POST", f"{_ONE}/assignee", who="owner", status=201, body=owners_bodies.AssignGap)
async def assign_gap(call: Call) -> HTTPResponse:
    """Say who takes care of a gap."""
    return created(await gaps.assign(*_asked(call), call.body.agent))


@endpoint("POST", f"{_ONE}/merges", who="owner", status=201, body=owners_bodies.MergeGap)
async def merge_gaps(call: Call) -> HTTPResponse:
    """Make another gap a part of this one."""
    return created(await gaps.merge(*_asked(call), call.body.gap))


@endpoint("POST", f"{_ONE}/splits", who="owner", status=201, body=owners_bodies.SplitGap)
async def split_gap(call: Call) -> HTTPResponse:
    """Make some of its failures a gap of their own."""
    return created(await gaps.split(*_asked(call), call.body.failures, call.body.name))


def _asked(call: Call) -> tuple[Store, Clock, Command, Agent, UUID]:
    return (call.lotse.store, call.lotse.clock, call.command(), call.agent, call.path["gap_id"])


def _gap(row: Mapping[str, Any]) -> Json:
    assignee = {"id": row["assignee_id"], "name": row["assignee"]} if row["assignee_id"] else None
    keyed = {name: _keyed(row[name]) for name in ("languages", "touchpoints")}
    return {name: row[name] for name in (*_SAME, *_FIGURES)} | keyed | {"assignee": assignee}


def _keyed(counts: list[tuple[str | None, int]]) -> list[Json]:
    return [{"key": key, "count": count} for key, count in counts]


def _change(row: Mapping[str, Any]) -> Json:
    agent = {"id": row["agent_id"], "name": row["agent"]} if row["agent_id"] else None
    return {"at": row["at"], "kind": row["kind"], "agent": agent, **row["data"]}


def _proof(proof: Proof | None) -> Json | None:
    if proof is None:
        return None
    rates = {"before": proof.before.as_data(), "after": proof.after.as_data()}
    return rates | {"verdict": proof.verdict, "days": proof.since.days}
