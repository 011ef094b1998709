"""Personal data leaves a text before it enters the failure log, which lives longer than the conversation."""

import re

# Numbers beside these are prices, sizes and amounts, which an owner needs to read.
_UNIT = (
    r"(?:€|%|(?:eur|euros?|chf|franken|fr\.|cents?|mm|cm|m|km|hm|g|kg|gramm|grams?|l|ml|lit(?:er|re)s?|met(?:er|re)s?"
    r"|mah|wh|watt|lumen|stück|stk|pieces|pcs|paare?|pairs?|schritte|steps|punkte|points|personen|people|uhr|mal|times)"
    r"(?!\w))"
)
# 1299 € · 2499 auf 1999 CHF
_AMOUNT = rf"(?!\s?(?:(?:-|–|bis|to|auf|oder|or|und|and)\s?[\d.,'’]{{1,9}}\s?)?{_UNIT})"
_CURRENCY = r"(?<!€)(?<!€ )(?<!\$)(?<!eur )(?<!euro )(?<!chf )(?<!fr\. )"
# Not in the middle of a price, a date, or the number of an article (BG-5001).
_ALONE = r"(?<![\w.,'’/-])"
_ENDS = r"(?!\w|[.,'’/-]\d)"
_DATE = r"(?!\d{1,2}[./]\d{1,2}[./]\d)"
_GROUP = r"[0-9OIl]{1,3}(?:[ .-][0-9OIl]{1,3}){1,5}"
_AT = r"(?:@|\(at\)|\[at\]|\(ät\)| (?:at|ät|aet) )"
_DOT = r"(?:\.|,|\(dot\)|\[dot\]|\(punkt\)|\[punkt\]| (?:dot|punkt) )"
_STREET = r"(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|street|road|avenue)"

# In this order: what looks like several things is taken as the first. Every repetition has an upper bound: a customer
# must not be able to keep the service busy with a text on which an expression tries for minutes.
_PATTERNS = (
    ("email", r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    # What the bot reads as one and asks back: mia[at]web[dot]de, mia at web dot de, mia@web,de
    ("email", rf"[\w.+-]{{1,64}}(?:@|{_AT}(?=[\w-]{{1,63}}{_DOT}\w))[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{0,4}}"),
    ("link", r"\bhttps?://\S+|\bwww\.\S+"),
    ("iban", r"\b[A-Z]{2}\d{2} ?\d{4}(?: ?[A-Z0-9]{4}){2,6}(?: ?[A-Z0-9]{1,3})?\b"),
    ("phone", r"(?<![\w.,])(?:\+|00)[1-9][\d /().-]{6,18}\d\b"),
    ("card", r"\b(?:\d{4}[ -]?){3}\d{1,7}\b|\b3\d{3}[ -]?\d{6}[ -]?\d{5}\b"),
    ("order", r"\bb\s?w\s?[-–_ .#]{0,2}\s?[0-9OIl]{4,8}\b|\b1[0-9OIl]{5}\b"),
    ("order", rf"\bb[ .-]?w[\s–_.:#-]{{0,3}}(?:(?:nr|no)\.? ?)?(?:{_GROUP}|(?=\w?\d\w?\d)[0-9OIlSZBG]{{5,8}})(?!\w)"),
    ("order", rf"{_ALONE}1\d\d[ -]\d{{3}}{_ENDS}{_AMOUNT}"),
    ("phone", rf"{_ALONE}{_DATE}0\d{{1,4}}[ /()-]{{0,3}}\d[\d /().-]{{4,14}}\d\b"),
    ("number", r"\b\d{6,}\b"),
    # Four digits that can be a year count as one, unless something says that they are a postcode.
    ("postcode", rf"(?-i:\b(?:CH|DE|AT|LI|D|A)[- ])\d{{4,5}}{_ENDS}"),
    ("postcode", r"(?<=plz )\d{4,5}\b|(?<=plz: )\d{4,5}\b|(?<=postleitzahl )\d{4,5}\b|(?<=postcode )\d{4,5}\b"),
    ("postcode", rf"{_ALONE}{_CURRENCY}(?!(?:19|20)\d\d\b)\d{{4,5}}{_ENDS}{_AMOUNT}"),
    ("street", rf"\b[A-ZÄÖÜ][\wäöüß.-]{{0,40}}{_STREET}\s{{0,3}}\d{{1,4}}\s?[a-z]?\b"),
)
# Digits as they are typed in East Asia; and characters that nobody sees, which come along when a number is copied.
_ALIKE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS)


def redact(text: str) -> str:
    """`text` with e-mail addresses, phone, account, card, order and postal data replaced by placeholders."""
    text = text.translate(_ALIKE)
    for name, pattern in _COMPILED:
        text = pattern.sub(f"[{name}]", text)
    return text
