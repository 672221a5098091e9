"""Parameters by replicate: posterior draws in turn, and what a person or a switch sets holds in all of them."""

import numpy as np
import pytest

from sim.prepare import prepare
from sim.rules.parameters import PARAMETER_NAMES
from sim.scenario.switches import MECHANISMS
from sim.timeline.states import ACTS_ON_NORTH
from tests.posteriors import DRAWS, near, prior, put
from tests.runs import shipped

POSTERIOR = "parameter_draws=posterior"


@pytest.fixture(autouse=True)
def posterior(tmp_path, monkeypatch):
    put(monkeypatch, tmp_path / "posterior.parquet")


def drawn(*overrides, name="sma11"):
    """Names of the parameters that differ from draw to draw."""
    draws = prepare(shipped(name, POSTERIOR, *overrides)).draws
    assert len(draws) == DRAWS
    return {each for each in PARAMETER_NAMES if len(np.unique(draws[each])) > 1}


@pytest.mark.parametrize("name", ["sma08", "sma11", "japan2021", "forward/sma13"])
def test_every_free_parameter_is_drawn_and_no_other(name):
    assert drawn(name=name) == set(prior().names)


def test_replicate_r_takes_draw_r_modulo_their_number():
    prepared, values = prepare(shipped("sma11", POSTERIOR)), near(DRAWS)
    for replicate in (0, 1, DRAWS - 1, DRAWS, 3 * DRAWS + 2):
        own = prepared.of(replicate).params
        assert [own[name] for name in prior().names] == values[replicate % DRAWS].astype(np.float32).tolist()


def test_the_facts_are_those_of_the_central_set():
    """What enters the facts is read before any replicate: none of it may be drawn."""
    central, posterior = prepare(shipped("sma11")), prepare(shipped("sma11", POSTERIOR))
    assert posterior.facts.tobytes() == central.facts.tobytes()
    assert not {f"provocation_{each}" for each in ACTS_ON_NORTH} & set(prior().names)
    assert len(central.draws) == 1


def test_a_value_that_is_set_holds_in_every_draw():
    draws = prepare(shipped("sma11", POSTERIOR, "parameters.lapse_early=0.125")).draws
    assert (draws["lapse_early"] == 0.125).all()
    assert drawn("parameters.lapse_early=0.125") == set(prior().names) - {"lapse_early"}


@pytest.mark.parametrize("form", ["parameters.{0}={1}", "parameters.{0}.value={1}",
                                  'parameters.{0}={{value={1}, source="assumed"}}'])  # fmt: skip
def test_a_value_set_to_the_shared_one_holds_too(form):
    shared = shipped("sma11").parameters.lapse_early.value
    draws = prepare(shipped("sma11", POSTERIOR, form.format("lapse_early", shared))).draws
    assert (draws["lapse_early"] == shared).all()


@pytest.mark.parametrize("switch", [name for name, each in MECHANISMS.items() if each.weights])
def test_what_a_switch_makes_neutral_holds_in_every_draw(switch):
    draws = prepare(shipped("sma11", POSTERIOR, f"switches.{switch}=false")).draws
    for name, value in MECHANISMS[switch].weights.items():
        assert (draws[name] == value).all(), name
    assert drawn(f"switches.{switch}=false") == set(prior().names) - set(MECHANISMS[switch].weights)
