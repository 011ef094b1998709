"""What a mail looks like on the wire, and that nobody can write more into it than a mail."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from actions.mail.html import as_html
from actions.mail.letters import code_letter, invoice_letter, label_letter, no_account_letter, reset_letter
from actions.mail.mail import Attachment, Mail, MailError, is_address, message
from tests.actions.test_documents import JONAS, MIA, RETURN

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SHOP = "Bergwerk <service@bergwerk.example>"
LINK = "https://shop.example/reset?token=a-b_c&language=de"


def received(mail: Mail, sender: str = SHOP, key: str = "turn-1/code") -> EmailMessage:
    made = message_from_bytes(message(mail, sender, key, NOW).as_bytes(), policy=policy.default)
    assert isinstance(made, EmailMessage)
    return made


def body(made: EmailMessage, kind: str) -> str:
    part = made.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_mail_has_what_programs_expect_of_a_machine() -> None:
    made = received(Mail("mia.keller@example.com", "Grüße aus Zürich ’26", "Hallo"))
    assert made["From"] == SHOP
    assert made["To"] == "mia.keller@example.com"
    assert made["Subject"] == "Grüße aus Zürich ’26"
    assert made["Date"].datetime == NOW
    assert made["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in made.iter_parts()] == ["text/plain", "text/html"]


def test_the_id_of_a_mail_follows_from_its_key_and_does_not_tell_it() -> None:
    mail = Mail("a@example.com", "s", "t")
    first = received(mail, key="turn-1/code")["Message-ID"]
    assert first == received(replace(mail, to="b@example.com"), key="turn-1/code")["Message-ID"]
    assert first != received(mail, key="turn-2/code")["Message-ID"]
    assert "turn" not in first
    assert first.endswith("@bergwerk.example>")


@pytest.mark.parametrize(
    "address",
    [
        "a@example.com\r\nBcc: mallory@example.com",
        "a@example.com\nBcc: m@example.com",
        "a@example.com\r",
        "a@example.com, mallory@example.com",
        "a@example.com mallory@example.com",
        "Mia <a@example.com>",
        '"a@b"@example.com',
        "a@example.com>",
        "a@[127.0.0.1]",
        "a@localhost",
        "a\0@example.com",
        "a\x85@example.com",
        "@example.com",
        "a@",
        "a@.com",
        "a@example..com",
        "",
        "a" * 250 + "@example.com",
        "a@" + "b" * 70 + ".com",
        "a@\ud800.com",
    ],
)
def test_what_is_no_single_address_gets_no_mail(address: str) -> None:
    with pytest.raises(MailError):
        message(Mail(address, "s", "t"), SHOP, "k", NOW)


@pytest.mark.parametrize("text", ["Hallo\r\nBcc: mallory@example.com", "Hallo\nX: y", "a\rb"])
def test_a_subject_or_the_name_of_a_file_cannot_become_a_header(text: str) -> None:
    file = Attachment(text, "application/pdf", b"%PDF-")
    for mail in (Mail("a@example.com", text, "t"), Mail("a@example.com", "s", "t", (file,))):
        with pytest.raises(MailError):
            message(mail, SHOP, "k", NOW)


def test_addresses_with_umlauts_are_written_as_every_server_takes_them() -> None:
    assert received(Mail("info@müller.example", "s", "t"))["To"] == "info@xn--mller-kva.example"
    assert is_address("o’brien+shop@sub.example.co.uk")


def test_text_stays_text_in_both_forms() -> None:
    text = "Guten Tag <script>alert(1)</script> & Co.,\n\n.\n\nFrom mir\n\n123456\n\nGruß"
    made = received(Mail("a@example.com", "s", text))
    assert body(made, "plain").rstrip() == text
    html = body(made, "html")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co." in html
    assert "letter-spacing" in html.split("123456")[0][-120:]


def test_links_can_be_followed_and_lead_nowhere_else() -> None:
    html = as_html(f"<b>Hier</b>: {LINK}. <i>\n\njavascript:alert(1) http://x.example/\"onclick='a", "de")
    assert f'<a href="{LINK.replace("&", "&amp;")}">' in html
    assert "&lt;b&gt;Hier&lt;/b&gt;" in html
    assert "<i>" not in html
    assert 'href="javascript' not in html
    assert "onclick='" not in html
    assert 'lang="de"' in html


def test_a_file_arrives_as_it_was_sent() -> None:
    content = bytes(range(256)) * 400
    made = received(Mail("a@example.com", "s", "t", (Attachment("Rücksendeetikett.pdf", "application/pdf", content),)))
    (part,) = made.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == ("Rücksendeetikett.pdf", "application/pdf")
    assert part.get_content() == content


@pytest.mark.parametrize(("language", "words"), [("de", "Er gilt 15 Minuten"), ("en", "valid for 15 minutes")])
def test_a_code_stands_alone_and_not_where_a_locked_phone_shows_it(language, words: str) -> None:
    mail = code_letter("a@example.com", "123456", language)
    assert "\n\n123456\n\n" in mail.text
    assert words in mail.text
    assert "123456" not in mail.subject
    assert mail.language == language


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_link_stands_alone_in_its_letter(language) -> None:
    mail = reset_letter("a@example.com", LINK, language)
    assert f"\n\n{LINK}\n\n" in mail.text
    assert "30 Min" in mail.text.replace("30 min", "30 Min")


@pytest.mark.parametrize("language", ["de", "en"])
def test_without_an_account_there_is_a_letter_without_a_link(language) -> None:
    mail = no_account_letter("a@example.com", language)
    assert "http" not in mail.text
    assert ("kein Konto" if language == "de" else "no account") in mail.text


def test_labels_and_invoices_go_to_the_address_of_the_order() -> None:
    label = label_letter(MIA, RETURN, b"%PDF-1", "de")
    assert (label.to, label.attachments) == (
        MIA.email,
        (Attachment("Etikett-RT-204512.pdf", "application/pdf", b"%PDF-1"),),
    )
    assert "Guten Tag Mia Keller," in label.text
    assert "Freundliche Grüsse" in label.text  # to Switzerland
    invoice = invoice_letter(JONAS, b"%PDF-2", "en")
    assert invoice.attachments[0].name == "Invoice-RE-104903.pdf"
    assert "RE-104903" in invoice.subject
    assert "Grüße" in invoice_letter(JONAS, b"%PDF-2", "de").text
    with pytest.raises(ValueError, match="no invoice"):
        invoice_letter(replace(MIA, invoice=None), b"", "de")


@pytest.mark.parametrize("name", ["Mia\r\nBcc: m@example.com", "<b>Mia</b>\n\nIhr Code:\n\n999999", "{order} %s"])
def test_a_name_from_the_shop_stays_on_its_line(name: str) -> None:
    order = replace(MIA, address=replace(MIA.address, name=name))
    made = received(label_letter(order, RETURN, b"%PDF-", "de"))
    assert body(made, "plain").splitlines()[0] == f"Guten Tag {' '.join(name.split())},"
    assert made["Bcc"] is None
    assert "<b>" not in body(made, "html")
