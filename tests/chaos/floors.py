"""Whether the floor was kept: by the bot, among agents, and up to what an agent can have."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from handover.domain.events import Event, Floor
from tests.chaos.findings import Finding, Kind
from tests.chaos.logs import Log, Logs
from tests.chaos.plan import CAPACITY
from tests.chaos.records import Contest


def bot_replies(logs: Logs) -> Iterator[Finding]:
    """Replies that came after the floor had moved, turns that were answered twice, and turns that never were."""
    for conversation, log in logs.of.items():
        yield from _bot_replies(conversation, log)
    for conversation in logs.open_turns:
        yield Finding(Kind.LOST, conversation, "the bot still owes an answer")


def _bot_replies(conversation: str, log: Log) -> Iterator[Finding]:
    before = Floor.BOT
    answered: dict[str, set[object]] = defaultdict(set)
    for recorded in log:
        event = recorded.event
        if event.name == "message_posted" and "reply_to" in event.data:
            # The service's apology takes the place of the answer.
            answered[event.data["reply_to"]].add(recorded.committed_at)
            if before is not Floor.BOT:
                yield Finding(Kind.LATE_REPLY, conversation, f"{event.seq} came while the floor was with: {before}")
        elif event.name == "reply_dropped":
            answered[event.data["message_id"]].add(recorded.committed_at)
        before = event.floor
    for message, at in answered.items():
        if len(at) > 1:
            yield Finding(Kind.DOUBLED, conversation, f"message {message} was answered {len(at)} times")


def assignments(contests: Sequence[Contest], logs: Logs) -> Iterator[Finding]:
    """Conversations with two agents: as they were told, and as the log has it."""
    for contest in contests:
        # Whoever is asked again after a kill may be late enough to get what the first one had to give back.
        accepted = {each.event.data["agent"]["name"] for each in logs.of[contest.conversation] if _accepts(each.event)}
        if len(contest.winners) > 1 and not accepted.issuperset(contest.winners):
            yield Finding(Kind.DOUBLE_ASSIGNMENT, contest.conversation, f"{contest.answers}")
        for agent, answered in contest.answers.items():
            if answered not in {"200", "already_accepted", "wrong_floor", "agent_full", "conversation_closed"}:
                yield Finding(Kind.STRANGE, contest.conversation, f"{agent} was told {answered}")
    for conversation, log in logs.of.items():
        before = Floor.BOT
        for event in (each.event for each in log):
            if _accepts(event) and before is not Floor.QUEUE:
                yield Finding(Kind.DOUBLE_ASSIGNMENT, conversation, f"{event.seq} came while the floor was: {before}")
            before = event.floor


def _accepts(event: Event) -> bool:
    return event.name == "accepted"


def capacity(logs: Logs) -> Iterator[Finding]:
    """Agents who had more than they can, counted after each commit of the whole run."""
    having: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for conversation, recorded in logs.in_order():
        event = recorded.event
        if event.floor is not Floor.AGENT and conversation in having:
            taken[having.pop(conversation)] -= 1
        elif event.name == "accepted":
            agent = having[conversation] = event.data["agent"]["name"]
            taken[agent] += 1
            if taken[agent] > CAPACITY:
                yield Finding(Kind.OVER_CAPACITY, conversation, f"{event.seq} is number {taken[agent]} of {agent}")
