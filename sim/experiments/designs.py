"""Designs: the points of a study as a table of numbers, from SciPy and SALib or as the study lists them."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.experiments.study import Factor, Study, Value
from sim.experiments.study_file import LoadedStudy
from sim.scenario.write import toml_value

RealArray = npt.NDArray[np.float64]
MORRIS_LEVELS = 4


@dataclass(frozen=True)
class Design:
    """Points of a study.

    Attributes
    ----------
    study : whose points they are
    codes : number that stands for the value of each factor at each point; shape (points, factors)
    units : for a sampled design, the same before it is stretched to the factors' ranges, 0 to 1; else None. SALib's
        analyses want these, as rounding to whole numbers and dates may join neighbours
    """

    study: Study
    codes: RealArray
    units: RealArray | None = None

    def __len__(self) -> int:
        return len(self.codes)

    def values(self, point: int) -> tuple[Value, ...]:
        """Value of each factor at a point."""
        return tuple(f.value(code) for f, code in zip(self.study.factors, self.codes[point], strict=True))

    def overrides(self, point: int) -> tuple[str, ...]:
        """Overrides that make the base scenario that of a point, as for --set."""
        pairs = zip(self.study.factors, self.values(point), strict=True)
        return tuple(text for factor, value in pairs for text in assignments(factor, value))

    def seed(self, point: int) -> int:
        """Seed of a point: the study's, or without common random numbers one of its own, hashed from it."""
        if self.study.common_random_numbers:
            return self.study.seed
        return int.from_bytes(hashlib.sha256(f"{self.study.seed}:{point}".encode()).digest()[:8]) >> 1

    @cached_property
    def factors_digest(self) -> str:
        """SHA-256 of what the codes stand for."""
        found = hashlib.sha256()
        for factor in self.study.factors:
            levels = [str(value) for value in factor.values] if factor.kind == "category" else []
            found.update(json.dumps([factor.name, factor.kind, factor.places, levels]).encode())
        return found.hexdigest()

    def digest_of(self, start: int, stop: int) -> str:
        """SHA-256 of the worlds of some points and of their seeds, the base scenario left out."""
        seeds = [self.seed(point) for point in range(start, stop)]
        found = hashlib.sha256(f"{self.factors_digest} {start} {seeds}".encode())
        found.update(np.ascontiguousarray(self.codes[start:stop], "<f8").tobytes())
        return found.hexdigest()

    @property
    def digest(self) -> str:
        """SHA-256 of factors and points."""
        codes = np.ascontiguousarray(self.codes, "<f8").tobytes()
        return hashlib.sha256(self.factors_digest.encode() + codes).hexdigest()

    def table(self) -> pd.DataFrame:
        """Points as a table: number, seed, and for each factor its number, its label and, if sampled, its unit."""
        columns: dict[str, Sequence[object] | RealArray] = {
            "point": np.arange(len(self), dtype=np.int32),
            "seed": np.array([self.seed(point) for point in range(len(self))], dtype=np.int64),
        }
        for number, factor in enumerate(self.study.factors):
            column = self.codes[:, number]
            columns[factor.name] = column
            columns[f"{factor.name}_label"] = [label(factor.value(code)) for code in column]
            if self.units is not None:
                columns[f"{factor.name}_unit"] = self.units[:, number]
        return pd.DataFrame(columns)


def assignments(factor: Factor, value: Value) -> tuple[str, ...]:
    """Overrides that give a factor a value."""
    return tuple(f"{path}={toml_value(value)}" for path in factor.places)


def label(value: Value) -> str:
    """Value as a person writes it."""
    return value if isinstance(value, str) else toml_value(value)


def problem_of(study: Study) -> dict[str, object]:
    """The factors as SALib knows them, in units of 0 to 1: analyse with the `_unit` columns of the points."""
    names = [factor.name for factor in study.factors]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def design_of(loaded: LoadedStudy) -> Design:
    """Points of a study; the same study gives the same points."""
    study = loaded.study
    if study.design in ("grid", "list"):
        levels = [factor.all_levels for factor in study.factors]
        rows = itertools.product(*levels) if study.design == "grid" else zip(*levels, strict=True)
        return Design(study, _coded(study, list(rows)))
    if study.design == "csv":
        return Design(study, _coded(study, loaded.rows))
    units = _sampled(study)
    codes = [[f.at(u) for f, u in zip(study.factors, row, strict=True)] for row in units.tolist()]
    return Design(study, np.array(codes, dtype=np.float64), units)


def _coded(study: Study, rows: Sequence[Sequence[Value]]) -> RealArray:
    codes = [[f.code(value) for f, value in zip(study.factors, row, strict=True)] for row in rows]
    return np.array(codes, dtype=np.float64)


def _sampled(study: Study) -> RealArray:
    """Sampled points in the unit cube; shape (points, factors)."""
    count = study.points or 1
    if study.design == "latin_hypercube":
        from scipy.stats import qmc

        sampler = qmc.LatinHypercube(len(study.factors), rng=np.random.default_rng(study.seed))
        return np.asarray(sampler.random(count), dtype=np.float64)
    problem = problem_of(study)
    if study.design == "sobol":
        from SALib.sample import sobol

        units = sobol.sample(problem, count, calc_second_order=False, scramble=True, seed=study.seed)
    else:
        from SALib.sample import morris

        units = morris.sample(problem, count, num_levels=MORRIS_LEVELS, seed=study.seed)
    return np.asarray(units, dtype=np.float64)
