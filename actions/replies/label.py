"""The label of a return, as a file in the chat."""

from actions.backend.model import Order, Return
from actions.mail.letters import label_name
from actions.reading.items import names_of
from actions.replies.reply import Choice, Reply
from actions.words.sentence import Sentence


def give_label(reply: Reply, order: Order, return_: Return, sentence: Sentence, *choices: Choice) -> None:
    """Attach the label of a return."""
    source = f"/desk/orders/{order.number}/returns/{return_.number}.pdf?language={reply.language}"
    told = {"number": order.number, "return": return_.number, "items": names_of(order, return_.skus, reply)}
    reply.attach(label_name(return_, reply.language), source, sentence.in_(reply.language, **told), *choices)


def return_of(order: Order, skus: tuple[str, ...]) -> Return:
    """The newest return of these articles."""
    return next(each for each in reversed(order.returns) if set(each.skus) == set(skus))
