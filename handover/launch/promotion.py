"""A new model in the place of the old one, one Rasa after another, so that at no moment none answers."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

from handover.launch.child import Child
from handover.launch.supervisor import READY_SECONDS, Supervisor, how_it_ended

# Longer than a turn may take, whatever the settings say of it.
LEAVE_SECONDS = 150.0

Start = Callable[[int, Path], Child]
Tell = Callable[[str], None]


class Promotion:
    """Takes one model into use; `go_on` is called again and again until it is `over`.

    1. A Rasa starts with the new model at the spare place. If it does not get ready, that is the end, and the old ones
       go on.
    2. Once it is ready an old one is asked to end: it closes its port, and the service asks the new one.
    3. Once that one has answered its last turn and is gone, its place is the spare one. Then comes the next one.

    Args:
        supervisor: looks after those who answer; who comes or leaves is ours.
        old: the Rasas that answer, by the numbers of their places.
        spare: the place where none is.
        model: the file of the new model.
        start: makes a Rasa for a place and a model.
    """

    def __init__(self, supervisor: Supervisor, old: dict[int, Child], spare: int, model: Path, start: Start) -> None:
        self.spare = spare
        self.rasas = dict(old)
        self.failure: str | None = None
        self._supervisor = supervisor
        self._model = model
        self._start = start
        self._old = sorted(old)
        self._leaving: Child | None = None
        self._leaving_since = 0.0
        self._coming: Child | None = None
        self._come()

    @property
    def over(self) -> bool:
        """Whether there is nothing more to do."""
        return self._coming is None and self._leaving is None

    def go_on(self) -> None:
        """Look how far it is, and do what comes next."""
        if self._coming is not None:
            self._look_at_who_comes(self._coming)
        elif self._leaving is not None:
            self._look_at_who_leaves(self._leaving)

    def stop(self) -> None:
        """End who comes and who leaves."""
        for child in (self._coming, self._leaving):
            if child is not None:
                child.clear()

    def _come(self) -> None:
        self._coming = self._start(self.spare, self._model)
        self._coming.start()

    def _look_at_who_comes(self, coming: Child) -> None:
        too_late = time.monotonic() - coming.started_at > READY_SECONDS
        if coming.exit_code is not None or too_late:
            how = f"not ready after {READY_SECONDS:.0f} s" if too_late else how_it_ended(coming)
            self.failure = f"{how}\n{coming.log.tail()}\nThe whole log: {coming.log.path}"
            coming.clear()
            self._coming = None
        elif coming.is_ready():
            place = self._old.pop(0)
            self._leaving = self.rasas.pop(place)
            self._supervisor.replace(self._leaving, coming)
            self._leaving.signal(signal.SIGTERM)
            self._leaving_since = time.monotonic()
            self.rasas[self.spare] = coming
            self.spare = place
            self._coming = None

    def _look_at_who_leaves(self, leaving: Child) -> None:
        if leaving.running and time.monotonic() - self._leaving_since < LEAVE_SECONDS:
            return
        leaving.clear()
        self._leaving = None
        if self._old:
            self._come()
