"""Sweeps on disk: resuming, damage, other designs, failures, faults of the disk, and executors that change no byte."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import sim.experiments.jobs as jobs
import sim.experiments.store as stores
from sim import load_results
from sim.errors import BusyError, MismatchError, ScenarioError, StorageError
from sim.experiments.audit import audit_folder, status_of
from sim.experiments.executors import serial, threads
from sim.experiments.folder import locked
from sim.experiments.plan import plan_sweep
from sim.experiments.run import estimate, run_plan
from sim.scenario.load import load_scenario
from tests.faults import DAMAGE, damage
from tests.unit.experiments.sweeps import ROOT, bytes_of, patch, write


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    jobs._prepared.cache_clear()
    patch(monkeypatch, most=100)  # 18 jobs: three blocks at each of six points


@pytest.fixture
def study(tmp_path):
    return write(tmp_path)


@pytest.fixture
def plan(study):
    return plan_sweep(study)


def stopped_after(count):
    """Executor that stops after some jobs, as a kill does."""

    def results(world, left):
        for number, job in enumerate(left):
            if number == count:
                raise KeyboardInterrupt
            yield jobs.run_job(world, job)

    return results


def backwards(world, left):
    yield from serial(world, reversed(list(left)))


def test_the_folder_holds_all_that_the_reader_gives(plan, tmp_path):
    swept = run_plan(plan, tmp_path / "r")
    names = {path.name for path in (tmp_path / "r").iterdir()}
    assert names == {"manifest.json", "points.parquet", "shards", "journal.jsonl", "complete.json"}
    results = load_results(tmp_path / "r")
    assert results.digest == swept.digest
    assert results.study == plan.loaded.study
    frame = results.outcomes()
    assert list(frame) == ["point", "replicate", *plan.loaded.study.outputs]
    assert len(frame) == 6 * 300
    assert list(frame["replicate"][:300]) == list(range(300))
    assert (np.diff(frame["point"]) >= 0).all()
    assert set(frame["guest_at_agreement"].dropna()) == {"trump_1", "biden"}
    assert isinstance(frame["end"].dtype, pd.CategoricalDtype)
    both = results.outcomes(["rise"]).merge(results.points, on="point").groupby("patience")["rise"].mean()
    assert list(both.diff().dropna().round(12)) == [0.05, 0.1], "each point ran with its own value"
    assert len(results.failures) == 0
    blocks = pd.concat(results.blocks("rise"))
    assert blocks["rise"].equals(frame["rise"].set_axis(blocks.index))
    with pytest.raises(ScenarioError, match="kept no column 'ris'. Did you mean 'rise'"):
        results.outcomes(["ris"])


def test_common_random_numbers_meet_every_point(plan, study, tmp_path):
    run_plan(plan, tmp_path / "r")
    rounds = (
        load_results(tmp_path / "r").outcomes(["rounds"]).pivot(columns="point", index="replicate", values="rounds")
    )
    assert rounds.eq(rounds[0], axis=0).all(axis=None)
    write(tmp_path, more="common_random_numbers = false")
    run_plan(plan_sweep(study), tmp_path / "own")
    own = load_results(tmp_path / "own").outcomes(["rounds"]).pivot(columns="point", index="replicate", values="rounds")
    assert not own.eq(own[0], axis=0)[1].all()


def test_a_shard_reads_elsewhere_with_its_units(plan, tmp_path):
    run_plan(plan, tmp_path / "r")
    table = pq.read_table(tmp_path / "r" / "shards" / "000000.parquet")
    assert table.schema.field("rise").metadata[b"unit"] == b"share"
    assert table.num_rows == 100


@pytest.mark.parametrize(
    "executor", [serial, threads(1), threads(2), threads(5), backwards], ids=["serial", "1", "2", "5", "backwards"]
)
def test_no_executor_and_no_order_changes_a_byte(plan, tmp_path, executor):
    one = run_plan(plan, tmp_path / "one", serial)
    other = run_plan(plan, tmp_path / "other", executor)
    assert one.digest == other.digest
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


@pytest.mark.parametrize("replicates", [30, 100, 250])
def test_the_digest_does_not_hang_on_how_replicates_fill_jobs(tmp_path, replicates):
    plan = plan_sweep(write(tmp_path, replicates=replicates))
    assert len(plan.slots) == plan.manifest.jobs
    assert sum(slot.negotiations for slot in plan.slots) == plan.manifest.negotiations
    run_plan(plan, tmp_path / "r")
    frame = load_results(tmp_path / "r").outcomes(["rise"])
    assert frame.groupby("point")["replicate"].apply(list).tolist() == [list(range(replicates))] * 6


@pytest.mark.parametrize("count", [0, 1, 7, 17])
def test_a_sweep_stopped_and_resumed_equals_one_never_stopped(plan, tmp_path, count):
    run_plan(plan, tmp_path / "whole", serial)
    with pytest.raises(KeyboardInterrupt):
        run_plan(plan, tmp_path / "r", stopped_after(count))
    found = status_of(tmp_path / "r")
    assert (found.done, found.left, found.digest) == (count, 18 - count, "")
    with pytest.raises(StorageError, match=f"unfinished: {count} of 18 jobs (is|are) done. Finish it with: sma sweep "):
        load_results(tmp_path / "r")
    assert len(load_results(tmp_path / "r", partial=True).outcomes()) == 100 * count
    swept = run_plan(plan, tmp_path / "r")
    assert (swept.run, swept.skipped) == (18 - count, count)
    assert bytes_of(tmp_path / "r") == bytes_of(tmp_path / "whole")


def test_a_finished_sweep_runs_nothing_again(plan, tmp_path):
    first = run_plan(plan, tmp_path / "r")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "r").rglob("*")}
    again = run_plan(plan, tmp_path / "r")
    assert (again.run, again.skipped, again.digest) == (0, 18, first.digest)
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "r").rglob("*")}


@pytest.mark.parametrize("audited", [False, True])
@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_shard_is_found_named_and_made_again_alone(plan, tmp_path, how, audited):
    run_plan(plan, tmp_path / "r")
    whole = bytes_of(tmp_path / "r")
    hit = [tmp_path / "r" / "shards" / f"{number:06d}.parquet" for number in (3, 11)]
    for path in hit:
        damage(path, how)
    with pytest.raises(StorageError, match=r"000003.parquet: .*sma audit .*\nMend it with: sma sweep "):
        load_results(tmp_path / "r")
    if audited:
        found = audit_folder(tmp_path / "r")
        assert [name for name, _ in found.damaged] == ["shards/000003.parquet", "shards/000011.parquet"]
        assert all(DAMAGE[how] in words for _, words in found.damaged)
        assert (status_of(tmp_path / "r").damaged, status_of(tmp_path / "r").left) == (2, 2)
    swept = run_plan(plan, tmp_path / "r")
    assert (swept.run, swept.skipped) == (2, 16)
    after = bytes_of(tmp_path / "r")
    assert after["complete.json"] == whole["complete.json"]
    assert {n: d for n, d in after.items() if n != "journal.jsonl"} == {
        n: d for n, d in whole.items() if n != "journal.jsonl"
    }
    assert audit_folder(tmp_path / "r").damaged == ()


def test_a_wrong_digest_and_other_damaged_files_are_found(plan, tmp_path):
    run_plan(plan, tmp_path / "r")
    whole = bytes_of(tmp_path / "r")
    journal = tmp_path / "r" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"sha256":"', b'"sha256":"0', 1))
    (tmp_path / "r" / "points.parquet").write_bytes(b"")
    found = audit_folder(tmp_path / "r")
    assert [name for name, _ in found.damaged] == ["journal.jsonl", "points.parquet"]
    assert found.left == 1
    assert run_plan(plan, tmp_path / "r").run == 1
    assert bytes_of(tmp_path / "r") == whole
    (tmp_path / "r" / "complete.json").write_text("{")
    assert [name for name, _ in audit_folder(tmp_path / "r").damaged] == ["complete.json"]
    assert run_plan(plan, tmp_path / "r").run == 0
    assert bytes_of(tmp_path / "r") == whole


def test_values_that_disagree_with_the_journal_are_found_even_with_a_right_checksum(plan, tmp_path):
    run_plan(plan, tmp_path / "r")
    store = stores.Store(tmp_path / "r")
    first, second, *_ = store.records.values()
    path = tmp_path / "r" / first.file
    path.write_bytes((tmp_path / "r" / second.file).read_bytes())
    store.append(replace(first, sha256=stores.sha256(path)))
    assert audit_folder(tmp_path / "r").damaged == ((first.file, "holds other values than the journal has"),)


def test_a_torn_last_line_of_the_journal_costs_one_job(plan, tmp_path):
    run_plan(plan, tmp_path / "r")
    whole = bytes_of(tmp_path / "r")
    journal = tmp_path / "r" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    assert run_plan(plan, tmp_path / "r").run == 1
    assert bytes_of(tmp_path / "r") == whole


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("replicates = 300", "replicates = 200"), "replicates 300 there, 200 asked for"),
        (("seed = 1", "seed = 2"), "seed 1 there, 2 asked for"),
        (("0.2]", "0.3]"), r"values of factor patience \[0.05, 0.1, 0.2\] there, \[0.05, 0.1, 0.3\] asked for"),
        (("sma11.toml", "sma10.toml"), "scenario [0-9a-f]{12} there, [0-9a-f]{12} asked for"),
        (("design", 'outputs = ["rise"]\ndesign'), "outputs .* there, .*rise.* asked for"),
        (("design", 'set = ["step_days=1"]\ndesign'), "scenario .* there"),
        (('"patience"', '"impatience"'), "factor impatience asked for only; factor patience there only"),
    ],
)
def test_another_sweep_in_the_folder_is_refused_with_the_difference(plan, study, tmp_path, change, told):
    run_plan(plan, tmp_path / "r")
    before = bytes_of(tmp_path / "r")
    study.write_text(study.read_text().replace(*change).replace('["trump_1", "biden"]', '["trump_1", "biden"]'))
    with pytest.raises(MismatchError, match=told):
        run_plan(plan_sweep(study), tmp_path / "r")
    assert bytes_of(tmp_path / "r") == before


def test_another_version_is_refused(plan, tmp_path):
    run_plan(plan, tmp_path / "r")
    manifest = tmp_path / "r" / "manifest.json"
    text = json.loads(manifest.read_text())
    text["versions"]["numpy"] = "0.1"
    manifest.write_text(json.dumps(text))
    with pytest.raises(MismatchError, match="numpy 0.1 there, .* now"):
        run_plan(plan, tmp_path / "r")


def test_comments_and_titles_may_change(plan, study, tmp_path):
    run_plan(plan, tmp_path / "r")
    study.write_text("# a remark\n" + study.read_text().replace("A small study", "The small study"))
    assert run_plan(plan_sweep(study), tmp_path / "r").run == 0


def test_a_folder_of_something_else_is_refused(plan, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.tex").write_text("")
    with pytest.raises(MismatchError, match="holds files, but no sweep"):
        run_plan(plan, tmp_path / "thesis")


def test_a_second_sweep_in_the_folder_is_refused_at_once(plan, tmp_path):
    with locked(tmp_path / "r"), pytest.raises(BusyError, match="another run is being written there"):
        run_plan(plan, tmp_path / "r")


def test_a_failed_point_becomes_a_record_and_the_sweep_goes_on(tmp_path):
    plan = plan_sweep(write(tmp_path, patience="[0.05, 700, 0.2]", replicates=40))
    swept = run_plan(plan, tmp_path / "r")
    assert [failure.point for failure in swept.failures] == [2, 3]
    assert swept.negotiations == 4 * 40
    failures = load_results(tmp_path / "r").failures
    assert set(failures["stage"]) == {"scenario"}
    assert "0 to 100 is allowed" in failures["message"][0]
    assert failures["replay"][0] == (
        f"sma run {ROOT}/scenarios/sma11.toml --set parameters.discount_host=700.0"
        " --set 'successions.0.winner=\"trump_1\"' --seed 1 --replicates 40 --out results/small-point-2"
    )
    table = pd.read_csv(tmp_path / "r" / "failures.csv")
    assert list(table["replay"]) == list(failures["replay"])
    assert set(load_results(tmp_path / "r").outcomes()["point"]) == {0, 1, 4, 5}
    again = run_plan(plan, tmp_path / "r")
    assert (again.run, again.skipped, again.digest) == (1, 2, swept.digest), "what failed is tried again"


@pytest.mark.parametrize("stage", ["prepare", "simulate", "record_batch"])
def test_an_exception_at_a_point_names_its_stage_and_a_rerun_mends_it(plan, tmp_path, monkeypatch, stage):
    whole = run_plan(plan, tmp_path / "whole")
    jobs._prepared.cache_clear()
    real = getattr(jobs, stage)
    calls = 0

    def failing(*arguments):
        nonlocal calls
        calls += 1
        if calls == 5:
            raise ZeroDivisionError("made up")
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(jobs, stage, failing)
        swept = run_plan(plan, tmp_path / "r", serial)
    (failure,) = swept.failures
    assert (failure.stage, failure.type) == (stage.replace("record_batch", "store"), "ZeroDivisionError")
    mended = run_plan(plan, tmp_path / "r")
    assert (mended.run, mended.failures, mended.digest) == (1, (), whole.digest)
    assert not (tmp_path / "r" / "failures.csv").exists()


def test_a_worker_of_another_version_is_told(plan, tmp_path):
    world = jobs.World(plan.world.text, plan.world.outputs, (("numpy", "0.1"),))
    done = jobs.run_job(world, plan.job(plan.slots[0]))
    assert "this worker runs another version than the sweep: numpy 0.1, here" in done.failures[0].message


def test_an_executor_that_ends_quietly_is_counted(plan, tmp_path):
    def short(world, left):
        yield from list(serial(world, left))[:5]

    with pytest.raises(StorageError, match="5 of 18 jobs came back"):
        run_plan(plan, tmp_path / "r", short)
    assert run_plan(plan, tmp_path / "r").skipped == 5


def test_a_point_is_the_scenario_that_its_overrides_make(plan):
    direct = load_scenario(plan.loaded.base.path, plan.design.overrides(3))
    assert jobs._prepared(plan.world.text, plan.job(plan.slots[9]).points[0].overrides).scenario == direct.scenario


def test_an_estimate_names_size_time_and_disk(plan):
    found = estimate(plan, 2)
    assert (found.points, found.negotiations, found.jobs) == (6, 1800, 18)
    assert found.seconds > 0
    assert found.bytes > 0
