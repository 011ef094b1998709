"""Which implementation of the shop the settings choose."""

import hmac
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol

from pydantic import SecretStr

from actions.backend.api import Api
from actions.backend.port import Shop
from actions.backend.rest import MappingError, RestShop, mapping
from actions.backend.sql import SqlShop
from actions.backend.sql_accounts import ResetPage
from actions.database import Database
from actions.settings import Settings, SettingsError


class Closable(Protocol):
    """What holds connections."""

    def close(self) -> None:
        """Give all connections back."""
        ...


class OpenShop(NamedTuple):
    """The shop, and what has to be closed at the end."""

    shop: Shop
    behind: Closable


def open_shop(settings: Settings, now: Callable[[], datetime]) -> OpenShop:
    """The shop behind `LOTSE_SHOP_URL`, or the demo shop's database where there is none; connects to nothing yet.

    Raises:
        SettingsError: The mapping cannot be used.
    """
    if not settings.shop_url:
        return sql_shop(settings, settings.bot_token, now)
    try:
        connect = mapping(settings.shop_mapping)
    except MappingError as error:
        raise SettingsError(f"LOTSE_SHOP_MAPPING: {error}") from error
    api = Api(settings.shop_url, settings.shop_token.get_secret_value())
    shop = RestShop(api, connect, settings.shop_seconds)
    return OpenShop(shop, shop)


def sql_shop(settings: Settings, token: SecretStr, now: Callable[[], datetime]) -> OpenShop:
    """The demo shop on its database; `token` is what the secret of its links for new passwords is made from."""
    database = Database(settings.shop_database_url, seconds=settings.shop_seconds, what="shop database")
    secret = hmac.digest(token.get_secret_value().encode(), b"links for new passwords", "sha256")
    page = ResetPage(settings.shop_pages_url.rstrip("/"), secret)
    return OpenShop(SqlShop(database, now, page), database)
