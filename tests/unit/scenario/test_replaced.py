"""Lists that are written anew say how many inherited rows they drop."""

import pytest

from sim.scenario.load import load_scenario
from tests.runs import SCENARIOS

HEAD = f'extends = "{SCENARIOS / "sma11.toml"}"\nname = "child"\nkind = "counterfactual"\n'
ROW = 'kind = "exercise"\nsince = 2020-03-01\nuntil = 2020-03-10\nstrength = 1.0\nsource = "assumed"\n'
SHARED = len(load_scenario(SCENARIOS / "sma11.toml").scenario.intervals)


def write(folder, text, name="child.toml", head=HEAD):
    path = folder / name
    path.write_text(head + text, encoding="utf-8")
    return path


def test_a_row_in_place_of_all_shared_ones_is_counted_and_suspicious(tmp_path):
    path = write(tmp_path, f"[[intervals]]\n{ROW}")
    (found,) = load_scenario(path).replaced
    assert (found.path, found.before, found.after, found.dropped) == ("intervals", SHARED, 1, SHARED)
    assert found.suspicious
    assert str(found) == f"{path}:4:3: intervals: 1 row replaces {SHARED} inherited rows, of which {SHARED} are gone"
    assert "write [[add.intervals]]" in found.warning


def test_added_rows_replace_nothing(tmp_path):
    loaded = load_scenario(write(tmp_path, f"[[add.intervals]]\n{ROW}"))
    assert (loaded.replaced, len(loaded.scenario.intervals)) == ((), SHARED + 1)


def test_a_list_emptied_or_edited_on_purpose_is_counted_without_suspicion(tmp_path):
    (emptied,) = load_scenario(write(tmp_path, "peer_deals = []\n")).replaced
    assert (emptied.after, emptied.before, emptied.dropped, emptied.suspicious) == (0, 5, 5, False)
    (edited,) = load_scenario(SCENARIOS / "variants" / "sma11_hardliner_reelected.toml").replaced
    assert (edited.path, edited.after, edited.before, edited.dropped, edited.suspicious) == (
        "successions",
        3,
        3,
        1,
        False,
    )


def test_a_list_unset_first_is_meant_to_be_all(tmp_path):
    loaded = load_scenario(write(tmp_path, f'unset = ["intervals"]\n[[intervals]]\n{ROW}'))
    assert (loaded.replaced, len(loaded.scenario.intervals)) == ((), 1)


def test_rows_lost_further_down_or_between_parents_are_told_too(tmp_path):
    write(tmp_path, f"[[intervals]]\n{ROW}")
    above = load_scenario(write(tmp_path, 'title = "t"\n', "above.toml", 'extends = "child.toml"\n'))
    assert [each.path for each in above.replaced] == ["intervals"]
    write(tmp_path, f"[[add.intervals]]\n{ROW}", "one.toml")
    write(tmp_path, 'title = "two"\n', "two.toml")
    both = load_scenario(write(tmp_path, 'name = "both"\n', "both.toml", 'extends = ["one.toml", "two.toml"]\n'))
    assert [(each.path, each.before, each.dropped) for each in both.replaced] == [("intervals", SHARED + 1, 1)]


@pytest.mark.parametrize("path", sorted(SCENARIOS.rglob("variants/*.toml")), ids=lambda path: path.stem)
def test_no_shipped_variant_drops_rows_by_oversight(path):
    assert not [each for each in load_scenario(path).replaced if each.suspicious]
