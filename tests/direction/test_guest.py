"""What the guest does: demands, tactics, leaders and handovers, as the press told it (docs/mechanisms.md)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from tests.direction.levers import arm, change, mean_rise_change, mean_wait, set_to, wait
from tests.runs import Columns, shipped

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

HANDOVER = 386  # days from the expiry of the 10th to 2021-01-20
JUNE_2020 = 152
LINE = 0.13
CALM = ("switches.public_opinion=false",)


def by_the_successor(c: Columns) -> np.ndarray:
    """Where the 11th is agreed by the administration of January 2021."""
    return c["guest_at_agreement"] == prepare(shipped("sma11")).administrations.index("biden")


def test_the_first_demand_is_a_multiple_in_the_11th_and_not_in_the_9th():
    multiple = {name: 1.0 + shipped(name).opening.guest_rise for name in ("sma09", "sma10", "sma11")}
    assert 5.0 < multiple["sma11"] < 6.0, f"five times the sum of 2019: {multiple}"
    assert 1.0 < multiple["sma09"] < 1.25, f"an alliance-minded guest asks for a fifth more: {multiple}"
    assert multiple["sma10"] == 2.0, f"doubling, between the two: {multiple}"


def test_the_demand_comes_down_from_round_to_round():
    """KBS 2020-04-11: 5 bn$, then 4, then much less by spring."""
    for replicate in range(4):
        model = NegotiationModel(shipped("sma11"), seed=1, replicate=replicate)
        while model.running:
            model.step()
        asked = [r.guest_rise for r in model.trace.rounds if r.day < 190]
        assert asked[0] > 3.5, f"replicate {replicate} opens far above the base: {asked}"
        assert all(later <= earlier for earlier, later in pairwise(asked)), f"only down: {asked}"
        assert asked[-1] < 0.5 * asked[0], f"far lower by the spring: {asked}"


def test_a_transactional_guest_gets_one_year_and_an_alliance_minded_one_five():
    """KBS 2020-04-11: one year, so that he may raise the price again."""
    short, long = (arm("sma10", f"administrations.trump_1.type={kind}") for kind in (0.1, 0.9))
    assert np.nanmedian(short["term_years"]) == 1, "he values the right to ask again above a long term"
    assert np.nanmedian(long["term_years"]) >= 4, "the other cares for the years after his own"


def test_after_the_one_year_deal_the_next_talks_open_within_it():
    assert (shipped("sma11").agreement.talks_open - shipped("sma10").agreement.prior_expiry).days < 366


def test_walkouts_are_a_hard_guests_and_leave_the_round_without_result():
    hard, mild = arm("sma11"), arm("sma09")
    assert (hard["walkouts"] > 0).mean() > 0.3, "Nanfang Daily, March 2021: the delegation left in anger"
    assert mild["walkouts"].sum() == 0, "an alliance-minded guest stays in the room"
    left = hard["walkouts"] > 0
    assert np.all(hard["rounds"][left] > hard["walkouts"][left]), "a round left is not the one that closes"


def test_believed_threats_raise_what_seoul_gives_where_nobody_gets_angry():
    """Bao Nghe An, November 2019: withdrawal as a lever. Anger left out, it works as one."""
    for name in ("sma10", "sma11"):
        without, with_them = (arm(name, *set_to(threat_chance=chance), *CALM) for chance in (0, 1))
        low, high = change(without["rise_annualised"], with_them["rise_annualised"])
        assert low > 0, f"{name}: a lapse under threat is dearer to the host: {low:+.4f} to {high:+.4f}"


def test_threats_anger_the_public_at_the_same_time():
    quiet, loud = arm("sma10", *set_to(threat_chance=0)), arm("sma10", *set_to(threat_chance=1))
    low, high = change(quiet["protests"], loud["protests"])
    assert low > 1, f"each threat may bring the public into the streets: {low:.2f} to {high:.2f} protests more"
    low, high = change(quiet["utility_host"], loud["utility_host"])
    assert high < 0, f"and an agreement in anger is worth less to Seoul: {low:+.4f} to {high:+.4f}"


def test_a_threat_nobody_believes_moves_less():
    """Deutsche Welle 2024-03-14: basing at home would cost more, so the threat is not wholly believed."""
    idle, real = (arm("sma11", *set_to(threat_credibility=share, threat_chance=1), *CALM) for share in (0, 0.9))
    low, high = change(idle["rise_annualised"], real["rise_annualised"])
    assert low > 0, f"only what is believed makes the lapse dearer: {low:+.4f} to {high:+.4f} a year"
    assert shipped("sma11").parameters.threat_credibility.value < 1.0


def test_furlough_starts_three_months_into_the_gap_under_a_hard_guest_only():
    hard, mild = arm("sma11"), arm("sma09", *set_to(vote_level=-15))
    started = hard["furlough_day"][~np.isnan(hard["furlough_day"])]
    assert len(started) > 100, "most gaps under him outlast the money"
    assert np.all((started > 80) & (started < 100)), "the money lasts for three months"
    assert (mild["furlough_days"] > 0).mean() < 0.1, "an alliance-minded guest keeps the workers on"


def test_a_dearer_furlough_presses_seoul_and_a_costly_one_him():
    cheap, dear = (arm("sma11", *set_to(furlough_host=cost)) for cost in (0.1, 0.3))
    assert mean_rise_change(cheap, dear) > 0, "workers at home make the lapse dearer to Seoul"
    free, costly = (arm("sma11", *set_to(furlough_guest=cost)) for cost in (0.0, 0.3))
    assert mean_wait(costly) < mean_wait(free), "and readiness lost makes it dearer to him"


def test_expected_gains_elsewhere_make_a_hard_guest_stubborn():
    """Bao Nghe An, November 2019: Seoul is the model for Japan, Germany and NATO."""
    stayed = "variants/sma11_hardliner_reelected"
    none, much = (arm(stayed, *set_to(precedent_guest=worth)) for worth in (0, 1))
    low, high = change(wait(none), wait(much))
    assert low > 30, f"a precedent is worth waiting for: {low:.0f} to {high:.0f} days later"


def test_failed_rounds_devalue_the_precedent():
    """Bao Nghe An, November 2019: a bad start, and the next partners give less."""
    stayed = "variants/sma11_hardliner_reelected"
    alone = {"precedent_guest": 1.0, "agreement_relations": 0.0}
    kept, lost = (arm(stayed, *set_to(**alone, relations_failure=x, relations_walkout=x)) for x in (0.0, 0.2))
    low, high = change(kept["utility_guest"], lost["utility_guest"])
    assert high < 0, f"after failures the same rise serves him less elsewhere: {low:+.3f} to {high:+.3f}"


def test_an_alliance_worth_more_to_the_guest_brings_him_sooner_and_cheaper():
    for name in ("sma11", "sma12"):
        little, much = (arm(name, *set_to(agreement_guest=worth)) for worth in (0.0, 0.2))
        assert mean_rise_change(little, much) < 0, f"{name}: influence and deterrence are worth money to him"
        low, high = change(wait(little), wait(much))
        assert high < 0, f"{name}: and he will not wait: {low:.0f} to {high:.0f} days"


def test_a_leader_may_refuse_what_his_delegation_took():
    """KBS 2020-04-11: all but agreed on 1 April 2020."""
    c = arm("sma11")
    early = c["first_refusal_day"] < JUNE_2020
    assert early.mean() > 0.3, "a near-deal in spring 2020 fails at the top"
    assert np.all(c["texts"] >= c["guest_refusals"] + c["host_refusals"] + c["agreed"]), "it was a text before"
    assert 0.1 < np.median(c["first_refused_rise"][early]) < 0.16, "the text of +13%"


def test_stalled_talks_go_up_to_ministers_and_leaders_and_close_there():
    """KBS 2020-04-11: working talks stuck, ministers take over."""
    never, early = arm("sma09", "switches.escalation=false"), arm("sma09", *set_to(ministerial_after=3, leader_after=5))
    low, high = change(wait(never), wait(early))
    assert high < 0, f"a higher level bridges the last gap: {low:.0f} to {high:.0f} days"


def test_the_new_administration_closes_fast():
    """Nanfang Daily, March 2021; Wall Street Journal, in a report of February 2021: a turning point, 46 days."""
    c = arm("sma11")
    days = c["agreement_day"][by_the_successor(c)] - HANDOVER
    assert 30 < np.median(days) < 65, f"weeks after the inauguration: {np.median(days):.0f}"
    stayed = arm("variants/sma11_hardliner_reelected")
    assert (stayed["agreement_day"] < HANDOVER + 50).mean() < 0.25, "without the change, mostly no deal by March 2021"


def test_a_friendly_guests_deal_lies_above_the_line_and_no_lower_than_the_text_refused():
    """Nanfang Daily, March 2021: above what Seoul held to; the report of February 2021: does its offer still stand?"""
    c = arm("sma11")
    friendly = by_the_successor(c)
    assert (c["rise"][friendly] > LINE).mean() > 0.6, "easing comes with a price"
    stands = friendly & ~np.isnan(c["first_refused_rise"])
    assert (c["rise"] >= c["first_refused_rise"] - 1e-9)[stands].mean() > 0.8, "nobody need go below a standing offer"


def test_an_alliance_minded_guest_who_fears_his_successor_hurries():
    """Deutsche Welle 2024-03-14: a success to show, and a deal that binds, before November."""
    calm, worried = (arm("sma12", *set_to(cohesion_guest=cost)) for cost in (0.0, 0.3))
    low, high = change(wait(calm), wait(worried))
    assert high < 0, f"what a hard successor would do to the alliance presses him: {low:.0f} to {high:.0f} days"
    assert mean_rise_change(calm, worried) < 0, "and he takes less for it"


def test_a_deal_before_the_handover_outlasts_the_successors_term():
    """Deutsche Welle 2024-03-14: harder to reopen."""
    c = arm("sma12")
    before = c["agreement_day"] < -421  # the election of 2024-11-05
    assert before.mean() > 0.5
    assert np.all(c["term_years"][before] >= 5), "paid up to 2030, past January 2029"


def test_rises_are_positive_under_both_kinds_of_guest():
    """Deutsche Welle 2024-03-14: the friendly side asks for more too; KBS 2020-04-11: more than before is the aim."""
    for name in ("sma10", "sma11", "sma12"):
        assert np.nanmin(arm(name)["rise"]) > 0, f"{name}: a guest never settles for less than he had"


def test_side_letters_close_sooner():
    """Nanfang Daily, March 2021: a list of arms to buy comes with the deal."""
    without, with_them = arm("sma09", "switches.side_letter=false"), arm("sma09")
    low, high = change(wait(without), wait(with_them))
    assert high < 0, f"what working delegations cannot bridge, purchases do: {low:.0f} to {high:.0f} days"
    assert with_them["side_letter"].mean() > 0
    assert np.all(without["side_letter"] == 0)


def test_a_patient_guest_who_counts_all_years_alike_gets_more():
    """Bao Nghe An, November 2019, and theory. With his shipped horizon he does not: docs/mechanisms.md."""
    alike = {"later_weight_transactional": 1.0, "later_weight_alliance": 1.0}
    for name in ("sma09", "sma11"):
        pressed, patient = (arm(name, *set_to(discount_guest=rate, **alike)) for rate in (0.4, 0.05))
        low, high = change(pressed["rise_annualised"], patient["rise_annualised"])
        assert low > 0, f"{name}: who can wait gets the larger share: {low:+.4f} to {high:+.4f}"


def test_the_figure_at_home_keeps_a_guest_from_signing_a_cut_for_the_chance_to_ask_again():
    """NYT, 13 February 2019: Trump claims 500 million dollars more for the 70 million signed."""
    hopes = {"renewal_hope": 1.0}
    alone, judged = (arm("sma10", *set_to(**hopes, audience_guest=worth)) for worth in (0.0, 0.3))
    assert (alone["rise"] < 0).mean() > 0.5, "for a year's deal and the hope of more he would give up the sum of today"
    assert (judged["rise"] < 0).mean() < 0.05, "but not where the figure of today is what he is judged by"
    assert (judged["term_years"] == 1).mean() > 0.9, "and he still keeps the right to ask again"
