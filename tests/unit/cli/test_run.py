"""`sma run`: streams, exit codes, folders, repetition, and stopping."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sim.experiments.jobs as jobs
import sim.experiments.run as runs
from sim.cli.progress import progress
from sim.cli.stopping import Stop, Stopped, stoppable
from sim.version import VERSION
from tests.unit.cli.shell import sma
from tests.unit.experiments.sweeps import bytes_of, made_of
from tests.unit.synthetic import kernel

ROOT = Path(__file__).parents[3]
SCENARIO = ROOT / "scenarios" / "sma11.toml"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    for module in (jobs, runs):
        monkeypatch.setattr(module, "simulate", kernel)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return sma("run", SCENARIO, "--replicates", 500, "--no-figures", *arguments)


def test_results_go_to_standard_output_and_progress_to_standard_error(capsys):
    assert run("--seed", 1, "--point") == 0
    out, err = capsys.readouterr()
    for words in ("What happened", "given agreement", "in days from expiry on 2019-12-31", "recorded", "percentile"):
        assert words in out
    assert out.rstrip().endswith(
        "sma11: 11th SMA, talks 2019-2021 · historical · seed 1 · 500 replicates · one draw of the posterior, the one"
        f" nearest its middle · sma-sim {VERSION}"
    )
    assert "500 of 500 replicates" in err
    assert "repeat     sma run results/sma11/manifest.json" in err
    assert "sma trace" in err
    assert "--seed 1 --replicate 0" in err


def test_figures_are_drawn_and_named(here, capsys):
    assert sma("run", SCENARIO, "--replicates", 200, "--seed", 1) == 0
    err = capsys.readouterr().err
    for name in ("settlement", "amounts", "survival"):
        for ending in ("png", "svg"):
            path = f"results/sma11/figures/{name}.{ending}"
            assert path in err
            assert (here / path).stat().st_size > 10_000


def test_json_is_all_there_is_on_standard_output(here, capsys):
    assert run("--seed", 1, "--json", "--point") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["run"] == {
        "scenario": "sma11", "title": "11th SMA, talks 2019-2021", "kind": "historical", "seed": 1, "replicates": 500,
        "version": VERSION, "draws": 1, "core": "waiting", "changes": [], "limits": [], "point": True,
        "parameters": "one draw of the posterior, the one nearest its middle",
    }  # fmt: skip
    assert found == json.loads((here / "results" / "sma11" / "summary.json").read_text())


def test_without_a_seed_one_is_drawn_and_recorded(here):
    assert run() == 0
    manifest = json.loads((here / "results" / "sma11" / "manifest.json").read_text())
    assert manifest["seed_drawn"] is True
    assert run("--seed", manifest["seed"]) == 0, "the recorded seed makes the same run"


def test_seed_zero_is_a_seed(here):
    assert run("--seed", 0) == 0
    manifest = json.loads((here / "results" / "sma11" / "manifest.json").read_text())
    assert (manifest["seed"], manifest["seed_drawn"]) == (0, False)


def test_the_same_run_twice_and_with_other_workers_gives_the_same_files(here, capsys):
    assert run("--seed", 1, "--workers", 1) == 0
    first = bytes_of(here / "results" / "sma11")
    assert run("--seed", 1, "--workers", 2) == 0
    assert "of which 1 of 1 job stood there" in capsys.readouterr().err
    assert bytes_of(here / "results" / "sma11") == first
    assert run("--seed", 1, "--workers", 2, "--out", "other") == 0
    assert made_of(here / "other") == made_of(here / "results" / "sma11")


@pytest.mark.parametrize("what", ["results/sma11", "results/sma11/manifest.json"])
def test_a_run_is_repeated_from_its_folder_or_manifest(here, capsys, what):
    assert run("--seed", 1) == 0
    path = here / "results" / "sma11" / "shards" / "000000.parquet"
    first = path.read_bytes()
    path.unlink()
    assert sma("run", what, "--no-figures") == 0
    assert path.read_bytes() == first
    assert "equal those of the run repeated, byte for byte" in capsys.readouterr().err
    assert sma("run", what, "--no-figures", "--out", "elsewhere") == 0
    assert (here / "elsewhere" / "shards" / "000000.parquet").read_bytes() == first


def test_audit_and_status_read_a_run_too(here, capsys):
    assert run("--seed", 1) == 0
    capsys.readouterr()
    assert sma("audit", "results/sma11") == 0
    assert "1 shard verified, none damaged; 0 jobs left to run" in capsys.readouterr().out
    assert sma("status", "results/sma11") == 0
    told = capsys.readouterr().out
    assert "run            sma11: 11th SMA, talks 2019-2021" in told
    assert "jobs done      1 of 1" in told
    (here / "results" / "sma11" / "summary.json").write_text("{}")
    assert sma("audit", "results/sma11") == 4
    assert "Mend it, and only it, with: sma run results/sma11/manifest.json" in capsys.readouterr().err
    assert sma("run", "results/sma11/manifest.json", "--no-figures") == 0
    assert sma("audit", "results/sma11") == 0


@pytest.mark.parametrize("words", [("plot", "r", "--kind", "tornado"), ("sensitivity", "r")])
def test_what_is_of_factors_refuses_a_run(capsys, words):
    assert run("--seed", 1, "--out", "r") == 0
    assert sma(*words) == 2
    assert "r: " in capsys.readouterr().err


def test_replicates_that_fail_end_with_6_and_are_named(here, capsys, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("in the kernel")

    monkeypatch.setattr(jobs, "simulate", fails)
    assert run("--seed", 1) == 6
    told = capsys.readouterr().err
    assert "failed     replicates 0 to 499 at stage simulate: in the kernel" in told
    assert (here / "results" / "sma11" / "failures.csv").exists()
    assert not (here / "results" / "sma11" / "summary.json").exists()


def test_a_manifest_leaves_nothing_to_choose(capsys):
    assert run("--seed", 1) == 0
    assert sma("run", "results/sma11", "--seed", 0, "--set", "step_days=1") == 2
    assert "so --seed, --set cannot go with it" in capsys.readouterr().err
    assert sma("run", "results/sma11", "--as-of", "2020-04-02") == 2
    assert "so --as-of cannot go with it" in capsys.readouterr().err
    assert sma("run", "results/sma11", "--given", "nothing") == 2
    assert "so --given cannot go with it" in capsys.readouterr().err


def test_an_override_makes_the_run_counterfactual(capsys):
    assert run("--seed", 1, "--set", "agreement.base_amount=1000.0") == 0
    out, err = capsys.readouterr()
    assert "· counterfactual ·" in out
    assert "--set agreement.base_amount=1000.0" in err, "the next command must tell the same story"


def test_another_run_is_refused(here, capsys):
    assert run("--seed", 1) == 0
    assert run("--seed", 2) == 5
    assert "seed 1 there, 2 asked for" in capsys.readouterr().err
    assert run("--seed", 1, "--set", "agreement.base_amount=1000.0") == 5
    assert run("--seed", 2, "--out", "other") == 0
    assert (here / "other" / "manifest.json").exists()


def test_a_folder_of_something_else_is_refused(here, capsys):
    (here / "thesis").mkdir()
    (here / "thesis" / "chapter.tex").write_text("")
    assert run("--out", "thesis") == 5
    assert "no run of this program" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_named(capsys):
    assert run("--out", "none/run") == 4
    assert "Make it first" in capsys.readouterr().err
    assert sma("run", ".") == 4
    assert "no run or sweep there" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--replicates", "0"], ["--seed", "-1"], ["--workers", "0"], ["--set", "nonsense"]]
)
def test_bad_arguments_are_refused_before_anything_is_written(here, arguments):
    assert sma("run", SCENARIO, *arguments) == 2
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "title", "override", "text"),
    [
        (("--as-of", "2020-11-04"), "as of 2020-11-04", "as_of=2020-11-04", "as_of = 2020-11-04"),
        (("--given", "nothing"), "given nothing after the opening", "'given=[]'", "given = []"),
    ],
)
def test_a_run_says_what_it_knows_and_is_that_of_the_override(here, capsys, options, title, override, text):
    assert run("--seed", 1, *options) == 0
    out, err = capsys.readouterr()
    assert f"talks 2019-2021, {title} · historical" in out
    assert f"--set {override}" in err, "the next command must tell the same story"
    manifest = json.loads((here / "results" / "sma11" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["scenario"]["title"].endswith(title)
    assert text in manifest["scenario"]["text"]
    assert sma("run", "results/sma11", "--no-figures") == 0, "the manifest repeats it"


def test_parts_that_are_given_are_named(capsys):
    assert run("--seed", 1, "--given", "winners, states") == 0
    assert "given winners, states after the opening" in capsys.readouterr().out
    assert run("--seed", 1, "--given", "luck", "--out", "other") == 2
    assert 'found the text "luck"' in capsys.readouterr().err


@pytest.mark.parametrize("day", ["2021-03-07", "2019-01-01", "April"])
def test_a_day_without_a_record_is_refused(here, capsys, day):
    assert run("--seed", 1, "--as-of", day) != 0
    assert day in capsys.readouterr().err
    assert not (here / "results" / "sma11").exists()


def test_a_missing_scenario_is_refused(capsys):
    assert sma("run", "none.toml") == 2
    assert "none.toml" in capsys.readouterr().err


def test_a_second_run_in_the_folder_is_refused_at_once(here, capsys):
    from filelock import FileLock

    (here / "results").mkdir()
    with FileLock(here / "results" / ".sma11.lock"):
        assert run("--seed", 1) == 3
    assert "another run is being written there" in capsys.readouterr().err
    assert run("--seed", 1) == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_in_good_order_and_says_how_to_go_on(here, capsys, monkeypatch, number, code):
    calls = []

    def interrupted(prepared, seed, first, count, out=None):
        calls.append(first)
        if len(calls) == 3:
            os.kill(os.getpid(), number)
        return kernel(prepared, seed, first, count, out)

    monkeypatch.setattr(jobs, "MOST", 100)
    monkeypatch.setattr(jobs, "simulate", interrupted)
    words = ("run", SCENARIO, "--replicates", 500, "--seed", 3, "--no-figures", "--workers", 1, "--out")
    assert sma(*words, "a b") == code
    again = f"To go on: sma run {SCENARIO} --replicates 500 --seed 3 --out 'a b'"
    assert again in capsys.readouterr().err
    monkeypatch.setattr(jobs, "simulate", kernel)
    assert sma(*words, "a b") == 0
    assert "of which 2 of 5 jobs stood there" in capsys.readouterr().err
    assert sma(*words, "whole") == 0
    assert made_of(here / "a b") == made_of(here / "whole")


def test_a_signal_swallowed_on_its_way_is_not_lost():
    stop = Stop()
    stop.check()
    with pytest.raises(Stopped):
        stop.receive(signal.SIGTERM, None)
    with pytest.raises(Stopped) as stopped:
        stop.check()
    assert stopped.value.exit_code == 143


def test_handlers_are_put_back():
    before = signal.getsignal(signal.SIGTERM)
    with stoppable():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_progress_without_a_terminal_is_a_line_now_and_then(capsys, monkeypatch):
    clock = iter([0.0, 1.0, 6.0, 7.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with progress("x") as report:
        for done in (0, 100, 600, 1_000):
            report(done, 1_000)
    assert capsys.readouterr().err.splitlines() == [
        "x: 600 of 1,000 replicates, 100 a second, 4 s left",
        "x: 1,000 of 1,000 replicates, 143 a second",
    ]


def test_progress_of_what_is_gone_on_with_counts_the_rate_of_this_call(capsys, monkeypatch):
    clock = iter([1_000.0, 1_006.0, 1_009.0, 2_000.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with progress("x", "world") as report:
        for done in (700, 760, 800):
            report(done, 1_000)
    with progress("y") as report:
        report(1, 1)
    assert capsys.readouterr().err.splitlines() == [
        "x: 760 of 1,000 worlds, 10 a second, 24 s left",
        "y: 1 of 1 replicate",
    ]


def test_help_imports_nothing_heavy():
    code = (
        "import sys, sim.cli.commands.run; "
        "sys.exit(any(name in sys.modules for name in ('numba', 'pandas', 'pyarrow', 'matplotlib', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
