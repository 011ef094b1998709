"""Who sends the invoices: the invented company behind the demo shop. A real shop writes itself in here."""

from dataclasses import dataclass

from actions.backend.model import Address, Country


@dataclass(frozen=True, slots=True)
class Seller:
    """What has to stand on a seller's paper.

    `tax_ids` are by the customer's country; `returns_to` is where parcels of customers in that country come back.
    """

    name: str
    address: Address
    email: str
    phones: dict[Country, str]
    tax_ids: dict[Country, str]
    register: str
    bank: str
    iban: str
    returns_to: dict[Country, Address]


# The numbers have wrong check digits on purpose, so that they belong to nobody.
_DEPOT = Address("Bergwerk Retouren", "Speicherweg 12", "79576", "Weil am Rhein", "DE")
BERGWERK = Seller(
    name="Bergwerk AG",
    address=Address("Bergwerk AG", "Seilbahnweg 4", "8005", "Zürich", "CH"),
    email="service@bergwerk.example",
    phones={"DE": "+49 30 5550 180", "AT": "+49 30 5550 180", "CH": "+41 44 555 01 80"},
    tax_ids={"DE": "DE123456789", "AT": "ATU12345678", "CH": "CHE-123.456.789 MWST"},
    register="CHE-123.456.789",
    bank="Musterbank Zürich",
    iban="CH00 0000 0123 4567 8901 2",
    returns_to={
        "DE": _DEPOT,
        "AT": _DEPOT,
        "CH": Address("Bergwerk Retouren", "Seilbahnweg 4", "8005", "Zürich", "CH"),
    },
)
