"""What a conversation knows of its customer leaves every text of the failure log."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from handover.adapters.rasa_fake import not_understood
from handover.analysis.redaction import redact
from handover.domain.conversation import Conversation, Customer
from handover.services import learned
from tests.support import Support

_CONVERSATION = Conversation(
    uuid4(),
    datetime(2026, 11, 23, tzinfo=UTC),
    customer=Customer("17", "Mia Strässle", "mia@example.com", verified=True),
    page={"url": "https://shop.example/orders/BW-104512?x=1", "title": "Bestellung BW-104512 von Mia Strässle"},
    context={"slots": {"new_address": "Im Lerchenfeld 12, 9535 Schiefling"}, "order": "BW-104512"},
)


def test_names_addresses_and_numbers_that_a_form_collected_leave_however_they_are_typed() -> None:
    known = learned.of(_CONVERSATION, {"entities": [{"entity": "unclear_postcode", "value": "2024"}]})
    said = "STRAESSLE ist richtig, IM LERCHENFELD stimmt, schiefling auch, 2024 nicht, strassle falsch"
    assert redact(said, known) == "[name] ist richtig, [street] stimmt, [city] auch, [postcode] nicht, [name] falsch"


def test_articles_and_days_that_the_bot_read_stay() -> None:
    read = [{"entity": "product", "value": "Schlafsack"}, {"entity": "date", "value": "2026-12-03"}]
    assert (
        redact("Schlafsack bis 2026-12-03", learned.of(_CONVERSATION, {"entities": read}))
        == "Schlafsack bis 2026-12-03"
    )


def test_slots_tell_what_the_bot_knew_and_not_whose_it_was() -> None:
    known = {"order_number": "BW-104512", "product": "Zelt Arosa 3", "email": "mia@example.com", "language": "de"}
    known |= {
        "new_address": "Im Lerchenfeld 12, 9535 Schiefling",
        "items": ["Zelt für Mia Strässle", {"x": "BW-104512"}],
    }
    knowing = replace(_CONVERSATION, context={"slots": known | {"confirmed": True, "count": 2}})
    assert learned.slots(knowing, learned.of(knowing)) == {
        "order_number": "[order]",
        "product": "Zelt Arosa 3",
        "email": "[email]",
        "new_address": "[street], [postcode] [city]",
        "items": ["Zelt für [name]", {"x": "[order]"}],
        "confirmed": True,
        "count": 2,
    }
    assert learned.slots(replace(_CONVERSATION, context=None), learned.of(_CONVERSATION)) == {}


def test_numbers_that_an_agent_told_as_numbers_leave_like_those_in_words() -> None:
    told = {"postcode": 8004, "phone": 41791234567, "amount": 49.9, "confirmed": False}
    knowing = replace(_CONVERSATION, context={"slots": told})
    known = learned.of(knowing)
    assert learned.slots(knowing, known) == {**told, "postcode": "[postcode]", "phone": "[number]"}
    assert redact("8004 stimmt doch", known) == "[postcode] stimmt doch"


def test_the_page_of_an_order_keeps_its_place_and_loses_its_number() -> None:
    assert learned.page(_CONVERSATION, learned.of(_CONVERSATION)) == {
        "url": "https://shop.example/orders/[order]",
        "title": "Bestellung [order] von [name]",
    }
    plain = {"url": "https://shop.example/product/BG-2001", "title": "Zelt Arosa 3"}
    assert learned.page(replace(_CONVERSATION, page=plain), learned.of(_CONVERSATION)) == plain
    assert learned.page(replace(_CONVERSATION, page=None), learned.of(_CONVERSATION)) is None


async def test_pains_20_the_log_knows_no_name_that_the_host_site_told(support: Support) -> None:
    support.bot.script = lambda _turn: not_understood()
    cleo = await support.open(customer=Customer("17", "Mia Strässle", "mia@example.com", verified=True))
    await support.ask(cleo, "wieso steht da Straessle statt mein mädchenname")
    [record] = await support.failures()
    assert record["slots"] is None
    assert record["text"] == "wieso steht da [name] statt mein mädchenname"


def test_what_was_read_tells_the_article_and_not_whose_order_it_is() -> None:
    entities = [{"entity": "product", "value": "Hardshelljacke Föhn"}, {"entity": "order_number", "value": "BW-104512"}]
    understood = {"entities": entities}
    assert learned.read(understood, learned.of(_CONVERSATION, understood)) == [
        {"entity": "product", "value": "Hardshelljacke Föhn"},
        {"entity": "order_number", "value": "[order]"},
    ]
    assert learned.read({}, learned.of(_CONVERSATION)) == []


@pytest.mark.parametrize(
    "path", ["/konto/mia@example.com/", "/konto/mia%40example.com/", "/konto/mia%2540example.com/"]
)
def test_a_mail_address_leaves_a_page_however_often_it_is_encoded(path: str) -> None:
    assert learned.address(f"https://shop.example{path}", learned.of(_CONVERSATION)).endswith("/konto/[email]/")
    plain = "https://shop.example/schuhe%2520rot"
    assert learned.address(plain, learned.of(_CONVERSATION)) == plain
