"""What the guest does: demands, tactics, leaders and handovers, as the press told it (docs/mechanisms.md)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from tests.direction.levers import MANY, agreed_before, arm, change, drawn, fails, mean_rise_change, set_to, wait
from tests.runs import Columns, shipped

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

HANDOVER = 386  # days from the expiry of the 10th to 2021-01-20
CALM = ("switches.public_opinion=false",)


def by_the_successor(c: Columns) -> np.ndarray:
    """Where the 11th is agreed by the administration of January 2021."""
    return c["guest_at_agreement"] == prepare(shipped("sma11")).administrations.index("biden")


def test_the_first_demand_is_a_multiple_in_the_11th_and_not_in_the_9th():
    multiple = {name: 1.0 + shipped(name).opening.guest_rise for name in ("sma09", "sma10", "sma11")}
    assert 5.0 < multiple["sma11"] < 6.0, f"five times the sum of 2019: {multiple}"
    assert 1.0 < multiple["sma09"] < 1.25, f"an alliance-minded guest asks for a fifth more: {multiple}"
    assert multiple["sma10"] == 2.0, f"doubling, between the two: {multiple}"


def test_what_the_delegation_would_settle_for_comes_down_from_round_to_round():
    """KBS 2020-04-11: 5 bn$, then 4, then much less by spring. The share given up only grows, until the handover."""
    for replicate in range(4):
        model = NegotiationModel(drawn("sma11"), seed=1, replicate=replicate)
        while model.running:
            model.step()
        early = [r for r in model.trace.rounds if r.day < HANDOVER]
        given = [r.guest_conceded for r in early]
        assert all(later >= earlier for earlier, later in pairwise(given)), f"only up: {given}"
        assert given[-1] > given[0], f"replicate {replicate} gives up something: {given}"
        asked = early[-1].guest_rise
        assert asked < shipped("sma11").opening.guest_rise, "nobody asks for five times the sum in the end"


def test_a_transactional_guest_gets_one_year_and_an_alliance_minded_one_five():
    """KBS 2020-04-11: one year, so that he may raise the price again. Texts before expiry: all years are paid ones."""
    short, long = (arm("sma10", f"administrations.trump_1.type={kind}") for kind in (0.1, 0.9))
    terms = [c["term_years"][agreed_before(c, 0) == 1] for c in (short, long)]
    assert np.median(terms[0]) == 1, "he values the right to ask again above a long term"
    assert np.median(terms[1]) >= 4, "the other cares for the years after his own"


def test_after_the_one_year_deal_the_next_talks_open_within_it():
    assert (shipped("sma11").agreement.talks_open - shipped("sma10").agreement.prior_expiry).days < 366


def test_walkouts_are_a_hard_guests_and_leave_the_round_without_result():
    hard, mild = arm("sma11"), arm("sma09")
    assert (hard["walkouts"] > 0).mean() > 0.1, "Nanfang Daily, March 2021: the delegation left in anger"
    assert (mild["walkouts"] > 0).mean() < 0.05, "an alliance-minded guest stays in the room"
    left = hard["walkouts"] > 0
    assert np.all(hard["rounds"][left] > hard["walkouts"][left]), "a round left is not the one that closes"


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("sma10", ()),
        ("sma10", CALM),
        ("sma11", CALM),
        pytest.param("sma11", (), marks=fails("0.6 to 0.7 points a year less and no sooner: anger takes more away")),
    ],
)
def test_threats_of_withdrawal_raise_what_seoul_gives_or_hasten_it(name, more):
    """Bao Nghe An, November 2019: withdrawal as a lever."""
    quiet, loud = (arm(name, *set_to(threat_chance=chance), *more, replicates=MANY) for chance in (0, 1))
    dearer, later = change(quiet["rise_annualised"], loud["rise_annualised"]), change(wait(quiet), wait(loud))
    assert dearer[0] > 0 or later[1] < 0, (
        f"a lapse under threat is dearer to the host: {dearer[0]:+.4f} to {dearer[1]:+.4f} a year,"
        f" {later[0]:+.0f} to {later[1]:+.0f} days"
    )


def test_threats_anger_the_public_at_the_same_time():
    quiet, loud = arm("sma10", *set_to(threat_chance=0)), arm("sma10", *set_to(threat_chance=1))
    low, high = change(quiet["protests"], loud["protests"])
    assert low > 0, f"each threat may bring the public into the streets: {low:.2f} to {high:.2f} protests more"


def test_a_threat_nobody_believes_moves_less():
    """Deutsche Welle 2024-03-14: basing at home would cost more, so the threat is not wholly believed."""
    idle, real = (arm("sma11", *set_to(lapse_withdrawal=weight, threat_chance=1), *CALM) for weight in (0.0, 0.5))
    dearer, later = change(idle["rise_annualised"], real["rise_annualised"]), change(wait(idle), wait(real))
    assert dearer[0] > 0 or later[1] < 0, f"only what is believed makes the lapse dearer: {dearer}, {later}"
    assert shipped("sma11").parameters.lapse_withdrawal.value < 1.0


def test_furlough_starts_three_months_into_the_gap_under_a_hard_guest_only():
    hard, mild = arm("sma11"), arm("sma09", *set_to(vote_level=-15))
    started = hard["furlough_day"][~np.isnan(hard["furlough_day"])]
    assert len(started) > 100, "most gaps under him outlast the money"
    assert np.all((started > 80) & (started < 100)), "the money lasts for three months"
    assert (mild["furlough_days"] > 0).mean() < 0.1, "an alliance-minded guest keeps the workers on"


def test_a_dearer_furlough_presses_seoul_and_a_costly_one_him():
    for side, sign in (("host", 1), ("guest", -1)):
        cheap, dear = (arm("sma11", *set_to(**{f"furlough_{side}": cost})) for cost in (0.01, 0.2))
        dearer, later = change(cheap["rise_annualised"], dear["rise_annualised"]), change(wait(cheap), wait(dear))
        assert min(sign * dearer[0], sign * dearer[1]) > 0 or later[1] < 0, f"{side}: {dearer} a year, {later} days"


def test_expected_gains_elsewhere_make_a_hard_guest_stubborn():
    """Bao Nghe An, November 2019: Seoul is the model for Japan, Germany and NATO."""
    stayed = "variants/sma11_hardliner_reelected"
    none, much = (arm(stayed, *set_to(precedent_guest=worth)) for worth in (0, 1))
    later, dearer = change(wait(none), wait(much)), change(none["rise"], much["rise"])
    assert later[0] > 0 or dearer[0] > 0, f"a precedent is worth waiting for: {later} days, {dearer}"


def test_an_alliance_worth_more_to_the_guest_makes_the_deal_cheaper():
    for name in ("sma11", "sma12"):
        little, much = (arm(name, *set_to(agreement_guest=worth)) for worth in (0.01, 0.2))
        moved = mean_rise_change(little, much)
        assert moved < 0, f"{name}: influence and deterrence are worth money to him: {moved:+.4f}"


def test_rivalry_in_the_region_makes_the_deal_cheaper():
    """Deutsche Welle 2024-03-14: deterring China is called the main function of the troops."""
    for name in ("sma11", "sma12"):
        calm, rivals = (arm(name, f'rivalry={{value={x}, source="test"}}') for x in (0.0, 1.0))
        moved = mean_rise_change(calm, rivals)
        assert moved < 0, f"{name}: bases near a rival are worth money: {moved:+.4f}"


def test_a_leader_may_refuse_what_his_delegation_took():
    """KBS 2020-04-11: all but agreed on 1 April 2020."""
    c = arm("sma11")
    assert (c["first_refusal_day"] < HANDOVER).mean() > 0.3, "a near-deal fails at the top"
    assert np.all(c["texts"] >= c["guest_refusals"] + c["host_refusals"] + c["agreed"]), "it was a text before"
    assert 0.08 < np.nanmedian(c["first_refused_rise"]) < 0.16, "near the text of +13%"


def test_stalled_talks_go_up_to_ministers_and_leaders_and_close_no_later():
    """KBS 2020-04-11: working talks stuck, ministers take over. At the leaders' level his price is known."""
    never, early = arm("sma11", "switches.escalation=false"), arm("sma11", *set_to(ministerial_after=3, leader_after=5))
    low, high = change(never["guest_refusals"], early["guest_refusals"])
    assert high < 0, f"who sits at the table himself refuses less of it: {low:+.2f} to {high:+.2f}"


