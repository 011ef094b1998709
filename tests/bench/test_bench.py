"""Where `make bench` writes what it measured."""

from tests.bench.bench import PAGE, PARTS, table, with_table


def test_a_table_takes_the_place_of_the_one_before_and_of_no_other() -> None:
    page = "<!-- a -->\nold\n<!-- end of a -->\ntext\n<!-- b -->\nkept\n<!-- end of b -->\n"
    assert with_table(page, "a", "new") == page.replace("old", "new")


def test_each_part_has_its_place_on_the_page() -> None:
    page = PAGE.read_text()
    assert [name for name in PARTS if with_table(page, name, "a table") == page] == []


def test_figures_stand_to_the_right() -> None:
    assert table(("", "ms"), [("ours", "1")]) == "|  | ms |\n| --- | ---: |\n| ours | 1 |"
