"""What the service tells customers about waiting, about agents who are gone, and about what was promised."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from handover.domain.conversation import Conversation
from handover.domain.events import Event
from handover.domain.message import posted
from handover.domain.team import Team
from handover.domain.times import from_then, until_then

_SENTENCES: Mapping[str, Mapping[str, str]] = {
    "closed": {
        "de": "Gerade ist von uns niemand da; wir sind {opens} wieder für Sie da. Wenn Sie nicht warten möchten, "
        "schreiben Sie uns Ihre Frage und Ihre E-Mail-Adresse: Wir antworten {answer}.",
        "en": "None of us is here right now; we are back {opens}. If you do not want to wait, leave us your question "
        "and your e-mail address: we will answer {answer}.",
    },
    "closed_for_long": {
        "de": "Gerade ist von uns niemand da. Schreiben Sie uns Ihre Frage und Ihre E-Mail-Adresse: Wir antworten "
        "{answer}.",
        "en": "None of us is here right now. Leave us your question and your e-mail address: we will answer {answer}.",
    },
    "nobody": {
        "de": "Gerade ist von uns leider niemand frei, obwohl wir eigentlich da sein sollten. Sie können warten, oder "
        "Sie schreiben uns Ihre Frage und Ihre E-Mail-Adresse: Wir antworten {answer}.",
        "en": "Sorry, none of us is here right now although we should be. You can wait, or leave us your question and "
        "your e-mail address: we will answer {answer}.",
    },
    "long": {
        "de": "Es dauert leider länger als sonst. Sie behalten Ihren Platz. Wenn Sie nicht weiter warten möchten, "
        "schreiben Sie uns Ihre Frage und Ihre E-Mail-Adresse: Wir antworten {answer}.",
        "en": "Sorry, this takes longer than usual. You keep your place. If you do not want to wait any longer, leave "
        "us your question and your e-mail address: we will answer {answer}.",
    },
    "agent_gone": {
        "de": "Die Verbindung zu {agent} ist leider abgebrochen. Sie sind als Nächstes dran; wer übernimmt, sieht "
        "alles, was Sie geschrieben haben.",
        "en": "Sorry, we have lost the connection to {agent}. You are next in line; whoever takes over sees everything "
        "that you wrote.",
    },
    "agent_silent": {
        "de": "{agent} kann Ihnen gerade nicht antworten. Sie sind als Nächstes dran; wer übernimmt, sieht alles, was "
        "Sie geschrieben haben.",
        "en": "{agent} cannot answer right now. You are next in line; whoever takes over sees everything that you "
        "wrote.",
    },
    "gave_up_in_queue": {
        "de": "Wir haben länger nichts von Ihnen gehört und halten Ihren Platz nicht weiter frei. Es tut uns leid, "
        "dass niemand für Sie da war. Schreiben Sie einfach wieder, dann geht es weiter.",
        "en": "We have not heard from you for a while and do not keep your place any longer. We are sorry that nobody "
        "was there for you. Just write again and we go on.",
    },
    "customer_silent": {
        "de": "Wir haben länger nichts von Ihnen gehört und beenden dieses Gespräch. Ist noch etwas offen? Schreiben "
        "Sie einfach wieder.",
        "en": "We have not heard from you for a while and end this conversation. Is anything still open? Just write "
        "again.",
    },
    "promise_broken": {
        "de": "Wir hatten Ihnen eine Antwort bis jetzt versprochen und haben es nicht geschafft. Das tut uns leid. "
        "Ihre Frage ist nicht vergessen: Sie bekommen die Antwort per E-Mail und hier.",
        "en": "We promised you an answer by now and did not manage it. We are sorry. Your question is not forgotten: "
        "you will get the answer by e-mail and here.",
    },
}


def notice(name: str, conversation: Conversation, now: datetime, **facts: str) -> Event:
    """A message of the service to the customer, in their language.

    Args:
        name: What to tell: why they wait, a reason of a release, how it ended.
        conversation: Theirs.
        now: The time.
        **facts: What the sentence mentions.
    """
    text = _SENTENCES[name][conversation.language[:2]].format(**facts)
    return posted(uuid4(), "system", "Lotse", text, now)


def about_waiting(conversation: Conversation, why: str, team: Team, now: datetime) -> Event:
    """What a customer is told who has to wait: why, when somebody is there, and until when an answer is promised."""
    language, zone = conversation.language[:2], team.hours.zone if team.hours else None
    facts = {"answer": until_then(team.answer_by(now), now, zone, language)}
    if why != "closed":
        return notice(why, conversation, now, **facts)
    opens_at = team.opens_at(now)
    if opens_at is None or zone is None:
        return notice("closed_for_long", conversation, now, **facts)
    return notice(why, conversation, now, opens=from_then(opens_at, now, zone, language), **facts)
