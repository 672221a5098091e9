"""Posterior draws on the command line: the default, --point, and one replicate told as it was counted."""

import json
import re
import shlex
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim.posterior.draws import middle_draw, read_posterior, shipped_digest
from tests.posteriors import DRAWS, put, use
from tests.runs import SCENARIOS
from tests.unit.cli.shell import sma

SMA11 = SCENARIOS / "sma11.toml"
MANY = 3 * DRAWS
MIDDLE = "one draw of the posterior, the one nearest its middle"
COLUMNS = ("agreement_day", "rise", "amount", "utility_host", "utility_guest", "blank_days", "rounds", "provocations")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(monkeypatch, tmp_path / "posterior.parquet")
    return tmp_path


def run(*arguments, file=SMA11, out="r"):
    return sma("run", file, "--seed", 1, "--replicates", MANY, "--no-figures", "--out", out, *arguments)


def rows(out="r"):
    return sim.load_results(out).frame


def scenario_of(out="r"):
    with open(f"{out}/manifest.json", encoding="utf-8") as file:
        return json.load(file)["scenario"]


def test_a_run_draws_by_default_and_says_so(capsys):
    assert run() == 0
    out, err = capsys.readouterr()
    label = f"historical · seed 1 · {MANY} replicates · posterior draws (n = {DRAWS}) · sma-sim"
    assert label in out
    assert label in err
    found = scenario_of()
    assert (found["overrides"], found["effective_kind"]) == ([], "historical")
    assert 'parameter_draws = "posterior"' in found["text"]


@pytest.mark.parametrize("arguments", [("--draws", "point"), ("--set", "parameter_draws=point")])
def test_the_middle_draw_for_all_on_demand(capsys, arguments):
    assert run(*arguments) == 0
    assert f"· {MIDDLE} ·" in capsys.readouterr().out
    assert run("--point", out="other") == 0
    assert scenario_of()["sha256"] == scenario_of("other")["sha256"]
    assert 'parameter_draws = "point"' in scenario_of()["text"]
    assert json.loads(Path("r/manifest.json").read_text())["versions"]["posterior"] == shipped_digest()
    assert rows().equals(rows("other"))
    assert run(out="drawn") == 0
    middle = middle_draw(read_posterior())
    assert rows().iloc[middle].equals(rows("drawn").iloc[middle]), "the replicate that has that draw in turn"
    assert not rows().equals(rows("drawn"))


def test_the_values_of_the_file_on_demand(here, monkeypatch, capsys):
    use(monkeypatch, here / "nowhere.parquet")
    assert run("--set", "parameter_draws=central") == 0
    assert "· central parameters ·" in capsys.readouterr().out
    assert "posterior" not in json.loads(Path("r/manifest.json").read_text())["versions"]


