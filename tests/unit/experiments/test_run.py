"""An experiment from plan to folder, and its repetition to the same bytes."""

import json
from dataclasses import replace

import pytest

import sim.experiments.manifest as manifests
import sim.experiments.run as runs
from sim.errors import MismatchError, ScenarioError, StorageError
from sim.experiments.manifest import read_manifest
from sim.experiments.run import plan_repeat, plan_run, run_experiment
from sim.experiments.store import sha256
from sim.scenario.load import load_scenario, override_scenario

pytestmark = pytest.mark.usefixtures("made_up_kernel")


def test_the_folder_holds_outcomes_summary_scenario_and_manifest(plan, tmp_path):
    finished = run_experiment(plan, tmp_path / "run")
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == [
        "manifest.json", "outcomes.parquet", "scenario.toml", "summary.json",
    ]  # fmt: skip
    manifest = read_manifest(tmp_path / "run")
    assert manifest == finished.manifest
    assert (manifest.seed, manifest.replicates, manifest.scenario.name) == (1, 2_345, "sma11")
    assert manifest.versions.keys() >= {"sma-sim", "sources", "python", "numpy", "numba", "pyarrow", "mesa"}
    assert set(manifest.files) == {"outcomes.parquet", "scenario.toml", "summary.json"}
    assert manifest.files["outcomes.parquet"].sha256 == sha256(tmp_path / "run" / "outcomes.parquet")
    summary = json.loads((tmp_path / "run" / "summary.json").read_text())
    assert summary == json.loads(json.dumps(finished.summary.as_json()))
    assert load_scenario(tmp_path / "run" / "scenario.toml").scenario == plan.scenario


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_neither_workers_nor_folder_change_the_bytes(plan, tmp_path, workers):
    one = run_experiment(plan, tmp_path / "one", workers=1)
    other = run_experiment(plan, tmp_path / "other", workers=workers)
    assert one.manifest.files == other.manifest.files


def test_the_same_run_replaces_itself(plan, tmp_path):
    first = run_experiment(plan, tmp_path / "run")
    again = run_experiment(plan, tmp_path / "run")
    assert first.manifest.files == again.manifest.files


def test_seed_zero_is_a_seed_and_none_alone_is_drawn(loaded):
    assert plan_run(loaded, 10, 0).seed == 0
    assert plan_run(loaded, 10, 0).seed_drawn is False
    drawn = [plan_run(loaded, 10, None) for _ in range(3)]
    assert all(plan.seed_drawn for plan in drawn)
    assert len({plan.seed for plan in drawn}) > 1


@pytest.mark.parametrize(("replicates", "seed"), [(0, 1), (-3, 1), (2**31, 1), (10, -1), (10, 2**63)])
def test_numbers_out_of_range_are_refused_with_what_is_allowed(loaded, replicates, seed):
    with pytest.raises(ScenarioError, match=r"found .*; allowed: "):
        plan_run(loaded, replicates, seed)


def test_a_manifest_alone_repeats_the_run_to_the_same_bytes(plan, tmp_path):
    first = run_experiment(plan, tmp_path / "run")
    for name in ("outcomes.parquet", "scenario.toml", "summary.json"):
        (tmp_path / "run" / name).unlink()
    again = run_experiment(plan_repeat(tmp_path / "run"), tmp_path / "elsewhere")
    assert again.manifest.files == first.manifest.files
    assert again.manifest.scenario == first.manifest.scenario


def test_a_repeat_keeps_overrides_and_the_kind_they_make(loaded, tmp_path):
    changed = override_scenario(loaded, ["agreement.base_amount=1000.0"])
    plan = plan_run(changed, 500, 1)
    assert (plan.record.kind, plan.record.effective_kind) == ("historical", "counterfactual")
    assert "· counterfactual ·" in plan.label.line()
    first = run_experiment(plan, tmp_path / "run")
    again = run_experiment(plan_repeat(tmp_path / "run"), tmp_path / "again")
    assert again.manifest.scenario == first.manifest.scenario
    assert again.manifest.scenario.overrides == ("agreement.base_amount=1000.0",)
    assert again.manifest.files == first.manifest.files


