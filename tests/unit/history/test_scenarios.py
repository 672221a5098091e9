"""Scenarios made from the record: one rule for every host, what was known on the opening day, and nothing later."""

import shutil
from datetime import date, timedelta

import numpy as np
import pytest

from sim.engine.batch import simulate
from sim.errors import RecordError
from sim.history import rows
from sim.history.ahead import candidate_of, elections_ahead, guest_in_office
from sim.history.before import before, built_in, paid_years, rules_before
from sim.history.host_rows import ElectionRow
from sim.history.scenarios import (
    BY_HAND,
    HEADLINE,
    agreement_of,
    episode_scenarios,
    scenario_of,
    scenario_text,
    why_no_scenario,
)
from sim.history.tables import DATA, KOREA, read
from sim.outcome import INDEX
from sim.prepare import prepare
from tests.runs import SCENARIOS, shipped

ALL = episode_scenarios(headline=False, by_rule=True, draws="point")
MADE = {(each.host, each.number): each.loaded.scenario for each in ALL}


def test_the_thirteen_headline_episodes_are_there_with_their_outcomes():
    found = episode_scenarios()
    assert [(each.host, each.number) for each in found] == [
        (host, number) for host, numbers in HEADLINE.items() for number in numbers
    ]
    for each in found:
        agreement = each.loaded.scenario.agreement
        assert (agreement.number, each.loaded.scenario.host.name) == (each.number, each.host)
        assert each.opened[0] <= agreement.talks_open <= each.opened[1]
        assert agreement.talks_open < agreement.prior_expiry + timedelta(days=each.outcome.agreement_day)
        assert each.outcome.number == each.number
    assert [each.loaded.path.stem for each in found if each.host == KOREA] == list(BY_HAND.values())


def test_korea_4_and_japan_1991_make_scenarios_as_well():
    assert set(MADE) - {(host, number) for host, numbers in HEADLINE.items() for number in numbers} == {
        (KOREA, 4),
        ("Japan", 1991),
    }


@pytest.mark.parametrize("each", ALL, ids=lambda each: f"{each.host}-{each.number}")
def test_each_prepares_and_runs(each):
    outcomes = simulate(prepare(each.loaded.scenario), 1, 0, 8)
    assert np.isfinite(outcomes[:, INDEX.end]).all()
    assert (outcomes[:, INDEX.rounds] > 0).any()


@pytest.mark.parametrize("each", ALL, ids=lambda each: f"{each.host}-{each.number}")
def test_nothing_but_winners_states_and_deals_of_others_is_later_than_the_opening(each):
    scenario, opening = each.loaded.scenario, each.loaded.scenario.agreement.talks_open
    blocs = built_in(each.host, opening)
    assert all(row.since <= opening for row in blocs)
    assert [bloc.seats for bloc in scenario.blocs] == [row.seats for row in blocs]
    known = [row for row in scenario.macro if not row.source.startswith("expected as the talks open")]
    assert max(row.year for row in known) <= opening.year
    expected = [(row.fx, row.cpi, row.defence) for row in scenario.macro[len(known) :]]
    assert len(set(expected)) == 1, "from the opening on one rate is expected"
    assert all(row.beliefs[0].since <= opening for row in scenario.successions)


def test_odds_are_those_of_the_time_and_even_where_none_are_on_record():
    def told(host, number):
        return [(str(belief.since), belief.guest) for belief in MADE[host, number].successions[0].beliefs]

    assert told(KOREA, 10)[0] == ("2018-03-07", 0.33), "the market of February 2018"
    assert told(KOREA, 11) == [("2019-09-24", 0.45), ("2020-08-28", 0.5)]
    assert told("Japan", 2011) == [("2010-07-22", 0.5), ("2010-12-18", 0.44), ("2011-03-06", 0.36)]
    assert told("Japan", 2006) == [("2005-02-19", 0.5)]
    for scenario in MADE.values():
        assert all(belief.guest == belief.host for row in scenario.successions for belief in row.beliefs)


