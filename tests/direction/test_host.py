"""What the host's government and public do, as the press told it (docs/mechanisms.md)."""

from __future__ import annotations

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.model.negotiation import NegotiationModel
from sim.traces.trace import Round
from tests.direction.levers import arm, change, drawn, fails, mean_rise_change, set_to, wait

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")


def rounds_of(replicate: int, *overrides: str) -> list[Round]:
    """Rounds of one negotiation of the 11th as the readable model records them."""
    model = NegotiationModel(drawn("sma11", *overrides), seed=1, replicate=replicate)
    while model.running:
        model.step()
    return model.trace.rounds


def test_a_government_for_the_alliance_pays_more():
    cool, warm = (arm("sma12", f"governments.yoon_suk_yeol.orientation={x}") for x in (0.1, 0.95))
    moved = mean_rise_change(cool, warm)
    assert moved > 0, f"alliance first: an agreement is worth more: {moved:+.4f}"


@pytest.mark.parametrize("name", ["sma09", "sma11"])
def test_what_seoul_will_pay_rises_with_the_threat(name):
    """More than before: felt is what exceeds the mean of two years. The more it weighs, the more acts of the North."""
    shifts = [
        mean_rise_change(*(arm(name, f'provocations.mode="{mode}"', *weight) for mode in ("none", "simulate")))
        for weight in (set_to(agreement_threat=0.0), set_to(agreement_threat=0.06))
    ]
    assert shifts[1] > max(shifts[0], 0), f"the troops are worth more where the North is felt: {shifts}"


def test_several_fold_demands_are_never_taken():
    """Bao Nghe An, November 2019; KBS 2020-04-11: more, but within what is acceptable."""
    for name in ("sma11", "variants/sma11_hardliner_reelected"):
        rise = arm(name)["rise"]
        rise = rise[~np.isnan(rise)]
        assert np.all(rise < 1.0), f"{name}: nothing near a doubling is signed, whatever was asked: {rise.max():.2f}"
        assert np.quantile(rise, 0.95) < 0.5, f"{name}: {np.quantile(rise, 0.95):.2f}"
        assert np.median(rise) > 0.05, f"{name}: and it is more than before"


def test_going_above_ones_own_public_offer_is_dear():
    """Nanfang Daily, March 2021: above the 13% held to. The lump lowers what is paid where the line is set."""
    free, held = (arm("sma11", *set_to(audience_line=lump, walkout_chance=0.5)) for lump in (0.0, 0.03))
    low, high = change(free["rise_annualised"], held["rise_annualised"])
    assert high < 0, f"tied hands pay less: {low:+.4f} to {high:+.4f} a year"


def test_a_host_weary_of_talks_asks_for_years():
    """KBS 2020-04-11: a long term spares Seoul the yearly knock on the door."""
    fresh, weary = (arm("sma10", *set_to(renewal_cost=cost)) for cost in (0.0, 0.06))
    low, high = change(fresh["term_years"], weary["term_years"])
    assert low > 0, f"coming back costs, so fewer returns: {low:.2f} to {high:.2f} years longer"


def test_leaving_the_last_agreements_term_and_rule_costs():
    """Most renewals of any host kept both."""
    free, bound = (arm("sma12", *set_to(habit=cost)) for cost in (0.0, 0.05))
    kept = [np.mean(c["term_years"][c["agreed"] == 1.0] == 5) for c in (free, bound)]
    assert kept[1] > kept[0], f"five years as in the 11th: {kept}"


def test_a_pledge_to_a_new_friendly_guest_has_its_price():
    """Nanfang Daily, March 2021: the sum as proof of loyalty. From the day after the vote on.

    Expected earlier, it makes Seoul wait for him: the text refused before then, which stands for him, is lower.
    """
    none, loyal = (arm("nowcast/sma11_2020_11_04", *set_to(agreement_pledge=worth)) for worth in (0.0, 0.06))
    low, high = change(none["rise"], loyal["rise"])
    assert low > 0, f"good relations cost: {low:+.4f} to {high:+.4f}"


@fails("the effect is too small to tell: -0.0012 to +0.0002 a year")
def test_seoul_gives_less_before_its_own_elections():
    """KBS 2020-04-11: kept low-key in the month of the vote."""
    bold, careful = (arm("sma11", *set_to(audience_election=x)) for x in (0.0, 2.0))
    low, high = change(bold["rise_annualised"], careful["rise_annualised"])
    assert high < 0, f"each point of a rise costs more votes then: {low:+.4f} to {high:+.4f} a year"


def test_items_for_missions_elsewhere_are_harder_to_get():
    """Nanfang Daily, March 2021: fear of paying for wars far off. Where the items are cheap enough to be taken."""
    cheap = set_to(operations_host=0.02, operations_guest=0.03)
    here, elsewhere = (arm("sma11", *cheap, f"table.out_of_area={x}") for x in ("false", "true"))
    low, high = change(here["operational_support"], elsewhere["operational_support"])
    assert high < -0.3, f"the further cost keeps them out: {low:+.2f} to {high:+.2f}"
    kept = elsewhere["operational_support"] == 0
    assert np.mean(here["operational_support"][kept]) > 0.5, "not for want of items on the table"


