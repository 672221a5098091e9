"""What moves the sum: each side's worth of an agreement and of the lapse."""

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from tests.direction.levers import arm, mean_rise_change, mean_wait, set_to

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")


@pytest.mark.parametrize("name", ["sma09", "sma12"])
def test_a_host_to_whom_an_agreement_is_worth_more_pays_more(name):
    change = mean_rise_change(arm(name, *set_to(agreement_host=0.0)), arm(name, *set_to(agreement_host=0.4)))
    assert change > 0, f"a larger worth of an agreement raises the host's ceiling and with it the split: {change:+.4f}"


@pytest.mark.parametrize(
    ("name", "parameter", "low", "high"),
    [("sma09", "lapse_host", 0.0, 0.3), ("sma10", "lapse_hardness", 0.05, 1.0)],
)
def test_a_host_to_whom_the_lapse_is_dearer_pays_more(name, parameter, low, high):
    change = mean_rise_change(arm(name, *set_to(**{parameter: low})), arm(name, *set_to(**{parameter: high})))
    assert change > 0, f"interim pay-offs: a dearer lapse lowers the host's disagreement point: {change:+.4f}"


def test_a_host_to_whom_the_lapse_is_dearer_settles_sooner():
    """Under a legislature that lets every text pass: else dear deals fail there and come later for that."""
    cheap, dear = (arm("sma09", *set_to(lapse_host=cost, vote_level=15)) for cost in (0.0, 0.3))
    assert mean_wait(dear) < mean_wait(cheap), "the joint loss of waiting grows, so talks close earlier"


@pytest.mark.parametrize(("name", "parameter"), [("sma12", "lapse_guest"), ("sma11", "lapse_transactional")])
def test_a_guest_pressed_by_the_lapse_takes_less(name, parameter):
    change = mean_rise_change(arm(name, *set_to(**{parameter: 0.0})), arm(name, *set_to(**{parameter: 0.3})))
    assert change < 0, f"interim pay-offs: a dearer lapse lowers the guest's disagreement point: {change:+.4f}"


@pytest.mark.parametrize(("name", "parameter"), [("sma09", "lapse_guest"), ("sma11", "lapse_transactional")])
def test_a_guest_pressed_by_the_lapse_settles_sooner(name, parameter):
    free, pressed = arm(name, *set_to(**{parameter: 0.0})), arm(name, *set_to(**{parameter: 0.3}))
    assert mean_wait(pressed) < mean_wait(free), "the joint loss of waiting grows, so talks close earlier"


def test_a_guest_who_hopes_to_ask_again_takes_less_now():
    modest, hopeful = arm("sma10", *set_to(renewal_hope=0.05)), arm("sma10", *set_to(renewal_hope=1.0))
    change = mean_rise_change(modest, hopeful)
    assert change < 0, f"the option to ask again is worth money to him, and he gives way for it: {change:+.4f}"
    shorter = np.nanmean(hopeful["term_years"]) - np.nanmean(modest["term_years"])
    assert shorter <= 0, f"and the shorter the term the sooner he may ask: {shorter:+.2f} years"


def test_bargaining_weight_of_the_host_lowers_the_rise():
    change = mean_rise_change(
        arm("sma09", *set_to(bargaining_weight_host=0.3)), arm("sma09", *set_to(bargaining_weight_host=0.7))
    )
    assert change < 0, f"asymmetric Nash: the split moves to the side with the greater weight: {change:+.4f}"


@pytest.mark.parametrize(("name", "opening"), [("sma09", "2013-07-02"), ("sma11", "2019-09-24")])
def test_a_lower_announced_line_lowers_the_rise_or_delays_it(name, opening):
    """Where an agreement is worth so much to the host that the line binds."""
    worth = set_to(agreement_host=0.3)
    high, low = (arm(name, *worth, f'lines=[{{since={opening}, rise={rise}, source="test"}}]') for rise in (0.3, 0.0))
    change = mean_rise_change(high, low)
    later = mean_wait(low) - mean_wait(high)
    assert change < 0 or later > 0, f"win-sets: tied hands pay less or wait: rise {change:+.4f}, {later:+.0f} days"


def test_certainty_about_each_other_narrows_the_outcomes():
    spread = set_to(reservation_sd_guest=0.1, reservation_sd_host=0.1, temperature=0.05, opening_spread=0.5)
    known = set_to(reservation_sd_guest=0, reservation_sd_host=0, temperature=0, opening_spread=0)
    for name in ("sma09", "sma12"):
        wide, narrow = (np.nanstd(arm(name, *values)["rise"]) for values in (spread, known))
        assert narrow < wide, f"{name}: private values and noise are the spread of the rise: {wide:.4f}, {narrow:.4f}"


def test_without_noise_or_private_values_the_guests_leader_takes_what_a_full_mandate_secured():
    """A few days pass between text and leader, in which his worth of waiting may still move a little."""
    certain = set_to(reservation_sd_guest=0, reservation_sd_host=0, temperature=0)
    for name in ("sma09", "sma12"):
        refusals = arm(name, *certain, *set_to(mandate=1.0))["guest_refusals"].mean()
        assert refusals < 0.02, f"{name}: the text was worth more to him than waiting: {refusals:.3f} refusals a run"


def test_a_full_mandate_means_fewer_refusals_by_the_guests_leader():
    loose = arm("sma11", *set_to(mandate=0.1, mandate_after_refusal=0.1))
    full = arm("sma11", *set_to(mandate=1.0, mandate_after_refusal=1.0))
    fewer = full["guest_refusals"].mean() - loose["guest_refusals"].mean()
    assert fewer < 0, f"delegations that must secure what the leader wants bring him texts he signs: {fewer:+.2f} a run"


@pytest.mark.parametrize("name", ["sma09", "sma11"])
def test_many_provocations_make_an_agreement_no_less_likely_and_no_cheaper(name):
    quiet = arm(name, 'provocations.mode="none"')
    noisy = arm(name, 'provocations.mode="simulate"', *set_to(provocation_rate=80))
    assert noisy["provocations"].mean() > 10 * max(quiet["provocations"].mean(), 1.0)
    assert noisy["agreed"].mean() >= quiet["agreed"].mean(), "felt threat raises the worth of an agreement to the host"
    assert mean_rise_change(quiet, noisy) >= 0, "and with it what the host will pay"
