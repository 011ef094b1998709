"""What a reader is sent, whatever the nudges bring along."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import event

from handover.domain.events import Audience
from handover.realtime.hub import Hub, News
from handover.web.sockets.feed import Feed
from tests.support import Support


class Reader:
    """A reader of Cleo's conversation who has all of it, the news since then, and how often the database was read."""

    def __init__(self, support: Support, conversation: UUID) -> None:
        self.feed = Feed(support.store, support.queue, conversation, Audience.STAFF)
        self.cleos = Feed(support.store, support.queue, conversation, Audience.EVERYONE)
        self.news: list[News] = []
        self.reads = 0
        support.store.after_commit(
            lambda moved: self.news.extend(News(one.after, one.events) for one in moved if one.events)
        )
        event.listen(support.store.engine.sync_engine, "begin", self._read)

    def _read(self, _connection: object) -> None:
        self.reads += 1

    async def told(self, news: Sequence[News] | None) -> list[int]:
        """The numbers of the events that are sent after a nudge with these news."""
        return [frame["seq"] for frame in await self.feed.news(news)]


@pytest.fixture
async def reader(support_on_sqlite: Support) -> Reader:
    cleo = await support_on_sqlite.accepted()
    reader = Reader(support_on_sqlite, cleo)
    await reader.feed.begin(4)
    await reader.cleos.begin(4)
    await support_on_sqlite.note(cleo, "Eins")
    await support_on_sqlite.note(cleo, "Zwei")
    reader.reads = 0
    return reader


async def test_news_that_go_on_where_the_reader_is_are_sent_without_reading(reader: Reader) -> None:
    assert await reader.told(reader.news) == [5, 6]
    assert reader.feed.conversation.last_seq == 6
    assert reader.reads == 0


async def test_news_with_a_gap_before_them_are_read_from_the_log(reader: Reader) -> None:
    assert await reader.told(reader.news[1:]) == [5, 6]
    assert reader.reads == 1


async def test_news_that_come_twice_or_late_are_sent_once(reader: Reader) -> None:
    first, second = reader.news
    assert await reader.told([first, first, second]) == [5, 6]
    assert await reader.told([second]) == []
    assert await reader.told([first]) == []


async def test_a_nudge_without_news_is_read_from_the_log(reader: Reader) -> None:
    assert await reader.told(None) == [5, 6]


async def test_what_came_along_is_sent_as_it_stands_in_the_log(reader: Reader) -> None:
    carried = await reader.feed.news(reader.news)
    await reader.feed.begin(4)
    assert await reader.feed.news() == carried


async def test_of_a_reader_who_is_slow_little_is_kept(reader: Reader) -> None:
    hub = Hub()
    with hub.listening("topic") as ear:
        for _ in range(1000):
            hub.nudge("topic", reader.news[0])
        nudged, _ = await ear.wait(1)
    assert nudged == {"topic": None}


async def test_a_nudge_without_news_is_not_forgotten_over_one_with_news(reader: Reader) -> None:
    hub = Hub()
    with hub.listening("topic") as ear:
        for news in (reader.news[0], None, reader.news[1]):
            hub.nudge("topic", news)
        nudged, _ = await ear.wait(1)
    assert nudged == {"topic": None}


async def test_events_stay_hidden_from_a_customer_when_they_come_along(reader: Reader) -> None:
    assert await reader.cleos.news(reader.news) == []
