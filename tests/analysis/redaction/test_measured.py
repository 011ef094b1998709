"""How much redaction finds in messages that it was not built on; docs/privacy.md tells the figures."""

import pytest

from tests.analysis.redaction.labelled import Measured, measure, part

LEAST_FOUND = 0.98
MOST_TAKEN_WRONGLY = 2.0


@pytest.fixture(scope="module", params=["de", "en"])
def measured(request: pytest.FixtureRequest) -> Measured:
    return measure(part("held_out", request.param))


def test_at_least_98_of_100_pieces_of_personal_data_leave_messages_never_looked_at(measured: Measured) -> None:
    assert measured.recall >= LEAST_FOUND


def test_of_100_messages_hardly_one_loses_what_an_owner_needs(measured: Measured) -> None:
    assert measured.wrongly_per_100 <= MOST_TAKEN_WRONGLY


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_was_looked_at_while_building_stays_found(language: str) -> None:
    seen = measure(part("dev", language))
    assert seen.recall >= 0.99
    assert seen.wrongly_per_100 <= 1


@pytest.mark.parametrize("name", ["dev", "held_out"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_third_of_the_messages_holds_nothing_personal(name: str, language: str) -> None:
    labelled = part(name, language)
    assert sum(not one.marked for one in labelled) / len(labelled) > 0.3
