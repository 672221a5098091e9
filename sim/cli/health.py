"""Whether what the program needs on this machine is there and works, check by check: for `sma doctor`.

Every check imports what it looks at when it runs, so that one library that cannot be imported breaks one check and
not the command.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.scenario.problems import counted
from sim.scenario.shipped import CHECKED_OUT, INSTALLED, shipped_files
from sim.version import VERSION

if TYPE_CHECKING:
    from packaging.requirements import Requirement

PROGRAM = "sma-sim"
EXTRAS = {  # what each brings, in words; a test sees to it that none is left out
    "calibrate": "the sampler of `sma calibrate` and `sma trust`",
    "cluster": "sweeps on a Dask cluster: `sma sweep --cluster`",
    "docs": "builds the manual",
    "examples": "the libraries that the programs in examples/ show",
    "notebooks": "opens the notebooks in JupyterLab",
    "page": "the page in the browser: `sma page`",
    "report": "the report as a PDF: `sma report`",
    "test": "runs the tests and the checks of the code",
}
HANGUL = "한글"
SEEDS = (0, 1, 2**63 - 1)
REPLICATES = (0, 7, 2**53)
PLACES = ((730_000, 0, 1), (737_425, 1, 12), (745_000, 2, 40))  # day, party and purpose of a draw


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    ABSENT = "absent"  # what is not there and need not be
    NOTE = "note"  # works, but less well than it could
    BROKEN = "broken"


@dataclass(frozen=True)
class Check:
    """What was looked at, and what was found.

    Attributes
    ----------
    remedy : what to do; empty where there is nothing to do
    data : the same as numbers and names, for programs
    """

    name: str
    state: State
    found: str
    remedy: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def checks() -> Iterator[Check]:
    """All checks, one after the other."""
    for name, look in _LOOKS.items():
        try:
            yield look()
        except Exception as fault:  # whatever a broken installation may raise is what is looked for
            words = str(fault).strip().rstrip(".") or "no reason given"
            yield Check(name, State.BROKEN, f"{type(fault).__name__}: {words}.", f"Install again: {_again()}")
    yield from extras()


def program() -> Check:
    """Version of the program and of Python, and whether what was installed is what runs."""
    found = f"{PROGRAM} {VERSION}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    data = {"version": VERSION, "python": platform.python_version(), "system": platform.system()}
    try:
        installed = metadata.version(PROGRAM)
    except metadata.PackageNotFoundError:
        return Check(
            "program", State.NOTE, f"{found}; run from its sources, not installed.", f"Install it: {_again()}", data
        )
    if installed != VERSION:
        return Check("program", State.NOTE, f"{found}; installed as {installed}.", f"Install again: {_again()}", data)
    return Check("program", State.OK, f"{found}.", data=data)


def packages() -> Check:
    """Versions of the packages that the program needs, and whether they are those it asks for."""
    needed = [each for each in _required() if not _extra_of(each)]
    found = {each.name: _version_of(each.name) for each in needed}
    bad = [each for each in needed if not _fits(each)]
    data = {"versions": found, "unfit": [str(each) for each in bad]}
    if bad:
        words = ", ".join(f"{each} (found {found[each.name] or 'none'})" for each in bad)
        return Check("packages", State.BROKEN, f"needed, and not there: {words}.", f"Install: {_install(bad)}", data)
    return Check(
        "packages", State.OK, ", ".join(f"{name} {version}" for name, version in found.items()) + ".", data=data
    )


def cores() -> Check:
    """Processors that runs may use."""
    from sim.experiments.executors import all_workers

    usable, there = all_workers(), os.cpu_count() or 1
    left_out = "" if usable == there else f", of {there}; the others are closed to this process"
    return Check("cores", State.OK, f"{usable} for runs{left_out}.", data={"usable": usable, "there": there})


def cache() -> Check:
    """Place and size of the cache of compiled code, and what the next run must compile."""
    from sim.compile_cache import FOLDER
    from sim.compiled import INTERPRETED

    if INTERPRETED:
        return Check(
            "compile cache", State.NOTE, "not used: NUMBA_DISABLE_JIT is set, so that rules run as plain Python.",
            "Unset it for runs: they are a thousand times as fast.",
        )  # fmt: skip
    if FOLDER is None:
        return Check(
            "compile cache", State.NOTE, "there is no folder for it, so that every command compiles, for a minute.",
            "Set NUMBA_CACHE_DIR to a folder that can be written to.",
        )  # fmt: skip
    return _cache_in(FOLDER)


def fonts() -> Check:
    """Fonts that figures are drawn with, Korean letters among them."""
    from sim.plots.fonts import HOUSE, PREFERRED, families_for

    families, missing = families_for(HANGUL)
    if missing:
        return Check(
            "fonts", State.NOTE, f"{HOUSE}; no installed font has Korean letters, which figures show as boxes.",
            f"Install one, such as {PREFERRED[0]} (Debian: apt install fonts-noto-cjk).", {"korean": []},
        )  # fmt: skip
    return Check("fonts", State.OK, f"{HOUSE}; Korean in {', '.join(families)}.", data={"korean": list(families)})


def random_stream() -> Check:
    """Whether the random numbers are those of NumPy's Philox, bit for bit."""
    import numpy as np

    from sim.draws import uniforms

    wrong = []
    places = [(seed, replicate, *place) for seed in SEEDS for replicate in REPLICATES for place in PLACES]
    for seed, replicate, day, party, purpose in places:
        counter = np.array([day - 1, party, purpose, 0], dtype=np.uint64)  # NumPy steps it before the first block
        generator = np.random.Philox(counter=counter, key=np.array([seed, replicate], dtype=np.uint64))
        if tuple(np.random.Generator(generator).random(4)) != tuple(uniforms(seed, replicate, purpose, party, day)):
            wrong.append((seed, replicate, day))
    data = {"compared": 4 * len(places), "blocks_that_differ": len(wrong)}
    if wrong:
        return Check(
            "random stream", State.BROKEN,
            f"differs from NumPy's Philox, first at seed {wrong[0][0]}, replicate {wrong[0][1]}, day {wrong[0][2]}.",
            f"No result can be repeated. Install again: {_again()}", data,
        )  # fmt: skip
    return Check("random stream", State.OK, f"{data['compared']} numbers equal NumPy's Philox, bit for bit.", data=data)


