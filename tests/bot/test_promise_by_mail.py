"""A question that nobody could answer at once: the answer arrives in the chat, and as a mail over real SMTP."""

from uuid import uuid4

import httpx

from tests.bot.cleo import Cleo, Json, at_console, awaited
from tests.stack import Stack


def test_pains_13_what_was_promised_is_answered_by_mail_and_in_the_conversation(stack: Stack) -> None:
    address = f"cleo-{uuid4().hex[:8]}@example.com"
    with Cleo(stack) as cleo, httpx.Client(base_url=stack.service, trust_env=False) as mailbox:
        cleo.http.post(f"{cleo.path}/escalation", json={}).raise_for_status()
        question = {"id": str(uuid4()), "email": address, "text": "Gibt es das Seil auch in 80 m?"}
        promised = cleo.http.post(f"{cleo.path}/promise", json=question)
        assert promised.status_code == httpx.codes.CREATED, promised.text
        with at_console(stack, "ann") as ann:
            [mine] = [each for each in ann.get("/api/promises").json()["items"] if each["email"] == address]
            assert (mine["text"], mine["due_at"]) == (question["text"], promised.json()["due_at"])
            answer = {"id": str(uuid4()), "text": "Ja, ab Dezember."}
            assert ann.post(f"{cleo.path}/answer", json=answer).status_code == httpx.codes.CREATED
            assert ann.post(f"{cleo.path}/answer", json=answer).status_code == httpx.codes.OK, "the same once more"

        def arrived() -> list[Json]:
            return [mail for mail in mailbox.get("/mails/all").json()["items"] if mail["to"] == address]

        [mail] = awaited(arrived)
        text = mailbox.get(f"/mails/{mail['id']}/text").json()["text"]
        assert answer["text"] in text
        assert question["text"] in text
        events = cleo.http.get(f"{cleo.path}/events").json()["events"]
        assert [each["text"] for each in events if each["name"] == "message_posted"][-1] == answer["text"]
        assert events[-1]["floor"] == "closed"
        assert "promise_kept" in [each["name"] for each in events]