def test_series_of_a_year_that_is_not_over_stay_out(tmp_path):
    folder = shutil.copytree(DATA, tmp_path / "data")
    text = (folder / "macro.csv").read_text(encoding="utf-8")
    assert text.count("Japan,2015,121.05,0.8") == 1
    changed = text.replace("Japan,2015,121.05,0.8", "Japan,2015,221.05,9.8")
    (folder / "macro.csv").write_text(changed, encoding="utf-8")
    assert scenario_text("japan", 2016, folder) == scenario_text("japan", 2016), "the talks of 2016 opened in 2015"


@pytest.mark.parametrize(
    ("host", "number", "reason"),
    [
        (KOREA, 1, "no agreement before it"),
        (KOREA, 2, "the opening of its talks is not on record"),
        (KOREA, 1998, "no agreement before it"),
        ("West Germany", 3, "in the month its talks opened"),
        ("West Germany", 4, "macro.csv has no series of West Germany from 1962 to 1965"),
        ("West Germany", 9, "the sum before it"),
    ],
)
def test_an_episode_without_a_scenario_says_why(host, number, reason):
    assert reason in why_no_scenario(agreement_of(host, number))
    with pytest.raises(RecordError, match=f"{number}: it gives no scenario: .*Add what is missing"):
        scenario_of(host, number)


def test_hosts_and_agreements_that_are_not_there_are_named():
    with pytest.raises(RecordError, match=r"host: found 'ruritania'; allowed: korea \(Republic of Korea\), japan"):
        agreement_of("ruritania", 1)
    with pytest.raises(RecordError, match="found agreement 7 of Republic of Korea; allowed: 1, 2, 3, 4, 8"):
        agreement_of("korea", 7)


# --- the rule --------------------------------------------------------------------------------------------------------


def test_who_governs_on_the_day():
    assert MADE["Japan", 2011].incumbents.host == "kan"
    assert [guest_in_office(date(year, 6, 1)) for year in (1990, 1994, 2002, 2010, 2018, 2022, 2025)] == [
        "bush_senior", "clinton", "bush", "obama", "trump_1", "biden", "trump_2",
    ]  # fmt: skip


def test_candidates_are_those_known_on_the_day():
    row = next(each for each in read(ElectionRow) if each.due == date(2024, 11, 5))
    days = (date(2015, 1, 1), date(2021, 8, 15), date(2024, 4, 23), date(2024, 10, 1))
    assert [candidate_of(row, 1, day) for day in days] == ["republican", "transactional", "trump_2", "trump_2"]
    assert [candidate_of(row, 2, day) for day in days] == ["democrat", "biden", "biden", "democrat"]


def test_an_early_election_stands_on_its_day_by_law_until_it_is_called():
    ahead = {
        day: elections_ahead(KOREA, day, date(2018, 1, 1))[0].election for day in (date(2016, 1, 1), date(2017, 1, 1))
    }
    assert ahead == {date(2016, 1, 1): date(2017, 12, 20), date(2017, 1, 1): date(2017, 5, 9)}


@pytest.mark.parametrize(
    ("host", "day", "rules"),
    [
        (KOREA, date(1998, 6, 15), {"fixed"}),
        (KOREA, date(2013, 7, 2), {"cpi"}),
        (KOREA, date(2018, 3, 7), {"cpi"}),
        (KOREA, date(2019, 9, 24), {"cpi", "defence"}),
        ("Japan", date(2021, 8, 15), {"fixed"}),
    ],
)
def test_growth_rules_are_those_in_use_or_named(host, day, rules):
    assert set(rules_before(host, day)) == rules


