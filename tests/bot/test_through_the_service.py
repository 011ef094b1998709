"""A customer's matter through all three processes: what the bot did reaches the customer, and whoever takes over."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.bot.cleo import Cleo, Json, at_console, awaited
from tests.stack import Stack

MIA = "mia.keller@example.com"


@pytest.fixture
def ann(stack: Stack) -> Iterator[httpx.Client]:
    """Ann at her console."""
    with at_console(stack, "ann") as ann:
        yield ann


def test_an_invoice_arrives_as_a_file_for_those_in_the_conversation_alone(stack: Stack, ann: httpx.Client) -> None:
    with Cleo(stack) as cleo, Cleo(stack) as mallory:
        [asked] = cleo.say("Ich brauche eine Kopie der Rechnung für BW-104733")
        assert "Postleitzahl" in asked["text"]
        [handed_over] = cleo.say("04109")
        assert "RE-104733" in handed_over["text"]
        [attached] = handed_over["attachments"]
        assert (attached["name"], attached["type"]) == ("Rechnung-RE-104733.pdf", "application/pdf")
        file = f"{cleo.path}/files/{attached['id']}"
        for reader in (cleo.http, ann):
            saved = reader.get(file)
            assert saved.status_code == httpx.codes.OK, saved.text
            assert saved.content.startswith(b"%PDF")
            assert len(saved.content) == attached["size"]
            assert saved.headers["Content-Disposition"].startswith("attachment")
        assert mallory.http.get(file).status_code in (httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND)
        elsewhere = f"{mallory.path}/files/{attached['id']}"
        assert mallory.http.get(elsewhere).status_code == httpx.codes.NOT_FOUND
        nobody = httpx.get(f"{stack.service}{file}", trust_env=False)
        assert nobody.status_code == httpx.codes.UNAUTHORIZED
        assert b"%PDF" not in nobody.content


def test_the_code_stands_on_the_demos_page_of_mails(stack: Stack) -> None:
    mails = httpx.Client(base_url=f"{stack.service}/mails", trust_env=False)
    with mails, Cleo(stack) as cleo:
        cleo.say("I want to subscribe to the newsletter")
        [told, *_] = cleo.say("jonas.weber@example.com")
        assert "six-digit code" in told["text"]
        newest = awaited(lambda: mails.get("/all").json()["items"])[0]
        assert newest["to"] == "jonas.weber@example.com"
        [code] = re.findall(r"^(\d{6})\s*$", mails.get(f"/{newest['id']}/text").json()["text"], re.MULTILINE)
        [done] = cleo.say(code)
        assert done["text"].startswith("Done")


def test_who_takes_over_reads_order_proof_and_the_failed_step(stack: Stack, ann: httpx.Client) -> None:
    with Cleo(stack) as cleo:
        cleo.say("Bitte die Adresse der Bestellung BW-104903 ändern, PLZ 04109")
        assert "kann ich nicht mehr ändern" in cleo.last["text"]
        cleo.asks_for_a_person()
        context = awaited(lambda: _escalated(ann, cleo.path))
        assert context["order"] == "BW-104903"
        assert context["verified"] == {"BW-104903": "postcode"}
        assert context["task"] == "change_shipping_address"
        assert context["failed"] == {
            "action": "action_change_shipping_address",
            "kind": "no_result",
            "detail": "action_change_shipping_address: the order is shipped",
        }
        read = ann.get(cleo.path).json()
        assert read["context"] == context
        assert [order["number"] for order in read["orders"]] == ["BW-104903"]


def test_who_takes_over_inside_a_form_reads_what_was_filled_in(stack: Stack, ann: httpx.Client) -> None:
    with Cleo(stack, MIA) as cleo:
        cleo.say("Bitte die Lieferadresse von BW-104855 ändern: Seestrasse 12, 8002 Zürich")
        assert "Soll ich die Adresse so ändern?" in cleo.last["text"]
        cleo.say("Ich möchte mit einem Menschen sprechen")
        context = awaited(lambda: _escalated(ann, cleo.path))
        assert (context["order"], context["task"]) == ("BW-104855", "change_shipping_address")
        assert context["verified"] == {"BW-104855": "identity"}
        assert context["slots"]["new_address"] == "Seestrasse 12, 8002 Zürich"


def _escalated(ann: httpx.Client, path: str) -> Json | None:
    events = ann.get(f"{path}/events").json()["events"]
    return next((each["context"] for each in events if each["name"] == "escalated"), None)
