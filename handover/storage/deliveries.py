"""Taking deliveries that are due, each by one sender, and writing down what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    delete,
    exists,
    literal,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from handover.domain.delivery import MAIL
from handover.domain.errors import AlreadySentError, NotFoundError
from handover.storage.tables import deliveries
from handover.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that is ours to try until `claimed_until`; `body` is None where the content is in the log."""

    id: UUID
    target: str
    conversation_id: UUID | None
    seq: int | None
    body: Mapping[str, Any] | None
    attempts: int
    claimed_until: datetime


_rows = deliveries.c


def in_state(column: ColumnElement[str], state: str) -> ColumnElement[bool]:
    """Whether a delivery is in a state, written so that SQLite finds the index that has no others."""
    return column == literal(state, literal_execute=True)


_WAITING = in_state(_rows.state, "waiting")
_OWED = _rows.state != literal("sent", literal_execute=True)


async def add_mail(
    tx: Transaction,
    mail_id: UUID,
    conversation_id: UUID | None,
    seq: int | None,
    body: Mapping[str, Any],
    now: datetime,
) -> None:
    """Owe a mail; one with the same id changes nothing. One to staff may belong to no conversation."""
    insert = sqlite.insert if tx.connection.dialect.name == "sqlite" else postgresql.insert
    row = {"id": mail_id, "target": MAIL, "conversation_id": conversation_id, "seq": seq, "body": body}
    await tx.connection.execute(
        insert(deliveries).values(**row, next_at=now, created_at=now).on_conflict_do_nothing(index_elements=["id"])
    )
    tx.owed.add(MAIL)


def _is_first() -> ColumnElement[bool]:
    """Whether nothing is owed to the same target in the same conversation that comes before."""
    before = deliveries.alias("before")
    # A mail that nobody takes keeps no other back: the next one may have another address.
    lost_mail = (before.c.target == MAIL) & (before.c.state == literal("dead", literal_execute=True))
    return ~exists().where(
        ~lost_mail,
        before.c.conversation_id == _rows.conversation_id,
        before.c.target == _rows.target,
        before.c.state != literal("sent", literal_execute=True),
        tuple_(before.c.seq, before.c.id) < tuple_(_rows.seq, _rows.id),
    )


def _may_go(target: str | BindParameter[str], now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    free = or_(_rows.claimed_until.is_(None), _rows.claimed_until <= now)
    return (_rows.target == target) & _WAITING & free & _is_first()


def _due(target: str | BindParameter[str], now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return _may_go(target, now) & (_rows.next_at <= now)


# Asked every two seconds for each target, and made once: making it takes longer than the answer.
_IS_DUE = select(_rows.id).where(_due(bindparam("target"), bindparam("now"))).limit(1)


async def is_due(connection: AsyncConnection, target: str, now: datetime) -> bool:
    """Whether there is anything to be tried now."""
    return (await connection.execute(_IS_DUE, {"target": target, "now": now})).first() is not None


async def claim(tx: Transaction, target: str, now: datetime, until: datetime, most: int) -> list[Delivery]:
    """What is due, of each conversation the first; nobody else gets them until `until`."""
    return await _claim(tx, _due(target, now), now, until, most)


async def claim_next(tx: Transaction, sent: Delivery, now: datetime, until: datetime) -> Delivery | None:
    """What comes after a delivery that was sent, if anything does.

    Always asked for with `mark_sent`: what waited behind a failing delivery is due from now on.
    """
    if sent.conversation_id is None:
        return None
    same = _rows.conversation_id == sent.conversation_id
    found = await _claim(tx, same & _may_go(sent.target, now), now, until, 1)
    return found[0] if found else None


async def _claim(
    tx: Transaction, condition: ColumnElement[bool], now: datetime, until: datetime, most: int
) -> list[Delivery]:
    # Two senders at once: the second one passes over what the first has locked, and finds it claimed afterwards.
    query = select(deliveries).where(condition).order_by(_rows.next_at).limit(most).with_for_update(skip_locked=True)
    found = (await tx.connection.execute(query)).mappings().all()
    if found:
        ids = [row["id"] for row in found]
        claimed = update(deliveries).where(_rows.id.in_(ids)).values(claimed_until=until, next_at=now)
        await tx.connection.execute(claimed)
    names = ("id", "target", "conversation_id", "seq", "body", "attempts")
    return [Delivery(**{name: row[name] for name in names}, claimed_until=until) for row in found]


async def mark_sent(tx: Transaction, one: Delivery, now: datetime) -> None:
    """It was taken, whoever it was that sent it; what a mail said is erased."""
    done = {"state": "sent", "sent_at": now, "body": None, "next_at": None, "claimed_until": None, "last_error": None}
    query = update(deliveries).where(_rows.id == one.id, _OWED)
    await tx.connection.execute(query.values(**done, attempts=_rows.attempts + 1))


async def mark_failed(tx: Transaction, one: Delivery, reason: str, again_at: datetime | None) -> bool:
    """It was not taken and is tried again at `again_at`, or is dead; what comes after it waits for it.

    Returns:
        Whether that was noted: not where somebody else claimed it meanwhile, whose try counts.
    """
    state = "waiting" if again_at else "dead"
    mine = (_rows.id == one.id) & _WAITING & (_rows.claimed_until == one.claimed_until)
    values = {"state": state, "next_at": again_at, "claimed_until": None, "last_error": reason}
    noted = await tx.connection.execute(update(deliveries).where(mine).values(**values, attempts=_rows.attempts + 1))
    # Behind a mail that is dead the next one may go when it would have.
    if noted.rowcount and one.conversation_id and (again_at or one.target != MAIL):
        # Not needed for the order, which `_is_first` keeps: so that thousands that cannot go yet are not looked at.
        behind = (_rows.conversation_id == one.conversation_id) & (_rows.target == one.target) & _WAITING
        await tx.connection.execute(update(deliveries).where(behind).values(next_at=again_at))
    return bool(noted.rowcount)


async def try_again(tx: Transaction, delivery_id: UUID, now: datetime) -> None:
    """Begin anew with a delivery that is not sent; what waits for it follows when it is.

    Raises:
        NotFoundError: There is none.
        AlreadySentError: It was sent.
    """
    this = _rows.id == delivery_id
    found = (await tx.connection.execute(select(_rows.state).where(this).with_for_update())).scalar_one_or_none()
    if found is None:
        raise NotFoundError("There is no such delivery.")
    if found == "sent":
        raise AlreadySentError
    await _begin_anew(tx, this, now)


async def try_all_again(tx: Transaction, target: str | None, now: datetime) -> int:
    """Begin anew with all dead deliveries, or those of one target; how many those are."""
    return await _begin_anew(tx, in_state(_rows.state, "dead") & (_rows.target == target if target else true()), now)


async def _begin_anew(tx: Transaction, these: ColumnElement[bool], now: datetime) -> int:
    anew = update(deliveries).where(these).values(state="waiting", attempts=0, next_at=now).returning(_rows.target)
    targets = (await tx.connection.execute(anew)).scalars().all()
    tx.owed.update(targets)
    return len(targets)


async def remove_sent(tx: Transaction, before: datetime) -> int:
    """Remove what was sent before then; how many deliveries that were."""
    sent = in_state(_rows.state, "sent")
    # The time of making is in the index.
    old = (_rows.created_at < before) & (_rows.sent_at < before)
    return (await tx.connection.execute(delete(deliveries).where(sent & old))).rowcount
