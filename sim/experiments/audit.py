"""How far a run or a sweep is, and whether what it has stored is as it was written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import BusyError, StorageError
from sim.experiments.folder import checked_place, explained, locked
from sim.experiments.jobs import decoded_digest
from sim.experiments.manifest import Manifest, read_manifest
from sim.experiments.store import (
    COMPLETE,
    JOURNAL,
    POINTS,
    Record,
    Store,
    damage_of,
    damage_of_file,
    damage_of_points,
    digest_of,
    files_of,
    read_complete,
    read_journal,
)
from sim.scenario.problems import counted


@dataclass(frozen=True)
class Status:
    """How far a run or sweep is; `digest` is empty until it is finished."""

    manifest: Manifest
    done: int
    left: int
    failed_points: int
    damaged: int
    digest: str


@dataclass(frozen=True)
class Audit:
    """What an audit found: how many shards were looked at, jobs left to run, and files damaged with what is wrong."""

    shards: int
    left: int
    damaged: tuple[tuple[str, str], ...]


def status_of(folder: Path) -> Status:
    """How far what a folder holds is; nothing is locked or verified, so it can be asked while it runs."""
    manifest = read_manifest(folder)
    records, _ = read_journal(folder)
    damaged = sum(record.void for record in records.values())
    failed = {failure.point for record in records.values() for failure in record.failures}
    done = len(records) - damaged
    marker = read_complete(folder)
    whole = done == manifest.jobs and marker is not None and marker["digest"] == digest_of(records.values())
    digest = str(marker["digest"]) if marker is not None and whole else ""
    return Status(manifest, done, manifest.jobs - done, len(failed), damaged, digest)


def audit_folder(folder: Path) -> Audit:
    """Verify every stored file: its SHA-256, of shards the checksum of every page and the digest of the values too.

    Nothing is written where all is well, so a folder that can only be read will do. Damaged shards are marked, so that
    a rerun runs their jobs again and no others; where no mark can be left the rerun finds them by itself.
    """
    place = checked_place(folder)
    manifest = read_manifest(place)
    records, broken = read_journal(place)
    damaged = [(record, _damage(place, record)) for record in records.values()]
    found = [(record.file, words) for record, words in damaged if words]
    if broken:
        found.append((JOURNAL, f"has {counted(broken, 'damaged line')}, whose jobs count as not done"))
    if words := damage_of_points(place, manifest):
        found.append((POINTS, words))
    made = [(name, damage_of_file(place, name, written)) for name, written in files_of(place).items()]
    found += [(name, words) for name, words in made if words]
    if (place / COMPLETE).exists() and not found and not status_of(place).digest:
        found.append((COMPLETE, "is not as it was written"))
    if found:
        _mark(place, [record for record, words in damaged if words])
    left = manifest.jobs - sum(not words for _, words in damaged)
    return Audit(sum(bool(record.file) for record in records.values()), left, tuple(found))


def _mark(place: Path, damaged: list[Record]) -> None:
    """Mark damaged shards, and the whole as unfinished, where the folder can be written."""
    with suppress(StorageError, BusyError), explained(place), locked(place):
        store = Store(place)
        for record in damaged:
            now = store.records.get(record.id)
            if now == record and not record.void:  # else it was made again in the meantime
                store.append(replace(record, void=True))
        store.reopen()


def _damage(place: Path, record: Record) -> str:
    """What is wrong with a shard, in words; its pages are read and its values hashed too."""
    words = damage_of(place, record)
    if words or not record.file:
        return words
    try:
        with pq.ParquetFile(place / record.file, page_checksum_verification=True) as file:
            table = file.read()
    except (OSError, pa.ArrowException) as error:
        return f"cannot be read: {error}"
    failed = [failure.point for failure in record.failures]
    same = len(table) == record.rows and decoded_digest(table, failed) == record.digest
    return "" if same else "holds other values than the journal has"


def finished_manifest(folder: Path) -> Manifest:
    """Manifest of what is finished; else an error that says how to finish it."""
    found = status_of(folder)
    if found.left or not found.digest:
        raise StorageError(
            f"{folder}: unfinished: {found.done:,} of {counted(found.manifest.jobs, 'job')}"
            f" {'is' if found.done == 1 else 'are'} done."
            f" Finish it with: {found.manifest.again(folder)}"
        )
    return found.manifest
