"""The processes that the demonstration needs besides the service: Rasa, the action server, and a shop for both."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console

from handover.demo.people import Order
from handover.launch.errors import LaunchError
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.parts import parts
from handover.launch.ports import free_port
from handover.launch.prepare import seed_shop
from handover.launch.run import make_child
from handover.launch.screen import Screen
from handover.launch.supervisor import Supervisor, how_it_ended

FOLDER = "demo"


def apart(places: Layout, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings that keep the demonstration away from whatever runs on this machine, and from anybody's mailbox.

    What the simulated customers cancel, return and redirect is in a shop that is thrown away afterwards, and their
    talks are no longer in Rasa's memory: the orders of the demo shop stay as they are told of in the documentation.

    Raises:
        LaunchError: A shop of somebody's own is set, in which nobody must play.
    """
    if environ.get("LOTSE_SHOP_URL"):
        raise LaunchError(
            "LOTSE_SHOP_URL leads to a shop, and the customers of the demonstration cancel and return orders.",
            "Take it out of the environment or of .env for this command.",
        )
    folder = places.data / FOLDER
    return {
        "LOTSE_BOT_PROCESSES": "1",
        "LOTSE_BOT_URL": f"http://127.0.0.1:{free_port()}",
        "LOTSE_ACTIONS_URL": f"http://127.0.0.1:{free_port()}",
        "LOTSE_SMTP_URL": f"smtp://127.0.0.1:{free_port()}",
        "LOTSE_SHOP_DATABASE_URL": f"sqlite:///{folder}/shop.db",
        "LOTSE_ACTIONS_DATABASE_URL": f"sqlite:///{folder}/actions.db",
        "LOTSE_BOT_DATABASE_URL": f"sqlite:///{folder}/bot.db",
        # Of all customers together a busy day has more than an hour may.
        "LOTSE_WRONG_ANSWERS_PER_HOUR": "1000000",
        # Nobody outside is told what nobody has said.
        "LOTSE_WEBHOOKS": "[]",
    }


def forget(actions_database: Path) -> None:
    """Empty the gate's tables, if they were made already."""
    with closing(sqlite3.connect(actions_database)) as database, database:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'gate_*'"
        for (table,) in database.execute(tables).fetchall():
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - a name that was just read


@contextmanager
def place(places: Layout) -> Iterator[None]:
    """An empty folder for the shop, what Rasa remembers and the mails; afterwards all of it is thrown away."""
    folder = places.data / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Stage:
    """Rasa and the action server as processes, on a shop that can be built anew.

    Args:
        places: Where things are.
        environ: All settings, those of `apart` among them.
        model: What Rasa answers with.
        guard: Ends the processes should this one be killed.
    """

    def __init__(self, places: Layout, environ: Mapping[str, str], model: Path, guard: Guard) -> None:
        self._places = places
        self._environ = environ
        self.folder = places.data / FOLDER
        # What they complain of while the shop is down is part of the story; it stands in their logs.
        self._quiet = Screen(Console(quiet=True))
        whole = {part.name: part for part in parts(places, environ, model)}
        self._children = {
            name: make_child(whole[name], places, environ, guard, self._quiet) for name in ("actions", "rasa")
        }
        self._is_shop_up = True

    def orders(self) -> list[Order]:
        """What is in the shop.

        Raises:
            LaunchError: It cannot be told.
        """
        command = [sys.executable, "-m", "actions", "orders"]
        told = subprocess.run(
            command, cwd=self._places.root, env=dict(self._environ), capture_output=True, text=True, check=False
        )
        if told.returncode != 0:
            raise LaunchError("The orders of the demo shop could not be read.", told.stderr.strip())
        return Order.read(told.stdout)

    def start(self, *names: str) -> None:
        """Start these processes, or both, and wait until they are ready."""
        children = [self._children[name] for name in names or self._children]
        supervisor = Supervisor(children, self._quiet.say)
        supervisor.start()
        with self._quiet.step("") as step:
            supervisor.wait_until_ready(step, threading.Event())

    def look(self) -> None:
        """See whether what should run does.

        Raises:
            LaunchError: It does not: the rest of the year would be one outage.
        """
        for name, child in self._children.items():
            if not child.running and (self._is_shop_up or name != "actions"):
                raise LaunchError(
                    f"While the story was told, {child.part.title} ended ({how_it_ended(child)}).",
                    f"{child.log.tail()}\nThe whole log: {child.log.path}",
                )

    def stop(self) -> None:
        """End both."""
        Supervisor(list(self._children.values()), self._quiet.say).stop()

    async def shop_goes_down(self) -> None:
        """From now on the shop does not answer the bot."""
        self._is_shop_up = False
        await asyncio.to_thread(self._children["actions"].clear)

    async def shop_is_back(self) -> None:
        """It does again."""
        await asyncio.to_thread(self.start, "actions")
        self._is_shop_up = True

    async def gate_forgets(self) -> None:
        """What the gate has counted is over: it counts by hours on the wall, and hundreds of days pass in one."""
        await asyncio.to_thread(forget, self.folder / "actions.db")

    async def shop_begins_anew(self) -> None:
        """Its days count from today, and nothing is cancelled or returned any more: else nothing could be for long."""
        await self.shop_goes_down()
        for left in self.folder.glob("shop.db*"):
            left.unlink()
        await asyncio.to_thread(seed_shop, self._places, self._environ)
        await self.shop_is_back()