def test_the_agreement_before_and_its_paid_years():
    found = {key: before(agreement_of(*key)) for key in ((KOREA, 8), (KOREA, 12), ("Japan", 2008), ("Japan", 2022))}
    assert {key: (row.agreement, paid_years(row)) for key, row in found.items()} == {
        (KOREA, 8): (4, 3), (KOREA, 12): (11, 5), ("Japan", 2008): (2006, 2), ("Japan", 2022): (2021, 1),
    }  # fmt: skip


def test_demands_and_offers_are_those_published_by_the_opening():
    assert MADE["Japan", 2021].opening.guest_rise == 3.0
    assert MADE["Japan", 2022].opening.guest_rise is None, "the 250 bn of December were not out in August"
    assert MADE[KOREA, 11].opening.guest_rise == pytest.approx(4.29, abs=0.01)
    assert MADE[KOREA, 12].opening.guest_rise is None


def test_years_bear_the_number_of_the_calendar_year_in_which_they_end():
    yen = {row.year: row.per_usd for row in read(rows.MacroYear, host="Japan")}
    made = {row.year: row.fx for row in MADE["Japan", 2016].macro}
    assert made[2015] == yen[2014]
    won = {row.year: row.per_usd for row in read(rows.MacroYear)}
    assert {row.year: row.fx for row in MADE[KOREA, 9].macro}[2012] == won[2012]


@pytest.mark.parametrize("number", HEADLINE["Japan"])
def test_the_shipped_files_of_japan_are_what_the_rule_makes(number):
    """After a change of the tables or the rule: `sma scenario new japan NUMBER --out scenarios/japanNUMBER.toml`."""
    assert (SCENARIOS / f"japan{number}.toml").read_text(encoding="utf-8") == scenario_text("japan", number)


def test_what_the_record_does_not_say_of_an_opening_is_swept():
    swept = {(each.host, each.number): each.sweep for each in ALL}
    assert swept["Japan", 2016] == (
        "agreement.talks_open=2015-07-01", "agreement.talks_open=2015-07-31", "opening.host_rise=-0.05",
    )  # fmt: skip
    assert swept[KOREA, 4][:2] == ("agreement.talks_open=1998-06-01", "agreement.talks_open=1998-06-30")
    assert swept["Japan", 2021] == (), "day and offer are on record"
    assert swept["Japan", 2011] == ("opening.host_rise=-0.05",)


# --- beside the files written by hand --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", HEADLINE[KOREA])
def test_files_by_hand_have_the_calendar_and_the_money_of_the_record(number):
    hand, made = shipped(BY_HAND[KOREA, number]), MADE[KOREA, number]
    same = ("number", "talks_open", "prior_expiry", "base_amount", "base_year", "prior_term_years", "prior_escalator")
    for name in same:
        assert getattr(hand.agreement, name) == getattr(made.agreement, name), name
    assert hand.incumbents == made.incumbents
    assert hand.segments == made.segments
    assert hand.rivalry == pytest.approx(made.rivalry, abs=0.011), "a hundredth apart in the 10th, by rounding"
    for key, government in made.governments.items():
        if key in hand.governments:
            assert (hand.governments[key].orientation, hand.governments[key].camp) == (
                government.orientation,
                government.camp,
            )


def test_states_of_the_world_are_those_of_the_files_by_hand():
    made, hand = MADE[KOREA, 11], shipped("sma11")
    opening, until = made.agreement.talks_open, date(2022, 12, 31)
    kept = [each for each in hand.intervals if each.until >= opening and each.since <= until]
    assert sorted(map(str, made.intervals)) == sorted(map(str, kept))


def test_differences_to_the_files_by_hand_are_few_and_named():
    top = {path.split(".")[0] for path in _differing("sma12", MADE[KOREA, 12])}
    assert top <= {
        "name", "title", "agreement", "successions", "table", "opening", "peer_deals", "macro", "intervals",
        "host_elections", "blocs", "governments", "host", "parameter_draws",
    }  # fmt: skip


def _differing(name, made):
    hand = shipped(name).model_dump()
    return [key for key, value in made.model_dump().items() if hand[key] != value]
