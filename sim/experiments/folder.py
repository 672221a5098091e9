"""Folders that hold results: where they may stand, who may write, and findings that are swapped in whole.

A folder of findings is made beside its place and swapped in, so that what stands there is complete.

Beside `results/NAME` there may stand, hidden: `.NAME.lock` (held while it is written), `.NAME.partial` (what is being
written) and, for a moment and only where two folders cannot be exchanged in one step, `.NAME.old`. After a kill these
are leftovers; the next command that writes the folder clears them.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field

from sim.errors import BusyError, MismatchError, ScenarioError, StorageError
from sim.experiments.remedies import ELSEWHERE, is_here

RESULTS = "results"  # under the current folder
MANIFEST = "manifest.json"  # with which a folder is complete, or is known
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # Linux, renameat2(2)


class FileRecord(BaseModel):
    """Digest and size of a file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)


@contextmanager
def staged(folder: Path, refuse: Callable[[Path], None]) -> Iterator[Path]:
    """Empty folder in which to build what is to take the place of a folder, once `refuse` has found nothing against it.

    The block must leave a manifest in it.
    """
    place = checked_place(folder)
    _check_not_here(folder, place)
    partial, old = beside(place, "partial"), beside(place, "old")
    with explained(place), locked(place):
        if old.exists() and not place.exists():  # killed between the two steps of an exchange
            old.rename(place)
        for leftover in (partial, old):
            shutil.rmtree(leftover, ignore_errors=True)
        refuse(place)
        partial.mkdir()
        try:
            yield partial
            _sync(partial)
            _swap(partial, place, old)
            sync_folder(place.parent)
        finally:
            if old.exists() and not place.exists():
                old.rename(place)
            for leftover in (partial, old):
                shutil.rmtree(leftover, ignore_errors=True)


def default_folder(name: str) -> Path:
    """`results/NAME` under the current folder; `results` is made where it is not there."""
    results = Path(RESULTS)
    with explained(results.resolve() / name):
        results.mkdir(exist_ok=True)
    return results / name


def files_in(folder: Path, what: str) -> set[str]:
    """Every file of a folder, if it may be one of ours: none, or a manifest among them; `what` should be there."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise StorageError(f"{folder}: is a file, and results need a folder. Name another with --out.")
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if present and MANIFEST not in present:
        raise MismatchError(f"{folder}: holds files, but no {what} of this program ({_some(present)}). {ELSEWHERE}.")
    return present


def check_ours(folder: Path, present: set[str], ours: Iterable[str], what: str) -> None:
    """Refuse a folder with files of somebody else's: it is about to be replaced."""
    strange = present - set(ours) - {MANIFEST}
    if strange:
        raise MismatchError(
            f"{folder}: holds files that do not belong to the {what} ({_some(strange)}), and the folder is about to be"
            f" replaced. Move them away and run again, or write elsewhere with --out FOLDER."
        )


def _check_not_here(folder: Path, place: Path) -> None:
    """Refuse to replace the folder the user stands in: the shell would be left in one that is gone."""
    if is_here(place):
        raise ScenarioError(
            f"--out {folder}: is {place}, in which or below which you stand or live, and would be replaced as a whole."
            f" Name a folder inside it, as in --out {shlex.quote(str(folder / 'run'))}."
        )


def described(folder: Path) -> dict[str, FileRecord]:
    """Digest and size of every file of a run, the manifest left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {
        path.relative_to(folder).as_posix(): FileRecord(sha256=sha256(path), bytes=path.stat().st_size)
        for path in files
    }


def try_folder(folder: Path, option: str = "--out") -> None:
    """Try to make a folder and to write in it, so that a fault is told before the work; nothing is left of the trial.

    Parameters
    ----------
    option : with which the user named it, or may name another
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        for each in missing:
            each.rmdir()
    except OSError as error:
        file = next((each for each in (folder, *folder.parents) if each.exists() and not each.is_dir()), None)
        why = f"{file} is a file" if file is not None else error.strerror or error
        raise StorageError(f"{folder}: cannot be written: {why}. Name another place with {option}.") from error


def seal(folder: Path, manifest: BaseModel) -> None:
    """Write the manifest, which makes the folder complete."""
    text = json.dumps(manifest.model_dump(mode="json"), indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _some(names: set[str]) -> str:
    """The first few of many file names."""
    ordered = sorted(names)
    more = f" and {len(ordered) - 3} more" if len(ordered) > 3 else ""
    return ", ".join(ordered[:3]) + more


def checked_name(folder: Path) -> Path:
    """Absolute place of a folder whose name can be one."""
    try:
        place = folder.resolve()
        place.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise StorageError(f"{folder}: not a usable name for a folder: {error}. Name another with --out.") from error
    if not place.name:
        raise StorageError(f"{folder}: results need a folder of their own. Name one inside it with --out.")
    return place


def checked_place(folder: Path) -> Path:
    """Absolute place of a folder, with the folder it lies in known to be there."""
    place = checked_name(folder)
    if not place.parent.is_dir():
        raise StorageError(
            f"{folder}: cannot be made, because {place.parent} is not a folder."
            f" Make it first ({shlex.join(['mkdir', '-p', str(place.parent)])}) or name another place with --out."
        )
    return place


def beside(place: Path, what: str) -> Path:
    """Hidden companion of a folder."""
    return place.parent / f".{place.name}.{what}"


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold the folder's lock; the system frees it when the process ends, however it ends."""
    with beside(place, "lock").open("ab"):  # where no file can be made, the lock would call the folder busy
        pass
    lock = FileLock(beside(place, "lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(
            f"{place}: another run is being written there. Wait for it to end, or write elsewhere with --out FOLDER."
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """Turn a failing disk into a message with a remedy. What stood in the folder before stands there still."""
    remedies = {
        errno.ENOSPC: "Free some space",
        errno.EDQUOT: "Free some of your quota",
        errno.EACCES: f"Make {place.parent} writable",
        errno.EPERM: f"Make {place.parent} writable",
        errno.EROFS: "That file system is read-only: choose another",
        errno.EBUSY: "It cannot be replaced while something is mounted there: choose a folder inside it",
        errno.ENAMETOOLONG: "Choose a shorter name",
    }
    try:
        yield
    except BrokenPipeError:  # whoever read our messages is gone; the disk is well
        raise
    except OSError as error:
        remedy = remedies.get(error.errno or 0, "Check the disk")
        raise StorageError(
            f"{place}: cannot be written: {error.strerror or error}. {remedy}, or name another place with --out;"
            " then run again. Nothing was left half-written."
        ) from error


def _sync(folder: Path) -> None:
    """Have every file of a run on the disk itself before it takes its place."""
    if not (folder / MANIFEST).exists():
        raise RuntimeError("a run must be sealed before it takes its place")
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(path)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; some systems cannot, and then the files alone must do."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap(partial: Path, place: Path, old: Path) -> None:
    """Put a finished run into its place: in one step, or where the system cannot, in two that can be undone."""
    if not place.exists():
        partial.rename(place)
    elif not _exchange(partial, place):
        place.rename(old)
        partial.rename(place)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StorageError(f"{path}: cannot be read: {error.strerror}.") from error
