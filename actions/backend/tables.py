"""The tables of the demo shop."""

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from actions.backend.model import OrderState, RefundState, ReturnState

metadata = MetaData()


def _one_of(states: type[StrEnum]) -> str:
    return "state IN (" + ", ".join(f"'{state.value}'" for state in states) + ")"


def _address(prefix: str) -> tuple[Column[str], ...]:
    """The columns of an address that need not be there."""
    return (
        Column(f"{prefix}addressee", String(120)),
        Column(f"{prefix}street", String(120)),
        Column(f"{prefix}postcode", String(10)),
        Column(f"{prefix}city", String(80)),
        Column(f"{prefix}country", String(2), CheckConstraint(f"{prefix}country IN ('DE', 'AT', 'CH')")),
    )


articles = Table(
    "articles",
    metadata,
    Column("sku", String(20), primary_key=True),
    Column("name_de", String(120), nullable=False),
    Column("name_en", String(120), nullable=False),
    Column("eur_cents", Integer, nullable=False),
    Column("chf_cents", Integer, nullable=False),
    Column("stock", Integer, CheckConstraint("stock >= 0"), nullable=False),
    Column("restock_on", Date),
)

article_facts = Table(
    "article_facts",
    metadata,
    Column("sku", String(20), ForeignKey("articles.sku"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("fact_de", String(200), nullable=False),
    Column("fact_en", String(200), nullable=False),
    PrimaryKeyConstraint("sku", "position"),
)

orders = Table(
    "orders",
    metadata,
    Column("number", String(9), primary_key=True),
    Column("email", String(254), nullable=False, index=True),
    Column("state", String(20), nullable=False),
    Column("state_since", Date, nullable=False),
    Column("placed_on", Date, nullable=False),
    Column("expected_on", Date),
    Column("currency", String(3), CheckConstraint("currency IN ('EUR', 'CHF')"), nullable=False),
    Column("shipping_cents", Integer, nullable=False),
    Column("payment", String(20), nullable=False),
    Column("name", String(120), nullable=False),
    Column("street", String(120), nullable=False),
    Column("postcode", String(10), nullable=False),
    Column("city", String(80), nullable=False),
    Column("country", String(2), CheckConstraint("country IN ('DE', 'AT', 'CH')"), nullable=False),
    Column("carrier", String(60)),
    Column("parcel_number", String(40)),
    Column("parcel_url", String(200)),
    Column("returnable_until", Date),
    CheckConstraint(_one_of(OrderState), name="known_state"),
    CheckConstraint("(carrier IS NULL) = (parcel_number IS NULL)", name="whole_parcel"),
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_number", String(9), ForeignKey("orders.number"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("sku", String(20), nullable=False),
    # The names and the price on the day of the order: the assortment changes, the order does not.
    Column("name_de", String(120), nullable=False),
    Column("name_en", String(120), nullable=False),
    Column("quantity", Integer, CheckConstraint("quantity > 0"), nullable=False),
    Column("cents", Integer, nullable=False),
    PrimaryKeyConstraint("order_number", "position"),
)

returns = Table(
    "returns",
    metadata,
    Column("number", String(9), primary_key=True),
    Column("order_number", String(9), ForeignKey("orders.number"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("state", String(20), CheckConstraint(_one_of(ReturnState)), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("carrier", String(60), nullable=False),
    Column("parcel_number", String(40), nullable=False),
    Column("parcel_url", String(200), nullable=False),
    UniqueConstraint("order_number", "position"),
)

return_lines = Table(
    "return_lines",
    metadata,
    Column("order_number", String(9), ForeignKey("orders.number"), nullable=False),
    Column("sku", String(20), nullable=False),
    Column("return_number", String(9), ForeignKey("returns.number"), nullable=False),
    # What comes back in one return cannot come back in another.
    PrimaryKeyConstraint("order_number", "sku"),
)

refunds = Table(
    "refunds",
    metadata,
    Column("order_number", String(9), ForeignKey("orders.number"), primary_key=True),
    Column("state", String(20), CheckConstraint(_one_of(RefundState)), nullable=False),
    Column("cents", Integer, CheckConstraint("cents > 0"), nullable=False),
    Column("since", Date, nullable=False),
    Column("expected_on", Date, nullable=False),
)

invoices = Table(
    "invoices",
    metadata,
    Column("number", String(20), primary_key=True),
    Column("order_number", String(9), ForeignKey("orders.number"), nullable=False, unique=True),
    Column("issued_on", Date, nullable=False),
    Column("vat_permille", Integer, nullable=False),
    Column("due_on", Date),
)

# E-mail addresses in these three are in lower case.
accounts = Table(
    "accounts",
    metadata,
    Column("email", String(254), primary_key=True),
    Column("name", String(120), nullable=False),
    *_address(""),
    *_address("move_"),
    Column("move_from_on", Date),
    CheckConstraint("(move_addressee IS NULL) = (move_from_on IS NULL)", name="whole_move"),
)

newsletter = Table("newsletter", metadata, Column("email", String(254), primary_key=True))

reset_links = Table(
    "reset_links",
    metadata,
    # Who reads this table can sign in nowhere: it has no tokens, only their SHA-256.
    Column("token_hash", String(64), primary_key=True),
    Column("email", String(254), ForeignKey("accounts.email"), nullable=False),
    Column("valid_until", DateTime(timezone=True), nullable=False),
)

# One row for each change that was made, so that the same wish is never carried out twice. `subject` is an order's
# number or an e-mail address, `content` a hash over what else was wished.
changes = Table(
    "changes",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("subject", String(254), nullable=False),
    Column("content", String(64), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
