"""The weekly mail to owners, word for word."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from handover.domain.rates import Rate
from handover.domain.weekly import Week, letter

GAP = UUID(int=7)
MANY = {"gap": GAP, "name": None, "names": {}, "contacts": 1200, "waiting_s": 0, "agent_s": 360_000}


def week(**told: Any) -> Week:
    usual = {"contacts": 0, "before": 0, "served": Rate(0, 0), "steps": [], "currency": "CHF", "alerts": 0}
    return Week(date(2026, 11, 16), **(usual | told))


def text(language: str, **told: Any) -> str:
    return letter(week(**told), "Olga", language, "https://chat.example").text


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("de", "In der Woche ab 16.11.2026 kam 1 Kontakt", "In der Woche ab 16.11.2026 kamen 1.500 Kontakte"),
        ("en", "The week from 16 November 2026 had 1 contact ", "The week from 16 November 2026 had 1,500 contacts "),
    ],
)
def test_one_contact_is_not_called_contacts(language: str, one: str, many: str) -> None:
    assert one in text(language, contacts=1)
    assert many in text(language, contacts=1500)


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("de", "1 Wert ist ausserhalb seines Bandes", "2 Werte sind ausserhalb ihres Bandes"),
        ("en", "1 figure is out of its band", "2 figures are out of their band"),
    ],
)
def test_one_alert_is_not_called_figures(language: str, one: str, many: str) -> None:
    assert one in text(language, alerts=1)
    assert many in text(language, alerts=2)


@pytest.mark.parametrize(
    ("language", "said", "money"),
    [
        ("de", "1. Ohne Namen: 1.200 Kontakte, 0 min gewartet, 6.000 min Arbeit", "1.234.567,50 CHF"),
        ("en", "1. Without a name: 1,200 contacts, 0 min of waiting, 6,000 min of work", "1,234,567.50 CHF"),
    ],
)
def test_a_gap_without_words_is_called_so_and_large_figures_can_be_read(language: str, said: str, money: str) -> None:
    assert f"{said}, {money}\n" in text(language, steps=[MANY | {"saves": 1_234_567.5}])
    assert f"{said}\n" in text(language, steps=[MANY | {"saves": None}])


@pytest.mark.parametrize(
    ("language", "share", "few", "still_open"),
    [
        ("de", "Von 40 beendeten hat die Selbstbedienung 30 gelöst: 75 % (mit 95 % Sicherheit zwischen 60 und 86 %)",
         "Das sind wenige", "2 sind noch offen."),
        ("en", "Of 40 that ended self-service solved 30: 75% (with 95% confidence between 60 and 86%)",
         "These are few", "2 are still open."),
    ],
)  # fmt: skip
def test_the_share_of_self_service_stands_with_its_interval_and_with_what_is_open(
    language: str, share: str, few: str, still_open: str
) -> None:
    told = text(language, contacts=42, served=Rate(30, 40))
    assert f"{share}. {still_open}\n" in told
    assert few not in told
    assert few in text(language, contacts=29, served=Rate(20, 29))
    assert "%" not in text(language, contacts=2), "nothing has ended"


def test_a_name_in_the_other_language_is_better_than_none() -> None:
    step = MANY | {"saves": None, "contacts": 1}
    assert "1. skis: 1 Kontakt," in text("de", steps=[step | {"names": {"en": "skis"}}])
    assert "1. Ski: 1 contact," in text("en", steps=[step | {"name": "Ski", "names": {"en": "skis"}}])
