"""Whether signatures come at two or three times apart, as where a text about expiry may fail and talks then wait."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.ndimage import gaussian_filter1d

from sim.analysis.shares import Share, share
from sim.analysis.survival import Survival
from sim.analysis.tables import Outcomes, RealArray, outcomes_of

BLUR = 30.0  # days of the smoothing: talks go by weeks and months
LEAST = 0.1  # share of all replicates below which a peak is no answer of its own
DEPTH = 1 / 3  # a valley parts two peaks if it is no higher than this share of the lower one


@dataclass(frozen=True)
class Part:
    """Signatures about one time.

    Attributes
    ----------
    share : of all replicates
    first, last : days from expiry between which they lie
    median, low, high : day from expiry: the middle, and the ends of the inner 80%
    rise : median first-year rise, as a share
    term_years, term_share : the most frequent term from expiry, and in what share of them
    """

    share: Share
    first: int
    last: int
    median: float
    low: float
    high: float
    rise: float
    term_years: int
    term_share: float


def parts_of(table: Outcomes | pd.DataFrame, curve: Survival) -> tuple[Part, ...]:
    """Parts of the signatures in the order of their dates; empty where they come about one time.

    Days are counted, smoothed, and parted at valleys; a peak of few replicates, or with a shallow valley, goes to its
    neighbour.

    Parameters
    ----------
    table : outcomes
    curve : survival to signature of the same
    """
    ends = _ends(curve)
    if len(ends) < 2:
        return ()
    return tuple(_part(table, curve.count, first, last) for first, last in ends)


def _ends(curve: Survival) -> list[tuple[int, int]]:
    """First and last day of each part."""
    if curve.days.size == 0:
        return []
    margin = round(4 * BLUR)
    begin = int(curve.days[0]) - margin
    counts = np.zeros(int(curve.days[-1]) - begin + margin + 1)
    counts[curve.days.astype(np.int64) - begin] = curve.happened
    smooth = gaussian_filter1d(counts, BLUR, mode="constant")
    inner = smooth[1:-1]
    peaks = [int(each) + 1 for each in np.flatnonzero((inner > smooth[:-2]) & (inner >= smooth[2:]))]
    while len(peaks) > 1:
        cuts = _cuts(smooth, peaks)
        masses = [counts[low:high].sum() / curve.count for low, high in pairwise(cuts)]
        least = int(np.argmin(masses))
        if masses[least] < LEAST:
            peaks.pop(least)
            continue
        depths = [
            smooth[cut] / min(smooth[left], smooth[right])
            for cut, (left, right) in zip(cuts[1:-1], pairwise(peaks), strict=True)
        ]
        shallow = int(np.argmax(depths))
        if depths[shallow] <= DEPTH:
            break
        peaks.pop(shallow if smooth[peaks[shallow]] < smooth[peaks[shallow + 1]] else shallow + 1)
    cuts = _cuts(smooth, peaks)
    return [(low + begin, high + begin - 1) for low, high in pairwise(cuts)]


def _cuts(smooth: RealArray, peaks: list[int]) -> list[int]:
    """Where each part begins, and where the last ends."""
    between = [left + int(np.argmin(smooth[left:right])) for left, right in pairwise(peaks)]
    return [0, *between, len(smooth)]


def _part(table: Outcomes | pd.DataFrame, count: int, first: int, last: int) -> Part:
    found = [
        frame[(frame["signature_day"] >= first) & (frame["signature_day"] <= last)].astype(np.float64)
        for frame in outcomes_of(table).blocks("signature_day", "rise", "term_years")
    ]
    rows = pd.concat(found)
    low, median, high = (
        float(each) for each in np.quantile(rows["signature_day"], (0.1, 0.5, 0.9), method="inverted_cdf")
    )
    terms = rows["term_years"].value_counts()
    return Part(
        share=share("part", "", len(rows), count),
        first=first,
        last=last,
        median=median,
        low=low,
        high=high,
        rise=float(np.quantile(rows["rise"], 0.5, method="inverted_cdf")),
        term_years=int(terms.index[0]),
        term_share=float(terms.iloc[0]) / len(rows),
    )
