"""Examples of turns that both sides are held to: here the service's; the bot's are in tests/bot/inside."""

import json
from pathlib import Path
from typing import Any

import pytest

from handover.adapters.bot import BotAnswer, Turn
from handover.domain.events import Floor
from tests.support import Support

EXAMPLES = {
    path.stem: json.loads(path.read_text()) for path in sorted((Path(__file__).parent / "turns").glob("*.json"))
}
EACH = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


def _without_none(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {name: _without_none(value) for name, value in thing.items() if value is not None}
    return [_without_none(value) for value in thing] if isinstance(thing, list) else thing


@EACH
def test_the_service_asks_so(example: dict[str, Any]) -> None:
    asked = Turn.model_validate(example["request"])
    assert asked.model_dump(mode="json", exclude_none=True) == example["request"]


@EACH
def test_the_service_reads_every_field_of_such_an_answer(example: dict[str, Any]) -> None:
    read = BotAnswer.model_validate_json(json.dumps(example["answer"]))
    assert _without_none(read.model_dump(mode="json")) == _without_none(example["answer"])


@EACH
async def test_the_customer_gets_what_the_bot_said_and_staff_what_it_understood(
    support_on_sqlite: Support, example: dict[str, Any]
) -> None:
    support, answer = support_on_sqlite, BotAnswer.model_validate(example["answer"])
    support.bot.script = lambda _turn: answer
    attached = [one["name"] for reply in example["answer"]["replies"] for one in reply["attachments"]]
    cleo = await support.open(language=example["request"]["language"])
    await support.ask(cleo, example["request"]["text"])
    assert await support.texts(cleo, "bot") == [reply.text for reply in answer.replies]
    assert len(await support.texts(cleo, "system")) == (0 if answer.replies else 1)
    posted = [one.data for one in await support.log(cleo) if one.name == "message_posted"]
    assert [file["name"] for data in posted for file in data["attachments"]] == attached
    escalated = [signal.escalate.reason for signal in answer.signals if signal.escalate]
    conversation = await support.conversation(cleo)
    assert conversation.floor is (Floor.QUEUE if escalated else Floor.BOT)
    assert conversation.reason == (escalated[0] if escalated else None)
    assert conversation.context == answer.context
    [read] = [one.data for one in await support.log(cleo) if one.name == "turn_understood"]
    assert read["ranking"] == example["answer"]["understanding"]["ranking"]
    failed = [signal.failure.kind for signal in answer.signals if signal.failure]
    expected = failed or [reason for reason in escalated if reason != "complaint"]
    assert [record["kind"] for record in await support.failures()] == expected


def test_the_examples_show_all_that_can_happen() -> None:
    requests = [example["request"] for example in EXAMPLES.values()]
    answers = [example["answer"] for example in EXAMPLES.values()]
    for name in ("choice", "page", "identity", "client"):
        assert any(name in request for request in requests), name
    assert {answer["understanding"]["language"] for answer in answers} == {"de", "en"}
    assert {answer["understanding"]["fallback"] for answer in answers} == {True, False}
    assert {name for answer in answers for signal in answer["signals"] for name in signal} == {
        "escalate",
        "failure",
        "refused",
    }
    assert {action["ok"] for answer in answers for action in answer["actions"]} == {True, False}
    assert any(answer["replies"] == [] for answer in answers)
    assert any(answer["context"]["task"] and answer["context"]["asked"] for answer in answers)
    assert any(answer["context"]["verified"] for answer in answers)
    assert any(reply["attachments"] for answer in answers for reply in answer["replies"])
