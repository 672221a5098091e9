"""How far a sweep is, and whether what it has stored is as it was written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import StorageError
from sim.experiments.folder import checked_place, explained, locked
from sim.experiments.jobs import decoded_digest
from sim.experiments.store import sha256
from sim.experiments.sweep_manifest import SweepManifest, read_sweep_manifest
from sim.experiments.sweep_store import COMPLETE, POINTS, Record, Store, damage_of, read_complete, read_journal


@dataclass(frozen=True)
class Status:
    """How far a sweep is; `digest` is empty until it is finished."""

    manifest: SweepManifest
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
    """How far the sweep in a folder is; nothing is locked or verified, so it can be asked while the sweep runs."""
    manifest = read_sweep_manifest(folder)
    records, _ = read_journal(folder)
    damaged = sum(record.void for record in records.values())
    failed = {failure.point for record in records.values() for failure in record.failures}
    done = len(records) - damaged
    marker = read_complete(folder)
    digest = str(marker["digest"]) if marker is not None and done == manifest.jobs else ""
    return Status(manifest, done, manifest.jobs - done, len(failed), damaged, digest)


def audit_sweep(folder: Path) -> Audit:
    """Verify every stored file of a sweep: its SHA-256, the checksum of every page, and the digest of its values.

    Damaged shards are marked, so that a rerun runs their jobs again and no others.
    """
    place = checked_place(folder)
    manifest = read_sweep_manifest(place)
    with explained(place), locked(place):
        _, broken = read_journal(place)
        store = Store(place)
        records = list(store.records.values())
        damaged = [(record, _damage(place, record)) for record in records]
        found = [(record.file, words) for record, words in damaged if words]
        for record, words in damaged:
            if words and not record.void:
                store.append(replace(record, void=True))
        if broken:
            found.append(("journal.jsonl", f"has {broken} damaged lines, whose jobs count as not done"))
        if not (place / POINTS).exists() or sha256(place / POINTS) != manifest.points_sha256:
            found.append((POINTS, "is not as it was written"))
        if (place / COMPLETE).exists() and (found or read_complete(place) is None):
            found += [(COMPLETE, "is not as it was written")] if not found else []
            store.reopen()
    left = manifest.jobs - sum(not words for _, words in damaged)
    return Audit(sum(bool(record.file) for record in records), left, tuple(found))


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


def finished_sweep(folder: Path) -> SweepManifest:
    """Manifest of a sweep that is finished; else an error that says how to finish it."""
    found = status_of(folder)
    if found.left or not found.digest:
        raise StorageError(
            f"{folder}: unfinished: {found.done:,} of {found.manifest.jobs:,} jobs are done."
            f" Finish it with `sma sweep {found.manifest.study_file} --out {folder}`."
        )
    return found.manifest
