"""What a customer says they do not want: "ich will nicht stornieren", "don't return it"."""

from __future__ import annotations

import re

# Only what is done to orders and accounts: "ich will keinen Newsletter mehr" is a wish, not its opposite.
_VERBS = {
    "cancel_order": r"(?:ab)?storn\w*|cance\w*|ab(?:zu)?bestell\w*",
    "return_item": r"zurück\s?(?:zu)?(?:schick|send|geb)\w*|zurueck\s?(?:schick|send|geb)\w*|retour\w*|rücksend\w*"
    r"|return\w*|(?:send|give|ship)\w* (?:\w+ ){0,2}back",
    "get_refund": r"erstatt\w*|geld zurück|refund\w*|money back",
    "delete_account": r"lösch\w*|loesch\w*|delet\w*|clos(?:e|ing)",
    "change_order": r"(?:ab|um)?änder\w*|aender\w*|umtausch\w*|chang\w*|exchang\w*|swap\w*",
    "change_shipping_address": r"(?:um)?änder\w*|aender\w*|umleit\w*|chang\w*|redirect\w*",
}
_GERMAN_NO = r"(?:nicht|nix|kein(?:e|en|er)?|nie(?:mals)?|ned|nöd|net)"
_ENGLISH_NO = r"(?:don'?t|don’t|do not|did ?n[o'’]?t|not|never|wo ?n[o'’]?t|wouldn'?t|rather not)"
# "I am not happy so I want a refund": another sentence has begun.
_SUBJECT = r"(?:i|i['’]\w+|ich|we|wir|so|and|und|dann|then|because|weil)\b"
# "Ich kann nicht stornieren", "warum nicht": it does not work, or is asked about; the wish is there all the same.
_NOT_WORKING = re.compile(
    r"\b(?:kann|könn\w*|konnte|geht|ging|klappt\w*|funktioniert\w*|lässt|laesst|schaff\w*|gelingt|warum|wieso|weshalb"
    r"|wenn|falls|ob|can|can'?t|cannot|can’t|could\w*|unable|possible|works?|working|why|if|let|lets|isn'?t)\b",
    re.IGNORECASE,
)


def unwanted(text: str, intent: str) -> bool:
    """Whether a clause that was read as `intent` says the opposite of it."""
    verb = _VERBS.get(intent)
    if not verb or _NOT_WORKING.search(text):
        return False
    near = (
        rf"\b(?:{_GERMAN_NO}|{_ENGLISH_NO})\b(?: +(?!{_SUBJECT})[^\s,.;!?]+){{0,6}}? +(?:{verb})\b|\bno cancell?\w+\b"
    )
    imperative = rf"\b(?:{verb})\b(?:[ ]+(?:sie|die|das|es|bitte|meine|bestellung|order|it|my))*[ ]+{_GERMAN_NO}\b"
    return bool(re.search(near, text, re.IGNORECASE) or re.search(imperative, text, re.IGNORECASE))
