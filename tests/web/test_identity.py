"""Who the host site says its customer is: believed only when it is signed, fresh, and meant for us."""

import base64
import hashlib
import hmac
import json
from typing import Any

import jwt
import pytest

from tests.identities import IDENTITY_KEY, NINE, signed
from tests.service import SECRET, House
from tests.web.asking import is_error

pytestmark = pytest.mark.asyncio(loop_scope="session")

OTHER_KEY = "a key that only somebody else knows, and long"


def by_hand(header: str, claims: str, key: str = IDENTITY_KEY) -> str:
    """A token with these very bytes in it, signed with HS256 whatever its header says."""
    parts = [base64.urlsafe_b64encode(part.encode()).rstrip(b"=") for part in (header, claims)]
    signature = hmac.digest(key.encode(), b".".join(parts), hashlib.sha256)
    return b".".join([*parts, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


HEADER = '{"alg": "HS256", "kid": "2026"}'
CLAIMS = json.dumps(jwt.decode(signed(), options={"verify_signature": False}))


async def opened_as(house: House, identity: str) -> dict[str, Any]:
    """What an agent is shown of the customer who comes with an identity."""
    cleo = await house.cleo(identity=identity)
    seen: dict[str, Any] = (await house.ann.http.get(f"/api/conversations/{cleo.id}")).json()["customer"]
    return seen


async def refused(house: House, identity: str) -> None:
    response = await (await house.service.somebody()).http.post("/api/conversations", json={"identity": identity})
    assert is_error(response, 401, "identity_not_valid")
    assert "key" not in response.text.lower().replace("keller", "")


async def test_a_customer_whom_the_host_site_vouches_for_is_shown_verified_and_told_to_the_bot(house: House) -> None:
    cleo = await house.cleo("answered", identity=signed())
    seen = (await house.ann.http.get(f"/api/conversations/{cleo.id}")).json()
    assert seen["customer"] == {
        "name": "Mia Keller",
        "email": "mia.keller@example.com",
        "verified": True,
        "verified_until": "2026-11-23T09:30:00+00:00",
    }
    told = next(turn for turn in house.service.bot.asked if str(turn.conversation) == cleo.id)
    assert told.identity == {"sub": "7", "email": "mia.keller@example.com", "name": "Mia Keller"}
    assert "mia.keller" not in str((await cleo.events())["events"][0])


async def test_without_an_identity_the_customer_is_nobody_in_particular(house: House) -> None:
    cleo = await house.cleo("answered")
    assert (await house.ann.http.get(f"/api/conversations/{cleo.id}")).json()["customer"] is None
    told = next(turn for turn in house.service.bot.asked if str(turn.conversation) == cleo.id)
    assert told.identity is None
    assert told.client
    assert "127.0.0.1" not in told.client, "a hash of the address, not the address"


@pytest.mark.parametrize(
    "identity",
    [
        signed(name=None),
        signed(name=""),
        signed(exp=NINE + 3_600),
        signed(more="claims"),
        signed(iat=NINE - 1_000, nbf=NINE - 1_000),
        # Its clock may be a little ahead of ours.
        signed(iat=NINE + 30, nbf=NINE + 30, exp=NINE + 3_630),
        by_hand('{"kid": "2026", "alg": "HS256", "typ": "JWT"}', CLAIMS),
    ],
)
async def test_a_name_may_be_missing_and_an_hour_is_possible(house: House, identity: str) -> None:
    assert (await opened_as(house, identity))["verified"] is True


@pytest.mark.parametrize(
    "identity",
    [
        "",
        "nonsense",
        "a.b.c",
        "ä.ö.ü",
        "." * 3_000,
        signed() + "x",
        signed().replace(".", "", 1),
        signed() + "." + signed().split(".")[2],
        by_hand("[" * 2_500, CLAIMS),
        by_hand(HEADER, "[" * 2_500),
        by_hand(HEADER, "[]"),
        by_hand(HEADER, '"mia"'),
        by_hand(HEADER, "null"),
        by_hand(HEADER, "\ufeff" + CLAIMS),
    ],
    ids=lambda identity: identity[:12],
)
async def test_what_is_no_token_is_refused(house: House, identity: str) -> None:
    await refused(house, identity)


@pytest.mark.parametrize(
    "identity",
    [
        signed(OTHER_KEY),
        signed(SECRET),
        signed("", "none"),
        signed("", "none").rstrip(".") + "." + signed().split(".")[2],
        signed(algorithm="HS384", key=IDENTITY_KEY * 2),
        signed(algorithm="HS512", key=IDENTITY_KEY * 2),
        by_hand('{"alg": "RS256", "kid": "2026"}', CLAIMS),
        by_hand('{"alg": "none", "kid": "2026"}', CLAIMS),
        by_hand('{"alg": "hs256", "kid": "2026"}', CLAIMS),
        by_hand('{"alg": ["HS256"], "kid": "2026"}', CLAIMS),
        by_hand('{"kid": "2026"}', CLAIMS),
        by_hand('{"alg": "HS256", "kid": "2026", "crit": ["exp"], "exp": 1}', CLAIMS),
        by_hand('{"alg": "HS256", "kid": "2026", "b64": false}', CLAIMS),
    ],
)
async def test_another_signature_than_hs256_with_a_key_of_ours_is_refused(house: House, identity: str) -> None:
    await refused(house, identity)


@pytest.mark.parametrize(
    "kid",
    [
        "2020",
        None,
        "",
        " 2026",
        "2026\x00",
        "../../etc/passwd",
        "2026' OR '1'='1",
        "k" * 2_000,
        2026,
        ["2026"],
        {},
        True,
    ],
)
async def test_a_kid_that_names_no_key_is_refused(house: House, kid: object) -> None:
    header = {"alg": "HS256"} | ({} if kid is None else {"kid": kid})
    await refused(house, by_hand(json.dumps(header), CLAIMS))
    await refused(house, by_hand(json.dumps(header), CLAIMS, key=""))


async def test_a_key_or_an_address_of_one_that_the_token_brings_along_is_not_used(house: House) -> None:
    own = {"kty": "oct", "k": base64.urlsafe_b64encode(OTHER_KEY.encode()).decode().rstrip("=")}
    for more in ({"jwk": own}, {"jku": "http://127.0.0.1:9/keys"}, {"x5u": "http://127.0.0.1:9/"}):
        header = json.dumps({"alg": "HS256", "kid": "2026"} | more)
        await refused(house, by_hand(header, CLAIMS, key=OTHER_KEY))


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "email", "exp"])
@pytest.mark.parametrize("value", [None, "", " ", 7, True, ["lotse"], {"lotse": 1}], ids=str)
async def test_a_claim_that_is_missing_or_no_text_is_refused(house: House, claim: str, value: object) -> None:
    if (claim, value) == ("iss", " "):
        return  # Whatever the host site calls itself.
    await refused(house, by_hand(HEADER, json.dumps(json.loads(CLAIMS) | {claim: value})))


