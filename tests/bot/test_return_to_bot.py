"""Back from a person to the real bot: it knows what they found out, and takes up nothing of what was said to them."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.bot.cleo import Cleo, at_console
from tests.stack import Stack


def _talk_with_ann(cleo: Cleo, ann: httpx.Client, slots: dict[str, Any]) -> None:
    """Cleo asks for a person, writes to Ann, and Ann hands her back to the bot."""
    asked = cleo.http.post(f"{cleo.path}/escalation", json={})
    assert asked.status_code == httpx.codes.CREATED, asked.text
    assert ann.put(f"{cleo.path}/assignment", json={}).status_code == httpx.codes.OK
    for text in ("Ich weiss die Nummer nicht", "Wo ist mein Paket?", "Hallo?"):
        said = cleo.http.post(f"{cleo.path}/messages", json={"id": str(uuid4()), "text": text})
        assert said.status_code == httpx.codes.CREATED, said.text
    answer = {"id": str(uuid4()), "text": "Es ist BW-104733. Der Bot sagt Ihnen gleich alles.", "audience": "everyone"}
    assert ann.post(f"{cleo.path}/messages", json=answer).status_code == httpx.codes.CREATED
    told = {"summary": "Nummer gefunden", "slots": slots}
    returned = ann.post(f"{cleo.path}/return", json=told)
    assert returned.status_code == httpx.codes.CREATED, returned.text


def _of_the_bot(cleo: Cleo) -> list[str]:
    events = cleo.http.get(f"{cleo.path}/events").json()["events"]
    posted = [each for each in events if each["name"] == "message_posted"]
    return [each["text"] for each in posted if each["author"]["kind"] == "bot"]


@pytest.mark.parametrize("times", [1, 2])
def test_pains_2_the_bot_does_not_ask_for_what_a_person_found_out_and_answers_no_backlog(
    stack: Stack, times: int
) -> None:
    with Cleo(stack) as cleo, at_console(stack, "ann") as ann:
        cleo.say("Guten Tag")
        before = _of_the_bot(cleo)
        for _ in range(times):
            _talk_with_ann(cleo, ann, {"order_number": "BW-104733"})
        assert _of_the_bot(cleo) == before
        [asked] = cleo.say("Wo ist meine Bestellung?")
        assert "Postleitzahl" in asked["text"], "the number is known"
        told = cleo.say("04109")
        said = " ".join(each["text"] for each in told)
        assert "BW-104733" in said
        assert "zugestellt" in said
        assert len(_of_the_bot(cleo)) == len(before) + 1 + len(told)
