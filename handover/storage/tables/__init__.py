"""The tables. Constraints keep impossible rows out; migrations build exactly this (`alembic check`)."""

from handover.storage.tables.agent import agents, sign_ins
from handover.storage.tables.alert import alerts, watched
from handover.storage.tables.columns import UtcDateTime, metadata
from handover.storage.tables.contact import contacts, corrections
from handover.storage.tables.conversation import conversations, events, handovers
from handover.storage.tables.delivery import deliveries
from handover.storage.tables.failure import failures
from handover.storage.tables.file import files
from handover.storage.tables.gap import gap_changes, gaps, groupings
from handover.storage.tables.promise import promises
from handover.storage.tables.pulse import pulse
from handover.storage.tables.refusal import refusals
from handover.storage.tables.request import requests
from handover.storage.tables.savings import assumptions
from handover.storage.tables.turn import choices, turns
from handover.storage.tables.view import views

__all__ = [
    "UtcDateTime",
    "agents",
    "alerts",
    "assumptions",
    "choices",
    "contacts",
    "conversations",
    "corrections",
    "deliveries",
    "events",
    "failures",
    "files",
    "gap_changes",
    "gaps",
    "groupings",
    "handovers",
    "metadata",
    "promises",
    "pulse",
    "refusals",
    "requests",
    "sign_ins",
    "turns",
    "views",
    "watched",
]
