"""Accounts: signing in and out, and being provided with one."""

from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from handover.domain.agent import Availability, Role
from handover.domain.errors import NotSignedInError
from handover.services import agents
from tests.people import PASSWORD
from tests.support import Support


@pytest.fixture
def support(support_on_sqlite: Support) -> Support:
    """Accounts are plain rows: one database is enough, and hashing slow enough."""
    return support_on_sqlite


async def test_who_knows_the_password_is_signed_in(support: Support) -> None:
    person, token = await agents.sign_in(support.store, support.clock, " Ann@Bergwerk.example ", PASSWORD)
    assert person.id == support.ann.id
    assert (await agents.signed_in(support.store, support.clock, token)).id == support.ann.id


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ann@bergwerk.example", "wrong"),
        ("ann@bergwerk.example", ""),
        ("nobody@bergwerk.example", PASSWORD),
        ("", ""),
        ("%", PASSWORD),
    ],
)
async def test_nobody_else_is_and_the_answer_is_the_same(support: Support, email: str, password: str) -> None:
    with pytest.raises(NotSignedInError) as refused:
        await agents.sign_in(support.store, support.clock, email, password)
    assert refused.value.message == "The e-mail address or the password is wrong."


@pytest.mark.parametrize("email", ["ann@bergwerk.example", "nobody@bergwerk.example"])
async def test_a_password_is_hashed_whether_or_not_there_is_such_an_account(support: Support, email: str) -> None:
    """Else the time of the answer would tell who has an account."""
    with (
        patch.object(PasswordHasher, "verify", autospec=True, side_effect=VerificationError) as verify,
        pytest.raises(NotSignedInError),
    ):
        await agents.sign_in(support.store, support.clock, email, "wrong")
    assert verify.call_count == 1


@pytest.mark.parametrize("token", [None, "", "nonsense", "0" * 64])
async def test_a_token_that_we_did_not_make_is_nobodys(support: Support, token: str | None) -> None:
    with pytest.raises(NotSignedInError):
        await agents.signed_in(support.store, support.clock, token)


async def test_signing_out_ends_this_browsers_sign_in_and_no_other(support: Support) -> None:
    _, first = await agents.sign_in(support.store, support.clock, "ann@bergwerk.example", PASSWORD)
    _, second = await agents.sign_in(support.store, support.clock, "ann@bergwerk.example", PASSWORD)
    await agents.sign_out(support.store, support.ann, first)
    with pytest.raises(NotSignedInError):
        await agents.signed_in(support.store, support.clock, first)
    assert await agents.signed_in(support.store, support.clock, second)


async def test_a_sign_in_runs_out(support: Support) -> None:
    _, token = await agents.sign_in(support.store, support.clock, "ann@bergwerk.example", PASSWORD)
    support.clock.at += agents.SIGNED_IN_FOR
    with pytest.raises(NotSignedInError):
        await agents.signed_in(support.store, support.clock, token)


async def test_only_hashes_are_stored(support: Support) -> None:
    _, token = await agents.sign_in(support.store, support.clock, "ann@bergwerk.example", PASSWORD)
    stored = await support.everything_stored()
    assert "argon2id" in stored
    assert PASSWORD not in stored
    assert token not in stored


async def test_being_provided_twice_is_the_same_account_and_signs_nobody_out(support: Support) -> None:
    account = {"email": "Eve@Bergwerk.example", "name": "Eve", "password": "a long password"}
    first = await agents.provide(support.store, role=Role.OWNER, **account)
    _, token = await agents.sign_in(support.store, support.clock, "eve@bergwerk.example", "a long password")
    again = await agents.provide(support.store, role=Role.OWNER, **account)
    assert (first.id, first.role, first.email) == (again.id, Role.OWNER, "eve@bergwerk.example")
    assert (await agents.signed_in(support.store, support.clock, token)).id == first.id


async def test_a_new_password_signs_out_whoever_has_the_old_one(support: Support) -> None:
    _, token = await agents.sign_in(support.store, support.clock, "ann@bergwerk.example", PASSWORD)
    await agents.provide(
        support.store, email="ann@bergwerk.example", name="Ann", role=Role.AGENT, password="another one"
    )
    with pytest.raises(NotSignedInError):
        await agents.signed_in(support.store, support.clock, token)
    with pytest.raises(NotSignedInError):
        await agents.sign_in(support.store, support.clock, "ann@bergwerk.example", PASSWORD)
    await agents.sign_in(support.store, support.clock, "ann@bergwerk.example", "another one")


async def test_what_an_agent_says_of_themselves_is_kept(support: Support) -> None:
    _, token = await agents.sign_in(support.store, support.clock, "ann@bergwerk.example", PASSWORD)
    await agents.set_availability(support.store, support.ann, Availability.AWAY)
    assert (await agents.signed_in(support.store, support.clock, token)).availability is Availability.AWAY


async def test_who_comes_to_work_is_there_and_who_leaves_is_not(support: Support) -> None:
    person, first = await agents.sign_in(support.store, support.clock, support.ann.email, PASSWORD)
    assert person.availability is Availability.ONLINE
    _, second = await agents.sign_in(support.store, support.clock, support.ann.email, PASSWORD)
    await agents.sign_out(support.store, person, first)
    left = await agents.signed_in(support.store, support.clock, second)
    assert left.availability is Availability.OFFLINE
