"""Signs a specialist expects, under draws of the posterior: a change of the world, and which way the talks must move.

An effect of exactly nothing counts as a failure where a direction is asked for. What does not hold is marked as
expected to fail, strictly, so that a mark that no longer fails is an error. The figures of all of them:
`python -m pytest tests/direction/test_signs.py --runxfail -rA`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.scenario.load import load_scenario
from sim.scenario.schema import Scenario
from tests.direction.levers import change, set_to, wait
from tests.runs import SCENARIOS, Columns, run

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

REPLICATES = 3_000  # five for each draw of the posterior
VOTE = (date(2020, 11, 3) - date(2019, 12, 31)).days  # day of the US election, from the expiry of the 10th
LONG = 180  # days of a lapse
Change = Callable[[Scenario], Scenario]


@lru_cache(maxsize=8)
def arm(name: str, *overrides: str, changed: Change | None = None) -> Columns:
    """Outcomes of a shipped scenario under draws of the posterior, after overrides and a change in Python."""
    scenario = load_scenario(SCENARIOS / f"{name}.toml", overrides, draws="posterior").scenario
    return run(scenario if changed is None else changed(scenario), REPLICATES)


def believed(host: float) -> str:
    """Seoul's chance of the incumbent's re-election in 2020."""
    return f'successions.0.beliefs=[{{since=2019-09-24, guest=0.5, host={host}, source="test"}}]'


def of_macro(column: str, factor: float, first: int) -> Change:
    """A yearly series multiplied from a year on."""

    def changed(scenario: Scenario) -> Scenario:
        rows = tuple(
            row.model_copy(update={column: factor * getattr(row, column)}) if row.year >= first else row
            for row in scenario.macro
        )
        return scenario.model_copy(update={"macro": rows})

    return changed


def in_favour(scenario: Scenario) -> Scenario:
    """Polls turned: about three quarters for paying more, in place of a quarter."""
    segments = tuple(each.model_copy(update={"support": each.support + 0.47}) for each in scenario.segments)
    return scenario.model_copy(update={"segments": segments})


def dear_peers(scenario: Scenario) -> Scenario:
    """Every deal of a peer ten points dearer."""
    peers = tuple(each.model_copy(update={"rise": each.rise + 0.10}) for each in scenario.peer_deals)
    return scenario.model_copy(update={"peer_deals": peers})


def rises(before: Columns, after: Columns) -> tuple[float, float]:
    """95% interval of the mean change of the rise a year, over negotiations that agree in both."""
    return change(before["rise_annualised"], after["rise_annualised"])


def days(before: Columns, after: Columns) -> tuple[float, float]:
    """95% interval of the mean change of the day agreed."""
    return change(wait(before), wait(after))


def said(days_changed: tuple[float, float], rise_changed: tuple[float, float]) -> str:
    """Both, in words."""
    (early, late), (low, high) = days_changed, rise_changed
    return f"{early:+.0f} to {late:+.0f} days; {100 * low:+.2f} to {100 * high:+.2f} points a year"


def fails(why: str) -> pytest.MarkDecorator:
    """A sign that does not hold, with its figure."""
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)


def test_1_the_size_of_the_demand_alone_makes_no_delay():
    """A fantastic demand buys no delay: what lies outside the zone of agreement is no offer."""
    moved = days(arm("sma11"), arm("sma11", "opening.guest_rise=0.5"))
    assert max(map(abs, moved)) <= 30, f"{moved[0]:+.0f} to {moved[1]:+.0f} days at +50% in place of +461%"


def test_2_a_host_sure_that_he_goes_waits_for_it():
    """Waiting for a softer successor (Deutsche Welle 2024-03-14): agreement before the vote grows rarer."""
    stays, goes = (arm("sma11", believed(chance)) for chance in (0.95, 0.05))
    low, high = change(*(((c["agreed"] == 1) & (c["agreement_day"] < VOTE)).astype(float) for c in (stays, goes)))
    assert high < 0, f"{100 * low:+.1f} to {100 * high:+.1f} points of chance"


def test_3_a_friendly_president_from_the_first_day_brings_no_long_lapse():
    """With nothing to wait for, and a guest content with the normal rise, nobody gains by a lapse."""
    share = np.mean(arm("sma11", "incumbents.guest=biden", "opening.guest_rise=0.5")["blank_days"] > LONG)
    assert share < 0.1, f"a lapse of more than {LONG} days in {share:.0%}"


def test_4_half_the_won_under_a_demand_in_dollars_bites():
    """After the base was set the same dollars cost twice the won: a lower won rise or a longer lapse."""
    before, after = arm("sma11"), arm("sma11", changed=of_macro("fx", 2.0, 2020))
    later, dearer = days(before, after), rises(before, after)
    assert dearer[1] < 0 or later[0] > 0, said(later, dearer)


def test_5_polls_in_favour_help():
    """A public that would pay more lets its government pay more, or sooner."""
    before, after = arm("sma11"), arm("sma11", changed=in_favour)
    later, dearer = days(before, after), rises(before, after)
    assert dearer[0] > 0 or later[1] < 0, said(later, dearer)


def test_6_protests_weigh_on_the_government():
    """Without protests the rise is no lower, and something changes."""
    before, after = arm("sma11"), arm("sma11", *set_to(protest_chance=0))
    later, dearer = days(before, after), rises(before, after)
    assert (*later, *dearer) != (0.0, 0.0, 0.0, 0.0), "nothing changes"
    assert dearer[1] >= 0, said(later, dearer)


def test_7_inflation_raises_the_nominal_rise():
    """Both sides count in real money: prices of the three years before the talks are what they expect."""
    low, high = rises(arm("sma11"), arm("sma11", changed=of_macro("cpi", 3.0, 2016)))
    assert low > 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


def test_8_who_has_no_lever_gets_no_more():
    """With the agreement in force to 2030 the guest who reopens it has no lapse to threaten with."""
    with_it, without = (arm("forward/sma12_reopened", *more) for more in ((), ("agreement.prior_expiry=2030-12-31",)))
    low, high = rises(with_it, without)
    assert low <= 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


@pytest.mark.parametrize(
    ("side", "sign"),
    [
        ("host", -1),
        pytest.param(
            "guest", 1, marks=fails("a guest who discounts at 5% in place of 40% gets 2.7 to 3.0 points less")
        ),
    ],
)
def test_9_the_more_patient_side_does_no_worse(side, sign):
    """Rubinstein (1982): who can wait gets the larger share."""
    hasty, patient = (arm("sma11", *set_to(**{f"discount_{side}": rate})) for rate in (0.4, 0.05))
    low, high = rises(hasty, patient)
    assert max(sign * low, sign * high) >= 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


def test_10_a_host_that_values_agreement_more_is_not_later():
    """It has more to lose by every day without one."""
    cool, keen = (arm("sma11", *set_to(agreement_host=worth)) for worth in (0.05, 0.25))
    low, high = days(cool, keen)
    assert low <= 0, f"{low:+.0f} to {high:+.0f} days"


def test_11_furlough_presses_both():
    """KBS 2020-04-11: workers at home press Seoul, and Washington too: not later, and not cheaper."""
    without, with_it = (arm("sma11", f"switches.furlough={on}") for on in ("false", "true"))
    later, dearer = days(without, with_it), rises(without, with_it)
    assert later[0] <= 0, said(later, dearer)
    assert dearer[1] >= 0, said(later, dearer)


def test_12_a_silent_north_means_a_lower_rise():
    """Threat makes the alliance dear to Seoul (Bao Nghe An, November 2019)."""
    low, high = rises(arm("sma11"), arm("sma11", "provocations.mode=none"))
    assert high < 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


@fails("6 to 14 days later: more is at stake, and the fear of the next president presses no more for that")
def test_13_a_friendlier_government_in_seoul_is_quicker():
    """Yoon's government and Lee's, in the talks of 2024."""
    low, high = days(*(arm("sma12", f"incumbents.host={host}") for host in ("lee_jae_myung", "yoon_suk_yeol")))
    assert high < 0, f"{low:+.0f} to {high:+.0f} days"


def test_14_a_larger_share_already_borne_means_a_lower_rise():
    """Wall Street Journal, March 2021: Seoul bears nearly half. Who bears more is asked for less.

    With the same president to settle with: a hard one who asks for less is also settled with more often.
    """
    little, much = (arm("sma11", f"host.burden_share={share}") for share in (0.3, 0.6))
    same = little["guest_at_agreement"] == much["guest_at_agreement"]
    low, high = rises(*({"rise_annualised": c["rise_annualised"][same]} for c in (little, much)))
    assert high < 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


def test_15_dear_deals_of_peers_raise_the_rise():
    """What Japan pays is the yardstick in Seoul (Nikkei 2021-02-17)."""
    low, high = rises(arm("sma11"), arm("sma11", changed=dear_peers))
    assert low > 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


def test_16_a_dearer_line_is_crossed_no_more_often():
    """Audience costs (Fearon 1994)."""
    line = 0.0406  # a trillion won over the base of 960.2 bn, what was called the best offer
    cheap, dear = (arm("sma10", *set_to(audience_line=cost)) for cost in (0.001, 0.05))
    low, high = change(*((c["rise"] > line + 0.001).astype(float) for c in (cheap, dear)))
    assert low <= 0, f"{100 * low:+.1f} to {100 * high:+.1f} points of chance"


# --- further signs, of our own ------------------------------------------------------


def of_lapse(side: str) -> tuple[Columns, Columns]:
    """The 11th with a lapse that costs a side little, and much."""
    cheap, dear = (arm("sma11", *set_to(**{f"lapse_{side}": cost})) for cost in (0.02, 0.15))
    return cheap, dear


def test_17_a_host_that_a_lapse_hurts_more_pays_more_or_closes_sooner():
    """The side that loses more by waiting comes down (Abreu & Gul 2000)."""
    later, dearer = days(*of_lapse("host")), rises(*of_lapse("host"))
    assert dearer[0] > 0 or later[1] < 0, said(later, dearer)


def test_18_a_guest_that_a_lapse_hurts_more_takes_less_or_closes_sooner():
    """The same, of the other side."""
    later, dearer = days(*of_lapse("guest")), rises(*of_lapse("guest"))
    assert dearer[1] < 0 or later[1] < 0, said(later, dearer)


def test_19_who_fears_the_next_president_closes_before_the_vote():
    """Chosun (English) 2024-10-17: Seoul hurried before he might return."""
    beliefs = 'successions.0.beliefs=[{{since=2024-04-23, guest={0}, host={0}, source="test"}}]'
    calm, afraid = (arm("sma12", beliefs.format(chance)) for chance in (0.05, 0.95))
    vote = (date(2024, 11, 5) - date(2025, 12, 31)).days
    low, high = change(*(((c["agreed"] == 1) & (c["agreement_day"] < vote)).astype(float) for c in (calm, afraid)))
    assert low > 0, f"{100 * low:+.1f} to {100 * high:+.1f} points of chance"


def test_20_a_softer_president_refuses_less():
    """The refusal of March 2020 was a leader's who wants more than his ministers (KBS 2020-04-11)."""
    hard, soft = (arm("sma11", f"administrations.trump_1.type={kind}") for kind in (0.1, 0.5))
    low, high = change(*((c["guest_refusals"] > 0).astype(float) for c in (hard, soft)))
    assert high < 0, f"{100 * low:+.1f} to {100 * high:+.1f} points of chance"


