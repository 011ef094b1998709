"""What is said about an order: where it is, state by state."""

from actions.backend.port import OrderState
from actions.words.sentence import Sentence

STATE = {
    OrderState.PLACED: Sentence(
        de="Ihre Bestellung {number} vom {placed} ist bei uns eingegangen und wird bald gepackt. "
        "Noch können Sie sie kostenlos stornieren.",
        en="We have received your order {number} from {placed} and will pack it soon. "
        "You can still cancel it free of charge.",
    ),
    OrderState.PACKING: Sentence(
        de="Ihre Bestellung {number} vom {placed} wird gerade gepackt und danach verschickt. "
        "Noch können Sie sie kostenlos stornieren.",
        en="Your order {number} from {placed} is being packed right now and will be shipped next. "
        "You can still cancel it free of charge.",
    ),
    OrderState.SHIPPED: Sentence(
        de="Ihre Bestellung {number} vom {placed} ist unterwegs: verschickt am {since}, "
        "voraussichtlich bei Ihnen am {expected}.",
        en="Your order {number} from {placed} is on its way: shipped on {since}, expected with you on {expected}.",
    ),
    OrderState.OUT_FOR_DELIVERY: Sentence(
        de="Gute Nachricht: Ihre Bestellung {number} vom {placed} ist schon im Zustellfahrzeug und kommt heute an.",
        en="Good news: your order {number} from {placed} is out for delivery and arrives today.",
    ),
    OrderState.DELIVERED: Sentence(
        de="Ihre Bestellung {number} vom {placed} wurde am {since} zugestellt. Haben Sie das Paket nicht bekommen? "
        "Dann sehen Sie bitte bei Nachbarn oder am Ablageort nach, oder sprechen Sie mit einer Person.",
        en="Your order {number} from {placed} was delivered on {since}. Did you not get the parcel? "
        "Then please check with neighbours or at the drop-off place, or talk to a person.",
    ),
    OrderState.RETURNED: Sentence(
        de="Ihre Rücksendung zur Bestellung {number} vom {placed} ist am {since} bei uns angekommen. Die "
        "Erstattung ist auf dem Weg und spätestens fünf Werktage nach der Ankunft auf dem Zahlungsmittel, mit "
        "dem Sie bezahlt haben.",
        en="Your return for order {number} from {placed} reached us on {since}. The refund is on its way, by the means "
        "you paid with, and is with you within five working days of that day.",
    ),
    OrderState.REFUNDED: Sentence(
        de="Ihre Bestellung {number} vom {placed} ist zurückgekommen, und wir haben Ihnen den Betrag am {since} "
        "erstattet. Bis er auf Ihrem Konto zu sehen ist, kann es bei Ihrer Bank etwas dauern.",
        en="Your order {number} from {placed} came back to us and we refunded the amount on {since}. "
        "Your bank may need a little longer to show it.",
    ),
    OrderState.CANCELLED: Sentence(
        de="Ihre Bestellung {number} vom {placed} ist seit dem {since} storniert. Es wird nichts geliefert, "
        "und Sie müssen nichts weiter tun.",
        en="Your order {number} from {placed} was cancelled on {since}. Nothing will be delivered "
        "and there is nothing more for you to do.",
    ),
}

OVERDUE = Sentence(
    de="Ihre Bestellung {number} vom {placed} ist unterwegs, hätte aber schon am {expected} bei Ihnen "
    "ankommen sollen. Das tut mir leid. Sehen Sie bitte bei der Sendungsverfolgung nach, oder sprechen Sie mit einer "
    "Person.",
    en="Your order {number} from {placed} is on its way, but should have been with you on {expected}. "
    "I am sorry. Please look at the carrier’s tracking page, or talk to a person.",
)
ON_ITS_WAY = Sentence(
    de="Ihre Bestellung {number} vom {placed} ist seit dem {since} unterwegs.",
    en="Your order {number} from {placed} has been on its way since {since}.",
)

PARCEL = Sentence(
    de="Sendungsnummer {parcel} ({carrier}), hier zu verfolgen: {url}",
    en="Parcel number {parcel} ({carrier}); follow it here: {url}",
)
CONTENT = Sentence(
    de="Darin: {lines}. Zusammen {total} mit Versand.",
    en="It contains {lines}. In total {total} with delivery.",
)

CANCEL_IT = Sentence(de="Bestellung stornieren", en="Cancel the order")
SEND_BACK = Sentence(de="Etwas zurückschicken", en="Send something back")
DAMAGED = Sentence(de="Etwas ist beschädigt", en="Something is damaged")
