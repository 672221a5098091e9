"""A record stands beside talks only where their facts are those on record."""

import pytest

from sim.errors import ScenarioError
from sim.history.beside import edited_facts, recorded_beside, why_no_record
from sim.history.episodes import COVERED, recorded
from sim.history.scenarios import HEADLINE
from sim.prepare import prepare
from sim.scenario.listing import list_scenarios
from sim.scenario.load import load_scenario
from tests.runs import SCENARIOS, shipped


@pytest.mark.parametrize("number", COVERED)
def test_each_episode_has_its_record(number):
    scenario = shipped(f"sma{number:02}")
    assert recorded_beside(scenario) == recorded(number)
    assert (why_no_record(scenario), edited_facts(scenario)) == ("", ())


@pytest.mark.parametrize("listed", list_scenarios(SCENARIOS / "variants"), ids=lambda each: each.path.stem)
def test_what_if_worlds_of_an_episode_keep_the_record_beside_them(listed):
    scenario = load_scenario(listed.path).scenario
    if listed.path.stem == "sma12_after_election":  # it opens after the day on which the real talks were over
        assert "talks_open is 2025-02-10, on record 2024-04-23" in why_no_record(scenario)
    else:
        assert recorded_beside(scenario) == recorded(scenario.agreement.number)


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("agreement.prior_expiry=2020-06-30", "agreement.prior_expiry is 2020-06-30, on record 2019-12-31"),
        ("agreement.talks_open=2019-09-20", "agreement.talks_open is 2019-09-20, on record 2019-09-24"),
        ("agreement.base_amount=1000", "agreement.base_amount is 1000.0, on record 1038.9"),
        ("agreement.base_year=2016", "agreement.base_year is 2016, on record 2019"),
        ("host.currency=USD", "host.currency is USD, on record KRW"),
        ("host.unit=trn", "host.unit is trn, on record bn"),
        ("agreement.number=8", "agreement.prior_expiry is 2019-12-31, on record 2008-12-31"),
        (
            "agreement.number=7",
            "agreements 8 to 12 of the Republic of Korea; these talks are about number 7",
        ),
        ("host.name=Ruritania", "these talks are about number 11 of Ruritania"),
        ("agreement.horizon_years=1.5", "it goes on to day +610 from expiry, after the horizon (2021-07-02)"),
        ("kind=theory", "theory has none"),
        ("kind=forward", "talks that lie ahead have none"),
    ],
)
def test_an_edited_fact_means_no_record_and_says_why(override, told):
    scenario = shipped("sma11", override)
    assert recorded_beside(scenario) is None
    assert told in why_no_record(scenario)


@pytest.mark.parametrize(
    "override", ["successions.0.winner=trump_1", "opening.guest_rise=1.0", "peer_deals=[]", "agreement.horizon_years=2"]
)
def test_what_was_done_or_hoped_for_may_differ(override):
    assert recorded_beside(shipped("sma11", override)) == recorded(11)


@pytest.mark.parametrize("number", HEADLINE["Japan"])
def test_talks_of_another_host_have_theirs(number):
    scenario = shipped(f"japan{number}")
    assert recorded_beside(scenario) == recorded(number, host="Japan")
    assert "number 2027 of Japan" in why_no_record(shipped(f"japan{number}", "agreement.number=2027"))


@pytest.mark.parametrize("override", ["agreement.base_amount=1000", "agreement.prior_expiry=2020-06-30", "host.name=R"])
def test_talks_do_not_begin_amid_a_record_of_others(override):
    scenario = shipped("sma11", "as_of=2020-04-02", override)
    with pytest.raises(ScenarioError, match=f"as_of: .* not the talks on record .*{override.split('=')[0]}"):
        prepare(scenario)
