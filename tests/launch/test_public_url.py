"""Where links in mails lead."""

import pytest
from pydantic import ValidationError

from handover.config import Settings


def test_without_an_address_links_lead_to_this_machine() -> None:
    assert Settings(_env_file=None, port=9002).pages_url == "http://127.0.0.1:9002"


@pytest.mark.parametrize("written", ["https://chat.example", "https://chat.example/"])
def test_links_begin_with_the_public_address(written: str) -> None:
    assert Settings(_env_file=None, public_url=written).pages_url == "https://chat.example"


@pytest.mark.parametrize("written", ["chat.example", "https://chat.example/insights", "javascript:alert(1)"])
def test_what_is_no_address_is_refused_at_start(written: str) -> None:
    with pytest.raises(ValidationError, match="no origin"):
        Settings(_env_file=None, public_url=written)
