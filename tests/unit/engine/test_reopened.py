"""An agreement reopened while it holds: what a new text pays from, and what does not lapse before it ends."""

from datetime import date, timedelta

import numpy as np
import pytest

from sim.engine.log import Happening
from sim.engine.logs import simulate_logged
from sim.outcome import INDEX
from sim.prepare import prepare
from sim.rules.kinds import End
from sim.rules.payment import frozen_years
from tests.runs import shipped

NAME = "forward/sma12_reopened"
COUNT = 200
YIELDING = ("parameters.concession_reach=2000", "parameters.concession_rate=3")  # some texts come before the end
LATER = "agreement.horizon_years=2"


@pytest.fixture(scope="module", params=[YIELDING, (*YIELDING, LATER)], ids=["to the end", "beyond it"])
def played(request):
    prepared = prepare(shipped(NAME, *request.param))
    return prepared, simulate_logged(prepared, 1, 0, COUNT)


def test_the_old_sum_is_paid_to_the_day_given_and_the_years_of_a_text_follow():
    scenario = shipped(NAME)
    f = prepare(scenario).facts
    opening = date.fromordinal(int(f.start_ordinal))
    until, expiry = scenario.agreement.reopened_until, scenario.agreement.prior_expiry
    assert (opening + timedelta(days=int(f.old_pay)), opening + timedelta(days=int(f.expiry))) == (until, expiry)
    assert until < expiry
    first = [opening + timedelta(days=int(end)) for end in f.year_ends[:2]]
    assert first == [date(2027, 12, 31), date(2028, 12, 31)]


def test_a_text_pays_from_the_contract_year_of_its_signature(played):
    prepared, logged = played
    f, c = prepared.facts, logged.table
    signed = np.flatnonzero(~np.isnan(c[:, INDEX.signature_day]))
    assert len(signed) > 10
    days = c[signed, INDEX.signature_day] + f.expiry
    assert days.min() < f.expiry, "some are signed while the old agreement holds"
    paid = c[signed, INDEX.term_years] - [frozen_years(float(day), f.year_ends) for day in days]
    assert set(paid) <= {float(years) for years in f.pair_term[: f.pairs]}


def test_no_lapse_begins_before_the_old_agreement_ends(played):
    prepared, logged = played
    f = prepared.facts
    events = logged.events
    rounds = events[events["kind"] == Happening.ROUND.value]
    before = rounds["day"] <= f.expiry
    assert before.any()
    assert np.all(rounds["press_lapse"][before] == 0.0)
    assert np.all(rounds["press_expiry"][before] > 0.0), "its end presses from ahead"
    assert np.all(rounds["press_expiry"][~before] == 0.0)
    assert np.all(rounds["press_lapse"][~before] > 0.0)
    furloughs = events["day"][events["kind"] == Happening.FURLOUGH.value]
    assert np.all(furloughs > f.expiry)
    c = logged.table
    agreed = c[:, INDEX.agreed] == 1.0
    assert np.all(c[agreed & (c[:, INDEX.agreement_day] <= 0.0), INDEX.blank_days_agreement] == 0.0)


def test_without_a_text_the_old_agreement_stands_as_long_as_it_outlasts_the_horizon(played):
    prepared, logged = played
    ends = logged.table[logged.table[:, INDEX.agreed] == 0.0, INDEX.end]
    other = (End.PENDING.value, End.BROKEN_OFF.value)
    expected = End.STANDS if prepared.facts.expiry > prepared.facts.horizon else End.OPEN
    assert set(ends) - set(other) <= {float(expected.value)}


def test_a_reopened_agreement_may_simply_stand():
    ends = simulate_logged(prepare(shipped(NAME)), 1, 0, COUNT).table[:, INDEX.end]
    assert np.count_nonzero(ends == End.STANDS.value) > 0
    assert np.count_nonzero(ends == End.OPEN.value) == 0
