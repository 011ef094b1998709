"""Failures become topics: what belongs together is found, keeps its identity, and gets a name."""

import dataclasses
import random
import tracemalloc

import numpy as np
import pytest
from scipy import sparse
from sklearn.metrics import adjusted_rand_score, v_measure_score

from handover.analysis.topics import merging
from handover.analysis.topics.apart import GroupingFailedError, group_apart
from handover.analysis.topics.grouping import group
from handover.analysis.topics.material import Grouping, Said
from handover.analysis.topics.naming import names

# What each matter is made of: somebody's opening, the matter itself, somebody's end.
_MATTERS = {
    ("de", "voucher"): ("Gutschein", ["einlösen", "abgelaufen", "im Warenkorb eingeben", "wird nicht angenommen"]),
    ("de", "repair"): ("Reparatur", ["vom Reissverschluss", "der Schuhsohle", "der Jacke annehmen", "kostet wie viel"]),
    ("de", "rental"): ("Schneeschuhe mieten", ["übers Wochenende", "in Zürich", "zu zweit", "für eine Woche"]),
    ("de", "kids"): ("Kindergrösse", ["für Achtjährige", "beim Helm", "der Skihose", "in Zentimetern"]),
    ("en", "voucher"): ("gift card", ["redeem", "expired", "enter it in the basket", "is not accepted"]),
    ("en", "repair"): ("repair", ["of the zipper", "of my boot soles", "for a jacket", "how much would it cost"]),
    ("en", "rental"): ("rent snowshoes", ["over the weekend", "in Zurich", "for two of us", "for one week"]),
    ("en", "kids"): ("children's size", ["for an eight year old", "for the helmet", "of ski pants", "in centimetres"]),
}
_OPENINGS = {
    "de": ["Hallo,", "Guten Tag,", "hey", "Ich habe eine Frage:", "wie ist das mit", "", "Grüezi,", "bitte:"],
    "en": ["Hello,", "hi there", "I have a question:", "how about", "", "please:", "so,", "quick one,"],
}
_GUESSES = {
    "voucher": ("redeem_voucher", "payment_issue"),
    "repair": ("report_damaged_item", "return_item"),
    "rental": ("product_availability", "place_order"),
    "kids": ("product_information", "change_order"),
}


def _failures(count: int = 10) -> tuple[list[Said], dict[str, str]]:
    """So many failures of each matter in each language, in an order by chance; and what each is about."""
    chance = random.Random(7)
    found, about = [], {}
    for (language, matter), (what, more) in _MATTERS.items():
        for number in range(count):
            text = f"{chance.choice(_OPENINGS[language])} {what} {chance.choice(more)} [order] {number}"
            first, second = _GUESSES[matter]
            sure = chance.uniform(0.3, 0.5)
            ranking = (("nlu_fallback", 0.5), (first, sure), (second, sure / 2))
            one = Said(f"{language} {matter} {number}", text, language, ranking)
            found.append(one)
            about[one.id] = matter
    chance.shuffle(found)
    return found, about


def _topics(failures: list[Said], grouping: Grouping) -> dict[str, str]:
    """The topic of each failure, or "none"."""
    new = {one: f"new-{number}" for number, members in enumerate(grouping.found) for one in members}
    return {one.id: one.topic or grouping.joined.get(one.id) or new.get(one.id, "none") for one in failures}


def _after(failures: list[Said], grouping: Grouping, day: str = "t") -> list[Said]:
    """The failures with the topics that they got."""
    topics = {one: f"{day}{number}" for number, members in enumerate(grouping.found) for one in members}
    topics |= grouping.joined
    return [dataclasses.replace(one, topic=one.topic or topics.get(one.id)) for one in failures]


def test_failures_about_one_matter_are_one_topic_in_both_languages() -> None:
    failures, about = _failures()
    topics = _topics(failures, group(failures))
    truth, found = [about[one.id] for one in failures], [topics[one.id] for one in failures]
    assert v_measure_score(truth, found) > 0.9
    assert adjusted_rand_score(truth, found) > 0.9


def test_without_what_the_bot_took_them_for_languages_stay_apart() -> None:
    failures = [dataclasses.replace(one, ranking=()) for one in _failures()[0]]
    grouping = group(failures)
    assert all(len({one.split()[0] for one in members}) == 1 for members in grouping.found)
    assert len(grouping.found) >= len(_MATTERS) - 1


def test_the_same_failures_give_the_same_topics() -> None:
    failures, _ = _failures()
    assert group(failures) == group(failures)


def test_day_by_day_nobody_changes_their_topic_and_most_find_one() -> None:
    failures, about = _failures(25)
    known = failures[:60]
    for day, more in enumerate(failures[at : at + 20] for at in range(60, len(failures), 20)):
        before = {one.id: one.topic for one in known if one.topic}
        known = _after(known, group(known), f"day {day} ")
        assert before.items() <= {one.id: one.topic for one in known}.items()
        known += more
    known = _after(known, group(known), "last ")
    assert sum(one.topic is None for one in known) <= len(known) * 0.1
    assert v_measure_score([about[one.id] for one in known], [str(one.topic) for one in known]) > 0.75


def test_a_new_failure_joins_the_topic_that_there_is() -> None:
    failures, about = _failures()
    known = _after(failures[:-8], group(failures[:-8]))
    grouping = group([*known, *failures[-8:]])
    assert len(grouping.joined) >= 7
    assert grouping.found == []
    of = {about[one.id]: one.topic for one in known}
    assert all(of[about[one]] == topic for one, topic in grouping.joined.items())


