"""A run from plan to folder, and its repetition to the same bytes."""

import json
from dataclasses import replace

import pytest

import sim
import sim.experiments.jobs as jobs
import sim.experiments.versions as versions_here
from sim.errors import MismatchError, ScenarioError, StorageError
from sim.experiments.executors import serial, threads
from sim.experiments.manifest import read_manifest
from sim.experiments.plan import plan_repeat, plan_run
from sim.experiments.run import run_plan
from sim.scenario.load import load_scenario, override_scenario
from tests.unit.experiments.sweeps import bytes_of, made_of
from tests.unit.synthetic import kernel

pytestmark = pytest.mark.usefixtures("made_up_kernel")


def test_the_folder_holds_shards_summary_scenario_and_manifest(plan, tmp_path):
    finished = run_plan(plan, tmp_path / "run")
    assert {path.name for path in (tmp_path / "run").iterdir()} == {
        "manifest.json", "points.parquet", "shards", "journal.jsonl", "complete.json", "scenario.toml", "summary.json",
    }  # fmt: skip
    manifest = read_manifest(tmp_path / "run")
    assert (manifest.kind, manifest.points, manifest.replicates, manifest.seed) == ("run", 1, 2_345, 1)
    assert (manifest.scenario.name, manifest.scenario.file) == (
        "sma11",
        plan.manifest.placed(tmp_path / "run").scenario.file,
    )
    assert manifest.versions.keys() >= {"sma-sim", "sources", "python", "numpy", "numba", "pyarrow", "mesa"}
    assert finished.files == ("scenario.toml", "summary.json")
    summary = json.loads((tmp_path / "run" / "summary.json").read_text())
    assert summary == json.loads(json.dumps(finished.summary.as_json()))
    assert load_scenario(tmp_path / "run" / "scenario.toml").scenario == plan.scenario
    read = sim.load_results(tmp_path / "run" / "manifest.json")
    assert read.frame["replicate"].tolist() == list(range(2_345))
    assert read.outcomes()["point"].unique().tolist() == [0]
    assert (read.digest, read.study.factors) == (finished.digest, ())


@pytest.mark.parametrize(("replicates", "sizes"), [(7, [7]), (2_345, [1_000, 1_000, 345]), (9_000, [2_250] * 4)])
def test_a_run_is_parted_by_its_size_alone(loaded, replicates, sizes):
    plan = plan_run(loaded, replicates, 1)
    assert [slot.count for slot in plan.slots] == sizes
    assert plan.manifest.jobs == len(sizes)


