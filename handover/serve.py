"""The service as a process of its own: its log, its folder, and listening until it is stopped."""

import logging
from pathlib import Path

import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from handover.app import create_app
from handover.config import Settings
from handover.domain.journey import JourneyMap
from handover.domain.team import Plan


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


def serve(settings: Settings, plan: Plan, journey: JourneyMap) -> None:
    """Listen until stopped; one process, one event loop."""
    for name in ("bot_token", "secret_key"):
        if not getattr(settings, name).get_secret_value():
            raise SystemExit(f"LOTSE_{name.upper()} is not set; `lotse run` makes one at its first start.")
    _prepare_logging(settings.log_level)
    Path(settings.data_dir).mkdir(parents=True, exist_ok=True)
    app = create_app(settings, plan=plan, journey=journey)
    app.run(settings.host, settings.port, single_process=True, access_log=False, motd=False)
