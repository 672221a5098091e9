"""Patterns of the record in runs made by hand, and on the record itself."""

from dataclasses import replace

import numpy as np
import pytest

from sim.calibration.identification.patterns import (
    Runs,
    after_change,
    check,
    deadlines,
    handovers,
    near_deadline,
    run_patterns,
)
from sim.calibration.inference.simulated import load_episodes
from sim.history.keys import KOREAN, recorded_of
from sim.outcome import INDEX, NAMES
from sim.posterior.draws import Posterior
from sim.prepare import prepare
from sim.scenario.load import load_scenario
from tests.posteriors import near, prior
from tests.runs import SCENARIOS

ROWS = 30
ELEVENTH = "korea-11"


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch):
    monkeypatch.setattr("sim.calibration.identification.patterns.RESAMPLED", 10)


@pytest.fixture(scope="module")
def episodes():
    return load_episodes(SCENARIOS, keys=KOREAN)


def as_recorded(episodes):
    """Runs in which every row is the record."""
    outcomes = {}
    for key in KOREAN:
        table = np.full((ROWS, len(NAMES)), np.nan)
        record = recorded_of(key)
        for name in ("agreement_day", "rise", "term_years", "guest_refusals", "first_refusal_day", "first_refused_rise",
                     "first_refused_term", "furlough_day", "furlough_days"):  # fmt: skip
            value = getattr(record, name)
            table[:, getattr(INDEX, name)] = np.nan if value is None else value
        prepared = episodes.prepared[key]
        table[:, INDEX.guest_at_agreement] = prepared.administrations.index(GUEST[key])
        outcomes[key] = table
    return Runs(episodes.prepared, outcomes, outcomes[ELEVENTH].copy(), np.arange(ROWS) % 10)


GUEST = dict(zip(KOREAN, ("bush", "obama", "trump_1", "biden", "biden"), strict=True))


def rows(found):
    return found.set_index(["pattern", "statistic"])


def test_the_record_itself_has_the_values_it_is_said_to_have(episodes):
    found = check(as_recorded(episodes))
    known = found[found["recorded"].notna()]
    assert known["value"].tolist() == pytest.approx(known["recorded"].tolist())
    assert (known["met"] == "yes").all()
    assert set(found["p"].dropna()) == {1.0}


def test_changes_of_administration_and_deadlines_are_read_off_the_calendar(episodes):
    eleventh = episodes.prepared[ELEVENTH]
    assert 386.0 in handovers(eleventh)
    assert {0.0, 308.0, 386.0} <= set(deadlines(eleventh))
    days = np.array([385.0, 386.0, 446.0, 447.0, np.nan])
    assert after_change(eleventh, days, 60).tolist() == [False, True, True, False, False]
    assert near_deadline(eleventh, np.array([60.0, 61.0, np.nan])).tolist() == [True, False, False]


def test_a_pattern_the_runs_do_not_have_is_not_met(episodes):
    runs = as_recorded(episodes)
    for key in KOREAN:
        runs.outcomes[key][:, INDEX.rise] = 0.5
        runs.outcomes[key][:, INDEX.term_years] = 1.0
    runs.outcomes[ELEVENTH][:, INDEX.guest_refusals] = 0
    runs.outcomes[ELEVENTH][:, INDEX.agreement_day] = 250.0
    found = rows(check(runs))
    value = found["value"]
    assert value["first-year rises", "share of agreements at +2% to +14%"] == 0.0
    assert found["p"]["first-year rises", "share of agreements at +2% to +14%"] == 0.0
    assert found["met"]["one-year terms", "of agreements under another"] == "no"
    assert found["met"]["refused text", "11th: refused by a leader before 2021-01-20"] == "no"
    assert found["met"]["refused text", "of these, at +8% to +18% and for five years or more"] == "no case"
    assert value["long lapses", "end within 120 days of one"] == 0.0


def test_the_pair_of_worlds_is_compared_row_by_row(episodes):
    runs = as_recorded(episodes)
    runs.outcomes[ELEVENTH][:10, INDEX.agreement_day] = 150.0
    found = rows(check(runs))
    assert found["value"][
        "provocations", "11th: chance of agreement by 2020-06-30, more than with a quiet March"
    ] == pytest.approx(1 / 3)


def test_runs_take_draws_in_turn_and_share_their_luck_with_the_quiet_world(episodes):
    posterior = Posterior(prior().names, near(4), {})
    told = []
    same = run_patterns(
        episodes, episodes.prepared[ELEVENTH], posterior, 3, 8, lambda done, of: told.append((done, of))
    )
    assert same.draw.tolist() == [0, 1, 2, 3, 0, 1, 2, 3]
    assert np.array_equal(same.outcomes[ELEVENTH], same.quiet, equal_nan=True)
    assert told[-1] == (48, 48)
    quiet = prepare(load_scenario(SCENARIOS / "variants" / "sma11_quiet_march.toml", draws="central").scenario)
    other = run_patterns(replace(episodes), quiet, posterior, 3, 8, lambda done, of: None)
    assert not np.array_equal(other.outcomes[ELEVENTH], other.quiet, equal_nan=True)
