"""Shares of causes: means over negotiations that had any, with intervals; phases in words."""

import math
from datetime import date

import numpy as np
import pytest

from sim.analysis.explanation import QUESTIONS, Tally, mean_share, phase_words
from sim.analysis.shares import wilson
from sim.reasons.causes import COLUMNS

SHORT = tuple((question.name, cause) for question in QUESTIONS for cause in question.answers)
GUEST, HOST = SHORT.index(("apart", "guest_asks")), SHORT.index(("apart", "host_asks"))


def test_all_that_is_counted_has_words_and_all_words_are_counted():
    assert set(COLUMNS) == set(SHORT)
    assert len(COLUMNS) == len(SHORT)
    with pytest.raises(ValueError, match="weather"):
        Tally(["all"], [("apart", "weather")])


def table_of(rows, phases=("early", "late"), blocks=1):
    tally = Tally(phases, SHORT)
    for block in np.array_split(np.array(rows, float).reshape(len(rows), -1), blocks):
        tally.add(block)
    return tally.table().set_index(["phase", "question", "cause"])


def counts(**by_phase):
    row = np.zeros((2, len(SHORT)))
    for phase, (guest, host) in enumerate(by_phase.values()):
        row[phase, GUEST], row[phase, HOST] = guest, host
    return row


def test_the_share_is_the_mean_over_negotiations_that_had_any():
    rows = [counts(early=(3, 1), late=(0, 0)), counts(early=(0, 8), late=(2, 0)), counts(early=(0, 0), late=(0, 0))]
    for blocks in (1, 3):
        table = table_of(rows, blocks=blocks)
        early, late = table.loc[("early", "apart", "guest_asks")], table.loc[("late", "apart", "guest_asks")]
        assert (early["share"], early["negotiations"], early["cases"]) == (0.375, 2, 12)
        assert (late["share"], late["negotiations"], late["cases"]) == (1.0, 1, 2)
        nobody = table.loc[("late", "ended", "chance")]
        assert math.isnan(nobody["share"])
        assert nobody["negotiations"] == 0


def test_shares_of_a_phase_and_question_add_up_to_one():
    made = np.random.default_rng(1).poisson(1.0, (50, 2, len(SHORT)))
    sums = table_of(made).groupby(["phase", "question"])["share"].sum()
    np.testing.assert_allclose(sums, 1.0)


def test_with_one_case_each_the_interval_is_wilsons():
    assert mean_share(30.0, 30.0, 100, 100) == pytest.approx((0.3, *wilson(30, 100)))
    assert mean_share(0.0, 0.0, 40, 900) == pytest.approx((0.0, *wilson(0, 40)))


def test_the_interval_takes_its_width_from_what_negotiations_differ_by():
    """Shares of 0.2 and 0.6 in turn: the squared error of the mean is 0.04 / n."""
    many = 1000
    mean, lower, upper = mean_share(0.4 * many, many * (0.04 + 0.36) / 2, many, 50 * many)
    assert mean == pytest.approx(0.4)
    assert (lower, upper) == pytest.approx((0.4 - 1.96 * 0.2 / many**0.5, 0.4 + 1.96 * 0.2 / many**0.5), abs=1e-4)


def test_the_interval_is_no_narrower_than_all_cases_allow():
    assert mean_share(5.0, 2.5, 10, 20) == pytest.approx((0.5, *wilson(10, 20)))  # all have a half: no spread at all


def test_phases_are_told_by_expiry_and_handovers():
    one, other = date(2021, 1, 20), date(2022, 5, 10)
    assert phase_words(False, None, None) == "before expiry"
    assert phase_words(True, None, one) == "in the lapse, until the handover of 2021-01-20"
    assert phase_words(False, one, None) == "before expiry, from the handover of 2021-01-20"
    assert phase_words(True, one, other).endswith("from the handover of 2021-01-20 until that of 2022-05-10")
