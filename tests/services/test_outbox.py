"""What is owed to somebody outside is written with its reason, or not at all."""

import pytest
from sqlalchemy import select

from handover.services import outbox
from handover.storage.tables import deliveries
from tests.support import Support


async def _owed(support: Support) -> list[dict[str, object]]:
    async with support.store.reading() as connection:
        return [dict(row) for row in (await connection.execute(select(deliveries))).mappings()]


async def _mail(support: Support, cleo: object, key: str = "answer") -> None:
    async with support.store.transaction() as tx:
        conversation = await tx.take(cleo)  # type: ignore[arg-type]
        await outbox.mail(
            tx, conversation, key, "cleo@example.com", "Ihre Frage", "Guten Tag", "de-CH", support.clock.now()
        )


async def test_a_mail_is_owed_with_all_that_is_needed_to_send_it(support: Support) -> None:
    cleo = await support.open()
    await _mail(support, cleo)
    [owed] = await _owed(support)
    assert (owed["target"], owed["conversation_id"], owed["seq"], owed["state"]) == ("mail", cleo, 1, "waiting")
    assert owed["body"] == {"to": "cleo@example.com", "subject": "Ihre Frage", "text": "Guten Tag", "language": "de"}
    assert owed["next_at"] == support.clock.now()


async def test_the_same_mail_is_owed_once_and_another_one_too(support: Support) -> None:
    cleo, other = await support.open(), await support.open()
    for _ in range(2):
        await _mail(support, cleo)
    assert len(await _owed(support)) == 1
    await _mail(support, cleo, "another")
    await _mail(support, other)
    assert len({owed["id"] for owed in await _owed(support)}) == 3


async def test_a_mail_whose_reason_was_not_recorded_is_not_owed(support: Support) -> None:
    cleo = await support.open()

    async def fail() -> None:
        async with support.store.transaction() as tx:
            conversation = await tx.take(cleo)
            await outbox.mail(tx, conversation, "k", "cleo@example.com", "x", "y", "de", support.clock.now())
            raise RuntimeError("the reason could not be stored")

    with pytest.raises(RuntimeError):
        await fail()
    assert await _owed(support) == []
