"""The course of one turn: what is heard first, what else is served in it, and what has to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.core.actions.action import ActionBotResponse
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet

from bot.agenda import SLOT, Item, agenda_of, as_slot, task_of, wishes_in
from bot.context import ABOUT_AN_ORDER, in_context, value_of
from bot.last_turn import LastTurn

if TYPE_CHECKING:
    from rasa.core.agent import Agent
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.turn_request import Turn

Json = dict[str, Any]

# These end an open form before they are answered, and with it all that was to come.
LEAVING = frozenset({"contact_human_agent", "complaint", "goodbye", "emergency"})
ANSWERS = ("affirm", "deny")


class Course:
    """Takes one turn through Rasa, as one message or as several. All that happens is left in `tracker`."""

    def __init__(self, agent: Agent, tracker: DialogueStateTracker, turn: Turn) -> None:
        """Go on in `tracker`, which Rasa's store has to hand out for this conversation."""
        self._agent = agent
        self._tracker = tracker
        self._turn = turn
        self._tasks = {task_of(form) for form in agent.domain.form_names}
        self._start = len(tracker.events)
        self._form_before = tracker.active_loop_name
        self._order_before = tracker.get_slot("order_number")

    @property
    def events(self) -> list[Event]:
        """What happened in this turn."""
        return list(self._tracker.events)[self._start :]

    async def run(self, parsed: Json) -> Json:
        """Serve a message; returns it as it was meant here."""
        meant = in_context(parsed, self._tracker)
        agenda = agenda_of(self._tracker)
        first, wishes = self._in_order(meant)
        if value_of(meant, "mood"):
            # Rasa learns the language of a message only when it hears it, and this is said before.
            self._tracker.update(SlotSet("language", value_of(meant, "language") or self._tracker.get_slot("language")))
            await self._say("utter_sorry_for_trouble")
        await self._hear(first)
        interrupted = self._interrupted()
        for wish in wishes:
            if self._ended():
                break
            if wish.kind == "unsure" or (wish.intent in self._tasks and self._tracker.active_loop_name):
                agenda.append(wish)
            else:
                await self._hear(wish.parsed())
        await self._take_up([*interrupted, *agenda])
        return first

    def _in_order(self, parsed: Json) -> tuple[Json, list[Item]]:
        """What is heard first, and what else was asked for. A yes or no beside a wish counts where it was asked for."""
        wishes = wishes_in(parsed)
        name = parsed["intent"].get("name")
        answer = name if name in ANSWERS and wishes else value_of(parsed, "answer")
        if answer not in ANSWERS:
            return parsed, wishes
        if name not in ANSWERS:
            wishes.insert(0, Item("wish", name, parsed["text"], value_of(parsed, "order_number")))
        alone = {**parsed, "intent": {"name": answer, "confidence": 1.0}, "entities": []}
        tracker = self._tracker
        asked = tracker.active_loop_name and tracker.get_slot(REQUESTED_SLOT) == "confirmed"
        meant = alone if asked else in_context(alone, tracker)
        if asked or meant is not alone:
            done = {task_of(tracker.active_loop_name), meant["intent"]["name"]}
            return meant, [wish for wish in wishes if wish.intent not in done]
        if name in ANSWERS:
            first = wishes[0].parsed()
            spoken = [each for each in parsed["entities"] if each["entity"] == "language"]
            return {**first, "entities": [*first["entities"], *spoken]}, wishes[1:]
        return parsed, wishes[1:]

    async def _hear(self, parsed: Json) -> None:
        """One message, answered by Rasa."""
        name = parsed["intent"].get("name")
        tracker = self._tracker
        offered = LastTurn.of(tracker).buttons if name == "affirm" and not tracker.active_loop_name else []
        if tracker.active_loop_name and name in LEAVING:
            tracker.update(ActiveLoop(None))
            tracker.update(SlotSet(REQUESTED_SLOT, None))
        if name in self._tasks and value_of(parsed, "wrong") == "order_number" and not value_of(parsed, "order_number"):
            tracker.update(SlotSet("order_number", None))
        message = UserMessage(
            parsed.get("text") or self._turn.text,
            CollectingOutputChannel(),
            self._turn.conversation,
            input_channel="service",
            message_id=self._turn.id,
            metadata=self._turn.metadata,
        )
        message.parse_data = parsed
        await self._agent.handle_message(message)
        if offered:
            self._offer_again(offered)

    def _offer_again(self, buttons: list[Json]) -> None:
        """A yes to several choices is asked which one, with the same choices."""
        said = [event for event in self.events if isinstance(event, BotUttered)]
        if said and said[-1].metadata.get("utter_action") == "utter_affirm":
            said[-1].data["buttons"] = buttons

    async def _take_up(self, agenda: list[Item]) -> None:
        """Go on with what is open as long as the bot asks nothing; the rest is kept."""
        started = self._started()
        rest = [item for item in agenda if item.intent not in started and not self._ended()]
        while rest and not self._tracker.active_loop_name:
            item = rest.pop(0)
            if item.kind == "interrupted":
                await self._say(f"utter_go_on_with_{item.intent}", item.payload())
                break
            if item.kind == "wish":
                await self._say(f"utter_next_{item.intent}")
            await self._hear(item.parsed())
            if item.kind == "unsure":
                break
        self._tracker.update(SlotSet(SLOT, as_slot(rest)))
        if started:
            self._tracker.update(SlotSet("last_task", started[-1]))

    async def _say(self, answer: str, first_payload: str | None = None) -> None:
        """Say an answer by the way; its first button gets a payload."""
        processor = self._agent.processor
        said = await ActionBotResponse(answer).run(
            CollectingOutputChannel(), processor.nlg, self._tracker, self._agent.domain
        )
        for event in said:
            if first_payload and event.data.get("buttons"):
                event.data["buttons"][0] = {**event.data["buttons"][0], "payload": first_payload}
        for event in (ActionExecuted(answer), *said, ActionExecuted(ACTION_LISTEN_NAME)):
            self._tracker.update(event)

    def _loops(self) -> list[str | None]:
        return [event.name for event in self.events if isinstance(event, ActiveLoop)]

    def _started(self) -> list[str]:
        """The matters whose form was opened in this turn."""
        return [task for task in map(task_of, self._loops()) if task]

    def _interrupted(self) -> list[Item]:
        """The form that was open before this turn, if another one took its place."""
        before = self._form_before
        loops = self._loops()
        if not before or not loops or loops[0] in (None, before) or self._ended():
            return []
        task = str(task_of(before))
        return [Item("interrupted", task, order_number=self._order_before if task in ABOUT_AN_ORDER else None)]

    def _ended(self) -> bool:
        """Whether a person takes over now, or the customer leaves."""
        escalated = any(_signals(event, "escalate") for event in self.events)
        return escalated or self._tracker.latest_message.intent.get("name") in LEAVING


def _signals(event: Event, name: str) -> bool:
    return isinstance(event, BotUttered) and name in ((event.data.get("custom") or {}).get("lotse") or {})
