"""The summary of a run: censored days, conditional settlements, and a JSON that any reader takes."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from sim.analysis.setting import setting_of
from sim.analysis.summary import summarise
from sim.history.episodes import recorded
from sim.scenario.load import load_scenario
from tests.unit.synthetic import HORIZON, SETTING, label, table


def by_name(spreads):
    return {each.name: each for each in spreads}


def test_settlements_are_given_agreement_and_days_of_all():
    frame = table(2_000)
    found = summarise(frame, label(2_000), SETTING, recorded(11))
    assert found.replicates == 2_000
    assert found.agreed == frame["agreed"].sum() == by_name(found.settled)["rise"].count
    assert by_name(found.dated)["signature_day"].count == 2_000
    assert by_name(found.talks)["rounds"].median == pytest.approx(frame["rounds"].median(), abs=1)


def test_the_vote_is_counted_where_there_was_one_beside_the_recorded_counts():
    frame = table(2_000)
    votes = by_name(summarise(frame, label(2_000), SETTING, recorded(11)).vote)
    assert [votes[name].recorded for name in ("votes_for", "votes_against", "votes_abstain")] == [133, 11, 16]
    assert votes["votes_for"].count == frame["votes_for"].notna().sum()


def test_quantiles_beyond_the_horizon_are_none_and_say_where_it_lies():
    found = by_name(summarise(table(2_000, settled=0.3), label(2_000), SETTING).dated)
    agreement = found["agreement_day"]
    assert agreement.median is None
    assert agreement.ranges[95][0] is not None
    assert agreement.ranges[95][1] is None
    assert agreement.censored_day == HORIZON


def test_blank_days_are_days_floored_at_zero():
    found = by_name(summarise(table(2_000), label(2_000), SETTING, recorded(11)).dated)
    days, blank = found["agreement_day"], found["blank_days_agreement"]
    assert days.ranges[95][0] < 0
    assert blank.ranges[95][0] == 0
    assert blank.median == max(days.median, 0)
    assert blank.percentile == days.percentile, "the record lies after expiry, where nothing is floored"


def test_a_record_before_expiry_shares_its_place_with_all_that_had_no_blank_period():
    frame = table(2_000)
    record = SimpleNamespace(agreement_day=-30)
    found = by_name(summarise(frame, label(2_000), SETTING, record).dated)
    assert found["blank_days_agreement"].recorded == 0
    assert found["blank_days_agreement"].percentile == pytest.approx((frame["agreement_day"] <= 0).mean() / 2)
    assert found["agreement_day"].percentile == pytest.approx(
        (frame["agreement_day"] < -30).mean() + (frame["agreement_day"] == -30).mean() / 2
    )


@pytest.mark.parametrize(("count", "settled"), [(1, 1.0), (2, 0.7), (30, 0.0), (30, 1.0), (500, 0.7)])
def test_any_run_becomes_json_without_nan(count, settled):
    found = summarise(table(count, settled=settled), label(count), SETTING, recorded(11)).as_json()
    text = json.dumps(found, allow_nan=False)
    assert json.loads(text)["replicates"] == count
    assert json.loads(text)["settlement"]["given"] == "agreement"


def test_the_setting_of_a_shipped_scenario_names_who_takes_office():
    setting = setting_of(load_scenario(Path(__file__).parents[3] / "scenarios" / "sma11.toml").scenario)
    assert (setting.talks_open_day, setting.horizon_day) == (-98, 1096)
    assert [mark.day for mark in setting.handovers][:1] == [386]
    assert setting.handovers[0].label == "Biden administration in office"
    assert setting.date_of(464).isoformat() == "2021-04-08"


def test_the_caption_names_scenario_kind_seed_and_replicates():
    assert label(10_000).line() == (
        "made_up: 11th SMA, talks 2019-2021 · historical · seed 1 · 10,000 replicates · central parameters"
        " · sma-sim 0.1.0"
    )
    assert "replicates · posterior draws (n = 2,000) · sma-sim" in replace(label(10_000), draws=2_000).line()
    assert "· one draw of the posterior, the one nearest its middle ·" in replace(label(10), draws=1, point=True).line()
    assert "· 1 replicate ·" in label(1).line()


def test_the_share_in_which_the_old_agreement_stands_is_told():
    frame = table(200, settled=0.0)
    frame["end"] = np.where(np.arange(200) < 50, "stands", "open")
    found = summarise(frame, label(200), replace(SETTING, horizon_day=-400))
    ends = {each.name: each for each in next(group for group in found.groups if group.name == "end").shares}
    assert (ends["stands"].count, ends["stands"].label) == (50, "the old agreement stands")
    assert found.stands == " · the old agreement stands in 25.0%"
    assert by_name(found.dated)["agreement_day"].censored_day == -400, "a horizon before expiry censors there"
    assert summarise(table(200), label(200), SETTING).stands == ""
