"""Off is truly off: a switch gives the paths of its stated neutral value, and leaves all other draws untouched."""

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.engine.round import press
from sim.engine.world import view_of
from sim.model.negotiation import NegotiationModel
from sim.outcome import INDEX, NAMES
from sim.prepare import prepare
from sim.rules.succession import outlook
from sim.scenario.neutral import neutral
from sim.scenario.switches import MECHANISMS, Switches
from tests.runs import SHIPPED, shipped, table

REPLICATES = 2 if INTERPRETED else 60
STRUCTURAL = {  # no neutral weight: tests of their own, below or in tests/unit/engine
    "waiting", "leader_approval", "ratification", "capped_demand", "outside_option", "election_pressure",
}  # fmt: skip


def rows(name: str, *overrides: str) -> np.ndarray:
    return table(shipped(name, *overrides), REPLICATES)


def off(switch: str) -> str:
    return f"switches.{switch}=false"


def test_every_switch_has_its_neutral_value_or_is_read_by_the_rules():
    written = {name for name, each in MECHANISMS.items() if each.weights or each.facts}
    assert written | STRUCTURAL == set(Switches.model_fields)
    assert not written & STRUCTURAL


NO_ANGER = ("anger_demand", "anger_affront", "anger_furlough", "anger_withdrawal", "anger_protest")
NO_AUDIENCE = ("audience_peer", "audience_line", "audience_public", "audience_election")
BY_HAND = {
    "public_opinion": dict.fromkeys((*NO_ANGER, "protest_chance", "audience_public"), 0),
    "audience_cost": dict.fromkeys(NO_AUDIENCE, 0),
    "peer_comparison": {"audience_peer": 0},
    "line": {"audience_line": 0},
    "protests": {"protest_chance": 0},
    "furlough": {"furlough_hardness": 0},
    "guest_audience": {"audience_guest": 0},
    "precedent": {"precedent_guest": 0},
    "leader_price": {"leader_price": 0, "leader_spread": 0},
    "rivalry": {"rivalry_guest": 0},
    "habit": {"habit": 0},
    "escalation": {"ministerial_after": 100, "leader_after": 100},  # more rounds than are ever held
    "tactics": {"walkout_chance": 0, "threat_chance": 0},
}


def test_every_weight_is_tried():
    assert set(BY_HAND) == {name for name, each in MECHANISMS.items() if each.weights and not each.facts}


@pytest.mark.parametrize("name", ["sma10", "sma11", "sma12"])
@pytest.mark.parametrize("switch", sorted(BY_HAND))
def test_off_is_a_weight_of_its_neutral_value(switch, name):
    weights = [f"parameters.{weight}={value}" for weight, value in BY_HAND[switch].items()]
    assert np.array_equal(rows(name, off(switch)), rows(name, *weights), equal_nan=True)


def test_without_public_opinion_nobody_is_angry_and_nobody_protests():
    model = NegotiationModel(shipped("sma11", off("public_opinion")), 1, 7, record=False)
    assert model.run().protests == 0.0
    assert model.public.anger == 0.0


def test_without_succession_the_guest_stays_as_he_is_and_both_sides_expect_it():
    model = NegotiationModel(shipped("sma11", off("succession")), 1, 0, record=False)
    for day in (0, 400, 1000):
        for party in (0, 1):
            view = outlook(float(day), day, 0, party, model.world.q, model.world.f)
            assert view == (np.inf, 1.0, model.guest.hardness, model.guest.hardness)
    assert model.guest.hardness > 0.5


@pytest.mark.parametrize(
    ("switch", "overrides"),
    [
        ("provocations", ['provocations.mode="none"']),
        ("succession", ["successions=[]"]),
        ("memory", ["agreement.prior_talks_failed_rounds=0"]),
    ],
)
@pytest.mark.parametrize("name", ["sma10", "sma11", "sma12"])
def test_off_is_a_fact_left_out(switch, overrides, name):
    assert np.array_equal(rows(name, off(switch)), rows(name, *overrides), equal_nan=True)


@pytest.mark.parametrize("name", ["sma10", "sma11", "sma12"])
def test_without_dollars_a_sum_keeps_its_worth_to_the_guest(name):
    facts = prepare(shipped(name, off("dollars"))).facts
    assert set(facts.dollar_worth) == {1.0}
    assert set(prepare(shipped(name)).facts.dollar_worth) != {1.0}


