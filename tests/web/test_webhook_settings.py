"""Webhooks as they are set: what could be forged, read on the way or never be sent is refused at the start."""

import base64
import json
from typing import Any

import pytest
from pydantic import ValidationError

from handover.config import Settings
from handover.domain.events import EVENT_TYPES

SECRET = "whsec_" + base64.b64encode(b"a secret that the receiver knows").decode()
OTHER = "whsec_" + base64.b64encode(b"a secret that another one knows.").decode()
SHOP = {"name": "shop", "url": "https://shop.example/hooks/t0k3n", "secret": SECRET}


def settings(*webhooks: Any, **more: Any) -> Settings:
    return Settings(_env_file=None, webhooks=json.dumps(webhooks), **more)


def test_a_webhook_is_told_of_all_events_or_of_those_that_it_wants() -> None:
    all_of_them, two = settings(SHOP, {**SHOP, "name": "crm", "secret": OTHER, "events": ["closed", "rated"]}).webhooks
    assert all_of_them.wanted == set(EVENT_TYPES)
    assert two.wanted == {"closed", "rated"}
    assert all_of_them.keys == [b"a secret that the receiver knows"]


def test_an_old_and_a_new_secret_may_count_together() -> None:
    [shop] = settings({**SHOP, "secret": [SECRET, OTHER]}).webhooks
    assert len(shop.keys) == 2


def test_they_are_read_from_json_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_WEBHOOKS", json.dumps([SHOP]))
    read = Settings(_env_file=None)
    assert [one.name for one in read.webhooks] == ["shop"]
    assert "t0k3n" not in repr(read)
    assert SECRET not in repr(read)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9000/in", "http://localhost/in", "http://[::1]:9000", "https://a.example"]
)
def test_http_goes_to_this_machine_alone(url: str) -> None:
    assert settings({**SHOP, "url": url}).webhooks


@pytest.mark.parametrize(
    ("webhook", "told"),
    [
        ({**SHOP, "url": "http://shop.example/hooks/t0k3n"}, "webhook shop needs an address with https"),
        ({**SHOP, "url": "ftp://127.0.0.1/t0k3n"}, "needs an address with https"),
        ({**SHOP, "url": "t0k3n"}, "needs an address with https"),
        ({**SHOP, "url": "https://shop.example:t0k3n"}, "needs an address with https"),
        ({**SHOP, "url": "https://me:t0k3n@shop.example"}, "takes no password"),
        ({**SHOP, "name": "mail"}, "is not 'mail'"),
        ({**SHOP, "name": "Shop 1"}, "a name has 1 to 50"),
        ({**SHOP, "name": ""}, "a name has 1 to 50"),
        ({**SHOP, "secret": "whsec_c2hvcnQ="}, "whsec_ and 24 to 64 bytes in base64"),
        ({**SHOP, "secret": SECRET.removeprefix("whsec_")}, "whsec_ and 24 to 64 bytes"),
        ({**SHOP, "secret": "whsec_" + "ä" * 40}, "whsec_ and 24 to 64 bytes"),
        ({**SHOP, "secret": [SECRET, "whsec_"]}, "whsec_ and 24 to 64 bytes"),
        ({**SHOP, "secret": []}, "has no secret"),
        ({**SHOP, "events": ["closed", "exploded"]}, r"wants \['exploded'\]"),
        ({**SHOP, "events": []}, "wants no events"),
        ({"name": "shop", "url": "https://t0k3n.example"}, "wrong here: secret"),
        ({**SHOP, "retries": 3}, "wrong here: retries"),
        ("shop", "wrong here: all"),
    ],
)
def test_what_cannot_be_is_told_in_plain_words_and_without_secrets(webhook: Any, told: str) -> None:
    with pytest.raises(ValidationError, match=told) as refused:
        settings(webhook)
    assert "t0k3n" not in str(refused.value)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("text", ["{", "shop", '{"shop": 1}', "7"])
def test_what_is_no_json_is_told_with_how_to_write_it(text: str) -> None:
    with pytest.raises(ValidationError, match="has to be JSON"):
        Settings(_env_file=None, webhooks=text)


def test_no_two_webhooks_share_a_name_or_a_secret() -> None:
    with pytest.raises(ValidationError, match="same name"):
        settings(SHOP, {**SHOP, "secret": OTHER})
    with pytest.raises(ValidationError, match="same secret"):
        settings(SHOP, {**SHOP, "name": "crm", "secret": [OTHER, SECRET]})


@pytest.mark.parametrize("written", [SECRET, SECRET.removeprefix("whsec_"), "a secret that the receiver knows"])
def test_a_secret_of_a_webhook_is_none_of_ours(written: str) -> None:
    for name in ("secret_key", "bot_token"):
        with pytest.raises(ValidationError, match=f"LOTSE_WEBHOOKS: a secret of shop is also LOTSE_{name.upper()}"):
            settings(SHOP, **{name: written})
    if len(written) >= 32:
        with pytest.raises(ValidationError, match=r"is also LOTSE_IDENTITY_KEYS \(2026\)"):
            settings(SHOP, identity_keys={"2026": written})
