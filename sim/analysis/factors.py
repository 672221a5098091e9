"""What the values of a factor are, and words that tell them apart, from the numbers and labels in a table of points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from sim.analysis.tables import RealArray

Scale = Literal["number", "whole number", "date", "switch", "name"]
DIGITS = 3  # of a number, where they tell all values apart
MOST_DIGITS = 17  # that any two numbers need to look different
MOST_ROUNDED = 0.05  # of the way to the nearest other value, so that none reads as a value it is not
LARGEST_WHOLE = 1e15  # up to which the digits before the point are all written


def scale_of(points: pd.DataFrame, factor: str) -> Scale:
    """What the values of a factor are; names alone have no order and no distance.

    Parameters
    ----------
    points : the factor by its code, and if there is one its label in `FACTOR_label`. A date's code is its proleptic
        ordinal, a switch's 0 or 1, a number's the number; any other label is a name, its code a place in a list.
    """
    labels = points.get(f"{factor}_label")
    codes = points[factor].to_numpy(dtype=np.float64)
    pairs = None if labels is None else sorted(set(zip(codes.tolist(), map(str, labels), strict=True)))
    if pairs is None or all(_number(label) == code for code, label in pairs):
        return "whole number" if bool((codes == np.floor(codes)).all()) else "number"
    if all(_ordinal(label) == code for code, label in pairs):
        return "date"
    return "switch" if all({"false": 0.0, "true": 1.0}.get(label) == code for code, label in pairs) else "name"


def _number(label: str) -> float | None:
    try:
        return float(label)
    except ValueError:
        return None


def _ordinal(label: str) -> float | None:
    try:
        return float(date.fromisoformat(label).toordinal())
    except ValueError:
        return None


def value_words(points: pd.DataFrame, factor: str, codes: Sequence[float] | RealArray) -> list[str]:
    """Words for some values of a factor, different for different values.

    Dates read as dates, switches and names as they are written, whole numbers in full, other numbers with as few digits
    as tell them apart, three at least.
    """
    wanted = [float(code) for code in codes]
    scale = scale_of(points, factor)
    if scale == "date":
        return [date.fromordinal(int(code)).isoformat() for code in wanted]
    if scale in ("switch", "name"):
        pairs = zip(points[factor].astype(float), points[f"{factor}_label"].astype(str), strict=True)
        known = dict(pairs)
        return [known[code] for code in wanted]
    return number_words(wanted)


def number_words(values: Sequence[float]) -> list[str]:
    """Numbers with as few digits as tell them apart, three at least; what is left of the point stands in full.

    No number is rounded by more than a twentieth of the way to its nearest neighbour.

    >>> number_words([2016, 2017.5]), number_words([0.1, 0.30000000000000004]), number_words([0.12342, 0.12344, 5.0])
    (['2016', '2017.5'], ['0.1', '0.3'], ['0.12342', '0.12344', '5'])
    """
    distinct = sorted(set(values))
    room = min((high - low for low, high in pairwise(distinct)), default=math.inf) * MOST_ROUNDED
    for digits in range(DIGITS, MOST_DIGITS):
        words = [_rounded(value, digits) for value in values]
        near = all(abs(float(word) - value) <= room for word, value in zip(words, values, strict=True))
        if near and len(set(words)) == len(distinct):
            return words
    return [_rounded(value, MOST_DIGITS) for value in values]


def _rounded(value: float, digits: int) -> str:
    text = f"{value:.{digits}g}"
    return f"{value:.0f}" if "e+" in text and abs(value) < LARGEST_WHOLE else text


def band_words(points: pd.DataFrame, factor: str, bands: Sequence[tuple[float, float]]) -> list[str]:
    """Words for bands of a factor's values, each from its lowest to its highest, different for different bands."""
    ends = [end for band in bands for end in band]
    words = [value_words(points, factor, ends)]
    if scale_of(points, factor) == "number":  # ends of neighbours may look alike where the bands do not
        words = [[_rounded(end, digits) for end in ends] for digits in range(DIGITS, MOST_DIGITS + 1)]
    for each in words:
        made = [low if low == high else f"{low} to {high}" for low, high in zip(each[::2], each[1::2], strict=True)]
        if len(set(made)) == len(set(bands)):
            break
    return made
