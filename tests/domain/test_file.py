"""A file is what is in it, and its name leads nowhere."""

import pytest

from handover.domain.file import LONGEST_NAME, TYPES, clean_name, type_of

PDF = b"%PDF-1.7\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"GIF89a\x01\0", "image/gif"),
        (b"GIF87a\x01\0", "image/gif"),
        (b"RIFF\n\n\0\0WEBPVP8 ", "image/webp"),
        ("Grüße aus Köln\r\n\t– 3 €".encode(), "text/plain"),
        (b"\xef\xbb\xbfmit BOM", "text/plain"),
        (b"a < b", "text/plain"),
        (b"%PDF", "text/plain"),
    ],
)
def test_what_may_be_sent_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert type_of(content) == kind
    assert kind in TYPES


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"  \n<!doctype html>",
        b"\xef\xbb\xbf<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"MZ\x90\0\x03",
        b"\x7fELF\x02",
        b"PK\x03\x04",
        b"\x1f\x8b\x08\0",
        b"\0\0\0\x18ftypheic",
        b"\0%PDF-1.7",
        b"RIFF\0\0\0\0AVI ",
        "latin-1: \xe4".encode("latin-1"),
        "utf-16".encode("utf-16"),
        b"text with a\0zero",
        b"\x1b[2Jterminal",
    ],
)
def test_everything_else_is_nothing_that_may_be_sent(content: bytes) -> None:
    assert type_of(content) is None


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Rechnung RE-104512.pdf", "Rechnung RE-104512.pdf"),
        ("Größe & Maß.PDF", "Größe & Maß.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\cleo\\rechnung.pdf", "rechnung.pdf"),
        ("invoice.pdf.html", "invoice.pdf.html.pdf"),
        ("evil.svg", "evil.svg.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ("a\u2066b\u200b\u2069.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ('x"; filename="y.exe', "x_; filename=_y.exe.pdf"),
        ("a\0.pdf", "a.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("...", "file.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("x .  .pdf", "x.pdf"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("\ud800.pdf", "file.pdf"),
    ],
)
def test_a_name_leads_nowhere_and_ends_as_its_content_says(name: str, clean: str) -> None:
    assert clean_name(name, "application/pdf") == clean


def test_endings_that_mean_the_same_stay() -> None:
    assert clean_name("IMG_1.JPEG", "image/jpeg") == "IMG_1.JPEG"
    assert clean_name("IMG_1.jpg", "image/jpeg") == "IMG_1.jpg"
    assert clean_name("IMG_1", "image/jpeg") == "IMG_1.jpg"
    assert clean_name("orders.csv", "text/plain") == "orders.csv"


def test_a_long_name_keeps_its_ending() -> None:
    assert clean_name("x" * 5_000 + ".pdf", "application/pdf") == "x" * LONGEST_NAME + ".pdf"
