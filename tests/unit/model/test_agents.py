"""Agents in the place of the usual ones: what they decide happens, shows in the trace, and nonsense is told."""

import inspect

import mesa
import numpy as np
import pytest
from mesa.batchrunner import batch_run

from sim.errors import AgentError, ScenarioError
from sim.model.negotiation import NegotiationModel
from sim.model.sides import Administration, HostGovernment
from sim.prepare import prepare
from sim.rules.kinds import End
from sim.rules.settlement import best_for_guest
from tests.parity.runners import differences
from tests.runs import shipped

CEILING = 0.05


class Thrifty(HostGovernment):
    """Never offers more than five percent, and never takes more."""

    def offers(self, day, w, view, asks, guest_asks, most):
        return best_for_guest(asks, w.m, view.kinks, min(most, CEILING))

    def takes(self, day, w, deal, worth, least, u):
        return deal.rise <= CEILING and super().takes(day, w, deal, worth, least, u)


class Nobody:
    """Another class altogether: a government that takes what it is given and asks for nothing."""

    def __init__(self, model):
        self.model = model

    def least(self, day, w, view, level):
        return -10.0

    def asks(self, day, w, view, zone, least):
        return least

    def offers(self, day, w, view, asks, guest_asks, most):
        return best_for_guest(asks, w.m, view.kinks, most)

    def takes(self, day, w, deal, worth, least, u):
        return True

    consents = takes


class Meek(Administration):
    """Refuses nothing, threatens nothing, and sends nobody home."""

    def consents(self, day, w, deal, worth, least, u):
        return True

    def walks_out(self, day, w, gap, u):
        return False

    threatens = walks_out

    def furloughs(self, day, w, u):
        return False


@pytest.fixture(scope="module")
def prepared():
    return prepare(shipped("sma11"))


def test_a_subclass_decides_and_the_trace_shows_it(prepared):
    dearer = 0
    for replicate in range(6):
        usual = NegotiationModel(prepared, 1, replicate)
        usual.run()
        dearer += any(each.host_rise > CEILING for each in usual.trace.rounds)
        model = NegotiationModel(prepared, 1, replicate, agents={"host": Thrifty})
        outcome = model.run()
        assert model.trace.rounds
        assert max(each.host_rise for each in model.trace.rounds) <= CEILING
        assert np.isnan(outcome.rise) or outcome.rise <= CEILING
    assert dearer > 0, "the usual government does offer more"


def test_another_class_with_the_same_decisions(prepared):
    model = NegotiationModel(prepared, 1, 0, agents={"host": Nobody})
    assert isinstance(model.host, Nobody)
    usual = NegotiationModel(prepared, 1, 0).run()
    outcome = model.run()
    assert outcome.agreement_day < usual.agreement_day
    assert outcome.host_refusals == 0


def test_a_meek_guest(prepared):
    models = [NegotiationModel(prepared, 1, replicate, agents={"guest": Meek}) for replicate in range(8)]
    outcomes = [model.run() for model in models]
    assert sum(each.guest_refusals + each.walkouts + each.threats + each.furlough_days for each in outcomes) == 0
    usual = [NegotiationModel(prepared, 1, replicate).run() for replicate in range(8)]
    assert sum(each.guest_refusals + each.walkouts + each.threats for each in usual) > 0


def test_default_classes_named_change_nothing(prepared):
    named = NegotiationModel(prepared, 1, 2, agents={"host": HostGovernment, "guest": Administration}).run()
    assert differences(np.array([named]), np.array([NegotiationModel(prepared, 1, 2).run()])) == ""


def wrong(role: str, base: type, method: str, answer: object) -> dict[str, type]:
    return {role: type("Odd", (base,), {method: lambda self, *what: answer})}


@pytest.mark.parametrize(
    ("role", "base", "method", "answer", "told"),
    [
        (
            "host",
            HostGovernment,
            "asks",
            float("nan"),
            r"Odd\.asks answered nan on 2019-09-24 \(day 0 of replicate 3\)",
        ),
        ("host", HostGovernment, "offers", (0, 0, -0.5, 0.0, 0.0), r"Odd\.offers answered .*rise from -0\.1 to 10"),
        ("host", HostGovernment, "offers", (99, 0, 0.1, 0.0, 0.0), r"Odd\.offers answered .*of the menu"),
        ("host", HostGovernment, "offers", None, r"Odd\.offers answered None"),
        ("host", HostGovernment, "least", "much", r"Odd\.least answered 'much' .*a number is needed, not NaN"),
        ("guest", Administration, "least", float("nan"), r"Odd\.least answered nan"),
    ],
)
def test_nonsense_is_told_with_agent_decision_and_day(prepared, role, base, method, answer, told):
    with pytest.raises(AgentError, match=told):
        NegotiationModel(prepared, 1, 3, agents=wrong(role, base, method, answer)).run()


@pytest.mark.parametrize(
    ("agents", "told"),
    [
        ({"hots": HostGovernment}, "found 'hots'; the roles are guest, host, public, north, legislature, workers"),
        ({"host": 3}, "host is 3; a class is needed, such as a subclass of HostGovernment"),
        ({"host": int}, "host is int, which does not say how it decides least, asks, offers, takes, consents"),
    ],
)
def test_what_cannot_play_a_role(prepared, agents, told):
    with pytest.raises(AgentError, match=told):
        NegotiationModel(prepared, 1, 0, agents=agents)


# From 3.5 on, Mesa's batch_run puts its own argument `rng` in the place of the model's `seed`.
ITS_OWN_SEED = "rng" in inspect.signature(batch_run).parameters


def test_mesa_runs_batches_of_it():
    fixed = {} if ITS_OWN_SEED else {"seed": 1}
    rows = batch_run(
        NegotiationModel, {"scenario": "sma12", "replicate": range(3), "record": False, **fixed},
        max_steps=400, data_collection_period=-1, display_progress=False, **({"rng": 1} if ITS_OWN_SEED else {}),
    )  # fmt: skip
    assert [row["replicate"] for row in rows] == [0, 1, 2]
    for row in rows:
        outcome = NegotiationModel("sma12", 1, row["replicate"], record=False).run()
        assert (row["stage"] == "in force") == (outcome.end == End.IN_FORCE)
        assert (row["rounds"], row["rise"], row["entry_day"]) == (outcome.rounds, outcome.rise, outcome.entry_day)


def test_a_seed_that_mesa_took_away_is_told(prepared):
    with pytest.raises(ScenarioError, match=r"seed: found None;.* give batch_run rng=SEED"):
        NegotiationModel(prepared, None, 0)


def test_users_collect_what_they_like(prepared):
    model = NegotiationModel(prepared, 1, 0)
    model.datacollector = mesa.DataCollector(model_reporters={"tension": lambda each: each.host.tension})
    for _ in range(5):
        model.step()
    frame = model.datacollector.get_model_vars_dataframe()
    assert frame["tension"].iloc[-1] == model.host.tension
    assert len(frame) == 5
