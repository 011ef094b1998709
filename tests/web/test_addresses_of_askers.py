"""Who asks is counted by network address, of IPv6 by the network of a line."""

from types import SimpleNamespace

import pytest

from handover.web.asker import address


def told(text: str) -> str:
    return address(SimpleNamespace(remote_addr=text, ip="127.0.0.1"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("2001:DB8:1:2:0:0:0:1", "2001:db8:1:2::9"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::2"),
    ],
)
def test_addresses_of_one_line_count_as_one(one: str, other: str) -> None:
    assert told(one) == told(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2001:db8:1:2::1", "2001:db8:1:3::1"), ("192.0.2.7", "192.0.2.8"), ("::ffff:192.0.2.7", "::ffff:192.0.2.8")],
)
def test_other_lines_count_for_themselves(one: str, other: str) -> None:
    assert told(one) != told(other)


def test_what_is_no_address_is_counted_as_it_is() -> None:
    assert told("unknown") == "unknown"
    assert told("") == "127.0.0.1"
