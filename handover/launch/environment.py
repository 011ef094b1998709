"""The settings of all processes: environment over `.env` over the keys made at first start over defaults."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from handover.launch.layout import ROOT, Layout
from handover.launch.private import write_private

# With the last one the demo shop signs who its customers are; see `_with_demo_key`.
KEYS = ("LOTSE_BOT_TOKEN", "LOTSE_SECRET_KEY", "LOTSE_DEMO_IDENTITY_KEY")
KEY_BYTES = 32
_TRUE = frozenset({"true", "1", "yes", "y", "on", "t"})

# Containers often forbid Python to keep what it compiled. Rasa imports thousands of modules: compiled anew at each
# start they took 19 s of a core, kept 6 s. Empty counts as not set.
KEEP_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


def defaults(data: Path) -> dict[str, str]:
    """The settings that depend on the data folder or are read by more than one process."""
    return {
        "LOTSE_HOST": "127.0.0.1",
        "LOTSE_PORT": "8080",
        "LOTSE_SERVICE_PROCESSES": "1",
        "LOTSE_DATABASE_URL": f"sqlite+aiosqlite:///{data}/lotse.db",
        "LOTSE_SHOP_DATABASE_URL": f"sqlite:///{data}/shop.db",
        "LOTSE_BOT_DATABASE_URL": f"sqlite:///{data}/bot.db",
        "LOTSE_BOT_URL": "http://127.0.0.1:5005",
        "LOTSE_ACTIONS_URL": "http://127.0.0.1:5055",
    }


def for_demo(environ: Mapping[str, str]) -> dict[str, str]:
    """What `lotse run` adds where nothing else was set: the demo shop, and mails that stay on this machine."""
    demo = environ.get("LOTSE_DEMO") or "true"
    if demo.lower() not in _TRUE:
        return {}
    return {"LOTSE_DEMO": demo, "LOTSE_SMTP_URL": environ.get("LOTSE_SMTP_URL") or "smtp://127.0.0.1:8025"}


def layout(environ: Mapping[str, str], root: Path = ROOT) -> Layout:
    """Where things are under the settings in `environ` and in `.env`."""
    folder = environ.get("LOTSE_DATA_DIR") or _read(root / ".env").get("LOTSE_DATA_DIR") or "var"
    return Layout(root=root, data=(root / folder).resolve())


def environment(environ: Mapping[str, str], places: Layout) -> dict[str, str]:
    """The complete environment for the processes: what is in `environ`, and every setting they share.

    Keys that were neither set nor made yet are made and kept in `secrets.env`.
    """
    # An empty setting counts as none, as in `.env`.
    given = {name: value for name, value in environ.items() if value or not name.startswith("LOTSE_")}
    given = {**_read(places.root / ".env"), **given}
    settings = {**defaults(places.data), **_kept_keys(places), **given}
    # The demo shop's pages are the service's; a link for a new password has to lead there.
    settings.setdefault("LOTSE_SHOP_PAGES_URL", f"http://127.0.0.1:{settings['LOTSE_PORT']}")
    missing = {name: secrets.token_urlsafe(KEY_BYTES) for name in KEYS if not settings.get(name)}
    if missing:
        places.make()
        kept = {**_kept_keys(places), **missing}
        write_private(places.keys, "".join(f"{name}={value}\n" for name, value in sorted(kept.items())))
    return {**_with_demo_key({**settings, **missing}), **KEEP_COMPILED, "LOTSE_DATA_DIR": str(places.data)}


def _with_demo_key(settings: dict[str, str]) -> dict[str, str]:
    """In the demo its shop is one of the host sites that sign identities; elsewhere its key opens nothing."""
    if settings.get("LOTSE_DEMO", "").lower() not in _TRUE:
        return settings
    try:
        keys = json.loads(settings.get("LOTSE_IDENTITY_KEYS", "{}"))
        with_demo = json.dumps({**keys, "demo": settings["LOTSE_DEMO_IDENTITY_KEY"]})
    except (ValueError, TypeError):
        return settings  # Whoever reads the settings says what is wrong with it.
    return {**settings, "LOTSE_IDENTITY_KEYS": with_demo}


def _kept_keys(places: Layout) -> dict[str, str]:
    return {name: value for name, value in _read(places.keys).items() if name in KEYS}


def _read(path: Path) -> dict[str, str]:
    return {name: value for name, value in dotenv_values(path).items() if value} if path.is_file() else {}