def test_21_full_detente_lowers_the_rise():
    """What guards against the North is worth less while peace is near."""
    low, high = rises(arm("sma11"), arm("variants/sma11_full_detente"))
    assert high < 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


def test_22_a_higher_normal_rise_is_paid():
    """What both sides regard as normal is the path from which they bargain."""
    low, high = rises(*(arm("sma11", *set_to(fair_growth=rate)) for rate in (0.03, 0.08)))
    assert low > 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


def test_23_money_that_lasts_longer_presses_less():
    """Furlough begins when the money is gone: the text comes no sooner when that is later."""
    low, high = days(*(arm("sma11", *set_to(funds_days=count)) for count in (60, 150)))
    assert high >= 0, f"{low:+.0f} to {high:+.0f} days"


def test_24_a_larger_majority_needed_means_no_higher_rise():
    """Hands tied at home are an advantage at the table (Putnam 1988)."""
    low, high = rises(*(arm("sma11", f"host.majority={share}") for share in (0.5, 0.66)))
    assert low <= 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


def test_25_a_public_angered_by_demands_pays_no_more():
    """Audience costs rise with the size of what was asked."""
    low, high = rises(*(arm("sma11", *set_to(anger_demand=anger)) for anger in (0, 0.4)))
    assert low <= 0, f"{100 * low:+.2f} to {100 * high:+.2f} points a year"


def test_26_what_leaders_keep_to_themselves_makes_refusals():
    """Ministers who do not know their leader's price bring home texts that he turns down."""
    cheap, dear = (arm("sma11", *set_to(leader_price=price)) for price in (0.0, 0.2))
    low, high = change(*((c["guest_refusals"] > 0).astype(float) for c in (cheap, dear)))
    assert low > 0, f"{100 * low:+.1f} to {100 * high:+.1f} points of chance"
