"""Forecasts that are registered: what a file holds, that it is never changed, and how it is scored."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.answers import registered
from sim.answers.registered import LEVELS, foreseen, outcome_of, ranked, read, read_all, scored, write
from sim.errors import MismatchError, StorageError
from sim.history.episodes import recorded

TODAY, FACTS = date(2026, 11, 28), date(2026, 3, 20)


@pytest.fixture(scope="module")
def run():
    return sim.run("sma13", replicates=60, seed=1, draws="point")


@pytest.fixture(scope="module")
def forecast(run):
    return foreseen(run.frame, run.plan.scenario, run.label, TODAY, FACTS, "")


def test_it_holds_what_the_run_found(run, forecast):
    days = run.frame["signature_day"].to_numpy(dtype=float)
    assert forecast.agreed == pytest.approx(run.frame["agreed"].mean())
    assert forecast.signature_day[LEVELS.index(0.5)] == np.nanquantile(days, 0.5, method="inverted_cdf")
    assert (forecast.host, forecast.number, forecast.expiry) == ("Republic of Korea", 13, date(2030, 12, 31))
    assert sum(forecast.terms.values()) == pytest.approx(1.0, abs=1e-3)
    shares = [chance.signed for chance in forecast.chances]
    assert shares == sorted(shares)
    end = next(chance for chance in forecast.chances if chance.by == date(2030, 12, 31))
    assert end.signed == pytest.approx((days <= 0).mean())
    assert forecast.words == run.answers("en").sentences


def test_an_agreement_reopened_is_replaced_by_the_next():
    run = sim.run("sma12_reopened", replicates=30, seed=1, draws="point")
    found = foreseen(run.frame, run.plan.scenario, run.label, TODAY, FACTS, "it is reopened")
    assert (found.number, found.condition) == (13, "it is reopened")


def test_a_registered_file_is_never_written_again(forecast, tmp_path):
    path = write(forecast, tmp_path)
    before = path.read_bytes()
    assert path.name == "2026-11-28-sma13.json"
    assert read_all(tmp_path) == (forecast,)
    with pytest.raises(MismatchError, match="a registered forecast is never changed"):
        write(forecast.model_copy(update={"agreed": 0.0}), tmp_path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "x.json").write_text('{"format": 1}')
    with pytest.raises(StorageError, match="x.json: cannot be read as a registered forecast"):
        read(tmp_path / "x.json")


def test_ranked_scores_of_many_quantiles_are_those_of_their_sample():
    """Against the score of the empirical distribution, mean |x - y| - mean |x - x'| / 2."""
    sample = np.random.default_rng(3).normal(10.0, 4.0, 20_000)
    exact = np.abs(sample - 13.0).mean() - np.abs(sample[:10_000] - sample[10_000:]).mean() / 2
    assert ranked(np.quantile(sample, LEVELS), 13.0) == pytest.approx(exact, rel=0.03)


def test_scores_against_what_came(forecast):
    assert outcome_of(forecast) is None, "nothing is on record of the 13th"
    eleventh = forecast.model_copy(
        update={
            "number": 11, "expiry": date(2019, 12, 31), "signature_day": (460.0,) * 99,
            "chances": (
                registered.Chance(by=date(2020, 12, 31), signed=0.25),
                registered.Chance(by=date(2021, 12, 31), signed=0.75),
            ),
        }
    )  # fmt: skip
    outcome = outcome_of(eleventh)
    assert outcome == recorded(11)
    by = {score.what: score for score in scored(eleventh, outcome)}
    assert by["day signed"].score == pytest.approx(abs(460 - outcome.signature_day))
    assert by["day signed"].came == str(date(2019, 12, 31) + timedelta(days=outcome.signature_day))
    assert by["signed by 2020-12-31"].score == pytest.approx(0.0625)
    assert (by["signed by 2021-12-31"].came, by["signed by 2021-12-31"].score) == ("yes", pytest.approx(0.0625))


SHIPPED = {
    "2026-11-28-japan2027.json": "b52a9fe72bc34b8a90c9a88d2d22e5e97d9bf52dae4632b5eca04376239eae97",
    "2026-11-28-sma12_reopened.json": "ed0fcd9dfaabdcf46010326364bdfd674b164b0b7ff2570406b5dbf00f991d15",
    "2026-11-28-sma13.json": "a24b79f294c042c2f70cf3954865ac58c7d9705afdf416a34351ed55d8c7b295",
}


def test_no_registered_forecast_was_ever_changed():
    folder = Path(__file__).parents[3] / "forecasts"
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.json")}
    assert {name: found.get(name) for name in SHIPPED} == SHIPPED, "a registered file is never changed"
    assert set(found) == set(SHIPPED), "a new forecast is pinned here in the commit that adds it"
    assert all(each.facts_until <= each.registered for each in read_all(folder))
