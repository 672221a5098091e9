"""What the fast runner's outcomes may not depend on: company, units, the horizon, and terms that weigh nothing."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.compiled import INTERPRETED
from sim.outcome import COLUMNS, NAMES
from sim.prepare import prepare
from sim.rules.kinds import End
from sim.scenario.schema import Scenario
from tests.random_scenarios import random_scenarios, scenario_of
from tests.runs import SHIPPED, columns, run, shipped, table

REPLICATES = 2 if INTERPRETED else 40
examples = settings(max_examples=2 if INTERPRETED else 25, deadline=None, derandomize=True)


def same(first: np.ndarray, second: np.ndarray) -> bool:
    """Whether two tables agree in every bit; one missing value is like another."""
    return np.array_equal(first, second, equal_nan=True)


@examples
@given(drawn=random_scenarios(), seed=st.integers(0, 2**63 - 1))
def test_the_same_scenario_and_seed_give_the_same_bytes(drawn, seed):
    scenario = scenario_of(*drawn)
    first, second = table(prepare(scenario), REPLICATES, seed), table(prepare(scenario), REPLICATES, seed)
    assert first.tobytes() == second.tobytes()


def test_another_seed_gives_other_outcomes():
    first, second = table(shipped("sma11"), REPLICATES, 0), table(shipped("sma11"), REPLICATES, 1)
    assert not same(first, second)


@examples
@given(drawn=random_scenarios(), cut=st.integers(1, REPLICATES - 1), others=st.sampled_from(SHIPPED))
def test_a_replicate_does_not_depend_on_those_beside_it(drawn, cut, others):
    """Blocks cut anywhere, in any order, with another scenario between them."""
    prepared = prepare(scenario_of(*drawn))
    whole = table(prepared, REPLICATES)
    last = table(prepared, REPLICATES - cut, first=cut)
    table(shipped(others), 3)
    first = table(prepared, cut)
    assert same(whole, np.concatenate([first, last]))


@examples
@given(drawn=random_scenarios())
def test_the_currency_leaves_everything_but_the_amount_alone(drawn):
    """C27 ii: a base and exchange rates 1024 times as large, a number that leaves no rounding."""
    scenario = scenario_of(*drawn)
    other = scenario.model_copy(
        update={
            "agreement": scenario.agreement.model_copy(update={"base_amount": 1024.0 * scenario.agreement.base_amount}),
            "macro": tuple(row.model_copy(update={"fx": 1024.0 * row.fx}) for row in scenario.macro),
        }
    )
    before, after = run(scenario, REPLICATES), run(other, REPLICATES)
    for name in NAMES:
        if name == "amount":
            assert np.allclose(after[name], 1024.0 * before[name], rtol=1e-12, equal_nan=True)
        elif name == "amount_usd_m":
            assert np.allclose(after[name], before[name], rtol=1e-12, equal_nan=True)
        else:
            assert same(before[name], after[name]), name


@examples
@given(drawn=random_scenarios(), years=st.sampled_from([0.5, 1.0, 1.5, 2.0]))
def test_a_longer_horizon_leaves_what_came_before_it_alone(drawn, years):
    scenario = scenario_of(*drawn)

    def rows(horizon_years: float) -> np.ndarray:
        agreement = scenario.agreement.model_copy(update={"horizon_years": horizon_years})
        return table(scenario.model_copy(update={"agreement": agreement}), REPLICATES)

    late, soon = rows(years + 1.0), rows(years)
    ended = soon[:, NAMES.index("end")] == End.IN_FORCE.value
    assert same(late[ended], soon[ended])
    after, before = columns(late), columns(soon)
    unbroken = after["failed_votes"] == before["failed_votes"]
    for name in ("agreement_day", "signature_day", "first_refusal_day", "furlough_day"):
        known = ~np.isnan(before[name]) & unbroken
        assert same(after[name][known], before[name][known]), name
    for name in ("rounds", "texts", "walkouts", "threats", "guest_refusals", "failed_votes", "provocations"):
        assert np.all(after[name] >= before[name]), name


def values(**weights: float) -> tuple[str, ...]:
    return tuple(f"parameters.{name}={value}" for name, value in weights.items())


def without(scenario: Scenario, kind: str) -> Scenario:
    return scenario.model_copy(update={"intervals": tuple(each for each in scenario.intervals if each.kind != kind)})


def changed(scenario: Scenario, table: str, **facts: Any) -> Scenario:
    """The scenario with some facts of one of its tables changed."""
    return scenario.model_copy(update={table: getattr(scenario, table).model_copy(update=facts)})


def indifferent(scenario: Scenario) -> Scenario:
    """All segments answer demands as the first does, and support paying as much."""
    first = scenario.segments[0].model_dump(include={"support", "anger"})
    return scenario.model_copy(update={"segments": tuple(each.model_copy(update=first) for each in scenario.segments)})


TERMS = {
    "detente": (
        values(threat_detente=0, provocation_detente=1, provocation_stalled=1),
        lambda scenario: without(without(scenario, "detente"), "stalled"),
    ),
    "epidemic": (
        values(spacing_epidemic=1, provocation_epidemic=1),
        lambda scenario: without(scenario, "epidemic"),
    ),
    "exercises": (values(provocation_exercise=1), lambda scenario: without(scenario, "exercise")),
    "host elections": (
        values(audience_election=0),
        lambda scenario: scenario.model_copy(update={"host_elections": ()}),
    ),
    "peers": (
        values(audience_peer=0, precedent_guest=0),
        lambda scenario: scenario.model_copy(update={"peer_deals": ()}),
    ),
    "orientation": (
        values(agreement_orientation=0),
        lambda scenario: scenario.model_copy(
            update={
                "governments": {
                    key: each.model_copy(update={"orientation": 0.5}) for key, each in scenario.governments.items()
                }
            }
        ),
    ),
    "failed talks before": (
        values(renewal_cost=0),
        lambda scenario: changed(scenario, "agreement", prior_talks_failed_rounds=0),
    ),
    "last agreement": (
        values(habit=0),
        lambda scenario: changed(scenario, "agreement", prior_escalator="fixed", prior_term_years=9),
    ),
    "burden": (
        values(leader_price=0, audience_guest=0),
        lambda scenario: changed(scenario, "host", burden_share=0.0),
    ),
    "rivalry": (values(rivalry_guest=0), lambda scenario: scenario.model_copy(update={"rivalry": 0.0})),
    "opinion": (values(audience_public=0, vote_support=0, protest_chance=0), indifferent),
}


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("name", ["sma10", "sma11", "sma12"])
def test_a_term_of_zero_weight_is_as_good_as_absent(term, name):
    """C27 v. A kink that bends nothing still cuts a segment in two, so that rises may differ in the last digits."""
    weights, removed = TERMS[term]
    scenario = shipped(name, *weights)
    before, after = run(scenario, REPLICATES), run(removed(scenario), REPLICATES)
    for column in COLUMNS:
        if column.kind == "real":
            assert np.allclose(before[column.name], after[column.name], atol=1e-9, equal_nan=True), column.name
        else:
            assert same(before[column.name], after[column.name]), column.name


@pytest.mark.parametrize("term", TERMS)
def test_the_terms_above_do_weigh_something_as_shipped(term):
    """Else the test above would prove nothing."""
    removed = TERMS[term][1]
    scenarios = [shipped(name, 'provocations.mode="simulate"') for name in ("sma11", "sma10", "sma12")]
    assert any(not same(table(each, 10 * REPLICATES), table(removed(each), 10 * REPLICATES)) for each in scenarios)


@pytest.mark.parametrize("name", SHIPPED)
def test_provocations_that_move_nobody_disturb_no_other_luck(name):
    """A mechanism switched off leaves all other draws untouched: with or without provocations, the same talks."""
    weights = values(agreement_threat=0, lapse_threat=0)
    quiet = run(shipped(name, *weights, 'provocations.mode="none"'), REPLICATES)
    noisy = run(shipped(name, *weights, 'provocations.mode="simulate"'), REPLICATES)
    assert quiet["provocations"].sum() == 0 < noisy["provocations"].sum()
    for column in NAMES:
        if column != "provocations":
            assert same(quiet[column], noisy[column]), column
