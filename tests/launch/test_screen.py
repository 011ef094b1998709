import io
import time

import pytest
from rich.console import Console

from handover.launch.screen import Screen


def screen(*, terminal: bool) -> tuple[Screen, io.StringIO]:
    output = io.StringIO()
    return Screen(Console(file=output, force_terminal=terminal, width=80, highlight=False)), output


def test_without_a_terminal_there_are_plain_lines_that_show_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handover.launch.screen.HEARTBEAT_SECONDS", 0.05)
    shown, output = screen(terminal=False)
    with shown.step("Training") as step:
        step.detail = "waiting for Rasa"
        time.sleep(0.12)
    lines = output.getvalue().splitlines()
    assert lines[0] == "- Training"
    assert "  … Training (waiting for Rasa), 0 s so far" in lines
    assert lines[-1] == "✓ Training (0 s)"
    assert "\x1b" not in output.getvalue()


@pytest.mark.parametrize("terminal", [True, False])
def test_a_step_that_failed_is_not_ticked_off(terminal: bool) -> None:
    shown, output = screen(terminal=terminal)
    with pytest.raises(RuntimeError), shown.step("Training"):
        raise RuntimeError
    assert "✓" not in output.getvalue()


def test_what_is_said_is_taken_literally() -> None:
    shown, output = screen(terminal=False)
    shown.say("[bold]no markup[/bold] :smile:")
    assert output.getvalue() == "[bold]no markup[/bold] :smile:\n"
