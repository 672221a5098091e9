"""Which parameters a scenario has: a setting that makes no counterfactual, and values held by hand."""

import pytest

from sim.cli.commands.show import rows
from sim.errors import ScenarioError
from sim.scenario.compare import differences
from sim.scenario.identity import content_hash
from sim.scenario.load import load_scenario, load_scenario_text
from sim.scenario.write import canonical_toml
from tests.runs import SCENARIOS
from tests.unit.scenario.small import SMALL, write_small

AS_SHARED = "parameters.lapse_early=0.5"


def overlay(small, text):
    path = small.parent / "overlay.toml"
    path.write_text(f'extends = "small.toml"\n{text}', encoding="utf-8")
    return path


def test_drawing_parameters_leaves_history_historical(small):
    loaded = load_scenario(small, ["parameter_draws=posterior"])
    assert loaded.effective_kind == "historical"
    assert content_hash(loaded.scenario) != content_hash(load_scenario(small, draws="point").scenario)


def test_a_scenario_that_does_not_say_draws_and_what_it_settles_on_stands_in_its_text(small):
    plain = load_scenario(small, ["successions.0.winner=hard"])
    assert plain.scenario.parameter_draws == "posterior"
    assert (plain.overrides, plain.effective_kind) == (("successions.0.winner=hard",), "counterfactual")
    assert load_scenario_text(canonical_toml(plain.resolved), "text").scenario == plain.scenario


@pytest.mark.parametrize("unset", ["parameter_draws=", "title=other"])
def test_files_overrides_and_the_choice_beside_them_come_in_this_order(small, tmp_path, unset):
    file = write_small(tmp_path, SMALL.replace("step_days", 'parameter_draws = "central"\nstep_days'))
    told = "posterior" if unset == "parameter_draws=" else "central"
    assert load_scenario(file, [unset]).scenario.parameter_draws == told
    assert load_scenario(file, draws="posterior").scenario.parameter_draws == "posterior"
    assert load_scenario(file, [unset, "parameter_draws=posterior"], "point").scenario.parameter_draws == "point"
    assert load_scenario(small, draws="point").overrides == ("parameter_draws=point",)


def test_another_choice_is_refused(small):
    with pytest.raises(ScenarioError, match="draws: found 'prior'; allowed: 'posterior' or 'point'"):
        load_scenario(small, draws="prior")


def test_an_unknown_kind_of_draws_is_told(small):
    with pytest.raises(ScenarioError, match="parameter_draws"):
        load_scenario(small, ["parameter_draws=prior"])


def test_theory_draws_none():
    pie = SCENARIOS / "theory" / "pie.toml"
    with pytest.raises(ScenarioError, match="parameter_draws: found 'posterior'; a theory scenario has one set"):
        load_scenario(pie, ["parameter_draws=posterior"])
    with pytest.raises(ScenarioError, match="a theory scenario has one set"):
        load_scenario(pie, draws="posterior")
    for loaded in (load_scenario(pie), load_scenario(pie, draws="central")):
        assert loaded.scenario.parameter_draws == "central"


@pytest.mark.parametrize("override", [AS_SHARED, "parameters.lapse_early.value=0.5"])
def test_a_value_set_to_the_shared_one_is_marked_and_no_longer_history(small, override):
    loaded, plain = load_scenario(small, [override]), load_scenario(small)
    held, shared = (each.scenario.parameters.lapse_early for each in (loaded, plain))
    assert held.source == "overridden; the shared value is 0.5"
    assert (held.value, held.prior, held.unit) == (shared.value, shared.prior, shared.unit)
    assert loaded.overridden_parameters == ("parameters.lapse_early",)
    assert loaded.effective_kind == "counterfactual"
    assert loaded.named_changes == (override,)
    assert dict(rows(loaded))["parameters"].endswith("the shared set but for lapse_early = 0.5")


def test_a_held_value_is_another_scenario_and_diff_says_why(small):
    """With posterior draws it runs otherwise, so it must not pass for the same."""
    loaded, plain = load_scenario(small, [AS_SHARED]), load_scenario(small)
    assert content_hash(loaded.scenario) != content_hash(plain.scenario)
    kind, found = differences(plain, loaded)
    assert (kind.path, kind.before, kind.after) == ("kind", "historical", "counterfactual")
    assert found.path == "parameters.lapse_early.source"
    assert (found.before, found.after) == ("assumed", "overridden; the shared value is 0.5")
    assert found.origin_before is not None
    assert found.origin_after is not None
    assert found.origin_before.file.endswith("shared.toml")
    assert found.origin_after.file == "--set 'parameters.lapse_early=0.5'"


def test_a_value_that_a_record_gives_is_held_too_where_it_is_set_to_the_same():
    path = SCENARIOS / "sma11.toml"
    shared = load_scenario(path).scenario
    same = load_scenario(path, [f"parameters.vote_level={shared.parameters.vote_level.value}"]).scenario
    assert shared.parameters.vote_level.source != "assumed"
    assert same.parameters.vote_level.source.startswith("overridden; the shared value is")
    assert same.parameters.vote_level.value == shared.parameters.vote_level.value


@pytest.mark.parametrize("source", ["", ', source = "assumed"', ', source = "assumed", note = "a guess"'])
def test_a_guess_in_a_file_is_held_like_any_value_set_there(small, source):
    path = overlay(small, f'kind = "counterfactual"\nparameters.lapse_early = {{ value = 0.3{source} }}\n')
    parameter = load_scenario(path).scenario.parameters.lapse_early
    assert (parameter.value, parameter.source) == (0.3, "overridden; the shared value is 0.5")


def test_the_shared_table_read_through_two_files_stays_as_it_is(small):
    path = small.parent / "both.toml"
    path.write_text('extends = ["small.toml", "shared.toml"]\n', encoding="utf-8")
    assert load_scenario(path).scenario == load_scenario(small).scenario


def test_show_says_whose_draws(small, tmp_path):
    def told(*overrides):
        return dict(rows(load_scenario(small, overrides)))["their draws"]

    assert told() == told("parameter_draws=posterior") == "posterior"
    assert told("parameter_draws=central") == told("kind=theory") == "central"
