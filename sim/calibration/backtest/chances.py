"""Chances of what came in fact, read off simulated negotiations, with the error of finite draws and replicates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from sim.calibration.inference.targets import HANDOVER_11
from sim.outcome import INDEX
from sim.timeline.days import day_of

RealArray = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
AFTER = 120  # days from the handover in which a long lapse is to end
ELECTION_12 = day_of(date(2024, 11, 5), date(2025, 12, 31))


@dataclass(frozen=True)
class Chance:
    """An event of one agreement, in words, how it is read off outcomes, and whether it came."""

    episode: str
    words: str
    of: Callable[[RealArray], Flags]  # outcomes, shape (n, columns), to flags
    came: bool


def _signed_soon_after(outcomes: RealArray) -> Flags:
    days = outcomes[:, INDEX.signature_day] - HANDOVER_11
    found: Flags = (days > 0) & (days <= AFTER)
    return found


def _leader_refused(outcomes: RealArray) -> Flags:
    found: Flags = outcomes[:, INDEX.first_refusal_day] < HANDOVER_11
    return found


def _before_election(outcomes: RealArray) -> Flags:
    found: Flags = outcomes[:, INDEX.agreement_day] < ELECTION_12
    return found


def _one_year(outcomes: RealArray) -> Flags:
    found: Flags = outcomes[:, INDEX.term_years] == 1
    return found


CHANCES = (
    Chance("korea-10", "a one-year term", _one_year, True),
    Chance("korea-11", "signed after 2021-01-20 and within 120 days of it", _signed_soon_after, True),
    Chance("korea-11", "a leader refuses a text before 2021-01-20", _leader_refused, True),
    Chance("korea-12", "agreed before 2024-11-05", _before_election, True),
)


def share_with_error(flags: Flags, draws: int) -> tuple[float, float]:
    """Share of flags, and its standard error with negotiations of one set of parameters taken as a cluster.

    sqrt(D / (D - 1) sum over sets of (n_d (p_d - p))^2) / n; with a set for each negotiation, that of a plain share.

    Parameters
    ----------
    flags : shape (n,); row i takes set i modulo `draws`, unless there are more sets than rows, when each has its own
    draws : number D of sets of parameters; with one alone the error is that of its replicates
    """
    share, count = float(flags.mean()), min(draws, flags.size)
    if count == 1:
        return share, float(np.sqrt(share * (1.0 - share) / flags.size))
    apart = np.bincount(np.arange(flags.size) % count, weights=flags - share, minlength=count)
    return share, float(np.sqrt(count / (count - 1) * np.square(apart).sum()) / flags.size)
