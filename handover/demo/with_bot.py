"""A customer and the bot: what they make of its answers, and what they do next."""

from handover.demo.matters import BROKEN_CHECKOUT, page
from handover.demo.talk import Read
from handover.demo.timeline import Life
from handover.demo.visit import Visit
from handover.domain.events import Floor

_PERSON = ("Person", "person")
_MOST_ANSWERS = 7
_NEXT = {"product": "cart", "cart": "checkout", "checkout": "help", "orders": "returns", "returns": "help"}


async def with_bot(visit: Visit) -> Life:
    """Read what the bot said, and react to it, until somebody else has the floor or they have left."""
    while visit.floor is Floor.BOT and not visit.gone:
        yield visit.pause()
        if visit.floor is not Floor.BOT:
            return
        read = visit.talk.read()
        if visit.happens(0.06) and (there := _NEXT.get(visit.touchpoint)):
            await _go_on(visit, there)
        await _react(visit, read)


async def _go_on(visit: Visit, touchpoint: str) -> None:
    visit.touchpoint = touchpoint
    await visit.chat.visit(visit.talk, page(touchpoint, visit.person.language, "BG-1001"))


async def _react(visit: Visit, read: Read) -> None:
    if visit.was_returned:
        visit.was_returned = False
        visit.gone = True
        visit.solved = True
        await visit.say("thanks")
    elif read.understood is None:
        await _not_answered(visit, read)
    elif visit.tries == 0:
        await visit.ask()  # So far they have only said hello.
    elif visit.talk.asked is not None:
        await _asked(visit, visit.talk.asked, read)
    elif read.failed in {"not_understood", "out_of_scope"} or not _is_right(visit, read):
        await _not_what_they_want(visit, read)
    elif read.failed is not None:
        await _it_does_not_work(visit, read)
    else:
        await _answered(visit, read)


def _is_right(visit: Visit, read: Read) -> bool:
    """Whether the answer is about what they want. What they told the bot since belongs to it."""
    assert read.understood is not None  # noqa: S101 - asked before
    data = read.understood.data
    if visit.matter.name.startswith("talk_"):
        return not data["fallback"]
    if not visit.matter.served:
        return False
    heard = {data["intent"], data["meant"], *(data["also"] or ())}
    return bool(heard & {*visit.matter.intents, "inform", "affirm", "deny"})


async def _not_answered(visit: Visit, read: Read) -> None:
    """The bot, or what it needs, is away: the service said so."""
    if visit.happens(0.45) and await _pick(visit, read, _PERSON):
        return
    if visit.patient and visit.happens(0.6):
        await visit.ask()
    else:
        visit.gone = True


async def _it_does_not_work(visit: Visit, read: Read) -> None:
    visit.solved = False
    if visit.happens(0.5) and await _pick(visit, read, _PERSON):
        return
    if visit.patient and visit.happens(0.3):
        await visit.ask()
        return
    visit.gone = True


async def _asked(visit: Visit, asked: str, read: Read) -> None:
    """Tell the bot what it wants to know, as far as they know it."""
    visit.answers += 1
    if visit.answers > _MOST_ANSWERS or visit.happens(0.03):
        visit.gone = True
    elif asked in {"order_number", "postcode"} and visit.person.order is None:
        await _has_no_order(visit, read)
    elif asked == "confirmed":
        await _decide(visit, read)
    elif asked == "postcode":
        wrong = visit.happens(0.02)
        await visit.say("tell_postcode", **({"postcode": str(visit.dice.randrange(1000, 9600))} if wrong else {}))
    elif asked == "order_number" and not (read.choices and visit.happens(0.6)):
        await visit.say("tell_order")
    elif asked in {"email", "product", "new_address"}:
        await visit.say({"email": "tell_email", "product": "tell_article", "new_address": "tell_address"}[asked])
    elif asked == "code":
        await _tell_code(visit)
    elif read.choices:
        await _pick_first(visit, read)
    else:
        await visit.say("tell_all")


async def _has_no_order(visit: Visit, read: Read) -> None:
    if visit.happens(0.4) and await _pick(visit, read, _PERSON):
        return
    if visit.happens(0.5):
        await visit.say("no_order_number")
    else:
        visit.gone = True


async def _tell_code(visit: Visit) -> None:
    code = visit.chat.code()
    if visit.happens(0.15):
        visit.gone = True  # They look into their mail much later, or not at all.
    elif code is not None and visit.happens(0.9):
        await visit.say("tell_code", code=code)
    else:
        await visit.say("no_code")


async def _decide(visit: Visit, read: Read) -> None:
    if not read.choices:
        await visit.say("tell_yes")
        return
    # The first is yes, the second no.
    choice = read.choices[0] if visit.happens(0.9) else read.choices[min(1, len(read.choices) - 1)]
    await visit.chat.say(visit.talk, choice["label"], choice["value"])


async def _not_what_they_want(visit: Visit, read: Read) -> None:
    """The bot took it for something else, or says that it does not know."""
    visit.talk.misread = visit.talk.misread or visit.matter.served
    if read.seqs and visit.happens(0.12):
        visit.talk.judged_badly = True
        await visit.chat.judge(visit.talk, read.seqs[-1], helpful=False, comment=_comment(visit, "comment_wrong"))
    if visit.person.mood == "angry" and visit.happens(0.5):
        await visit.say("want_person")
    elif visit.matter.served and len(read.choices) > 1 and visit.happens(0.4):
        await _pick_first(visit, read)
    elif visit.patient and visit.happens(0.75):
        await visit.ask()
    elif visit.happens(0.9 if visit.matter is BROKEN_CHECKOUT else 0.55):
        if not await _pick(visit, read, _PERSON):
            await visit.say("want_person")
    else:
        visit.solved, visit.gone = False, True


async def _answered(visit: Visit, read: Read) -> None:
    """The bot gave the right answer; whether it is enough is another question."""
    helped = visit.matter.helped if visit.matter.served else 0.5
    # Who had to say it three times believes less.
    if visit.solved is None:
        visit.solved = visit.happens(helped - 0.05 * (visit.tries - 1) - 0.1 * visit.again)
    if read.seqs and visit.happens(0.14):
        comment = None if visit.solved else _comment(visit, "comment_unclear")
        visit.talk.judged_badly = visit.talk.judged_badly or not visit.solved
        await visit.chat.judge(visit.talk, read.seqs[-1], helpful=visit.solved, comment=comment)
    if visit.solved:
        visit.gone = True
        if visit.happens(0.35):
            await visit.say("thanks" if visit.happens(0.75) else "bye")
    elif visit.happens(0.35) and visit.floor is Floor.BOT:
        await visit.say("want_person")
    elif visit.patient and visit.happens(0.5) and visit.floor is Floor.BOT:
        await visit.ask()
        visit.solved = None
    else:
        visit.gone = True


def _comment(visit: Visit, name: str) -> str | None:
    return visit.words(name) if visit.happens(0.5) else None


async def _pick(visit: Visit, read: Read, words: tuple[str, ...]) -> bool:
    """Pick the choice in which one of these words stands, if there is one."""
    for choice in read.choices:
        if any(word in choice["label"] for word in words):
            await visit.chat.say(visit.talk, choice["label"], choice["value"])
            return True
    return False


async def _pick_first(visit: Visit, read: Read) -> None:
    choice = read.choices[0 if visit.happens(0.75) else min(1, len(read.choices) - 1)]
    await visit.chat.say(visit.talk, choice["label"], choice["value"])
