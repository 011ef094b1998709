"""What handlers work with, wired once in `handover.app`."""

from dataclasses import dataclass

from handover.adapters.actions import ActionServer
from handover.adapters.bot import Bot
from handover.adapters.clock import Clock
from handover.domain.journey import JourneyMap
from handover.domain.team import Plan
from handover.realtime.bridge import Bridge
from handover.realtime.hub import Hub
from handover.services.presence import Presence
from handover.services.queue import Queue
from handover.services.reckoner import Reckoner
from handover.services.refusals import Refusals
from handover.services.routing import Router
from handover.services.sender import Sender
from handover.services.turns import TurnRunner
from handover.services.upkeep import Upkeep
from handover.storage.store import Store
from handover.web.limits import Limits
from handover.web.uploads import Uploads


@dataclass(frozen=True, slots=True)
class Rules:
    """What the edge enforces; the settings of the same names say it.

    Attributes:
        secret_key: Signs the tokens of customers.
        allowed_sites: Origins besides our own whose pages may embed the chat.
        identity_keys: Keys of host sites by their `kid`.
        secure_cookies: Whether cookies go over https only.
    """

    secret_key: str
    allowed_sites: frozenset[str]
    identity_keys: dict[str, str]
    secure_cookies: bool
    messages_per_minute: int
    conversations_per_minute: int
    sign_ins_per_minute: int


@dataclass(frozen=True, slots=True)
class Lotse:
    """The parts of the running service.

    Attributes:
        bridge: The way to other processes; None where this one is alone.
    """

    store: Store
    clock: Clock
    bot: Bot
    actions: ActionServer
    hub: Hub
    bridge: Bridge | None
    runner: TurnRunner
    sender: Sender
    queue: Queue
    router: Router
    presence: Presence
    reckoner: Reckoner
    upkeep: Upkeep
    refusals: Refusals
    limits: Limits
    uploads: Uploads
    rules: Rules
    plan: Plan
    journey: JourneyMap