def test_money_that_stays_at_home_makes_a_rise_easier():
    """Nanfang Daily, March 2021: wages of its own people."""
    guests, own = (arm("sma11", *set_to(labour_host=worth)) for worth in (0.0, 0.15))
    low, high = change(guests["labour_share"], own["labour_share"])
    assert low > 0, f"more of the wages from the fund: {low:+.3f} to {high:+.3f}"
    moved = mean_rise_change(guests, own)
    assert moved > 0, f"and a higher rise goes with it: {moved:+.4f}"


def test_harsh_demands_anger_the_public():
    """Bao Nghe An, November 2019: the alliance counted in money."""
    mild, harsh = (rounds_of(7, f"opening.guest_rise={rise}")[0] for rise in (0.5, 4.61))
    assert harsh.anger > 2 * mild.anger, f"anger by doublings of the sum: {mild.anger:.2f}, {harsh.anger:.2f}"
    assert harsh.support < mild.support, "and fewer are for paying more"


def test_protests_follow_demands_and_refusals():
    """Bao Nghe An, November 2019: false dollars at the embassy; Nanfang Daily, March 2021: most humiliating."""
    mild, harsh = (arm("sma10", f"opening.guest_rise={rise}") for rise in (0.2, 4.61))
    low, high = change(mild["protests"], harsh["protests"])
    assert low > 0, f"demands: {low:.2f} to {high:.2f}"


def test_an_angry_public_makes_a_rise_dearer():
    for name in ("sma10", "sma11"):
        calm, angry = (arm(name, *set_to(support_anger=weight)) for weight in (0.0, 0.58))
        moved = mean_rise_change(calm, angry)
        assert moved < 0, f"{name}: fewer are for paying more: {moved:+.5f}"


def test_less_support_means_fewer_votes():
    """Bao Nghe An, November 2019: most oppose paying much more, which the government must weigh."""
    camps = tuple(f"segments.{camp}.support" for camp in range(3))
    warm, cold = (arm("sma11", *(f"{camp}={x}" for camp in camps)) for x in (0.5, 0.05))
    low, high = change(warm["votes_for"], cold["votes_for"])
    assert high < -5, f"members answer to their voters: {low:.0f} to {high:.0f} votes"


def test_the_dearer_the_deal_the_fewer_the_votes():
    """Nanfang Daily, March 2021: groups ask the Assembly to refuse."""
    c = arm("sma11")
    voted = ~np.isnan(c["votes_for"]) & ~np.isnan(c["rise"])
    slope = np.corrcoef(c["rise"][voted], c["votes_for"][voted])[0, 1]
    assert slope < -0.1, f"members look at the rise: {slope:+.2f}"
    blind, strict = (arm("sma11", *set_to(vote_rise=weight)) for weight in (0.0, 20.0))
    low, high = change(blind["votes_for"], strict["votes_for"])
    assert high < 0, f"the more it weighs the fewer say yes: {low:.1f} to {high:.1f}"


def test_a_rise_above_japans_is_dearer_at_home():
    """Nanfang Daily, March 2021: larger than that of the other close ally."""
    for name in ("sma09", "sma11"):
        blind, jealous = (arm(name, *set_to(audience_peer=weight)) for weight in (0.0, 0.4))
        assert mean_rise_change(blind, jealous) < 0, f"{name}: what the peers did not pay is harder to defend"
    peer = 'peer_deals=[{{since=2011-01-21, host="Japan", rise={rise}, source="test"}}]'
    frugal, generous = (arm("sma11", peer.format(rise=rise)) for rise in (0.0, 0.3))
    assert mean_rise_change(frugal, generous) > 0, "where Japan pays more, so can Seoul"


def test_workers_sent_home_anger_the_public_against_the_guest():
    """Nanfang Daily, March 2021; KBS 2020-04-11: unpaid leave bred anger, and not pressure on Seoul alone."""
    numb, hurt = (arm("sma11", *set_to(anger_furlough=weight)) for weight in (0.0, 2.0))
    moved = mean_rise_change(numb, hurt)
    assert moved < 0, f"in anger Seoul gives less: {moved:+.5f}"


def test_seouls_own_election_is_not_waited_for():
    """It changes who governs there; who is expected to win it moves the talks of 2024 by no more than a month."""
    chances = ([f"successions.1.beliefs.0.{side}={x}" for side in ("guest", "host")] for x in (0.05, 0.95))
    low, high = change(*(wait(arm("sma12", *each)) for each in chances))
    assert max(abs(low), abs(high)) < 30, f"{low:+.0f} to {high:+.0f} days"