@pytest.mark.parametrize("replicate", [0, DRAWS - 1, DRAWS + 2])
def test_a_trace_of_a_replicate_is_its_row_of_the_run(capsys, replicate):
    """By the command that the run prints, told for another replicate than the first too."""
    assert run() == 0
    command = re.search(r"one run +sma (.*)", capsys.readouterr().err).group(1)
    assert "--set" not in command
    words = shlex.split(command.replace("--replicate 0", f"--replicate {replicate}"))
    assert sma(*words, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    held = {"held": f"posterior draws (n = {DRAWS})", "draw": replicate % DRAWS, "draws": DRAWS}
    assert told["parameters"] == held
    row = rows().iloc[replicate]
    for name in COLUMNS:
        value = None if pd.isna(row[name]) else float(row[name])
        assert told["outcome"][name] == pytest.approx(value, abs=1e-11), name
    assert told["scenario"]["content_hash"] == scenario_of()["sha256"]


def test_a_trace_of_the_middle_draw_is_its_row_too(capsys):
    assert run("--point") == 0
    command = re.search(r"one run +sma (.*)", capsys.readouterr().err).group(1)
    assert sma(*shlex.split(command), "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["parameters"] == {"held": MIDDLE, "draw": 0, "draws": 1}
    assert told["outcome"]["utility_host"] == pytest.approx(float(rows().iloc[0]["utility_host"]), abs=1e-11)


def test_the_story_says_which_parameters_hold_and_tells_its_own(capsys):
    found = read_posterior()
    rate = found.values[:, found.names.index("concession_rate")]
    draw = int(np.argmax(np.abs(rate - rate[0])))

    def told(*arguments):
        assert sma("trace", SMA11, "--seed", 1, "--replicate", DRAWS + draw, "--no-figure", *arguments) == 0
        return re.sub(r"\s+", " ", capsys.readouterr().out)

    drawn, middle = told(), told("--point")
    assert f"· posterior draws (n = {DRAWS}) ·" in drawn
    assert f"The weights of both sides are number {draw} of the posterior draws (n = {DRAWS})" in drawn
    assert f"at a rate of {rate[draw]:.2f} a month" in drawn
    assert f"{rate[draw]:.2f}" != f"{rate[0]:.2f}", "another draw than that of replicate 0"
    assert f"· {MIDDLE} ·" in middle
    assert f"The weights of both sides are {MIDDLE}, for all negotiations" in middle


def test_a_repeat_gives_the_same_and_with_other_draws_is_refused(here, monkeypatch, capsys):
    assert run() == 0
    first = rows()
    assert sma("run", "r/manifest.json", "--out", "again", "--no-figures") == 0
    assert rows("again").equals(first)
    before = shipped_digest()
    put(monkeypatch, here / "other.parquet", seed=9)
    capsys.readouterr()
    assert sma("run", "r", "--no-figures") == 5
    assert f"posterior {before} then, {shipped_digest()} now" in capsys.readouterr().err
    assert run("--set", "parameter_draws=central", out="central") == 0
    put(monkeypatch, here / "third.parquet", seed=10)
    assert sma("run", "central", "--no-figures") == 0


def test_the_scenario_a_run_leaves_runs_as_it_did():
    assert run("--point") == 0
    assert run(file="r/scenario.toml", out="again") == 0
    assert rows("again").equals(rows())


def test_a_manifest_does_not_take_point(capsys):
    assert run() == 0
    assert sma("run", "r", "--point") == 2
    assert "--point cannot go with it" in capsys.readouterr().err
    assert sma("run", "r", "--draws", "posterior") == 2
    assert "--draws cannot go with it" in capsys.readouterr().err


def test_worlds_compared_have_the_same_draws(capsys):
    """A change that reaches nothing changes no replicate: all of them have their parameters in both worlds."""
    change = "host_elections=[]"
    words = ("compare", SMA11, "--against", change, "--replicates", 40, "--explain", 1, "--no-figures", "--json")
    assert sma(*words) == 0
    drawn = json.loads(capsys.readouterr().out)
    assert sma(*words, "--point", "--out", "middle") == 0
    middle = json.loads(capsys.readouterr().out)
    assert drawn["base"]["run"]["parameters"] == f"posterior draws (n = {DRAWS})"
    assert drawn["worlds"][0]["run"]["draws"] == DRAWS
    assert middle["base"]["run"]["parameters"] == middle["worlds"][0]["run"]["parameters"] == MIDDLE
    assert drawn["worlds"][0]["differences"] != middle["worlds"][0]["differences"]
    title = 'title="the same under another name"'
    assert (
        sma("compare", SMA11, "--against", title, "--replicates", 40, "--no-figures", "--json", "--out", "title") == 0
    )
    assert json.loads(capsys.readouterr().out)["worlds"][0]["changed"]["count"] == 0


def test_an_ablation_draws_as_a_run_does_and_takes_the_middle_one_on_demand(capsys):
    words = ("ablate", SMA11, "--replicates", 4, "--group", "ahead=waiting", "--no-figures", "--json")
    assert sma(*words) == 0
    assert json.loads(capsys.readouterr().out)["parameters"] == "posterior draws (n = 4)"
    assert sma(*words, "--draws", "point", "--out", "middle") == 0
    assert json.loads(capsys.readouterr().out)["parameters"] == MIDDLE


@pytest.mark.parametrize(
    "words", [("run", "--replicates", 5, "--no-figures"), ("trace",), ("compare", "--against", "peer_deals=[]")]
)
def test_without_the_file_it_is_said_what_to_do(here, monkeypatch, capsys, words):
    path = use(monkeypatch, here / "nowhere.parquet")
    assert sma(words[0], SMA11, *words[1:], "--seed", 1) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip().splitlines()[-1] == (
        f"{path}: no posterior draws there. Make it anew with `sma calibrate`, or run the middle of the"
        " priors with --set parameter_draws=central."
    )
    assert not list(here.glob("results/*"))


def test_a_damaged_file_is_told_and_the_values_of_the_file_do_without(here, monkeypatch, capsys):
    (here / "damaged.parquet").write_bytes(b"PAR1 and no more")
    use(monkeypatch, here / "damaged.parquet")
    assert run() == 4
    assert "cannot be read as a file of posterior draws" in capsys.readouterr().err
    assert run("--point") == 4
    assert run("--set", "parameter_draws=central") == 0


@pytest.mark.parametrize("name", ["run", "trace", "compare", "ablate", "sweep"])
def test_help_names_the_option(capsys, name):
    assert sma(name, "--help") == 0
    words = re.sub(r"[\s│]+", " ", capsys.readouterr().out)
    assert "posterior gives each its own posterior draw, point the one nearest the middle to all." in words
    assert "Short for --draws point." in words


@pytest.mark.parametrize("words", [("run", SMA11), ("trace", SMA11), ("ablate", SMA11), ("sweep", "sma11_patience")])
def test_two_choices_of_draws_are_refused(here, capsys, words):
    assert sma(*words, "--point", "--draws", "posterior") == 2
    assert "--point is short for --draws point" in capsys.readouterr().err
    assert not (here / "results").exists()


def test_a_value_held_in_every_draw_is_named_and_makes_the_run_counterfactual(capsys):
    """Held at its shared value, 0: the draws have it otherwise."""
    assert run("--set", "parameters.audience_guest=0") == 0
    label = f"{MANY} replicates · posterior draws (n = {DRAWS}) · set: parameters.audience_guest=0"
    out, err = capsys.readouterr()
    assert label in out
    assert label in err
    found = scenario_of()
    assert (found["effective_kind"], found["changes"]) == ("counterfactual", ["parameters.audience_guest=0"])


def test_a_value_held_by_a_file_is_named(here, capsys):
    file = here / "held.toml"
    file.write_text(
        f'extends = "{SMA11}"\nname = "held"\nkind = "counterfactual"\nparameters.audience_guest = 0\n',
        encoding="utf-8",
    )
    assert run(file=file) == 0
    assert "· set: parameters.audience_guest=0 ·" in capsys.readouterr().out


def test_a_run_under_tactics_names_the_core_whose_draws_it_takes(here, monkeypatch, capsys):
    put(monkeypatch, here / "posterior-tactics.parquet", count=3, seed=2)
    use(monkeypatch, here / "posterior.parquet")
    assert run("--set", "policy=tactics") == 0
    assert "· posterior draws of the core tactics (n = 3) · set: policy=tactics ·" in capsys.readouterr().out


def test_a_trace_names_what_was_set(capsys):
    trace = ("trace", SMA11, "--seed", 1, "--no-figure", "--set", "parameters.audience_guest=0", "--out", "t")
    assert sma(*trace) == 0
    assert "· set: parameters.audience_guest=0 ·" in re.sub(r"\s+", " ", capsys.readouterr().out)


def test_draws_of_no_core_are_refused_before_anything_is_run(here, capsys):
    assert run("--set", "protocol=alternating") == 2
    assert 'policy "waiting" and protocol "alternating"' in capsys.readouterr().err
    assert not (here / "r").exists()
