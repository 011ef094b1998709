import pytest
from sqlalchemy import delete, text, update

from actions.backend.model import RefundState
from actions.backend.port import BackendDownError
from actions.backend.tables import orders, refunds, returns
from actions.refunds import GetRefund, TrackRefund, ValidateGetRefundForm, ValidateTrackRefundForm
from tests.actions.conftest import TODAY
from tests.actions.repeating import repeated
from tests.actions.test_locked import locked

GET, TRACK = (ValidateGetRefundForm, "get_refund"), (ValidateTrackRefundForm, "track_refund")
LEAS = {"order_number": "BW-104977", "postcode": "6020"}
BOTH = pytest.mark.parametrize("language", ["de", "en"])
# What is said of each order, whether its refund is asked for or asked about.
STATES = [
    (
        "BW-104977",
        "6020",
        "ist seit dem 20. November 2026 unterwegs",
        "has been on its way since 20 November 2026",
        None,
    ),
    ("BW-105020", "3011", "haben wir am 14. November 2026", "we refunded", None),
    ("BW-105088", "3011", "seit dem 19. November 2026 storniert", "was cancelled on 19 November 2026", None),
    ("BW-104733", "04109", "ist keine Rücksendung angemeldet", "No return is announced", "return_item"),
    ("BW-104512", "8004", "noch nicht bei Ihnen angekommen", "has not reached you yet", "cancel_order"),
    ("BW-104855", "8004", "noch nicht bei Ihnen angekommen", "has not reached you yet", "cancel_order"),
    ("BW-104801", "6020", "noch nicht bei Ihnen angekommen", "has not reached you yet", "cancel_order"),
]


@pytest.fixture
def due(shop_database):
    """Lea's parcel is back, and nobody has sent the money."""
    with shop_database.transaction() as connection:
        connection.execute(delete(refunds).where(refunds.c.order_number == "BW-104977"))


@pytest.mark.parametrize(("number", "postcode", "german", "english", "choice"), STATES, ids=[row[0] for row in STATES])
@pytest.mark.parametrize(("form", "intent"), [GET, TRACK], ids=["get", "track"])
@BOTH
async def test_each_state_has_its_sentence_and_what_can_be_done(
    talk, shop, language, form, intent, number, postcode, german, english, choice
):
    before = shop.order(number)
    said = await talk(language).say("…", intent, form=form, order_number=number, postcode=postcode)
    assert said.asked is None
    assert (german if language == "de" else english) in said.text
    assert [payload.split("{")[0] for _, payload in said.choices] == ([f"/{choice}"] if choice else [])
    assert said.failure is None
    assert shop.order(number) == before


@BOTH
async def test_a_return_that_is_on_its_way_is_waited_for(talk, shop, language):
    shop.start_return("BW-104733", ["BG-3001"], "before")
    said = await talk(language).say("…", TRACK[1], form=TRACK[0], order_number="BW-104733", postcode="04109")
    assert ("noch nicht bei uns angekommen" if language == "de" else "has not reached us yet") in said.text
    assert (said.failure, said.choices) == (None, [])


@pytest.mark.parametrize("number", ["BW-105020", "BW-104733"])
@BOTH
async def test_what_looks_wrong_is_shown_to_a_person(talk, shop, shop_database, language, number):
    if number == "BW-104733":
        shop.start_return(number, ["BG-3001"], "before")
    with shop_database.transaction() as connection:
        connection.execute(delete(refunds).where(refunds.c.order_number == number))
        connection.execute(update(returns).where(returns.c.order_number == number).values(state="arrived"))
    email = shop.order(number).email
    said = await talk(language, email=email).say("…", TRACK[1], form=TRACK[0], order_number=number)
    assert ("eine Person" if language == "de" else "A person") in said.text
    assert (said.failure, said.person_offered) == ("no_result", "no_result")


@BOTH
async def test_who_asks_where_the_money_is_can_start_what_is_due(talk, due, language):
    customer = talk(language)
    said = await customer.say("…", TRACK[1], form=TRACK[0], **LEAS)
    assert said.choices[0][1] == '/get_refund{"order_number": "BW-104977"}'
    said = await customer.say(said.choices[0][0], GET[1], form=GET[0], order_number="BW-104977")
    assert said.asked == "confirmed"


@pytest.mark.parametrize(
    ("language", "asked", "done"),
    [("de", "Die Erstattung beträgt", "Erledigt:"), ("en", "The refund is", "Done:")],
)
async def test_what_is_due_is_paid_back_after_a_yes_and_once(talk, shop, shop_database, due, language, asked, done):
    customer = talk(language)
    said = await customer.say("…", GET[1], form=GET[0], **LEAS)
    assert asked in said.text
    assert said.asked == "confirmed"
    assert shop.order("BW-104977").refund is None
    told = said.text
    said = await repeated(customer, "ja", "affirm", confirmed=True)
    assert said.text.startswith(done)
    refund = shop.order("BW-104977").refund
    assert (refund.state, refund.since) == (RefundState.ON_ITS_WAY, TODAY)
    amount = f"{refund.cents // 100}"
    assert amount in told
    assert amount in said.text
    with shop_database.transaction() as connection:
        made = connection.execute(text("SELECT count(*) FROM changes WHERE kind = 'pay_back'")).scalar_one()
    assert made == 1


