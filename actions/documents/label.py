"""A return label as a PDF: above the line what goes onto the parcel, below it what goes inside."""

from collections.abc import Iterator

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Spacer, Table, TableStyle

from actions.backend.model import Language, Order, Return
from actions.backend.port import BackendDownError
from actions.documents import words as say
from actions.documents.invoice import TIGHT, Cells
from actions.documents.paper import (
    FLUSH,
    HEADING,
    INK,
    INNER,
    NORMAL,
    SMALL,
    SOFT,
    STRONG,
    TITLE,
    Command,
    address_lines,
    paragraph,
    pdf,
    printed,
)
from actions.documents.seller import BERGWERK
from actions.documents.words import Wording

LONGEST_NUMBER = 30
BAR_HEIGHT, WIDEST_BAR = 26 * mm, 0.75 * mm
PADDING = 5 * mm
RECEIVER = ParagraphStyle("receiver", HEADING, fontSize=13, leading=18)
CENTRED = ParagraphStyle("centred", NORMAL, fontSize=12, leading=16, alignment=TA_CENTER)


def label_pdf(order: Order, return_: Return, language: Language) -> bytes:
    """The label of one of the order's returns, in the customer's language.

    Raises:
        BackendDownError: The parcel's number of the shop cannot be printed as a barcode.
    """
    number = return_.parcel.number
    if not (number.isascii() and number.isprintable() and 0 < len(number) <= LONGEST_NUMBER):
        raise BackendDownError("shop: a parcel's number that no barcode can hold")
    words = Wording(language, order.address.country)
    page = _Page(order, return_, words)
    return pdf(f"{words.say(say.LABEL)} {return_.number}", words, lambda: list(page.story()), top=34 * mm)


class _Page:
    def __init__(self, order: Order, return_: Return, words: Wording) -> None:
        self.order, self.return_, self.words = order, return_, words

    def story(self) -> Iterator[Flowable]:
        yield self._label()
        yield Spacer(0, 6 * mm)
        yield paragraph(self.words.say(say.CUT_HERE), SMALL)
        yield HRFlowable(width="100%", thickness=0.8, color=SOFT, dash=(4, 3), spaceBefore=1 * mm, spaceAfter=5 * mm)
        yield paragraph(f"{self.words.say(say.RETURN_NUMBER)} {self.return_.number}", TITLE)
        yield paragraph(f"{self.words.say(say.ORDER)} {self.order.number} · {self.order.address.name}")
        yield Spacer(0, 4 * mm)
        yield self._content()
        yield Spacer(0, 5 * mm)
        yield self._steps()

    def _label(self) -> Flowable:
        """What is stuck onto the parcel, in a frame."""
        carrier = self.words.say(say.CARRIER, carrier=printed(self.return_.parcel.carrier))
        address = address_lines(BERGWERK.returns_to[self.order.address.country], self.words)
        numbers = (
            (self.words.say(say.RETURN_NUMBER), self.return_.number),
            (self.words.say(say.ORDER), self.order.number),
        )
        facts = Table(
            [[paragraph(name, SMALL), paragraph(value, STRONG)] for name, value in numbers],
            colWidths=(24 * mm, 40 * mm),
            style=TableStyle(TIGHT),
        )
        sender: list[Flowable] = [
            paragraph(self.words.say(say.FROM), SMALL),
            paragraph(address_lines(self.order.address, self.words)),
            Spacer(0, 4 * mm),
            facts,
        ]
        receiver: list[Flowable] = [
            paragraph(self.words.say(say.TO), SMALL),
            paragraph(address, RECEIVER),
        ]
        rows: Cells = [
            [paragraph(carrier, HEADING), paragraph(self.words.say(say.POSTAGE_PAID), HEADING)],
            [sender, receiver],
            [self._barcode(), ""],
        ]
        style: list[Command] = [
            ("BOX", (0, 0), (-1, -1), 1.2, INK),
            ("LINEBELOW", (0, 0), (-1, 0), 1.2, INK),
            ("LINEABOVE", (0, 2), (-1, 2), 1.2, INK),
            ("SPAN", (0, 2), (1, 2)),
            ("ALIGN", (0, 2), (0, 2), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
            ("TOPPADDING", (0, 1), (-1, -1), 4 * mm),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4 * mm),
        ]
        return Table(rows, colWidths=(INNER / 2, INNER / 2), style=TableStyle(style))

    def _barcode(self) -> list[Flowable]:
        number = self.return_.parcel.number
        room = INNER - 2 * PADDING
        bars = Code128(number, barHeight=BAR_HEIGHT, barWidth=1)
        width = min(WIDEST_BAR, room / (bars.width + 20))  # with ten bars' width of quiet on either side
        drawn = Code128(number, barHeight=BAR_HEIGHT, barWidth=width, lquiet=10 * width, rquiet=10 * width)
        spaced = f"{self.words.say(say.PARCEL_NUMBER)} {number}"
        return [drawn, Spacer(0, 2 * mm), paragraph(spaced, CENTRED)]

    def _steps(self) -> Flowable:
        carrier = printed(self.return_.parcel.carrier)
        rows: Cells = [[paragraph(self.words.say(say.HOW_TO), HEADING), ""]]
        for number, step in enumerate(say.STEPS, 1):
            rows.append([paragraph(f"{number}.", STRONG), paragraph(self.words.say(step, carrier=carrier))])
        style: list[Command] = [*TIGHT, ("SPAN", (0, 0), (1, 0))]
        return Table(rows, colWidths=(7 * mm, INNER - 7 * mm), style=TableStyle(style))

    def _content(self) -> Flowable:
        rows: Cells = [[paragraph(self.words.say(say.COMES_BACK), HEADING), ""]]
        for line in self.order.lines:
            if line.sku in self.return_.skus:
                name = f"{printed(line.name.in_(self.words.language))} ({printed(line.sku)})"
                rows.append([paragraph(f"{line.quantity} ×"), paragraph(name)])
        style: list[Command] = [*FLUSH, ("SPAN", (0, 0), (1, 0))]
        return Table(rows, colWidths=(12 * mm, INNER - 12 * mm), style=TableStyle(style))
