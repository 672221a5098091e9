"""The North is replayed only where its acts are on record or the file brings them: silence is no quiet North."""

from datetime import date

import pytest

from sim.errors import ScenarioError
from sim.history.replay import recorded_years, replay_fault, replay_of
from sim.history.tables import provocation_days
from sim.prepare import prepare
from sim.scenario.load import load_scenario
from tests.runs import columns, shipped, table
from tests.unit.cli.shell import sma

# Talks of 1998 of the same shape as the 11th, with all that must move along.
ROW = '{{ year = {}, fx = 1200.0, cpi = 0.03, defence = 0.05, source = "assumed" }}'
OLD = f"""\
extends = "sma11"
unset = ["peer_deals", "intervals", "host_elections", "successions"]
name = "old"
kind = "counterfactual"
macro = [{", ".join(ROW.format(year) for year in range(1994, 2006))}]
[agreement]
number = 4
talks_open = 1998-09-24
prior_expiry = 1998-12-31
base_year = 1998
"""
EVENT = '[[provocations.events]]\nday = {}\nseverity = {}\nsource = "press"\n'


def write(folder, text=""):
    path = folder / "old.toml"
    path.write_text(OLD + text, encoding="utf-8")
    return path


def test_talks_before_the_record_begins_are_refused_with_a_remedy(tmp_path, capsys):
    path = write(tmp_path)
    words = 'provocations.mode: found "replay", but the talks open on 1998-09-24 and the record begins on 2006-01-01'
    assert words in replay_fault(load_scenario(path).scenario)
    with pytest.raises(ScenarioError, match="list its acts as"):
        prepare(load_scenario(path, draws="central").scenario)
    assert sma("check", path) == 2
    assert words in capsys.readouterr().err
    assert (
        sma("run", path, "--replicates", 5, "--set", "parameter_draws=central", "--no-figures", "--out", tmp_path / "r")
        == 2
    )
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(("mode", "some"), [("simulate", True), ("none", False)])
def test_simulated_or_quiet_by_intent_it_runs(tmp_path, mode, some):
    scenario = load_scenario(write(tmp_path), [f"provocations.mode={mode}"], "central").scenario
    assert replay_fault(scenario) == ""
    assert bool(columns(table(scenario, 50))["provocations"].any()) is some


def test_a_file_brings_its_own_acts_and_what_lies_after_them_is_simulated(tmp_path):
    path = write(tmp_path, EVENT.format("1998-10-01", 4) + EVENT.format("1999-06-15", 3))
    scenario = load_scenario(path, draws="central").scenario
    found = replay_of(scenario)
    assert found == ({date(1998, 10, 1): 4, date(1999, 6, 15): 3}, date(1999, 12, 31))
    facts = prepare(scenario).facts
    acts = [day for day in range(facts.horizon + 1) if facts.recorded_severity[day]]
    assert acts == [7, (date(1999, 6, 15) - date(1998, 9, 24)).days]
    assert facts.replay_until == (date(1999, 12, 31) - date(1998, 9, 24)).days
    assert facts.simulate == 1


def test_own_acts_stand_beside_those_on_record_the_worse_counting():
    day = date(2020, 1, 15)
    event = f'[{{day = {day}, severity = 5, source = "x"}}]'
    plain, own = shipped("sma11"), shipped("sma11", f"provocations.events={event}")
    before, after = replay_of(plain).severities, replay_of(own).severities
    assert before == provocation_days(date(2019, 9, 24), date(2022, 12, 31))
    assert day not in before
    assert after == {**before, day: 5}
    known = max(before, key=lambda each: before[each])
    same = shipped("sma11", f'provocations.events=[{{day = {known}, severity = 1, source = "x"}}]')
    assert replay_of(same).severities == before


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("provocations.replay_until=2026-06-01", "found 2026-06-01, but the record ends on 2024-12-31"),
        (
            'provocations.events=[{day = 2025-06-01, severity = 3, source = "x"}]',
            "found one on 2025-06-01, but the record is replayed to 2024-12-31 only",
        ),
    ],
)
def test_days_nobody_recorded_are_not_replayed(override, words):
    with pytest.raises(ScenarioError, match=words):
        prepare(shipped("sma12", override))
    assert recorded_years() == (date(2006, 1, 1), date(2024, 12, 31))


def test_own_acts_beyond_the_record_need_a_day_to_which_they_are_complete():
    event = 'provocations.events=[{day = 2025-06-01, severity = 3, source = "x"}]'
    found = replay_of(shipped("sma12", event, "provocations.replay_until=2025-06-30"))
    assert (found.severities[date(2025, 6, 1)], found.until) == (3, date(2025, 6, 30))


def test_as_of_a_day_own_acts_after_it_are_not_known():
    event = 'provocations.events=[{day = 2020-06-01, severity = 5, source = "x"}]'
    facts = prepare(shipped("sma11", event, "as_of=2020-04-02")).facts
    assert facts.recorded_severity[(date(2020, 6, 1) - date(2019, 9, 24)).days] == 0


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('[{day = 2020-06-01, severity = 6, source = "x"}]', "found the whole number 6; 1 to 5 is allowed"),
        (
            '[{day = 2020-06-01, severity = 1, source = "x"}, {day = 2020-05-01, severity = 1, source = "x"}]',
            "Put the entries in date order",
        ),
    ],
)
def test_faulty_acts_are_named(rows, words):
    with pytest.raises(ScenarioError, match=words):
        shipped("sma11", f"provocations.events={rows}")


def test_show_says_how_much_is_on_record(tmp_path, capsys):
    assert sma("show", write(tmp_path, EVENT.format("1998-10-01", 4))) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "replay of 1 day with provocations up to 1998-12-31, 1 of the file's own among them; then simulate" in text
