"""Topics are found again after all failures were grouped anew."""

import pytest

from handover.analysis.topics.identity import goes_on_in, heirs, is_grown


def _was(**topics: str) -> dict[str, str]:
    return {failure: topic for topic, failures in topics.items() for failure in failures}


@pytest.mark.parametrize(
    ("groups", "was", "going", "expected"),
    [
        (["abc", "xyz"], _was(voucher="abc", rental="xyz"), {"voucher": 0, "rental": 1}, {0: "voucher", 1: "rental"}),
        (["abcd", "ef"], _was(mixed="abcef"), {"mixed": 0}, {0: "mixed"}),
        (["abcde"], _was(small="ab", large="cde"), {"large": 0, "small": 0}, {0: "large"}),
        (["ab", "cd"], _was(even="abcd"), {"even": 0}, {0: "even"}),
        (["abcx", "dy"], _was(large="abc", small="xd"), {"large": 0, "small": 0}, {0: "large"}),
        (["new"], _was(gone="x"), {}, {}),
        ([], _was(gone="x"), {}, {}),
    ],
)
def test_a_topic_goes_on_where_most_of_its_failures_are_and_the_largest_stays(
    groups: list[str], was: dict[str, str], going: dict[str, int], expected: dict[int, str]
) -> None:
    assert goes_on_in(groups, was) == going
    assert heirs(groups, was) == expected


@pytest.mark.parametrize(("count", "before", "grown"), [(1, 0, True), (0, 0, True), (39, 20, False), (40, 20, True)])
def test_failures_are_grouped_anew_when_there_are_twice_as_many(count: int, before: int, grown: bool) -> None:
    assert is_grown(count, before) is grown
