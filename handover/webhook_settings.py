"""The setting LOTSE_WEBHOOKS: who is told of events, and what they know us by."""

import base64
import binascii
import json
import re
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from handover.domain.delivery import MAIL
from handover.domain.events import EVENT_TYPES

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# As the Standard Webhooks specification has them.
_PREFIX = "whsec_"
_SHORTEST, _LONGEST = 24, 64


class WebhookSettings(BaseModel):
    """A webhook as it is set. Its address is as secret as its key: many receivers have a token in theirs."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    name: str
    url: SecretStr
    secret: SecretStr | list[SecretStr]
    events: list[str] | None = None

    @property
    def wanted(self) -> frozenset[str]:
        """The names of the events that it is told of."""
        return frozenset(EVENT_TYPES if self.events is None else self.events)

    @property
    def secrets(self) -> list[str]:
        """Its keys as they are written; two while they change."""
        several = self.secret if isinstance(self.secret, list) else [self.secret]
        return [one.get_secret_value() for one in several]

    @property
    def keys(self) -> list[bytes]:
        """What its deliveries are signed with."""
        return [base64.b64decode(one.removeprefix(_PREFIX)) for one in self.secrets]


def read(value: object) -> list[WebhookSettings]:
    """What was set, as JSON or read already.

    Raises:
        ValueError: It is no list of webhooks; the message holds neither addresses nor keys.
    """
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            value = None
    if not isinstance(value, list):
        raise ValueError('has to be JSON: [{"name": "shop", "url": "https://…", "secret": "whsec_…"}]')  # noqa: TRY004 - pydantic wants it
    webhooks = [_one(each) for each in value]
    names = [each.name for each in webhooks]
    if len(names) != len(set(names)):
        raise ValueError("two webhooks have the same name")
    secrets = [secret for each in webhooks for secret in set(each.secrets)]
    if len(secrets) != len(set(secrets)):
        raise ValueError("two webhooks have the same secret, so each could pretend to the other to be us; make another")
    return webhooks


def _one(value: Any) -> WebhookSettings:
    try:
        webhook = WebhookSettings.model_validate(value)
    except ValidationError as error:
        wrong = sorted({str(place["loc"][0]) if place["loc"] else "all" for place in error.errors()})
        raise ValueError(f"a webhook is {{name, url, secret, events?}}; wrong here: {', '.join(wrong)}") from None
    if not _NAME.fullmatch(webhook.name) or webhook.name == MAIL:
        raise ValueError(f"a name has 1 to 50 of a-z, 0-9, - and _, and is not '{MAIL}'")
    _check_url(webhook.name, webhook.url.get_secret_value())
    if not webhook.secrets:
        raise ValueError(f"the webhook {webhook.name} has no secret")
    for secret in webhook.secrets:
        _check_secret(webhook.name, secret)
    unknown = sorted(webhook.wanted - EVENT_TYPES.keys())
    if unknown or not webhook.wanted:
        raise ValueError(f"the webhook {webhook.name} wants {unknown or 'no events'}; docs/protocol.md lists them all")
    return webhook


def _check_url(name: str, url: str) -> None:
    try:
        address = urlsplit(url)
        host, _ = address.hostname, address.port
    except ValueError:
        address, host = urlsplit(""), None
    if not host or (address.scheme != "https" and not (address.scheme == "http" and host in _LOOPBACK)):
        raise ValueError(f"the webhook {name} needs an address with https://; http:// goes to this machine alone")
    if address.username or address.password:
        raise ValueError(f"the address of the webhook {name} takes no password; it knows us by the signature")


def _check_secret(name: str, secret: str) -> None:
    try:
        length = len(base64.b64decode(secret.removeprefix(_PREFIX), validate=True))
    except (binascii.Error, ValueError):
        length = 0
    if not secret.startswith(_PREFIX) or not _SHORTEST <= length <= _LONGEST:
        raise ValueError(
            f"the secret of the webhook {name} has to be whsec_ and {_SHORTEST} to {_LONGEST} bytes in base64; "
            'make one: echo "whsec_$(openssl rand -base64 32)"'
        )
