"""Study files: what is right loads, and every fault is named with its place and a remedy."""

# ruff: noqa: E501 (one fault a line)
import re
from pathlib import Path

import pytest

from sim.experiments.designs import design_of
from sim.experiments.study_file import load_study
from sim.experiments.sweep_manifest import SweepManifest, manifest_of, study_of
from sim.experiments.variation import check_variation
from sim.outcome import NAMES
from sim.scenario.problems import ScenarioProblems

ROOT = Path(__file__).parents[3]
HEAD = f"""\
name = "study"
title = "A study"
scenario = "{ROOT}/scenarios/sma11.toml"
design = "grid"
replicates = 10
"""
FACTOR = """
[[factors]]
name = "patience"
path = "parameters.discount_host"
values = [0.1, 0.2]
"""


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
    text = HEAD.replace("grid", "morris") + 'points = 2\nfactors = "priors"\nleave_out = ["mandate"]\n'
    loaded = load(tmp_path, text)
    names = [factor.name for factor in loaded.study.factors]
    parameters = loaded.base.scenario.parameters
    varied = [n for n in type(parameters).model_fields if len(set(getattr(parameters, n).prior)) == 2]
    assert names == [name for name in varied if name != "mandate"]
    assert loaded.study.factors[0].range == parameters.discount_guest.prior


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nonsense", "study.toml:1:9: expected '='"),
        ("", "the file holds no key"),
        (HEAD.replace("sma11.toml", "sma99.toml") + FACTOR, r"study.toml:3:12: scenario: there is no file '.*sma99.toml'"),
        (HEAD.replace('title = "A study"', "") + FACTOR, "title: the key 'title' is missing"),
        (HEAD.replace('"A study"', "7") + FACTOR, "study.toml:2:9: title: found the whole number 7; text is needed"),
        (HEAD + "replicate = 3\n" + FACTOR, "study.toml:6:1: replicate: unknown key 'replicate'. Did you mean 'replicates'"),
        (HEAD.replace("= 10", "= 0") + FACTOR, "study.toml:5:14: replicates: found the whole number 0; 1 to"),
        (HEAD.replace("= 10", '= "10"') + FACTOR, 'found the text "10"; a whole number is needed'),
        (HEAD + "seed = -1\n" + FACTOR, "seed: found the whole number -1; 0 to"),
        (HEAD.replace("grid", "girl") + FACTOR, 'design: found the text "girl"; one of "grid", "list".* is needed. Known: csv, grid'),
        (HEAD.replace('"study"', '"a/b"') + FACTOR, "study.toml:1:8: name: found 'a/b'"),
        (HEAD + 'outputs = ["rise", "blank"]\n' + FACTOR, "outputs.1: 'blank' is no column of the outcomes"),
        (HEAD + 'outputs = ["rise", "rise"]\n' + FACTOR, "outputs.1: 'rise' stands twice"),
        (HEAD + "outputs = []\n" + FACTOR, "outputs: found an empty array"),
        (HEAD + "points = 3\n" + FACTOR, "points: the design grid gives the number of points itself"),
        (HEAD.replace("grid", "sobol") + FACTOR, "points: the design sobol needs the number of base samples"),
        (HEAD.replace("grid", "sobol") + "points = 100\n" + FACTOR, "found 100; a Sobol' design needs a power of 2. Write 128"),
        (HEAD + 'csv = "x.csv"\n' + FACTOR, 'csv goes with design = "csv" alone'),
        (HEAD.replace("grid", "csv") + FACTOR, 'a design "csv" needs csv = "FILE"'),
        (HEAD + 'leave_out = ["mandate"]\n' + FACTOR, 'this goes with factors = "priors" alone'),
        (HEAD + 'factors = "priors"\nleave_out = ["mandat"]\n', "leave_out.0: 'mandat' is no parameter. Did you mean 'mandate'"),
        (HEAD + 'factors = "prior"\n', 'factors: found the text "prior"; an array is needed'),
        (HEAD + "factors = []\n", "no factor is given"),
        (HEAD, "the key 'factors' is missing"),
        (HEAD + 'set = ["parameters.mandat=1"]\n' + FACTOR, "study.toml:6:7: set: --set .*unknown key 'mandat'"),
        (HEAD + FACTOR.replace("discount_host", "discount_hots"), "study.toml:9:8: factors.0.path: .*unknown key 'discount_hots'. Did you mean 'discount_host'"),
        (HEAD + FACTOR.replace("path =", "pfad ="), "factors.0.pfad: unknown key 'pfad'"),
        (HEAD + FACTOR + 'paths = ["parameters.mandate"]\n', "a path or a list of paths is needed, and not both"),
        (HEAD + FACTOR + FACTOR, "another factor is named 'patience'"),
        (HEAD + FACTOR + FACTOR.replace('"patience"', '"other"'), "parameters.discount_host is set by the factor 'patience' too"),
        (HEAD + FACTOR.replace('"patience"', '"Patience 1"'), "found 'Patience 1'; a column is named by it"),
        (HEAD + FACTOR.replace('"patience"', '"rise"'), "'rise' is taken by another column"),
        (HEAD + FACTOR.replace("0.2]", '"0.2"]'), 'study.toml:10:16: factors.0.values.1: found the text "0.2"; a factor of kind real needs numbers'),
        (HEAD + FACTOR.replace("0.2]", "0.1]"), "factors.0.values: a value stands twice"),
        (HEAD + FACTOR.replace("0.2]", "nan]"), "found nan"),
        (HEAD + FACTOR.replace("values = [0.1, 0.2]", "range = [0.2, 0.1]\nlevels = 3"), "the range is empty or runs backwards"),
        (HEAD + FACTOR.replace("values = [0.1, 0.2]", "range = [0.1, 0.2]"), "a grid needs levels"),
        (HEAD + FACTOR + "range = [0.1, 0.2]\n", "values and a range are given"),
        (HEAD.replace("grid", "list") + FACTOR + FACTOR.replace("patience", "more").replace("_host", "_guest").replace("0.2", "0.2, 0.3"), "in a list all factors have as many values; found patience 2, more 3"),
        (HEAD + FACTOR.replace("[0.1, 0.2]", "[0.1]"), "study.toml:7:3: factors.0: factor 'patience': takes one value only"),
        (HEAD + FACTOR.replace("[0.1, 0.2]", "[-1, -2]"), "none of its values makes a valid scenario: .*0 to 100 is allowed"),
        (HEAD + 'set = ["switches.tactics=false"]\n' + FACTOR.replace("discount_host", "walkout_chance"), "factor 'patience': 0.1 and 0.2 come to the same numbers"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place_and_remedy(tmp_path, text, told):
    assert re.search(told, faults(tmp_path, text)), faults(tmp_path, text)


def test_a_grid_of_too_many_points_is_refused(tmp_path):
    levels = FACTOR.replace("values = [0.1, 0.2]", "range = [0.1, 0.2]\nlevels = 10_000")
    other = levels.replace("patience", "other").replace("_host", "_guest")
    assert "100,000,000 points; 1,000,000 are allowed" in faults(tmp_path, HEAD + levels + other)


def test_dates_before_the_talks_open_do_not_vary(tmp_path):
    since = """
[[factors]]
name = "since"
path = "successions.0.beliefs.0.since"
kind = "date"
values = [2018-01-01, 2018-02-01]
"""
    assert "2018-01-01 and 2018-02-01 come to the same numbers" in faults(tmp_path, HEAD + since)


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
    manifest = manifest_of(loaded, design_of(loaded), "0" * 64)
    assert study_of(SweepManifest.model_validate_json(manifest.model_dump_json())) == loaded.study
