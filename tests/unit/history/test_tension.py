"""The tension that acts before the talks have left, and what was usual: by hand, and where no record speaks."""

import math
from datetime import date, timedelta

import pytest

from sim.history import tension
from sim.history.tension import tension_before
from sim.prepare import prepare
from tests.runs import SHIPPED, shipped

OPENING = date(2019, 9, 24)
HALF_LIFE = 100.0


@pytest.fixture
def acts(monkeypatch):
    """Puts acts in place of those on record, by days before the opening of the 11th."""

    def put(severities):
        known = {OPENING - timedelta(days=before): severity for before, severity in severities.items()}
        monkeypatch.setattr(tension, "provocation_days", lambda first, last, *_: {
            day: severity for day, severity in known.items() if first <= day <= last
        })  # fmt: skip

    return put


def test_an_act_counts_half_after_a_half_life(acts):
    acts({100: 4})
    assert tension_before(shipped("sma11"), HALF_LIFE)[0] == pytest.approx(2.0)
    acts({100: 4, 200: 4, 300: 2})
    assert tension_before(shipped("sma11"), HALF_LIFE)[0] == pytest.approx(2.0 + 1.0 + 0.25)


def test_what_is_usual_is_the_mean_over_the_two_years_before(acts):
    acts({2: 3})
    left = (0.0, 3.0, 3.0 * 2.0 ** (-1.0 / HALF_LIFE))  # before it, on its day, on the day before the opening
    by_hand = (728 * math.log1p(left[0]) + math.log1p(left[1]) + math.log1p(left[2])) / 730
    assert tension_before(shipped("sma11"), HALF_LIFE)[1] == pytest.approx(by_hand)


def test_an_act_on_the_opening_day_is_not_before_it(acts):
    acts({0: 5, -30: 5})
    assert tension_before(shipped("sma11"), HALF_LIFE) == (0.0, 0.0)


def test_own_acts_count_and_quiet_spells_do_not(acts):
    acts({100: 4})
    event = 'provocations.events=[{day = 2019-03-08, severity = 4, source = "x"}]'
    assert tension_before(shipped("sma11", event), HALF_LIFE)[0] == pytest.approx(3.0)
    quiet = 'provocations.quiet=[{since = 2019-06-01, until = 2019-06-30, source = "x"}]'
    assert tension_before(shipped("sma11", quiet), HALF_LIFE) == (0.0, 0.0)


def test_without_the_north_or_before_the_record_there_is_none():
    assert tension_before(shipped("sma11", "provocations.mode=none"), HALF_LIFE) == (0.0, 0.0)
    early = shipped("sma08")
    early = early.model_copy(update={"agreement": early.agreement.model_copy(update={"talks_open": date(2005, 6, 1)})})
    assert tension_before(early, HALF_LIFE) == (0.0, 0.0)


def test_beyond_the_record_what_was_usual_at_its_end_holds():
    assert tension_before(shipped("forward/sma13"), HALF_LIFE) == tension_before(
        shipped("forward/sma12_reopened"), HALF_LIFE
    )
    assert tension_before(shipped("forward/sma13"), HALF_LIFE)[1] > 0.0


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_episode_begins_with_what_its_record_left(name):
    ready = prepare(shipped(name))
    found = tension_before(shipped(name), float(ready.params.threat_half_life))
    assert (ready.facts.tension_open, ready.facts.calm) == pytest.approx(found, rel=1e-6)
    assert found[1] > 0.0
