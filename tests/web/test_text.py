"""What customers may write, to the sign."""

from uuid import uuid4

import pytest

from tests.service import House
from tests.web.asking import is_error

pytestmark = pytest.mark.asyncio(loop_scope="session")

INVISIBLE = ["", " ", "\n", "\t", "\u00a0", "\u3000", "\u200b", "\u200e", "\u2060", "\ufeff", "\u00ad", "\u202e"]
INVISIBLE += ["\x00", "\x85"]


@pytest.mark.parametrize("before", INVISIBLE)
@pytest.mark.parametrize("slash", ["/", "／"])
async def test_a_bot_command_is_refused_whatever_stands_before_its_slash(house: House, before: str, slash: str) -> None:
    cleo = await house.cleo()
    for text in (f"{before}{slash}restart", f"{before}{slash}", f" {before} {slash}cancel_order{{}}"):
        assert is_error(await cleo.say(text), 422, "not_valid")
    # That it was tried is noted beside the request, sooner or later.
    log = (await house.ann.http.get(cleo.path("events"))).json()["events"]
    assert {one["name"] for one in log} <= {"conversation_opened", "access_refused"}


@pytest.mark.parametrize("text", ["1/2 Preis?", "und/oder", "¼", "\\restart", "http://shop.example/", "⁄x"])
async def test_a_slash_elsewhere_is_just_a_slash(house: House, text: str) -> None:
    cleo = await house.cleo()
    assert (await cleo.say(text)).status_code == 201


@pytest.mark.parametrize("text", [*INVISIBLE, " \u200b \n ", "\u200d\u200d"])
async def test_a_message_that_shows_nothing_is_refused(house: House, text: str) -> None:
    assert is_error(await (await house.cleo()).say(text), 422, "not_valid")


@pytest.mark.parametrize("sign", ["x", "ä", "🏔", "漢"])
async def test_four_thousand_signs_are_possible_and_one_more_is_not(house: House, sign: str) -> None:
    cleo = await house.cleo()
    assert (await cleo.say(sign * 4_000)).status_code == 201
    too_long = await cleo.say(sign * 4_001)
    assert is_error(too_long, 422, "not_valid")
    assert too_long.json()["error"]["details"] == {"longest": 4000}
    assert (await cleo.say(f"  {sign * 4_000}\n\n")).status_code == 201, "what is stripped does not count"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("  Hallo \n", "Hallo"),
        ("👩‍👩‍👧 Zelt für drei? 🇨🇭", "👩‍👩‍👧 Zelt für drei? 🇨🇭"),
        ("Zeile 1\nZeile 2\tTab", "Zeile 1\nZeile 2\tTab"),
        ("a\x00b\x07c\x1bd\x7f", "abcd"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("'; DROP TABLE events; --", "'; DROP TABLE events; --"),
        ("{{7*7}} ${x} %s %(x)s", "{{7*7}} ${x} %s %(x)s"),
        ("Grüße aus Zürich – ß", "Grüße aus Zürich – ß"),
        ("\u202eumgekehrt", "\u202eumgekehrt"),
        ("مرحبا", "مرحبا"),
    ],
)
async def test_everything_else_is_kept_as_it_was_written(house: House, written: str, stored: str) -> None:
    cleo = await house.cleo()
    assert (await cleo.say(written)).status_code == 201
    message = (await cleo.events())["events"][1]
    assert (message["text"], message["author"]["kind"]) == (stored, "customer")


@pytest.mark.parametrize("half", ["\\ud83c", "\\udf00", "x\\ud800y", "\\udf00\\ud83c"])
async def test_half_a_surrogate_pair_is_no_text(house: House, half: str) -> None:
    cleo = await house.cleo()
    body = f'{{"id": "{uuid4()}", "text": "{half}"}}'
    json = {"Content-Type": "application/json"}
    assert is_error(await cleo.http.post(cleo.path("messages"), content=body, headers=json), 400, "malformed")


async def test_a_key_that_comes_twice_is_refused(house: House) -> None:
    cleo = await house.cleo()
    body = f'{{"id": "{uuid4()}", "text": "/restart", "text": "eins"}}'
    json = {"Content-Type": "application/json"}
    assert is_error(await cleo.http.post(cleo.path("messages"), content=body, headers=json), 400, "malformed")


@pytest.mark.parametrize("text", ["", "  ", "x" * 4_001])
async def test_an_agent_writes_something_and_not_too_much(house: House, text: str) -> None:
    cleo = await house.cleo("agent")
    body = {"id": str(uuid4()), "text": text, "audience": "everyone"}
    assert is_error(await house.ann.http.post(cleo.path("messages"), json=body), 422, "not_valid")


async def test_nobody_writes_without_saying_for_whom(house: House) -> None:
    cleo = await house.cleo("agent")
    body = {"id": str(uuid4()), "text": "Notiz"}
    for audience in ({}, {"audience": None}, {"audience": "all"}, {"audience": ["everyone"]}):
        assert is_error(await house.ann.http.post(cleo.path("messages"), json=body | audience), 422, "not_valid")


async def test_a_message_needs_an_id_and_has_no_files_yet(house: House) -> None:
    cleo = await house.cleo()
    for body in ({"text": "Hallo"}, {"id": None, "text": "Hallo"}, {"id": "1", "text": "Hallo"}):
        assert is_error(await cleo.http.post(cleo.path("messages"), json=body), 422, "not_valid")
    assert is_error(await cleo.say("Hallo", attachments=[str(uuid4())]), 422, "not_valid")


async def test_a_choice_that_was_not_offered_is_refused(house: House) -> None:
    cleo = await house.cleo("answered")
    for choice in ("nonsense", "/restart", "x\x00", "' OR 1=1 --"):
        assert is_error(await cleo.say("Ja", choice=choice), 409, "choice_not_offered")
    assert is_error(await cleo.say("Ja", choice="x" * 101), 422, "not_valid")