def test_another_version_does_not_repeat_it(plan, tmp_path, monkeypatch):
    run_experiment(plan, tmp_path / "run")
    now = manifests.versions()
    monkeypatch.setattr(manifests, "versions", lambda: {**now, "sma-sim": "9.9", "sources": "0123"})
    with pytest.raises(
        MismatchError, match=r"made by another version \(sma-sim .* then, 9.9 now; sources .* then, 0123 now\)"
    ):
        plan_repeat(tmp_path / "run")


def test_python_and_mesa_may_differ(plan, tmp_path, monkeypatch):
    run_experiment(plan, tmp_path / "run")
    now = manifests.versions()
    monkeypatch.setattr(manifests, "versions", lambda: {**now, "python": "3.99.0", "mesa": "9.9"})
    assert plan_repeat(tmp_path / "run").seed == 1


def test_a_repeat_that_gives_other_bytes_is_refused_and_the_old_run_kept(plan, tmp_path, monkeypatch):
    run_experiment(plan, tmp_path / "run")
    before = (tmp_path / "run" / "outcomes.parquet").read_bytes()
    real = runs.simulate

    def drifted(*arguments):
        rows = real(*arguments)
        rows[:, 9] += 1e-16 + rows[:, 9] * 1e-15
        return rows

    monkeypatch.setattr(runs, "simulate", drifted)
    with pytest.raises(MismatchError, match="the repeat gave other outcomes.*The old results were kept"):
        run_experiment(plan_repeat(tmp_path / "run"), tmp_path / "run")
    assert (tmp_path / "run" / "outcomes.parquet").read_bytes() == before


def test_a_manifest_with_a_changed_scenario_is_refused(plan, tmp_path):
    run_experiment(plan, tmp_path / "run")
    path = tmp_path / "run" / "manifest.json"
    path.write_text(path.read_text().replace("base_amount = { value = 1038.9", "base_amount = { value = 1038.8"))
    with pytest.raises(MismatchError, match="its scenario text is not the one that was run"):
        plan_repeat(tmp_path / "run")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a manifest"),
        ("[]", "not a manifest"),
        ('{"format": 2}', "not a manifest"),
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

    finished = run_experiment(plan, tmp_path / "run", finish=finish)
    assert "figures/a.txt" in finished.manifest.files
    assert (tmp_path / "run" / "figures" / "a.txt").read_text().endswith(" 2345")


def test_a_failure_in_the_middle_leaves_nothing(plan, tmp_path, monkeypatch):
    def fails(prepared, seed, first, count, out=None):
        if first:
            raise ZeroDivisionError("in the kernel")

    monkeypatch.setattr(runs, "simulate", fails)
    with pytest.raises(ZeroDivisionError):
        run_experiment(plan, tmp_path / "run")
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")] == []


def test_theory_has_no_record(plan, tmp_path):
    theory = replace(plan, scenario=plan.scenario.model_copy(update={"kind": "theory"}))
    summary = run_experiment(theory, tmp_path / "run").summary
    assert all(each.recorded is None for each in (*summary.settled, *summary.dated))
    assert summary.no_record == "theory has none"


def test_talks_with_an_edited_date_have_no_record_and_say_why(loaded, tmp_path):
    moved = override_scenario(loaded, ["agreement.prior_expiry=2020-06-30", "rounds.mode=draw"])
    finished = run_experiment(plan_run(moved, 20, 1), tmp_path / "run")
    summary = finished.summary
    assert all(each.recorded is None for each in (*summary.settled, *summary.dated, *summary.talks))
    assert "agreement.prior_expiry is 2020-06-30, on record 2019-12-31" in summary.no_record
    stored = json.loads((tmp_path / "run" / "summary.json").read_text(encoding="utf-8"))
    assert stored["no_record"] == summary.no_record
    assert {each["recorded"] for each in stored["dates"].values() if isinstance(each, dict)} == {None}
