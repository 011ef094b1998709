"""When the shop hangs or is away, over SQL and over REST: what is so, a person, and no change that nobody tells."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from handover.launch.ports import free_port
from tests.actions.mailing import Inbox
from tests.bot.shops import DemoShop, ShopApi, ShopFile
from tests.bot.talking import Bot, Json, said, signals
from tests.stack import Stack, running

HASTE = {"LOTSE_SHOP_SECONDS": "0.5"}  # each of these waits as long for a shop that hangs

# Each tells all that its matter needs, so that the shop is asked in this turn.
MATTERS = {
    "track_order": ("Wo ist meine Bestellung BW-104512, PLZ 8004?", "Where is my order BW-104512, postcode 8004?"),
    "cancel_order": ("Bestellung BW-104855 stornieren, PLZ 8004", "please cancel order BW-104855, postcode 8004"),
    "change_shipping_address": (
        "Adresse der Bestellung BW-104855 ändern, PLZ 8004",
        "change the delivery address of order BW-104855, postcode 8004",
    ),
    "return_item": ("Ich möchte BW-104733 zurückschicken, PLZ 04109", "I want to return BW-104733, postcode 04109"),
    "get_refund": ("Ich will mein Geld zurück, BW-104977, PLZ 6020", "I want my money back, BW-104977, postcode 6020"),
    "track_refund": (
        "Wo bleibt die Rückerstattung zu BW-104977? PLZ 6020",
        "Where is my refund for BW-104977? zip 6020",
    ),
    "check_invoice": (
        "Was steht auf der Rechnung für BW-104733? PLZ 04109",
        "What is on the invoice of BW-104733? zip 04109",
    ),
    "get_invoice": (
        "Ich brauche eine Kopie der Rechnung BW-104733, PLZ 04109",
        "I need a copy of the invoice BW-104733, zip 04109",
    ),
    "recover_password": ("Passwort vergessen, away.de@example.com", "I forgot my password, away.en@example.com"),
    "newsletter_subscription": ("Ich möchte den Newsletter abbestellen", "I want to unsubscribe from the newsletter"),
    "product_information": ("Wie schwer ist der Rucksack Säntis 35?", "What material is the Föhn jacket made of?"),
    "product_availability": ("Ist das Zweipersonenzelt Lagalp auf Lager?", "Is the Lagalp two-person tent in stock?"),
}
AWAY = ("Ich erreiche unser Bestellsystem gerade nicht", "I cannot reach our order system right now")
SLOW = ("antwortet gerade zu langsam", "is answering too slowly")
UNSURE = ("Ich weiß deshalb nicht sicher", "I do not know for certain")


def test_a_yes_that_the_shop_did_not_hear_counts_for_nothing_later(rest_stack: Stack, shop_api: ShopApi) -> None:
    shop = DemoShop(rest_stack)
    names = shop.names_in("<order>")
    order, postcode = names["<order>"], names["<postcode>"]
    with Bot(rest_stack.rasa, rest_stack.token) as bot:
        conversation = bot.conversation()
        asked = conversation.say(f"Bestellung {order} stornieren, PLZ {postcode}")
        assert "wirklich stornieren?" in said(asked), said(asked)
        with shop_api.hanging():
            _tells(conversation.say("ja"), [SLOW[0]])
        again = conversation.say("Bitte meine Bestellung stornieren")
        assert "Soll ich die Bestellung" in said(again)
        assert "cancelled" not in shop.holds(order)
        conversation.say("ja")
        assert "cancelled" in shop.holds(order)


@pytest.fixture(scope="module", params=["sql", "rest"])
def troubled(
    request: pytest.FixtureRequest, model: Path, tmp_path_factory: pytest.TempPathFactory, mailbox: tuple[Inbox, str]
) -> Iterator[tuple[Bot, ShopFile | ShopApi]]:
    """A bot, and the shop behind it, whose database or whose API is to fail."""
    folder = tmp_path_factory.mktemp(request.param)
    api = ShopApi(folder, free_port()) if request.param == "rest" else None
    settings = HASTE | {"LOTSE_SMTP_URL": mailbox[1]} | (api.settings if api else {})
    with running(folder, model, "actions", "rasa", settings=settings) as stack, Bot(stack.rasa, stack.token) as bot:
        if api:
            api.start()
        yield bot, api or ShopFile(stack)
    if api:
        api.stop()


@pytest.fixture(scope="module")
def away(troubled: tuple[Bot, ShopFile | ShopApi]) -> Iterator[Bot]:
    """A bot whose shop is away."""
    bot, shop = troubled
    with shop.away():
        yield bot


@pytest.fixture(scope="module")
def hanging(troubled: tuple[Bot, ShopFile | ShopApi]) -> Iterator[Bot]:
    """A bot whose shop takes what it is asked and does not answer."""
    bot, shop = troubled
    with shop.hanging():
        yield bot


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("matter", MATTERS)
def test_when_the_shop_hangs_the_customer_is_told_and_offered_a_person(
    hanging: Bot, inbox: Inbox, matter: str, language: str
) -> None:
    _is_told(hanging, inbox, matter, language, SLOW)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("matter", MATTERS)
def test_when_the_shop_is_away_the_customer_is_told_and_offered_a_person(
    away: Bot, inbox: Inbox, matter: str, language: str
) -> None:
    _is_told(away, inbox, matter, language, AWAY)


def _is_told(bot: Bot, inbox: Inbox, matter: str, language: str, words: tuple[str, str]) -> None:
    place = 0 if language == "de" else 1
    mails = len(inbox.envelopes)
    signed_in = (
        {"identity": {"sub": "1", "email": "lea.huber@example.com"}} if matter == "newsletter_subscription" else {}
    )
    conversation = bot.conversation(**signed_in)
    answer = conversation.say(MATTERS[matter][place])
    assert answer["understanding"]["intent"] == matter
    _tells(answer, (words[place], UNSURE[place]))
    assert "contact_human_agent" in {choice["intent"] for choice in conversation.choices()}
    assert answer["context"]["failed"]["kind"] == "backend_error"
    assert len(inbox.envelopes) == mails


def test_damage_is_reported_without_the_shop(away: Bot) -> None:
    answer = away.conversation().say("Die Wanderschuhe aus BW-104733 sind kaputt, PLZ 04109")
    assert signals(answer) == ["escalate needs_person"]
    assert answer["signals"][0]["escalate"]["context"]["order"] == "BW-104733"


def _tells(answer: Json, sentences: Sequence[str]) -> None:
    assert signals(answer) == ["failure backend_error"], said(answer)
    assert any(sentence in said(answer) for sentence in sentences), said(answer)
