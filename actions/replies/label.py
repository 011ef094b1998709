"""The label of a return, as a file in the chat."""

from actions.backend.model import Order, Return
from actions.gate.documents import label_of
from actions.gate.orders import Opened
from actions.reading.items import pieces_of
from actions.replies.reply import Choice, Reply
from actions.words.sentence import Sentence


def give_label(reply: Reply, opened: Opened, return_: Return, sentence: Sentence, *choices: Choice) -> None:
    """Attach the label of a return of an opened order, which may be younger than what was opened."""
    order = opened.order
    told = {"number": order.number, "return": return_.number, "items": pieces_of(order, return_.skus, reply)}
    reply.attach(label_of(opened, return_, reply.language), sentence.in_(reply.language, **told), *choices)


def return_of(order: Order, skus: tuple[str, ...]) -> Return:
    """The newest return of these articles."""
    return next(each for each in reversed(order.returns) if set(each.skus) == set(skus))
