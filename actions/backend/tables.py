"""The tables of the demo shop."""

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
)

from actions.backend.model import OrderState

metadata = MetaData()

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
    CheckConstraint(
        "state IN (" + ", ".join(f"'{state.value}'" for state in OrderState) + ")",
        name="known_state",
    ),
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

# One row for each change that was made, so that the same wish is never carried out twice.
changes = Table(
    "changes",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("order_number", String(9), ForeignKey("orders.number"), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
