"""Whether the service lives, whether it is ready, and its metrics."""

import asyncio
from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import BaseHTTPResponse

from handover.domain.errors import UnavailableError
from handover.services import deliveries, insights, refusals
from handover.web.edge import answer, lotse_of
from handover.web.lotse import Lotse

health = Blueprint("health")


class RefusedAccess(Collector):
    """Counts of refused access as the database had them last, so that they go on where a restart left off."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def collect(self) -> Iterator[Metric]:
        """One counter for each kind, also for those that never happened: alerts need a number to begin from."""
        metric = CounterMetricFamily("lotse_refusals", "Refused access by kind.", labels=["kind"])
        for kind, count in self.counts.items():
            metric.add_metric([kind], count)
        yield metric


class Metrics:
    """What is counted in this process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "lotse_requests", "Answered requests.", ["method", "route", "status"], registry=self.registry
        )
        self.sockets = Gauge("lotse_sockets", "Open sockets.", ["audience"], registry=self.registry)
        self.conversations = Gauge(
            "lotse_conversations", "Conversations by who has the floor.", ["floor"], registry=self.registry
        )
        self.deliveries = Gauge(
            "lotse_deliveries", "Webhooks and mails by how far they are.", ["target", "state"], registry=self.registry
        )
        self.not_reckoned = Gauge(
            "lotse_not_reckoned", "Conversations that reports could not count.", registry=self.registry
        )
        self.refusals = RefusedAccess()
        self.registry.register(self.refusals)


@health.get("/healthz")
async def alive(_request: Request) -> HTTPResponse:
    """200 while the process answers."""
    return answer({"status": "ok"})


@health.get("/readyz")
async def ready(request: Request) -> HTTPResponse:
    """200 while the database answers; the others are told of, since the service works without them."""
    lotse = lotse_of(request)
    try:
        await lotse.store.ping()
        database = "up"
    except UnavailableError:
        database = "down"
    models, actions = await asyncio.gather(lotse.bot.models(), lotse.actions.alive())
    processes = [_state(model) for model in models]
    body = {
        "status": "ready" if database == "up" else "not_ready",
        "database": {"state": database},
        "bot": {**next((one for one in processes if one["model"]), _state(None)), "processes": processes},
        "actions": {"state": "up" if actions else "down"},
        "other_processes": {"state": _others(lotse)},
    }
    return answer(body, 200 if database == "up" else 503, {} if database == "up" else {"Retry-After": "2"})


def _state(model: str | None) -> dict[str, str | None]:
    return {"state": "up" if model else "down", "model": model}


def _others(lotse: Lotse) -> str:
    if lotse.bridge is None:
        return "none"
    return "heard" if lotse.bridge.in_touch else "not_heard"


@health.get("/metrics")
async def metrics(request: Request) -> HTTPResponse:
    """Metrics in Prometheus text."""
    counted: Metrics = request.app.ctx.metrics
    lotse = lotse_of(request)
    for floor, count in (await insights.floors(lotse.store)).items():
        counted.conversations.labels(floor).set(count)
    for target, states in (await deliveries.counts(lotse.store, lotse.sender.targets)).items():
        for state, count in states.items():
            counted.deliveries.labels(target, state).set(count)
    counted.not_reckoned.set(await lotse.reckoner.passed_over())
    counted.refusals.counts = await refusals.totals(lotse.store)
    return HTTPResponse(generate_latest(counted.registry), content_type=CONTENT_TYPE_LATEST)


def count(app: Sanic[Any, Any]) -> None:
    """Count the answers of `app`."""

    async def counted(request: Request, response: BaseHTTPResponse) -> None:
        # The route and not the path, and no method that somebody made up: labels would grow without bound.
        method, route = (request.method, request.route.path) if request.route else ("unknown", "unknown")
        app.ctx.metrics.requests.labels(method, route, response.status).inc()

    app.register_middleware(counted, "response")
