"""Finding the conversations behind a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Select, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.storage.figures import Period
from handover.storage.tables import contacts, failures

PAGE = 50
# Stands for what is not known: contacts without a matter, without a touchpoint, that are still open.
NONE = "none"
# Stands for whatever is known: contacts that failed somehow, that have ended.
ANY = "any"
_NAMED = ("outcome", "touchpoint", "matter", "failure", "reason", "cause", "team", "page")


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """Which contacts are wanted.

    None leaves a condition out, `none` asks for what is not known, `any` for what is, and several touchpoints have
    commas between them.

    Attributes:
        weekday: Of a handover, as figures count handovers by the hour: the period is then that of the handover, too.
        hour: As `weekday`.
        rated: Who was rated, `bot`, `people` or `any` of them.
    """

    period: Period
    outcome: str | None = None
    touchpoint: str | None = None
    matter: str | None = None
    failure: str | None = None
    reason: str | None = None
    cause: str | None = None
    team: str | None = None
    page: str | None = None
    language: str | None = None
    weekday: int | None = None
    hour: int | None = None
    durable: bool | None = None
    handed_over: bool | None = None
    rated: str | None = None

    @property
    def is_by_hour(self) -> bool:
        """Whether handovers of some hours of the week are wanted."""
        return self.weekday is not None or self.hour is not None

    def narrow(self, query: Select[Any], among: Sequence[UUID] | None) -> Select[Any]:
        """`query` over contacts with these conditions; `among` are those whose handover began in the hour wanted."""
        columns = contacts.c
        when = self.period.within(columns.opened_at) if among is None else [columns.conversation_id.in_(among)]
        query = query.where(*when)
        for name in _NAMED:
            wanted = getattr(self, name)
            if wanted is not None:
                query = query.where(_is(columns[name], wanted))
        if self.durable is not None:
            query = query.where(columns.durable == self.durable)
        if self.language is not None:
            query = query.where(columns.language.startswith(self.language, autoescape=True))
        if self.handed_over is not None:
            query = query.where((columns.handovers > 0) == self.handed_over)
        if self.rated is not None:
            whose = ("bot", "people") if self.rated == ANY else (self.rated,)
            query = query.where(or_(*(columns[f"{one}_stars"].is_not(None) for one in whose)))
        return query


def _is(column: Column[Any], wanted: str) -> ColumnElement[bool]:
    if wanted == ANY:
        return column.is_not(None)
    if column.name != "touchpoint":
        return column.is_(None) if wanted == NONE else column == wanted
    several = wanted.split(",")
    return or_(column.in_(several), column.is_(None)) if NONE in several else column.in_(several)


def _quote() -> ColumnElement[Any]:
    """The first words of the failure that the contact is counted with."""
    columns = failures.c
    said = select(columns.text).where(
        columns.conversation_id == contacts.c.conversation_id,
        columns.kind == contacts.c.failure,
        columns.text != "",
    )
    return said.order_by(columns.at, columns.id).limit(1).scalar_subquery().label("quote")


async def page(
    connection: AsyncConnection,
    wanted: ContactFilter,
    after: tuple[datetime, UUID] | None,
    among: Sequence[UUID] | None = None,
) -> list[Mapping[str, Any]]:
    """Contacts, newest first, after a cursor of time and id; as `quote` what the customer said where it failed."""
    columns = contacts.c
    narrowed = wanted.narrow(select(contacts, _quote()), among)
    query = narrowed.order_by(columns.opened_at.desc(), columns.conversation_id.desc())
    if after:
        query = query.where(tuple_(columns.opened_at, columns.conversation_id) < tuple_(*after))
    return [dict(row) for row in (await connection.execute(query.limit(PAGE))).mappings()]
