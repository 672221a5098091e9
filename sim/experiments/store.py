"""The folder of a run or a sweep, written shard by shard: a kill at any moment costs no more than the jobs under way.

    manifest.json    what it is: scenario, study, design, versions; written last of what makes the folder
    points.parquet   the points; that of a run is one
    shards/*.parquet the outcomes, a file for each job, in order of points and replicates
    journal.jsonl    a line for each job that ended: its shard's SHA-256, its failures; each line with its own checksum
    failures.csv     points that could not be run, from the journal
    ...              what was made of the outcomes of a run: scenario.toml, summary.json, figures/
    complete.json    the final marker, with the digest of the whole and the SHA-256 of what was made of it

Every file is written under another name, forced to the disk, renamed, and the folder forced too; a line is appended to
the journal only when its shard stands.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sim.errors import MismatchError, StorageError
from sim.experiments.folder import MANIFEST, checked_place, explained, locked, sha256, sync_folder
from sim.experiments.jobs import Done, Failure
from sim.experiments.manifest import Manifest, read_manifest
from sim.experiments.remedies import ELSEWHERE, command, or_delete, seen_from_here

POINTS, SHARDS, JOURNAL = "points.parquet", "shards", "journal.jsonl"
FAILURES, COMPLETE = "failures.csv", "complete.json"
PARTIAL = ".partial"  # ending of a file that is being written
STAGE = ".stage"  # folder of what is being made of the outcomes


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
def opened(folder: Path, manifest: Manifest, points: bytes) -> Iterator[Store]:
    """The folder of a run or a sweep, made if it is not there, and locked while the block runs.

    Refused at once: a folder that another process writes to (BusyError), one that holds another run or sweep or
    anything else (MismatchError), one that cannot be written (StorageError).
    """
    place = checked_place(folder)
    with explained(place), locked(place):
        check_same(place, manifest)
        (place / SHARDS).mkdir(parents=True, exist_ok=True)
        for leftover in (*place.glob(f"*{PARTIAL}"), *(place / SHARDS).glob(f"*{PARTIAL}")):
            leftover.unlink()
        shutil.rmtree(place / STAGE, ignore_errors=True)
        if damage_of_points(place, manifest):
            write_durably(place / POINTS, points)
        if not (place / MANIFEST).exists() or read_manifest(place).differences(manifest):
            write_durably(place / MANIFEST, manifest.placed(place).model_dump_json(indent=2).encode() + b"\n")
        yield Store(place)


def check_same(place: Path, manifest: Manifest, sized: bool = True) -> None:
    """Refuse a folder in which this run or sweep may not be written, showing the difference.

    `sized` : whether the number of replicates is known already
    """
    if place.exists() and not place.is_dir():
        raise StorageError(f"{place}: is a file, and results need a folder. Name another with --out.")
    present = sorted(path.name for path in place.iterdir()) if place.exists() else []
    if not present:
        return
    if MANIFEST not in present:
        ours = {POINTS, SHARDS, f"{POINTS}{PARTIAL}", f"{MANIFEST}{PARTIAL}"}
        if set(present) <= ours and not any((place / SHARDS).glob("*.parquet")):
            return  # killed before the manifest stood
        some = ", ".join(present[:3]) + (f" and {len(present) - 3} more" if len(present) > 3 else "")
        raise MismatchError(f"{place}: holds files, but no {manifest.kind} of this program ({some}). {ELSEWHERE}.")
    there = read_manifest(place)
    differences = there.differences(manifest, sized)
    if not differences or not _holds_outcomes(place):
        return
    remedy = or_delete(place)
    if there.kind != manifest.kind:
        raise MismatchError(f"{place}: holds a {there.kind}, and a {manifest.kind} is asked for. {remedy}")
    if there.kind == "run" and there.scenario.sha256 == manifest.scenario.sha256:
        remedy += f"\nTo repeat the run that is there: {command('run', seen_from_here(place) / MANIFEST)}"
    raise MismatchError(f"{place}: holds another {there.kind}: {'; '.join(differences)}. {remedy}")


def _holds_outcomes(place: Path) -> bool:
    """Whether any job has left something; without it a folder stopped at its start may become another's."""
    return bool(read_journal(place)[0]) or any((place / SHARDS).glob("*.parquet"))


