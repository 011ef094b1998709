"""What the shop knows of a conversation's customer, for staff."""

import asyncio
from typing import Any

from handover.domain.conversation import Conversation
from handover.web.lotse import Lotse


async def of_customer(lotse: Lotse, conversation: Conversation) -> dict[str, Any]:
    """The orders and the account of a customer for whom the host site vouches, and the order that it is about.

    `orders` is None when they cannot be looked up, `account` also where there is none.
    """
    vouched = conversation.customer.email if conversation.customer.verified else None
    concerned = (conversation.context or {}).get("order")
    if vouched is None:
        return {"orders": await lotse.actions.orders(None, concerned), "account": None}
    orders, account = await asyncio.gather(lotse.actions.orders(vouched, concerned), lotse.actions.account(vouched))
    return {"orders": orders, "account": account}
