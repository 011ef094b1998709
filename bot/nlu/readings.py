"""All data in a message: order numbers, postcodes, mail addresses, dates, amounts, and other numbers."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.nlu.amounts import find_amounts
from bot.nlu.dates import find_dates
from bot.nlu.found import UNCLEAR, Found, collect, doubtful, plain
from bot.nlu.mail_addresses import find_mail_addresses
from bot.nlu.order_numbers import BEHIND, find_marked, settled

# Where two different ones stand in a message, none is taken.
_ONE_ALONE = ("postcode", "email")
_ANY_DAY = date(2000, 1, 1)


def read(text: str, language: str | None, today: date) -> list[Found]:
    """The data of a message, seen on `today`, in no order; other numbers are told as `other`."""
    text = plain(text)
    dates = partial(find_dates, language=language, today=today)
    found = settled(text, collect(text, (find_marked, find_mail_addresses, dates, find_amounts, *BEHIND)))
    for entity in _ONE_ALONE:
        same = [each for each in found if each.entity == entity]
        if len({each.value for each in same}) > 1:
            found = [*(each for each in found if each.entity != entity), *doubtful(same)]
    return found


def spans(text: str) -> list[tuple[int, int, str]]:
    """Where data stands in a message and of which kind it is, from left to right and without overlaps.

    Kinds: `order_number`, `postcode`, `email`, `date`, `amount`, `number`, `other`. An unclear one counts as what it
    may be.
    """
    found = read(text, None, _ANY_DAY)
    return sorted({(each.start, each.end, each.entity.removeprefix(UNCLEAR)) for each in found})
