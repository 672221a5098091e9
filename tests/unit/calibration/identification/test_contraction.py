"""What the record leaves open, on draws made by hand; measurements and the parameters they bear on."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calibration.identification.contraction import (
    contraction,
    correlation_ratios,
    group_share,
    independent_of,
    knowing,
    outcomes_of_draws,
    pairs,
    shares_of,
    spread,
)
from sim.calibration.identification.insensitive import insensitive
from sim.calibration.identification.measurements import MEASUREMENTS, measurement_of, ranked
from sim.calibration.inference.prior import free_of, prior_of
from sim.calibration.inference.simulated import load_episodes
from sim.history.keys import HOSTS, KOREAN
from sim.outcome import INDEX
from sim.posterior.draws import Posterior
from sim.posterior.hosts import POOLED
from sim.prepare import prepare
from sim.rules.kinds import Policy
from tests.posteriors import by_host, columns_near, near, prior
from tests.runs import SCENARIOS, shipped

DRAWS = 400
NAMES = ("narrow", "wide", "tied")


@pytest.fixture(scope="module")
def shares():
    random = np.random.default_rng(3)
    free = random.random((DRAWS, 2))
    return np.column_stack([0.5 + 0.1 * (free[:, 0] - 0.5), free[:, 1], 0.9 * free[:, 1] + 0.1 * free[:, 0]])


def test_contraction_is_what_is_left_of_the_priors_variance(shares):
    found = contraction(shares, NAMES, DRAWS).set_index("parameter")
    assert found["contraction"]["narrow"] == pytest.approx(0.99, abs=0.005)
    assert found["contraction"]["wide"] == pytest.approx(0.0, abs=0.1)
    assert found["clear"].to_dict() == {"narrow": True, "wide": False, "tied": True}
    assert (found["lower"] <= found["contraction"]).all()
    assert (found["contraction"] <= found["upper"]).all()


def test_nothing_is_clear_that_has_narrowed_no_more_than_a_parameter_no_target_depends_on(shares):
    found = contraction(shares, NAMES, DRAWS, insensitive=("narrow",))
    assert not found["clear"].any()
    assert found.attrs["floor"] == found["contraction"][0]


def test_a_parameter_of_another_core_moves_no_target_and_the_worth_of_a_lapse_does():
    episodes = load_episodes(SCENARIOS, keys=KOREAN)
    wider = prior_of(
        episodes.prepared["korea-8"].scenario.parameters, Policy.TACTICS
    )  # has the exponent, which no one reads
    found = insensitive(replace(episodes, prior=wider), points=4)
    assert "concession_exponent" in found
    assert not {"lapse_host", "audience_guest", "agreement_host"} & set(found)


def test_fewer_independent_draws_widen_the_intervals(shares):
    all_of_them, few = (contraction(shares, NAMES, count).set_index("parameter").loc["wide"] for count in (DRAWS, 25))
    assert few["upper"] - few["lower"] > 2 * (all_of_them["upper"] - all_of_them["lower"])


def test_a_file_says_how_many_draws_are_independent():
    values = np.zeros((600, 1))
    assert independent_of(Posterior(("a",), values, {"effort": {"settings": {"walkers": 300}}})) == 300
    assert independent_of(Posterior(("a",), values, {})) == 600


def test_the_tied_pair_is_found_and_the_others_are_no_more_than_chance(shares):
    found, chance = pairs(shares, NAMES, DRAWS)
    assert (found["one"][0], found["other"][0]) == ("wide", "tied")
    assert found["correlation"][0] > 0.9
    assert found["clear"].tolist() == [True, *(abs(r) > chance for r in found["correlation"][1:])]
    assert 0.05 < chance < 0.25


def test_the_correlation_ratio_is_the_known_one_and_unbiased_where_there_is_none():
    random = np.random.default_rng(5)
    ratios = []
    for _ in range(40):
        x = random.random((DRAWS, 2))
        mean = x[:, 0] + np.sqrt(1 / 12) * random.standard_normal(DRAWS)  # half of the variance is x's
        ratios.append(correlation_ratios(x, mean))
    assert np.mean(ratios, axis=0) == pytest.approx([0.5, 0.0], abs=0.02)


def test_variance_is_taken_apart_into_luck_and_draws():
    random = np.random.default_rng(6)
    values = 2.0 * random.standard_normal((3000, 1)) + random.standard_normal((3000, 8))
    found = spread(values)
    assert found.within == pytest.approx(1.0, rel=0.05)
    assert found.by_draw == pytest.approx(4.0, rel=0.1)
    assert found.total == pytest.approx(5.0, rel=0.1)


def test_knowing_the_parameter_behind_an_outcome_removes_its_share_of_the_variance():
    random = np.random.default_rng(7)
    x = random.random((DRAWS, 3))
    values = x[:, :1] + np.sqrt(3 / 12) * random.standard_normal((DRAWS, 16))  # a quarter is x's, the rest is luck
    values[0] = np.nan  # a draw under which nothing was agreed
    found = knowing(x, ("a", "b", "c"), values, DRAWS)
    assert found["parameter"][0] == "a"
    assert found["share"][0] == pytest.approx(0.25, abs=0.05)
    assert found["lower"][0] < 0.25 < found["upper"][0]
    assert found["clear"].tolist() == [True, False, False]
    assert found.attrs["luck"] == pytest.approx(0.75, abs=0.05)
    assert group_share(x[:, :2], values) == pytest.approx(0.25, abs=0.05)
    assert group_share(x[:, 1:], values) == pytest.approx(0.0, abs=0.03)


def test_every_free_parameter_has_one_measurement_and_no_other_is_named():
    named = [name for one in MEASUREMENTS for name in one.parameters]
    assert sorted(named) == sorted(free_of(shipped("sma11").parameters))
    assert measurement_of("audience_line") == "polls on the price of a deal"


def test_the_measurement_behind_an_outcome_is_ranked_first():
    random = np.random.default_rng(8)
    names = prior().names
    shares = random.random((DRAWS, len(names)))
    day = shares[:, [names.index("audience_line")]] + 0.1 * random.standard_normal((DRAWS, 4))
    found = ranked(names, shares, {"day": day})
    assert found["measurement"][0] == "polls on the price of a deal"
    assert found["day"][0] > 0.7
    assert found["day"][1:].max() < 0.1
    assert len(found) == len(MEASUREMENTS)


def test_draws_meet_the_same_luck_and_differ_by_their_parameters():
    values = near(3)
    values[1] = values[0]
    posterior = Posterior(prior().names, values, {})
    found = outcomes_of_draws(prepare(shipped("sma11")), posterior, 4, 1)
    day = found[:, :, INDEX.agreement_day]
    assert found.shape[:2] == (3, 4)
    assert np.array_equal(day[0], day[1], equal_nan=True)
    assert not np.array_equal(found[0], found[2], equal_nan=True)
    names, shares = shares_of(posterior, prior())
    assert names == prior().names
    assert shares == pytest.approx(prior().share(values))


def test_of_what_differs_by_host_every_host_has_a_share():
    names, values = columns_near(5)
    found, shares = shares_of(Posterior(names, values, {}), by_host())
    pooled = [f"{name}@{host}" for name in POOLED for host in HOSTS]
    assert set(found) == set(prior().names) - set(POOLED) | set(pooled)
    low, high = prior().low, prior().high
    at = prior().names.index("agreement_host")
    own = values[:, names.index("agreement_host@Japan")]
    assert shares[:, found.index("agreement_host@Japan")] == pytest.approx((own - low[at]) / (high[at] - low[at]))
    assert ((shares > 0.0) & (shares < 1.0)).all()
