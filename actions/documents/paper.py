"""The shop's paper: font, colours, head and foot of every page, and data put into it as data."""

import unicodedata
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from actions.backend.model import Address
from actions.documents.seller import BERGWERK
from actions.documents.words import CONTACT, COUNTRY, DEMO, PAGE, REGISTER, TAX_ID, Wording

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 24 * mm, 20 * mm, 40 * mm, 34 * mm
INNER = WIDTH - LEFT - RIGHT
INK, SOFT, LINE, PINE, SIGN = (HexColor(value) for value in ("#15201b", "#47534d", "#c9d0c8", "#1d5640", "#ffcc00"))
REGULAR, BOLD = "Archivo", "Archivo-Bold"
LONGEST_TEXT = 200
MOST_READ = 4 * LONGEST_TEXT

_FONTS = Path(__file__).parent / "fonts"
pdfmetrics.registerFont(TTFont(REGULAR, _FONTS / "archivo-regular.ttf"))
pdfmetrics.registerFont(TTFont(BOLD, _FONTS / "archivo-bold.ttf"))

NORMAL = ParagraphStyle("normal", fontName=REGULAR, fontSize=9.5, leading=13, textColor=INK)
SMALL = ParagraphStyle("small", NORMAL, fontSize=8, leading=11, textColor=SOFT)
STRONG = ParagraphStyle("strong", NORMAL, fontName=BOLD)
AMOUNT = ParagraphStyle("amount", NORMAL, alignment=TA_RIGHT)
STRONG_AMOUNT = ParagraphStyle("strong amount", STRONG, alignment=TA_RIGHT)
TITLE = ParagraphStyle("title", NORMAL, fontName=BOLD, fontSize=17, leading=22)
HEADING = ParagraphStyle("heading", NORMAL, fontName=BOLD, fontSize=11, leading=15)

# Styles of tables: reportlab's commands.
Command = tuple[Any, ...]
FLUSH: tuple[Command, ...] = (
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
)

# Its makers say that reportlab is not for several threads at once: fonts and its reader of paragraphs are shared.
_ONE_AT_A_TIME = Lock()


def printed(text: str) -> str:
    """Text of the shop as it can be printed: one line, no control characters, no longer than fits on paper."""
    flat = " ".join(
        "".join(each if _is_drawn(each) else " " for each in unicodedata.normalize("NFC", text[:MOST_READ])).split()
    )
    return flat if len(flat) <= LONGEST_TEXT else flat[: LONGEST_TEXT - 1] + "…"


def paragraph(text: str, style: ParagraphStyle = NORMAL) -> Paragraph:
    """Text as it is, a line each.

    Threat: reportlab reads a paragraph as XML, which may load pictures and files; what a customer wrote into an
    address is text.
    """
    return Paragraph("<br/>".join(escape(printed(line)) for line in text.split("\n")), style)


def padded(points: float) -> tuple[Command, ...]:
    """Room above and below each cell."""
    return (("TOPPADDING", (0, 0), (-1, -1), points), ("BOTTOMPADDING", (0, 0), (-1, -1), points))


def address_lines(address: Address, words: Wording) -> str:
    """An address as on an envelope, one line each."""
    place = f"{address.postcode} {address.city}"
    return "\n".join(
        printed(line) for line in (address.name, address.street, place, words.say(COUNTRY[address.country]))
    )


def pdf(title: str, words: Wording, story: Callable[[], Sequence[Flowable]], *, top: float = TOP) -> bytes:
    """A document on the shop's paper; the same story makes the same bytes.

    Args:
        title: What viewers show as its name.
        words: The language and country it is written for.
        story: Makes what is on the pages; called twice, to know how many there are.
        top: Where the story begins, below the upper edge.
    """
    with _ONE_AT_A_TIME:
        _, pages = _made(title, words, story, top, pages=1)
        content, _ = _made(title, words, story, top, pages=pages)
    return content


def _made(
    title: str, words: Wording, story: Callable[[], Sequence[Flowable]], top: float, pages: int
) -> tuple[bytes, int]:
    file = BytesIO()

    def decorate(canvas: Canvas, document: BaseDocTemplate) -> None:
        _head(canvas)
        _foot(canvas, words, words.say(PAGE, page=document.page, pages=pages))

    template = BaseDocTemplate(
        file,
        pagesize=A4,
        title=printed(title),
        author=BERGWERK.name,
        creator="Lotse",
        lang=words.language,
        displayDocTitle=1,
        invariant=1,
    )
    frame = Frame(
        LEFT, BOTTOM, INNER, HEIGHT - top - BOTTOM, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    template.addPageTemplates(PageTemplate("paper", [frame], onPage=decorate))
    template.build(list(story()))
    return file.getvalue(), template.page


def _head(canvas: Canvas) -> None:
    middle, size = HEIGHT - 21 * mm, 6 * mm
    canvas.setFillColor(SIGN)
    _shape(
        canvas, [(LEFT, middle), (LEFT + size, middle + size), (LEFT + 2 * size, middle), (LEFT + size, middle - size)]
    )
    canvas.setFillColor(INK)
    peaks = ((0.4, -0.25), (0.84, 0.4), (1.06, 0.09), (1.19, 0.25), (1.6, -0.25), (1, -0.84))
    _shape(canvas, [(LEFT + x * size, middle + y * size) for x, y in peaks])
    canvas.setFont(BOLD, 17)
    canvas.drawString(LEFT + 2 * size + 3 * mm, middle - 2 * mm, "Bergwerk")


def _shape(canvas: Canvas, points: list[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _foot(canvas: Canvas, words: Wording, page: str) -> None:
    seller, country = BERGWERK, words.country
    columns = (
        (
            seller.name,
            seller.address.street,
            f"{seller.address.postcode} {seller.address.city}",
            words.say(COUNTRY["CH"]),
        ),
        (words.say(CONTACT), seller.email, seller.phones[country]),
        (words.say(TAX_ID[country], id=seller.tax_ids[country]), words.say(REGISTER, number=seller.register)),
    )
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, 27 * mm, WIDTH - RIGHT, 27 * mm)
    canvas.setFillColor(SOFT)
    canvas.setFont(REGULAR, 7.5)
    for x, column in zip((LEFT, LEFT + 48 * mm, LEFT + 110 * mm), columns, strict=True):
        for row, line in enumerate(column):
            canvas.drawString(x, 22.5 * mm - row * 3.5 * mm, line)
    canvas.drawString(LEFT, 7 * mm, words.say(DEMO))
    canvas.drawRightString(WIDTH - RIGHT, 7 * mm, page)


def _is_drawn(character: str) -> bool:
    return unicodedata.category(character)[0] != "C"
