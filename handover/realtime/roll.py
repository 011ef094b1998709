# A process tells that it is there once in this time, when it has nothing else to tell.
BEAT_S = 1.0
SILENT_S = 4.0
_FORGET_S = 60.0


class Roll:
    """Which processes of the service were heard of, and when; `now` is of any clock that runs steadily, in seconds.

    Each hears itself as well, by the same way as all others: whoever does not is cut off from them.

    Args:
        own: The name of this process.
    """

    def __init__(self, own: str) -> None:
        self.own = own
        self._heard: dict[str, float] = {}

    def hear(self, who: str, now: float) -> None:
        """Note that a process is there."""
        self._heard[who] = now

    def leave(self, who: str) -> None:
        """Note that a process ends, and has told all that it had to tell."""
        self._heard.pop(who, None)

    def is_silent(self, who: str, now: float) -> bool:
        """Whether that process was not heard for longer than it would keep quiet, or never."""
        return now - self._heard.get(who, float("-inf")) > SILENT_S

    def is_complete(self, now: float) -> bool:
        """Whether nothing was missed: we hear, and nobody fell silent without a word.

        Whoever did was killed, maybe between a commit and the nudge for it, or is cut off and goes on; after a minute
        they are taken for gone.
        """
        for who, at in list(self._heard.items()):
            if now - at > _FORGET_S and who != self.own:
                del self._heard[who]
        return self.own in self._heard and not any(self.is_silent(who, now) for who in self._heard)
