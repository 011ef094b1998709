"""Who a customer is, said anew by the host site while the conversation goes on."""

from datetime import datetime
from uuid import UUID

from handover.domain.conversation import Customer
from handover.domain.errors import AnotherCustomerError
from handover.storage.moved import Moved
from handover.storage.store import Store


async def renew(store: Store, conversation_id: UUID, customer: Customer) -> datetime | None:
    """The host site vouches for the customer of this conversation once more; until when it does now.

    What was signed earlier than what is known changes nothing: two pages of one customer may renew in any order.

    Threat: a guest's conversation that becomes somebody's. On a shared computer the guest may have kept its token, and
    would read and act as whoever signs in next; so a conversation stays with whom it was opened for.

    Raises:
        ConversationNotFoundError: There is none.
        AnotherCustomerError: It was opened for somebody else, or for nobody in particular.
    """
    async with store.transaction() as tx:
        conversation = await tx.take(conversation_id)
        known = conversation.customer
        if not known.verified or known.subject != customer.subject:
            raise AnotherCustomerError
        if known.until is not None and customer.until is not None and customer.until <= known.until:
            return known.until
        renewed = await tx.save(conversation, customer=customer)
        # No event: it would stand in the log for each page that the customer visits. Whoever shows them is nudged.
        tx.moved.append(Moved(conversation, renewed))
        return customer.until
