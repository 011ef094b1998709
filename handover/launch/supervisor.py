import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence

from handover.launch.child import Child
from handover.launch.errors import LaunchError
from handover.launch.screen import Step

# Rasa takes half a minute on a quiet machine with two cores, and four minutes on one with eight builds at once.
READY_SECONDS = 600.0
STOP_SECONDS = 6.0
POLL_SECONDS = 0.25
# A child that ran for so long was well: the next restart waits as little as the first.
WELL_SECONDS = 60.0
BACKOFF_SECONDS = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)


class Supervisor:
    """Starts the children, waits for them, starts again the one that dies, and stops all.

    Args:
        children: in the order in which they are started.
        tell: gets a line for a person whenever a child ends or is back.
    """

    def __init__(self, children: Sequence[Child], tell: Callable[[str], None]) -> None:
        self.children = list(children)
        self._tell = tell
        self._deaths: Counter[str] = Counter()
        self._start_at: dict[str, float] = {}
        self._away: set[str] = set()

    def start(self) -> None:
        """Start every child; does not wait for them."""
        for child in self.children:
            child.start()

    def wait_until_ready(self, step: Step, stop: threading.Event, seconds: float = READY_SECONDS) -> None:
        """Return when every child is ready, or when `stop` is set.

        Raises:
            LaunchError: a child ended, or was not ready after `seconds`.
        """
        deadline = time.monotonic() + seconds
        waiting = list(self.children)
        while waiting and not stop.is_set():
            for child in waiting:
                if child.exit_code is not None:
                    raise LaunchError(f"{_upper(child)} ended while starting ({how_it_ended(child)}).", _look(child))
            if time.monotonic() > deadline:
                raise LaunchError(f"{_upper(waiting[0])} was not ready after {seconds:.0f} s.", _look(waiting[0]))
            waiting = [child for child in waiting if not child.is_ready()]
            titles = ", ".join(child.part.title for child in waiting)
            step.detail = f"waiting for {titles}" if titles else ""
            stop.wait(POLL_SECONDS)
        step.done = not waiting

    def watch(self, stop: threading.Event, besides: Callable[[], None] = lambda: None) -> None:
        """Start again whatever ends, each time after a longer pause, until `stop` is set; do `besides` each time."""
        while not stop.wait(POLL_SECONDS):
            for child in self.children:
                self._look_after(child)
            besides()

    def replace(self, old: Child, new: Child) -> None:
        """Look after `new`, which runs, and no longer after `old`."""
        self.children[self.children.index(old)] = new
        self._start_at.pop(old.part.name, None)
        self._away.discard(old.part.name)

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Ask all to end; after `seconds` end them."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + seconds
        while any(child.running for child in self.children) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS / 5)
        for child in self.children:
            child.clear()

    def _look_after(self, child: Child) -> None:
        name = child.part.name
        if name in self._start_at:
            if time.monotonic() >= self._start_at[name]:
                del self._start_at[name]
                child.start()
        elif child.exit_code is not None:
            self._plan_restart(child)
        elif name in self._away and child.is_ready():
            self._away.discard(name)
            self._tell(f"{_upper(child)} is back after {time.monotonic() - child.started_at:.0f} s.")

    def _plan_restart(self, child: Child) -> None:
        name = child.part.name
        if time.monotonic() - child.started_at > WELL_SECONDS:
            self._deaths[name] = 0
        pause = BACKOFF_SECONDS[min(self._deaths[name], len(BACKOFF_SECONDS) - 1)]
        self._deaths[name] += 1
        self._away.add(name)
        self._start_at[name] = time.monotonic() + pause
        self._tell(
            f"{_upper(child)} ended ({how_it_ended(child)}); it starts again in {pause:.0f} s. See {child.log.path}"
        )


def how_it_ended(child: Child) -> str:
    """In words, of a child that ended."""
    code = child.exit_code or 0
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _look(child: Child) -> str:
    return f"{child.log.tail()}\nThe whole log: {child.log.path}"


def _upper(child: Child) -> str:
    """Its title at the beginning of a sentence."""
    return child.part.title[0].upper() + child.part.title[1:]
