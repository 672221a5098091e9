"""The page of sources counts the rows that are there."""

from tests.update_sources import PAGE, table, with_table


def test_the_table_by_host_is_that_of_the_rows():
    text = PAGE.read_text(encoding="utf-8")
    assert with_table(text) == text, "run `python -m tests.update_sources`"


def test_each_host_and_table_has_its_cell():
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table().splitlines()]
    assert lines[0] == ["table", "Republic of Korea", "Japan", "West Germany", "United States", "all"]
    cells = {line[0]: line[1:] for line in lines[2:]}
    assert cells["agreements.csv"] == ["10, 100%", "11, 100%", "7, 57%", "", ""]
    assert cells["provocations.csv"] == ["", "", "", "", "294, 100%"]
