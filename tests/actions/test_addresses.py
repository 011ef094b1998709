"""Addresses as people in three countries type them."""

import time

import pytest

from actions.reading.addresses import LONGEST, Partial, fits, read_address, without_address

# What was typed when nobody asked for an address: street, postcode, town, country
TOLD = [
    ("Bergstraße 5, 6020 Innsbruck", ("Bergstraße 5", "6020", "Innsbruck", None)),
    ("Bergstr. 5 6020 Innsbruck", ("Bergstr. 5", "6020", "Innsbruck", None)),
    ("bergstr 5, 6020 innsbruck", ("bergstr 5", "6020", "innsbruck", None)),
    ("BERGSTRASSE 5, 6020 INNSBRUCK", ("BERGSTRASSE 5", "6020", "INNSBRUCK", None)),
    ("Bergstraße 5\n6020 Innsbruck", ("Bergstraße 5", "6020", "Innsbruck", None)),
    ("Bergstraße 5\r\nA-6020 Innsbruck\r\nÖsterreich", ("Bergstraße 5", "6020", "Innsbruck", "AT")),
    ("Bergstraße 12a, 80331 München", ("Bergstraße 12a", "80331", "München", None)),
    ("Bergstraße 12 b, 80331 München", ("Bergstraße 12 b", "80331", "München", None)),
    ("Bergstraße 12/3, 1010 Wien", ("Bergstraße 12/3", "1010", "Wien", None)),
    ("Bergstraße 12/3/14, 1010 Wien", ("Bergstraße 12/3/14", "1010", "Wien", None)),
    ("Mariahilfer Straße 77, 1060 Wien", ("Mariahilfer Straße 77", "1060", "Wien", None)),
    ("Karl-Liebknecht-Straße 27, 04109 Leipzig", ("Karl-Liebknecht-Straße 27", "04109", "Leipzig", None)),
    ("Straße des 17. Juni 135, 10623 Berlin", ("Straße des 17. Juni 135", "10623", "Berlin", None)),
    ("Unter den Linden 77, 10117 Berlin", ("Unter den Linden 77", "10117", "Berlin", None)),
    ("An der Alster 12, 20099 Hamburg", ("An der Alster 12", "20099", "Hamburg", None)),
    ("Am Mühlbach 3, 87435 Kempten (Allgäu)", ("Am Mühlbach 3", "87435", "Kempten (Allgäu)", None)),
    ("Im Grund 7, 79098 Freiburg im Breisgau", ("Im Grund 7", "79098", "Freiburg im Breisgau", None)),
    ("Alte Landstrasse 9, 8800 Thalwil", ("Alte Landstrasse 9", "8800", "Thalwil", None)),
    ("Lange Gasse 20, 1080 Wien", ("Lange Gasse 20", "1080", "Wien", None)),
    ("Badenerstrasse 118, 8004 Zürich", ("Badenerstrasse 118", "8004", "Zürich", None)),
    ("Kramgasse 41, CH-3011 Bern", ("Kramgasse 41", "3011", "Bern", "CH")),
    ("Kramgasse 41, CH 3011 Bern", ("Kramgasse 41", "3011", "Bern", "CH")),
    ("Rosenweg 4, 9000 St. Gallen", ("Rosenweg 4", "9000", "St. Gallen", None)),
    ("Rue du Lac 3, 1003 Lausanne", ("Rue du Lac 3", "1003", "Lausanne", None)),
    ("Via Nassa 21, 6900 Lugano, Schweiz", ("Via Nassa 21", "6900", "Lugano", "CH")),
    ("Bahnhofplatz 1, D-79098 Freiburg", ("Bahnhofplatz 1", "79098", "Freiburg", "DE")),
    ("Lindenallee 8 in 22303 Hamburg", ("Lindenallee 8", "22303", "Hamburg", None)),
    ("Bitte an Bergweg 5, 6020 Innsbruck liefern", ("Bergweg 5", "6020", "Innsbruck", None)),
    ("Schicken Sie es bitte nach Bergweg 5, 6020 Innsbruck, danke!", ("Bergweg 5", "6020", "Innsbruck", None)),
    ("meine neue Adresse lautet Bergweg 5, 6020 Innsbruck.", ("Bergweg 5", "6020", "Innsbruck", None)),
    ("Ich bin umgezogen: Bergweg 5, 6020 Innsbruck ab 1. Dezember", ("Bergweg 5", "6020", "Innsbruck", None)),
    ("please send it to Bergweg 5, 6020 Innsbruck instead of Zürich", ("Bergweg 5", "6020", "Innsbruck", None)),
    ("my new address is Bergweg 5, 6020 Innsbruck please", ("Bergweg 5", "6020", "Innsbruck", None)),
    ("BW-104855 an Bergweg 5, 8005 Zürich, PLZ 8004", ("Bergweg 5", "8005", "Zürich", None)),
    ("BW 104855, Postleitzahl ist 8004, neu: Bergweg 5, 8005 Zürich", ("Bergweg 5", "8005", "Zürich", None)),
    ("von 8004 Zürich nach Bergweg 5, 6020 Innsbruck", ("Bergweg 5", "6020", "Innsbruck", None)),
    ("Bergweg 5, 8005 Zürich in der Schweiz", ("Bergweg 5", "8005", "Zürich", "CH")),
    ("Marktstr. 3, 23730 Neustadt in Holstein", ("Marktstr. 3", "23730", "Neustadt in Holstein", None)),
    ("Berliner Str. 5, 8005, Zürich", ("Berliner Str. 5", "8005", "Zürich", None)),
    ("lieber auf Seestrasse 5, 8002 Zürich", ("Seestrasse 5", "8002", "Zürich", None)),
    ("Auf der Mauer 3, 8001 Zürich", ("Auf der Mauer 3", "8001", "Zürich", None)),
    ("Lindenallee 3, Leipzig 04107", ("Lindenallee 3", "04107", "Leipzig", None)),
    ("Talstrasse 12, Zurich", ("Talstrasse 12", None, "Zurich", None)),
    ("Bergweg 5, Danke", ("Bergweg 5", None, None, None)),
    ("Bergweg 5, 8005", ("Bergweg 5", "8005", None, None)),
    ("Bergweg 5", ("Bergweg 5", None, None, None)),
    ("nach 6020 Innsbruck", (None, "6020", "Innsbruck", None)),
    ("nach Österreich", (None, None, None, "AT")),
    # nothing of an address in these
    ("8004", (None, None, None, None)),
    ("meine PLZ ist 8004", (None, None, None, None)),
    ("BW-104855", (None, None, None, None)),
    ("BW 104 855 und 8004", (None, None, None, None)),
    ("Können Sie die Adresse ändern?", (None, None, None, None)),
    ("bitte am Freitag 12 Uhr liefern", (None, None, None, None)),
    ("I ordered two jackets on 5 November", (None, None, None, None)),
    ("", (None, None, None, None)),
]
# What was typed as an answer to the question for it, and is none without the question.
ANSWERED = [
    ("Vorhalde 5", ("Vorhalde 5", None, None, None)),
    ("Sonnenhang 4a, 3011 Bern", ("Sonnenhang 4a", "3011", "Bern", None)),
    ("die Straße ist Zwinglihof 12", ("Zwinglihof 12", None, None, None)),
    ("12 High Ridge, 3011 Bern", ("High Ridge 12", "3011", "Bern", None)),
    ("3011", (None, "3011", None, None)),
    ("PLZ 3011", (None, "3011", None, None)),
    ("D-79098", (None, "79098", None, "DE")),
    ("3011 Bern", (None, "3011", "Bern", None)),
    ("auf Rosenhang 5, 3011 Bern", ("Rosenhang 5", "3011", "Bern", None)),
    ("Lindenalle 3, Leipzig 04107", ("Lindenalle 3", "04107", "Leipzig", None)),
    ("Schweiz", (None, None, None, "CH")),
    ("Hausnummer 5", (None, None, None, None)),
    ("nein", (None, None, None, None)),
]
HOSTILE = [
    "Bergweg 5, 6020 <script>alert(1)</script>",
    "Bergweg 5'; DROP TABLE orders; --, 6020 Innsbruck",
    "{{7*7}} ${7*7} {number} Bergweg 5, 6020 {0.__class__}",
    "Bergweg\x00 5, 6020 Inns\x1b[31mbruck",
    "Bergweg 5, 6020 \u202eInnsbruck\u2066",
    "Berg" * 1_000 + "weg 5, 6020 Innsbruck",
    "Bergweg 5, 6020 " + "Innsbruck " * 400,
    "🏔️" * 2_000,
    "İſẞﬁ 5, 6020 İSTANBUL",
    "Bergweg 5, ٦٠٢٠ Innsbruck",
]
NASTY = [
    *("a", "a.", "a-", "a ", "1", "1 ", "1a", " ", ",", ", ", "\n", ".", "(", "8005", "8005 ", "8005 a", "8005 (("),
    *("straße", "weg", "weg ", "Am ", "Am a ", "Rue a b ", "an ", "an, ", "ist ", "neue ", "Alte ", "BW-1", "BW-1 "),
    *("CH-", "CH-8", "D ", "PLZ ", "PLZ 8", "Adresse ", "Bergweg 5, 8005 Zürich ", "Bergweg 5/", "12 ", "12 a", "des "),
    *("Schweiz", "deutschland ", "nr ", "Nr. 5 ", "Ort ist ", "ß", "’", "a’", "\\", "{", "\u0301", "İ"),
]


