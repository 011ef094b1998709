from __future__ import annotations

import pytest

from bot.nlu.negation import unwanted


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Ich will nicht stornieren", "cancel_order"),
        ("Ich möchte meine Bestellung nicht stornieren", "cancel_order"),
        ("nicht stornieren!", "cancel_order"),
        ("Stornieren Sie die Bestellung bitte nicht", "cancel_order"),
        ("bitte keine Stornierung", "cancel_order"),
        ("please don't cancel my order", "cancel_order"),
        ("I never wanted to cancel", "cancel_order"),
        ("I don't want to return it", "return_item"),
        ("Ich will das nicht zurückschicken", "return_item"),
        ("do not delete my account", "delete_account"),
    ],
)
def test_what_is_not_wanted_is_known(text, intent):
    assert unwanted(text, intent)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Ich kann nicht stornieren", "cancel_order"),
        ("Warum lässt sich das nicht stornieren?", "cancel_order"),
        ("I can't cancel my order", "cancel_order"),
        ("why won't it let me cancel", "cancel_order"),
        ("Ich will die Jacke nicht behalten, ich möchte stornieren", "cancel_order"),
        ("Die Jacke passt nicht, zurückschicken", "return_item"),
        ("Bestellung stornieren", "cancel_order"),
        ("Ich will nicht stornieren", "track_order"),
        ("Ich will keinen Newsletter mehr", "newsletter_subscription"),
        ("Chan ich mini Bstellig no ändere?", "change_order"),
        ("since I'm not happy with it I want a refund", "get_refund"),
        ("it won't come in time so cancel the order", "cancel_order"),
        ("no return label in the parcel", "return_item"),
    ],
)
def test_what_does_not_work_is_wanted_all_the_same(text, intent):
    assert not unwanted(text, intent)
