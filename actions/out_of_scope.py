"""What the shop does not do: said once, then with a person at hand. Nobody is handed over without wanting to."""

from actions.base import ShopAction
from actions.replies.ladder import rung
from actions.replies.reply import Reply
from actions.turn import Turn

ANSWERS = ("utter_out_of_scope", "utter_out_of_scope_again", "utter_out_of_scope_still")


class OutOfScope(ShopAction):
    """Says so, more plainly each time in a row."""

    action_name = "action_out_of_scope"

    def answer(self, turn: Turn, reply: Reply) -> None:
        """Give the answer of the rung; the last one stays."""
        reply.answer(ANSWERS[min(rung(turn), len(ANSWERS)) - 1])