@pytest.mark.parametrize("kept", [False, True])
async def test_the_amount_that_is_told_is_the_amount_that_is_paid(talk, shop, shop_database, due, kept):
    """With the delivery where all comes back, without it where something is kept."""
    with shop_database.transaction() as connection:
        connection.execute(update(orders).where(orders.c.number == "BW-104977").values(shipping_cents=490))
        if kept:
            line = "'BW-104977', 9, 'BG-9999', 'Etwas', 'Something', 1, 1000"
            columns = "order_number, position, sku, name_de, name_en, quantity, cents"
            connection.execute(text(f"INSERT INTO order_lines ({columns}) VALUES ({line})"))
    customer = talk()
    said = await customer.say("…", GET[1], form=GET[0], **LEAS)
    done = await customer.say("ja", "affirm", confirmed=True)
    cents = shop.order("BW-104977").refund.cents
    amount = f"{cents // 100},{cents % 100:02} €".replace(" ", "\u00a0")
    assert amount.replace("\u00a0", " ") in said.text.replace("\u00a0", " ")
    assert amount.replace("\u00a0", " ") in done.text.replace("\u00a0", " ")


@BOTH
async def test_a_no_changes_nothing(talk, shop, due, language):
    customer = talk(language)
    await customer.say("…", GET[1], form=GET[0], **LEAS)
    said = await customer.say("nein", "deny", confirmed=False)
    assert said.text.startswith("Gut, ich habe nichts veranlasst" if language == "de" else "All right, I have not")
    assert shop.order("BW-104977").refund is None


async def test_a_yes_to_one_order_is_none_to_another(talk, shop, due):
    customer = talk(email="lea.huber@example.com")
    await customer.say("…", GET[1], form=GET[0], order_number="BW-104977")
    said = await customer.say("ja, BW-104801", "affirm", confirmed=True, order_number="BW-104801")
    assert "BW-104801" in said.text
    assert shop.order("BW-104977").refund is None


async def test_what_somebody_started_meanwhile_is_told(talk, shop, due):
    customer = talk()
    await customer.say("…", GET[1], form=GET[0], **LEAS)
    shop.pay_back("BW-104977", "an agent")
    said = await customer.say("ja", "affirm", confirmed=True)
    assert "ist seit dem 22. November 2026 unterwegs" in said.text


@pytest.mark.parametrize(("form", "intent"), [GET, TRACK], ids=["get", "track"])
async def test_a_signed_in_owner_needs_no_postcode_and_nobody_else_gets_in(talk, form, intent):
    owner = await talk(email="lea.huber@example.com").say("…", intent, form=form, order_number="BW-104977")
    assert (owner.asked, owner.failure) == (None, None)
    other = await talk(email="mia.keller@example.com").say("…", intent, form=form, order_number="BW-104977")
    assert (other.asked, other.text) == ("postcode", "")
    stranger = await talk().say("…", intent, form=form, order_number="BW-104977", postcode="6021")
    assert stranger.asked == "postcode"
    assert {"refused": {"kind": "wrong_postcode", "subject": "BW-104977"}} in stranger.signals


@pytest.mark.parametrize(("form", "intent"), [GET, TRACK], ids=["get", "track"])
@pytest.mark.parametrize("asked", ["order_number", "postcode"])
async def test_the_form_can_be_left_at_any_question(talk, form, intent, asked):
    customer = talk()
    given = {} if asked == "order_number" else {"order_number": "BW-104977"}
    assert (await customer.say("…", intent, form=form, **given)).asked == asked
    said = await customer.say("nein danke", "deny")
    assert (said.asked, said.answers) == (None, ["utter_order_form_left"])


@BOTH
async def test_when_the_change_got_no_answer_the_bot_does_not_claim_to_know(talk, shop, due, monkeypatch, language):
    customer = talk(language)
    await customer.say("…", GET[1], form=GET[0], **LEAS)

    def lost(*_args, **_named):
        raise BackendDownError("shop database: the connection was lost")

    monkeypatch.setattr(shop, "pay_back", lost)
    said = await customer.say("ja", "affirm", confirmed=True)
    assert ("nicht sicher" if language == "de" else "do not know for certain") in said.text
    assert (said.failure, customer.slots["confirmed"]) == ("backend_error", None)


@pytest.mark.parametrize(("form", "intent"), [GET, TRACK], ids=["get", "track"])
async def test_a_shop_that_is_locked_is_said_to_be_slow(talk, shop_database, shop_file, form, intent):
    shop_database.seconds = 0.3
    with locked(shop_file):
        said = await talk().say("…", intent, form=form, **LEAS)
    assert (said.failure, said.person_offered) == ("backend_error", "backend_error")


@pytest.mark.parametrize("action", [GetRefund, TrackRefund])
async def test_the_action_alone_tells_and_changes_nothing_without_proof(talk, shop, due, action):
    customer = talk()
    customer.hear("…", "get_refund", verified="BW-104977", confirmed=True, **LEAS)
    said = await customer.run(action)
    assert said.failure == "no_result"
    assert "€" not in said.text
    assert shop.order("BW-104977").refund is None
