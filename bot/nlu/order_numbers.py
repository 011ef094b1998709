"""Order numbers, postcodes and other bare numbers as people type them.

Read what can be read safely. A try at an order number that cannot is an `unclear_order_number`, with its likely reading
or as it was typed; digits that could be anything become a `number`, which counts only where one was asked for.
"""

from __future__ import annotations

import re

from bot.nlu.found import OTHER, UNCLEAR, Found, blanked, collect, doubtful, plain
from bot.nlu.other_numbers import find_other_numbers
from bot.nlu.postcodes import countries, find_postcodes, may_be_postcode, stands_alone

ORDER = "order_number"
# Six digits without a word beside them are an order number only from here to there; with one, or where they were asked
# for, the shop says itself that it has none such.
_BARE_ORDERS = range(100_000, 200_000)
_ORDER_DIGITS = 6
_FEWEST_DIGITS = 3  # that are really digits
_FEWEST_BARE_DIGITS = 4

_LOOKALIKES = str.maketrans("oOIl|", "00111")
# These may be a digit, or a slip: then it would be somebody else's order.
_GUESSES = str.maketrans("sSzZbBgG", "55228866")

_D = "[0-9oOIl|]"  # people type the letters O, I and l for 0 and 1
_END = r"(?![^\W_])(?![.,']\d)"
_NO_GROUP = r"(?<!\b\d )(?<!\b\d\d )(?<!\b\d{3} )"
_NO_MORE_GROUPS = r"(?![ .\-/]\d{1,3}(?!\d))"
_SIX = (
    rf"(?:{_D}{{6}}|(?:{_D}{{3}}[ .\-]{_D}{{3}}|{_D}{{2}}(?:[ .\-]{_D}{{2}}){{2}}|{_D}(?:[ .\-]{_D}){{5}})"
    rf"{_END}{_NO_MORE_GROUPS})"
)
_THOUSANDS = rf"{_D}{{3}}[,'’]{_D}{{3}}"  # as spreadsheets write them
_ODD = rf"{_D}(?:[ .\-_/]{{0,2}}{_D}){{5}}|(?=\w*\d\w?\d\w?\d)[0-9oOIlsSzZbBgG]{{6}}"
_TRY = r"\d{1,12}"
_UNIT = (
    r"(?:€|%|\$|£|°|(?:eur|euros?|chf|fr|franken|francs?|dollars?|pounds?|yen|uhr|k?m|[cm]m|m²|k?g|l|ml|watt|lumen|mah"
    r"|wh|grad|stück|stk|pcs|pieces|mal|punkte|points|personen|people|jahre|years|schritte|steps|meter|metres?|gramm|grams?|liter|litres?)\b)"
)
_NO_UNIT = rf"(?!\s?{_UNIT})"
_NO_CURRENCY = r"(?<!€)(?<!€ )(?<!chf )(?<!eur )(?<!fr\. )(?<!\$)(?<!£)"

_MARK = r"(?<!\w)(?:b[ .\-]?w[\s\-_.:#/]*(?:(?:nr|no|nummer|number)\b[\s.:#]*)?|#\s?)"
_NAME = (
    r"(?<!\w)(?:best(?:ell)?(?:ung|nummer|nr|[.\- ]{1,2}(?:nummer|nr))|auftr(?:ag)?(?:s?nummer|s?nr|[.\- ]{1,2}nr)?"
    r"|order|booking|reference|referenz)"
)
_AND_NUMBER = (
    r"(?:[ \-]?(?:number|nummer|num|no|nr|id|ref)\b)?[.:]?(?:\s+(?:is|ist|lautet|war|was|die|the|mit|with|der))*"
)
_NAMED = rf"{_NAME}{_AND_NUMBER}\s*[:#]?\s*"
_SURELY_NAMED = r"(?:nummer|nr|number|no|num|id|ref)\W*(?:(?:is|ist|lautet|war|was|die|the)\W+)*$"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MARKED = _compiled(rf"{_MARK}(?P<digits>{_SIX}|{_THOUSANDS}){_END}")
_MARKED_ODDLY = _compiled(rf"{_MARK}(?P<digits>{_ODD}){_END}{_NO_MORE_GROUPS}")
_MARKED_TRY = _compiled(rf"{_MARK}(?P<digits>{_TRY}){_END}{_NO_UNIT}")
_NAMED_WELL = _compiled(rf"{_NAMED}(?P<digits>{_SIX}){_END}{_NO_UNIT}")
_NAMED_TRY = _compiled(rf"(?P<name>{_NAMED})(?P<digits>\d{{3,10}}){_END}{_NO_UNIT}")
_BARE = _compiled(
    rf"(?<![\w.,'+\-:])(?<!\w/){_NO_GROUP}{_NO_CURRENCY}(?:n(?:r|o|umber|ummer)\s?[.:]?\s?)?(?P<digits>{_D}{{6}})(?!\w)"
    rf"(?![.,'/:\-]\d){_NO_UNIT}"
)
# Letters that are neighbours of B and W, or the two of them in disorder.
_MISMARKED = _compiled(rf"(?<![\w\-])(?:wb|[vngh]w|b[qesx]|[bw])[\-_.:]?(?P<digits>1\d{{5}}){_END}{_NO_UNIT}")
_WHOLE = re.compile(rf"^[^\w€$£%]*(?P<digits>(?!.*\.\d){_SIX})[^\w€$£%]*$")
_NUMBER = _compiled(
    rf"(?<![\w.,'+\-:])(?<!\w/){_NO_GROUP}{_NO_CURRENCY}(?P<digits>\d{{3,8}}){_END}(?![/\-:]\d| \d){_NO_UNIT}"
)
_NOT = _compiled(
    r"\b(?:nicht|not|statt|anstatt|instead of|und kein|no longer)(?: (?:die|der|mehr|the|for|für))*[\s:]*$"
)
_BESIDE = _compiled(r"^[\s,;:/|&+.\-]*(?:und|and|für|for|nach|in)?[\s:]*$")


