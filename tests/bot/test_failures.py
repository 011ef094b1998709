"""When actions throw, hang or are not there: an empty reply with a failure, and the next turn works (trap 10)."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps, loads
from pathlib import Path
from typing import Any

import pytest

from tests.bot.talking import Bot, said, signals
from tests.stack import Stack, running

Json = dict[str, Any]
Behaviour = Callable[[Json], tuple[int, Any]]

CHANNEL_SECONDS = 2


class Actions(ThreadingHTTPServer):
    """An action server that does what a test says."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour: Behaviour = well
        self.sizes: list[int] = []
        self.called: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """Rasa hangs up on who hangs: that is meant."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Actions

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.sizes.append(len(body))
        call = loads(body)
        self.server.called.append(call["next_action"])
        status, answer = self.server.behaviour(call)
        content = answer if isinstance(answer, bytes) else dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def well(call: Json) -> tuple[int, Json]:
    """Validations ask for the order number, everything else says that it ran; both with their marker."""
    name = call["next_action"]
    marker = {"custom": {"lotse": {"done": name}}}
    if name.startswith("validate_"):
        slot = {"event": "slot", "name": "requested_slot", "value": "order_number", "timestamp": None}
        return 200, {"events": [slot], "responses": [marker]}
    return 200, {"events": [], "responses": [{"text": f"{name} ran"}, marker]}


def throws(call: Json) -> tuple[int, Json]:
    """As rasa-sdk answers when an action raises."""
    return 500, {"error": "boom", "action_name": call["next_action"]}


def rejects(call: Json) -> tuple[int, Json]:
    return 400, {"error": "no", "action_name": call["next_action"]}


def half_way(call: Json) -> tuple[int, Json]:
    """Says something and ends without its marker."""
    return 200, {"events": [], "responses": [{"text": "I am looking …"}]}


def nonsense(call: Json) -> tuple[int, bytes]:
    return 200, b"<html>"


def hangs(call: Json) -> tuple[int, Json]:
    time.sleep(CHANNEL_SECONDS * 3)
    return well(call)


@pytest.fixture(scope="module")
def actions() -> Iterator[Actions]:
    with Actions() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def failing_stack(model: Path, actions: Actions, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    settings = {
        "LOTSE_ACTIONS_URL": actions.url,
        "LOTSE_SHOP_SECONDS": "0.5",
        "LOTSE_ACTION_SECONDS": "1",
        "LOTSE_MAIL_SECONDS": "0.5",
        "LOTSE_CHANNEL_SECONDS": str(CHANNEL_SECONDS),
    }
    with running(tmp_path_factory.mktemp("failing"), model, "rasa", settings=settings) as stack:
        yield stack


@pytest.fixture
def failing(failing_stack: Stack, actions: Actions) -> Iterator[Bot]:
    actions.behaviour = well
    with Bot(failing_stack.rasa, failing_stack.token) as bot:
        yield bot


BROKEN = [throws, half_way, nonsense, hangs]


@pytest.mark.parametrize("behaviour", BROKEN, ids=lambda behaviour: behaviour.__name__)
def test_trap_10_a_form_whose_validation_fails_says_nothing_and_the_next_turn_works(
    failing: Bot, actions: Actions, behaviour: Behaviour
) -> None:
    conversation = failing.conversation()
    actions.behaviour = behaviour
    started = time.monotonic()
    answer = conversation.say("Wo ist meine Bestellung?")
    assert time.monotonic() - started < CHANNEL_SECONDS + 1
    assert answer["replies"] == []
    assert signals(answer) == ["failure backend_error"]
    assert answer["actions"] == [{"name": "validate_track_order_form", "ok": False}]
    assert answer["understanding"]["intent"] == "track_order"
    actions.behaviour = well
    answer = conversation.say("Wo ist meine Bestellung?")
    assert "Bestellnummer" in said(answer)
    assert signals(answer) == []


@pytest.mark.parametrize("behaviour", BROKEN, ids=lambda behaviour: behaviour.__name__)
def test_trap_10_inside_a_form_a_failure_leaves_the_form_where_it_was(
    failing: Bot, actions: Actions, behaviour: Behaviour
) -> None:
    conversation = failing.conversation()
    conversation.say("Wo ist meine Bestellung?")
    actions.behaviour = behaviour
    answer = conversation.say("BW-104512")
    assert (answer["replies"], signals(answer)) == ([], ["failure backend_error"])
    actions.behaviour = well
    answer = conversation.say("BW-104512")
    assert answer["actions"] == [{"name": "validate_track_order_form", "ok": True}]
    assert "Bestellnummer" in said(answer)


@pytest.mark.parametrize("behaviour", [*BROKEN, rejects], ids=lambda behaviour: behaviour.__name__)
def test_trap_10_an_action_that_fails_says_nothing(failing: Bot, actions: Actions, behaviour: Behaviour) -> None:
    actions.behaviour = behaviour
    answer = failing.conversation().say("Pumpernickel")
    assert (answer["replies"], signals(answer)) == ([], ["failure backend_error"])
    assert answer["understanding"]["fallback"] is True
    assert len(answer["understanding"]["ranking"]) > 40


def test_trap_10_after_a_failure_no_other_action_runs(failing: Bot, actions: Actions) -> None:
    actions.behaviour = half_way
    actions.called.clear()
    failing.conversation().say("Wo ist meine Bestellung?")
    assert actions.called == ["validate_track_order_form"]


def test_trap_10_what_needs_no_action_is_answered_meanwhile(failing: Bot, actions: Actions) -> None:
    actions.behaviour = throws
    conversation = failing.conversation()
    assert "Werktage" in said(conversation.say("Wie lange dauert die Lieferung?"))
    answer = conversation.say("Ich möchte mit einem Mitarbeiter sprechen")
    assert signals(answer) == ["escalate asked_for_person"]
    assert said(answer)


def test_trap_11_what_travels_to_the_action_server_is_bounded(failing: Bot, actions: Actions) -> None:
    conversation = failing.conversation()
    for _ in range(15):
        conversation.say("Wie lange dauert die Lieferung?")
    conversation.say("Pumpernickel")
    early = actions.sizes[-1]
    for _ in range(30):
        conversation.say("Wie lange dauert die Lieferung?")
    conversation.say("Pumpernickel")
    assert actions.sizes[-1] < early * 1.1
    assert actions.sizes[-1] < 50_000


def test_trap_10_the_action_server_is_down_and_comes_back(bot_stack: Stack, bot: Bot) -> None:
    conversation = bot.conversation()
    conversation.say("Wo ist meine Bestellung?")
    bot_stack.kill("actions")
    try:
        answer = conversation.say("BW-104512")
        assert (answer["replies"], signals(answer)) == ([], ["failure backend_error"])
    finally:
        bot_stack.start("actions")
    assert "Postleitzahl" in said(conversation.say("BW-104512"))
