"""Versions of the program and of what it rests on: what the bytes of outcomes depend on, and what made them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata

from sim.compiled import source_digest
from sim.posterior.draws import shipped_digest
from sim.version import VERSION

_PACKAGES = ("numpy", "numba", "pyarrow", "mesa")
POSTERIOR = "posterior"  # named among the versions where parameters are drawn: digest of the file of posterior draws
_SAME_BYTES: tuple[str, ...] = ("sma-sim", "sources", "numpy", "numba", "pyarrow")  # what bytes of outcomes depend on


def versions(drawn: bool = False) -> dict[str, str]:
    """Versions of the program, its compiled sources and what it rests on; and of the posterior, where `drawn` from."""
    packages = {name: metadata.version(name) for name in _PACKAGES}
    found = {"sma-sim": VERSION, "sources": source_digest(), "python": platform.python_version(), **packages}
    return {**found, POSTERIOR: shipped_digest()} if drawn else found


def bytes_depend_on(drawn: bool = False) -> tuple[tuple[str, str], ...]:
    """Those of the versions on which the bytes of outcomes depend, as pairs of name and version.

    Parameters
    ----------
    drawn : whether parameters are drawn from the posterior; runs with the values of the file do not depend on it
    """
    return (*_programs(), (POSTERIOR, shipped_digest())) if drawn else _programs()


def other_versions(there: Mapping[str, str], drawn: bool) -> Iterator[tuple[str, str, str]]:
    """Name, version there and version now of all on which bytes depend and that differ; `drawn` as above."""
    for name, now in bytes_depend_on(drawn):
        if there.get(name) != now:
            yield name, there.get(name, "unknown"), now


@cache
def _programs() -> tuple[tuple[str, str], ...]:
    now = versions()
    return tuple((name, now[name]) for name in _SAME_BYTES)


def host() -> dict[str, str]:
    """What kind of machine it is; nothing that names it or its user."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "cpus": str(os.cpu_count() or 1),
    }
