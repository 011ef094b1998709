"""One action serves all customers at the same moment, each in a thread of its own."""

import ast
import asyncio
from pathlib import Path

import pytest

from actions.forms.return_form import ValidateReturnItemForm
from actions.newsletter import ValidateNewsletterSubscriptionForm
from actions.wiring import ACTIONS
from tests.actions.talk import Talk

MODULES = sorted(path for part in ("", "forms", "reading", "replies") for path in Path("actions", part).glob("*.py"))
NOT_SHARED = {"reply.py", "settings.py"}  # made anew for each turn, and read once


@pytest.mark.parametrize("path", [path for path in MODULES if path.name not in NOT_SHARED], ids=lambda path: path.name)
def test_no_action_keeps_anything_of_a_turn(path):
    kept = [
        f"{function.name}: self.{target.attr}"
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name != "__init__"
        for target in ast.walk(function)
        if isinstance(target, ast.Attribute) and isinstance(target.ctx, ast.Store)
        if isinstance(target.value, ast.Name) and target.value.id in {"self", "cls"}
    ]
    assert kept == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
def test_no_action_shares_what_can_be_changed(action):
    shared = {
        name: value
        for each in action.__mro__
        if each.__module__.startswith("actions.")
        for name, value in vars(each).items()
        if isinstance(value, list | dict | set) and name != "__annotations__"
    }
    assert shared == {}


async def test_customers_at_the_same_moment_get_their_own_answers(access, shop):
    one_of_each = {action: action(access) for action in ACTIONS}

    class Shared(Talk):
        def one(self, action):
            return one_of_each[action]

    mailboxes = [f"reader{number}@example.org" for number in range(4)]

    async def returns(conversation):
        customer = Shared(access, "de", "jonas.weber@example.com", conversation)
        return await customer.say("…", "return_item", form=ValidateReturnItemForm, order_number="BW-104733")

    async def subscribes(mailbox):
        customer = Shared(access, "en", mailbox, mailbox)
        await customer.say("subscribe", "newsletter_subscription", form=ValidateNewsletterSubscriptionForm)
        return await customer.say("yes", "affirm", confirmed=True)

    talks = await asyncio.gather(*map(returns, "abcd"), *map(subscribes, mailboxes))
    assert all(said.asked == "confirmed" and "BW-104733" in said.text for said in talks[:4])
    for mailbox, said in zip(mailboxes, talks[4:], strict=True):
        assert (
            said.text
            == f"Done: our newsletter will come to {mailbox} from now on. You can unsubscribe at any time, here too."
        )
        assert shop.subscribes(mailbox)
