"""What is said about cancelling an order."""

from actions.backend.port import OrderState
from actions.words.sentence import Sentence

SUMMARY = Sentence(
    de="Es geht um Ihre Bestellung {number} vom {placed}. {content} Sie ist noch nicht verschickt, "
    "und das Stornieren kostet nichts.",
    en="This is about your order {number} from {placed}. {content} It has not been shipped yet and cancelling is free.",
)
YES_OR_NO = Sentence(
    de="Da bin ich nicht sicher. Bitte antworten Sie mit Ja oder Nein; vorher ändere ich nichts.",
    en="I am not sure about that. Please answer yes or no; I will not change anything before.",
)
DONE = Sentence(
    de="Erledigt: Ihre Bestellung {number} ist storniert. Das kostet Sie nichts. {money}",
    en="Done: your order {number} is cancelled. This costs you nothing. {money}",
)
MONEY_BACK = Sentence(
    de="Was Sie schon bezahlt haben, geht auf dasselbe Zahlungsmittel zurück.",
    en="What you have already paid goes back to the same means of payment.",
)
NO_INVOICE = Sentence(
    de="Die Rechnung brauchen Sie nicht zu bezahlen.",
    en="You do not have to pay the invoice.",
)
KEPT = Sentence(
    de="Gut, ich habe nichts geändert. Ihre Bestellung {number} wird wie geplant geliefert.",
    en="All right, I have not changed anything. Your order {number} will be delivered as planned.",
)
UNSURE = Sentence(
    de="Unser Bestellsystem hat nicht rechtzeitig geantwortet. Ich weiß deshalb nicht sicher, ob die Bestellung "
    "storniert ist. Fragen Sie mich in ein paar Minuten nach ihrem Stand, oder sprechen Sie mit einer Person.",
    en="Our order system did not answer in time, so I do not know for certain whether the order is cancelled. "
    "Ask me where it is in a few minutes, or talk to a person.",
)

# Why not, and what can be done instead.
TOO_LATE = {
    OrderState.SHIPPED: Sentence(
        de="Ihre Bestellung {number} ist seit dem {since} unterwegs und lässt sich nicht mehr stornieren. Sie "
        "können die Annahme des Pakets verweigern oder es innerhalb von 30 Tagen kostenlos zurückschicken.",
        en="Your order {number} has been on its way since {since} and can no longer be cancelled. You can refuse the "
        "parcel, or send it back free of charge within 30 days.",
    ),
    OrderState.OUT_FOR_DELIVERY: Sentence(
        de="Ihre Bestellung {number} ist schon im Zustellfahrzeug und lässt sich nicht mehr stornieren. Nehmen Sie das "
        "Paket einfach nicht an, oder schicken Sie es innerhalb von 30 Tagen kostenlos zurück.",
        en="Your order {number} is already out for delivery and can no longer be cancelled. Simply refuse the parcel, "
        "or send it back free of charge within 30 days.",
    ),
    OrderState.DELIVERED: Sentence(
        de="Ihre Bestellung {number} wurde am {since} zugestellt und lässt sich nicht mehr stornieren. "
        "Unbenutztes können Sie innerhalb von 30 Tagen nach der Zustellung kostenlos zurückschicken.",
        en="Your order {number} was delivered on {since} and can no longer be cancelled. You can send unused "
        "items back free of charge within 30 days of delivery.",
    ),
    OrderState.RETURNED: Sentence(
        de="Ihre Bestellung {number} ist am {since} schon als Rücksendung bei uns angekommen. Stornieren ist "
        "nicht mehr nötig: Die Erstattung ist auf dem Weg.",
        en="What you sent back from order {number} already reached us on {since}. There is nothing left to cancel: "
        "your refund is on its way.",
    ),
    OrderState.REFUNDED: Sentence(
        de="Ihre Bestellung {number} ist schon zurückgekommen und seit dem {since} erstattet. Zu stornieren gibt es da "
        "nichts mehr.",
        en="Your order {number} has already come back and was refunded on {since}. There is nothing left to cancel.",
    ),
    OrderState.CANCELLED: Sentence(
        de="Ihre Bestellung {number} ist schon storniert, seit dem {since}. Sie müssen nichts weiter tun.",
        en="Your order {number} is cancelled already, since {since}. There is nothing more for you to do.",
    ),
}
