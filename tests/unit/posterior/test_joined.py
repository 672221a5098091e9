"""What replicates draw: the fit to the agreements beside what own records give, and nothing that a person has set."""

import numpy as np
import pytest

from sim.posterior.draws import Posterior, middle_draw, posterior_for
from sim.posterior.joined import drawn_for, joined
from sim.posterior.outside import GROUPS, read_outside
from sim.prepare import prepare
from sim.timeline.states import ACTS_ON_NORTH
from tests.posteriors import DRAWS, prior, put, with_outside
from tests.runs import shipped

DRAWN = "parameter_draws=posterior"
NAMES = ("spacing_least", "vote_level")
VALUES = np.array([[8.0, 0.5], [9.0, 1.5], [10.0, 1.0]])


@pytest.fixture(autouse=True)
def posteriors(tmp_path, monkeypatch):
    put(monkeypatch, tmp_path / "p.parquet")
    with_outside(monkeypatch, NAMES, VALUES)


def test_row_r_of_the_one_stands_beside_row_r_of_the_other_these_in_turn():
    draws = prepare(shipped("sma11", DRAWN)).draws
    assert draws["spacing_least"].tolist() == [8.0, 9.0, 10.0] * (DRAWS // 3) + [8.0, 9.0, 10.0][: DRAWS % 3]
    fitted = posterior_for(shipped("sma11", DRAWN))
    column = fitted.names.index("lapse_host")
    assert draws["lapse_host"].tolist() == fitted.values[:, column].tolist()
    assert set(drawn_for(shipped("sma11", DRAWN)).names) == {*prior().names, *NAMES}


def test_with_point_the_middle_of_each_stands_for_all():
    prepared = prepare(shipped("sma11", "parameter_draws=point"))
    fitted = posterior_for(shipped("sma11", DRAWN))
    assert len(prepared.draws) == 1
    assert prepared.draws["lapse_host"][0] == fitted.values[middle_draw(fitted), fitted.names.index("lapse_host")]
    assert (prepared.draws["spacing_least"][0], prepared.draws["vote_level"][0]) == (9.0, 1.5), (
        "ranks 2 and 3 of 3; of equals the first"
    )


@pytest.mark.parametrize("how", ["posterior", "point"])
def test_what_is_set_is_held_even_at_the_value_it_has(how):
    file = shipped("sma11").parameters
    for name in ("spacing_least", "lapse_host"):
        value = getattr(file, name).value
        for given in (value, 1.5 * value):
            draws = prepare(shipped("sma11", f"parameter_draws={how}", f"parameters.{name}={given}")).draws
            assert set(draws[name]) == {given}


def test_a_switch_that_is_off_sets_what_it_makes_neutral(monkeypatch):
    with_outside(monkeypatch, ("anger_affront",), np.array([[0.2], [0.3]]))
    assert len(set(prepare(shipped("sma11", DRAWN)).draws["anger_affront"])) == 2
    assert set(prepare(shipped("sma11", DRAWN, "switches.public_opinion=false")).draws["anger_affront"]) == {0.0}


def test_the_values_of_the_file_are_drawn_by_nobody():
    assert drawn_for(shipped("sma11", "parameter_draws=central")) is None
    assert len(prepare(shipped("sma11", "parameter_draws=central")).draws) == 1


def test_without_outside_draws_the_fitted_ones_stand_alone():
    fitted = Posterior(("lapse_host",), np.array([[0.1], [0.2]]), {})
    assert joined(fitted, Posterior((), np.empty((1, 0)), {})).values.tolist() == fitted.values.tolist()


def test_the_shipped_outside_draws_are_of_other_parameters_than_the_fit_and_enter_no_facts():
    names = set(read_outside().names)
    assert names == {name for group in GROUPS.values() for name in group}
    assert not names & set(prior().names)
    assert not names & {f"provocation_{name}" for name in ACTS_ON_NORTH}, "facts are read before any replicate"
