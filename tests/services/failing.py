"""Customers who fail, and owners who look at the gaps that come of it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from handover.adapters.rasa_fake import not_understood
from handover.domain.gap import GapState
from handover.services import gap_list, gaps
from handover.storage.gap_figures import GapFilter
from tests.support import Support, command

VOUCHER = ["Gutschein einlösen", "Gutschein ist abgelaufen", "Wo Gutschein eingeben?", "Gutschein einlösen geht nicht"]
RENTAL = [
    "Schneeschuhe mieten",
    "Kann man Schneeschuhe mieten?",
    "Schneeschuhe für zwei mieten",
    "mieten: Schneeschuhe",
]
CART = {"url": "https://bergwerk.example/shop/cart?voucher=secret", "title": "Warenkorb"}


async def fail(support: Support, *texts: str, language: str = "de", page: dict[str, str] | None = None) -> None:
    """Customers are not understood, each in a conversation of their own."""
    support.bot.script = lambda _turn: not_understood(language=language)
    for text in texts:
        await support.ask(await support.open(language=language, page=page), text)


async def listed(support: Support, **wanted: Any) -> Sequence[Mapping[str, Any]]:
    return (await gap_list.page(support.store, support.clock, GapFilter(**wanted), None))[0]


async def two_gaps(support: Support) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """A gap about vouchers and a smaller one about rental."""
    await fail(support, *VOUCHER, VOUCHER[0], *RENTAL)
    await support.grouper.now()
    voucher, rental = await listed(support)
    return voucher, rental


async def one(support: Support, gap_id: UUID) -> Mapping[str, Any]:
    return await gap_list.one(support.store, support.clock, gap_id, GapFilter())


def by_olga(support: Support) -> tuple[Any, ...]:
    return (support.store, support.clock, command(), support.olga)


async def failures_of(support: Support, gap_id: UUID | str) -> set[str]:
    return {record["text"] for record in await support.failures(gap=gap_id)}


async def fixed(support: Support, gap_id: UUID, days: int = 20) -> None:
    """The gap was fixed some days ago."""
    await gaps.set_state(*by_olga(support), gap_id, GapState.FIXED)
    support.clock.pass_time(days=days)


async def served(support: Support, count: int) -> None:
    """So many customers come, and nothing fails."""
    for _ in range(count):
        await support.open()
