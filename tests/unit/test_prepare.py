"""Scenarios as numbers: what both runners read is what the files say."""

import math
from datetime import date

import numpy as np
import pytest

from sim.engine.batch import simulate
from sim.errors import ScenarioError
from sim.prepare import ELECTION_WINDOW, SEGMENTS, prepare
from sim.records import dtype_of
from sim.rules.kinds import Escalator, Party
from sim.rules.parameters import PARAMETER_NAMES, Params
from sim.rules.terms import DAYS, FACTS
from sim.scenario.parameters import Parameters
from sim.scenario.schema import Scenario
from sim.timeline.days import day_of
from tests.runs import SHIPPED, shipped

OPENED = date(2019, 9, 24)


def on(day: date) -> int:
    return day_of(day, OPENED)


def test_parameters_are_those_of_the_schema():
    assert list(PARAMETER_NAMES) == list(Parameters.model_fields)
    assert dtype_of(Params).names == PARAMETER_NAMES


@pytest.mark.parametrize("name", SHIPPED)
def test_every_parameter_has_the_files_value(name):
    scenario = shipped(name)
    params = prepare(scenario).params
    for each in PARAMETER_NAMES:
        assert params[each] == getattr(scenario.parameters, each).value, each


def test_a_changed_parameter_is_the_one_that_is_read():
    """Every factor of a sweep must vary in what the rules consume."""
    scenario = shipped("sma11")
    plain = prepare(scenario).params
    for each in PARAMETER_NAMES:
        known = getattr(scenario.parameters, each)
        changed = scenario.parameters.model_copy(update={each: known.model_copy(update={"value": known.value + 0.125})})
        params = prepare(scenario.model_copy(update={"parameters": changed})).params
        moved = [name for name in PARAMETER_NAMES if params[name] != plain[name]]
        assert moved == [each]


def test_equal_scenarios_give_equal_numbers():
    first, second = prepare(shipped("sma11")), prepare(shipped("sma11", "agreement.base_amount=1038.9"))
    assert first.facts.tobytes() == second.facts.tobytes()
    assert first.params.tobytes() == second.params.tobytes()


def test_calendar_of_the_11th():
    prepared = prepare(shipped("sma11"))
    f = prepared.facts
    assert prepared.start == OPENED
    assert f.start_ordinal == OPENED.toordinal()
    assert prepared.expiry_day == f.expiry == on(date(2019, 12, 31)) == 98
    assert f.horizon == on(date(2022, 12, 31))
    assert f.year_ends[:3].tolist() == [on(date(year, 12, 31)) for year in (2020, 2021, 2022)]
    assert f.base_age == 0
    assert f.base_amount == 1038.9
    assert f.step == 7


def test_actors_and_successions_of_the_11th():
    scenario = shipped("sma11")
    prepared = prepare(scenario)
    f = prepared.facts
    assert prepared.administrations[f.guest_first] == "trump_1"
    assert prepared.governments[f.host_first] == "moon_jae_in"
    assert prepared.administrations == ("biden", "democrat", "transactional", "trump_1"), (
        "those who may govern, by the alphabet"
    )
    assert f.guests == 4
    for number, key in enumerate(prepared.administrations):
        assert f.guest_type[number] == scenario.administrations[key].type
        assert f.guest_band[number] == scenario.administrations[key].band
    for number, key in enumerate(prepared.governments):
        assert SEGMENTS[f.host_camp[number]] == scenario.governments[key].camp
    assert f.successions == 3
    assert f.office[:3].tolist() == [Party.GUEST, Party.HOST, Party.GUEST]
    assert f.handover[:3].tolist() == [on(day) for day in (date(2021, 1, 20), date(2022, 5, 10), date(2025, 1, 20))]
    assert f.election[0] == on(date(2020, 11, 3))
    assert prepared.administrations[f.candidate_1[0]] == "trump_1"
    assert prepared.administrations[f.candidate_2[0]] == "biden"
    assert f.winner[0] == 1, "the second candidate won"
    assert prepare(shipped("sma11", "successions.0.winner=draw")).facts.winner[0] == 2