@pytest.mark.parametrize(
    "identity",
    [
        signed(aud="customer"),
        signed(aud=["lotse", "another service"]),
        signed(aud=["lotse"]),
        signed(aud="LOTSE"),
        signed(sub="x" * 201),
        signed(sub=" 7"),
        signed(sub="7\x00"),
        signed(sub="7\u200b"),
        signed(name="x" * 201),
        signed(name={"a": 1}),
        signed(name=7),
    ],
)
async def test_an_identity_for_others_or_of_nobody_whom_one_could_name_is_refused(house: House, identity: str) -> None:
    await refused(house, identity)


@pytest.mark.parametrize(
    "times",
    [
        {"exp": NINE - 86_400},
        {"exp": NINE - 1},
        {"exp": 0},
        {"exp": -1},
        {"exp": NINE + 3_720},
        {"exp": NINE + 7_200},
        {"exp": 10**12},
        {"exp": 10**300},
        {"exp": 10**400},
        {"exp": -(10**300)},
        {"exp": "soon"},
        {"exp": str(NINE + 600)},
        {"exp": "2026-11-23T09:30:00Z"},
        {"exp": True},
        {"exp": [NINE + 600]},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"nbf": NINE + 600},
        {"nbf": "now"},
        {"iat": NINE + 600},
        {"iat": "now"},
        # Signed yesterday, for now: a token that was made to live longer than an hour.
        {"iat": NINE - 86_400},
        {"iat": NINE - 3_000, "exp": NINE + 3_000},
    ],
    ids=lambda times: str(times)[:40],
)
async def test_an_identity_out_of_its_time_is_refused(house: House, times: dict[str, Any]) -> None:
    await refused(house, by_hand(HEADER, json.dumps(json.loads(CLAIMS) | times)))


@pytest.mark.parametrize("claim", ['"email": "tom@example.com"', '"sub": "8"', '"aud": "lotse"', '"exp": 1795424400'])
async def test_a_claim_that_comes_twice_is_refused(house: House, claim: str) -> None:
    await refused(house, by_hand(HEADER, CLAIMS[:-1] + f", {claim}}}"))
    await refused(house, by_hand(HEADER, "{" + claim + ", " + CLAIMS[1:]))


