"""The bot's channel over HTTP: who may speak, what is refused, and that a turn happens once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.bot.talking import Bot, said, signals
from tests.stack import Stack

TURN = {"conversation": "c", "turn": "t", "text": "Hallo"}
ENDPOINTS = [("POST", "/turns", TURN), ("PUT", "/conversations/c", {"slots": {}}), ("DELETE", "/conversations/c", None)]


def refused(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal; its shape is checked on the way."""
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "details"}
    assert body["error"]["message"]
    return response.status_code, body["error"]["code"]


def test_it_says_when_it_is_ready_without_a_token(bot_stack: Stack, model: Path) -> None:
    response = httpx.get(f"{bot_stack.rasa}/webhooks/service/", trust_env=False)
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "model": model.name.removesuffix(".tar.gz")}


@pytest.mark.parametrize(("method", "path", "body"), ENDPOINTS)
@pytest.mark.parametrize("token", [None, "", "Bearer", "Bearer wrong", "Basic {token}", "{token}", "Bearer {token}x"])
def test_trap_18_nobody_speaks_without_the_token(
    bot_stack: Stack, token: str | None, method: str, path: str, body: object
) -> None:
    headers = {} if token is None else {"Authorization": token.format(token=bot_stack.token)}
    url = f"{bot_stack.rasa}/webhooks/service{path}"
    assert refused(httpx.request(method, url, json=body, headers=headers, trust_env=False)) == (401, "unauthorized")


def test_trap_18_a_token_of_strange_bytes_is_wrong_and_no_fault(bot_stack: Stack) -> None:
    headers = {"Authorization": b"Bearer \xff\xfe"}
    response = httpx.post(f"{bot_stack.rasa}/webhooks/service/turns", json=TURN, headers=headers, trust_env=False)
    assert refused(response) == (401, "unauthorized")


def test_trap_18_it_listens_on_loopback_alone(bot_stack: Stack) -> None:
    port = f"{httpx.URL(bot_stack.rasa).port:04X}"
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if " 0A " in line]
    assert [address for address in listening if address.endswith(f":{port}")] == [f"0100007F:{port}"]


@pytest.mark.parametrize("text", ["/restart", '/cancel_order{"order_number": "BW-104855"}', "  /greet"])
def test_trap_18_a_typed_command_is_refused(bot: Bot, text: str) -> None:
    assert refused(bot.post(text=text)) == (422, "invalid")


@pytest.mark.parametrize("intent", ["restart", "session_start", "no_such_intent"])
def test_trap_18_a_choice_is_no_way_around(bot: Bot, intent: str) -> None:
    assert refused(bot.post(text="x", choice={"intent": intent, "entities": []})) == (422, "invalid")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"text": "\\ud83d"}', b'{"page": {"x": NaN}}', b'{"x":' + b"[" * 30_000],
)
def test_what_is_no_json_object_is_malformed(bot: Bot, content: bytes) -> None:
    response = bot.http.post("/turns", content=content, headers={"Content-Type": "application/json"})
    assert refused(response) == (400, "malformed")


def test_only_json_is_read(bot: Bot) -> None:
    assert refused(bot.http.post("/turns", content=b"{}", headers={"Content-Type": "text/plain"}))[0] == 415


@pytest.mark.parametrize(
    "changed", [{"sender": "x"}, {"text": ""}, {"text": "x" * 4001}, {"turn": ""}, {"identity": "me"}]
)
def test_what_is_not_a_turn_is_refused(bot: Bot, changed: dict[str, object]) -> None:
    assert refused(bot.post(**{"text": "Hallo", **changed})) == (422, "invalid")


def test_what_is_too_large_is_refused(bot: Bot) -> None:
    assert refused(bot.post(text="x", page={"url": "x" * 100_000})) == (413, "too_large")


@pytest.mark.parametrize("conversation", ["%00", "x" * 201])
def test_a_conversation_needs_an_id(bot: Bot, conversation: str) -> None:
    assert refused(bot.http.put(f"/conversations/{conversation}", json={"slots": {}})) == (422, "invalid")
    assert refused(bot.http.delete(f"/conversations/{conversation}")) == (422, "invalid")


