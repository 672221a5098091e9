"""A user's decisions in the compiled loop: they run there as agents do on the model, and nonsense is told."""

import numba
import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.engine import decisions as rules
from sim.engine.batch import simulate
from sim.engine.checked import ANSWERS
from sim.engine.decisions import BY_NAME
from sim.errors import AgentError
from sim.model.negotiation import NegotiationModel
from sim.model.roles import ROLES
from sim.outcome import INDEX
from sim.prepare import prepare
from sim.reasons.played import played
from sim.rules.settlement import Package, best_for_guest
from tests.parity.runners import differences
from tests.runs import shipped
from tests.unit.model.test_agents import CEILING, Thrifty


def thrifty_offers(day, w, view, asks, guest_asks, most):
    return best_for_guest(asks, w.m, view.kinks, min(most, CEILING))


def thrifty_takes(day, w, deal, worth, least, u):
    return deal.rise <= CEILING and rules_takes(day, w, deal, worth, least, u)


rules_takes = rules.host_takes
THRIFTY = {"host_offers": thrifty_offers, "host_takes": thrifty_takes}


@pytest.fixture(scope="module")
def prepared():
    return prepare(shipped("sma11"))


def test_a_compiled_decision_and_a_subclass_agree_replicate_by_replicate(prepared):
    compiled = simulate(prepared, 1, 0, 12, decisions=THRIFTY)
    models = [NegotiationModel(prepared, 1, replicate, False, {"host": Thrifty}).run() for replicate in range(12)]
    assert differences(np.array(models), compiled) == ""
    usual = simulate(prepared, 1, 0, 200)
    many = simulate(prepared, 1, 0, 200, decisions=THRIFTY)
    assert np.nanmax(many[:, INDEX.rise], initial=-1.0) <= CEILING < np.nanmax(usual[:, INDEX.rise])
    assert differences(usual, simulate(prepared, 1, 0, 200)) == "", "the rules' own loop is what it was"


def test_the_trace_shows_a_compiled_decision(prepared):
    outcome, trace = played(prepared, 1, 2, THRIFTY)
    assert max(each.host_rise for each in trace.rounds) <= CEILING
    assert differences(np.array([outcome]), simulate(prepared, 1, 2, 1, decisions=THRIFTY)) == ""


@pytest.mark.skipif(INTERPRETED, reason="nothing is compiled")
def test_functions_compiled_by_the_user_are_taken_too(prepared):
    mine = numba.njit(lambda day, w, gap, u: False)
    table = simulate(prepared, 1, 0, 50, decisions={"guest_walks_out": mine})
    assert table[:, INDEX.walkouts].sum() == 0 < simulate(prepared, 1, 0, 50)[:, INDEX.walkouts].sum()


def test_the_rules_themselves_given_as_decisions_change_nothing(prepared):
    """Every decision reaches the loop by its name and with its arguments."""
    given = {}
    for name, rule in BY_NAME.items():
        space = {"rule": rule, "__name__": "given"}
        exec("def mine(day, w, *what):\n    return rule(day, w, *what)\n", space)
        given[name] = space["mine"]
    ours = simulate(prepared, 3, 0, 40, decisions=given)
    assert differences(ours, simulate(prepared, 3, 0, 40)) == ""


NAN = float("nan")


def nan_asks(day, w, view, zone, least):
    return NAN if day > 30 else least


def deep_cut(day, w, view, asks, guest_asks, most):
    return Package(0, 0, -0.5, 0.0, 0.0)


def severe(day, w):
    return 9 if day == 40 else 0


@pytest.mark.parametrize(
    ("name", "decide", "told"),
    [
        ("host_asks", nan_asks, r"decisions: host_asks answered nan on .* of replicate 5\); a number is needed"),
        ("host_offers", deep_cut, r"host_offers answered a package with a rise of -0\.5 on 2019-09-24 \(day 0 of"),
    ],
)
def test_nonsense_is_told_with_decision_day_and_replicate(prepared, name, decide, told):
    with pytest.raises(AgentError, match=told):
        simulate(prepared, 1, 5, 3, decisions={name: decide})


def test_a_severity_beyond_the_scale():
    north = prepare(shipped("sma11", "provocations.mode=simulate"))
    with pytest.raises(AgentError, match=r"north_acts answered 9\.0 .*from 1 to 5 is needed, or 0"):
        simulate(north, 1, 0, 1, decisions={"north_acts": severe})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"host_ask": nan_asks}, "found 'host_ask'; the decisions are guest_least"),
        ({"host_asks": severe}, r"host_asks cannot be called with \(day, w, view, zone, least\)"),
        ({"host_asks": 3}, "host_asks cannot be called"),
    ],
)
def test_what_is_no_decision(prepared, given, told):
    with pytest.raises(AgentError, match=told):
        simulate(prepared, 1, 0, 1, decisions=given)


@pytest.mark.skipif(INTERPRETED, reason="nothing is compiled")
def test_what_numba_cannot_compile_is_told(prepared):
    def unlucky(day, w, gap, u):
        return {}[u] is undefined_name  # noqa: F821

    with pytest.raises(AgentError, match="guest_walks_out cannot be compiled"):
        simulate(prepared, 1, 0, 1, decisions={"guest_walks_out": unlucky})


def test_every_decision_has_its_agent_and_its_answer():
    made = [name for role in ROLES.values() for name in role.decisions.values()]
    assert sorted(made) == sorted(BY_NAME) == sorted(ANSWERS)
