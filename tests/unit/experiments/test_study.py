"""Study files: what is right loads as it is meant."""

import pytest

from sim.experiments.designs import design_of
from sim.experiments.manifest import Manifest, manifest_of, study_of
from sim.experiments.study_file import load_study
from sim.experiments.variation import check_variation
from sim.outcome import NAMES
from sim.scenario.problems import ScenarioProblems
from tests.unit.experiments.bad_studies import FACTOR, HEAD, ROOT


def faults(tmp_path, text):
    path = tmp_path / "study.toml"
    path.write_text(text)
    with pytest.raises(ScenarioProblems) as fault:
        checked(path)
    return str(fault.value).replace(str(path), "study.toml")


def checked(path):
    loaded = load_study(path)
    check_variation(loaded, design_of(loaded))


def load(tmp_path, text):
    (tmp_path / "study.toml").write_text(text)
    return load_study(tmp_path / "study.toml")


def test_defaults_are_filled_in(tmp_path):
    study = load(tmp_path, HEAD + FACTOR).study
    assert (study.seed, study.common_random_numbers, len(study.outputs)) == (1, True, 14)


def test_all_outputs(tmp_path):
    study = load(tmp_path, HEAD + 'outputs = "all"\n' + FACTOR).study
    assert study.outputs == tuple(name for name in NAMES if name != "replicate")


def test_priors_stand_for_every_parameter_that_has_one(tmp_path):
    text = HEAD.replace("grid", "morris") + 'points = 2\nfactors = "priors"\nleave_out = ["habit"]\n'
    loaded = load(tmp_path, text)
    names = [factor.name for factor in loaded.study.factors]
    parameters = loaded.base.scenario.parameters
    varied = [n for n in type(parameters).model_fields if len(set(getattr(parameters, n).prior)) == 2]
    assert names == [name for name in varied if name != "habit"]
    assert loaded.study.factors[0].range == parameters.discount_guest.prior


def test_a_factor_that_another_one_switches_on_does_vary(tmp_path):
    text = HEAD + 'set = ["switches.tactics=false"]\n' + FACTOR.replace("discount_host", "walkout_chance")
    switch = '\n[[factors]]\nname = "tactics"\npath = "switches.tactics"\nkind = "switch"\n'
    loaded = load(tmp_path, text + switch)
    check_variation(loaded, design_of(loaded))


def test_a_file_of_points(tmp_path):
    text = HEAD.replace("grid", "csv") + 'csv = "p.csv"\n' + FACTOR.replace("values = [0.1, 0.2]", "")
    text += '\n[[factors]]\nname = "winner"\npath = "successions.0.winner"\nkind = "category"\n'
    (tmp_path / "p.csv").write_text("winner,patience\nbiden,0.1\ntrump_1,0.25\n")
    loaded = load(tmp_path, text)
    assert loaded.rows == ((0.1, "biden"), (0.25, "trump_1"))
    assert loaded.study.factors[1].values == ("biden", "trump_1")
    (tmp_path / "p.csv").write_text("winner,patience\nbiden,0.1\ntrump_1,high\n")
    assert "p.csv:3:2: patience: found 'high'; a value of kind real is needed" in faults(tmp_path, text)
    (tmp_path / "p.csv").write_text("winner\nbiden\n")
    assert "no column patience" in faults(tmp_path, text)
    (tmp_path / "p.csv").unlink()
    assert "study.toml:6:7: csv: " in faults(tmp_path, text)


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios" / "studies").glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_studies_load(path):
    loaded = load_study(path)
    assert loaded.study.name == path.stem
    if loaded.study.design != "sobol":  # every factor of which is looked at in the slow tests
        check_variation(loaded, design_of(loaded))


@pytest.mark.slow
@pytest.mark.parametrize("number", [10, 11, 12])
def test_every_parameter_of_the_shipped_sobol_studies_varies(number):
    loaded = load_study(ROOT / "scenarios" / "studies" / f"sma{number}_sobol.toml")
    check_variation(loaded, design_of(loaded))


def test_a_study_comes_back_from_its_manifest_as_it_was(tmp_path):
    dated = """
[[factors]]
name = "handover"
path = "successions.0.handover"
kind = "date"
values = [2021-01-20, 2021-03-20]
"""
    loaded = load(tmp_path, HEAD + FACTOR + dated)
    manifest = manifest_of("sweep", loaded, design_of(loaded), "0" * 64)
    assert study_of(Manifest.model_validate_json(manifest.model_dump_json())) == loaded.study
