"""`lotse run`: the whole of Lotse on this machine, from a fresh checkout to three running processes."""

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.table import Table

from handover.launch.accounts import Account
from handover.launch.child import Child, Part
from handover.launch.guard import Guard
from handover.launch.layout import Layout
from handover.launch.lock import only_launcher
from handover.launch.log import Log
from handover.launch.parts import parts, rasa, service_url, service_urls
from handover.launch.ports import check_ports
from handover.launch.prepare import ensure_bot, ensure_databases
from handover.launch.promoter import Promoter
from handover.launch.rasas import bot_urls, check_memory
from handover.launch.screen import Screen
from handover.launch.supervisor import Supervisor


def run(places: Layout, environ: Mapping[str, str], screen: Screen) -> None:
    """Prepare and start everything, say where it is, and keep it running until a signal asks to stop.

    Raises:
        LaunchError: something a person has to put right first.
    """
    places.make()
    check_memory(environ)
    urls = bot_urls(environ)
    environ = {**environ, "LOTSE_BOT_URL": ",".join(urls)}
    with only_launcher(places, service_url(environ)), _guard() as guard:
        check_ports([*parts(places, environ, places.models), rasa(places, environ, len(urls) - 1, places.models)])
        model = ensure_bot(places, environ, screen, guard)
        accounts = ensure_databases(places, environ, screen)
        children = [make_child(part, places, environ, guard, screen) for part in parts(places, environ, model)]
        supervisor = Supervisor(children, screen.say)

        def start(number: int, model: Path) -> Child:
            return make_child(rasa(places, environ, number, model), places, environ, guard, screen)

        rasas = dict(enumerate(child for child in children if child.part.setting == "LOTSE_BOT_URL"))
        promoter = Promoter(places, supervisor, rasas, model, start, screen.say)
        with _stop_on_signals() as stop:
            try:
                supervisor.start()
                with screen.step("Starting Rasa, the action server and the service") as step:
                    supervisor.wait_until_ready(step, stop)
                if not stop.is_set():
                    _welcome(screen, service_urls(environ), accounts, places)
                supervisor.watch(stop, promoter.look)
                screen.say("Stopping ...")
            finally:
                promoter.stop()
                supervisor.stop()
        screen.say("Stopped.")


def make_child(part: Part, places: Layout, environ: Mapping[str, str], guard: Guard, screen: Screen) -> Child:
    """A child for `part` that logs into the data folder and shows its problems under its name."""

    def tell(line: str) -> None:
        screen.say(f"{part.name:>8} | {line}", style="yellow")

    return Child(part, environ, places.root, guard, Log(places.logs / f"{part.name}.log", tell))


@contextmanager
def _guard() -> Iterator[Guard]:
    guard = Guard()
    try:
        yield guard
    finally:
        guard.close()


@contextmanager
def _stop_on_signals() -> Iterator[threading.Event]:
    """An event that the first signal to stop sets; the second one interrupts."""
    stop = threading.Event()

    def ask(_number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # `nohup` wants it to go on
        numbers.append(signal.SIGHUP)
    before = {number: signal.signal(number, ask) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _welcome(screen: Screen, urls: list[str], accounts: list[Account], places: Layout) -> None:
    table = Table.grid(padding=(0, 3))
    pages = (
        ("The shop, with the chat", "/"),
        ("For agents", "/console"),
        ("For owners", "/insights"),
        ("Mails that were sent", "/mails"),
    )
    for name, path in pages:
        table.add_row(f"  {name}", f"{urls[0]}{path}")
    if len(urls) > 1:
        table.add_row("  All processes, for a balancer", " ".join(urls))
    people = Table.grid(padding=(0, 3))
    for account in accounts:
        people.add_row(f"  {account.name} ({account.role})", account.email, account.password)
    screen.say()
    screen.say("Lotse is running.", style="bold green")
    screen.console.print(table)
    screen.say("Sign in as")
    screen.console.print(people)
    screen.say(f"Passwords: {_short(places, 'demo-accounts.json')}   Logs: {_short(places, 'logs')}   Stop: Ctrl-C")


def _short(places: Layout, name: str) -> str:
    return os.path.relpath(places.data / name)