@pytest.mark.parametrize(
    ("email", "known_as"),
    [
        ("MIA.KELLER@EXAMPLE.COM", "mia.keller@example.com"),
        ("mia+shop@example.com", "mia+shop@example.com"),
        ("o'neill@example.com", "o'neill@example.com"),
        ("mia@MÜLLER.example", "mia@müller.example"),
        ("用户@例子.example", "用户@例子.example"),
        # Looks like it, and is another one for whoever compares.
        ("miа.keller@example.com", "miа.keller@example.com"),
    ],
)
async def test_an_address_is_known_in_lower_case_and_otherwise_as_it_is(
    house: House, email: str, known_as: str
) -> None:
    assert (await opened_as(house, signed(email=email)))["email"] == known_as


@pytest.mark.parametrize(
    "email",
    [
        " mia.keller@example.com",
        "mia.keller@example.com ",
        "mia.keller@example.com\n",
        "mia.keller @example.com",
        "mia.keller@example.com\x00",
        "mia.keller@example.com\u200b",
        "\u202emoc.elpmaxe@rellek.aim",
        "mia\u00adkeller@example.com",
        "mia.keller",
        "@example.com",
        "mia.keller@",
        "mia@keller@example.com",
        "mia.keller@example.com,tom.brunner@example.com",
        "mia.keller@example.com;tom.brunner@example.com",
        "Mia Keller <mia.keller@example.com>",
        '"mia.keller"@example.com',
        "mia.\u212aeller@example.com",  # The Kelvin sign, which is a k in lower case.
        "mia.keller@example.\ufb01",  # A ligature of fi.
        "\uff4dia.keller@example.com",  # A letter m of full width.
        "mia.keller\uff20example.com",  # An @ of full width.
        "mia.keller@e\u017fample.com",  # A long s.
        "mia@groß.example",  # Folds to gross.example.
        "mia@mu\u0308ller.example",  # Two signs that are written as one.
        "x" * 250 + "@example.com",
    ],
    ids=ascii,
)
async def test_an_address_that_could_be_taken_for_another_one_is_refused(house: House, email: str) -> None:
    await refused(house, signed(email=email))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("  Mia\tKeller ", "MiaKeller"),
        ("Mia\x00Keller", "MiaKeller"),
        ("Mia \u202erelleK", "Mia relleK"),
        ("\u200b\u202e", None),
        ("<b>Mia</b>", "<b>Mia</b>"),
        ("Zoë Müller-Łęcka", "Zoë Müller-Łęcka"),
    ],
    ids=ascii,
)
async def test_a_name_is_shown_without_signs_that_show_nothing(house: House, name: str, shown: str | None) -> None:
    assert (await opened_as(house, signed(name=name)))["name"] == shown


async def test_an_identity_without_end_is_not_even_read(house: House) -> None:
    mallory = await house.service.somebody()
    response = await mallory.http.post("/api/conversations", json={"identity": "x" * 4_001})
    assert is_error(response, 422, "not_valid")
    response = await mallory.http.post("/api/conversations", json={"identity": "x" * 100_000})
    assert is_error(response, 413, "too_large")


async def test_an_identity_is_no_token_of_a_conversation(house: House) -> None:
    cleo = await house.cleo(identity=signed())
    for forged in (signed(sub=cleo.id, aud="customer"), signed(sub=cleo.id), by_hand("[" * 2_500, "{}")):
        response = await cleo.http.get(cleo.path("events"), headers={"Authorization": f"Bearer {forged}"})
        assert is_error(response, 401, "not_signed_in")


async def test_a_token_of_a_conversation_is_no_identity(house: House) -> None:
    cleo = await house.cleo()
    await refused(house, cleo.token)


async def test_earlier_conversations_show_for_a_verified_customer_only(house: House) -> None:
    first = await house.cleo(identity=signed(email="lea@example.com", sub="9"))
    house.service.clock.pass_time(seconds=1)
    second = await house.cleo(identity=signed(email="LEA@example.com", sub="9"))
    guest = await house.cleo()
    earlier = (await house.ann.http.get(f"/api/conversations/{second.id}")).json()["earlier"]
    assert [one["id"] for one in earlier] == [first.id]
    assert (await house.ann.http.get(f"/api/conversations/{guest.id}")).json()["earlier"] == []
