"""The service as a web application: what it serves, and what runs while it does."""

import asyncio
from typing import Any

from sanic import Sanic

from handover.adapters.bot import Bot
from handover.adapters.clock import Clock, SystemClock
from handover.adapters.rasas import Rasas
from handover.config import Settings
from handover.domain.journey import JourneyMap
from handover.domain.team import Plan
from handover.services.due import DueTimes
from handover.services.sweep import Sweep
from handover.web import (
    console,
    customers,
    deliveries,
    documents,
    errors,
    failures,
    files,
    gaps,
    health,
    insights,
    promises,
    reports,
    savings,
    session,
    site,
    views,
)
from handover.web.edge import api
from handover.web.lotse import Lotse
from handover.web.openapi import openapi
from handover.web.sockets.agent import agent_socket
from handover.web.sockets.connection import close_all
from handover.web.sockets.customer import customer_socket
from handover.wiring import wire

# These modules serve their endpoints on `api` when they are imported.
_SERVED = (
    session,
    console,
    customers,
    promises,
    deliveries,
    documents,
    failures,
    files,
    gaps,
    insights,
    reports,
    savings,
    views,
)

_LARGEST_REQUEST = 65_536


def create_app(
    settings: Settings,
    *,
    plan: Plan | None = None,
    journey: JourneyMap | None = None,
    clock: Clock | None = None,
    bot: Bot | None = None,
) -> Sanic[Any, Any]:
    """The service, not yet listening.

    Args:
        settings: What was set from outside.
        plan: Who answers what, and when; one team that is always open when nothing is said.
        journey: Where customers meet the shop; nothing but pages when nothing is said.
        clock: Another clock than the machine's.
        bot: Another bot than Rasa.
    """
    app: Sanic[Any, Any] = Sanic("lotse", configure_logging=False)
    app.config.update(
        REQUEST_MAX_SIZE=_LARGEST_REQUEST,
        REQUEST_TIMEOUT=30,
        RESPONSE_TIMEOUT=30,
        WEBSOCKET_MAX_SIZE=_LARGEST_REQUEST,
        WEBSOCKET_PING_INTERVAL=20,
        WEBSOCKET_PING_TIMEOUT=20,
        GRACEFUL_SHUTDOWN_TIMEOUT=3,
        PROXIES_COUNT=settings.proxies or None,
        MOTD=False,
    )
    app.ctx.metrics = health.Metrics()
    app.ctx.sockets = set()
    for blueprint in (api, openapi, customer_socket, agent_socket, health.health, site.site):
        app.blueprint(blueprint)
    if settings.demo:
        app.blueprint(site.shop)
        _show_mails(app, settings)
    errors.install(app)
    site.protect(app)
    health.count(app)

    @app.before_server_start
    async def start(app: Sanic[Any, Any]) -> None:
        app.ctx.lotse = wire(settings, plan or Plan(), journey or JourneyMap(), clock or SystemClock(), bot)
        await _resume(app)

    @app.before_server_stop
    async def stop(app: Sanic[Any, Any]) -> None:
        await close_all(app.ctx.sockets)

    @app.after_server_stop
    async def close(app: Sanic[Any, Any]) -> None:
        lotse: Lotse = app.ctx.lotse
        app.ctx.sweep.stop()
        await app.ctx.sweeping
        await lotse.upkeep.stop()
        await lotse.router.stop()
        await lotse.runner.stop()
        await lotse.sender.stop()
        await lotse.refusals.written()
        if lotse.bridge is not None:
            await lotse.bridge.stop()
        await lotse.limits.close()
        if isinstance(lotse.bot, Rasas):
            await lotse.bot.close()
        await lotse.actions.close()
        await lotse.store.close()

    return app


def _show_mails(app: Sanic[Any, Any], settings: Settings) -> None:
    """Receive the demo's mails and show them to everybody."""
    # What receives mails is loaded in the demo alone.
    from handover.adapters.mailbox import Mailbox  # noqa: PLC0415
    from handover.web.mails import mails  # noqa: PLC0415

    app.blueprint(mails)
    mailbox = app.ctx.mailbox = Mailbox(settings.data_dir / "mails")

    @app.before_server_start
    async def receive(_app: Sanic[Any, Any]) -> None:
        if settings.mail_port:
            await mailbox.open(settings.mail_port, shared=settings.service_processes > 1)

    @app.after_server_stop
    async def close(_app: Sanic[Any, Any]) -> None:
        await mailbox.close()


async def _resume(app: Sanic[Any, Any]) -> None:
    """Go on where the process before this one stopped."""
    lotse: Lotse = app.ctx.lotse
    if lotse.bridge is not None:
        lotse.bridge.start()
    due = DueTimes(lotse.store, lotse.clock, lotse.queue)
    sweep = Sweep(lotse.store, lotse.clock, lotse.runner, due, lotse.presence, lotse.router)
    if lotse.store.is_sqlite:
        # SQLite serves one process, so whoever claimed a turn before is gone.
        await sweep.take_over()
    lotse.router.start()
    lotse.sender.start()
    lotse.upkeep.start()
    app.ctx.sweep, app.ctx.sweeping = sweep, asyncio.create_task(sweep.run())