@pytest.mark.parametrize(("said", "parts"), TOLD, ids=[said[:40] for said, _ in TOLD])
def test_an_address_is_read_as_it_was_typed(said, parts):
    assert read_address(said) == Partial(*parts)


@pytest.mark.parametrize(("said", "parts"), ANSWERED, ids=[said[:40] for said, _ in ANSWERED])
def test_an_answer_to_the_question_for_an_address_is_read_with_less(said, parts):
    assert read_address(said, asked=True) == Partial(*parts)


@pytest.mark.parametrize(("said", "parts"), TOLD, ids=[said[:40] for said, _ in TOLD])
def test_what_is_kept_is_read_back_as_the_same(said, parts):
    known = Partial(*parts)
    if known.country and not known.postcode:
        known = Partial(known.street, None, known.city, None)  # on the line the country stands at the postcode
    assert read_address(known.line, asked=True) == known


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("asked", [False, True])
def test_nothing_hostile_stays_in_an_address(said, asked):
    address = read_address(said, asked=asked)
    for part in (address.street or "", address.city or ""):
        assert part.isprintable()
        assert not set(part) & set("<>{}[]\\|`")
        assert len(part) <= LONGEST


@pytest.mark.parametrize("piece", NASTY, ids=range(len(NASTY)))
def test_no_text_takes_more_than_its_length_to_read(piece):
    def seconds(length):
        text = (piece * length)[:length]
        return min(_timed(text) for _ in range(3))

    short, long = seconds(1_000), seconds(4_000)
    assert long < max(0.02, 8 * short), f"{short * 1000:.1f} ms for 1,000 and {long * 1000:.1f} ms for 4,000 characters"
    assert long < 0.1