def test_beliefs_change_on_their_day():
    beliefs = (
        'successions.0.beliefs=[{since=2019-09-24, guest=0.5, host=0.4, source="test"},'
        ' {since=2020-06-01, guest=0.3, host=0.2, source="test"}]'
    )
    belief = prepare(shipped("sma11", beliefs)).facts.belief[0]
    day = on(date(2020, 6, 1))
    assert belief[Party.GUEST, day - 1 : day + 1].tolist() == [0.5, 0.3]
    assert belief[Party.HOST, day - 1 : day + 1].tolist() == [0.4, 0.2]


def test_an_election_not_foreseen_at_first_is_known_from_its_day():
    prepared = prepare(shipped("sma12"))
    assert prepared.facts.known_from[:3].tolist() == [-1, day_of(date(2024, 12, 14), date(2024, 4, 23)), -1]


def test_host_elections_are_near_for_sixty_days():
    f = prepare(shipped("sma11")).facts
    vote = on(date(2020, 4, 15))
    assert f.election_near[vote] == 1.0
    assert f.election_near[vote + 1] == 0.0
    assert f.election_near[vote - ELECTION_WINDOW] == 0.0
    assert 0.0 < f.election_near[vote - ELECTION_WINDOW + 1] < 0.05


def test_the_world_weighs_on_the_norths_rate_by_day():
    """In an exercise the rate is that of the day before times the factor; in winter it falls."""
    neutral = [f"parameters.provocation_{kind}=1" for kind in ("detente", "stalled", "exercise", "epidemic", "winter")]
    flat = prepare(shipped("sma10", *neutral)).facts
    assert set(flat.provocation_factor[: flat.horizon + 1]) == {1.0}
    winter = prepare(shipped("sma10", *neutral[:4], "parameters.provocation_winter=0.5")).facts
    start = date(2018, 3, 7)
    assert winter.provocation_factor[day_of(date(2018, 10, 31), start)] == 1.0
    assert winter.provocation_factor[day_of(date(2018, 11, 1), start)] == 0.5
    detente = prepare(shipped("sma10", *neutral[1:], "parameters.provocation_detente=0.25")).facts
    assert detente.provocation_factor[day_of(date(2018, 6, 1), start)] == 0.25


def test_menu_pairs_short_terms_with_no_escalator_and_long_ones_with_each():
    scenario = shipped("sma11")
    f = prepare(scenario).facts
    pairs = list(zip(f.pair_term[: f.pairs].tolist(), f.pair_escalator[: f.pairs].tolist(), strict=True))
    assert pairs[0] == (1, Escalator.NONE)
    assert pairs[1:] == [(term, rule) for term in range(2, 6) for rule in (Escalator.CPI, Escalator.DEFENCE)]
    extras = list(zip(f.extra_labour[: f.extras].tolist(), f.extra_operations[: f.extras].tolist(), strict=True))
    assert extras == [(0.75, 0.0), (0.87, 0.0), (0.75, 1.0), (0.87, 1.0)], "today's first: equal products keep it"
    twelfth = prepare(shipped("sma12")).facts
    assert twelfth.extra_labour[: twelfth.extras].tolist() == [0.87, 1.0], "no operational items on the table"
    highest = prepare(shipped("sma12", "table.labour_share_now=1.0")).facts
    assert highest.extra_labour[: highest.extras].tolist() == [1.0], "there is no next step"


