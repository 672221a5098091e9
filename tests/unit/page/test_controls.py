"""Controls: each may be set, and says what it is; nothing of them is written by hand."""

import pytest

from sim.page.controls import panel
from sim.page.labels import Labels
from sim.posterior.quantiles import parameter_quantiles
from sim.scenario.load import load_scenario, override_scenario
from sim.words import words_in


@pytest.fixture(scope="module")
def loaded():
    return load_scenario("sma11")


def controls(loaded, language):
    words = words_in(language).about("Republic of Korea", ["Biden administration"])
    return panel(loaded.scenario, Labels(words))


def every(found):
    return [each for part in (found.facts, found.switches, found.parameters) for _, held in part for each in held]


@pytest.fixture(scope="module")
def english(loaded):
    return controls(loaded, "en")


def written(control):
    if control.value is None:
        return ""
    return str(control.value).lower() if control.kind == "flag" else str(control.value)


def test_every_control_may_be_set_to_what_it_shows(loaded, english):
    override_scenario(loaded, [f"{each.path}={written(each)}" for each in every(english)])


def test_paths_are_told_apart_and_most_labels_too(english):
    paths = [each.path for each in every(english)]
    assert len(paths) == len(set(paths)) > 150
    assert all(each.label for each in every(english))


def test_a_winner_is_chosen_from_the_candidates(english):
    first = english.winners[0]
    assert first.path == "successions.0.winner"
    assert [key for key, _ in first.choices] == ["trump_1", "biden", "draw"]
    assert "3 November 2020" in first.label


def test_a_parameter_shows_its_prior_and_its_posterior(loaded, english):
    quantiles = parameter_quantiles(loaded.scenario)
    found = {each.path.removeprefix("parameters."): each for _, held in english.parameters for each in held}
    for name, each in found.items():
        prior = getattr(loaded.scenario.parameters, name).prior
        assert (each.low, each.high) == tuple(prior)
        assert each.posterior == quantiles.get(name)
        assert each.least <= each.low <= each.high <= each.most


def test_what_was_asked_for_can_be_moved(english):
    paths = {each.path for each in every(english)}
    assert {
        "successions.0.election", "successions.0.handover", "successions.0.beliefs.0.guest", "opening.guest_rise",
        "provocations.mode", "segments.0.support", "switches.waiting", "incumbents.guest", "agreement.prior_expiry",
    } <= paths  # fmt: skip
    assert any(path.startswith("macro.") and path.endswith(".fx") for path in paths)


def test_korean_labels_are_korean(loaded):
    for each in every(controls(loaded, "ko")):
        assert any("가" <= letter <= "힣" for letter in each.label), each.path
