"""Who the host site says its customer is: believed only when it is signed, fresh, and meant for us."""

import base64
import json

import pytest

from tests.identities import CLAIMS, HEADER, IDENTITY_KEY, NINE, by_hand, signed
from tests.service import SECRET, House
from tests.web.asking import customer_as, is_error, opens_nothing

pytestmark = pytest.mark.asyncio(loop_scope="session")

OTHER_KEY = "a key that only somebody else knows, and long"


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
    assert (await customer_as(house, identity))["verified"] is True


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
    await opens_nothing(house, identity)


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
    await opens_nothing(house, identity)


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
    await opens_nothing(house, by_hand(json.dumps(header), CLAIMS))
    await opens_nothing(house, by_hand(json.dumps(header), CLAIMS, key=""))


async def test_a_key_or_an_address_of_one_that_the_token_brings_along_is_not_used(house: House) -> None:
    own = {"kty": "oct", "k": base64.urlsafe_b64encode(OTHER_KEY.encode()).decode().rstrip("=")}
    for more in ({"jwk": own}, {"jku": "http://127.0.0.1:9/keys"}, {"x5u": "http://127.0.0.1:9/"}):
        header = json.dumps({"alg": "HS256", "kid": "2026"} | more)
        await opens_nothing(house, by_hand(header, CLAIMS, key=OTHER_KEY))


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
    await opens_nothing(house, cleo.token)


async def test_earlier_conversations_show_for_a_verified_customer_only(house: House) -> None:
    first = await house.cleo(identity=signed(email="lea@example.com", sub="9"))
    house.service.clock.pass_time(seconds=1)
    second = await house.cleo(identity=signed(email="LEA@example.com", sub="9"))
    guest = await house.cleo()
    earlier = (await house.ann.http.get(f"/api/conversations/{second.id}")).json()["earlier"]
    assert [one["id"] for one in earlier] == [first.id]
    assert (await house.ann.http.get(f"/api/conversations/{guest.id}")).json()["earlier"] == []
