"""The mails that the service writes."""

from collections.abc import Mapping
from dataclasses import dataclass

from handover.domain.language import spelled


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail without its address; empty lines part the paragraphs of the text."""

    subject: str
    text: str


_ANSWER: Mapping[str, Letter] = {
    "de": Letter(
        "Antwort auf Ihre Frage",
        "Guten Tag\n\n{said}\n\nFreundliche Grüße\n{agent}\n\nIhre Frage war: {question}\n\n"
        "Diese Antwort finden Sie auch im Chat, in dem Sie gefragt haben. Dort können Sie jederzeit weiterschreiben.",
    ),
    "en": Letter(
        "The answer to your question",
        "Hello,\n\n{said}\n\nKind regards,\n{agent}\n\nYou had asked: {question}\n\n"
        "You will find this answer in the chat in which you asked, too. You can go on writing there at any time.",
    ),
}


def answer(language: str, *, question: str, said: str, agent: str) -> Letter:
    """The mail with the answer that was promised, in `de`, `en` or one with a country."""
    made = _ANSWER[language[:2]]
    text = spelled(made.text, language).format(said=said, agent=agent, question=question)
    return Letter(made.subject, text)
