"""German and English in one conversation, and what the service says by itself."""

import pytest

from handover.domain import language


@pytest.mark.parametrize("name", ["de", "en", "de-CH", "de-AT", "en-GB"])
def test_german_and_english_are_spoken_in_any_country(name: str) -> None:
    assert language.known(name)


@pytest.mark.parametrize("name", ["", "fr", "DE", "de-ch", "de_CH", "de-CHE", "german", "de\n", "de-CH\n", " de"])
def test_nothing_else_is_a_language_here(name: str) -> None:
    assert not language.known(name)


@pytest.mark.parametrize(
    ("spoken", "heard", "begun_in", "next_spoken"),
    [
        ("de", "de", "de", "de"),
        ("de", "en", "de", "en"),
        ("en", "de", "en", "de"),
        ("de-CH", "de", "de-CH", "de-CH"),
        ("de-CH", "en", "de-CH", "en"),
        ("de-CH", None, "de-CH", "de-CH"),
        ("en", "de", "de-CH", "de-CH"),
        ("en", "de", "en-GB", "de"),
        ("en-GB", "en", "en-GB", "en-GB"),
        ("de", "de-CH", "de", "de-CH"),
    ],
)
def test_pains_19_the_language_follows_what_was_heard_and_a_country_stays_with_its_language(
    spoken: str, heard: str | None, begun_in: str, next_spoken: str
) -> None:
    assert language.spoken(spoken, heard, begun_in) == next_spoken


@pytest.mark.parametrize(
    ("spoken", "begun_in", "told"),
    [("de-CH", "de-CH", "de-CH"), ("en", "de-CH", "en-CH"), ("en", "de", "en"), ("de", "", "de")],
)
def test_the_bot_is_told_the_country_also_while_another_language_is_spoken(
    spoken: str, begun_in: str, told: str
) -> None:
    assert language.located(spoken, begun_in) == told


@pytest.mark.parametrize("name", ["bot_unavailable", "backend_error", "talk_to_person"])
def test_the_services_own_sentences_are_there_in_both_languages(name: str) -> None:
    german, english = language.sentence(name, "de"), language.sentence(name, "en")
    assert german != english
    assert (language.sentence(name, "de-CH"), language.sentence(name, "en-GB")) == (german, english)


def test_no_sentence_of_the_service_needs_a_swiss_spelling() -> None:
    assert not [name for name in ("bot_unavailable", "backend_error") if "ß" in language.sentence(name, "de")]