@pytest.mark.parametrize(
    ("name", "rules"),
    [("sma08", {"NONE", "CPI"}), ("sma09", {"NONE", "CPI"}), ("sma10", {"NONE", "CPI"}),
     ("sma11", {"NONE", "CPI", "DEFENCE"}), ("sma12", {"NONE", "CPI", "DEFENCE"})],
)  # fmt: skip
def test_the_menu_holds_the_growth_rules_named_by_the_opening_day(name, rules):
    f = prepare(shipped(name)).facts
    assert {Escalator(rule).name for rule in f.pair_escalator[: f.pairs]} == rules
    assert set(f.pair_term[: f.pairs].tolist()) == {1, 2, 3, 4, 5}, "paid years"


@pytest.mark.parametrize(
    ("name", "rule", "years"),
    [("sma08", "CPI", 3), ("sma09", "CPI", 5), ("sma10", "CPI", 5), ("sma11", "NONE", 1), ("sma12", "DEFENCE", 5),
     ("japan2021", "FIXED", 5), ("forward/sma13", "CPI", 5)],
)  # fmt: skip
def test_the_last_agreement_has_its_rule_and_its_paid_years(name, rule, years):
    f = prepare(shipped(name)).facts
    assert (Escalator(f.last_escalator).name, f.last_term) == (rule, years)


def test_the_dollar_worth_of_a_sum_is_the_rate_of_the_base_year_over_that_of_the_contract_year():
    f = prepare(shipped("sma11")).facts
    assert f.dollar_worth[:2].tolist() == pytest.approx([1165.8 / 1180.56, 1165.8 / 1144.89])
    older = prepare(shipped("sma11", "agreement.base_year=2014")).facts
    assert older.dollar_worth[0] == pytest.approx(1052.29 / 1180.56)
    advance = prepare(shipped("sma12")).facts
    assert advance.dollar_worth[0] == pytest.approx(1363.44 / 1421.4), "the rate of 2024: nobody knew that of 2025"
    assert set(prepare(shipped("sma11", "switches.dollars=false")).facts.dollar_worth) == {1.0}


def test_burden_and_rivalry_are_those_of_the_file():
    f = prepare(shipped("sma08")).facts
    assert (f.burden, f.rivalry) == (0.42, 0.11)
    rising = [prepare(shipped(name)).facts.rivalry for name in ("sma08", "sma09", "sma10", "sma11")]
    assert rising == sorted(rising)


def test_in_2013_nobody_knows_the_president_of_2017():
    ninth = prepare(shipped("sma09"))
    assert ninth.administrations == ("democrat", "obama", "republican")
    assert ninth.governments == ("conservative", "park_geun_hye", "progressive")
    assert prepare(shipped("sma08")).governments == ("conservative", "lee_myung_bak", "progressive")


@pytest.mark.parametrize("name", SHIPPED)
def test_who_governs_by_name_was_running_or_in_office_on_the_opening_day(name):
    known = {
        "sma08": {"bush", "obama", "mccain", "lee_myung_bak"}, "sma09": {"obama", "park_geun_hye"},
        "sma10": {"trump_1", "biden", "moon_jae_in"}, "sma11": {"trump_1", "biden", "moon_jae_in"},
        "sma12": {"biden", "trump_2", "yoon_suk_yeol"},
    }  # fmt: skip
    general = {"democrat", "republican", "transactional", "progressive", "conservative"}
    ready = prepare(shipped(name))
    assert {*ready.administrations, *ready.governments} - general == known[name]


def test_expected_growth_is_the_mean_of_the_years_seen_and_cpi_is_capped():
    scenario = shipped("sma11")
    seen = [row for row in scenario.macro if 2016 <= row.year <= 2018]
    f = prepare(scenario).facts
    assert f.growth[Escalator.DEFENCE] == pytest.approx(np.mean([row.defence for row in seen]))
    assert f.growth[Escalator.CPI] == pytest.approx(min(np.mean([row.cpi for row in seen]), 0.04))
    capped = prepare(shipped("sma11", "table.cpi_cap=0.001")).facts
    assert capped.growth[Escalator.CPI] == 0.001
    assert f.growth[Escalator.NONE] == 0.0