@pytest.mark.parametrize("executor", [serial, threads(2), threads(3)], ids=["serial", "2", "3"])
def test_neither_workers_nor_folder_change_the_bytes(plan, tmp_path, executor):
    run_plan(plan, tmp_path / "one", serial)
    run_plan(plan, tmp_path / "other", executor)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_the_same_run_again_runs_nothing_and_writes_nothing(plan, tmp_path):
    run_plan(plan, tmp_path / "run")
    before = bytes_of(tmp_path / "run")
    again = run_plan(plan, tmp_path / "run")
    assert (again.run, again.skipped) == (0, 3)
    assert again.summary is not None
    assert bytes_of(tmp_path / "run") == before


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_run_that_was_stopped_is_gone_on_with(plan, tmp_path, count):
    def stopped(world, left):
        for number, job in enumerate(left):
            if number == count:
                raise KeyboardInterrupt
            yield jobs.run_job(world, job)

    run_plan(plan, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        run_plan(plan, tmp_path / "run", stopped)
    with pytest.raises(
        StorageError, match=f"unfinished: {count} of 3 jobs (is|are) done. Finish it with: sma run .*manifest"
    ):
        sim.load_results(tmp_path / "run")
    again = plan_repeat(tmp_path / "run") if count == 2 else plan
    assert run_plan(again, tmp_path / "run").skipped == count
    assert made_of(tmp_path / "run") == made_of(tmp_path / "whole")


def test_seed_zero_is_a_seed_and_none_alone_is_drawn(loaded):
    assert plan_run(loaded, 10, 0).seed == 0
    assert plan_run(loaded, 10, 0).manifest.seed_drawn is False
    drawn = [plan_run(loaded, 10, None) for _ in range(3)]
    assert all(plan.manifest.seed_drawn for plan in drawn)
    assert len({plan.seed for plan in drawn}) > 1


@pytest.mark.parametrize(("replicates", "seed"), [(0, 1), (-3, 1), (2**31, 1), (10, -1), (10, 2**63)])
def test_numbers_out_of_range_are_refused_with_what_is_allowed(loaded, replicates, seed):
    with pytest.raises(ScenarioError, match=r"found .*; allowed: "):
        plan_run(loaded, replicates, seed)


def test_a_manifest_alone_repeats_the_run_to_the_same_bytes(plan, tmp_path):
    run_plan(plan, tmp_path / "run")
    whole = made_of(tmp_path / "run")
    for name in ("shards/000001.parquet", "points.parquet", "scenario.toml", "summary.json"):
        (tmp_path / "run" / name).unlink()
    elsewhere = run_plan(plan_repeat(tmp_path / "run"), tmp_path / "elsewhere")
    assert made_of(tmp_path / "elsewhere") == whole
    here = run_plan(plan_repeat(tmp_path / "run"), tmp_path / "run")
    assert (elsewhere.run, here.run) == (3, 3), "a repeat runs all again"
    assert {name: data for name, data in made_of(tmp_path / "run").items() if name != "journal.jsonl"} == {
        name: data for name, data in whole.items() if name != "journal.jsonl"
    }
    assert (
        read_manifest(tmp_path / "elsewhere").scenario.overrides == read_manifest(tmp_path / "run").scenario.overrides
    )


def test_a_repeat_keeps_overrides_and_the_kind_they_make(loaded, tmp_path):
    plan = plan_run(override_scenario(loaded, ["agreement.base_amount=1000.0"]), 500, 1)
    assert (plan.record.kind, plan.record.effective_kind) == ("historical", "counterfactual")
    assert "· counterfactual ·" in plan.label.line()
    run_plan(plan, tmp_path / "run")
    again = plan_repeat(tmp_path / "run")
    assert again.manifest == read_manifest(tmp_path / "run")
    assert again.record.overrides == ("agreement.base_amount=1000.0",)
    run_plan(again, tmp_path / "again")
    assert made_of(tmp_path / "again") == made_of(tmp_path / "run")


def test_another_version_does_not_repeat_it(plan, tmp_path, monkeypatch):
    run_plan(plan, tmp_path / "run")
    now = dict(versions_here.bytes_depend_on())
    changed = tuple({**now, "sma-sim": "9.9", "sources": "0123"}.items())
    monkeypatch.setattr(versions_here, "_programs", lambda: changed)
    with pytest.raises(
        MismatchError, match=r"made by another version \(sma-sim .* then, 9.9 now; sources .* then, 0123 now\)"
    ):
        plan_repeat(tmp_path / "run")


def test_python_and_mesa_may_differ(plan, tmp_path):
    run_plan(plan, tmp_path / "run")
    path = tmp_path / "run" / "manifest.json"
    there = json.loads(path.read_text())
    there["versions"] |= {"python": "3.99.0", "mesa": "9.9"}
    path.write_text(json.dumps(there))
    assert plan_repeat(tmp_path / "run").seed == 1


def test_a_repeat_that_gives_other_outcomes_is_refused_and_the_old_run_kept(plan, tmp_path, monkeypatch):
    run_plan(plan, tmp_path / "run")
    before = bytes_of(tmp_path / "run")

    def drifted(*arguments):
        rows = kernel(*arguments)
        rows[:, 9] += 1e-16 + rows[:, 9] * 1e-15
        return rows

    monkeypatch.setattr(jobs, "simulate", drifted)
    with pytest.raises(MismatchError, match="the repeat gave other outcomes.*The old results were kept"):
        run_plan(plan_repeat(tmp_path / "run"), tmp_path / "run")
    assert bytes_of(tmp_path / "run") == before


def test_a_manifest_with_a_changed_scenario_is_refused(plan, tmp_path):
    run_plan(plan, tmp_path / "run")
    path = tmp_path / "run" / "manifest.json"
    path.write_text(path.read_text().replace("base_amount = { value = 1038.9", "base_amount = { value = 1038.8"))
    with pytest.raises(MismatchError, match="its scenario text is not the one that was run"):
        plan_repeat(tmp_path / "run")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not the manifest"),
        ("[]", "not the manifest"),
        ('{"format": 2}', "not the manifest"),
        ("\udcff", "cannot be read"),
    ],
)
def test_a_file_that_is_no_manifest_is_named(tmp_path, text, words):
    (tmp_path / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(StorageError, match=words):
        plan_repeat(tmp_path)


def test_files_added_at_the_end_are_part_of_the_run(plan, tmp_path):
    def finish(stage, outcomes, summary):
        (stage / "figures").mkdir()
        (stage / "figures" / "a.txt").write_text(f"{summary.agreed} {sum(len(b) for b in outcomes.blocks('end'))}")

    assert "figures/a.txt" in run_plan(plan, tmp_path / "run", finish=finish).files
    assert (tmp_path / "run" / "figures" / "a.txt").read_text().endswith(" 2345")
    assert "figures/a.txt" in run_plan(plan, tmp_path / "run").files, "it stands there still"
    (tmp_path / "run" / "figures" / "a.txt").unlink()
    assert "figures/a.txt" not in run_plan(plan, tmp_path / "run").files


def test_replicates_that_cannot_be_run_are_told_and_tried_again(plan, tmp_path, monkeypatch):
    def fails(prepared, seed, first, count, out=None):
        if first >= 1_000:
            raise ZeroDivisionError("in the kernel")
        return kernel(prepared, seed, first, count, out)

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "simulate", fails)
        finished = run_plan(plan, tmp_path / "run")
    assert (finished.summary, finished.files, finished.negotiations) == (None, (), 1_000)
    assert [(each.first, each.count, each.message) for each in finished.failures] == [
        (1_000, 1_000, "in the kernel"), (2_000, 345, "in the kernel"),
    ]  # fmt: skip
    mended = run_plan(plan, tmp_path / "run")
    assert (mended.run, mended.skipped, mended.failures) == (2, 1, ())
    assert mended.summary is not None


