"""What the shop knows of a conversation's customer, for staff."""

import asyncio
from typing import Any

from handover.domain.conversation import Conversation
from handover.web.lotse import Lotse


async def of_customer(lotse: Lotse, conversation: Conversation) -> dict[str, Any]:
    """The orders and the account of a customer for whom the host site vouches, and the order that it is about.

    `orders` is None when they cannot be looked up, `account` also where there is none.
    """
    vouched = _vouched(conversation)
    if vouched is None:
        return {"orders": await orders_of(lotse, conversation), "account": None}
    orders, account = await asyncio.gather(orders_of(lotse, conversation), lotse.actions.account(vouched))
    return {"orders": orders, "account": account}


async def orders_of(lotse: Lotse, conversation: Conversation) -> list[dict[str, Any]] | None:
    """The orders alone; None when they cannot be looked up."""
    return await lotse.actions.orders(_vouched(conversation), (conversation.context or {}).get("order"))


def _vouched(conversation: Conversation) -> str | None:
    return conversation.customer.email if conversation.customer.verified else None
