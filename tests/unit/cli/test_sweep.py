"""`sma sweep`, `sma status`, `sma audit`: streams, exit codes, resuming, and stopping."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest
from filelock import FileLock

import sim.experiments.jobs as jobs
from sim.cli import main as cli
from tests.unit.experiments.sweeps import ROOT, kernel, patch, write


@pytest.fixture(autouse=True)
def study(tmp_path, monkeypatch):
    patch(monkeypatch, most=100)
    jobs._prepared.cache_clear()
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


def sma(*arguments) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_results_go_to_standard_output_and_progress_to_standard_error(study, tmp_path, capsys):
    assert sma("sweep", study) == 0
    out, err = capsys.readouterr()
    assert "1,800 negotiations at 6 points in results/small/" in out
    assert "6 points x 300 replicates, seed 1" in err
    assert 'sim.load_results("results/small").outcomes()' in err
    digest = re.search("digest ([0-9a-f]{64})", out)
    assert sma("status", "results/small") == 0
    told = capsys.readouterr().out
    assert digest is not None
    assert f"digest         {digest[1]}" in told
    assert "jobs done      18 of 18" in told
    assert sma("audit", "results/small") == 0
    assert "18 shards verified, none damaged; 0 jobs left" in capsys.readouterr().out


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_command_again_runs_nothing(study, capsys, workers):
    assert sma("sweep", study, "--out", "r") == 0
    first = capsys.readouterr().out
    assert sma("sweep", study, "--out", "r", "--workers", workers) == 0
    again = capsys.readouterr()
    assert again.out == first
    assert "0 jobs run" in again.err


def test_a_dry_run_tells_size_time_and_disk_and_writes_nothing(study, tmp_path, capsys):
    assert sma("sweep", study, "--dry-run") == 0
    out = capsys.readouterr().out
    for line in (
        "points         6",
        "negotiations   1,800",
        "jobs           18",
        "time           about",
        "disk           about",
    ):
        assert line in out
    assert [path.name for path in tmp_path.iterdir()] == ["study.toml"]


def test_a_bad_study_is_refused_before_anything_is_written(study, tmp_path, capsys):
    study.write_text(study.read_text().replace("replicates", "replicate"))
    assert sma("sweep", study) == 2
    assert re.search(r"study.toml:\d+:1: replicate: unknown key", capsys.readouterr().err)
    assert [path.name for path in tmp_path.iterdir()] == ["study.toml"]


def test_two_ways_to_run_at_once_are_refused(study, capsys):
    assert sma("sweep", study, "--workers", 2, "--local-cluster", 2) == 2
    assert "Choose one" in capsys.readouterr().err


def test_failed_points_end_with_6_and_name_the_table(tmp_path, capsys):
    study = write(tmp_path, patience="[0.05, 700]", replicates=10)
    assert sma("sweep", study) == 6
    err = capsys.readouterr().err
    assert "failed: point 2 at stage scenario" in err
    assert "2 failures, each with the command to replay it: results/small/failures.csv" in err
    assert sma("status", "results/small") == 0
    assert "failed points  2" in capsys.readouterr().out


def test_a_damaged_shard_ends_the_audit_with_4_and_is_mended(study, tmp_path, capsys):
    assert sma("sweep", study, "--out", "r") == 0
    shard = tmp_path / "r" / "shards" / "000007.parquet"
    whole = shard.read_bytes()
    shard.write_bytes(whole[:-1] + b"x")
    capsys.readouterr()
    assert sma("audit", "r") == 4
    err = capsys.readouterr().err
    assert "000007.parquet: has SHA-256" in err
    assert "1 damaged. Mend it, and only it, with: sma sweep study.toml --out r\n" in err
    assert sma("status", "r") == 0
    assert "damaged        1" in capsys.readouterr().out
    assert sma("sweep", study, "--out", "r") == 0
    assert "1 job run" in capsys.readouterr().err
    assert shard.read_bytes() == whole


def test_another_design_in_the_folder_is_refused_with_5(study, capsys):
    assert sma("sweep", study) == 0
    study.write_text(study.read_text().replace("seed = 1", "seed = 2"))
    assert sma("sweep", study) == 5
    assert "seed 1 there, 2 asked for" in capsys.readouterr().err


def test_a_second_sweep_in_the_folder_ends_with_3_at_once(study, tmp_path, capsys):
    (tmp_path / "results").mkdir()
    with FileLock(tmp_path / "results" / ".small.lock"):
        assert sma("sweep", study) == 3
    assert "another run is being written there" in capsys.readouterr().err


def test_a_folder_without_a_sweep_is_told(capsys):
    for command in ("status", "audit"):
        assert sma(command, "nowhere") == 4
        assert "no run or sweep there" in capsys.readouterr().err


def test_a_folder_of_one_run_is_told_from_a_sweep(study, capsys):
    scenario = ROOT / "scenarios" / "sma11.toml"
    assert sma("run", scenario, "--replicates", 20, "--seed", 1, "--no-figures", "--out", "one") == 0
    assert sma("sweep", study, "--out", "one") == 5
    assert "holds a run, and a sweep is asked for" in capsys.readouterr().err
    assert sma("sweep", study, "--out", "many") == 0
    assert sma("run", scenario, "--replicates", 20, "--seed", 1, "--no-figures", "--out", "many") == 5
    assert "holds a sweep, and a run is asked for" in capsys.readouterr().err
    assert sma("run", "many") == 2
    assert "holds a sweep, and `sma run` repeats runs. Go on with it: sma sweep" in capsys.readouterr().err


def test_a_full_disk_ends_with_4_and_says_how_to_go_on(study, monkeypatch, capsys):
    import sim.experiments.store as stores

    real, calls = stores.write_durably, []

    def full(path, content):
        calls.append(path)
        if len(calls) == 8:
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(stores, "write_durably", full)
    assert sma("sweep", study, "--workers", 1) == 4
    err = capsys.readouterr().err
    assert "5 of 18 jobs are stored" in err
    assert f"To go on: sma sweep {study} --workers 1" in err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_in_good_order_and_says_how_to_go_on(study, capsys, monkeypatch, number, code):
    calls = []

    def interrupted(prepared, seed, first, count, out=None):
        calls.append(first)
        if len(calls) == 7:
            os.kill(os.getpid(), number)
        return kernel(prepared, seed, first, count, out)

    monkeypatch.setattr(jobs, "simulate", interrupted)
    assert sma("sweep", study, "--out", "a b", "--workers", 2) == code
    assert f"To go on: sma sweep {study} --workers 2 --out 'a b'" in capsys.readouterr().err
    monkeypatch.setattr(jobs, "simulate", kernel)
    assert sma("sweep", study, "--out", "a b") == 0
    assert sma("sweep", study, "--out", "whole") == 0
    digests = re.findall("digest ([0-9a-f]{64})", capsys.readouterr().out)
    assert len(digests) == 2
    assert digests[0] == digests[1]


def test_a_signal_stops_a_process_within_5_seconds(study):
    environment = {**os.environ, "SLOW_KERNEL": "0.1", "MOST": "100"}
    words = [
        sys.executable,
        "-m",
        "tests.unit.experiments.sweeps",
        "sweep",
        str(study),
        "--out",
        str(study.parent / "r"),
    ]
    with subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        time.sleep(0.3)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        told = process.stderr.read()
        assert process.wait() == 143
    assert time.monotonic() - started < 5
    assert "To go on: sma sweep" in told


def test_a_study_is_checked_like_a_scenario_and_as_quickly(study, capsys):
    assert sma("check", study) == 0
    assert f"ok {study}: A small study" in capsys.readouterr().out
    assert sma("check", study, "--set", "step_days=1") == 2
    assert "a study takes no --set" in capsys.readouterr().err
    study.write_text(study.read_text().replace("discount_host", "discount_hots"))
    assert sma("check", study) == 2
    assert "Did you mean 'discount_host'" in capsys.readouterr().err
    code = "import sys, sim.cli.commands.check, sim.experiments.study_file; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_help_imports_nothing_heavy():
    code = (
        "import sys, sim.cli.commands.sweep, sim.cli.commands.status, sim.cli.commands.audit; "
        "sys.exit(any(name in sys.modules for name in ('numba', 'pandas', 'pyarrow', 'scipy', 'numpy', 'distributed')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
