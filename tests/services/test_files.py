"""Files are uploaded, sent with a message once, and read by those who may read the message."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from handover.domain.agent import Agent
from handover.domain.errors import (
    FileTypeError,
    IdReusedError,
    LotseError,
    NotFoundError,
    NotValidError,
    TooLargeError,
    TooManyError,
    WrongFloorError,
)
from handover.domain.events import Audience
from handover.domain.file import LARGEST
from handover.services import conversations, files, handovers
from handover.storage.files import StoredFile
from handover.storage.transaction import Command
from tests.support import Support, command

PDF = b"%PDF-1.7\n%%EOF"


async def _upload(
    support: Support, conversation_id: UUID, content: bytes = PDF, name: str = "a.pdf", agent: Agent | None = None
) -> dict[str, Any]:
    done = await files.keep(
        support.store, support.clock, conversation_id, command(), name=name, content=content, agent=agent
    )
    answer: dict[str, Any] = done.answer
    return answer


async def _send(support: Support, conversation_id: UUID, *ids: str) -> None:
    await conversations.post_message(
        support.store, support.clock, conversation_id, command(), "Anbei.", attachments=[UUID(one) for one in ids]
    )
    await support.settled()


async def _send_as(support: Support, agent: Agent, conversation_id: UUID, audience: Audience, *ids: str) -> None:
    attachments = [UUID(one) for one in ids]
    await handovers.post_message(
        support.store, support.clock, conversation_id, agent, command(), "Anbei.", audience, attachments
    )


async def _attachments(support: Support, conversation_id: UUID) -> list[list[dict[str, Any]]]:
    posted = [event.data for event in await support.log(conversation_id) if event.name == "message_posted"]
    return [data["attachments"] for data in posted if data["author"]["kind"] != "bot"]


async def _customer_reads(support: Support, conversation_id: UUID, file: dict[str, Any]) -> bytes | None:
    return await _reads(files.read_as_customer, support, conversation_id, file)


async def _staff_reads(support: Support, conversation_id: UUID, file: dict[str, Any]) -> bytes | None:
    return await _reads(files.read_as_staff, support, conversation_id, file)


async def _reads(door: Any, support: Support, conversation_id: UUID, file: dict[str, Any]) -> bytes | None:
    try:
        stored, content = await door(support.store, conversation_id, UUID(file["id"]))
    except NotFoundError:
        return None
    assert stored == StoredFile(UUID(file["id"]), file["name"], file["type"], file["size"])
    assert isinstance(content, bytes)
    return content


async def test_what_a_customer_uploads_and_sends_is_in_the_message_and_for_both_sides(support: Support) -> None:
    cleo = await support.open()
    one, two = await _upload(support, cleo), await _upload(support, cleo, b"Notiz", "../notiz")
    await _send(support, cleo, two["id"], one["id"])
    assert await _attachments(support, cleo) == [[two, one]]
    assert two | {"id": ""} == {"id": "", "name": "notiz.txt", "type": "text/plain", "size": 5}
    assert await _customer_reads(support, cleo, two) == b"Notiz"
    assert await _staff_reads(support, cleo, one) == PDF


async def test_what_was_not_sent_yet_is_for_the_side_that_uploaded_it(support: Support) -> None:
    cleo = await support.accepted()
    hers, anns = await _upload(support, cleo), await _upload(support, cleo, agent=support.ann)
    assert (await _customer_reads(support, cleo, hers), await _staff_reads(support, cleo, hers)) == (PDF, None)
    assert (await _customer_reads(support, cleo, anns), await _staff_reads(support, cleo, anns)) == (None, PDF)


async def test_a_file_with_a_note_for_staff_is_not_for_the_customer(support: Support) -> None:
    cleo = await support.accepted()
    note, reply = await _upload(support, cleo, agent=support.ann), await _upload(support, cleo, agent=support.ann)
    await _send_as(support, support.ann, cleo, Audience.STAFF, note["id"])
    await _send_as(support, support.ann, cleo, Audience.EVERYONE, reply["id"])
    assert (await _customer_reads(support, cleo, note), await _staff_reads(support, cleo, note)) == (None, PDF)
    assert (await _customer_reads(support, cleo, reply), await _staff_reads(support, cleo, reply)) == (PDF, PDF)


async def test_no_other_conversation_opens_a_file(support: Support) -> None:
    cleo, mallory = await support.open(), await support.open()
    file = await _upload(support, cleo)
    assert await _customer_reads(support, mallory, file) is None
    await _send(support, cleo, file["id"])
    assert await _customer_reads(support, mallory, file) is None
    assert await _staff_reads(support, mallory, file) is None
    errors = []
    for file_id in (UUID(file["id"]), uuid4()):
        with pytest.raises(NotFoundError) as error:
            await files.read_as_customer(support.store, mallory, file_id)
        errors.append((error.value.message, error.value.code))
    assert errors[0] == errors[1], "there is none, and it is not yours, are one answer"


async def test_a_file_is_sent_once_in_its_conversation_and_by_its_own_side(support: Support) -> None:
    cleo, other = await support.accepted(), await support.open()
    sent, hers, anns = [
        await _upload(support, cleo),
        await _upload(support, cleo),
        await _upload(support, cleo, agent=support.ann),
    ]
    await _send(support, cleo, sent["id"])
    before = await support.log(cleo)
    for refused in ([sent["id"]], [hers["id"], sent["id"]], [anns["id"]], [hers["id"], hers["id"]], [str(uuid4())]):
        with pytest.raises(NotValidError, match="attachments"):
            await _send(support, cleo, *refused)
    with pytest.raises(NotValidError, match="attachments"):
        await _send(support, other, hers["id"])
    for audience in Audience:
        with pytest.raises(NotValidError, match="attachments"):
            await _send_as(support, support.ann, cleo, audience, hers["id"])
    assert await support.log(cleo) == before
    await _send(support, cleo, hers["id"])
    await _send_as(support, support.ann, cleo, Audience.EVERYONE, anns["id"])
    assert await _attachments(support, cleo) == [[sent], [hers], [anns]]


async def test_two_messages_at_once_do_not_send_the_same_file_twice(support: Support) -> None:
    cleo = await support.accepted()
    file = await _upload(support, cleo)

    async def send() -> bool:
        try:
            await _send(support, cleo, file["id"])
        except NotValidError:
            return False
        return True

    assert sorted(await support.at_once(send, 4)) == [False, False, False, True]
    assert await _attachments(support, cleo) == [[file]]


async def test_the_same_upload_again_keeps_one_file(support: Support) -> None:
    cleo = await support.open()
    asked = Command(str(cleo), uuid4(), "the same")

    async def upload() -> Any:
        return await files.keep(support.store, support.clock, cleo, asked, name="a.pdf", content=PDF)

    answers = await support.at_once(upload, 4)
    assert sorted(done.repeated for done in answers) == [False, True, True, True]
    assert len({done.answer["id"] for done in answers}) == 1
    another = Command(str(cleo), asked.id, "another")
    with pytest.raises(IdReusedError):
        await files.keep(support.store, support.clock, cleo, another, name="b.pdf", content=PDF)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotValidError),
        (b"%PDF-1.7" + b"\0" * LARGEST, TooLargeError),
        (b"<html>", FileTypeError),
        (b"PK\x03\x04", FileTypeError),
    ],
    ids=["empty", "too large", "a page", "an archive"],
)
async def test_what_may_not_be_sent_is_not_kept(support: Support, content: bytes, error: type[LotseError]) -> None:
    cleo = await support.open()
    with pytest.raises(error):
        await _upload(support, cleo, content)
    assert await support.count("files") == 0


async def test_the_largest_file_fits(support: Support) -> None:
    cleo = await support.open()
    largest = b"%PDF-1.7" + b"\xff" * (LARGEST - 8)
    file = await _upload(support, cleo, largest)
    assert await _customer_reads(support, cleo, file) == largest


async def test_only_so_many_files_wait_to_be_sent(support: Support) -> None:
    cleo, other = await support.open(), await support.open()
    uploaded = [await _upload(support, cleo) for _ in range(files.MOST_UNSENT)]
    with pytest.raises(TooManyError) as error:
        await _upload(support, cleo)
    assert error.value.details["retry_after_s"] > 0
    await _upload(support, other)
    await _send(support, cleo, uploaded[0]["id"])
    await _upload(support, cleo)


async def test_a_conversation_keeps_so_much_in_all(support: Support, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_IN_ALL", len(PDF) * 2)
    cleo, other = await support.open(), await support.open()
    for _ in range(2):
        await _send(support, cleo, (await _upload(support, cleo))["id"])
    with pytest.raises(TooLargeError):
        await _upload(support, cleo, b"x")
    await _upload(support, other)


async def test_an_agent_uploads_where_they_have_the_floor(support: Support) -> None:
    cleo = await support.accepted(support.ann)
    await _upload(support, cleo, agent=support.ann)
    for who, where in ((support.ben, cleo), (support.ann, await support.open())):
        with pytest.raises(WrongFloorError):
            await _upload(support, where, agent=who)
    assert await support.count("files") == 1


async def test_what_was_never_sent_is_removed_after_a_day(support: Support) -> None:
    cleo = await support.open()
    sent, forgotten = await _upload(support, cleo), await _upload(support, cleo)
    await _send(support, cleo, sent["id"])
    support.clock.pass_time(hours=23)
    await support.sweep.once()
    fresh = await _upload(support, cleo)
    support.clock.at += timedelta(hours=1, seconds=1)
    await support.sweep.once()
    assert await _customer_reads(support, cleo, forgotten) is None
    assert await _customer_reads(support, cleo, fresh) == PDF
    assert await _staff_reads(support, cleo, sent) == PDF
