"""Each rule to beat by hand: on made-up facts, and on what the record shows on the opening days."""

import numpy as np
import pytest

from sim.calibration.backtest import rules_to_beat
from sim.calibration.backtest.rules_to_beat import (
    FARATIN,
    FROM_EXPIRY,
    FROM_OPENING,
    HARD_DATE,
    LAST,
    OTHER_HOSTS,
    REGRESSION,
    RULES,
    WORDS,
    Facts,
    facts_of,
    forecast,
)
from sim.calibration.inference.simulated import load_episodes
from sim.calibration.inference.targets import targets_of
from sim.history.keys import FITTED, HOSTS, KOREAN
from tests.unit.calibration.posteriors import SCENARIOS

TARGETS = {target.name: target for target in targets_of(FITTED)}
# Agreed, from expiry: the 9th on day 11, the 10th on day 35, Japan's of 2011 on day -107, of 2016 on day -106.
MADE_UP = Facts(
    opening={"korea-9": -100.0, "korea-10": -200.0, "japan-2011": -300.0, "japan-2016": -400.0},
    hard_date={"korea-9": 0.0, "korea-10": -50.0, "japan-2011": 0.0, "japan-2016": -10.0},
    transactional={"korea-9": False, "korea-10": True, "japan-2011": False, "japan-2016": False},
    host={"korea-9": "Korea", "korea-10": "Korea", "japan-2011": "Japan", "japan-2016": "Japan"},
)


@pytest.mark.parametrize(
    ("rule", "measure", "expected"),
    [
        (FROM_OPENING, "agreement_day", [111 - 200, 193 - 200, 294 - 200]),
        (FROM_OPENING, "rise_annualised", [0.0, 0.011, 0.058]),
        (FROM_EXPIRY, "agreement_day", [-107, -106, 11]),
        (FROM_EXPIRY, "rise_annualised", [0.0, 0.011, 0.058]),
        (OTHER_HOSTS, "agreement_day", [193 - 200, 294 - 200]),
        (OTHER_HOSTS, "rise_annualised", [0.0, 0.011]),
        (LAST, "agreement_day", [11]),
        (LAST, "rise_annualised", [0.058]),
        (HARD_DATE, "agreement_day", [-107 - 50, -96 - 50, 11 - 50]),
    ],
)
def test_each_rule_gives_what_a_reader_would_write_down(rule, measure, expected):
    found = forecast(rule, TARGETS[f"korea-10.{measure}"], MADE_UP)
    assert sorted(found) == pytest.approx(sorted(expected))


def test_the_next_hard_date_says_nothing_of_the_rise():
    assert forecast(HARD_DATE, TARGETS["korea-10.rise_annualised"], MADE_UP) is None


def test_a_host_alone_on_record_has_no_other_hosts():
    alone = Facts(*({key: each[key] for key in ("korea-9", "korea-10")}
                    for each in (MADE_UP.opening, MADE_UP.hard_date, MADE_UP.transactional, MADE_UP.host)))  # fmt: skip
    assert forecast(OTHER_HOSTS, TARGETS["korea-10.agreement_day"], alone) is None


def test_the_regression_is_given_the_others_alone_and_counts_from_expiry_again(monkeypatch):
    given = []

    def days(others, took, ahead, transactional):
        given.append((others.ahead.tolist(), took.tolist(), ahead, transactional))
        return np.array([30.0, 60.0])

    def rise(others, host, transactional):
        given.append((others.came.tolist(), others.host.tolist(), host, transactional))
        return np.array([0.01])

    monkeypatch.setattr(rules_to_beat, "days_to_agreement", days)
    monkeypatch.setattr(rules_to_beat, "yearly_rise", rise)
    assert forecast(REGRESSION, TARGETS["korea-10.agreement_day"], MADE_UP).tolist() == [-170.0, -140.0]
    forecast(REGRESSION, TARGETS["korea-10.rise_annualised"], MADE_UP)
    assert given[0] == ([100.0, 300.0, 400.0], [111.0, 193.0, 294.0], 200.0, True)
    assert given[1] == (pytest.approx([0.058, 0.0, 0.011]), [1, 0, 0], 1, True)


@pytest.fixture(scope="module")
def facts():
    return facts_of(load_episodes(SCENARIOS, opening=True, keys=(*KOREAN, "japan-2021")))


def test_facts_are_those_of_the_opening_days(facts):
    assert facts.opening["korea-10"] == -299, "opened 2018-03-07, expiry 2018-12-31"
    assert facts.opening["korea-8"] == -163
    # The vote of 2008-11-04 lies 57 days before expiry, that of 2024-11-05 421 days; else expiry comes first.
    assert [facts.hard_date[key] for key in KOREAN] == [-57, 0, 0, 0, -421]
    assert [facts.transactional[key] for key in KOREAN] == [False, False, True, True, False]
    assert facts.transactional["japan-2021"], "opened under the first Trump administration, 2020-11-09"
    assert (facts.host["korea-8"], facts.host["japan-2021"]) == HOSTS


def test_climatology_of_the_korean_ones_counts_the_days_they_took(facts):
    # Opened and agreed, from expiry: 8th -163 and -41, 9th -182 and 11, 11th -98 and 432, 12th -617 and -455.
    korean = Facts(*({key: each[key] for key in KOREAN}
                     for each in (facts.opening, facts.hard_date, facts.transactional, facts.host)))  # fmt: skip
    found = sorted(forecast(FROM_OPENING, TARGETS["korea-10.agreement_day"], korean) + 299)
    assert found == [163 - 41, 617 - 455, 182 + 11, 98 + 432]


def test_every_rule_has_words():
    assert set(WORDS) == set(RULES)
    assert FARATIN in RULES
