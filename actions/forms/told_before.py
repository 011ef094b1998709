"""What an earlier message told for the order that is meant now."""

from actions.forms.form_turn import FormTurn
from actions.reading.numbers import OrderNumber, read_order_number


def postcode_before(form: FormTurn, number: str | None) -> str | None:
    """The postcode that an earlier message told for the order `number`, and that was not tried on it yet."""
    corrects = form.turn.told("wrong") == "order_number" and "order_number" in form.said
    if corrects and form.before("order_number") != form.turn.slot("verified"):
        return form.last_told("postcode")  # the number that it was tried on was the mistake
    postcode, beside = form.told_beside("postcode", "order_number")
    read = read_order_number(str(beside or ""))
    if isinstance(read, OrderNumber) and read.text == number:
        return postcode
    return form.unused("postcode")  # perhaps told before the number could be read
