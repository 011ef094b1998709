"""What has to be there before the processes start; each step does nothing where it was done before."""

import asyncio
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from handover.domain.agent import Role
from handover.launch.accounts import Account, demo_accounts
from handover.launch.bot_environment import ensure_bot_environment
from handover.launch.errors import LaunchError
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.screen import Screen
from handover.launch.training import ensure_model
from handover.services import agents
from handover.storage.migrate import migrate
from handover.storage.store import Store


def ensure_bot(places: Layout, environ: Mapping[str, str], screen: Screen, guard: Guard) -> Path:
    """Rasa's environment and a trained model; returns the model's file."""
    ensure_bot_environment(places, environ, screen)
    return ensure_model(places, environ, screen, guard)


def ensure_databases(places: Layout, environ: Mapping[str, str], screen: Screen) -> list[Account]:
    """The service's database migrated, the shop's seeded, the demo accounts in place; returns these."""
    accounts = demo_accounts(places)
    with screen.step("Preparing the databases"):
        migrate_service(environ["LOTSE_DATABASE_URL"])
        seed_shop(places, environ)
        asyncio.run(_provide(environ["LOTSE_DATABASE_URL"], accounts))
    return accounts


def migrate_service(url: str) -> None:
    """The service's database at `url` brought to the newest schema."""
    try:
        asyncio.run(migrate(url))
    except Exception as error:
        raise LaunchError(
            f"The service's database could not be migrated: {error}",
            "Is the database at LOTSE_DATABASE_URL running, and may its user create tables?",
        ) from error


def seed_shop(places: Layout, environ: Mapping[str, str]) -> None:
    """What is missing in the demo shop's database built."""
    command = [sys.executable, "-m", "actions", "seed"]
    done = subprocess.run(command, cwd=places.root, env=dict(environ), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LaunchError("The demo shop could not be seeded.", f"{done.stdout}{done.stderr}".strip())


async def _provide(url: str, accounts: list[Account]) -> None:
    store = Store(url)
    for account in accounts:
        await agents.provide(
            store, email=account.email, name=account.name, role=Role(account.role), password=account.password
        )
    await store.close()
