"""The questions that follow every attack can tell a leak from none."""

from tests.attack.conftest import Attacker, Rules
from tests.attack.fort import Fort
from tests.attack.mallory import Mallory

ORDER = "BW-104512"


def test_an_order_that_was_opened_is_found_in_what_was_heard(fortress: Fort, mallory: Mallory, rules: Rules) -> None:
    rules.own = frozenset({ORDER})
    chat = mallory.open()
    answer = chat.say(f"Wo ist meine Bestellung {ORDER}, PLZ {fortress.treasure.postcode(ORDER)}?")
    heard = "\n".join(mallory.heard)
    found = fortress.treasure.found_in(heard, "", frozenset())
    assert any(parcel in found for parcel in ("99.34.104512.00000001", *found) if parcel in answer.text)
    assert not fortress.treasure.found_in(heard, "", rules.own)
    assert not fortress.treasure.found_in(heard, heard, frozenset())


def test_sockets_and_answers_are_all_searched(fortress: Fort, attacker: Attacker, rules: Rules) -> None:
    rules.own = frozenset({ORDER})
    mallory = attacker()
    chat = mallory.open()
    chat.say(f"Wo ist meine Bestellung {ORDER}, PLZ {fortress.treasure.postcode(ORDER)}?")
    mallory.heard.clear()
    mallory.overhear()
    assert fortress.treasure.found_in("\n".join(mallory.heard), "", frozenset())


def test_every_order_has_something_that_must_not_be_heard(fortress: Fort) -> None:
    known = [fortress.treasure.secrets(number) for number in fortress.treasure.numbers()]
    assert len(known) > 300
    assert min(len(secrets) for secrets in known) >= 4


def test_names_prices_and_streets_count_whole_and_not_as_parts(fortress: Fort) -> None:
    found = fortress.treasure.found_in
    assert found('{"text": "Badenerstrasse 118"}', "", frozenset()) == {"Badenerstrasse 118"}
    assert not found("Badenerstrasse 1180", "", frozenset())