def test_the_new_administration_closes_fast():
    """Nanfang Daily, March 2021; Wall Street Journal, in a report of February 2021: a turning point, 46 days."""
    c = arm("sma11")
    days = c["agreement_day"][by_the_successor(c)] - HANDOVER
    assert 20 < np.median(days) < 70, f"weeks after the inauguration: {np.median(days):.0f}"
    stayed = agreed_before(arm("variants/sma11_hardliner_reelected"), HANDOVER + 50).mean()
    assert stayed < agreed_before(c, HANDOVER + 50).mean() - 0.1, f"without the change it takes longer: {stayed:.2f}"


def test_a_friendly_guests_deal_is_no_lower_than_the_text_refused():
    """The report of February 2021: does its offer still stand?"""
    c = arm("sma11")
    stands = by_the_successor(c) & ~np.isnan(c["first_refused_rise"])
    share = (c["rise"] >= c["first_refused_rise"] - 1e-9)[stands].mean()
    assert share > 0.5, f"nobody need go below a standing offer: {share:.2f}"


def test_a_deal_before_the_handover_outlasts_the_successors_term():
    """Deutsche Welle 2024-03-14: harder to reopen."""
    c = arm("sma12")
    before = agreed_before(c, -421) == 1  # the election of 2024-11-05
    assert before.mean() > 0.3
    assert (c["term_years"][before] >= 5).mean() > 0.9, "paid up to 2030, past January 2029"


@fails("6.3% of the 10th end below the old sum")
def test_rises_are_positive_under_both_kinds_of_guest():
    """Deutsche Welle 2024-03-14: the friendly side asks for more too; KBS 2020-04-11: more than before is the aim."""
    for name in ("sma10", "sma11", "sma12"):
        below = np.mean(arm(name)["rise"] < 0)
        assert below < 0.05, f"{name}: a guest hardly ever settles for less than he had: {below:.3f}"


def test_the_figure_at_home_makes_a_guest_ask_for_a_rise():
    """NYT, 13 February 2019: Trump claims 500 million dollars more for the 70 million signed."""
    alone, judged = (arm("sma10", *set_to(audience_guest=worth)) for worth in (0.0, 0.4))
    low, high = change(alone["rise_annualised"], judged["rise_annualised"])
    assert low > 0, f"he is judged by the figure of the first year: {low:+.4f} to {high:+.4f}"
