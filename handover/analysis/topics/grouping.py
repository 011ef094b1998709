"""Failures into topics: those that are like a topic join it, those that are like one another make a new one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from handover.analysis.topics import asides, communities, features, merging, naming, neighbours
from handover.analysis.topics.material import Grouping, Said
from handover.analysis.topics.words import short, surfaces, telling

# Fewer are no topic yet.
LEAST = 3
# What the bot's reading counts for beside the words, within a language.
READING_WEIGHT = 0.7


@dataclass
class Group:
    """Failures, by their places, that belong together; `topic` is None of a group that is new."""

    topic: str | None
    members: list[int]


def group(failures: Sequence[Said]) -> Grouping:
    """Find out what belongs together.

    A failure that has a topic keeps it, and two topics never become one: that is for people to decide. The same
    failures give the same answer.
    """
    said = _to_the_point(failures)
    copies = _copies(said)
    once = [said[places[0]] for places in copies]
    by_language: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(once):
        by_language[short(one.language)].append(place)
    readings = features.of_rankings([one.ranking for one in once])
    found = [
        Group(each.topic, [places[member] for member in each.members])
        for places in by_language.values()
        for each in _of_one_language([once[place] for place in places], readings[places])
    ]
    groups = [
        Group(each.topic, [place for member in each.members for place in copies[member]])
        for each in _across(_whole(found), once, readings)
    ]
    return _told([each for each in groups if each.topic or len(each.members) >= LEAST], said)


def _to_the_point(failures: Sequence[Said]) -> list[Said]:
    """The failures without what is said beside anything."""
    said = list(failures)
    for language in {short(one.language) for one in failures}:
        places = [place for place, one in enumerate(failures) if short(one.language) == language]
        for place, text in zip(places, asides.without([failures[place].text for place in places]), strict=True):
            said[place] = replace(failures[place], text=text)
    return said


def _copies(failures: Sequence[Said]) -> list[list[int]]:
    """The places of those who said the same, together: copies would be one another's nearest, and hide all others."""
    found: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    for place, one in enumerate(failures):
        words = " ".join(word for word, _ in surfaces(one.text))
        # Of those without a telling word nobody knows that they mean the same.
        found[short(one.language), words if telling(words) else one.id, one.topic].append(place)
    return list(found.values())


def _of_one_language(failures: Sequence[Said], readings: features.Rows) -> list[Group]:
    topics = sorted({one.topic for one in failures if one.topic is not None})
    held = np.array([-1 if one.topic is None else topics.index(one.topic) for one in failures], dtype=np.int64)
    if (held >= 0).all():
        return _groups(held, topics)
    texts = features.of_texts([one.text for one in failures])
    rows = sparse.hstack([texts, readings * READING_WEIGHT]).tocsr()
    fineness = communities.resolution(len(failures))
    label = _labels(rows, held, fineness)
    # Whoever joined others for want of nearer ones may have some to make a group with.
    strays = np.flatnonzero(merging.far_off(rows, label, held >= 0))
    if len(strays):
        label[strays] = label.max() + 1 + _labels(rows[strays], np.full(len(strays), -1), fineness)
    return _groups(label, topics)


def _labels(rows: features.Rows, held: communities.Labels, fineness: float) -> communities.Labels:
    graph = neighbours.graph(rows, held < 0)
    # Who is held looked for no neighbours, and would weigh too little beside those who did.
    usual = graph.sum() / int((held < 0).sum())
    graph = (graph + sparse.diags(np.where(held >= 0, usual, 0.0))).tocsr()
    label = communities.communities(graph, held, fineness)
    near = merging.closeness(rows, label, int(label.max()) + 1, merging.LEAST_BY_WORDS)
    return merging.merge_alike(near, int(held.max()) + 1)[label]


def _groups(label: communities.Labels, topics: Sequence[str]) -> list[Group]:
    members: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(label.tolist()):
        members[one].append(place)
    return [Group(topics[one] if one < len(topics) else None, found) for one, found in sorted(members.items())]


def _whole(groups: Iterable[Group]) -> list[Group]:
    """The parts that a topic has in different languages, put together."""
    topics: dict[str, Group] = {}
    new = []
    for each in groups:
        if each.topic is None:
            new.append(each)
        elif each.topic in topics:
            topics[each.topic].members += each.members
        else:
            topics[each.topic] = each
    return [*topics.values(), *new]


def _across(groups: list[Group], failures: Sequence[Said], readings: features.Rows) -> list[Group]:
    """Groups of different languages that the bot took for the same become one."""
    some = [each for each in groups if len(each.members) > 1]
    if len(some) < 2:  # noqa: PLR2004 - a pair
        return groups
    spoken = [{short(failures[member].language) for member in each.members} for each in some]
    held = np.array([each.topic is not None for each in some])
    may = np.array([[one.isdisjoint(other) for other in spoken] for one in spoken]) & ~np.outer(held, held)
    label = np.repeat(np.arange(len(some)), [len(each.members) for each in some])
    members = [member for each in some for member in each.members]
    near = merging.closeness(readings[members], label, len(some), merging.LEAST_BY_READING)
    for one, kept in enumerate(merging.pair_across(near, may, held).tolist()):
        if kept != one:
            some[kept].members += some[one].members
            some[one].members = []
    return [each for each in groups if each.members]


def _told(groups: Sequence[Group], failures: Sequence[Said]) -> Grouping:
    new = sorted((each for each in groups if each.topic is None), key=lambda each: -len(each.members))
    keys = {id(each): f"new-{number}" for number, each in enumerate(new)}
    named = naming.names(
        {each.topic or keys[id(each)]: [failures[place] for place in each.members] for each in groups}, failures
    )
    joined = {
        failures[place].id: each.topic
        for each in groups
        if each.topic
        for place in each.members
        if failures[place].topic is None
    }
    return Grouping(joined, [[failures[place].id for place in each.members] for each in new], named)
