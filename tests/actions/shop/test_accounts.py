"""What every implementation of the shop's port has to do: accounts, newsletter and new passwords."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import text

from actions.backend.model import Account, Address, Move

HOME = Address("Mia Keller", "Badenerstrasse 118", "8004", "Zürich", "CH")
BERLIN = Address("Mia Keller", "Torstraße 12", "10115", "Berlin", "DE")
FROM_ON = date(2026, 12, 1)
NOBODY = ["nobody@example.com", "", "%", "' OR 1=1 --", "mia.keller@example.com\x00", "a@" + "x" * 100_000, "../a@b"]


def test_an_account_is_found_by_its_address_in_any_case(any_shop):
    mia = Account("mia.keller@example.com", "Mia Keller", HOME, None, newsletter=True)
    assert any_shop.account("mia.keller@example.com") == any_shop.account("MIA.Keller@Example.com") == mia


def test_an_account_may_have_no_address_and_no_newsletter(any_shop):
    tom = any_shop.account("tom.brunner@example.com")
    assert (tom.address, tom.newsletter) == (None, False)


@pytest.mark.parametrize("email", NOBODY)
def test_who_has_no_account_has_none(any_shop, email):
    assert any_shop.account(email) is None
    assert any_shop.orders_of(email) == ()
    assert any_shop.reset_link(email, "turn-1") is None
    assert not any_shop.subscribes(email)
    with pytest.raises(KeyError):
        any_shop.move_account(email, BERLIN, FROM_ON, "turn-1")


def test_who_moves_keeps_the_old_address_until_the_day(any_shop):
    moved = any_shop.move_account("MIA.keller@example.com", BERLIN, FROM_ON, "turn-1")
    assert (moved.address, moved.move) == (HOME, Move(BERLIN, FROM_ON))
    assert any_shop.account("mia.keller@example.com") == moved


def test_a_repeated_move_does_not_undo_a_newer_one(any_shop):
    newer = replace(BERLIN, street="Torstraße 13")
    any_shop.move_account("mia.keller@example.com", BERLIN, FROM_ON, "turn-1")
    any_shop.move_account("mia.keller@example.com", newer, FROM_ON, "turn-2")
    assert any_shop.move_account("mia.keller@example.com", BERLIN, FROM_ON, "turn-1").move.address == newer


@pytest.mark.parametrize(
    "wrong", [replace(BERLIN, postcode="8004"), replace(BERLIN, street="\x07"), replace(BERLIN, country="FR")]
)
def test_nobody_moves_where_nothing_can_be_sent(any_shop, wrong):
    with pytest.raises(ValueError, match=r"postcode|street|country"):
        any_shop.move_account("mia.keller@example.com", wrong, FROM_ON, "turn-1")
    assert any_shop.account("mia.keller@example.com").move is None


def test_the_newsletter_goes_and_stops_for_accounts_and_for_others(any_shop):
    for email in ("tom.brunner@example.com", "nobody@example.com"):
        any_shop.set_newsletter(email.upper(), f"{email}/on", wanted=True)
        assert any_shop.subscribes(email)
        any_shop.set_newsletter(email, f"{email}/on-again", wanted=True)
        any_shop.set_newsletter(email, f"{email}/off", wanted=False)
        assert not any_shop.subscribes(email)
        any_shop.set_newsletter(email, f"{email}/on", wanted=True)
        assert not any_shop.subscribes(email), "a repeat of an older wish"
    assert not any_shop.account("tom.brunner@example.com").newsletter


@pytest.mark.parametrize("email", ["", "nobody", "a@\x00", "a@" + "x" * 100_000])
def test_the_newsletter_goes_to_no_address_that_is_none(any_shop, email):
    with pytest.raises(ValueError, match="email"):
        any_shop.set_newsletter(email, "turn-1", wanted=True)


def test_eight_wishes_at_once_subscribe_once(any_shop):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: any_shop.set_newsletter("new@example.com", f"turn-{n // 2}", wanted=True), range(8)))
    assert any_shop.subscribes("new@example.com")


def test_a_link_for_a_new_password_is_the_same_for_the_same_wish_and_stored_as_a_hash(any_shop, rows):
    first = any_shop.reset_link("Mia.Keller@example.com", "turn-1")
    assert any_shop.reset_link("mia.keller@example.com", "turn-1") == first
    assert any_shop.reset_link("mia.keller@example.com", "turn-2") != first
    page, token = first.split("?reset=")
    assert page.endswith("/shop/account")
    assert len(token) >= 40
    with rows.transaction() as connection:
        stored = connection.execute(text("SELECT token_hash, email FROM reset_links")).all()
    assert (sha256(token.encode()).hexdigest(), "mia.keller@example.com") in stored
    assert len(stored) == 2
    assert token not in str(stored)


def test_one_key_is_not_for_two_matters(any_shop):
    any_shop.reset_link("mia.keller@example.com", "turn-1")
    for other in (
        lambda: any_shop.reset_link("tom.brunner@example.com", "turn-1"),
        lambda: any_shop.set_newsletter("mia.keller@example.com", "turn-1", wanted=False),
        lambda: any_shop.move_account("mia.keller@example.com", BERLIN, FROM_ON, "turn-1"),
        lambda: any_shop.cancel("BW-104855", "turn-1"),
    ):
        with pytest.raises(ValueError, match="idempotency"):
            other()
    assert any_shop.subscribes("mia.keller@example.com")
