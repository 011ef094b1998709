"""The weekly mail to owners: what is worth doing next, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handover.domain.letters import Letter


@dataclass(frozen=True, slots=True)
class Week:
    """What the mail tells.

    Attributes:
        monday: Its first day.
        contacts: How many conversations it had; `before` how many the week before.
        served: How many of those that ended self-service solved, as `(count, of)`.
        steps: The things worth doing next, the dearest first; see `services.next_steps`.
        currency: Of what they would save.
        alerts: How many figures are out of their band.
    """

    monday: date
    contacts: int
    before: int
    served: tuple[int, int]
    steps: Sequence[Mapping[str, Any]]
    currency: str
    alerts: int


_WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "subject": "Lotse: was sich als Nächstes lohnt ({day})",
        "hello": "Guten Tag {name}",
        "week": "In der Woche ab {day} kamen {contacts} Kontakte (Woche davor: {before}). "
        "Von {of} beendeten hat die Selbstbedienung {served} gelöst.",
        "alerts": "{alerts} Werte sind ausserhalb ihres Bandes. Welche, steht in der Übersicht ganz oben:\n{link}",
        "steps": "Das lohnt sich als Nächstes, geordnet nach der Zeit, die es in den letzten vier Wochen gekostet hat:",
        "step": "{number}. {topic}: {contacts} Kontakte, {waiting} min gewartet, {worked} min Arbeit{saves}\n   {link}",
        "saves": ", {money} {currency}",
        "none": "In den letzten vier Wochen ist keine Lücke offen, die Zeit gekostet hat.",
        "end": "Alle Lücken, mit dem, was Ihre Kunden gesagt haben:\n{link}",
    },
    "en": {
        "subject": "Lotse: what is worth doing next ({day})",
        "hello": "Hello {name},",
        "week": "The week from {day} had {contacts} contacts (the week before: {before}). "
        "Of {of} that ended self-service solved {served}.",
        "alerts": "{alerts} figures are out of their band. The overview tells which, at its top:\n{link}",
        "steps": "This is worth doing next, ordered by the time that it cost in the last four weeks:",
        "step": "{number}. {topic}: {contacts} contacts, {waiting} min of waiting, {worked} min of work{saves}\n"
        "   {link}",
        "saves": ", {money} {currency}",
        "none": "In the last four weeks no gap is open that cost any time.",
        "end": "All gaps, with what your customers said:\n{link}",
    },
}


def letter(week: Week, name: str, language: str, pages_url: str) -> Letter:
    """The mail to the owner called `name`, in `de` or `en`, with links that begin with `pages_url`."""
    words = _WORDS[language]
    day = f"{week.monday:%d.%m.%Y}" if language == "de" else f"{week.monday:%d %B %Y}"
    served, of = week.served
    parts = [
        words["hello"].format(name=name),
        words["week"].format(day=day, contacts=week.contacts, before=week.before, of=of, served=served),
    ]
    if week.alerts:
        parts.append(words["alerts"].format(alerts=week.alerts, link=f"{pages_url}/insights"))
    gaps = f"{pages_url}/insights/gaps"
    steps = [_step(words, number, step, week.currency, language, gaps) for number, step in enumerate(week.steps, 1)]
    parts.append("\n\n".join([words["steps"], *steps]) if steps else words["none"])
    return Letter(words["subject"].format(day=day), "\n\n".join([*parts, words["end"].format(link=gaps)]))


def _step(
    words: Mapping[str, str], number: int, step: Mapping[str, Any], currency: str, language: str, gaps: str
) -> str:
    names = step["names"] or {}
    topic = step["name"] or names.get(language) or next(iter(names.values()), "?")
    saves = words["saves"].format(money=f"{step['saves']:.2f}", currency=currency) if step["saves"] is not None else ""
    waiting, worked = (round(step[name] / 60) for name in ("waiting_s", "agent_s"))
    told = {"topic": topic, "contacts": step["contacts"], "waiting": waiting, "worked": worked, "saves": saves}
    return words["step"].format(number=number, link=f"{gaps}/{step['gap']}", **told)
