"""Reads posterior draws of the structural parameters: a Parquet file with one row a draw and one column a parameter.

The column `left_out` is empty for the posterior given all agreements, else it names the one, or the host, that it has
not seen. Parameters that differ from host to host have columns for each (`hosts.py`). The file's metadata hold what
made it. `sma calibrate` writes such a file; the one beside this module is shipped.

One draw stands for all where a run is to have a single set of parameters (`--point`): the one nearest the middle. No
set written by hand takes that part, since no hand is the record's.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from scipy.stats import rankdata

from sim.errors import StorageError
from sim.posterior.cores import FITTED, core_of, posterior_of
from sim.posterior.hosts import NEW, of_host, parameter_of
from sim.rules.parameters import PARAMETER_NAMES
from sim.scenario.schema import Scenario

RealArray = npt.NDArray[np.float64]
SHIPPED = Path(__file__).parent / "posterior.parquet"
LEFT_OUT = "left_out"
BESIDE = "outside.parquet"  # beside it, draws of what has records of its own; `outside.py` reads it
MADE_BY = b"sma-sim"  # key of the metadata
REMEDY = "Make it anew with `sma calibrate`, or run the middle of the priors with --set parameter_draws=central"


@dataclass(frozen=True)
class Posterior:
    """Equally likely draws of the free parameters.

    Attributes
    ----------
    names : of the k parameters drawn
    values : shape (n, k)
    made_by : what made it: method, seed, sizes, targets, versions
    """

    names: tuple[str, ...]
    values: RealArray
    made_by: dict[str, Any]


def read_posterior(path: Path | None = None, left_out: str = "", host: str | None = None) -> Posterior:
    """Draws in a file, in its order.

    Parameters
    ----------
    path : None means the shipped file
    left_out : empty for the posterior given all agreements, else the one, or the host, it must not have seen
    host : whose values to take of what differs between hosts; of one that the file does not know what any may have.
        None leaves the columns as they are in the file

    Raises
    ------
    StorageError : the file is missing or damaged, or holds no such draws
    """
    found = _read(SHIPPED if path is None else path, left_out)
    return found if host is None else _for_host(found, host)


def posterior_for(scenario: Scenario) -> Posterior | None:
    """Draws the replicates of a scenario take in turn, those of its own core: all, or with `point` the middle one.

    None where all have the values of the parameters file, as in every theory scenario.

    Raises
    ------
    ScenarioError : no draws were fitted with its policy and protocol
    StorageError : the file of its core's draws is missing or damaged
    """
    if scenario.parameter_draws == "central" or scenario.kind == "theory":
        return None
    found = read_posterior(posterior_of(core_of(scenario), SHIPPED), host=scenario.host.name)
    return found if scenario.parameter_draws == "posterior" else middle_of(found)


def draws_of(scenario: Scenario) -> int:
    """How many posterior draws the replicates of a scenario take in turn; 0 where all have those of the file."""
    posterior = posterior_for(scenario)
    return 0 if posterior is None else len(posterior.values)


def middle_draw(posterior: Posterior) -> int:
    """Number of the draw nearest the middle: that whose ranks lie nearest the median rank, all parameters alike.

    Least sum over parameters k of (r_ik / (n + 1) - 1/2)^2, r_ik the rank of draw i among the n by parameter k, equal
    values at their mean rank; of equals the first. Ranks know neither units nor the shape of a distribution. The
    vector of medians would be no draw: it ignores which values go together.
    """
    shares = rankdata(posterior.values, axis=0) / (len(posterior.values) + 1)
    return int(np.argmin(((shares - 0.5) ** 2).sum(axis=1)))


def middle_of(posterior: Posterior) -> Posterior:
    """The middle draw alone."""
    row = middle_draw(posterior)
    return replace(posterior, values=posterior.values[row : row + 1])


def shipped_digest() -> str:
    """Digest of all shipped files of draws, which runs that draw depend on; a sweep may take those of several cores."""
    if not SHIPPED.exists():
        return "none"
    known = "".join(
        _digest(file) for file in (*(posterior_of(core, SHIPPED) for core in FITTED), SHIPPED.with_name(BESIDE))
    )
    return hashlib.sha256(known.encode()).hexdigest()[:16]


@lru_cache(maxsize=8)
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else "none"


@lru_cache(maxsize=8)
def _read(path: Path, left_out: str) -> Posterior:
    table = _table(path)
    names = tuple(name for name in table.column_names if name != LEFT_OUT)
    unknown = sorted({parameter_of(name) for name in names} - set(PARAMETER_NAMES))
    if unknown or LEFT_OUT not in table.column_names or not names:
        what = f"unknown parameters {', '.join(unknown)}" if unknown else f"no column {LEFT_OUT}"
        what = what if names else "no parameters"
        raise StorageError(f"{path}: {what}: written by another version. {REMEDY}.")
    try:
        rows = table.column(LEFT_OUT).to_numpy(zero_copy_only=False) == left_out
        values = np.column_stack([table.column(name).to_numpy()[rows] for name in names]).astype(np.float64)
        made_by = json.loads((table.schema.metadata or {}).get(MADE_BY, b"{}"))
    except (ValueError, TypeError, pa.ArrowException) as error:
        raise _damaged(path, error) from error
    if not np.isfinite(values).all():
        raise _damaged(path, "a value is missing or infinite")
    if not len(values):
        raise StorageError(f"{path}: holds no draws that leave out {left_out or 'nothing'}. {REMEDY}.")
    return Posterior(names, values, made_by)


def _for_host(found: Posterior, host: str) -> Posterior:
    """Draws of the parameters of a host, without the columns of others and of what they have in common."""
    names = tuple(name for name in found.names if name == parameter_of(name))
    column = found.names.index
    columns = []
    for name in names:
        own = next((each for each in (of_host(name, host), of_host(name, NEW)) if each in found.names), name)
        columns.append(column(own))
    return replace(found, names=names, values=found.values[:, columns])


def _table(path: Path) -> pa.Table:
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            return file.read()
    except FileNotFoundError:
        raise StorageError(f"{path}: no posterior draws there. {REMEDY}.") from None
    except (OSError, pa.ArrowException) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, why: object) -> StorageError:
    words = str(why).strip().rstrip(".")
    return StorageError(f"{path}: cannot be read as a file of posterior draws: {words}. {REMEDY}.")
