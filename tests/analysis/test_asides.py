"""What customers say around a matter does not count: it would make one matter of all who are polite, or angry."""

from handover.analysis.topics.asides import without

MATTERS = ["Gutschein einlösen", "Schneeschuhe mieten", "Jacke flicken", "Rechnung verloren", "Helm für Kinder", "Zoll"]


def test_greetings_and_sighs_are_left_out_however_they_are_typed() -> None:
    said = [f"Hallo, {matter}?" for matter in MATTERS] + [f"Nein, anders gesagt: {matter}" for matter in MATTERS]
    assert without(said)[: len(MATTERS)] == [f"{matter}?" for matter in MATTERS]
    assert without(said)[len(MATTERS) :] == MATTERS
    assert without([*said, "HALLO! Zelt undicht"])[-1] == "Zelt undicht"


def test_what_is_said_beside_one_matter_belongs_to_it() -> None:
    ways = ["einlösen", "abgelaufen", "eingeben", "verloren", "verschenken", "teilen"]
    said = [f"Gutschein {way}, im Warenkorb" for way in ways] + [f"Ding{number} da{number}" for number in range(30)]
    assert without(said) == said


def test_who_only_greets_is_left_with_the_greeting() -> None:
    said = [*(f"Guten Tag. {matter}" for matter in MATTERS), "Guten Tag.", "🙂", "", "..."]
    assert without(said)[len(MATTERS) :] == ["Guten Tag.", "🙂", "", "..."]


def test_few_are_no_habit() -> None:
    said = [f"Hoi, {matter}" for matter in MATTERS[:4]]
    assert without(said) == said


def test_messages_without_words_are_no_trouble() -> None:
    said = [f"🙂, {sign}" for sign in "abcdef"]
    assert len(without(said)) == len(said)