def test_elections_that_press_nobody_are_still_waited_for():
    def first(*overrides: str):
        world = NegotiationModel(shipped("sma11", *overrides), 1, 0, record=False).world
        view = view_of(200, world, 0.0)
        return view.waits, press(200, world, view, view.waits.host + view.waits.guest, 0.1, 0.1)

    pressed, relaxed = first(), first(off("election_pressure"))
    assert relaxed[0] == pressed[0], "waiting is worth the same"
    assert relaxed[1].election == 0.0 != pressed[1].election
    assert relaxed[1]._replace(election=0.0, total=0.0) == pressed[1]._replace(election=0.0, total=0.0)


@pytest.mark.parametrize("kind", ["epidemic", "detente"])
def test_off_is_a_state_of_the_world_left_out(kind):
    scenario = shipped("sma11" if kind == "epidemic" else "sma10")
    without = scenario.model_copy(update={"intervals": tuple(i for i in scenario.intervals if i.kind != kind)})
    switched = scenario.model_copy(update={"switches": Switches(**{kind: False})})
    assert np.array_equal(table(switched, REPLICATES), table(without, REPLICATES), equal_nan=True)


def test_leaders_who_consent_to_every_text_never_refuse():
    asked, consenting = rows("sma11"), rows("sma11", off("leader_approval"))
    assert asked[:, INDEX.guest_refusals].sum() > 0
    assert consenting[:, INDEX.guest_refusals].sum() == consenting[:, INDEX.host_refusals].sum() == 0
    first = asked[:, INDEX.first_refusal_day]
    same = ~np.isnan(first) & (asked[:, INDEX.host_refusals] + asked[:, INDEX.guest_refusals] > 0)
    assert np.array_equal(consenting[same, INDEX.agreement_day], first[same]), "agreed on the day of the refusal"


def test_a_ratification_that_is_no_hurdle_takes_the_mean_lag_to_the_vote():
    passed = rows("sma09", off("ratification"))
    weights = shipped("sma09").parameters
    asked = rows("sma09")
    lag = int(weights.vote_mean_days.value)
    waits = passed[:, INDEX.entry_day] - passed[:, INDEX.signature_day]
    reached = ~np.isnan(waits)
    assert reached.any()
    assert waits[reached].min() > lag, "the vote at the mean lag, then the entry by its own draw"
    assert len(set(waits[reached])) > 5
    assert np.isnan(passed[:, INDEX.votes_for]).all()
    assert not np.isnan(asked[:, INDEX.votes_for]).all()


def test_without_the_value_of_waiting_no_belief_about_an_election_matters():
    """W is then that of a lapse without end. A guest still weighs years after his own tenure by his chance to stay."""

    def waits(guest: float, *overrides: str):
        belief = f"[{{since = 2019-09-24, guest = {guest}, host = {guest}, source = 'x'}}]"
        scenario = shipped("sma11", f"successions.0.beliefs={belief}", *overrides)
        return view_of(0, NegotiationModel(scenario, 1, 0, record=False).world, 0.0).waits

    assert waits(0.05).host != waits(0.95).host
    assert waits(0.05, off("waiting")).host == waits(0.95, off("waiting")).host
    blind = waits(0.5, off("waiting"))
    assert (blind.host, blind.guest) == (blind.host_forever, blind.guest_forever)


@pytest.mark.parametrize("switch", sorted(Switches.model_fields))
def test_the_north_is_left_alone_by_every_other_switch(switch):
    """With no deal to end the count, as many provocations fall in every world."""
    if switch in ("provocations", "detente", "epidemic"):
        pytest.skip("acts on the North itself")
    common = (
        'provocations.mode="simulate"',
        "parameters.provocation_discord=0",  # the North answers no discord in the talks
        "parameters.agreement_host=-1",  # no deal: counted to the horizon
    )
    on, without = rows("sma10", *common), rows("sma10", *common, off(switch))
    open_ = (on[:, INDEX.agreed] == 0.0) & (without[:, INDEX.agreed] == 0.0)
    assert open_.any()
    assert np.array_equal(on[open_, INDEX.provocations], without[open_, INDEX.provocations])


@pytest.mark.parametrize("switch", sorted(Switches.model_fields))
def test_every_switch_changes_something_in_a_shipped_scenario(switch):
    changed = [name for name in SHIPPED if not np.array_equal(rows(name), rows(name, off(switch)), equal_nan=True)]
    assert changed, "a mechanism that moves nothing anywhere"


def test_all_on_is_the_scenario_itself():
    scenario = shipped("sma11")
    assert neutral(scenario) is scenario
    assert len(NAMES) == table(scenario, 1).shape[1]
