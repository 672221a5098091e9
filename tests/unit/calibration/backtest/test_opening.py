"""Forecasts as of the opening day: what the rules to beat say, and that nothing later is known."""

import numpy as np
import pandas as pd
import pytest

from sim.calibration.backtest.forecasts import IN_SAMPLE, LEFT_OUT, UNFITTED
from sim.calibration.backtest.opening import FROM_OPENING, HARD_DATE, RULES, _rule, bars, coverage, differences
from sim.calibration.inference.simulated import load_episodes
from sim.calibration.inference.targets import targets_of
from tests.unit.calibration.posteriors import SCENARIOS

TARGETS = {target.name: target for target in targets_of()}


@pytest.fixture(scope="module")
def episodes():
    return load_episodes(SCENARIOS, opening=True)


def test_climatology_from_opening_counts_the_days_the_others_took(episodes):
    # Opened and agreed, from expiry: 8th 2008-07-21 and -41, 9th 2013-07-02 and +11, 11th 2019-09-24 and +432,
    # 12th 2024-04-23 and -455; the 10th opened 2018-03-07, 299 days before its base ran out.
    found = sorted(_rule(FROM_OPENING, TARGETS["10.agreement_day"], episodes) + 299)
    assert found == [163 - 41, 617 - 455, 182 + 11, 98 + 432]


def test_the_next_hard_date_is_the_vote_where_it_comes_before_expiry(episodes):
    # The vote of 2008-11-04 lies 57 days before expiry, that of 2024-11-05 421 days; else expiry comes first.
    found = sorted(_rule(HARD_DATE, TARGETS["9.agreement_day"], episodes))
    assert found == [-455 + 421, -41 + 57, 35, 432]
    assert sorted(_rule(HARD_DATE, TARGETS["12.agreement_day"], episodes) + 421) == [11, -41 + 57, 35, 432]
    assert _rule(HARD_DATE, TARGETS["9.rise_annualised"], episodes) is None


def test_what_came_later_is_not_known_even_where_it_is_given(episodes):
    nothing = ["given=[]"]
    assert load_episodes(SCENARIOS, nothing, opening=True).content() == episodes.content()
    assert load_episodes(SCENARIOS, nothing).content() != load_episodes(SCENARIOS).content()


def scores(left_out, prior, climatology):
    rows = [
        {"episode": 8 + k, "measure": measure, "forecast": name, "score": value}
        for measure in ("agreement_day", "rise_annualised")
        for name, values in ((LEFT_OUT, left_out), (UNFITTED, prior), (FROM_OPENING, climatology))
        for k, value in enumerate(values)
    ]
    other = [{**row, "forecast": name} for name in ("in sample", "climatology", "last time", HARD_DATE, "Faratin")
             for row in rows if row["forecast"] == UNFITTED]  # fmt: skip
    return pd.DataFrame(rows + other)


def test_differences_are_paired_with_their_error_over_agreements():
    found = differences(scores([1.0, 2.0, 6.0], [2.0, 2.0, 2.0], [1.0, 1.0, 1.0]))
    row = found[(found["measure"] == "agreement_day") & (found["forecast"] == UNFITTED)].iloc[0]
    assert row["model"] == LEFT_OUT
    assert row["mean"] == pytest.approx(1.0)
    assert row["error"] == pytest.approx(np.std([-1.0, 0.0, 4.0], ddof=1) / np.sqrt(3))
    assert (row["better"], row["of"]) == (1, 3)


def test_a_bar_is_met_within_the_error_and_missed_beyond_it():
    table = scores([1.0, 2.0, 6.0], [2.0, 2.0, 2.0], [0.0, 1.0, 4.0])
    made = {bar.words: bar.met for bar in bars(table, differences(table))}
    assert [met for words, met in made.items() if words.endswith("the prior")] == [True, True], "1 worse, error 1.5"
    assert [met for words, met in made.items() if words.endswith("opening")] == [False, False], "1.3 worse, error 0.3"


def test_the_model_in_sample_stands_beside_the_others_too():
    found = differences(scores([1.0, 2.0, 6.0], [2.0, 2.0, 2.0], [1.0, 1.0, 1.0]))
    rows = found[(found["model"] == IN_SAMPLE) & (found["measure"] == "rise_annualised")]
    assert rows["forecast"].tolist() == [UNFITTED, *RULES]
    assert set(found["of"]) == {3}


def test_coverage_carries_an_exact_binomial_interval():
    table = pd.DataFrame(
        {"mode": LEFT_OUT, "kind": ["real"] * 4 + ["flag"], "held_80": [True, True, True, False, True]}
    )
    found = coverage(table).set_index("kind")
    assert found.loc["numbers", ["held", "of"]].tolist() == [3, 4]
    # Clopper-Pearson at 90%: beta quantiles 0.05 of (3, 2) and 0.95 of (4, 1)
    assert found.loc["numbers", ["low", "high"]].tolist() == pytest.approx([0.2486, 0.9873], abs=1e-4)
