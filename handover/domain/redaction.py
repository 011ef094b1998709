"""Personal data leaves a text before it enters the failure log, which lives longer than the conversation."""

import re

# In this order: what looks like several things is taken as the first.
_PATTERNS = (
    ("email", r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"),
    ("link", r"\bhttps?://\S+|\bwww\.\S+"),
    ("iban", r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?\b"),
    ("card", r"\b(?:\d[ -]?){12,18}\d\b"),
    ("order", r"\bb\s?w\s?[-–_ .#]{0,2}\s?[0-9OoIl]{4,8}\b"),
    ("phone", r"(?<![\w.])(?:\+|00)\d[\d /().-]{6,}\d\b|\b0\d{1,4}[ /()-]*\d[\d /().-]{4,}\d\b"),
    ("number", r"\b\d{6,}\b"),
    ("postcode", r"\b(?:(?:CH|D|A|DE|AT)[- ])?\d{4,5}\b(?!\s?(?:€|eur|chf|euro|franken|mm|cm|gramm|g\b|m\b|uhr))"),
    (
        "street",
        r"\b[A-ZÄÖÜ][\wäöüß.-]*(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|street|road|avenue)\s+\d+\s?[a-z]?\b",
    ),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS)


def redact(text: str) -> str:
    """`text` with e-mail addresses, phone, account, card, order and postal data replaced by placeholders."""
    for name, pattern in _COMPILED:
        text = pattern.sub(f"[{name}]", text)
    return text