OLD_RUN = {
    "format": 1,
    "seed": 3,
    "replicates": 40,
    "wall_seconds": 1.0,
    "versions": {"sma-sim": "0.1", "sources": "ab"},
}
OLD_SWEEP = {"format": 1, "kind": "sweep", "versions": {"sma-sim": "0.1", "sources": "ab"}}


@pytest.mark.parametrize(
    ("there", "remedy"),
    [
        (
            OLD_RUN,
            r"holds a run that an older .* anew: sma run .*scenario.toml --seed 3 --replicates 40 --out .*run-again",
        ),
        (OLD_SWEEP, r"holds a sweep that an older .* anew: sma sweep STUDY.toml --out .*run-again"),
    ],
)
def test_what_an_older_version_wrote_is_refused_by_name_with_the_remedy(plan, tmp_path, there, remedy):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "manifest.json").write_text(json.dumps(there))
    (tmp_path / "run" / "outcomes.parquet").write_text("old")
    for act in (sim.load_results, plan_repeat, lambda folder: run_plan(plan, folder)):
        with pytest.raises(MismatchError, match=remedy):
            act(tmp_path / "run")
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == ["manifest.json", "outcomes.parquet"]


def test_a_run_that_left_nothing_gives_its_folder_to_another(loaded, plan, tmp_path):
    """Else a run stopped while it compiled, its seed drawn, would keep the folder."""

    def none(world, left):
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        run_plan(plan, tmp_path / "run", none)
    run_plan(plan_run(loaded, 10, 2), tmp_path / "run")
    assert read_manifest(tmp_path / "run").seed == 2
    with pytest.raises(MismatchError, match="another run: replicates 10 there, 2345 asked for; seed 2 there, 1 asked"):
        run_plan(plan, tmp_path / "run")


def test_theory_has_no_record(plan, tmp_path):
    base = replace(plan.loaded.base, scenario=plan.scenario.model_copy(update={"kind": "theory"}))
    theory = replace(plan, loaded=replace(plan.loaded, base=base))
    summary = run_plan(theory, tmp_path / "run").summary
    assert all(each.recorded is None for each in (*summary.settled, *summary.dated))
    assert summary.no_record == "theory has none"


def test_talks_with_an_edited_date_have_no_record_and_say_why(loaded, tmp_path):
    moved = override_scenario(loaded, ["agreement.prior_expiry=2020-06-30"])
    finished = run_plan(plan_run(moved, 20, 1), tmp_path / "run")
    summary = finished.summary
    assert all(each.recorded is None for each in (*summary.settled, *summary.dated, *summary.talks))
    assert "agreement.prior_expiry is 2020-06-30, on record 2019-12-31" in summary.no_record
    stored = json.loads((tmp_path / "run" / "summary.json").read_text(encoding="utf-8"))
    assert stored["no_record"] == summary.no_record
    assert {each["recorded"] for each in stored["dates"].values() if isinstance(each, dict)} == {None}