def test_exchange_rates_run_from_the_first_contract_year():
    scenario = shipped("sma11")
    rates = {row.year: row.fx for row in scenario.macro}
    assert prepare(scenario).facts.fx[:3].tolist() == [rates[year] for year in (2020, 2021, 2022)]


def test_provocation_modes():
    replayed = prepare(shipped("sma11", 'provocations.mode="replay"')).facts
    assert replayed.recorded_severity[: replayed.horizon + 1].any()
    assert replayed.replay_until == replayed.horizon, "the record reaches beyond the horizon"
    cut = prepare(shipped("sma11", "provocations.replay_until=2020-06-30")).facts
    last = on(date(2020, 6, 30))
    assert cut.replay_until == last
    assert not cut.recorded_severity[last + 1 :].any()
    assert np.array_equal(cut.recorded_severity[: last + 1], replayed.recorded_severity[: last + 1])
    drawn = prepare(shipped("sma11", 'provocations.mode="simulate"')).facts
    assert (drawn.replay_until, drawn.simulate) == (-1, 1)
    assert not drawn.recorded_severity.any()
    silent = prepare(shipped("sma11", 'provocations.mode="none"')).facts
    assert (silent.replay_until, silent.simulate) == (-1, 0)


def test_an_opening_that_was_not_published_is_left_to_the_parameters():
    assert math.isnan(prepare(shipped("sma12")).facts.opening_guest)
    assert prepare(shipped("sma11")).facts.opening_guest == 4.61


def test_public_and_legislature():
    scenario = shipped("sma11")
    f = prepare(scenario).facts
    assert f.segment_share.tolist() == [segment.share for segment in scenario.segments]
    assert f.bloc_seats[: f.blocs].tolist() == [bloc.seats for bloc in scenario.blocs]
    assert [SEGMENTS[camp] for camp in f.bloc_camp[: f.blocs]] == [bloc.camp for bloc in scenario.blocs]


def crowded(scenario: Scenario, **lists: int) -> Scenario:
    """Scenario with some list repeated."""
    return scenario.model_copy(update={name: getattr(scenario, name) * times for name, times in lists.items()})


def test_more_than_a_run_can_hold_is_an_error_that_says_so():
    with pytest.raises(
        ScenarioError, match=r"bloc_seats: the scenario needs room for \(60,\), and a run holds at most"
    ):
        prepare(crowded(shipped("sma11"), blocs=10))


def test_the_longest_horizon_a_file_may_ask_for_fits():
    f = prepare(shipped("sma11", "agreement.horizon_years=10")).facts
    assert f.horizon + 1 <= DAYS
    assert f.horizon == on(date(2029, 12, 31))


def test_facts_are_complete():
    """Every field of the record is set by some part of `prepare`: none stays at the zero it began with by neglect."""
    f = prepare(shipped("sma11")).facts
    may_be_zero = {"base_age", "known_from", "last_escalator"}
    as_shipped = {"perpetual", "out_of_area", "protocol", "policy", "first_offer", "quiet", "withdrawn"}
    as_shipped |= {name for name in FACTS.names if name.startswith("move")}
    outside = {name for name in FACTS.names if name.startswith(("change_", "breakdown_"))} - {"change_day"}
    may_be_zero |= as_shipped | outside
    untouched = [name for name in FACTS.names if not np.any(f[name]) and name not in may_be_zero]
    assert untouched == []


@pytest.mark.parametrize("years", [0.25, 1.0, 2.3])
def test_replicates_ended_earlier_are_those_of_a_nearer_horizon(years):
    whole = prepare(shipped("sma11"))
    short = prepare(shipped("sma11", f"agreement.horizon_years={years}"))
    cut = whole.until(int(short.facts.horizon) - short.expiry_day)
    np.testing.assert_array_equal(simulate(cut, 1, 0, 200), simulate(short, 1, 0, 200))
    assert int(short.until(5_000).facts.horizon) == int(short.facts.horizon)
