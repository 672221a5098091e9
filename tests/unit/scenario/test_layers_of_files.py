"""Files that extend others: what is joined, what is replaced, what is refused and where."""

from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.load import load_scenario
from tests.unit.scenario.small import SMALL, write_small


def overlay(folder: Path, text: str, name: str = "variant.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def message_of(path: Path) -> str:
    with pytest.raises(ScenarioError) as raised:
        load_scenario(path)
    return str(raised.value)


def test_tables_are_joined_and_arrays_replaced_whole(small):
    path = overlay(
        small.parent,
        'extends = "small.toml"\nkind = "counterfactual"\npeer_deals = []\n[agreement]\nhorizon_years = 2\n'
        "[administrations.hard]\ntype = 0.2\n",
    )
    loaded = load_scenario(path)
    assert loaded.scenario.agreement.horizon_years == 2
    assert loaded.scenario.agreement.number == 3
    assert loaded.scenario.peer_deals == ()
    assert loaded.scenario.administrations["hard"].type == 0.2
    assert loaded.scenario.administrations["hard"].band == 0.05
    assert [file.name for file in loaded.files] == ["shared.toml", "small.toml", "variant.toml"]
    assert loaded.effective_kind == loaded.declared_kind == "counterfactual"


def test_parents_are_laid_from_left_to_right(small):
    overlay(small.parent, 'title = "first"\nstep_days = 3\n', "a.toml")
    overlay(small.parent, 'title = "second"\n', "b.toml")
    path = overlay(small.parent, 'extends = ["small.toml", "a.toml", "b.toml"]\nname = "x"\n')
    scenario = load_scenario(path).scenario
    assert (scenario.title, scenario.step_days, scenario.name) == ("second", 3, "x")


def test_a_file_extended_twice_is_read_once(small):
    overlay(small.parent, 'extends = "small.toml"\n', "a.toml")
    path = overlay(small.parent, 'extends = ["a.toml", "small.toml"]\n')
    assert [file.name for file in load_scenario(path).files] == ["shared.toml", "small.toml", "a.toml", "variant.toml"]


def test_a_number_replaces_the_value_of_a_parameter_and_the_source_says_so(small):
    shared = load_scenario(small).scenario.parameters.lapse_early
    path = overlay(small.parent, 'extends = "small.toml"\nkind = "counterfactual"\n[parameters]\nlapse_early = 0.2\n')
    loaded = load_scenario(path)
    changed = loaded.scenario.parameters.lapse_early
    assert (changed.value, changed.unit, changed.prior) == (0.2, shared.unit, shared.prior)
    assert changed.source == "overridden; the shared value is 0.5"
    assert loaded.overridden_parameters == ("parameters.lapse_early",)
    assert loaded.sources["parameters.lapse_early"].line == 4


def test_an_overridden_parameter_may_bring_its_own_source(small):
    text = 'extends = "small.toml"\nkind = "theory"\n[parameters]\nlapse_early = { value = 0.2, source = "C11" }\n'
    loaded = load_scenario(overlay(small.parent, text))
    assert loaded.scenario.parameters.lapse_early.source == "C11"
    assert loaded.overridden_parameters == ("parameters.lapse_early",)


def test_a_second_override_still_names_the_shared_value(small):
    overlay(small.parent, 'extends = "small.toml"\nkind = "theory"\nparameters.lapse_early = 0.2\n', "a.toml")
    loaded = load_scenario(overlay(small.parent, 'extends = "a.toml"\nparameters.lapse_early = 0.3\n'))
    assert loaded.scenario.parameters.lapse_early.source == "overridden; the shared value is 0.5"
    back = load_scenario(overlay(small.parent, 'extends = "a.toml"\nparameters.lapse_early = 0.5\n'))
    assert back.overridden_parameters == ("parameters.lapse_early",), "set by hand it holds in every draw"
    assert back.named_changes == ("parameters.lapse_early=0.5",)


@pytest.mark.parametrize("value", ["0.2", "0.5"])  # another value, and the shared one
def test_a_historical_file_may_not_set_a_parameter(small, value):
    path = overlay(small.parent, f'extends = "small.toml"\n[parameters]\nlapse_early = {value}\nlapse_guest = 0.1\n')
    lines = message_of(path).split("\n")
    assert lines[0].startswith(f"{path}:3:15: parameters.lapse_early.value: a historical scenario may not set")
    assert lines[1].startswith(f"{path}:4:15: parameters.lapse_guest.value: ")


def test_a_file_on_top_of_history_that_changes_a_fact_is_not_historical(small):
    path = overlay(small.parent, 'extends = "small.toml"\nstep_days = 1\n[agreement]\nbase_amount = 900\n')
    message = message_of(path)
    assert message.startswith(f"{path}:4:15: agreement.base_amount: differs from the historical scenario")
    assert "small.toml, so this file is not historical" in message
    assert message.count("\n") == 0
    settings_only = overlay(small.parent, 'extends = "small.toml"\nname = "daily"\nstep_days = 1\n')
    assert load_scenario(settings_only).effective_kind == "historical"


def test_a_fact_that_loses_its_source_keeps_none(small):
    path = overlay(small.parent, 'extends = "small.toml"\nkind = "counterfactual"\nagreement.base_amount = 900\n')
    origin = load_scenario(path).sources["agreement.base_amount"]
    assert (origin.file, origin.line, origin.source, origin.note) == (str(path), 3, "", "")
    kept = load_scenario(small).sources["agreement.base_amount"]
    assert (kept.line, kept.source, kept.note) == (14, "Gazette 2019-02-10", "first year")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'extends = "variant.toml"\n',
            "1:11: extends: 'variant.toml' leads back to itself (variant.toml > variant.toml)",
        ),
        ('extends = "smal.toml"\n', "1:11: extends: there is no file"),
        ('name = "x"\nextends = ["small.toml", "none.toml"]\n', "2:26: extends: there is no file"),
        ("extends = 3\n", "1:11: extends: the name of a file is needed"),
        ('extends = ["small.toml", 3]\n', "1:26: extends: the name of a file is needed"),
        ('extends = ""\n', "1:11: extends: the name of a file is needed"),
        ("extends = []\n", "1:11: extends: found an empty list"),
        ('extends = "."\n', "is a folder"),
        ('extends = "a\\u0000b"\n', "cannot be read"),
        ('extends = "/dev/zero"\n', "is no regular file"),
    ],
)
def test_faulty_extends(small, text, words):
    path = overlay(small.parent, text)
    message = message_of(path)
    assert words in message
    assert message.startswith(f"{path}:")


