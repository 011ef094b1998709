"""What a story leaves in the failure log, when the service hears what the bot really answered."""

from collections.abc import Sequence
from typing import Any

from handover.adapters.bot import BotAnswer
from handover.domain.events import Floor
from handover.services import conversations
from tests.bot.talking import signals
from tests.support import Support, supporting

Json = dict[str, Any]
Heard = Sequence[tuple[Json, Json]]

# What each signal of a story means for the log, the one that counts where there are several first. What is not here,
# a complaint or a matter that is a person's, is no failure of self-service.
KINDS = {
    "failure no_result": "no_result",
    "escalate no_result": "no_result",
    "failure out_of_scope": "out_of_scope",
    "escalate out_of_scope": "out_of_scope",
    "failure not_understood": "not_understood",
    "escalate not_understood": "not_understood",
    "escalate asked_for_person": "asked_for_person",
}


async def leaves_one_record_for_each_failed_turn(url: str, heard: Heard) -> None:
    """Each step whose signals say so has exactly one record of its kind, and no other step has any."""
    async with supporting(url) as support:
        cleo = await support.open()
        expected = []
        for step, answer in heard:
            said = str(step.get("says") or step.get("chooses"))
            signalled = step.get("signals", [])
            # Where it depends on the order that was drawn, what the bot says of it counts.
            signalled = signals(answer) if signalled == "any" else signalled
            wanted = next((kind for signal, kind in KINDS.items() if signal in signalled), None)
            expected += [(said, wanted)] if wanted else []
            support.bot.script = lambda _turn, answer=answer: BotAnswer.model_validate(_without_files(answer))
            await support.ask(cleo, said)
            if (await support.conversation(cleo)).floor is Floor.QUEUE:
                # The story goes on with the bot.
                await conversations.withdraw(support.store, support.clock, cleo)
        records = await _records(support, cleo)
        assert records == expected, f"{records} and not {expected}"


async def _records(support: Support, cleo: Any) -> list[tuple[str, str]]:
    texts = {
        event.data["id"]: event.data["text"] for event in await support.log(cleo) if event.name == "message_posted"
    }
    await support.reckoner.catch_up()
    records = sorted(await support.failures(), key=lambda one: one["seq"])
    return [(texts[str(one["message_id"])], one["kind"]) for one in records]


def _without_files(answer: Json) -> Json:
    """There is no action server here to fetch them from."""
    return {**answer, "replies": [{**reply, "attachments": []} for reply in answer["replies"]]}
