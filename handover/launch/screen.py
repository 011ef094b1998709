import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

HEARTBEAT_SECONDS = 15.0


class Step:
    """A piece of work that is shown while it lasts.

    `detail` says what is being waited for; `done` is set to False by work that ends early.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.detail = ""
        self.done = True

    @property
    def text(self) -> str:
        """The title, with what is being waited for."""
        return f"{self.title} ({self.detail})" if self.detail else self.title


class Screen:
    """What the launcher tells a person: on a terminal with a spinner, elsewhere in plain lines."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)

    def say(self, text: str = "", style: str = "") -> None:
        """Print a line; `text` is taken literally."""
        self.console.print(text, style=style or None, markup=False, emoji=False, soft_wrap=True)

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Show that `title` is under way, and for how long, until the block ends."""
        step = Step(title)
        started = time.monotonic()
        with self._spinner(step) if self.console.is_terminal else self._heartbeat(step):
            yield step
        if step.done:
            self.say(f"✓ {title} ({time.monotonic() - started:.0f} s)")

    @contextmanager
    def _spinner(self, step: Step) -> Iterator[None]:
        columns = (SpinnerColumn(), TextColumn("{task.fields[step].text}", markup=False), TimeElapsedColumn())
        with Progress(*columns, console=self.console, transient=True) as progress:
            progress.add_task("", total=None, step=step)
            yield

    @contextmanager
    def _heartbeat(self, step: Step) -> Iterator[None]:
        ended = threading.Event()
        started = time.monotonic()

        def beat() -> None:
            while not ended.wait(HEARTBEAT_SECONDS):
                self.say(f"  … {step.text}, {time.monotonic() - started:.0f} s so far")

        self.say(f"- {step.title}")
        thread = threading.Thread(target=beat, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
