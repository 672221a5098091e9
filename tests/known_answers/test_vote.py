"""The floor vote against its closed forms."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from sim.compiled import INTERPRETED, compiled_loop
from sim.draws import uniforms
from sim.rules.acceptance import above_line, ballot, carried, logistic_share, member_yes
from sim.rules.kinds import Purpose

SEED = 20240423
VOTE = Purpose.VOTE.value
EVEN = math.log(0.52 / 0.48)  # log-odds of a yes with probability .52


@compiled_loop
def hold_votes(votes: int, members: int, level: float, attendance: float, abstain: float, counts: np.ndarray) -> None:
    """Hold many votes, each a replicate, and write (yes, abstain, no, carried); `counts` has the shape (votes, 4)."""
    yes = member_yes(level, 0.0, False, 0.0, 0.5, 0.0, 0.0)
    for n in range(votes):
        words = (0.0, 0.0, 0.0, 0.0)
        for member in range(members):
            if member % 4 == 0:
                words = uniforms(SEED, n, VOTE, member // 4, 738000)
            cast = ballot(words[member % 4], attendance, yes, abstain)
            if cast > 0:
                counts[n, cast - 1] += 1
        counts[n, 3] = 1 if carried(counts[n, 0], counts[n, 0] + counts[n, 1] + counts[n, 2], 0.5) else 0


def votes_held(votes: int, attendance: float = 1.0, abstain: float = 0.0) -> np.ndarray:
    counts = np.zeros((votes, 4), dtype=np.int64)
    hold_votes(votes, 300, EVEN, attendance, abstain, counts)
    return counts


def test_chance_that_a_motion_is_carried_is_the_binomials():
    """C13: N = 300, p = .52, all present: P = .7375949; the mean number of attempts is 1 / P = 1.3558."""
    votes = 100 if INTERPRETED else 20_000
    target = float(binom.sf(150, 300, 0.52))
    assert target == pytest.approx(0.7375949, abs=5e-8)
    counts = votes_held(votes)
    assert np.all(counts[:, :3].sum(axis=1) == 300)
    passed = counts[:, 3] == 1
    error = math.sqrt(target * (1 - target) / votes)
    assert abs(passed.mean() - target) <= 4 * error
    attempts = votes / passed.sum()  # votes held in a row until the last that passed, for each that passed
    assert attempts == pytest.approx(1.3558, abs=4 * error / target**2)


def test_yes_votes_have_the_binomials_mean_and_variance():
    votes = 100 if INTERPRETED else 20_000
    yes = votes_held(votes)[:, 0]
    variance = 300 * 0.52 * 0.48
    assert abs(yes.mean() - 156.0) <= 4 * math.sqrt(variance / votes)
    assert abs(yes.var() - variance) <= 4 * variance * math.sqrt(2.0 / votes)


def test_absence_and_abstention_take_their_shares():
    votes = 100 if INTERPRETED else 4_000
    counts = votes_held(votes, attendance=0.6, abstain=0.25)
    shares = counts[:, :3].mean(axis=0) / 300
    expected = np.array([0.6 * 0.52, 0.6 * 0.48 * 0.25, 0.6 * 0.48 * 0.75])
    assert np.all(np.abs(shares - expected) <= 4 * np.sqrt(expected * (1 - expected) / (300 * votes)))


def test_a_tie_is_not_carried():
    assert not carried(150, 300, 0.5)
    assert carried(151, 300, 0.5)
    assert not carried(0, 0, 0.5), "an empty chamber passes nothing"


def test_a_yes_is_logistic_in_its_log_odds():
    """A half at even odds, three quarters at ln 3; no overflow on the way."""
    assert logistic_share(0.0) == 0.5
    assert logistic_share(math.log(3.0)) == pytest.approx(0.75, abs=1e-12)
    assert logistic_share(-math.log(3.0)) == pytest.approx(0.25, abs=1e-12)
    assert logistic_share(-1e300) == 0.0
    assert logistic_share(1e300) == 1.0


def test_a_members_odds_add_up():
    """By hand: 1 + 2 + 3 (0.4 - 0.5) - 5 * 0.05 = 2.45."""
    odds = 1.0 + 2.0 + 3.0 * (0.4 - 0.5) - 5.0 * 0.05
    assert member_yes(1.0, 2.0, True, 3.0, 0.4, 5.0, 0.05) == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-12)
    odds -= 2.0
    assert member_yes(1.0, 2.0, False, 3.0, 0.4, 5.0, 0.05) == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-12)


def test_members_measure_a_rise_by_the_last_public_offer_or_else_by_the_normal_rise():
    assert above_line(0.15, 0.13, 0.06) == pytest.approx(0.02)
    assert above_line(0.10, 0.13, 0.06) == 0.0
    assert above_line(0.10, math.inf, 0.06) == pytest.approx(0.04)


def test_a_ballot_reads_one_number():
    assert [ballot(u, 0.5, 0.6, 0.25) for u in (0.0, 0.29, 0.31, 0.34, 0.36, 0.49, 0.51, 0.99)] == [
        1, 1, 2, 2, 3, 3, 0, 0,
    ]  # fmt: skip
