"""What is printed on invoices and labels besides the shop's data."""

from actions.backend.model import Country, Language
from actions.words.sentence import Sentence

COUNTRY: dict[Country, Sentence] = {
    "DE": Sentence(de="Deutschland", en="Germany"),
    "AT": Sentence(de="Österreich", en="Austria"),
    "CH": Sentence(de="Schweiz", en="Switzerland"),
}
PAGE = Sentence(de="Seite {page} von {pages}", en="Page {page} of {pages}")
CONTACT = Sentence(de="Fragen? Wir sind gern für Sie da.", en="Questions? We are happy to help.")
TAX_ID: dict[Country, Sentence] = {
    "DE": Sentence(de="USt-IdNr. {id}", en="VAT ID {id}"),
    "AT": Sentence(de="UID {id}", en="VAT ID {id}"),
    "CH": Sentence(de="MWST-Nr. {id}", en="VAT no. {id}"),
}
REGISTER = Sentence(de="Handelsregister {number}", en="Company register {number}")
DEMO = Sentence(
    de="Beispiel aus einer Vorführung: Bergwerk gibt es nicht.", en="Sample for demonstration: Bergwerk does not exist."
)

INVOICE = Sentence(de="Rechnung", en="Invoice")
INVOICE_NUMBER = Sentence(de="Rechnungsnummer", en="Invoice number")
INVOICE_DATE = Sentence(de="Rechnungsdatum", en="Invoice date")
DELIVERY_DATE = Sentence(de="Lieferdatum", en="Date of supply")
ORDER_NUMBER = Sentence(de="Bestellnummer", en="Order number")
ORDER_DATE = Sentence(de="Bestelldatum", en="Order date")
PAYMENT = Sentence(de="Zahlungsart", en="Payment")
POSITION = Sentence(de="Pos.", en="No.")
ARTICLE = Sentence(de="Artikel", en="Item")
ARTICLE_NUMBER = Sentence(de="Artikelnummer {sku}", en="Item number {sku}")
QUANTITY = Sentence(de="Menge", en="Quantity")
UNIT_PRICE = Sentence(de="Einzelpreis", en="Unit price")
AMOUNT = Sentence(de="Betrag", en="Amount")
GOODS = Sentence(de="Warenwert", en="Goods")
DELIVERY = Sentence(de="Versand", en="Delivery")
FREE = Sentence(de="kostenlos", en="free")
TOTAL = Sentence(de="Gesamtbetrag", en="Total")
NET = Sentence(de="Nettobetrag", en="Net amount")
VAT: dict[Country, Sentence] = {
    "DE": Sentence(de="Enthaltene Umsatzsteuer {rate} %", en="VAT included {rate}%"),
    "AT": Sentence(de="Enthaltene Umsatzsteuer {rate} %", en="VAT included {rate}%"),
    "CH": Sentence(de="Enthaltene MWST {rate} %", en="VAT included {rate}%"),
}
INCLUDES_VAT = Sentence(
    de="Alle Preise enthalten die gesetzliche Mehrwertsteuer.", en="All prices include value added tax."
)
THANKS = Sentence(de="Vielen Dank für Ihren Einkauf.", en="Thank you for your order.")
PAID = Sentence(
    de="Der Betrag ist bezahlt ({payment}). Sie müssen nichts weiter tun.",
    en="The amount has been paid ({payment}). There is nothing more for you to do.",
)
DUE = Sentence(
    de="Bitte überweisen Sie {amount} bis zum {due}.",
    en="Please transfer {amount} by {due}.",
)
ACCOUNT_HOLDER = Sentence(de="Empfänger", en="Payee")
REFERENCE = Sentence(de="Verwendungszweck", en="Reference")

PAYMENTS: dict[str, Sentence] = {
    "invoice": Sentence(de="Rechnung", en="Invoice"),
    "gift_card": Sentence(de="Gutschein", en="Gift card"),
    "paypal": Sentence(de="PayPal", en="PayPal"),
    "twint": Sentence(de="TWINT", en="TWINT"),
    "visa": Sentence(de="Visa", en="Visa"),
    "mastercard": Sentence(de="Mastercard", en="Mastercard"),
}

LABEL = Sentence(de="Rücksendeetikett", en="Return label")
FROM = Sentence(de="Absender", en="From")
TO = Sentence(de="An", en="To")
CARRIER = Sentence(de="Versand: {carrier}", en="Carrier: {carrier}")
POSTAGE_PAID = Sentence(de="Porto bezahlt", en="Postage paid")
PARCEL_NUMBER = Sentence(de="Paketnummer", en="Parcel number")
RETURN_NUMBER = Sentence(de="Rücksendung", en="Return")
ORDER = Sentence(de="Bestellung", en="Order")
CUT_HERE = Sentence(de="Hier abschneiden", en="Cut here")
COMES_BACK = Sentence(de="Das schicken Sie zurück", en="What you are sending back")
HOW_TO = Sentence(de="So geht es", en="How to send it back")
STEPS: tuple[Sentence, ...] = (
    Sentence(
        de="Legen Sie nur diese Artikel in einen stabilen Karton, am besten in den, in dem sie kamen.",
        en="Put only these items into a sturdy box, ideally the one they came in.",
    ),
    Sentence(
        de="Schneiden Sie dieses Blatt an der Linie durch. Der untere Teil kommt mit in den Karton.",
        en="Cut this sheet along the line. The lower part goes into the box.",
    ),
    Sentence(
        de="Verschließen Sie den Karton gut. Kleben Sie das Etikett flach auf die größte Seite; der Strichcode darf "
        "nicht geknickt oder überklebt sein.",
        en="Close the box well. Stick the label flat onto the largest side; the barcode must not be folded or covered.",
    ),
    Sentence(
        de="Geben Sie das Paket beim Versanddienst ab ({carrier}) und lassen Sie sich den Beleg geben. Die Rücksendung "
        "kostet Sie nichts.",
        en="Hand the parcel in at the carrier ({carrier}) and ask for a receipt. Sending it back is free for you.",
    ),
)


class Wording:
    """Our words in one language, written as in the customer's country."""

    def __init__(self, language: Language, country: Country) -> None:
        """Speak `language` to somebody in `country`; in Switzerland nothing of ours is written with ß."""
        self.language = language
        self.country = country

    def say(self, sentence: Sentence, **values: object) -> str:
        """The sentence with its blanks filled; what is filled in stays as it is written."""
        if self.country != "CH":
            return sentence.in_(self.language, **values)
        text = sentence.text(self.language).replace("ß", "ss")
        return Sentence(de=text, en=text).in_(self.language, **values)