def test_a_missing_parent_is_suggested(small):
    assert "Did you mean 'small.toml'?" in message_of(overlay(small.parent, 'extends = "smal.toml"\n'))


def test_cycles_through_other_files_are_named(small):
    overlay(small.parent, 'extends = "b.toml"\n', "a.toml")
    overlay(small.parent, '# c\nextends = ["small.toml", "a.toml"]\n', "b.toml")
    message = message_of(small.parent / "a.toml")
    assert message.startswith(f"{small.parent / 'b.toml'}:2:26: extends: 'a.toml' leads back to itself")
    assert "(a.toml > b.toml > a.toml)" in message


def test_too_long_a_chain_is_refused(small):
    for number in range(20):
        overlay(small.parent, f'extends = "f{number + 1}.toml"\n', f"f{number}.toml")
    message = message_of(small.parent / "f0.toml")
    assert f"{small.parent / 'f15.toml'}:1:11: extends: more than 16 files extend one another" in message


def test_too_many_files_are_refused(small):
    names = [f"g{number}.toml" for number in range(80)]
    for name in names:
        overlay(small.parent, "step_days = 7\n", name)
    message = message_of(overlay(small.parent, f"extends = {names}\n"))
    assert "more than 64 files are needed" in message


def test_faults_of_several_files_are_told_together(small):
    overlay(small.parent, "a = \n", "a.toml")
    overlay(small.parent, "b = \n", "b.toml")
    message = message_of(overlay(small.parent, 'extends = ["a.toml", "b.toml"]\n'))
    assert "a.toml:1:5: invalid value" in message
    assert "b.toml:1:5: invalid value" in message


def test_a_fault_is_placed_in_the_file_that_set_the_value_last(small):
    path = overlay(small.parent, 'extends = "small.toml"\nkind = "theory"\n[table]\ncpi_cap = "low"\n')
    assert message_of(path).startswith(f"{path}:4:11: table.cpi_cap: found the text")
    write_small(small.parent, SMALL.replace("cpi_cap = 0.04", 'cpi_cap = "low"'))
    assert message_of(overlay(small.parent, 'extends = "small.toml"\n')).startswith(f"{small}:")


def test_parents_are_shown_without_detours(small):
    folder = small.parent / "variants"
    folder.mkdir()
    write_small(small.parent, SMALL.replace("cpi_cap = 0.04", 'cpi_cap = "low"'))
    assert message_of(overlay(folder, 'extends = "../small.toml"\n')).startswith(f"{small}:")
