"""Random numbers by seed, replicate, purpose, party and calendar day.

Philox 4x64 with 10 rounds (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
SC'11), equal to `numpy.random.Philox` bit for bit. The key is (seed, replicate), the counter (day, party,
purpose, 0): a draw depends on nothing else, so a replicate meets the same luck under every scenario, in either
runner and on any worker, and a mechanism switched off disturbs no other. NumPy steps its counter before the first
block: our block at counter c is NumPy's first block of a generator set to c - 1.
"""

from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np

from sim.compiled import INTERPRETED, compiled
from sim.errors import ScenarioError

Word = Any  # unsigned 64-bit integer
MOST_SEED = 2**63 - 1
MOST_REPLICATE = 2**53  # above it a table of doubles cannot tell one replicate's number from the next

# In interpreted runs plain integers stand in for unsigned 64-bit ones, whose overflow Python would report.
_word: Any = int if INTERPRETED else np.uint64

_MULTIPLIER_0 = _word(0xD2E7470EE14C6C93)
_MULTIPLIER_1 = _word(0xCA5A826395121157)
_WEYL_0 = _word(0x9E3779B97F4A7C15)
_WEYL_1 = _word(0xBB67AE8584CAA73B)
_MASK_32 = _word(0xFFFFFFFF)
_MASK_64 = _word(0xFFFFFFFFFFFFFFFF)
_SHIFT_32 = _word(32)
_SHIFT_11 = _word(11)
_ZERO = _word(0)
_TO_UNIT = 1.0 / 9007199254740992.0  # 2**-53, as NumPy makes doubles
_LOGISTIC_SCALE = math.sqrt(3.0) / math.pi


@compiled
def _high(a: Word, b: Word) -> Word:
    """Upper 64 bits of the 128-bit product, by 32-bit halves (no partial sum overflows)."""
    a_low, a_high = a & _MASK_32, a >> _SHIFT_32
    b_low, b_high = b & _MASK_32, b >> _SHIFT_32
    cross = a_high * b_low + ((a_low * b_low) >> _SHIFT_32)
    other = a_low * b_high + (cross & _MASK_32)
    return a_high * b_high + (cross >> _SHIFT_32) + (other >> _SHIFT_32)


@compiled
def philox(key_0: int, key_1: int, counter_0: int, counter_1: int, counter_2: int) -> tuple[Word, Word, Word, Word]:
    """Four 64-bit words of Philox 4x64-10 at counter (counter_0, counter_1, counter_2, 0)."""
    k0, k1 = _word(key_0), _word(key_1)
    w0, w1, w2, w3 = _word(counter_0), _word(counter_1), _word(counter_2), _ZERO
    for _ in range(10):
        high_0, low_0 = _high(_MULTIPLIER_0, w0), (_MULTIPLIER_0 * w0) & _MASK_64
        high_1, low_1 = _high(_MULTIPLIER_1, w2), (_MULTIPLIER_1 * w2) & _MASK_64
        w0, w1, w2, w3 = high_1 ^ w1 ^ k0, low_1, high_0 ^ w3 ^ k1, low_0
        k0, k1 = (k0 + _WEYL_0) & _MASK_64, (k1 + _WEYL_1) & _MASK_64
    return w0, w1, w2, w3


@compiled
def uniforms(seed: int, replicate: int, purpose: int, party: int, day: int) -> tuple[float, float, float, float]:
    """Four uniform numbers in [0, 1) for one purpose, party and calendar day (its proleptic ordinal)."""
    w0, w1, w2, w3 = philox(seed, replicate, day, party, purpose)
    return (
        float(w0 >> _SHIFT_11) * _TO_UNIT,
        float(w1 >> _SHIFT_11) * _TO_UNIT,
        float(w2 >> _SHIFT_11) * _TO_UNIT,
        float(w3 >> _SHIFT_11) * _TO_UNIT,
    )


@compiled
def uniform(seed: int, replicate: int, purpose: int, party: int, day: int) -> float:
    """The first of those numbers."""
    return uniforms(seed, replicate, purpose, party, day)[0]


@compiled
def uniform_of_day(seed: int, replicate: int, purpose: int, party: int, day: int) -> float:
    """A number for every day where one purpose needs no more: four days in a row share one block."""
    return uniforms(seed, replicate, purpose, party, day // 4)[day % 4]


@compiled
def exponential(u: float) -> float:
    """Exponential variate of mean 1 from a uniform: -log(1 - u)."""
    return -math.log(1.0 - u)


@compiled
def logistic(u: float) -> float:
    """Logistic variate of mean 0 and standard deviation 1 from a uniform: log(u / (1 - u)) sqrt(3) / pi.

    Its inverse needs only a logarithm, so that every machine draws the same bits.
    """
    inside = min(u + 0.5 * _TO_UNIT, 1.0 - _TO_UNIT)
    return math.log(inside / (1.0 - inside)) * _LOGISTIC_SCALE


def checked_luck(seed: Any, first: Any, count: Any = 1) -> tuple[int, int, int]:
    """Seed, first replicate and how many, as whole numbers that the generator can take.

    Parameters
    ----------
    seed : 0 to `MOST_SEED`
    first, count : replicates numbered from `first`, at least 0, none above `MOST_REPLICATE`

    Raises
    ------
    ScenarioError : one of them is no whole number, or lies outside
    """
    seed = _whole("seed", seed, MOST_SEED)
    first = _whole("number of the first replicate", first, MOST_REPLICATE)
    return seed, first, _whole("number of replicates", count, MOST_REPLICATE - first + 1)


def _whole(what: str, value: Any, most: int) -> int:
    try:
        number = None if isinstance(value, bool) else operator.index(value)
    except TypeError:
        number = None
    if number is None or not 0 <= number <= most:
        raise ScenarioError(f"{what}: found {value!r}; a whole number from 0 to {most} is needed.")
    return number
