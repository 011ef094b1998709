"""What each matter is called when the bot asks whether it was meant. A matter that is not here is never offered."""

from actions.words.sentence import Sentence

PLAIN_NAMES = {
    "place_order": Sentence(de="Wie ich bestelle", en="How to order"),
    "track_order": Sentence(de="Wo meine Bestellung ist", en="Where my order is"),
    "cancel_order": Sentence(de="Eine Bestellung stornieren", en="Cancel an order"),
    "change_order": Sentence(de="Eine Bestellung ändern", en="Change an order"),
    "check_cancellation_fee": Sentence(de="Ob Stornieren etwas kostet", en="Whether cancelling costs anything"),
    "delivery_options": Sentence(de="Versandarten und Länder", en="Ways of delivery and countries"),
    "delivery_period": Sentence(de="Wie lange die Lieferung dauert", en="How long delivery takes"),
    "change_shipping_address": Sentence(de="Die Lieferadresse ändern", en="Change the delivery address"),
    "set_up_shipping_address": Sentence(de="Eine Lieferadresse anlegen", en="Add a delivery address"),
    "return_item": Sentence(de="Etwas zurückschicken", en="Send something back"),
    "report_damaged_item": Sentence(
        de="Etwas ist kaputt, falsch oder fehlt", en="Something is broken, wrong or missing"
    ),
    "check_refund_policy": Sentence(
        de="Die Regeln für Rückgabe und Erstattung", en="The rules for returns and refunds"
    ),
    "get_refund": Sentence(de="Geld zurückbekommen", en="Get my money back"),
    "track_refund": Sentence(de="Wo meine Erstattung bleibt", en="Where my refund is"),
    "check_invoice": Sentence(de="Eine Frage zu einer Rechnung", en="A question about an invoice"),
    "get_invoice": Sentence(de="Eine Rechnung bekommen", en="Get a copy of an invoice"),
    "check_payment_methods": Sentence(de="Womit ich bezahlen kann", en="How I can pay"),
    "payment_issue": Sentence(de="Ein Problem beim Bezahlen", en="A problem with a payment"),
    "redeem_voucher": Sentence(de="Gutschein oder Rabattcode einlösen", en="Use a gift card or discount code"),
    "create_account": Sentence(de="Ein Konto eröffnen", en="Open an account"),
    "registration_problems": Sentence(de="Die Anmeldung für ein Konto klappt nicht", en="Signing up does not work"),
    "recover_password": Sentence(de="Passwort vergessen", en="Forgotten password"),
    "edit_account": Sentence(de="Name, E-Mail oder Telefon ändern", en="Change name, e-mail or phone number"),
    "switch_account": Sentence(de="Zu einem anderen Kontotyp wechseln", en="Move to another kind of account"),
    "delete_account": Sentence(de="Mein Konto löschen", en="Delete my account"),
    "newsletter_subscription": Sentence(de="Newsletter an- oder abbestellen", en="Get or stop the newsletter"),
    "product_information": Sentence(de="Fragen zu einem Artikel", en="Questions about an item"),
    "product_availability": Sentence(de="Ob ein Artikel vorrätig ist", en="Whether an item is in stock"),
    "contact_customer_service": Sentence(de="Telefon, E-Mail und Öffnungszeiten", en="Phone, e-mail and opening hours"),
    "contact_human_agent": Sentence(de="Mit einer Person sprechen", en="Talk to a person"),
    "complaint": Sentence(de="Mich beschweren", en="Make a complaint"),
    "emergency": Sentence(de="Ein Notfall", en="An emergency"),
    "review": Sentence(de="Eine Bewertung abgeben", en="Leave a review"),
}
