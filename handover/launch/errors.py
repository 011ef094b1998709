class LaunchError(Exception):
    """Something a person has to put right before Lotse can start.

    Args:
        what: what is wrong, in a sentence.
        remedy: what to do next, in one or more lines.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}\n{remedy}")
        self.what = what
        self.remedy = remedy
