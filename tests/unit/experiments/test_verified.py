"""What is read of results is verified first, and looking at them takes no right to write."""

import errno
import json
import os
from contextlib import contextmanager

import pandas as pd
import pytest

import sim
import sim.experiments.audit as audits
from sim.errors import StorageError
from sim.experiments.audit import audit_folder, status_of
from sim.experiments.plan import plan_sweep
from sim.experiments.run import run_plan
from tests.unit.cli.shell import sma
from tests.unit.experiments.sweeps import patch, write


@pytest.fixture
def sweep(tmp_path, monkeypatch):
    patch(monkeypatch, most=100)
    run_plan(plan_sweep(write(tmp_path)), tmp_path / "r")
    return tmp_path / "r"


def names_in(folder):
    return sorted(path.name for path in folder.rglob("*"))


def reverse(path, column):
    """Write a column of a table the other way round, with right checksums of its pages."""
    table = pd.read_parquet(path)
    table[column] = table[column].to_numpy()[::-1]
    table.to_parquet(path)


def test_points_that_are_not_as_written_are_refused_wherever_they_are_read(sweep, capsys):
    reverse(sweep / "points.parquet", "patience")
    with pytest.raises(StorageError, match=r"points.parquet: has SHA-256 .*\nMend it with: sma sweep "):
        sim.load_results(sweep)
    with pytest.raises(StorageError, match="points.parquet"):
        sim.load_results(sweep, partial=True)
    assert sma("plot", sweep, "--kind", "tornado") == 4
    assert "points.parquet: has SHA-256" in capsys.readouterr().err
    (sweep / "points.parquet").unlink()
    with pytest.raises(StorageError, match="points.parquet: is not there"):
        sim.load_results(sweep)


def test_points_that_change_after_they_were_verified_are_refused_too(sweep):
    read = sim.load_results(sweep)
    assert len(read.points) == 6
    reverse(sweep / "points.parquet", "patience")
    with pytest.raises(StorageError, match="points.parquet"):
        read.points  # noqa: B018


def test_a_final_marker_with_another_digest_counts_for_nothing(sweep):
    marker = json.loads((sweep / "complete.json").read_text())
    (sweep / "complete.json").write_text(json.dumps({**marker, "digest": "0" * 64}))
    assert status_of(sweep).digest == ""
    with pytest.raises(StorageError, match="Finish it with: sma sweep"):
        sim.load_results(sweep)
    assert [name for name, _ in audit_folder(sweep).damaged] == ["complete.json"]


# --- audit, status and reading without a right to write ---------------------------------------------------------------


@pytest.fixture
def read_only(monkeypatch):
    """As on a read-only file system, which stops the user root too."""

    @contextmanager
    def refuse(_):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        yield

    monkeypatch.setattr(audits, "locked", refuse)


@pytest.mark.usefixtures("read_only")
def test_a_folder_that_can_only_be_read_is_audited(sweep, capsys):
    before = names_in(sweep.parent)
    assert sma("audit", sweep) == 0
    assert "18 shards verified, none damaged; 0 jobs left" in capsys.readouterr().out
    shard = sweep / "shards" / "000007.parquet"
    shard.write_bytes(shard.read_bytes()[:-1] + b"x")
    assert sma("audit", sweep) == 4
    err = capsys.readouterr().err
    assert "000007.parquet: has SHA-256" in err
    assert "1 damaged. Mend it" in err
    assert names_in(sweep.parent) == before


def test_an_audit_of_what_is_well_writes_nothing(sweep):
    (sweep.parent / ".r.lock").unlink(missing_ok=True)
    before = {path: path.stat().st_mtime_ns for path in (sweep.parent, *sweep.parent.rglob("*"))}
    assert sma("audit", sweep) == 0
    assert sma("status", sweep) == 0
    assert {path: path.stat().st_mtime_ns for path in (sweep.parent, *sweep.parent.rglob("*"))} == before
