"""Off is truly off: a switch gives the paths of its stated neutral value, and leaves all other draws untouched."""

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.model.negotiation import NegotiationModel
from sim.outcome import NAMES, PLACE
from sim.scenario.neutral import FACTS, WEIGHTS, neutral
from sim.scenario.switches import Switches
from tests.runs import shipped, table

REPLICATES = 2 if INTERPRETED else 60
STRUCTURAL = {"waiting", "leader_approval", "ratification"}  # no neutral weight: tests of their own below


def rows(name: str, *overrides: str) -> np.ndarray:
    return table(shipped(name, *overrides), REPLICATES)


def off(switch: str) -> str:
    return f"switches.{switch}=false"


def test_every_switch_has_its_neutral_value_or_is_read_by_the_rules():
    assert set(WEIGHTS) | set(FACTS) | STRUCTURAL == set(Switches.model_fields)


@pytest.mark.parametrize("name", ["sma10", "sma11", "sma12"])
@pytest.mark.parametrize("switch", sorted(set(WEIGHTS) - set(FACTS)))
def test_off_is_a_weight_of_its_neutral_value(switch, name):
    """Set by hand through the overrides of the command line, not through the table the switch itself uses."""
    weights = [f"parameters.{weight}={value if value < 1e6 else 100}" for weight, value in WEIGHTS[switch].items()]
    assert np.array_equal(rows(name, off(switch)), rows(name, *weights), equal_nan=True)


@pytest.mark.parametrize(
    ("switch", "overrides"),
    [
        ("provocations", ['provocations.mode="none"']),
        ("succession", ["successions=[]"]),
        ("announced_ceiling", ["lines=[]"]),
        ("side_letter", ["table.side_letter=false"]),
        ("memory", ["agreement.prior_talks_failed_rounds=0"]),
    ],
)
@pytest.mark.parametrize("name", ["sma10", "sma11", "sma12"])
def test_off_is_a_fact_left_out(switch, overrides, name):
    assert np.array_equal(rows(name, off(switch)), rows(name, *overrides), equal_nan=True)


@pytest.mark.parametrize("kind", ["epidemic", "detente"])
def test_off_is_a_state_of_the_world_left_out(kind):
    scenario = shipped("sma11" if kind == "epidemic" else "sma10")
    without = scenario.model_copy(update={"intervals": tuple(i for i in scenario.intervals if i.kind != kind)})
    switched = scenario.model_copy(update={"switches": Switches(**{kind: False})})
    assert np.array_equal(table(switched, REPLICATES), table(without, REPLICATES), equal_nan=True)


def test_leaders_who_consent_to_every_text_never_refuse():
    asked, consenting = rows("sma11"), rows("sma11", off("leader_approval"))
    assert asked[:, PLACE.guest_refusals].sum() > 0
    assert consenting[:, PLACE.guest_refusals].sum() == consenting[:, PLACE.host_refusals].sum() == 0
    first = asked[:, PLACE.first_refusal_day]
    same = ~np.isnan(first) & (asked[:, PLACE.host_refusals] + asked[:, PLACE.guest_refusals] > 0)
    assert np.array_equal(consenting[same, PLACE.agreement_day], first[same]), "agreed on the day of the refusal"


def test_a_ratification_that_is_no_hurdle_takes_the_mean_lags():
    passed = rows("sma09", off("ratification"))
    weights = shipped("sma09").parameters
    lag = int(weights.vote_mean_days.value) + int(weights.entry_mean_days.value)
    reached = ~np.isnan(passed[:, PLACE.entry_day])
    assert reached.any()
    assert set((passed[:, PLACE.entry_day] - passed[:, PLACE.signature_day])[reached]) == {float(lag)}
    assert np.isnan(passed[:, PLACE.votes_for]).all()


def test_without_the_value_of_waiting_no_belief_about_an_election_matters():
    """W is then that of a lapse without end. A guest still weighs years after his own tenure by his chance to stay."""

    def waits(guest: float, *overrides: str):
        belief = f"[{{since = 2019-09-24, guest = {guest}, host = {guest}, source = 'x'}}]"
        scenario = shipped("sma11", f"successions.0.beliefs={belief}", *overrides)
        return NegotiationModel(scenario, 1, 0, record=False).assess(0).waits

    assert waits(0.05).host != waits(0.95).host
    assert waits(0.05, off("waiting")).host == waits(0.95, off("waiting")).host
    blind = waits(0.5, off("waiting"))
    assert (blind.host, blind.guest) == (blind.host_forever, blind.guest_forever)


@pytest.mark.parametrize("switch", sorted(Switches.model_fields))
def test_the_north_is_left_alone_by_every_other_switch(switch):
    """Provocations up to the earliest agreement are the same draws in every world."""
    if switch in ("provocations", "detente", "epidemic"):
        pytest.skip("acts on the North itself")
    common = ('provocations.mode="simulate"', "parameters.agreement_host=-1")  # no deal: counted to the horizon
    on, without = rows("sma10", *common), rows("sma10", *common, off(switch))
    open_ = (on[:, PLACE.agreed] == 0.0) & (without[:, PLACE.agreed] == 0.0)
    assert open_.any()
    assert np.array_equal(on[open_, PLACE.provocations], without[open_, PLACE.provocations])


def test_all_on_is_the_scenario_itself():
    scenario = shipped("sma11")
    assert neutral(scenario) is scenario
    assert len(NAMES) == table(scenario, 1).shape[1]
