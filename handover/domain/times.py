"""Moments as people say them, in German and English."""

from datetime import datetime, timedelta, tzinfo

_DAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
# Beyond that "on Monday" could be taken for the next one.
_WEEK = 6


def from_then(at: datetime, now: datetime, zone: tzinfo, language: str) -> str:
    """`ab morgen, 8:00 Uhr`, `from 8:00 tomorrow`."""
    return f"{'ab' if language == 'de' else 'from'} {_moment(at.astimezone(zone), now.astimezone(zone), language)}"


def until_then(at: datetime, now: datetime, zone: tzinfo | None, language: str) -> str:
    """`bis heute, 17:00 Uhr`, `by 17:00 today`; without a zone `innerhalb von 24 Stunden`, `within 24 hours`."""
    if zone is None:
        within = "innerhalb von" if language == "de" else "within"
        return f"{within} {_hours(at - now, language)}"
    return f"{'bis' if language == 'de' else 'by'} {_moment(at.astimezone(zone), now.astimezone(zone), language)}"


def _moment(at: datetime, now: datetime, language: str) -> str:
    days = (at.date() - now.date()).days
    clock, month = f"{at.hour}:{at.minute:02}", _MONTHS[language][at.month - 1]
    weekday = _DAYS[language][at.weekday()]
    if language == "de":
        return f"{_day(days, ('heute', 'morgen'), weekday, f'{at.day}. {month}')}, {clock} Uhr"
    return f"{clock} {_day(days, ('today', 'tomorrow'), f'on {weekday}', f'on {at.day} {month}')}"


def _day(days: int, near: tuple[str, str], weekday: str, far: str) -> str:
    return near[days] if 0 <= days < len(near) else weekday if days <= _WEEK else far


def _hours(span: timedelta, language: str) -> str:
    hours = max(1, -(-int(span.total_seconds()) // 3600))
    if hours == 1:
        return "einer Stunde" if language == "de" else "one hour"
    return f"{hours} {'Stunden' if language == 'de' else 'hours'}"
