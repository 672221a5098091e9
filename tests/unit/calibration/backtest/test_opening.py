"""Forecasts as of the opening day: what the rules to beat say, and that nothing later is known."""

import numpy as np
import pandas as pd
import pytest

from sim.calibration.backtest.forecasts import HOST_OUT, IN_SAMPLE, LEFT_OUT, UNFITTED
from sim.calibration.backtest.opening import ALL, bars, coverage, differences
from sim.calibration.backtest.rules_to_beat import FROM_OPENING, OTHER_HOSTS, RULES
from sim.calibration.inference.simulated import load_episodes
from tests.unit.calibration.posteriors import SCENARIOS

KEYS = ("korea-10", "japan-2021", "korea-12")


def test_what_came_later_is_not_known_even_where_it_is_given():
    nothing = ["given=[]"]
    cut = load_episodes(SCENARIOS, opening=True, keys=KEYS)
    assert load_episodes(SCENARIOS, nothing, opening=True, keys=KEYS).content() == cut.content()
    assert load_episodes(SCENARIOS, nothing, keys=KEYS).content() != load_episodes(SCENARIOS, keys=KEYS).content()


def scores(left_out, prior, climatology, host_out=(9.0, 9.0, 9.0)):
    given = {LEFT_OUT: left_out, HOST_OUT: host_out, UNFITTED: prior, FROM_OPENING: climatology}
    others = dict.fromkeys((IN_SAMPLE, *(name for name in RULES if name != FROM_OPENING)), prior)
    return pd.DataFrame(
        [
            {"episode": key, "measure": measure, "forecast": name, "score": value}
            for measure in ("agreement_day", "rise_annualised")
            for name, values in (given | others).items()
            for key, value in zip(KEYS, values, strict=True)
        ]
    )


def test_differences_are_paired_with_their_error_over_episodes_and_by_host():
    found = differences(scores([1.0, 2.0, 6.0], [2.0, 2.0, 2.0], [1.0, 1.0, 1.0]))
    rows = found[(found["measure"] == "agreement_day") & (found["forecast"] == UNFITTED)]
    rows = rows[rows["model"] == LEFT_OUT].set_index("host")
    assert rows.loc[ALL, "mean"] == pytest.approx(1.0)
    assert rows.loc[ALL, "error"] == pytest.approx(np.std([-1.0, 0.0, 4.0], ddof=1) / np.sqrt(3))
    assert rows.loc[ALL, ["better", "of"]].tolist() == [1, 3]
    assert rows.loc["Korea", ["mean", "error", "of"]].tolist() == pytest.approx([1.5, 2.5, 2])
    assert "Japan" not in rows.index, "one episode has no error"


def test_a_bar_is_met_within_the_error_and_missed_beyond_it():
    table = scores([1.0, 2.0, 6.0], [2.0, 2.0, 2.0], [0.0, 1.0, 4.0])
    made = {bar.words: bar.met for bar in bars(table, differences(table))}
    assert [met for words, met in made.items() if words.endswith("the prior")] == [True, True], "1 worse, error 1.5"
    assert [met for words, met in made.items() if words.endswith("opening")] == [False, False], "1.3 worse, error 0.3"
    whole_host = {words: met for words, met in made.items() if "host left out" in words}
    assert list(whole_host.values()) == [False, False], "7 worse, error 0"
    assert all(words.endswith(OTHER_HOSTS) for words in whole_host)


def test_the_day_must_be_better_than_climatology_by_more_than_the_error_and_the_rise_no_worse():
    table = scores([0.0, 1.0, 2.0], [2.0, 2.0, 2.0], [1.0, 2.0, 3.5])  # 1.2 better, error 0.2
    made = {bar.words: bar.met for bar in bars(table, differences(table)) if bar.words.endswith("from opening")}
    assert [(("better" in words), met) for words, met in made.items()] == [(True, True), (False, True)]
    table = scores([0.0, 1.0, 2.0], [2.0, 2.0, 2.0], [0.0, 1.0, 2.0])
    made = {bar.words: bar.met for bar in bars(table, differences(table)) if bar.words.endswith("from opening")}
    assert list(made.values()) == [True, True], "alike, without an error"
    table = scores([0.0, 1.0, 2.0], [2.0, 2.0, 2.0], [0.1, 0.9, 2.1])
    made = {bar.words: bar.met for bar in bars(table, differences(table)) if bar.words.endswith("from opening")}
    assert list(made.values()) == [False, True], "0.03 better, error 0.07: no better, and no worse"


def test_every_state_of_knowledge_stands_beside_the_others():
    found = differences(scores([1.0, 2.0, 6.0], [2.0, 2.0, 2.0], [1.0, 1.0, 1.0]))
    rows = found[(found["measure"] == "rise_annualised") & (found["host"] == ALL)]
    by = {model: part["forecast"].tolist() for model, part in rows.groupby("model")}
    assert by == {
        IN_SAMPLE: [UNFITTED, *RULES],
        LEFT_OUT: [UNFITTED, IN_SAMPLE, *RULES],
        HOST_OUT: [UNFITTED, IN_SAMPLE, *RULES],
    }
    assert set(rows["of"]) == {3}


def held(mode, measure, width, inside):
    levels = {f"{part}_{level}": value for level in (50, 80, 95)
              for part, value in (("held", inside), ("low", 0.0), ("high", width))}  # fmt: skip
    return {"mode": mode, "episode": "korea-10", "measure": measure, **levels}


def test_coverage_carries_an_exact_binomial_interval_and_the_width_beside_the_priors():
    table = pd.DataFrame(
        [
            held(mode, measure, width, measure != "rounds")
            for mode, widths in ((UNFITTED, (8.0, 2.0, 5.0)), (LEFT_OUT, (2.0, 2.0, 1.0)))
            for measure, width in zip(("agreement_day", "rise_annualised", "rounds"), widths, strict=True)
        ]
    )
    found = coverage(table).set_index(["mode", "kind", "level"]).sort_index()
    row = found.loc[(LEFT_OUT, "all", 80)]
    assert row[["held", "of"]].tolist() == [2, 3]
    # Clopper-Pearson at 90%: beta quantiles 0.05 of (2, 2) and 0.95 of (3, 1)
    assert row[["low", "high"]].tolist() == pytest.approx([0.1354, 0.9830], abs=1e-4)
    assert found.loc[(LEFT_OUT, "days and rises", 80), ["held", "of"]].tolist() == [2, 2]
    assert found.loc[(LEFT_OUT, "days and rises", 80), "width"] == pytest.approx(0.5), "root of a quarter times one"
    assert found.loc[(UNFITTED, "days and rises", 95), "width"] == pytest.approx(1.0)
