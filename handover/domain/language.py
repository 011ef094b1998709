"""German and English, and the sentences that the service itself says."""

import re

LANGUAGES = ("de", "en")
_LANGUAGE = re.compile(r"(de|en)(-[A-Z]{2})?")

_SENTENCES = {
    "bot_unavailable": {
        "de": "Ich kann Ihnen gerade nicht antworten, weil bei uns etwas nicht funktioniert. Ihre Nachricht ist "
        "angekommen. Sie können es gleich noch einmal versuchen oder mit einer Person sprechen.",
        "en": "I cannot answer right now because something on our side is not working. Your message has arrived. "
        "You can try again in a moment or talk to a person.",
    },
    "backend_error": {
        "de": "Das hat leider nicht geklappt: Unser System antwortet gerade nicht. Bitte versuchen Sie es gleich noch "
        "einmal, oder sprechen Sie mit einer Person.",
        "en": "Sorry, that did not work: our system is not responding right now. Please try again in a moment, or "
        "talk to a person.",
    },
    "no_document": {
        "de": "Das Dokument kann ich Ihnen gerade nicht geben, weil bei uns etwas nicht funktioniert. Bitte versuchen "
        "Sie es gleich noch einmal, oder sprechen Sie mit einer Person.",
        "en": "I cannot give you the document right now because something on our side is not working. Please try again "
        "in a moment, or talk to a person.",
    },
    "talk_to_person": {"de": "Mit einer Person sprechen", "en": "Talk to a person"},
}


def known(language: str) -> bool:
    """Whether this is `de` or `en`, with or without a country as in `de-CH`."""
    return bool(_LANGUAGE.fullmatch(language))


def spoken(language: str, heard: str | None, begun_in: str) -> str:
    """The language to go on in, when `heard` was recognised.

    A country stays while its language does, and comes back with it: who began in `de-CH` and wrote English in between
    is answered in `de-CH` again.
    """
    if heard is None or language.startswith(heard):
        return language
    return begun_in if begun_in.startswith(heard) else heard


def located(language: str, begun_in: str) -> str:
    """The language with the country that the conversation began in: `en` after `de-CH` is `en-CH`."""
    country = begun_in[2:]
    return language if "-" in language else language + country


def spelled(text: str, language: str) -> str:
    """German `text` as it is spelled in the country of `language`: Switzerland has no ß."""
    return text.replace("ß", "ss") if language == "de-CH" else text


def sentence(name: str, language: str) -> str:
    """One of the service's own sentences in the customer's language."""
    return _SENTENCES[name][language[:2]]
