"""What a host site signs about its customer: read as everybody would read it, or not at all."""

import json
from typing import Any

import pytest

from tests.identities import CLAIMS, HEADER, NINE, by_hand, signed
from tests.service import House
from tests.web.asking import customer_as, opens_nothing

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "email", "exp"])
@pytest.mark.parametrize("value", [None, "", " ", 7, True, ["lotse"], {"lotse": 1}], ids=str)
async def test_a_claim_that_is_missing_or_no_text_is_refused(house: House, claim: str, value: object) -> None:
    if (claim, value) == ("iss", " "):
        return  # Whatever the host site calls itself.
    await opens_nothing(house, by_hand(HEADER, json.dumps(json.loads(CLAIMS) | {claim: value})))


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
    await opens_nothing(house, identity)


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
    await opens_nothing(house, by_hand(HEADER, json.dumps(json.loads(CLAIMS) | times)))


@pytest.mark.parametrize("claim", ['"email": "tom@example.com"', '"sub": "8"', '"aud": "lotse"', '"exp": 1795424400'])
async def test_a_claim_that_comes_twice_is_refused(house: House, claim: str) -> None:
    await opens_nothing(house, by_hand(HEADER, CLAIMS[:-1] + f", {claim}}}"))
    await opens_nothing(house, by_hand(HEADER, "{" + claim + ", " + CLAIMS[1:]))


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
    assert (await customer_as(house, signed(email=email)))["email"] == known_as


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
    await opens_nothing(house, signed(email=email))


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
    assert (await customer_as(house, signed(name=name)))["name"] == shown