def shipped() -> Check:
    """The scenarios that come with the program, and the record."""
    from sim.history.episodes import episodes
    from sim.scenario.load import load_scenario

    found, talks = shipped_files(), len(episodes())
    load_scenario("sma11")
    words = f"{counted(len(found), 'file')} of scenarios and studies; {talks} talks on record."
    return Check("scenarios", State.OK, words, data={"files": len(found), "talks_on_record": talks})


def posterior() -> Check:
    """The files of posterior draws: readable, and which they are."""
    from sim.posterior.cores import FITTED, posterior_of
    from sim.posterior.draws import SHIPPED, read_posterior
    from sim.posterior.outside import OUTSIDE, read_outside

    files, words = [], []
    for path in (*(posterior_of(core, SHIPPED) for core in FITTED), OUTSIDE):
        draws = read_outside() if path == OUTSIDE else read_posterior(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        shape = {"draws": len(draws.values), "parameters": len(draws.names)}
        files.append({"file": path.name, **shape, "sha256": digest})
        words.append(f"{path.name} {len(draws.values):,} draws of {len(draws.names)}, SHA-256 {digest[:16]}")
    return Check("posterior", State.OK, "; ".join(words) + ".", data={"files": files})


def extras() -> Iterator[Check]:
    """Each extra of the program: installed or not, what it is for, and the line that installs it."""
    by_extra: dict[str, list[Requirement]] = {}
    for each in _required():
        if _extra_of(each):
            by_extra.setdefault(_extra_of(each), []).append(each)
    for name, wanted in sorted(by_extra.items()):
        missing = [each for each in wanted if not _fits(each)]
        data: dict[str, Any] = {
            "installed": {each.name: _version_of(each.name) for each in wanted},
            "missing": [_plain(each) for each in missing],
        }
        purpose = EXTRAS.get(name, "further packages")
        if missing:
            lacking = ", ".join(data["missing"])
            yield Check(f"extra {name}", State.ABSENT, f"{purpose}. Not installed: {lacking}.", _install(missing), data)
        else:
            there = ", ".join(f"{package} {version}" for package, version in data["installed"].items())
            yield Check(f"extra {name}", State.OK, f"{purpose}. {there}.", data=data)


_LOOKS: dict[str, Callable[[], Check]] = {
    "program": program, "packages": packages, "cores": cores, "compile cache": cache, "fonts": fonts,
    "random stream": random_stream, "scenarios": shipped, "posterior": posterior,
}  # fmt: skip


def _cache_in(folder: Path) -> Check:
    """The cache in its folder: whether it takes a file, how large it is, what is left to compile."""
    from sim.engine.batch import run_block
    from sim.engine.loop import RULES
    from sim.engine.ready import parts_missing

    files = [path.stat().st_size for path in folder.glob("*.code")]
    megabytes = sum(files) / 1e6
    data: dict[str, Any] = {"folder": str(folder), "files": len(files), "megabytes": round(megabytes, 1)}
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError as fault:
        return Check(
            "compile cache", State.NOTE, f"{folder} cannot be written to ({fault.strerror}): every command compiles.",
            "Make room or give leave to write there, or set NUMBA_CACHE_DIR to another folder.",
            {**data, "writable": False},
        )  # fmt: skip
    left, free = len(parts_missing(RULES.of(run_block))), shutil.disk_usage(folder).free / 1e9
    data |= {"writable": True, "free_gigabytes": round(free, 1), "functions_to_compile": left}
    to_do = f"{counted(left, 'function')} left to compile, at the next run" if left else "everything is compiled"
    found = f"{folder}: {counted(len(files), 'file')}, {megabytes:.0f} MB, writable, {free:.0f} GB free; {to_do}."
    return Check("compile cache", State.OK, found, data=data)


def _required() -> list[Requirement]:
    """What the program asks for, extras included; none where it is not installed."""
    from packaging.requirements import Requirement

    try:
        return [Requirement(each) for each in metadata.requires(PROGRAM) or ()]
    except metadata.PackageNotFoundError:
        return []


def _extra_of(requirement: Requirement) -> str:
    """Name of the extra that brings a package; empty for one that is always needed."""
    names = metadata.metadata(PROGRAM).get_all("Provides-Extra") or ()
    marker = requirement.marker
    if marker is None or marker.evaluate({"extra": ""}):
        return ""
    return next((name for name in names if marker.evaluate({"extra": name})), "")


def _version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _fits(requirement: Requirement) -> bool:
    """Whether a package is there, in a version that is asked for."""
    version = _version_of(requirement.name)
    return bool(version) and requirement.specifier.contains(version, prereleases=True)


def _plain(requirement: Requirement) -> str:
    return f"{requirement.name}{requirement.specifier}"


def _install(wanted: Sequence[Requirement]) -> str:
    """The line that installs packages into the Python that runs, in versions that were tested, where known."""
    return shlex.join([*_pip(), *map(_plain, wanted)])


def _again() -> str:
    """The line that installs the program itself again."""
    return shlex.join(
        [*_pip(), *(("-e", str(CHECKED_OUT.parent)) if _in_sources() else ("--force-reinstall", PROGRAM))]
    )


def _pip() -> list[str]:
    lock = CHECKED_OUT.parent / "requirements.lock"
    return [sys.executable, "-m", "pip", "install", *(("-c", str(lock)) if _in_sources() and lock.is_file() else ())]


def _in_sources() -> bool:
    return not INSTALLED.is_dir() and CHECKED_OUT.is_dir()
