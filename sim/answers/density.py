"""When and at what sum together: cells of date and rise for a map, and a coarser table for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from sim.analysis.quantiles import distributions
from sim.analysis.setting import Setting
from sim.analysis.spreads import Joint, joint, round_edges, round_width
from sim.analysis.tables import Outcomes, RealArray, outcomes_of
from sim.answers.table import WordTable, word_table
from sim.answers.told import Told
from sim.history.episodes import RecordedOutcome
from sim.words.numerals import percent, signed

CELLS = 48  # bins each way of the map: as many as a phone shows
COLUMNS = 6  # of the table, about
TOLD = 3  # cells that are told in words
Quarter = tuple[int, int]  # year, and quarter from 1


@dataclass(frozen=True)
class Together:
    """Several tables read as one."""

    parts: tuple[Outcomes, ...]

    def blocks(self, *names: str) -> Iterator[pd.DataFrame]:
        """Blocks of all, in order."""
        for part in self.parts:
            yield from part.blocks(*names)


@dataclass(frozen=True)
class Density:
    """Date of signature and first-year rise together.

    Attributes
    ----------
    joint : counts in cells of equal size, for a map; those of several runs share their edges
    table : shares by quarter of the year and by rise, and those not signed
    alt : what the map shows, in words
    record : recorded signature day from expiry and rise
    """

    joint: Joint
    table: WordTable
    alt: str
    record: tuple[float, float] | None


def densities(
    tables: Sequence[Outcomes | pd.DataFrame], told: Told, record: RecordedOutcome | None = None
) -> tuple[Density, ...]:
    """Densities of runs of the same talks, over the same cells.

    Parameters
    ----------
    tables : outcomes of each, from the same expiry
    told : words, and facts of the talks
    record : what happened
    """
    point = None if record is None else (float(record.signature_day), float(record.rise))
    parts = tuple(outcomes_of(each) for each in tables)
    both = Together(parts)
    bins = joint(both, point, CELLS)
    edges = _rise_edges(both)
    return tuple(_density(part, joint(part, point, CELLS, bins), edges, told, point) for part in parts)


def _rise_edges(outcomes: Outcomes) -> RealArray:
    """Edges of the table's columns, over the inner 98%; the outer columns take what lies beyond."""
    found = distributions(outcomes, (10, 990), {"rise": None})["rise"].quantiles
    if not found:
        return np.empty(0)
    low, high = found
    width = round_width(max((high - low) / COLUMNS, 0.005))
    return round_edges(low, high, width)


def _density(
    outcomes: Outcomes, cells: Joint, edges: RealArray, told: Told, record: tuple[float, float] | None
) -> Density:  # fmt: skip
    counts = _by_quarter(outcomes, edges, told.setting)
    columns = [
        told.words.form("answers.density.range", low=_edge(low), high=_edge(high)) for low, high in pairwise(edges)
    ]
    total = cells.ends[0].of
    rows = [
        (_quarter(quarter, told), *(_share(counts[quarter, column], total) for column in range(len(columns))))
        for quarter in sorted({quarter for quarter, _ in counts})
    ]
    rest = [
        told.words.form(f"answers.density.{end.name}", share=told.chance(end.share or 0.0))
        for end in cells.ends[1:]
        if end.count
    ]
    title = told.words.form("answers.density.title", count=told.count)
    headings = (told.words.form("answers.density.quarter"), *columns)
    table = word_table("density", title, headings, rows, (told.words.form("answers.density.note"), *rest))
    likeliest = [each for each in counts.most_common(TOLD) if each[1]]
    told_cells = [
        told.words.form(
            "answers.alt.cell",
            share=told.chance(count / total),
            date=_quarter(quarter, told),
            rise=columns[column],
        )
        for (quarter, column), count in likeliest
    ]
    words = "; ".join(told_cells) if told_cells else told.chance(0)
    alt = told.words.form("answers.alt.density", count=told.count, cells=words)
    return Density(cells, table, alt, record)


def _by_quarter(outcomes: Outcomes, edges: RealArray, setting: Setting) -> Counter[tuple[Quarter, int]]:
    """Replicates signed, by quarter and column of the rise."""
    found: Counter[tuple[Quarter, int]] = Counter()
    for frame in outcomes.blocks("signature_day", "rise"):
        signed_ones = frame[["signature_day", "rise"]].dropna()
        columns = np.clip(np.searchsorted(edges, signed_ones["rise"], side="right") - 1, 0, max(len(edges) - 2, 0))
        days = np.datetime64(setting.expiry, "D") + signed_ones["signature_day"].to_numpy(dtype=np.int64)
        quarters = days.astype("datetime64[M]").astype(np.int64) // 3  # from the first of 1970
        for (quarter, column), count in Counter(zip(quarters.tolist(), columns.tolist(), strict=True)).items():
            found[(1970 + quarter // 4, quarter % 4 + 1), column] += count
    return found


def _edge(rise: float) -> str:
    return signed(f"{100 * rise:z.3g}")


def _share(count: int, total: int) -> str:
    return percent(count / total, 1) if count else "–"


def _quarter(quarter: Quarter, told: Told) -> str:
    return told.words.form(f"answers.quarter.{quarter[1]}", year=quarter[0])
