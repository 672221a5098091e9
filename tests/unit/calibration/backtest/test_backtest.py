"""The back-test: predictions, coverage, bars, chances and weights of cores."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.calibration.backtest.backtest import backtest
from sim.calibration.backtest.backtest_sheets import headline, sheets
from sim.calibration.backtest.bars import bars, means
from sim.calibration.backtest.chances import CHANCES, share_with_error
from sim.calibration.backtest.cores import weights
from sim.calibration.backtest.forecasts import IN_SAMPLE, LEFT_OUT, Settings, forecast_scores, predictions
from sim.calibration.backtest.page import page
from sim.calibration.inference.targets import HANDOVER_11, targets_of
from sim.errors import StorageError
from sim.history.keys import KOREAN
from sim.outcome import INDEX, NAMES
from sim.posterior.cores import posterior_of
from tests.unit.calibration.posteriors import SCENARIOS, write_posterior

TARGETS = targets_of()
RECORD = np.array([target.recorded for target in TARGETS])


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("posterior")
    write_posterior(folder / "mine-tactics.parquet")
    return Settings(write_posterior(folder / "mine.parquet"), SCENARIOS, replicates=40, table=200, workers=2)


@pytest.fixture(scope="module")
def found(settings):
    return backtest(settings)


def test_a_forecast_of_the_record_itself_holds_every_target():
    made = predictions(TARGETS, np.tile(RECORD, (9, 1)), seed=1)
    assert made[["held_50", "held_80", "held_95"]].to_numpy().all()
    assert made["score"].max() == pytest.approx(0.0, abs=1e-12)
    assert len(made) == 38


def test_a_forecast_elsewhere_holds_no_number():
    numbers = [target for target in TARGETS if target.measure.kind == "real"]
    record = np.array([target.recorded for target in numbers])
    made = predictions(numbers, np.tile(record + 7.0, (9, 1)), seed=1)
    assert not made[["held_50", "held_80", "held_95"]].to_numpy().any()
    assert (made["pit"] == 0.0).all(), "the record lies below every forecast"


def test_places_depend_on_the_seed_alone():
    values = np.tile(RECORD, (9, 1))
    one, again, other = (predictions(TARGETS, values, seed)["pit"].tolist() for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_every_table_has_its_rows(found):
    assert len(found.predictions) == 38 * 2 * 2, "targets, modes and two cores"
    assert set(found.scores["forecast"]) == {IN_SAMPLE, LEFT_OUT, "prior", "climatology", "last time", "Faratin"}
    assert found.missing == ("equilibrium",)
    assert set(found.log_scores["core"]) == {"waiting", "tactics"}
    assert sum(each.weight for each in found.weights) == pytest.approx(1.0)
    assert len(found.chances) == len(CHANCES) * (3 + 2)
    assert found.draws == dict.fromkeys(("", *KOREAN), 4)


def test_it_repeats_exactly_whatever_the_threads(found, settings):
    again = backtest(replace(settings, workers=1))
    pd.testing.assert_frame_equal(found.predictions, again.predictions)
    pd.testing.assert_frame_equal(found.scores, again.scores)


def test_means_are_of_agreements_that_every_forecast_has(found):
    table = means(found.scores)
    assert table.loc["agreement_day", "agreements"] == 5
    assert table.loc["rounds", "agreements"] == 4, "no rounds are on record before the 8th"
    assert table.loc["agreement_day", "climatology"] == pytest.approx(231.25)
    assert table.loc["agreement_day", "last time"] == pytest.approx((32 + 52 + 24 + 397 + 887) / 5)


def test_bars_are_met_and_missed_by_their_numbers():
    measures = ("agreement_day", "rise_annualised")
    own = pd.DataFrame(
        [{"episode": k, "measure": m, "score": 1.0, "monte_carlo_error": 0.2} for m in measures for k in KOREAN[:2]]
    )
    parts = [own.assign(forecast=IN_SAMPLE), own.assign(forecast=LEFT_OUT)]
    for name, score in (("climatology", 1.5), ("last time", 1.0), ("Faratin", 0.5)):
        parts.append(own.assign(forecast=name, score=score))
    made = bars(pd.concat(parts, ignore_index=True))
    assert [bar.met for bar in made] == [True, False, False] * 2, "a tie is no win"
    assert made[1].verdict == "MISSED"
    assert made[0].found == "1.0 ± 0.1 days; better for 2 of 2 agreements", "sqrt(0.2^2 + 0.2^2) / 2"


def test_coverage_is_counted_with_an_interval_and_has_one_mark_as_of_the_opening(found):
    assert ["opening" in bar.words for bar in found.bars if "hold" in bar.words] == [True]
    for row in found.coverage.itertuples():
        assert row.of == 38
        assert row.low < row.held / row.of < row.high or row.held in (0, 38)


def test_chances_are_read_off_the_outcomes():
    table = np.full((4, len(NAMES)), np.nan)
    table[:, INDEX.signature_day] = [HANDOVER_11, HANDOVER_11 + 1, HANDOVER_11 + 120, HANDOVER_11 + 121]
    table[:, INDEX.first_refusal_day] = [np.nan, HANDOVER_11 - 1, HANDOVER_11, 900]
    table[:, INDEX.agreement_day] = [-455, -422, -421, np.nan]
    table[:, INDEX.term_years] = [1, 2, np.nan, 5]
    one_year, signed, refused, agreed = (each.of(table).tolist() for each in CHANCES)
    assert one_year == [True, False, False, False]
    assert signed == [False, True, True, False]
    assert refused == [False, True, False, False]
    assert agreed == [True, True, False, False], "2024-11-05 is day -421"


def test_the_error_of_a_share_knows_of_its_draws():
    independent = np.arange(1000) % 2 == 0
    share, error = share_with_error(independent, 1000)
    assert (share, error) == (0.5, pytest.approx(np.sqrt(0.25 / 999)))
    # Ten sets of parameters that decide everything: a sample of ten, however often each is simulated.
    _, clustered = share_with_error((np.arange(1000) % 10) < 5, 10)
    assert clustered == pytest.approx(np.sqrt(0.25 / 9))
    assert share_with_error(independent, 1)[1] == pytest.approx(np.sqrt(0.25 / 1000))


def test_the_core_that_foresees_better_weighs_more_and_equals_share():
    scores = np.array([-3.0, -2.5, -4.0, -3.5, -2.0])
    better, worse = weights({"a": scores, "b": scores - 0.5})
    assert better.weight > worse.weight
    assert better.low <= better.weight <= better.high
    assert [each.weight for each in weights({"a": scores, "b": scores})] == [0.5, 0.5]


def test_one_agreement_cannot_make_a_core_certain():
    even = np.zeros(5)
    one = np.array([3.0, 0.0, 0.0, 0.0, 0.0])
    found = weights({"a": one, "b": even})[0]
    assert found.weight < np.exp(3.0) / (1.0 + np.exp(3.0)), "the bootstrap tempers what rests on one agreement"


def test_forecasts_that_are_absent_have_no_score():
    made = forecast_scores(TARGETS[:2], [None, np.array([1.0])])
    assert np.isnan(made["score"][0])
    assert made["score"][1] == 0.0


def test_a_missing_posterior_says_what_to_do(tmp_path):
    with pytest.raises(StorageError, match=r"no such file of posterior draws. Run `sma calibrate`.*--posterior"):
        backtest(Settings(tmp_path / "none.parquet", SCENARIOS))


def test_a_posterior_that_was_not_refitted_says_what_to_do(tmp_path):
    file = write_posterior(tmp_path / "all.parquet", left_out=("",))
    with pytest.raises(StorageError, match="no draws that leave out korea-8. Make it anew with `sma calibrate`"):
        backtest(Settings(file, SCENARIOS, replicates=20, table=100))


def test_cores_lie_beside_the_posterior(tmp_path):
    assert posterior_of("waiting", tmp_path / "a.parquet") == tmp_path / "a.parquet"
    assert posterior_of("tactics", tmp_path / "a.parquet") == tmp_path / "a-tactics.parquet"


def test_the_page_holds_every_table_and_hides_no_miss(found):
    text = page(found, ("pit.png",))
    for sheet in sheets(found):
        assert f"## {sheet.title}\n" in text
        assert all(len(row) == len(sheet.headings) for row in sheet.rows)
    assert headline(found) in text
    assert "chosen knowing the record of all agreements" in text
    assert "`pit.png`" in text
    assert "sma validate --replicates 40 --seed 1 --posterior mine.parquet --table 200" in text
    assert text.count("| MISSED |") == sum(not bar.met for bar in found.bars)
    assert str(found.settings.posterior.parent) not in text, "no path of the machine"
    assert "Not compared: equilibrium" in text
