"""Anger along the record, tallies, polls, and their posterior, against the rules and on drawn tallies."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sim.calibration.estimation.anger import Cause, above_of, anger_on, causes, line_of
from sim.calibration.estimation.lags import ranges
from sim.calibration.estimation.public import counts, falls, opinion_and_votes
from sim.calibration.estimation.votes import ballots_of, shipped_weights
from sim.rules.acceptance import member_yes
from sim.rules.opinion import angered, protest_chance
from sim.rules.talks import decay

DRAWS = 40_000


def test_what_angered_the_public_is_on_record(talks):
    of = {number: causes(scenario) for number, scenario in talks.items()}
    assert [each.day for each in of[11] if each.affront] == [date(2019, 11, 19), date(2020, 3, 31)]
    assert sum(each.furlough for each in of[11]) == pytest.approx(75 / 365.25)
    assert of[11][0].demand == pytest.approx(np.log2(5.61))
    assert not any(each.affront or each.furlough for number in (9, 10) for each in of[number])
    assert [line_of(talks[number]) for number in (9, 10, 11)] == [0.035, 0.041, 0.13]
    assert [above_of(talks[number]) for number in (9, 10, 11)] == pytest.approx([0.023, 0.041, 0.009])


def test_anger_is_that_of_the_rules():
    share, temper = np.array([0.3, 0.4, 0.3]), np.array([1.2, 1.0, 0.8])
    given = {"anger_demand": 0.1, "anger_affront": 0.2, "anger_furlough": 0.5, "anger_protest": 0.05}
    weights = {name: np.array([value]) for name, value in (given | {"protest_chance": 0.6}).items()}
    listed = (Cause(date(2020, 1, 1), demand=1.0, protest=True), Cause(date(2020, 3, 1), affront=1.0))
    first = [angered(0.0, 0.1, each) for each in temper]
    protest = protest_chance(0.6, float(np.dot(first, share)), 0.0) * 0.05
    january = [angered(was, protest, each) for was, each in zip(first, temper, strict=True)]
    march = [angered(was * decay(180.0, 60.0), 0.2, each) for was, each in zip(january, temper, strict=True)]
    found = anger_on(date(2020, 3, 31), listed, temper, share, 180.0, weights)
    assert found[0] == pytest.approx(np.array(march) * decay(180.0, 30.0))
    assert (anger_on(date(2019, 12, 31), listed, temper, share, 180.0, weights) == 0.0).all()


def test_the_expected_share_in_favour_is_the_mean_of_the_rule_over_members(talks):
    weights = shipped_weights(talks[11])
    for ballot in ballots_of(talks):
        (support,) = ballot.public.support_on(ballot.day, ballot.causes, weights)
        p = {name: float(value[0]) for name, value in weights.items()}
        each = [
            member_yes(
                p["vote_level"],
                p["vote_government"],
                ballot.government[camp] == 1,
                p["vote_support"],
                support[camp],
                p["vote_rise"],
                ballot.above,
            )
            for camp in range(3)
        ]
        assert ballot.share(weights)[0] == pytest.approx(float(np.dot(each, ballot.seats)))
        assert ballot.seats.sum() == pytest.approx(1.0)
        assert 295 <= ballot.house <= 300, "seats may be vacant"


def test_the_falls_of_support_and_their_errors():
    raised, accepted, increased = falls()
    assert (raised.lost, accepted.lost) == pytest.approx((0.055, 0.037))
    assert increased.lost == pytest.approx(0.011, abs=0.001)
    assert raised.error > 0.078, "pollsters lie that far apart"
    assert increased.error == pytest.approx(0.046, abs=0.001)


def test_the_level_is_found_in_tallies_drawn_with_a_known_one(talks, level):
    rng = np.random.default_rng(3)
    true = level.weights | {"vote_level": np.array([0.3])}
    many = tuple(
        replace(each, present=3000, in_favour=int(rng.binomial(3000, each.share(true)[0]))) for each in level.ballots
    )
    narrow = {name: (float(value[0]) - 1e-9, float(value[0]) + 1e-9) for name, value in level.weights.items()}
    drawn = opinion_and_votes(talks, replace(level, ballots=many, deviance=0.0), narrow, 1, 60, DRAWS)
    assert drawn.of("vote_level").mean() == pytest.approx(0.3, abs=0.08)
    assert drawn.of("vote_level").std() < 0.06


def test_the_posterior_meets_the_tallies_and_stays_in_its_ranges(talks, level):
    known = ranges(talks[11])
    drawn = opinion_and_votes(talks, level, known, 1, 100, DRAWS)
    weights = {name: drawn.of(name) for name in drawn.names}
    weights["anger_demand"] = np.full(100, talks[11].parameters.anger_demand.value)
    for ballot in level.ballots:
        share = ballot.share(weights)
        assert abs(share.mean() - ballot.in_favour / ballot.present) < 0.08, ballot.number
    for name in set(drawn.names) - {"vote_level"}:
        low, high = known[name]
        assert low <= drawn.of(name).min() <= drawn.of(name).max() <= high, name
    low, high = known["support_anger"]
    assert drawn.of("support_anger").std() < 0.9 * (high - low) / 12**0.5, "polls and tallies narrow it"


def test_counts_are_centred_on_the_tallies_and_wider_than_independent_members_would_be(level):
    drawn = counts(level, 1, 2000)
    assert drawn.of("attendance").mean() == pytest.approx(546 / 900, abs=0.005)
    assert drawn.of("attendance").std() > 2 * (0.607 * 0.393 / 900) ** 0.5
    assert drawn.of("vote_abstain").mean() == pytest.approx(73 / 143, abs=0.01)