def find(text: str) -> list[Found]:
    """All order numbers, postcodes and other numbers of a message, in no order and without overlaps.

    Two different order numbers in one message are both unclear: which one is meant has to be asked.
    """
    text = plain(text)
    return [each for each in settled(text, collect(text, (find_marked, *BEHIND))) if each.entity != OTHER]


def without_numbers(text: str) -> str:
    """What is left of a message without its numbers: the wish that came with them, or nothing.

    In the place of an order number stands a `_`: "_ wo?" is more than "wo?".
    """
    for found in sorted(find(text), key=lambda found: -found.start):
        place = " _ " if found.entity.endswith(ORDER) else " "
        text = f"{text[: found.start]}{place}{text[found.end :]}"
    return text.strip()


def find_marked(text: str) -> list[Found]:
    """Order numbers of a plain text that nothing else can be: they begin with BW or #."""
    return _matches(text, (_MARKED, _MARKED_ODDLY, _MARKED_TRY)) if "#" in text or "w" in text.lower() else []


def find_named(text: str) -> list[Found]:
    """Order numbers of a plain text behind a word for them, or six digits alone."""
    return _matches(text, (_NAMED_WELL, _NAMED_TRY, _MISMARKED, _BARE, _WHOLE))


def find_numbers(text: str) -> list[Found]:
    """Digits of a plain text that are something only where they were asked for."""
    return [Found("number", match["digits"], *match.span()) for match in _NUMBER.finditer(text)]


def settled(text: str, found: list[Found]) -> list[Found]:
    """The readings of a whole message: which digits are the order's postcode; of two order numbers none is taken."""
    orders = [each for each in found if each.entity.endswith(ORDER)]
    if not orders:
        return found
    rest = [_beside(each, text, orders) for each in found if each not in orders]
    # "BW-104733, nicht 104773": the other one is meant.
    orders = [each for each in orders if not _NOT.search(text[: each.start])] or orders
    if len({each.value for each in orders}) > 1:
        orders = doubtful(orders)
    elif orders[0].entity == ORDER:
        rest = _alone(rest, blanked(text, orders))
    return [*orders, *rest]


def _matches(text: str, patterns: tuple[re.Pattern[str], ...]) -> list[Found]:
    found: list[Found] = []
    for pattern in patterns:
        for match in list(pattern.finditer(text)):
            read = _read(pattern, match)
            if read:
                found.append(read)
                text = f"{text[: read.start]}{chr(0) * (read.end - read.start)}{text[read.end :]}"
    return found


def _read(pattern: re.Pattern[str], match: re.Match[str]) -> Found | None:
    typed = match["digits"]
    really_digits = sum(character.isdecimal() for character in typed)
    span = match.span("digits") if pattern in (_NAMED_WELL, _NAMED_TRY) else match.span()
    if pattern is _NAMED_TRY and not re.search(_SURELY_NAMED, match["name"], re.IGNORECASE):
        # "Bestellung 2024" may be a year; "Bestellnummer 2024" is a try.
        return Found("number", typed, *span)
    if pattern in (_MARKED_TRY, _NAMED_TRY):
        marked = pattern is _NAMED_TRY or not match[0].startswith("#") or really_digits >= _FEWEST_DIGITS
        return Found(f"{UNCLEAR}{ORDER}", match.string[slice(*span)], *span) if marked else None
    if really_digits < (_FEWEST_BARE_DIGITS if pattern in (_BARE, _WHOLE) else _FEWEST_DIGITS):
        return None
    digits = re.sub(r"\D", "", typed.translate(_LOOKALIKES).translate(_GUESSES))
    if pattern in (_MARKED_ODDLY, _MISMARKED):
        return Found(f"{UNCLEAR}{ORDER}", f"BW-{digits}", *span)
    if pattern in (_BARE, _WHOLE) and int(digits) not in _BARE_ORDERS:
        return Found("number", digits, *match.span("digits")) if typed.isdecimal() else None
    return Found(ORDER, f"BW-{digits}", *span)


def _beside(each: Found, text: str, orders: list[Found]) -> Found:
    """Four or five digits right beside an order number are its postcode."""
    if each.entity == "number" and countries(each.value):
        for order in orders:
            between = text[order.end : each.start] if order.end <= each.start else text[each.end : order.start]
            if _BESIDE.match(between):
                return each._replace(entity="postcode")
    return each


def _alone(rest: list[Found], text: str) -> list[Found]:
    """The other readings of a message about one order: the only digits that can be its postcode are it, if alone."""
    numbers = [each for each in rest if each.entity == "number" and may_be_postcode(each)]
    told = any(each.entity.endswith("postcode") for each in rest)
    if told or len(numbers) != 1 or not stands_alone(numbers[0], text):
        return rest
    return [each._replace(entity="postcode") if each in numbers else each for each in rest]


# What may be read once marked order numbers are out of the way, in this order.
BEHIND = (find_other_numbers, find_postcodes, find_named, find_numbers)