def _timed(text):
    begun = time.perf_counter()
    read_address(text)
    read_address(text, asked=True)
    without_address(text)
    return time.perf_counter() - begun


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Bergweg 5, 8005 Zürich, PLZ 8004", "8004"),
        ("8004, neu ist Bergweg 5, 8005 Zürich", "8004"),
        ("Bergweg 5, 8005 Zürich", ""),
        ("Bergweg 5, 8005", ""),
        ("PLZ 8004", "8004"),
    ],
)
def test_the_proof_is_told_from_the_postcode_of_the_new_address(said, left):
    rest = without_address(said)
    assert "8005" not in rest
    assert ("8004" in rest) is bool(left)


@pytest.mark.parametrize(
    ("postcode", "country", "there"),
    [
        *[("80331", "DE", True), ("01067", "DE", True), ("00999", "DE", False), ("8033", "DE", False)],
        *[("6020", "AT", True), ("1009", "AT", False), ("9993", "AT", False), ("06020", "AT", False)],
        *[("1000", "CH", True), ("9999", "CH", True), ("0999", "CH", False)],
    ],
)
def test_a_postcode_fits_its_country(postcode, country, there):
    assert fits(postcode, country) is there


def test_what_is_newly_told_replaces_what_was():
    before = Partial("Bergweg 5", "6020", "Innsbruck", "AT")
    assert before.with_(Partial(street="Talweg 1")) == Partial("Talweg 1", "6020", "Innsbruck", "AT")


def test_the_first_part_that_is_missing_is_asked_for():
    assert Partial().missing() == "street"
    assert Partial("Bergweg 5").missing() == "postcode"
    assert Partial("Bergweg 5", "6020").missing() == "city"
    assert Partial("Bergweg 5", "6020", "Innsbruck").missing() is None


def test_half_an_address_is_none():
    with pytest.raises(ValueError, match="street, postcode and city"):
        Partial("Bergweg 5", "6020").complete("Mia Keller", "AT")
