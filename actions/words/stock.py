"""What is said about stock."""

from actions.words.sentence import Sentence

IN_STOCK = Sentence(
    de="Ja, {name} ist auf Lager und kostet {eur} ({chf} in der Schweiz). Bestellen können Sie gleich unter "
    "/shop/products.",
    en="Yes, {name} is in stock and costs {eur} ({chf} in Switzerland). You can order it right away at /shop/products.",
)
FEW_LEFT = Sentence(
    de="Ja, aber von {name} haben wir nur noch {stock} Stück. Preis: {eur} ({chf} in der Schweiz). "
    "Bestellen können Sie unter /shop/products.",
    en="Yes, but we have only {stock} left of {name}. Price: {eur} ({chf} in Switzerland). "
    "You can order at /shop/products.",
)
SOLD_OUT_UNTIL = Sentence(
    de="{name} ist gerade ausverkauft. Wir erwarten Nachschub am {restock}; Preis: {eur} ({chf} in der Schweiz).",
    en="{name} is sold out at the moment. We expect more on {restock}; price: {eur} ({chf} in Switzerland).",
)
SOLD_OUT = Sentence(
    de="{name} ist gerade ausverkauft, und ich weiß nicht, wann wieder etwas kommt. "
    "Ähnliche Artikel finden Sie unter /shop/products.",
    en="{name} is sold out at the moment and I do not know when more will come. "
    "You will find similar items at /shop/products.",
)
WHICH_ONE = Sentence(
    de="Davon haben wir mehrere. Welchen Artikel meinen Sie?",
    en="We have several of those. Which one do you mean?",
)
TOO_MANY = Sentence(
    de="Dazu passt vieles; einige davon zeige ich Ihnen hier, alle finden Sie unter /shop/products. Welchen "
    "Artikel meinen Sie?",
    en="Many items fit that; here are some of them, and all are at /shop/products. Which one do you mean?",
)
NOT_FOUND = Sentence(
    de="Diesen Artikel habe ich in unserem Sortiment nicht gefunden. Alles, was wir führen, steht unter "
    "/shop/products. Eine Person aus unserem Team sucht gern mit Ihnen.",
    en="I could not find this item in our range. Everything we sell is at /shop/products. "
    "A person on our team will be glad to look with you.",
)
NO_NAME = Sentence(
    de="Darin habe ich keinen Artikel erkannt. Nennen Sie mir bitte den Namen, zum Beispiel „Daunenjacke Bernina“.",
    en="I could not make out an item in that. Please give me its name, for example “Bernina down jacket”.",
)
