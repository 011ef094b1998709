"""Invoices and labels as a person reads them: what is printed, on how many pages, and data as nothing but data."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from threading import Semaphore

import pypdfium2
import pytest
from pypdf import PdfReader

from actions.backend.model import (
    Address,
    Country,
    Invoice,
    Language,
    Line,
    Name,
    Order,
    OrderState,
    Parcel,
    Return,
    ReturnState,
)
from actions.backend.port import BackendDownError
from actions.documents import paper
from actions.documents.invoice import invoice_pdf, vat_in
from actions.documents.label import label_pdf

PARCEL = Parcel("Schweizerische Post", "990012345678901234", "https://parcels.example/990012345678901234")
RETURN = Return("RT-204512", ReturnState.ANNOUNCED, date(2026, 11, 20), ("BG-3006",), PARCEL)
MIA = Order(
    number="BW-104512",
    email="mia.keller@example.com",
    state=OrderState.DELIVERED,
    state_since=date(2026, 11, 18),
    placed_on=date(2026, 11, 10),
    expected_on=None,
    currency="CHF",
    shipping_cents=690,
    payment="twint",
    lines=(
        Line("BG-1001", Name("Tourenrucksack Säntis 35", "Touring backpack Säntis 35"), 1, 124_950),
        Line("BG-3006", Name("Wandersocken Merino", "Merino hiking socks"), 2, 2_490),
    ),
    address=Address("Mia Keller", "Badenerstrasse 118", "8004", "Zürich", "CH"),
    returns=(RETURN,),
    invoice=Invoice("RE-104512", date(2026, 11, 12), 81, None),
)
JONAS = replace(
    MIA,
    number="BW-104903",
    currency="EUR",
    shipping_cents=0,
    payment="invoice",
    address=Address("Jonas Weber", "Karl-Liebknecht-Straße 27", "04109", "Leipzig", "DE"),
    invoice=Invoice("RE-104903", date(2026, 11, 12), 190, date(2026, 12, 12)),
)
HOSTILE = [
    "<b>fett</b> & Söhne",
    '<img src="file:///etc/passwd"/>',
    "<para><font color=red>rot</font>",
    "</para></para>&nbsp;&#x41;",
    "]]><!-- <a href='javascript:alert(1)'>x</a>",
    "{amount} {{7*7}} %s ${jndi}",
]


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def read(content: bytes) -> str:
    return " ".join(pages(content))


def test_a_swiss_invoice_says_who_sold_what_to_whom_for_how_much() -> None:
    text = read(invoice_pdf(MIA, "de"))
    for part in (
        "Rechnung RE-104512",
        "Rechnungsdatum 12. November 2026",
        "Bestellnummer BW-104512",
        "Bestelldatum 10. November 2026",
        "Mia Keller Badenerstrasse 118 8004 Zürich Schweiz",
        "Tourenrucksack Säntis 35 Artikelnummer BG-1001 1 CHF 1’249.50 CHF 1’249.50",
        "Wandersocken Merino Artikelnummer BG-3006 2 CHF 24.90 CHF 49.80",
        "Warenwert CHF 1’299.30",
        "Versand CHF 6.90",
        "Gesamtbetrag CHF 1’306.20",
        "Nettobetrag CHF 1’208.33",
        "Enthaltene MWST 8.1 % CHF 97.87",
        "Der Betrag ist bezahlt (TWINT).",
        "Bergwerk AG",
        "CHE-123.456.789 MWST",
        "Seite 1 von 1",
    ):
        assert part in text


def test_an_english_invoice_is_english_and_asks_for_the_money_that_is_due() -> None:
    text = read(invoice_pdf(JONAS, "en"))
    for part in (
        "Invoice RE-104903",
        "12 November 2026",
        "Karl-Liebknecht-Straße 27 04109 Leipzig Germany",
        "Merino hiking socks",
        "Delivery free",
        "Total €1,299.30",
        "VAT included 19% €207.45",
        "Please transfer €1,299.30 by 12 December 2026.",
        "Reference RE-104903",
        "DE123456789",
    ):
        assert part in text
    assert "Rechnung" not in text


def test_an_austrian_invoice_has_the_austrian_tax() -> None:
    address = Address("Lea Huber", "Maria-Theresien-Straße 9", "6020", "Innsbruck", "AT")
    order = replace(JONAS, address=address, invoice=Invoice("RE-104801", date(2026, 11, 12), 200, None))
    text = read(invoice_pdf(order, "de"))
    assert "Enthaltene Umsatzsteuer 20 % 216,55 €" in text
    assert "Der Betrag ist bezahlt (Rechnung)." in text
    assert "UID ATU12345678" in text


@pytest.mark.parametrize(("gross", "permille", "vat"), [(11_900, 190, 1_900), (100, 81, 7), (1, 190, 0), (3, 200, 1)])
def test_the_tax_in_a_price_is_rounded_half_up(gross: int, permille: int, vat: int) -> None:
    assert vat_in(gross, permille) == vat


def test_many_lines_go_over_several_pages_with_their_heads_and_numbers() -> None:
    lines = tuple(Line(f"BG-{n}", Name(f"Artikel {n}", f"Item {n}"), 1, 100) for n in range(1, 61))
    made = pages(invoice_pdf(replace(MIA, lines=lines), "de"))
    assert len(made) > 2
    for number, text in enumerate(made, 1):
        assert f"Seite {number} von {len(made)}" in text
        assert "Bergwerk AG" in text
    assert "Artikel 1 " in made[0]
    assert all("Einzelpreis" in text for text in made[:-1])
    assert "Gesamtbetrag CHF 66.90" in made[-1]


def test_an_order_that_was_not_shipped_has_no_invoice() -> None:
    with pytest.raises(ValueError, match="no invoice"):
        invoice_pdf(replace(MIA, invoice=None), "de")


@pytest.mark.parametrize(
    ("language", "title"), [("de", "Rücksendeetikett RT-204512"), ("en", "Return label RT-204512")]
)
def test_a_document_tells_readers_its_title_and_language(language: Language, title: str) -> None:
    reader = PdfReader(BytesIO(label_pdf(MIA, RETURN, language)))
    assert reader.metadata is not None
    assert reader.metadata.title == title
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]).lower() == "true"


def test_a_label_says_where_to_and_from_and_what_to_do() -> None:
    text = read(label_pdf(MIA, RETURN, "de"))
    for part in (
        "Versand: Schweizerische Post",
        "Porto bezahlt",
        "Bergwerk Retouren Seilbahnweg 4 8005 Zürich Schweiz",
        "Mia Keller Badenerstrasse 118 8004 Zürich Schweiz",
        "RT-204512",
        "BW-104512",
        "Paketnummer 990012345678901234",
        "2 × Wandersocken Merino (BG-3006)",
        "Hier abschneiden",
    ):
        assert part in text
    assert "Säntis" not in text  # what stays with the customer
    assert len(pages(label_pdf(MIA, RETURN, "en"))) == 1


def test_a_label_in_germany_leads_to_the_german_depot_and_is_german() -> None:
    text = read(label_pdf(JONAS, RETURN, "de"))
    assert "79576 Weil am Rhein Deutschland" in text
    assert "Verschließen Sie" in text


@pytest.mark.parametrize("number", ["", "9" * 31, "ä123", "12\n34"])
def test_a_number_that_no_barcode_can_hold_is_the_shops_failure(number: str) -> None:
    with pytest.raises(BackendDownError):
        label_pdf(MIA, replace(RETURN, parcel=replace(PARCEL, number=number)), "de")


def test_the_barcode_is_there_and_wide() -> None:
    picture = pypdfium2.PdfDocument(label_pdf(MIA, RETURN, "de"))[0].render(scale=4).to_pil().convert("L")
    row = picture.height * 36 // 100
    colours = [picture.getpixel((x, row)) < 128 for x in range(picture.width)]
    edges = [x for x in range(1, len(colours)) if colours[x] != colours[x - 1]]
    assert len(edges) > 60
    assert (edges[-2] - edges[1]) / picture.width > 0.4


@pytest.mark.parametrize("country", ["DE", "AT", "CH"])
def test_nothing_of_ours_has_a_sharp_s_in_switzerland(country: Country) -> None:
    order = replace(MIA, address=replace(MIA.address, country=country))
    text = read(label_pdf(order, RETURN, "de")) + read(invoice_pdf(order, "de"))
    assert ("ß" in text) is (country != "CH")


def test_what_the_shop_writes_keeps_its_sharp_s_in_switzerland() -> None:
    order = replace(MIA, address=replace(MIA.address, name="Anna Groß"))
    assert "Anna Groß" in read(invoice_pdf(order, "de"))


@pytest.mark.parametrize(
    "name", ["Şahin Çelik", "Jiří Novák", "Zoë Œuvrard-Ångström", "Łucja Dąbek", "Ő. O’Brien", "5 €"]
)
def test_names_of_europe_are_printed(name: str) -> None:
    order = replace(MIA, address=replace(MIA.address, name=name))
    assert name in read(invoice_pdf(order, "de"))
    assert name in read(label_pdf(order, RETURN, "en"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_customers_write_is_printed_as_text(text: str) -> None:
    lines = (Line(text, Name(text, text), 1, 100),)
    order = replace(MIA, address=Address(text, text, text, text, "DE"), lines=lines, payment=text)
    return_ = replace(RETURN, skus=(text,), parcel=replace(PARCEL, carrier=text))
    for content in (invoice_pdf(order, "de"), label_pdf(order, return_, "de")):
        assert read(content).replace(" ", "").count(text.replace(" ", "")) >= 2
        annotated = [page for page in PdfReader(BytesIO(content)).pages if "/Annots" in page]
        assert annotated == []


@pytest.mark.parametrize("text", ["\x00\x07\ud800 kaputt", "x" * 100_000, "語" * 300, "\u202eumgedreht", "\n\n\n", ""])
def test_nothing_that_somebody_can_write_stops_the_printing(text: str) -> None:
    lines = tuple(Line(text, Name(text, text), 10**9, 10**12) for _ in range(3))
    order = replace(MIA, address=Address(text, text, text, text, "CH"), lines=lines)
    return_ = replace(RETURN, skus=(text,), parcel=replace(PARCEL, carrier=text))
    assert invoice_pdf(order, "en").startswith(b"%PDF-")
    assert label_pdf(order, return_, "de").startswith(b"%PDF-")


def test_the_same_order_makes_the_same_bytes_also_in_many_threads() -> None:
    kinds = [lambda: invoice_pdf(MIA, "de"), lambda: label_pdf(MIA, RETURN, "de"), lambda: invoice_pdf(JONAS, "en")] * 8
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda kind: kind(), kinds))
    assert len(set(made)) == 3


def test_only_one_document_is_printed_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made, printing, together = paper._made, Semaphore(1), []  # noqa: SLF001 - where reportlab is at work

    def watched(*arguments: object, **named: object) -> object:
        together.append(not printing.acquire(blocking=False))
        try:
            return made(*arguments, **named)  # type: ignore[arg-type]
        finally:
            printing.release()

    monkeypatch.setattr(paper, "_made", watched)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: label_pdf(MIA, RETURN, "de"), range(16)))
    assert not any(together)
