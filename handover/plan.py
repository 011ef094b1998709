"""Who answers what, and when: read from the file of teams at start. docs/teams.md tells how to write it."""

from pathlib import Path

from handover import owners_file
from handover.domain.team import Plan
from handover.owners_file import OwnersFileError
from handover.teams_file import TeamsFile


def read_plan(path: Path) -> Plan:
    """The plan in this file; without the file it is one team that is always open.

    Raises:
        OwnersFileError: Something in the file is wrong.
    """
    file = owners_file.read(path, TeamsFile, items={"routing": "rule"})
    if file is None:
        return Plan()
    if problems := list(file.unknown_teams()):
        raise OwnersFileError(path, problems)
    return file.plan()
