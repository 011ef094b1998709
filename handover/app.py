"""The one place that builds and wires the service."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from sanic import Sanic
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from handover.adapters.actions import ActionServer
from handover.adapters.bot import Bot
from handover.adapters.clock import Clock, SystemClock
from handover.adapters.mail import ActionServerPost
from handover.adapters.rasas import Rasas
from handover.adapters.webhooks import HttpWebhook
from handover.config import Settings
from handover.domain.events import Floor
from handover.domain.team import Plan
from handover.realtime.hub import QUEUE, Hub, agent_topic, conversation_topic
from handover.services.refusals import Refusals
from handover.services.sender import Sender
from handover.services.sweep import Sweep
from handover.services.turns import TurnRunner
from handover.storage.store import Store
from handover.storage.transaction import Moved
from handover.web import console, customers, deliveries, documents, errors, files, health, insights, site
from handover.web.edge import api
from handover.web.limits import Limits
from handover.web.lotse import Lotse, Rules
from handover.web.openapi import openapi
from handover.web.sockets.agent import agent_socket
from handover.web.sockets.connection import close_all
from handover.web.sockets.customer import customer_socket
from handover.web.uploads import Uploads

# These modules serve their endpoints on `api` when they are imported.
_SERVED = (console, customers, deliveries, documents, files, insights)

_LARGEST_REQUEST = 65_536


def create_app(
    settings: Settings, *, plan: Plan | None = None, clock: Clock | None = None, bot: Bot | None = None
) -> Sanic[Any, Any]:
    """The service, not yet listening.

    Args:
        settings: What was set from outside.
        plan: Who answers what, and when; one team that is always open when nothing is said.
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
        app.ctx.lotse = _wire(settings, plan or Plan(), clock or SystemClock(), bot)
        await _resume(app, settings)

    @app.before_server_stop
    async def stop(app: Sanic[Any, Any]) -> None:
        await close_all(app.ctx.sockets)

    @app.after_server_stop
    async def close(app: Sanic[Any, Any]) -> None:
        lotse: Lotse = app.ctx.lotse
        app.ctx.sweep.stop()
        await app.ctx.sweeping
        await lotse.runner.stop()
        await lotse.sender.stop()
        await lotse.refusals.written()
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
            await mailbox.open(settings.mail_port)

    @app.after_server_stop
    async def close(_app: Sanic[Any, Any]) -> None:
        await mailbox.close()


def _wire(settings: Settings, plan: Plan, clock: Clock, bot: Bot | None) -> Lotse:
    store = Store(settings.database, {webhook.name: webhook.wanted for webhook in settings.webhooks})
    token = settings.bot_token.get_secret_value()
    if bot is None:
        bot = Rasas(settings.bot_urls, token, settings.seconds_per_process, settings.turns_in_flight)
    hub = Hub()
    actions = ActionServer(settings.actions_url, token, settings.shop_seconds, settings.action_seconds)
    runner = TurnRunner(store, clock, bot, actions, settings.turn_seconds)

    def tell(moved: list[Moved]) -> None:
        for one in moved:
            _nudge(hub, one)
            if one.after.floor is Floor.BOT:
                runner.wake(one.after.id)

    store.after_commit(tell)
    sender = _sender(settings, store, clock)
    store.when_owed(sender.wake)
    rules = Rules(
        secret_key=settings.secret_key.get_secret_value(),
        allowed_sites=frozenset(settings.allowed_sites),
        identity_keys={kid: key.get_secret_value() for kid, key in settings.identity_keys.items()},
        secure_cookies=settings.secure_cookies,
        messages_per_minute=settings.messages_per_minute,
        conversations_per_minute=settings.conversations_per_minute,
        sign_ins_per_minute=settings.sign_ins_per_minute,
    )
    limits = Limits()
    uploads = Uploads(limits, settings.uploads_per_minute)
    return Lotse(store, clock, bot, actions, hub, runner, sender, Refusals(store, clock), limits, uploads, rules, plan)


def _sender(settings: Settings, store: Store, clock: Clock) -> Sender:
    webhooks = {one.name: HttpWebhook(one.url.get_secret_value(), one.keys) for one in settings.webhooks}
    # The budgets nest: longer than the action server's own for a mail.
    token = settings.bot_token.get_secret_value()
    return Sender(store, clock, webhooks, ActionServerPost(settings.actions_url, token, settings.turn_seconds))


def _nudge(hub: Hub, moved: Moved) -> None:
    hub.nudge(conversation_topic(moved.after.id))
    sides = [side for side in (moved.before, moved.after) if side is not None]
    if any(side.floor is Floor.QUEUE for side in sides):
        hub.nudge(QUEUE)
    for agent_id in {side.agent_id for side in sides if side.agent_id}:
        hub.nudge(agent_topic(agent_id))


async def _resume(app: Sanic[Any, Any], settings: Settings) -> None:
    """Go on where the process before this one stopped."""
    lotse: Lotse = app.ctx.lotse
    sweep = Sweep(lotse.store, lotse.clock, lotse.runner, timedelta(minutes=settings.idle_minutes))
    if lotse.store.is_sqlite:
        # SQLite serves one process, so whoever claimed a turn before is gone.
        await sweep.take_over()
    lotse.sender.start()
    app.ctx.sweep, app.ctx.sweeping = sweep, asyncio.create_task(sweep.run())


def _prepare_logging(level: str) -> None:
    logging.basicConfig(level=level, format="%(message)s")
    # They log the address of each request, in which customers' mail addresses stand.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            # Local variables would put what customers wrote, and tokens, into the log.
            ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
    )


def serve(settings: Settings, plan: Plan) -> None:
    """Listen until stopped; one process, one event loop."""
    for name in ("bot_token", "secret_key"):
        if not getattr(settings, name).get_secret_value():
            raise SystemExit(f"LOTSE_{name.upper()} is not set; `lotse run` makes one at its first start.")
    _prepare_logging(settings.log_level)
    Path(settings.data_dir).mkdir(parents=True, exist_ok=True)
    app = create_app(settings, plan=plan)
    app.run(settings.host, settings.port, single_process=True, access_log=False, motd=False)