def test_what_an_owner_merged_stays_one_and_what_they_split_stays_two() -> None:
    failures, about = _failures()
    topic = {"voucher": "merged", "rental": "merged", "repair": "repair", "kids": "kids"}
    split = [
        dataclasses.replace(one, topic="zippers" if "zip" in one.text or "Reiss" in one.text else topic[about[one.id]])
        for one in failures[:-10]
    ]
    grouping = group([*split, *failures[-10:]])
    assert set(grouping.joined) <= {one.id for one in failures[-10:]}
    assert {topic for one, topic in grouping.joined.items() if about[one] in {"voucher", "rental"}} == {"merged"}
    assert grouping.found == []


def test_noise_makes_no_topic_and_glues_none_together() -> None:
    failures, about = _failures()
    noise = ["asdfgh", "42", "🙈", "", "???", "[order]", "qwertz", "hm"]
    grouping = group([*failures, *(Said(f"noise {number}", text, "de") for number, text in enumerate(noise))])
    assert not any("noise" in one for members in grouping.found for one in members)
    assert len(grouping.found) >= 4
    for members in grouping.found:
        assert len({about[one] for one in members}) == 1


def test_many_who_say_the_same_hide_nobody_who_means_it() -> None:
    """Each copy is as near to the others as can be: the ten nearest of each would be copies."""
    ways = ["Gebt mir einen Kollegen", "Schluss mit dem Automaten", "Ich will einen Berater", "Personal, sofort"]
    failures = [
        Said(f"person {number}", ways[number % len(ways)], "de", (("contact_human_agent", 0.95), ("complaint", 0.05)))
        for number in range(80)
    ]
    others, _ = _failures()
    grouping = group([*failures, *others])
    assert [{one.split()[0] for one in members} for members in grouping.found if len(members) > 25] == [{"person"}]
    assert len(grouping.found[0]) == len(failures)


def test_what_the_bot_has_no_idea_of_is_not_alike_for_that() -> None:
    clueless = tuple((f"intent {number}", 0.05) for number in range(20))
    failures, about = _failures()
    grouping = group([dataclasses.replace(one, ranking=clueless) for one in failures])
    assert len(grouping.found) >= len(_MATTERS) - 1
    for members in grouping.found:
        assert len({about[one] for one in members}) == 1


def test_a_topic_of_several_kinds_draws_these_and_nothing_else() -> None:
    failures, about = _failures()
    merged = [one for one in failures if about[one.id] in {"voucher", "rental"}]
    known = [dataclasses.replace(one, topic="merged") for one in merged[:-8]]
    grouping = group([*known, *merged[-8:], *(one for one in failures if one not in merged)])
    assert len(grouping.joined) >= 5
    assert {about[one] for one in grouping.joined} == {"voucher", "rental"}
    assert {about[one] for members in grouping.found for one in members} == {"repair", "kids"}


def test_who_shares_but_a_word_with_a_topic_does_not_come_to_it() -> None:
    known = [one for one in _failures()[0] if one.language == "de"]
    known = [dataclasses.replace(one, topic=one.id.split()[1], ranking=()) for one in known]
    grouping = group([*known, Said("new", "Helm gestern beschädigt", "de")])
    assert grouping.joined == {}


def test_answers_to_what_the_bot_asked_make_no_topic() -> None:
    answers = [Said(f"answer {number}", "[postcode]", "de", (("inform", 0.9),)) for number in range(20)]
    failures, _ = _failures()
    assert not any("answer" in one for members in group([*failures, *answers]).found for one in members)


@pytest.mark.parametrize("failures", [[], [Said("1", "Gutschein", "de")], [Said("1", "", "de"), Said("2", "", "en")]])
def test_too_few_are_no_topic(failures: list[Said]) -> None:
    assert group(failures) == Grouping({}, [], {})


def test_a_name_is_made_of_the_words_that_tell_most_as_customers_write_them() -> None:
    failures, about = _failures()
    grouping = group(failures)
    named = {about[members[0]]: grouping.names[f"new-{number}"] for number, members in enumerate(grouping.found)}
    assert named["voucher"]["de"].split(" · ")[0] == "Gutschein"
    assert named["rental"]["en"].split(" · ")[:2] in (["rent", "snowshoes"], ["snowshoes", "rent"])
    words = {word.lower() for name in named.values() for text in name.values() for word in text.split(" · ")}
    assert not words & {"order", "hallo", "hello", "bitte", "please", "ich", "the"}


def test_what_few_of_many_wrote_is_not_in_the_name() -> None:
    many = [Said(str(number), f"Gutschein {'bittte' if number < 3 else 'bitte'}", "de") for number in range(60)]
    others = [Said(f"other {number}", "Schneeschuhe mieten", "de") for number in range(60)]
    assert names({"a": many}, [*many, *others]) == {"a": {"de": "Gutschein"}}


async def test_the_process_apart_says_the_same() -> None:
    failures, _ = _failures()
    assert await group_apart(failures) == group(failures)


async def test_a_process_that_fails_is_told_of_with_its_last_words() -> None:
    with pytest.raises(GroupingFailedError, match=r"TypeError|AttributeError"):
        await group_apart([Said("1", None, "de"), Said("2", "a", "de")])  # type: ignore[arg-type]


def test_a_large_group_of_long_texts_takes_no_more_memory_than_its_texts() -> None:
    rows = sparse.random(2_000, 20_000, density=0.01, format="csr", dtype=np.float32, rng=np.random.default_rng(1))
    labels = np.zeros(2_000, dtype=np.int64)
    tracemalloc.start()
    far = merging.far_off(rows, labels, np.zeros(2_000, dtype=bool))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert far.sum() < 10, "none is further from the others than any other"
    assert most < 100_000_000
