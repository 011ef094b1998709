"""The shop's time."""

from datetime import datetime
from zoneinfo import ZoneInfo

# "Today" and "tomorrow" mean what they mean in Zurich.
SHOP_ZONE = ZoneInfo("Europe/Zurich")


def shop_time() -> datetime:
    """The time at the shop's desk."""
    return datetime.now(SHOP_ZONE)
