"""The folder of a sweep: written shard by shard, so that a kill at any moment costs no more than the jobs under way.

    manifest.json    what the sweep is: study, base scenario, design, versions; written last of what makes the folder
    points.parquet   the points
    shards/*.parquet the outcomes, a file for each job, in order of points and replicates
    journal.jsonl    a line for each job that ended: its shard's SHA-256, its failures; each line with its own checksum
    failures.csv     points that could not be run, from the journal
    complete.json    the final marker, with the digest of the whole

Every file is written under another name, forced to the disk, renamed, and the folder forced too; a line is appended to
the journal only when its shard stands.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sim.errors import MismatchError, StorageError
from sim.experiments.folder import checked_place, explained, locked, sync_folder
from sim.experiments.jobs import Done, Failure
from sim.experiments.remedies import ELSEWHERE, or_delete
from sim.experiments.store import sha256
from sim.experiments.sweep_manifest import SweepManifest, read_sweep_manifest

MANIFEST, POINTS, SHARDS, JOURNAL = "manifest.json", "points.parquet", "shards", "journal.jsonl"
FAILURES, COMPLETE = "failures.csv", "complete.json"
PARTIAL = ".partial"  # ending of a file that is being written


@dataclass(frozen=True)
class Record:
    """What the journal knows of one job. A void record says that its shard was found damaged."""

    job: int
    id: str
    file: str  # empty where every point of the job failed
    sha256: str
    rows: int
    digest: str
    failures: tuple[Failure, ...] = ()
    void: bool = False


@contextmanager
def opened(folder: Path, manifest: SweepManifest, points: bytes) -> Iterator[Store]:
    """The folder of a sweep, made if it is not there, and locked while the block runs.

    Refused at once: a folder that another process writes to (BusyError), one that holds another sweep or anything
    else (MismatchError), one that cannot be written (StorageError).
    """
    place = checked_place(folder)
    with explained(place), locked(place):
        _check_same(place, manifest)
        (place / SHARDS).mkdir(parents=True, exist_ok=True)
        for leftover in (*place.glob(f"*{PARTIAL}"), *(place / SHARDS).glob(f"*{PARTIAL}")):
            leftover.unlink()
        if damage_of_points(place, manifest):
            write_durably(place / POINTS, points)
        if not (place / MANIFEST).exists():
            write_durably(place / MANIFEST, manifest.placed(place).model_dump_json(indent=2).encode() + b"\n")
        yield Store(place)


def _check_same(place: Path, manifest: SweepManifest) -> None:
    """Refuse a folder in which this sweep may not be written, showing the difference."""
    if place.exists() and not place.is_dir():
        raise StorageError(f"{place}: is a file, and results need a folder. Name another with --out.")
    if not place.exists() or not any(place.iterdir()):
        return
    if not (place / MANIFEST).exists():
        ours = {POINTS, SHARDS, f"{POINTS}{PARTIAL}", f"{MANIFEST}{PARTIAL}"}
        if {path.name for path in place.iterdir()} <= ours and not any((place / SHARDS).glob("*.parquet")):
            return  # killed before the manifest stood
        raise MismatchError(f"{place}: holds files, but no sweep of this program. {ELSEWHERE}.")
    there = read_sweep_manifest(place)
    differences = there.differences(manifest)
    if differences:
        raise MismatchError(f"{place}: holds another sweep: {'; '.join(differences)}. {or_delete(place)}")


class Store:
    """A sweep's folder while it is locked."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.records, broken = read_journal(place)
        self.mended = broken
        if broken or _ends_torn(place):
            write_durably(place / JOURNAL, b"".join(_line(record) for record in self.records.values()))

    def finished(self, ids: Iterable[str]) -> set[str]:
        """Those of the jobs whose shards stand undamaged and that had no failures; the others are to be run."""
        wanted = set(ids)
        good = set()
        for record in self.records.values():
            if record.id in wanted and not record.void and not record.failures:
                if damage_of(self.place, record):
                    self.mended += 1
                else:
                    good.add(record.id)
        return good

    def add(self, done: Done) -> None:
        """Store what a job gave."""
        name = f"{SHARDS}/{done.job:06d}.parquet" if done.shard else ""
        if name:
            write_durably(self.place / name, done.shard)
        digest = hashlib.sha256(done.shard).hexdigest()
        self.append(Record(done.job, done.id, name, digest, done.rows, done.digest, done.failures))

    def append(self, record: Record) -> None:
        """Append a line to the journal and force it to the disk."""
        self.reopen()
        with (self.place / JOURNAL).open("ab") as stream:
            stream.write(_line(record))
            stream.flush()
            os.fsync(stream.fileno())
        self.records[record.id] = record

    def reopen(self) -> None:
        """Take away the final marker: the sweep is under way."""
        if (self.place / COMPLETE).exists():
            (self.place / COMPLETE).unlink()
            sync_folder(self.place)

    def write_failures(self) -> tuple[Failure, ...]:
        """Write the table of failures, if there are any, and return them."""
        found = failures_of(self.records)
        manifest = read_sweep_manifest(self.place)
        if found:
            stream = io.StringIO()
            rows = [
                {**asdict(each), "overrides": " ".join(each.overrides), "replay": manifest.replay(each, self.place)}
                for each in found
            ]
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            write_durably(self.place / FAILURES, stream.getvalue().encode())
        else:
            (self.place / FAILURES).unlink(missing_ok=True)
        return found

    def complete(self, jobs: list[str]) -> dict[str, Any]:
        """Write the final marker; `jobs` are the ids of all jobs in order. Returns what it holds."""
        found = [self.records[each] for each in jobs]
        marker = {
            "format": 1,
            "digest": digest_of(found),
            "jobs": len(found),
            "negotiations": sum(record.rows for record in found),
            "failed_points": len({each.point for record in found for each in record.failures}),
        }
        text = json.dumps(marker, indent=2) + "\n"
        if not (self.place / COMPLETE).exists() or (self.place / COMPLETE).read_text("utf-8") != text:
            write_durably(self.place / COMPLETE, text.encode())
        return marker


