"""An invoice as a PDF: made anew from the order whenever somebody asks for a copy, with the same bytes each time."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from actions.backend.model import Invoice, Language, Order
from actions.documents import words as say
from actions.documents.paper import (
    AMOUNT,
    FLUSH,
    INK,
    INNER,
    LINE,
    PINE,
    SMALL,
    STRONG,
    STRONG_AMOUNT,
    TITLE,
    Command,
    address_lines,
    padded,
    paragraph,
    pdf,
    printed,
)
from actions.documents.seller import BERGWERK
from actions.documents.words import Wording
from actions.replies.formats import day, price
from actions.words.sentence import Sentence

Cells = list[list[Any]]  # a cell holds a flowable, several, or text
TIGHT = (*FLUSH, *padded(0.4 * mm))


def invoice_pdf(order: Order, language: Language) -> bytes:
    """The invoice of an order, in the customer's language.

    Raises:
        ValueError: There is none yet: the order was not shipped.
    """
    invoice = order.invoice
    if invoice is None:
        raise ValueError("this order has no invoice")
    words = Wording(language, order.address.country)
    page = _Page(order, invoice, words)
    return pdf(f"{words.say(say.INVOICE)} {invoice.number}", words, lambda: list(page.story()))


class _Page:
    def __init__(self, order: Order, invoice: Invoice, words: Wording) -> None:
        self.order, self.invoice, self.words = order, invoice, words

    def story(self) -> Iterator[Flowable]:
        yield self._opening()
        yield Spacer(0, 12 * mm)
        yield paragraph(f"{self.words.say(say.INVOICE)} {self.invoice.number}", TITLE)
        yield Spacer(0, 4 * mm)
        yield self._lines()
        yield KeepTogether([Spacer(0, 3 * mm), self._sums(), Spacer(0, 8 * mm), *self._closing()])

    def _opening(self) -> Flowable:
        """Whom it is for, where the window of an envelope is, and the numbers and days beside it."""
        sender = BERGWERK.address
        back = f"{BERGWERK.name} · {sender.street} · {sender.postcode} {sender.city}"
        to: list[Flowable] = [
            Spacer(0, 7 * mm),
            paragraph(back, SMALL),
            Spacer(0, 2 * mm),
            paragraph(address_lines(self.order.address, self.words)),
        ]
        facts = Table(
            [[paragraph(self.words.say(name), SMALL), paragraph(value)] for name, value in self._facts()],
            colWidths=(32 * mm, 42 * mm),
            style=TableStyle(TIGHT),
        )
        return Table([[to, facts]], colWidths=(INNER - 74 * mm, 74 * mm), style=TableStyle(FLUSH))

    def _facts(self) -> Iterator[tuple[Sentence, str]]:
        yield say.INVOICE_NUMBER, self.invoice.number
        yield say.INVOICE_DATE, self._day(self.invoice.issued_on)
        yield say.DELIVERY_DATE, self._day(self.invoice.issued_on)  # made on the day the goods leave
        yield say.ORDER_NUMBER, self.order.number
        yield say.ORDER_DATE, self._day(self.order.placed_on)
        yield say.PAYMENT, self._payment()

    def _lines(self) -> Flowable:
        heads = (say.POSITION, say.ARTICLE, say.QUANTITY, say.UNIT_PRICE, say.AMOUNT)
        texts, figures = heads[:2], heads[2:]
        rows: Cells = [
            [
                *(paragraph(self.words.say(head), STRONG) for head in texts),
                *(paragraph(self.words.say(head), STRONG_AMOUNT) for head in figures),
            ]
        ]
        for position, line in enumerate(self.order.lines, 1):
            name = printed(line.name.in_(self.words.language))
            number = self.words.say(say.ARTICLE_NUMBER, sku=line.sku)
            rows.append(
                [
                    paragraph(str(position)),
                    [paragraph(name), paragraph(number, SMALL)],
                    paragraph(str(line.quantity), AMOUNT),
                    paragraph(self._price(line.cents), AMOUNT),
                    paragraph(self._price(line.quantity * line.cents), AMOUNT),
                ]
            )
        fixed = (11 * mm, 18 * mm, 29 * mm, 31 * mm)
        style: list[Command] = [
            *FLUSH,
            ("LINEBELOW", (0, 0), (-1, 0), 1, PINE),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
            *padded(2 * mm),
        ]
        widths = (fixed[0], INNER - sum(fixed), *fixed[1:])
        return Table(rows, colWidths=widths, repeatRows=1, style=TableStyle(style))

    def _sums(self) -> Flowable:
        order, vat = self.order, vat_in(self.order.total_cents, self.invoice.vat_permille)
        goods = sum(line.quantity * line.cents for line in order.lines)
        delivery = self._price(order.shipping_cents) if order.shipping_cents else self.words.say(say.FREE)
        rate = rate_text(self.invoice.vat_permille, self.words)
        rows: Cells = [
            [paragraph(self.words.say(say.GOODS)), paragraph(self._price(goods), AMOUNT)],
            [paragraph(self.words.say(say.DELIVERY)), paragraph(delivery, AMOUNT)],
            [paragraph(self.words.say(say.TOTAL), STRONG), paragraph(self._price(order.total_cents), STRONG_AMOUNT)],
            [paragraph(self.words.say(say.NET), SMALL), paragraph(self._price(order.total_cents - vat), AMOUNT)],
            [
                paragraph(self.words.say(say.VAT[self.words.country], rate=rate), SMALL),
                paragraph(self._price(vat), AMOUNT),
            ],
        ]
        style: list[Command] = [
            *FLUSH,
            *padded(0.8 * mm),
            ("LINEABOVE", (0, 2), (-1, 2), 1, INK),
            ("BOTTOMPADDING", (0, 2), (-1, 2), 3 * mm),
        ]
        return Table(rows, colWidths=(52 * mm, 34 * mm), hAlign="RIGHT", style=TableStyle(style))

    def _closing(self) -> Iterator[Flowable]:
        if self.invoice.due_on is None:
            yield paragraph(self.words.say(say.PAID, payment=self._payment()))
        else:
            amount, due = self._price(self.order.total_cents), self._day(self.invoice.due_on)
            yield paragraph(self.words.say(say.DUE, amount=amount, due=due), STRONG)
            yield Spacer(0, 2 * mm)
            yield self._account()
        yield Spacer(0, 3 * mm)
        yield paragraph(f"{self.words.say(say.INCLUDES_VAT)} {self.words.say(say.THANKS)}")

    def _account(self) -> Flowable:
        rows = (
            (self.words.say(say.ACCOUNT_HOLDER), BERGWERK.name),
            ("IBAN", f"{BERGWERK.iban} ({BERGWERK.bank})"),
            (self.words.say(say.REFERENCE), self.invoice.number),
        )
        cells = [[paragraph(name, SMALL), paragraph(value)] for name, value in rows]
        return Table(cells, colWidths=(35 * mm, 100 * mm), hAlign="LEFT", style=TableStyle(TIGHT))

    def _payment(self) -> str:
        name = say.PAYMENTS.get(self.order.payment)
        return self.words.say(name) if name else printed(self.order.payment)

    def _price(self, cents: int) -> str:
        return price(cents, self.order.currency, self.words.language)

    def _day(self, value: date) -> str:
        return day(value, self.words.language)


def vat_in(gross_cents: int, permille: int) -> int:
    """The tax inside a price, in cents, rounded half up as tax offices do."""
    exact = Decimal(gross_cents) * permille / (1000 + permille)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def rate_text(permille: int, words: Wording) -> str:
    """`19`, `8,1`; in Switzerland and in English `8.1`."""
    whole, rest = divmod(permille, 10)
    comma = "," if words.language == "de" and words.country != "CH" else "."
    return f"{whole}{comma}{rest}" if rest else str(whole)
