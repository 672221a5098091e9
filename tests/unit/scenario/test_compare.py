"""What two scenarios differ in."""

import pytest

from sim.scenario.compare import differences
from sim.scenario.load import load_scenario, override_scenario
from tests.runs import SHIPPED, loaded


def by_path(first, second):
    found = differences(first, second)
    paths = {(one.path, one.kind): one for one in found}
    assert len(paths) == len(found)
    return paths


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scenario_does_not_differ_from_itself(name):
    assert differences(loaded(name), loaded(name)) == []


def test_an_override_is_the_difference_and_says_where_it_was_set():
    first = loaded("sma11")
    second = override_scenario(first, ["parameters.later_weight=0.2", "successions.0.winner=trump_1"])
    found = by_path(first, second)
    assert {path for path, _ in found} == {"kind", "parameters.later_weight", "successions.0.winner"}
    value = found["parameters.later_weight", "changed"]
    shared = first.scenario.parameters.later_weight
    assert (value.before, value.after, value.unit) == (shared.value, 0.2, "share")
    assert value.origin_before.file.endswith("parameters.toml")
    assert value.origin_before.source == "assumed"
    assert value.origin_after.file == "--set 'parameters.later_weight=0.2'"
    winner = found["successions.0.winner", "changed"]
    assert winner.row == "guest 2020-11-03"
    assert "Deutsche Welle" in winner.origin_before.source, "a row's source holds for its values"
    assert winner.origin_after.source == "", "but not for one that an override set"


def test_swapping_the_two_swaps_every_difference():
    there = differences(loaded("sma11"), loaded("sma12"))
    back = differences(loaded("sma12"), loaded("sma11"))
    other = {"changed": "changed", "removed": "added", "added": "removed"}
    assert {(one.row, one.path if one.kind != "changed" else "", other[one.kind]) for one in there} == {
        (one.row, one.path if one.kind != "changed" else "", one.kind) for one in back
    }


def test_rows_are_held_together_by_what_names_them():
    first = loaded("sma11")
    found = by_path(first, loaded("sma12"))
    gone = found["successions.0", "removed"]
    assert (gone.row, gone.after) == ("guest 2020-11-03", None)
    assert gone.before["winner"] == "biden"
    assert found["successions.1", "added"].row == "host 2025-06-03"
    assert found["blocs.0.seats", "changed"].row == "Democratic Party"
    assert not any(path.startswith("macro.0") for path, _ in found), "a year both have is no difference"


def test_a_row_that_moved_is_no_difference():
    first = loaded("sma11")
    rows = [*first.scenario.blocs]
    text = ", ".join(
        f'{{name="{row.name}", seats={row.seats}, camp="{row.camp}", source="{row.source}"}}' for row in rows[::-1]
    )
    second = override_scenario(first, [f"blocs=[{text}]"])
    assert [one.path for one in differences(first, second)] in ([], ["kind"])


def test_lists_of_values_are_one_value():
    first = loaded("sma11")
    second = override_scenario(first, ["table.terms=[1, 2]"])
    one = by_path(first, second)["table.terms", "changed"]
    assert one.after == [1, 2]
    assert one.unit == "years"


def test_a_default_written_out_is_no_difference():
    first = loaded("sma11")
    second = override_scenario(first, [f"agreement.horizon_years={first.scenario.agreement.horizon_years}"])
    assert differences(first, second) == []


def test_a_value_that_only_one_of_them_gives():
    found = by_path(loaded("sma11"), loaded("sma12"))
    one = found["opening.guest_rise", "changed"]
    assert (one.before, one.after, one.origin_after) == (4.61, None, None)


def test_the_source_is_a_difference_where_nothing_else_is(tmp_path):
    small = tmp_path / "other.toml"
    base = loaded("sma11").path
    text = f'extends = "{base.as_posix()}"\nkind = "counterfactual"\n[opening]\nsource = "hearsay"\n'
    small.write_text(text, encoding="utf-8")
    found = by_path(loaded("sma11"), load_scenario(small, draws="central"))
    assert {path for path, _ in found} == {"kind", "opening.source"}
    assert found["opening.source", "changed"].after == "hearsay"