def read_complete(place: Path) -> dict[str, Any] | None:
    """The final marker of a sweep; None where it is not finished, or the marker is damaged."""
    try:
        marker = json.loads((place / COMPLETE).read_bytes())
    except (OSError, ValueError):
        return None
    return marker if isinstance(marker, dict) and {"digest", "negotiations"} <= marker.keys() else None


def read_journal(place: Path) -> tuple[dict[str, Record], int]:
    """Last record of each job by its id, in the order of jobs, and how many lines were damaged."""
    try:
        lines = (place / JOURNAL).read_bytes().split(b"\n")
    except FileNotFoundError:
        return {}, 0
    except OSError as error:
        raise StorageError(f"{place / JOURNAL}: cannot be read: {error.strerror}.") from error
    found: dict[str, Record] = {}
    broken = 0
    for line in lines[:-1]:  # behind the last line end stands nothing, or a line that a kill cut short
        record = _record(line)
        if record is None:
            broken += 1
        else:
            found[record.id] = record
    return dict(sorted(found.items(), key=lambda item: item[1].job)), broken


def failures_of(records: dict[str, Record]) -> tuple[Failure, ...]:
    """All failures of a sweep in the order of points."""
    return tuple(failure for record in records.values() for failure in record.failures)


def damage_of(place: Path, record: Record) -> str:
    """What is wrong with the shard of a record, in words; nothing where it is as it was written."""
    if record.void:
        return "was found damaged before"
    if not record.file:
        return ""
    path = place / record.file
    if not path.exists():
        return "is not there"
    try:
        found = sha256(path)
    except StorageError as error:
        return str(error)
    if found == record.sha256:
        return ""
    return "is empty" if not path.stat().st_size else f"has SHA-256 {found[:16]}…, written was {record.sha256[:16]}…"


def damage_of_points(place: Path, manifest: SweepManifest) -> str:
    """What is wrong with the table of points, in words; nothing where it is as it was written."""
    if not (place / POINTS).exists():
        return "is not there"
    found = sha256(place / POINTS)
    same = found == manifest.points_sha256
    return "" if same else f"has SHA-256 {found[:16]}…, written was {manifest.points_sha256[:16]}…"


def digest_of(records: Iterable[Record]) -> str:
    """Digest of a whole sweep, from those of its jobs in order."""
    return hashlib.sha256("".join(record.digest for record in records).encode()).hexdigest()


def write_durably(path: Path, content: bytes) -> None:
    """Have a file with this content on the disk, or the file that stood there before, and nothing between."""
    partial = path.with_name(path.name + PARTIAL)
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _line(record: Record) -> bytes:
    text = json.dumps(asdict(record), separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _record(line: bytes) -> Record | None:
    """Record of a line of the journal; None where the line is damaged."""
    check, _, text = line.partition(b" ")
    try:
        if int(check, 16) != zlib.crc32(text):
            return None
        fields = json.loads(text)
        failures = tuple(Failure(**{**each, "overrides": tuple(each["overrides"])}) for each in fields["failures"])
        return Record(**{**fields, "failures": failures})
    except (ValueError, TypeError, KeyError):
        return None


def _ends_torn(place: Path) -> bool:
    """Whether a kill cut the last line of the journal short."""
    path = place / JOURNAL
    if not path.exists() or not path.stat().st_size:
        return False
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) != b"\n"
