"""The weekly mail to owners: what is worth doing next, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handover.domain.letters import Letter
from handover.domain.rates import Rate


@dataclass(frozen=True, slots=True)
class Week:
    """What the mail tells.

    Attributes:
        monday: Its first day.
        contacts: How many conversations it had; `before` how many the week before.
        served: How many of those that ended self-service solved; the others are still open.
        steps: The things worth doing next, the dearest first; see `services.next_steps`.
        currency: Of what they would save.
        alerts: How many figures are out of their band.
    """

    monday: date
    contacts: int
    before: int
    served: Rate
    steps: Sequence[Mapping[str, Any]]
    currency: str
    alerts: int


_WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "subject": "Lotse: was sich als Nächstes lohnt ({day})",
        "hello": "Guten Tag {name}",
        "week_one": "In der Woche ab {day} kam 1 Kontakt (Woche davor: {before}).",
        "week": "In der Woche ab {day} kamen {count} Kontakte (Woche davor: {before}).",
        "served": "Von {of} beendeten hat die Selbstbedienung {served} gelöst: {share} % (mit 95 % Sicherheit zwischen "
        "{low} und {high} %).",
        "few": "Das sind wenige; der Anteil sagt noch kaum etwas.",
        "open_one": "1 ist noch offen.",
        "open": "{count} sind noch offen.",
        "alerts_one": "1 Wert ist ausserhalb seines Bandes. Welcher, steht in der Übersicht ganz oben:\n{link}",
        "alerts": "{count} Werte sind ausserhalb ihres Bandes. Welche, steht in der Übersicht ganz oben:\n{link}",
        "steps": "Das lohnt sich als Nächstes, geordnet nach der Zeit, die es in den letzten vier Wochen gekostet hat:",
        "step": "{number}. {topic}: {contacts}, {waiting} min gewartet, {worked} min Arbeit{saves}\n   {link}",
        "contacts_one": "1 Kontakt",
        "contacts": "{count} Kontakte",
        "nameless": "Ohne Namen",
        "saves": ", {money} {currency}",
        "none": "In den letzten vier Wochen ist keine Lücke offen, die Zeit gekostet hat.",
        "end": "Alle Lücken, mit dem, was Ihre Kunden gesagt haben:\n{link}",
    },
    "en": {
        "subject": "Lotse: what is worth doing next ({day})",
        "hello": "Hello {name},",
        "week_one": "The week from {day} had 1 contact (the week before: {before}).",
        "week": "The week from {day} had {count} contacts (the week before: {before}).",
        "served": "Of {of} that ended self-service solved {served}: {share}% (with 95% confidence between {low} and "
        "{high}%).",
        "few": "These are few; the share says little yet.",
        "open_one": "1 is still open.",
        "open": "{count} are still open.",
        "alerts_one": "1 figure is out of its band. The overview tells which, at its top:\n{link}",
        "alerts": "{count} figures are out of their band. The overview tells which, at its top:\n{link}",
        "steps": "This is worth doing next, ordered by the time that it cost in the last four weeks:",
        "step": "{number}. {topic}: {contacts}, {waiting} min of waiting, {worked} min of work{saves}\n   {link}",
        "contacts_one": "1 contact",
        "contacts": "{count} contacts",
        "nameless": "Without a name",
        "saves": ", {money} {currency}",
        "none": "In the last four weeks no gap is open that cost any time.",
        "end": "All gaps, with what your customers said:\n{link}",
    },
}
# As the owners' pages write numbers (`staff/helpers/format.js`), so that the mail's figure is found there again.
_MARKS = {"de": str.maketrans(",.", ".,"), "en": {}}


@dataclass(frozen=True, slots=True)
class _Speech:
    language: str

    def say(self, key: str, **values: object) -> str:
        return _WORDS[self.language][key].format(**values)

    def count(self, key: str, count: int, **values: object) -> str:
        return self.say(f"{key}_one" if count == 1 else key, count=self.number(count), **values)

    def number(self, value: float, digits: int = 0) -> str:
        return f"{value:,.{digits}f}".translate(_MARKS[self.language])

    def day(self, day: date) -> str:
        return f"{day:%d.%m.%Y}" if self.language == "de" else f"{day:%d %B %Y}"


def letter(week: Week, name: str, language: str, pages_url: str) -> Letter:
    """The mail to the owner called `name`, in `de` or `en`, with links that begin with `pages_url`."""
    speech = _Speech(language)
    day, gaps = speech.day(week.monday), f"{pages_url}/insights/gaps"
    parts = [speech.say("hello", name=name), _how_it_went(speech, week, day)]
    if week.alerts:
        parts.append(speech.count("alerts", week.alerts, link=f"{pages_url}/insights"))
    steps = [_step(speech, number, step, week.currency, gaps) for number, step in enumerate(week.steps, 1)]
    parts.append("\n\n".join([speech.say("steps"), *steps]) if steps else speech.say("none"))
    text = "\n\n".join([*parts, speech.say("end", link=gaps)])
    return Letter(speech.say("subject", day=day), text)


def _how_it_went(speech: _Speech, week: Week, day: str) -> str:
    said = [speech.count("week", week.contacts, day=day, before=speech.number(week.before))]
    served, still_open = week.served, week.contacts - week.served.of
    if served.share is not None and served.interval is not None:
        low, high = served.interval
        parts = {name: round(part * 100) for name, part in (("share", served.share), ("low", low), ("high", high))}
        counts = {"of": speech.number(served.of), "served": speech.number(served.count)}
        said += [speech.say("served", **counts, **parts), *([speech.say("few")] if served.small else [])]
    if still_open:
        said.append(speech.count("open", still_open))
    return " ".join(said)


def _step(speech: _Speech, number: int, step: Mapping[str, Any], currency: str, gaps: str) -> str:
    names = step["names"] or {}
    topic = step["name"] or names.get(speech.language) or next(iter(names.values()), speech.say("nameless"))
    saves = ""
    if step["saves"] is not None:
        saves = speech.say("saves", money=speech.number(step["saves"], 2), currency=currency)
    waiting, worked = (speech.number(round(step[name] / 60)) for name in ("waiting_s", "agent_s"))
    told = {"topic": topic, "contacts": speech.count("contacts", step["contacts"]), "saves": saves}
    return speech.say("step", number=number, waiting=waiting, worked=worked, link=f"{gaps}/{step['gap']}", **told)
