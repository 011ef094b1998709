"""Days and prices as people write them in each language; nothing depends on the machine's locale."""

from datetime import date

from actions.backend.model import Currency, Language, Line

MONTHS: dict[Language, tuple[str, ...]] = {
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def day(value: date, language: Language) -> str:
    """`22. November 2026` or `22 November 2026`."""
    dot = "." if language == "de" else ""
    return f"{value.day}{dot} {MONTHS[language][value.month - 1]} {value.year}"


def price(cents: int, currency: Currency, language: Language) -> str:
    """`1.249,50 €` or `€1,249.50`; francs are written with a point in both: `CHF 1’249.50`."""
    whole, rest = divmod(cents, 100)
    if currency == "CHF":
        return f"CHF {whole:,}.{rest:02d}".replace(",", "’")
    if language == "en":
        return f"€{whole:,}.{rest:02d}"
    return f"{whole:,}".replace(",", ".") + f",{rest:02d} €"


def lines(wanted: tuple[Line, ...], language: Language) -> str:
    """`1 × Tourenrucksack Säntis 35, 2 × Wandersocken Merino`."""
    return ", ".join(f"{line.quantity} × {line.name.in_(language)}" for line in wanted)
