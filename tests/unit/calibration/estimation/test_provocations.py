"""The fit of the North to its record, and that the shipped parameters are what it finds."""

import json
from pathlib import Path

import numpy as np
import pytest

from sim.calibration.estimation.north import DRIVEN, EXCITED, FULL, PLAIN
from sim.calibration.estimation.provocations import as_json, fit_provocations, table
from sim.calibration.estimation.series import quantiles, series
from sim.compiled import INTERPRETED
from sim.scenario.load import load_scenario

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many searches over many days")
SCENARIOS = Path(__file__).parents[4] / "scenarios"


@pytest.fixture(scope="module")
def scenario():
    return load_scenario(SCENARIOS / "sma12.toml").scenario


@pytest.fixture(scope="module")
def found(scenario):
    return fit_provocations(scenario, seed=1)


def test_the_shipped_values_are_what_the_fit_finds(found, scenario):
    """To two digits; severities to three."""
    for row in table(found, scenario):
        if row["shipped"] is not None and row["parameter"] != "provocation_discord":
            close = 0.003 if row["parameter"].startswith("severity_") else 0.02
            assert row["shipped"] == pytest.approx(row["estimate"], rel=close, abs=0.005), row["parameter"]


def test_the_shipped_ranges_hold_the_value_and_no_more_than_the_limits_of_the_fit(found, scenario):
    for row in table(found, scenario):
        if row["shipped"] is not None and row["parameter"] != "provocation_discord":
            low, high = getattr(scenario.parameters, row["parameter"]).prior
            assert low <= row["shipped"] <= high, row["parameter"]
            assert low >= row["low"] - 0.01 * max(row["low"], 1), row["parameter"]
            assert high <= row["high"] * 1.06 + 0.01, row["parameter"]


def test_the_answer_to_discord_is_not_told_from_none(found, scenario):
    """Under a normal prior centred on none, with s.d. 0.5, the record narrows it by a quarter."""
    after = found.estimate("provocation_discord")
    assert (after.value, after.error) == pytest.approx((0.05, 0.375), abs=0.01)
    assert found.discord_plain.error == pytest.approx(0.55, abs=0.02)
    assert after.low < scenario.parameters.provocation_discord.value < after.high
    low, high = scenario.parameters.provocation_discord.prior
    assert low < after.value < high


def test_covariates_excitation_and_breaks_each_earn_their_place(found):
    by_name = {each.name: each for each in found.rivals}
    plain, excited, driven, full = (by_name[model.name] for model in (PLAIN, EXCITED, DRIVEN, FULL))
    assert plain.aic > driven.aic > full.aic
    assert plain.aic > excited.aic > full.aic
    assert full.aic > found.rivals[-1].aic
    assert found.rivals[-1].log_likelihood == found.top.log_likelihood == max(r.log_likelihood for r in found.rivals)


def test_the_breaks_are_searched_and_tested_one_after_another(found):
    first, second = found.searches
    assert first.model.breaks == (first.model.breaks[0],)
    assert set(first.model.breaks) < set(second.model.breaks) == set(found.model.breaks)
    assert first.found
    assert second.found
    assert found.by_kind["launches and nuclear tests"].on == first.on
    assert found.by_kind["all other acts"].on == second.on


def test_the_model_kept_expects_as_many_provocations_as_there_were(found):
    assert found.chance.sum() == pytest.approx(found.record.came.sum(), rel=0.02)
    assert found.verdict.p > 0.05
    assert found.p_drawn is None


def test_shares_of_severity_and_their_binomial_errors(found):
    assert sum(each.value for each in found.shares) == pytest.approx(1.0)
    assert found.estimate("severity_1").value == pytest.approx(58 / 282)
    assert found.estimate("severity_1").error == pytest.approx((58 / 282 * 224 / 282 / 282) ** 0.5)


def test_what_is_written_can_be_read(found, scenario):
    read = json.loads(json.dumps(as_json(found, scenario)))
    assert read["record"] == {
        "first": "2006-01-01", "last": "2024-12-31", "days": 6940, "provocation_days": 282,
        "days_after_discord": 282, "provocation_days_after_discord": 8,
    }  # fmt: skip
    assert read["discord_without_prior"]["error"] > 0.5
    assert [row["parameter"] for row in read["parameters"]][:2] == ["provocation_rate", "provocation_branching"]
    assert read["breaks"][0]["date"] == "2014-01-01"


def test_the_series_to_draw_add_up(found):
    drawn = series(found)
    assert drawn.daily["recorded"].iloc[-1] == drawn.monthly["recorded"].sum() == 282
    assert drawn.daily["expected"].iloc[-1] == pytest.approx(drawn.monthly["expected"].sum())
    assert len(drawn.monthly) == 19 * 12
    assert set(drawn.profiles) >= {"all acts, step 1", "all acts, step 2", "all other acts"}


def test_the_band_of_residuals_is_that_of_the_test():
    table = quantiles(np.array([0.9, 0.1, 0.4, 0.6]))
    assert table["residual"].tolist() == [0.1, 0.4, 0.6, 0.9]
    assert table["uniform"].tolist() == [0.125, 0.375, 0.625, 0.875]
    assert table["upper"].max() == 1.0
    assert table["upper"][0] == pytest.approx(0.125 + 1.358 / 2)
