"""The web server around the bot's channel."""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING

from rasa.core.agent import Agent
from rasa.core.utils import AvailableEndpoints
from rasa.shared.utils.io import read_config_file
from sanic import Sanic

from bot.actions_endpoint import ActionsEndpoint
from bot.channel import ServiceChannel
from bot.errors import answer_errors
from bot.shortcuts import take_shortcuts
from bot.tracker_store import BoundedTrackerStore

if TYPE_CHECKING:
    import asyncio

    from sanic.request import Request
    from sanic.response import HTTPResponse

    from bot.model_file import ModelFile

logger = logging.getLogger("bot")

LARGEST_REQUEST_BYTES = 64 * 1024


def serve(model: ModelFile, port: int, started: float) -> None:
    """Load `model` and serve on 127.0.0.1 until SIGTERM or SIGINT; `started` is when the process began (monotonic).

    Raises:
        RasaException: the model cannot be loaded, or a setting of endpoints.yml or credentials.yml is missing.
        sqlalchemy.exc.SQLAlchemyError: the bot's database cannot be opened.
    """
    endpoints = AvailableEndpoints.read_endpoints("bot/endpoints.yml")
    channel = ServiceChannel.from_credentials(read_config_file("bot/credentials.yml")["bot.channel.ServiceChannel"])
    take_shortcuts()
    model.hand_over()
    actions = ActionsEndpoint.like(endpoints.action, float(os.environ["LOTSE_ACTION_SECONDS"]))
    store = BoundedTrackerStore(host=endpoints.tracker_store.url)
    agent = Agent.load(model.path, generator=endpoints.nlg, tracker_store=store, action_endpoint=actions)

    app = Sanic("lotse_bot", configure_logging=False)
    app.ctx.agent = agent
    app.ctx.thresholds = model.thresholds
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST_BYTES
    answer_errors(app)
    app.blueprint(channel.blueprint(agent.handle_message), url_prefix="/webhooks/service")

    async def ready(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        logger.info("ready on 127.0.0.1:%d after %.1f s", port, time.monotonic() - started)

    async def close(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        await channel.close()
        await actions.close()
        store.database.close()

    app.register_listener(ready, "after_server_start")
    app.register_listener(close, "after_server_stop")
    _hang_up_when_leaving(app)
    app.run(host="127.0.0.1", port=port, access_log=False)


def _hang_up_when_leaving(app: Sanic) -> None:
    """End each connection with its answer once the server was told to stop.

    Sanic then closes its port and the idle connections, but goes on serving a busy one for as long as requests come on
    it. The service would keep asking a bot that is about to be gone.
    """
    app.ctx.leaving = False

    async def leave(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.leaving = True

    async def hang_up(request: Request, _response: HTTPResponse) -> None:
        if app.ctx.leaving:
            request.stream.keep_alive = False

    app.register_listener(leave, "before_server_stop")
    app.register_middleware(hang_up, "response")