class Store:
    """The folder of a run or a sweep while it is locked."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.records, broken = read_journal(place)
        self.mended = broken
        self.files: dict[str, str] = files_of(place)  # made of the outcomes, with their SHA-256
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
        """Store what a job gave; nothing is written where it stands there already."""
        name = f"{SHARDS}/{done.job:06d}.parquet" if done.shard else ""
        digest = hashlib.sha256(done.shard).hexdigest()
        record = Record(done.job, done.id, name, digest, done.rows, done.digest, done.failures)
        if self.records.get(done.id) == record and not damage_of(self.place, record):
            return
        if name:
            write_durably(self.place / name, done.shard)
        self.append(record)

    def append(self, record: Record) -> None:
        """Append a line to the journal and force it to the disk."""
        self.reopen()
        with (self.place / JOURNAL).open("ab") as stream:
            stream.write(_line(record))
            stream.flush()
            os.fsync(stream.fileno())
        self.records[record.id] = record

    def reopen(self) -> None:
        """Take away the final marker: the run or sweep is under way."""
        if (self.place / COMPLETE).exists():
            (self.place / COMPLETE).unlink()
            sync_folder(self.place)

    def write_failures(self) -> tuple[Failure, ...]:
        """Write the table of failures, if there are any, and return them."""
        found = failures_of(self.records)
        if found:
            manifest = read_manifest(self.place)
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

    @contextmanager
    def made(self) -> Iterator[Path]:
        """Empty folder for what is made of the outcomes; each file takes its place whole when the block ends."""
        stage = self.place / STAGE
        stage.mkdir()
        try:
            yield stage
            for path in sorted(each for each in stage.rglob("*") if each.is_file()):
                name = path.relative_to(stage)
                (self.place / name).parent.mkdir(exist_ok=True)
                write_durably(self.place / name, path.read_bytes())
                self.files[name.as_posix()] = sha256(self.place / name)
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    def complete(self, jobs: list[str]) -> dict[str, Any]:
        """Write the final marker; `jobs` are the ids of all jobs in order. Returns what it holds."""
        found = [self.records[each] for each in jobs]
        files = {name: each for name, each in self.files.items() if not damage_of_file(self.place, name, each)}
        marker: dict[str, Any] = {
            "format": 2,
            "digest": digest_of(found),
            "jobs": len(found),
            "negotiations": sum(record.rows for record in found),
            "failed_points": len({each.point for record in found for each in record.failures}),
            "files": dict(sorted(files.items())),
        }
        text = json.dumps(marker, indent=2) + "\n"
        if not (self.place / COMPLETE).exists() or (self.place / COMPLETE).read_text("utf-8") != text:
            write_durably(self.place / COMPLETE, text.encode())
        return marker


def read_complete(place: Path) -> dict[str, Any] | None:
    """The final marker; None where the whole is not finished, or the marker is damaged."""
    try:
        marker = json.loads((place / COMPLETE).read_bytes())
    except (OSError, ValueError):
        return None
    return marker if isinstance(marker, dict) and {"digest", "negotiations"} <= marker.keys() else None


def files_of(place: Path) -> dict[str, str]:
    """SHA-256 of each file that was made of the outcomes, by name; none where the final marker is not there."""
    marker = read_complete(place) or {}
    files = marker.get("files")
    return {str(name): str(digest) for name, digest in files.items()} if isinstance(files, dict) else {}


def damage_of_file(place: Path, name: str, digest: str) -> str:
    """What is wrong with a file that was made of the outcomes, in words; nothing where it is as it was written."""
    if not (place / name).is_file():
        return "is not there"
    found = sha256(place / name)
    return "" if found == digest else f"has SHA-256 {found[:16]}…, written was {digest[:16]}…"


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
    """All failures by point and first replicate, whichever thread ended first."""
    found = [failure for record in records.values() for failure in record.failures]
    return tuple(sorted(found, key=lambda failure: (failure.point, failure.first)))


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


def damage_of_points(place: Path, manifest: Manifest) -> str:
    """What is wrong with the table of points, in words; nothing where it is as it was written."""
    if not (place / POINTS).exists():
        return "is not there"
    found = sha256(place / POINTS)
    same = found == manifest.points_sha256
    return "" if same else f"has SHA-256 {found[:16]}…, written was {manifest.points_sha256[:16]}…"


def digest_of(records: Iterable[Record]) -> str:
    """Digest of the whole, from those of its jobs in order."""
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
