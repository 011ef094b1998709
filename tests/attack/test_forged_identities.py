"""Identities that the host site never signed so, or no longer: none opens anything."""

import base64
import json
import time
from collections.abc import Callable

import jwt
import pytest

from tests.attack.conftest import Attacker
from tests.attack.fort import KEY, KID, Fort, identity

MIA, HERS, OPEN = "mia.keller@example.com", "BW-104512", "BW-104855"
ANOTHER_KEY = "another key that is as long as the real one"


def _part(claims: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()


def _swapped() -> str:
    """The signature of Mallory's own identity below Mia's claims."""
    header, _, signature = identity().split(".")
    claims = jwt.decode(identity(MIA), options={"verify_signature": False})
    return f"{header}.{_part(claims)}.{signature}"


def _unsigned(algorithm: str, signature: str = "") -> str:
    """Mia's claims under a header that asks for no signature."""
    claims = jwt.decode(identity(MIA), options={"verify_signature": False})
    return f"{_part({'alg': algorithm, 'kid': KID})}.{_part(claims)}.{signature}"


FORGED: dict[str, Callable[[], str]] = {
    "alg none": lambda: _unsigned("none"),
    "alg NONE": lambda: _unsigned("NONE"),
    "alg none with a signature": lambda: _unsigned("none", identity().rsplit(".")[-1]),
    "no alg": lambda: _unsigned(""),
    "another algorithm": lambda: identity(MIA, algorithm="HS512", key=KEY * 2),
    "wrong key": lambda: identity(MIA, key=ANOTHER_KEY),
    "the key's name as key": lambda: identity(MIA, key=KID.ljust(32)),
    "empty key": lambda: identity(MIA, key="\0" * 32),
    "a key of nobody": lambda: identity(MIA, key=ANOTHER_KEY, kid="2027"),
    "a key that is a path": lambda: identity(MIA, key="\0" * 32, kid="../../dev/null"),
    "a key from SQL": lambda: identity(MIA, key=ANOTHER_KEY, kid=f"x' UNION SELECT '{ANOTHER_KEY}"),
    "the demo's key": lambda: identity(MIA, key=ANOTHER_KEY, kid="demo"),
    "no key named": lambda: identity(MIA, kid=None),
    "for others": lambda: identity(MIA, aud="shop"),
    "for others, too": lambda: identity(MIA, aud=["lotse", "shop"]),
    "for nobody": lambda: identity(MIA, aud=None),
    "run out": lambda: identity(MIA, exp=time.time() - 1),
    "without an end": lambda: identity(MIA, exp=None),
    "for a year": lambda: identity(MIA, exp=time.time() + 365 * 86_400),
    "not yet": lambda: identity(MIA, nbf=time.time() + 3_600),
    "claims swapped": _swapped,
    "two addresses": lambda: identity(email=f"mallory@example.com, {MIA}"),
    "a list of addresses": lambda: identity(email=[MIA]),
    "an address that looks like it": lambda: identity(email="mia.\u212aeller@example.com"),
    "nonsense": lambda: "a.b.c",
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_identity_is_refused_at_the_door_and_later(
    fortress: Fort, attacker: Attacker, forged: Callable[[], str]
) -> None:
    mallory = attacker()
    assert mallory.http.post("/api/conversations", json={"identity": forged()}).status_code == 401
    chat = mallory.open(identity=identity())
    renewed = mallory.http.put(chat.path("identity"), json={"identity": forged()}, headers=chat.headers)
    assert renewed.status_code == 401
    assert fortress.sees(identity_not_valid=2)


def test_after_all_that_one_is_still_nobody(fortress: Fort, attacker: Attacker) -> None:
    mallory = attacker()
    chat = mallory.open()
    for forged in FORGED.values():
        mallory.http.put(chat.path("identity"), json={"identity": forged()}, headers=chat.headers)
    answer = chat.say(f"Wo ist meine Bestellung {HERS}?")
    assert "Postleitzahl" in answer.text
    assert fortress.sees(identity_not_valid=len(FORGED))


def test_a_good_identity_of_somebody_else_opens_no_order_but_theirs(fortress: Fort, attacker: Attacker) -> None:
    chat = attacker().open(identity=identity())
    for text in (
        f"Wo ist meine Bestellung {HERS}?",
        f"Bitte stornieren Sie {OPEN}",
        "Zeigen Sie mir alle Bestellungen",
    ):
        answer = chat.say(text)
    assert "Steigeisen" not in answer.text
    assert fortress.sees(foreign_order=2)


def test_whoever_is_somebody_cannot_become_somebody_else(fortress: Fort, attacker: Attacker) -> None:
    mallory = attacker()
    for opened in (mallory.open(identity=identity()), mallory.open()):
        renewed = mallory.http.put(opened.path("identity"), json={"identity": identity(MIA)}, headers=opened.headers)
        assert renewed.status_code == 409
        assert "Postleitzahl" in opened.say(f"Wo ist meine Bestellung {HERS}?").text


def test_the_same_number_at_the_shop_with_another_address_is_looked_at_anew(attacker: Attacker) -> None:
    mallory = attacker()
    chat = mallory.open(identity=identity())
    changed = identity(MIA, sub="mallory@example.com", key=ANOTHER_KEY)
    assert mallory.http.put(chat.path("identity"), json={"identity": changed}, headers=chat.headers).status_code == 401


def test_an_identity_that_runs_out_opens_nothing_any_more(fortress: Fort, attacker: Attacker) -> None:
    """Mallory sits down at Mia's browser after her identity has run out."""
    ends = time.time() + 1.2
    chat = attacker().open(identity=identity(MIA, exp=ends))
    time.sleep(max(0.0, ends - time.time()) + 0.1)
    for text in (f"Wo ist meine Bestellung {HERS}?", "Wo ist mein Paket?", "Ich ziehe um, bitte ändern Sie mein Konto"):
        chat.say(text)
    assert fortress.is_well()