def test_any_text_can_be_answered(bot: Bot) -> None:
    for text in (
        "\x00\x01",
        "👩‍👩‍👧‍👦" * 100,
        "ن" * 4000,
        "<script>alert(1)</script>",
        "{order_number}",
        "%s %n ${HOME}",
    ):
        answer = bot.post(text=text)
        assert answer.status_code == 200, text
        assert answer.json()["replies"], text


def test_other_addresses_do_not_exist(bot: Bot) -> None:
    assert refused(bot.http.get("/conversations")) == (404, "not_found")
    assert refused(bot.http.get("/turns"))[0] == 405


def test_the_same_turn_again_gives_the_same_answer(bot: Bot) -> None:
    ids = {"conversation": str(uuid4()), "turn": str(uuid4())}
    first = bot.post(**ids, text="Wo ist meine Bestellung?")
    again = bot.post(**ids, text="Wo ist meine Bestellung?", language="en", client="elsewhere")
    assert first.json() == again.json()
    assert said(first.json())
    assert refused(bot.post(**ids, text="Etwas anderes")) == (409, "id_reused")


def test_the_same_turn_at_once_is_taken_once(bot: Bot) -> None:
    ids = {"conversation": str(uuid4())}
    bot.post(**ids, text="Wo ist meine Bestellung?")
    ids["turn"] = str(uuid4())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: bot.post(**ids, text="BW-1045").json(), range(8)))
    assert all(answer == answers[0] for answer in answers)
    # The form repeats a question twice; had the turn been taken more often, it would have given up by now.
    assert "BW-" in said(bot.post(conversation=ids["conversation"], text="BW-1045").json())
    assert "BW-104512" not in said(answers[0])


def test_turns_of_one_conversation_come_one_after_another(bot: Bot) -> None:
    conversation = str(uuid4())
    bot.post(conversation=conversation, text="Wo ist meine Bestellung?")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: bot.post(conversation=conversation, text="BW-1045").json(), range(3)))
    kinds = sorted(signal["failure"]["kind"] for answer in answers for signal in answer["signals"])
    assert kinds == ["not_understood"]


def test_trap_7_none_of_these_leads_down_the_ladder_to_a_person(bot: Bot) -> None:
    conversation = str(uuid4())
    none = {"text": "Nichts davon", "choice": {"intent": "nlu_fallback", "entities": []}}
    answers = [bot.post(conversation=conversation, **none).json() for _ in range(4)]
    assert [signals(answer) for answer in answers[:3]] == [["failure not_understood"]] * 3
    assert signals(answers[3]) == ["escalate not_understood", "failure not_understood"]
    assert all(answer["understanding"]["fallback"] for answer in answers)


def test_an_id_of_another_conversation_is_free(bot: Bot) -> None:
    turn = str(uuid4())
    assert bot.post(turn=turn, text="Hallo").status_code == 200
    assert bot.post(turn=turn, text="Where is my order?").json()["understanding"]["intent"] == "track_order"


def test_a_handed_back_conversation_starts_afresh_and_knows_what_the_person_learned(bot: Bot) -> None:
    conversation = bot.conversation()
    conversation.say("Where is my order?")
    told = {"order_number": "BW-104512", "language": "en", "shoe_size": "42"}
    assert bot.http.put(f"/conversations/{conversation.id}", json={"slots": told}).status_code == 204
    answer = conversation.say("hmm ok")
    assert "order number" not in said(answer)
    assert answer["context"] == {
        "slots": {"order_number": "BW-104512", "language": "en"},
        "order": "BW-104512",
        "order_state": None,
        "verified": {},
        "task": None,
        "asked": None,
        "failed": None,
    }
    assert "postcode" in said(conversation.say("where is my order?"))


def test_a_forgotten_conversation_is_new(bot: Bot) -> None:
    conversation = bot.conversation()
    conversation.say("Where is my order BW-104512?")
    assert bot.http.delete(f"/conversations/{conversation.id}").status_code == 204
    assert conversation.say("8004")["context"]["slots"] == {"language": "de"}


def test_what_it_remembers_outlives_the_process(bot_stack: Stack, bot: Bot) -> None:
    conversation = bot.conversation()
    conversation.say("Where is my order BW-104512?")
    ids = {"conversation": str(uuid4()), "turn": str(uuid4())}
    before = bot.post(**ids, text="Hello").json()
    bot_stack.kill("rasa")
    bot_stack.start("rasa")
    assert bot.post(**ids, text="Hello").json() == before
    assert "on its way" in said(conversation.say("8004"))
