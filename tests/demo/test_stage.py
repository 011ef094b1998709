import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, insert, select

from actions.gate.records import letters, metadata
from actions.mail.post import mails
from handover.demo.stage import Stage, forget, place
from handover.launch.environment import environment
from handover.launch.errors import LaunchError
from handover.launch.guard import Guard
from handover.launch.layout import ROOT, Layout


def test_what_the_gate_has_counted_is_forgotten_and_nothing_else(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'actions.db'}")
    metadata.create_all(engine)
    row = dict.fromkeys(letters.columns.keys(), "") | {"at": datetime.now(UTC)}
    mail = dict.fromkeys(mails.columns.keys(), "") | {"claimed_at": datetime.now(UTC), "sent_at": datetime.now(UTC)}
    with engine.begin() as connection:
        connection.execute(insert(letters).values(row))
        connection.execute(insert(mails).values(mail))
    forget(tmp_path / "actions.db")
    with engine.begin() as connection:
        assert connection.execute(select(func.count()).select_from(letters)).scalar() == 0
        assert connection.execute(select(func.count()).select_from(mails)).scalar() == 1
    engine.dispose()


def test_a_gate_that_has_counted_nothing_has_nothing_to_forget(tmp_path: Path) -> None:
    forget(tmp_path / "actions.db")


def test_a_story_does_not_go_on_when_a_process_has_ended(tmp_path: Path) -> None:
    places = Layout(ROOT, tmp_path)
    places.make()
    guard = Guard()
    try:
        stage = Stage(places, environment(dict(os.environ), places), tmp_path / "model.tar.gz", guard)
        with pytest.raises(LaunchError, match="ended"):
            stage.look()
    finally:
        guard.close()


def test_what_only_the_story_needs_is_gone_afterwards_however_it_ends(tmp_path: Path) -> None:
    def tell_and_stop() -> None:
        with place(Layout(ROOT, tmp_path)):
            assert [found.name for found in tmp_path.iterdir()] == ["demo"]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tell_and_stop()
    assert list(tmp_path.iterdir()) == []
