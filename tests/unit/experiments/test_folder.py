"""A folder that is swapped in: whole or not at all, never two writers, whatever fails when."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sim.experiments.folder as folders
from sim.errors import BusyError, MismatchError, StorageError
from sim.experiments.findings import FindingsManifest
from sim.experiments.folder import FileRecord, check_ours, default_folder, described, files_in, seal, staged

HERE = Path(__file__).parents[3]


def refuse(place):
    """What is not ours is refused; any findings may be replaced."""
    present = files_in(place, "findings")
    if present:
        check_ours(place, present, {"data.txt", "figures/a.png"}, "findings")


def manifest_of(files):
    return FindingsManifest(kind="test", design={}, versions={}, host={}, files=files)


def build(folder, content="new"):
    with staged(folder, refuse) as stage:
        (stage / "data.txt").write_text(content)
        (stage / "figures").mkdir()
        (stage / "figures" / "a.png").write_text(content)
        seal(stage, manifest_of(described(stage)))


def stopped(folder, fault):
    with staged(folder, refuse) as stage:
        (stage / "data.txt").write_text("half")
        raise fault


def content_of(folder):
    return (folder / "data.txt").read_text()


def left_beside(folder):
    return sorted(path.name for path in folder.parent.iterdir() if path != folder and not path.name.endswith(".lock"))


@pytest.fixture(params=["one step", "two steps"])
def swap(request, monkeypatch):
    """With and without a file system that can exchange two folders."""
    if request.param == "two steps":
        monkeypatch.setattr(folders, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("swap")
def test_the_same_run_takes_the_place_of_the_old(tmp_path):
    build(tmp_path / "run", "old")
    build(tmp_path / "run", "new")
    assert content_of(tmp_path / "run") == "new"
    assert left_beside(tmp_path / "run") == []


def test_files_are_described_by_digest_and_size(tmp_path):
    build(tmp_path / "run", "abc")
    found = described(tmp_path / "run")
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert found == {name: FileRecord(sha256=sha256, bytes=3) for name in ("data.txt", "figures/a.png")}


@pytest.mark.usefixtures("swap")
def test_a_failure_leaves_the_old_run_and_nothing_beside_it(tmp_path):
    build(tmp_path / "run", "old")
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path / "run", KeyboardInterrupt())
    assert content_of(tmp_path / "run") == "old"
    assert left_beside(tmp_path / "run") == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_failing_disk_is_explained_and_nothing_left(tmp_path, code):
    build(tmp_path / "run", "old")
    with pytest.raises(StorageError, match=r"cannot be written: .*\. .*, or name another place with --out"):
        stopped(tmp_path / "run", OSError(code, os.strerror(code)))
    assert content_of(tmp_path / "run") == "old"
    assert left_beside(tmp_path / "run") == []


@pytest.mark.parametrize("step", ["_sync", "_swap"])
def test_a_disk_that_fails_at_the_end_leaves_the_old_run(tmp_path, monkeypatch, step):
    build(tmp_path / "run", "old")

    def fails(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folders, step, fails)
    with pytest.raises(StorageError, match="Free some space"):
        build(tmp_path / "run", "new")
    assert content_of(tmp_path / "run") == "old"


def test_a_swap_cut_in_two_is_undone(tmp_path, monkeypatch):
    build(tmp_path / "run", "old")
    real = Path.rename

    def rename(self, target):
        if self.name == ".run.partial":
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(folders, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(StorageError):
        build(tmp_path / "run", "new")
    assert content_of(tmp_path / "run") == "old"


def test_what_a_kill_left_between_the_two_steps_is_put_back(tmp_path):
    build(tmp_path / "run", "old")
    (tmp_path / "run").rename(tmp_path / ".run.old")
    (tmp_path / ".run.partial").mkdir()
    (tmp_path / ".run.partial" / "data.txt").write_text("half")
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path / "run", KeyboardInterrupt())
    assert content_of(tmp_path / "run") == "old"
    assert left_beside(tmp_path / "run") == []


def test_a_folder_that_is_not_ours_is_refused(tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.tex").write_text("")
    with pytest.raises(MismatchError, match=r"holds files, but no findings of this program \(chapter.tex\)"):
        build(tmp_path / "thesis")


def test_a_file_added_to_a_run_is_not_thrown_away(tmp_path):
    build(tmp_path / "run", "old")
    (tmp_path / "run" / "notes.txt").write_text("mine")
    with pytest.raises(MismatchError, match=r"do not belong to the findings \(notes.txt\)"):
        build(tmp_path / "run")
    assert (tmp_path / "run" / "notes.txt").read_text() == "mine"


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "run").mkdir()
    build(tmp_path / "run")
    assert content_of(tmp_path / "run") == "new"


def test_a_place_that_cannot_be_is_named_with_a_remedy(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"is not a folder. Make it first \(mkdir -p"):
        build(tmp_path / "none" / "run")
    with pytest.raises(StorageError, match="is a file, and results need a folder"):
        build(tmp_path / "file")
    with pytest.raises(StorageError, match="is not a folder"):
        build(tmp_path / "file" / "run")
    with pytest.raises(StorageError, match="need a folder of their own"):
        build(Path("/"))


def test_a_run_that_was_not_sealed_never_takes_its_place(tmp_path):
    with pytest.raises(RuntimeError, match="sealed"), staged(tmp_path / "run", refuse):
        pass
    assert not (tmp_path / "run").exists()


def test_two_runs_in_one_folder_are_one_too_many(tmp_path):
    with staged(tmp_path / "run", refuse) as stage:
        with pytest.raises(BusyError, match="another run is being written there"):
            build(tmp_path / "run")
        seal(stage, manifest_of({}))


def test_the_default_folder_makes_its_parent(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert default_folder("sma11") == Path("results/sma11")
    assert (tmp_path / "results").is_dir()
    (tmp_path / "results").rmdir()
    (tmp_path / "results").write_text("")
    with pytest.raises(StorageError):
        default_folder("sma11")


WRITER = """
import sys, time
from pathlib import Path
from tests.unit.experiments.test_folder import build
folder, times = Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
for number in range(times):
    build(folder, "x" * 1000 + str(number))
"""


def writer(folder, times):
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(times)], cwd=HERE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_kill_at_any_moment_leaves_a_whole_run_and_a_free_lock(tmp_path):
    folder = tmp_path / "run"
    build(folder, "first")
    for number in range(8):
        process = writer(folder, 10_000)
        time.sleep(0.013 * number + 0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        whole = FindingsManifest.model_validate_json((folder / "manifest.json").read_bytes())
        assert described(folder) == whole.files
        build(folder, "again")
        assert content_of(folder) == "again"
        assert left_beside(folder) == []
