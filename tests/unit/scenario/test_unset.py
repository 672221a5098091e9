"""Keys taken away again from what a file inherits, in a file and by an override."""

import pytest

from sim.errors import ScenarioError
from sim.scenario.compare import differences
from sim.scenario.identity import content_hash
from sim.scenario.load import load_scenario, load_scenario_text
from sim.scenario.write import canonical_toml
from tests.unit.scenario.small import SMALL, write_small

HEAD = 'extends = "small.toml"\nname = "less"\nkind = "counterfactual"\n'


def overlay(small, text, name="less.toml", head=HEAD):
    path = small.parent / name
    path.write_text(head + text, encoding="utf-8")
    return path


def message_of(path, overrides=()):
    with pytest.raises(ScenarioError) as raised:
        load_scenario(path, overrides)
    return str(raised.value)


def test_a_file_takes_an_inherited_key_away(small):
    loaded = load_scenario(overlay(small, 'unset = ["opening.guest_rise", "agreement.horizon_years"]\n'))
    assert loaded.scenario.opening.guest_rise is None
    assert loaded.scenario.opening.host_rise == 0.04, "its neighbours stay"
    assert loaded.scenario.agreement.horizon_years == 3.0, "the default holds again"
    assert {path: origin.line for path, origin in loaded.unset.items()} == {
        "opening.guest_rise": 4,
        "agreement.horizon_years": 4,
    }
    assert "opening.guest_rise" not in loaded.sources
    assert load_scenario_text(canonical_toml(loaded.resolved), "text").scenario == loaded.scenario


def test_an_override_does_the_same(small):
    loaded = load_scenario(small, ["opening.guest_rise="])
    assert loaded.scenario.opening.guest_rise is None
    assert loaded.effective_kind == "counterfactual"
    assert loaded.unset["opening.guest_rise"].file == "--set 'opening.guest_rise='"
    assert loaded.named_changes == ("opening.guest_rise=",)


def test_what_is_set_again_later_is_not_unset(small):
    again = load_scenario(small, ["opening.guest_rise=", "opening.guest_rise=2"])
    assert (again.scenario.opening.guest_rise, dict(again.unset)) == (2.0, {})
    below = overlay(small, 'unset = ["opening.guest_rise"]\n')
    above = overlay(small, "opening.guest_rise = 1\n", "again.toml", 'extends = "less.toml"\n')
    assert load_scenario(below).unset
    found = load_scenario(above)
    assert (found.scenario.opening.guest_rise, dict(found.unset)) == (1.0, {})


def test_what_a_parent_unset_stays_unset_and_keeps_its_place(small):
    below = overlay(small, 'unset = ["opening.guest_rise"]\n')
    found = load_scenario(overlay(small, 'title = "t"\n', "above.toml", 'extends = "less.toml"\n'))
    assert found.scenario.opening.guest_rise is None
    assert (found.unset["opening.guest_rise"].file, found.unset["opening.guest_rise"].line) == (str(below), 4)


def test_a_table_unset_and_written_again_has_its_own_keys_alone(small):
    text = 'unset = ["opening"]\n[opening]\nhost_rise = 0.1\nsource = "mine"\n'
    opening = load_scenario(overlay(small, text)).scenario.opening
    assert (opening.guest_rise, opening.host_rise, opening.source) == (None, 0.1, "mine")


def test_a_part_of_a_row_and_a_whole_list_can_be_unset(small):
    known = SMALL.replace('winner = "soft"', 'winner = "soft"\nknown_from = 2020-01-01')
    path = write_small(small.parent, known)
    assert load_scenario(path).scenario.successions[0].known_from is not None
    assert load_scenario(path, ["successions.0.known_from="]).scenario.successions[0].known_from is None
    assert load_scenario(overlay(small, 'unset = ["peer_deals"]\n')).scenario.peer_deals == ()


def test_a_parameter_that_is_unset_has_its_shared_value_and_is_drawn_again(small):
    shared = load_scenario(small).scenario.parameters.lapse_early
    overlay(small, "parameters.lapse_early = 0.3\n", "held.toml")
    path = overlay(small, 'unset = ["parameters.lapse_early"]\n', head='extends = "held.toml"\n')
    for loaded in (load_scenario(path), load_scenario(small.parent / "held.toml", ["parameters.lapse_early="])):
        assert loaded.scenario.parameters.lapse_early == shared
        assert loaded.overridden_parameters == ()


def test_what_nobody_set_stays_unset(small):
    plain = load_scenario(small)
    same = load_scenario(small, ["as_of=", "outside=", "table.fixed_rate="])
    assert content_hash(same.scenario) == content_hash(plain.scenario)
    assert same.effective_kind == "historical"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('unset = ["agreement.base_amount"]', "4:10: unset: 'agreement.base_amount' must have a value"),
        ('unset = ["as_of", "opening.guest_ries"]', "4:19: unset: unknown key 'opening.guest_ries'. Did you mean"),
        ('unset = ["peer_deals.0"]', "4:10: unset: 'peer_deals.0' is a row of a list"),
        ('unset = ["a b"]', "4:10: unset: 'a b' is no path"),
        ('unset = "as_of"', "4:9: unset: a list of paths in quotes is needed"),
        ("unset = [1]", "4:9: unset: a list of paths in quotes is needed"),
        ('unset = ["parameters.lapse_early.value"]', "4:10: unset: a structural parameter is unset as a whole"),
    ],
)
def test_faults_of_unset_are_placed(small, text, words):
    assert message_of(overlay(small, text)).startswith(f"{small.parent / 'less.toml'}:{words}")


def test_a_file_that_extends_nothing_has_nothing_to_unset(small):
    assert ":1:1: unset: the file extends no other" in message_of(overlay(small, 'unset = ["as_of"]\n', head=""))


def test_the_difference_names_the_line_that_unset_a_key(small):
    path = overlay(small, 'unset = ["opening.guest_rise"]\n')
    found = {each.path: each for each in differences(load_scenario(small), load_scenario(path))}["opening.guest_rise"]
    assert (found.before, found.after) == (4.6, None)
    assert found.origin_after is not None
    assert (found.origin_after.file, found.origin_after.line) == (str(path), 4)
