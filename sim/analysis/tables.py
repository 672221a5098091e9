"""What the analysis reads: outcomes that can be had a few columns and rows at a time, so that size does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

RealArray = npt.NDArray[np.float64]


class Outcomes(Protocol):
    """Outcomes in blocks of rows: a stored run, or a table in memory. Reading twice gives the same blocks."""

    def blocks(self, *names: str) -> Iterator[pd.DataFrame]:
        """Blocks of rows, in order, with the columns named; missing numbers are NaN, names are text."""
        ...  # pragma: no cover


@dataclass(frozen=True)
class Table:
    """A whole table of outcomes in memory, as one block."""

    frame: pd.DataFrame

    def blocks(self, *names: str) -> Iterator[pd.DataFrame]:
        """The table itself with the columns named."""
        yield self.frame[list(names)]


def outcomes_of(table: Outcomes | pd.DataFrame) -> Outcomes:
    """The same outcomes, ready to be read in blocks; every function of the analysis takes either form."""
    return Table(table) if isinstance(table, pd.DataFrame) else table


def present(table: Outcomes, name: str) -> Iterator[RealArray]:
    """Values of one numeric column, block by block, missing ones left out."""
    for frame in table.blocks(name):
        values = frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
        yield values[~np.isnan(values)]
