"""Provocations as a point process, and what one of them leaves behind.

The rules see the process once a day: at most one event a day, and excitation that falls by whole days. With half-lives
of many days and few events a year both change the rate by a fraction of a percent, far inside the sampling error.
"""

import math

import numpy as np
import pytest

from sim.compiled import INTERPRETED, compiled_loop
from sim.draws import uniforms
from sim.rules.kinds import Party, Purpose
from sim.rules.opinion import demand_anger, voters, voters_support
from sim.rules.payment import DAYS_PER_YEAR
from sim.rules.provocation import excitation_jump, felt_threat, provocation_chance, severity_of
from sim.rules.talks import decay

SEED = 20060705
HOST = Party.HOST.value
PURPOSE = Purpose.PROVOCATION.value
DAYS = 40_000 if INTERPRETED else 15_000_000
SAMPLED = 10  # days between two looks at the stock


@compiled_loop
def live_through(
    days: int, rate: float, branching: float, half_life: float, jump: float, shock_half_life: float,
    came: np.ndarray, stock: np.ndarray,
) -> int:  # fmt: skip
    """Let provocations of severity 2 come for some days; write the days and a stock that jumps and decays."""
    excitation, level, count = 0.0, 0.0, 0
    kept, stock_kept = decay(half_life, 1.0), decay(shock_half_life, 1.0)
    words = (0.0, 0.0, 0.0, 0.0)
    for day in range(days):
        excitation *= kept
        level *= stock_kept
        if day % 4 == 0:
            words = uniforms(SEED, 0, PURPOSE, HOST, day // 4)
        if words[day % 4] < provocation_chance(rate, 1.0, excitation):
            came[count] = day
            count += 1
            excitation += excitation_jump(branching, half_life, 0.2, 2)
            level += jump
        if day % SAMPLED == 0:
            stock[day // SAMPLED] = level
    return count


def lived(
    days: int, rate: float, branching: float, half_life: float = 300.0, jump: float = 0.0, shock_half_life: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Days on which provocations came, and the stock every tenth day."""
    came, stock = np.zeros(days, dtype=np.int32), np.zeros(days // SAMPLED)
    count = live_through(days, rate, branching, half_life, jump, shock_half_life, came, stock)
    return came[:count], stock


def counts_by(window: int, came: np.ndarray, days: int) -> np.ndarray:
    """Provocations in each whole window of days."""
    return np.bincount(came // window, minlength=days // window)[: days // window]


def test_provocations_without_excitation_are_a_poisson_process_seen_daily():
    """C19: mean lambda T; the chance of k quiet days is exp(-lambda k); counts vary as much as their mean."""
    days = min(DAYS, 2_000_000)
    rate = 0.04 * DAYS_PER_YEAR  # the theory's 0.4 in ten days
    came, _ = lived(days, rate, 0.0)
    chance = 1.0 - math.exp(-0.04)
    assert abs(came.size - chance * days) <= 4 * math.sqrt(chance * (1.0 - chance) * days)
    gaps = np.diff(came)
    for quiet in (1, 5, 20, 60, 100):
        expected = math.exp(-0.04 * quiet)
        assert abs((gaps > quiet).mean() - expected) <= 4 * math.sqrt(expected * (1 - expected) / gaps.size)
    counts = counts_by(100, came, days)
    assert abs(counts.var() / counts.mean() - (1.0 - chance)) <= 4 * math.sqrt(2.0 / counts.size)


def test_self_excited_provocations_come_at_mu_over_one_minus_n():
    """C19: mu = .2 a year and n = .5 give .4 a year; counts vary 1 / (1 - n) ** 2 = 4 times as much as their mean.

    In a window of length T that factor is 4 - 3 (1 - exp(-k T)) / k T, k = (1 - n) ln 2 / half-life: clusters are cut.
    """
    mu, branching, half_life = 0.2, 0.5, 300.0
    came, _ = lived(DAYS, mu, branching, half_life)
    rate, years = mu / (1.0 - branching), DAYS / DAYS_PER_YEAR
    factor = 1.0 / (1.0 - branching) ** 2
    assert abs(came.size / years - rate) <= 4 * math.sqrt(factor * rate / years)
    window = 15_000
    counts = counts_by(window, came, DAYS)
    cut = (1.0 - branching) * math.log(2.0) / half_life * window
    expected = factor + (1.0 - factor) * (1.0 - math.exp(-cut)) / cut
    assert abs(counts.var() / counts.mean() - expected) <= 4 * expected * math.sqrt(2.0 / counts.size)


def test_one_provocation_sets_off_n_more_on_average():
    """The excitation it leaves, summed over all later days, is n: exactly in continuous time, nearly so by days."""
    for half_life in (10.0, 30.0, 200.0):
        left = excitation_jump(0.4, half_life, 0.2, 2) * sum(decay(half_life, float(day)) for day in range(1, 20_000))
        assert left == pytest.approx(0.4, rel=math.log(2.0) / half_life)


def test_excitation_grows_with_severity_from_that_of_severity_2():
    plain = excitation_jump(0.4, 30.0, 0.2, 2)
    assert plain == pytest.approx(0.4 * math.log(2.0) / 30.0, abs=1e-15)
    assert excitation_jump(0.4, 30.0, 0.2, 5) == pytest.approx(1.6 * plain, abs=1e-15)
    assert excitation_jump(0.4, 30.0, 2.0, 1) == 0.0, "never below nothing"


@pytest.mark.parametrize("step", [1, 7, 10])
def test_one_shock_relaxes_by_half_each_half_life_whatever_the_step(step):
    """C20: J exp(-kappa t), here over 140 days by steps."""
    level = 0.05
    for _ in range(140 // step):
        level *= decay(70.0, float(step))
    assert level == pytest.approx(0.05 * 0.25, abs=1e-9)
    assert math.exp(-math.log(2.0) / 70.0 * 140.0) == pytest.approx(0.25, abs=1e-12)


def test_a_stock_fed_by_shocks_has_the_mean_and_variance_of_shot_noise():
    """C20: mean lambda J / kappa, variance lambda J ** 2 / 2 kappa: .0667 and .00167 with the numbers of the theory.

    A unit of its time is 100 days here. The mean of a stock that forgets slowly is known from T kappa / 2 free draws.
    """
    rate, jump, kappa = 0.4, 0.05, 0.3
    days = min(DAYS, 2_000_000)
    half_life = math.log(2.0) / kappa * 100.0
    _, stock = lived(days, rate * DAYS_PER_YEAR / 100.0, 0.0, jump=jump, shock_half_life=half_life)
    mean, variance = rate * jump / kappa, rate * jump**2 / (2.0 * kappa)
    assert (mean, variance) == (pytest.approx(0.0666667, abs=5e-8), pytest.approx(0.00166667, abs=5e-9))
    free = days / 100.0 * kappa / 2.0
    assert abs(stock.mean() - mean) <= 4 * math.sqrt(variance / free)
    assert abs(stock.var() - variance) <= 4 * variance * math.sqrt(3.0 / free)


def test_the_public_is_the_mean_of_its_segments_less_their_anger():
    """By hand: 0.5 (0.3 - 0.2 * 0.5) + 0.3 * 0.4 + 0.2 * 0 = 0.22."""
    share, support, anger = np.array([0.5, 0.3, 0.2]), np.array([0.3, 0.4, 0.1]), np.array([0.5, 0.0, 2.0])
    assert voters(share, support, 0.2, anger) == pytest.approx(0.22)


def test_demands_anger_by_doublings():
    assert demand_anger(0.1, 1.0) == pytest.approx(0.1)
    assert demand_anger(0.1, 3.0) == pytest.approx(0.2)
    assert demand_anger(0.1, -0.5) == demand_anger(0.1, 0.0) == 0.0


def test_anger_lowers_support_within_its_bounds():
    assert voters_support(0.3, 0.15, 0.4) == pytest.approx(0.24)
    assert voters_support(0.3, 0.15, 9.0) == 0.0
    assert voters_support(0.9, 0.15, -9.0) == 1.0


def test_threat_is_what_is_unusual_and_detente_hides_a_part():
    """log(1 + tension) (1 - hidden detente) - calm: by doublings of 1 + tension, below 0 in unusual calm."""
    assert felt_threat(3.0, 0.5, 0.0, math.log(4.0)) == pytest.approx(0.0, abs=1e-15)
    assert felt_threat(7.0, 0.5, 0.0, math.log(4.0)) == pytest.approx(math.log(2.0))
    assert felt_threat(7.0, 0.5, 0.5, math.log(4.0)) == pytest.approx(0.75 * math.log(8.0) - math.log(4.0))
    assert felt_threat(0.0, 0.5, 0.0, math.log(4.0)) == pytest.approx(-math.log(4.0))


def test_severities_take_their_shares():
    shares = (0.206, 0.348, 0.199, 0.142)
    edges = [0.0, 0.2059, 0.2061, 0.5539, 0.5541, 0.7529, 0.7531, 0.8949, 0.8951, 0.9999]
    assert [severity_of(u, *shares) for u in edges] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
