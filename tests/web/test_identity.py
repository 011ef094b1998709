"""Who the host site says its customer is: believed only when it is signed, fresh, and meant for us."""

import time
from typing import Any

import jwt
import pytest

from tests.service import IDENTITY_KEY, SECRET, House
from tests.web.asking import is_error

pytestmark = pytest.mark.asyncio(loop_scope="session")

OTHER_KEY = "a key that only somebody else knows"


def signed(key: str = IDENTITY_KEY, algorithm: str = "HS256", kid: object = "2026", **changes: Any) -> str:
    """An identity of Mia Keller, as the shop signs it, with changes; None leaves a claim out."""
    claims = {
        "iss": "https://shop.example",
        "aud": "lotse",
        "sub": "7",
        "email": "Mia.Keller@example.com",
        "name": "Mia Keller",
        "exp": time.time() + 600,
    }
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(claims, key, algorithm, headers={} if kid is None else {"kid": kid})


async def test_a_customer_whom_the_host_site_vouches_for_is_shown_verified_and_told_to_the_bot(house: House) -> None:
    cleo = await house.cleo("answered", identity=signed())
    seen = (await house.ann.http.get(f"/api/conversations/{cleo.id}")).json()
    assert seen["customer"] == {"name": "Mia Keller", "email": "mia.keller@example.com", "verified": True}
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


async def test_a_name_may_be_missing_and_an_hour_is_possible(house: House) -> None:
    for identity in (signed(name=None), signed(name=""), signed(exp=time.time() + 3_590), signed(more="claims")):
        cleo = await house.cleo(identity=identity)
        assert (await house.ann.http.get(f"/api/conversations/{cleo.id}")).json()["customer"]["verified"] is True


@pytest.mark.parametrize(
    "identity",
    [
        "",
        "nonsense",
        "a.b.c",
        signed(OTHER_KEY),
        signed(SECRET),
        signed("", "none"),
        signed(algorithm="HS384", key=IDENTITY_KEY * 2),
        signed(kid="2020"),
        signed(kid=None),
        signed(kid=""),
        signed(aud="customer"),
        signed(aud=None),
        signed(iss=None),
        signed(sub=None),
        signed(sub=""),
        signed(email=None),
        signed(email=""),
        signed(email=["mia.keller@example.com"]),
        signed(email=7),
        signed(exp=None),
        signed(exp=time.time() - 1),
        signed(exp=time.time() + 7_200),
        signed(exp="soon"),
        signed(exp=float("inf")),
        signed(nbf=time.time() + 600),
        signed(name="x" * 201),
        signed(name={"a": 1}),
        signed(sub="x" * 201),
        signed(email="x" * 321),
        signed(name="Mia\x00Keller"),
        signed() + "x",
        signed().replace(".", "", 1),
    ],
)
async def test_anything_else_is_refused_and_opens_nothing(house: House, identity: str) -> None:
    response = await (await house.service.somebody()).http.post("/api/conversations", json={"identity": identity})
    assert is_error(response, 401, "identity_not_valid")
    assert "key" not in response.text.lower().replace("keller", "")


async def test_an_identity_without_end_is_not_even_read(house: House) -> None:
    response = await (await house.service.somebody()).http.post("/api/conversations", json={"identity": "x" * 4_001})
    assert is_error(response, 422, "not_valid")


async def test_an_identity_is_no_token_of_a_conversation(house: House) -> None:
    cleo = await house.cleo(identity=signed())
    forged = signed(sub=cleo.id, aud="customer")
    response = await cleo.http.get(cleo.path("events"), headers={"Authorization": f"Bearer {forged}"})
    assert is_error(response, 401, "not_signed_in")


async def test_a_token_of_a_conversation_is_no_identity(house: House) -> None:
    cleo = await house.cleo()
    response = await cleo.http.post("/api/conversations", json={"identity": cleo.token})
    assert is_error(response, 401, "identity_not_valid")


async def test_earlier_conversations_show_for_a_verified_customer_only(house: House) -> None:
    first = await house.cleo(identity=signed(email="lea@example.com", sub="9"))
    house.service.clock.pass_time(seconds=1)
    second = await house.cleo(identity=signed(email="LEA@example.com", sub="9"))
    guest = await house.cleo()
    earlier = (await house.ann.http.get(f"/api/conversations/{second.id}")).json()["earlier"]
    assert [one["id"] for one in earlier] == [first.id]
    assert (await house.ann.http.get(f"/api/conversations/{guest.id}")).json()["earlier"] == []
