"""For how long the host site's word counts, and who may give it anew."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from handover.domain.conversation import Customer
from handover.domain.errors import AnotherCustomerError, ConversationNotFoundError
from handover.services import identities
from tests.support import NINE_O_CLOCK, Support

MIA = Customer("7", "Mia Keller", "mia@example.com", verified=True, until=NINE_O_CLOCK + timedelta(minutes=30))
LATER = replace(MIA, until=NINE_O_CLOCK + timedelta(minutes=50))


async def told(support: Support, conversation: UUID) -> list[dict[str, str | None] | None]:
    """What identity came with each turn that the bot was asked."""
    return [turn.identity for turn in support.bot.asked if turn.conversation == conversation]


async def test_an_identity_counts_until_it_ends_and_not_a_moment_longer(support: Support) -> None:
    cleo = await support.open(customer=MIA)
    for minutes in (0, 29, 1, 60):
        support.clock.pass_time(minutes=minutes)
        await support.ask(cleo, "Wo ist mein Paket?")
    vouched = {"sub": "7", "email": "mia@example.com", "name": "Mia Keller"}
    assert await told(support, cleo) == [vouched, vouched, None, None]


async def test_what_was_signed_before_its_end_was_kept_counts_no_more(support: Support) -> None:
    cleo = await support.open(customer=replace(MIA, until=None))
    await support.ask(cleo, "Wo ist mein Paket?")
    assert await told(support, cleo) == [None]


async def test_the_host_site_gives_its_word_anew(support: Support) -> None:
    cleo = await support.open(customer=MIA)
    support.clock.pass_time(minutes=40)
    renewed = replace(LATER, email="mia.keller@example.com", name="Mia Keller-Frei")
    assert await identities.renew(support.store, cleo, renewed) == renewed.until
    await support.ask(cleo, "Wo ist mein Paket?")
    assert await told(support, cleo) == [
        {"sub": "7", "email": "mia.keller@example.com", "name": "Mia Keller-Frei"},
    ]
    assert (await support.conversation(cleo)).customer == renewed


async def test_an_older_word_changes_nothing(support: Support) -> None:
    cleo = await support.open(customer=LATER)
    for older in (MIA, replace(LATER, email="old@example.com")):
        assert await identities.renew(support.store, cleo, older) == LATER.until
    assert (await support.conversation(cleo)).customer == LATER


@pytest.mark.parametrize(
    "opened_for",
    [Customer(), replace(MIA, subject="8"), replace(MIA, verified=False)],
    ids=["a guest", "Tom", "unsigned"],
)
async def test_nobody_becomes_the_customer_of_a_conversation_that_was_not_opened_for_them(
    support: Support, opened_for: Customer
) -> None:
    cleo = await support.open(customer=opened_for)
    with pytest.raises(AnotherCustomerError):
        await identities.renew(support.store, cleo, LATER)
    assert (await support.conversation(cleo)).customer == opened_for


async def test_a_conversation_that_is_none_is_not_found(support: Support) -> None:
    with pytest.raises(ConversationNotFoundError):
        await identities.renew(support.store, uuid4(), LATER)
