"""Who has an account at the demo shop, and who gets its newsletter."""

import zlib
from collections.abc import Iterable

from actions.backend.demo_orders import JONAS, LEA, MIA, TOM
from actions.backend.model import Account, Order

# Mia and Lea get the newsletter; Tom never saved an address.
KNOWN: tuple[Account, ...] = (
    Account(MIA[0], MIA[1].name, MIA[1], None, newsletter=True),
    Account(JONAS[0], JONAS[1].name, JONAS[1], None, newsletter=False),
    Account(LEA[0], LEA[1].name, LEA[1], None, newsletter=True),
    Account(TOM[0], TOM[1].name, None, None, newsletter=False),
)


def demo_accounts(orders: Iterable[Order]) -> tuple[Account, ...]:
    """The four that everybody knows, and every other one of the others who ordered."""
    accounts = {account.email: account for account in KNOWN}
    for order in orders:
        chance = zlib.crc32(order.email.encode())
        if chance % 2 == 0 and order.email not in accounts:
            address = order.address if chance % 5 else None
            newsletter = chance % 3 == 0
            accounts[order.email] = Account(order.email, order.address.name, address, None, newsletter=newsletter)
    return tuple(accounts.values())
