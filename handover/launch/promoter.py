from dataclasses import replace
from pathlib import Path

from handover.launch.child import Child
from handover.launch.layout import Layout
from handover.launch.promoting import Wish, read, write
from handover.launch.promotion import Promotion, Start, Tell
from handover.launch.supervisor import Supervisor


class Promoter:
    """Looks for wishes of `lotse promote` and carries them out, one at a time.

    Args:
        places: where wishes lie.
        supervisor: looks after the Rasas.
        rasas: those that answer, by the numbers of their places; the next number is the spare place.
        active: the file of the model that they answer with.
        start: makes a Rasa for a place and a model.
        tell: gets a line for a person.
    """

    def __init__(
        self, places: Layout, supervisor: Supervisor, rasas: dict[int, Child], active: Path, start: Start, tell: Tell
    ) -> None:
        self._places = places
        self._supervisor = supervisor
        self._rasas = rasas
        self._spare = len(rasas)
        self._active = active
        self._start = start
        self._tell = tell
        self._wish: Wish | None = None
        self._promotion: Promotion | None = None
        places.promotion.unlink(missing_ok=True)  # Of a launcher that is gone.

    def look(self) -> None:
        """Begin what is wished, or go on with what was begun."""
        if self._promotion is None:
            self._begin()
            return
        self._promotion.go_on()
        if self._promotion.over:
            self._end(self._promotion)

    def stop(self) -> None:
        """End what only this one knows of."""
        if self._promotion is not None:
            self._promotion.stop()

    def _begin(self) -> None:
        wish = read(self._places)
        if wish is None or wish.state != "wanted":
            return
        self._wish = wish
        if Path(wish.model) == self._active:
            self._answer("done", f"Rasa answers with {_name(self._active)} already.")
            return
        self._answer("begun", "")
        self._promotion = Promotion(self._supervisor, self._rasas, self._spare, Path(wish.model), self._start)

    def _end(self, promotion: Promotion) -> None:
        self._promotion = None
        self._rasas, self._spare = promotion.rasas, promotion.spare
        new = Path(self._wish.model) if self._wish else self._active
        if promotion.failure is None:
            old, self._active = self._active, new
            new.touch()  # The models that were used last are kept.
            self._answer("done", f"Rasa answers with {_name(new)}, no longer with {_name(old)}.")
        else:
            told = f"Rasa could not start with {_name(new)} and goes on with {_name(self._active)}: {promotion.failure}"
            self._answer("failed", told)

    def _answer(self, state: str, told: str) -> None:
        if self._wish:
            write(self._places, replace(self._wish, state=state, told=told))
        if told:
            self._tell(told)


def _name(model: Path) -> str:
    return model.name.removesuffix(".tar.gz")
