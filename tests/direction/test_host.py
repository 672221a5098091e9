"""What the host's government and public do, as the press told it (docs/mechanisms.md)."""

from __future__ import annotations

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from sim.traces.trace import Round
from tests.direction.levers import arm, change, mean_rise_change, set_to, wait
from tests.runs import run, shipped

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

LINE = 0.13


def rounds_of(replicate: int, *overrides: str) -> list[Round]:
    """Rounds of one negotiation of the 11th as the readable model records them."""
    model = NegotiationModel(shipped("sma11", *overrides), seed=1, replicate=replicate)
    while model.running:
        model.step()
    return model.trace.rounds


def test_a_government_for_the_alliance_pays_more():
    autonomy, alliance = (arm("sma12", f"governments.yoon_suk_yeol.orientation={x}") for x in (0.1, 0.95))
    assert mean_rise_change(autonomy, alliance) > 0, "alliance first: an agreement is worth more"


def test_what_seoul_will_pay_rises_with_the_threat():
    for name in ("sma09", "sma11"):
        deaf, alert = (arm(name, *set_to(agreement_threat=weight)) for weight in (0.0, 0.1))
        assert mean_rise_change(deaf, alert) > 0, f"{name}: the troops are worth more where the North is felt"


def test_several_fold_demands_are_never_taken():
    """Bao Nghe An, November 2019; KBS 2020-04-11: more, but within what is acceptable."""
    for name in ("sma11", "variants/sma11_hardliner_reelected"):
        rise = arm(name)["rise"]
        rise = rise[~np.isnan(rise)]
        assert np.all(rise < 0.5), f"{name}: nothing above +50% is signed, whatever was asked: {rise.max():.2f}"
        assert np.median(rise) > 0.05, f"{name}: and it is more than before"


def test_a_demand_many_times_the_sum_leads_to_deadlock():
    modest, harsh = (arm("sma11", f"opening.guest_rise={rise}") for rise in (0.5, 4.61))
    low, high = change(wait(modest), wait(harsh))
    assert low > 60, f"refused for the longer the further off it starts: {low:.0f} to {high:.0f} days"


def test_the_rise_ends_a_little_above_the_line_and_lower_than_without_one():
    """Nanfang Daily, March 2021: above the 13% held to."""
    without, held = arm("sma11", "lines=[]"), arm("sma11")
    low, high = change(without["rise_annualised"], held["rise_annualised"])
    assert high < 0, f"tied hands pay less: {low:+.4f} to {high:+.4f} a year"
    above = np.nanmedian(run(shipped("sma11"), 4000)["rise"]) - LINE
    assert 0.0 < above < 0.02, f"crossed by one or two points: {above:+.4f}"


def test_a_host_weary_of_talks_trades_money_for_years():
    """KBS 2020-04-11: a long term spares Seoul the yearly knock on the door."""
    fresh, weary = (arm("sma10", *set_to(renewal_cost=cost)) for cost in (0.0, 0.3))
    low, high = change(fresh["term_years"], weary["term_years"])
    assert low > 2, f"coming back costs, so fewer returns: {low:.1f} to {high:.1f} years longer"
    assert mean_rise_change(fresh, weary) > 0, "and it pays for them"


def test_the_term_closes_before_the_sum():
    """KBS 2020-04-11: both accepted five years in April 2020 while the sum stayed open."""
    closed = prepare(shipped("sma11")).facts.term_closed
    assert np.all(closed[:174] == 0), "open before 2020-03-16"
    assert np.all(closed[174:190] == 5), "closed at five paid years from then on"
    open_, agreed = arm("sma11", "term_positions=[]"), arm("sma11")
    apart = [np.mean((c["term_years"] >= 5)[c["agreed"] == 1.0]) for c in (open_, agreed)]
    assert apart[1] > apart[0], f"a closed issue is not opened again: {apart}"


def test_a_pledge_to_a_new_friendly_guest_has_its_price():
    """Nanfang Daily, March 2021: the sum as proof of loyalty. Where he agrees in both arms."""
    friend = prepare(shipped("sma11")).administrations.index("biden")
    none, loyal = (arm("sma11", *set_to(agreement_pledge=worth)) for worth in (0.0, 0.1))
    his = (none["guest_at_agreement"] == friend) & (loyal["guest_at_agreement"] == friend)
    low, high = change(none["rise_annualised"][his], loyal["rise_annualised"][his])
    assert low > 0, f"good relations cost: {low:+.4f} to {high:+.4f} a year"


def test_seoul_gives_less_before_its_own_elections():
    """KBS 2020-04-11: kept low-key in the month of the vote."""
    bold, careful = (arm("sma11", *set_to(audience_election=x, election_caution=x / 2)) for x in (0.0, 2.0))
    low, high = change(bold["rise_annualised"], careful["rise_annualised"])
    assert high < 0, f"each point of a rise costs more votes then: {low:+.4f} to {high:+.4f} a year"
    low, high = change(wait(bold), wait(careful))
    assert low > 0, f"and the text comes later: {low:.1f} to {high:.1f} days"


def test_self_reliance_lowers_what_seoul_pays():
    """Nanfang Daily, March 2021: own arms, own command."""
    for name in ("sma11", "sma12"):
        assert prepare(shipped(name)).facts.autonomy > 0, "a defence budget growing faster than prices"
        leaning, upright = (arm(name, *set_to(agreement_autonomy=weight)) for weight in (0.0, 0.1))
        assert mean_rise_change(leaning, upright) < 0, f"{name}: less need of the troops"


def test_items_for_missions_elsewhere_are_harder_to_get():
    """Nanfang Daily, March 2021: fear of paying for wars far off. Where the items are cheap enough to be taken."""
    cheap = set_to(operations_host=0.02)
    here, elsewhere = (arm("sma11", *cheap, f"table.out_of_area={x}") for x in ("false", "true"))
    low, high = change(here["operational_support"], elsewhere["operational_support"])
    assert high < -0.3, f"the further cost keeps them out: {low:+.2f} to {high:+.2f}"
    kept = elsewhere["operational_support"] == 0
    assert np.mean(here["operational_support"][kept]) > 0.5, "not for want of items on the table"


def test_money_that_stays_at_home_makes_a_rise_easier():
    """Nanfang Daily, March 2021: wages of its own people. The shipped weight moves little: docs/mechanisms.md."""
    guests, own = (arm("sma11", *set_to(labour_host=worth)) for worth in (0.0, 0.3))
    low, high = change(guests["labour_share"], own["labour_share"])
    assert low > 0.2, f"more of the wages from the fund: {low:+.2f} to {high:+.2f}"
    assert mean_rise_change(guests, own) > 0, "and a higher rise goes with it"
    low, high = change(wait(guests), wait(own))
    assert high < 0, f"sooner: {low:.0f} to {high:.0f} days"


def test_failed_rounds_cool_relations():
    """Nanfang Daily, March 2021: relations cooled after Seoul refused."""
    stocks = [r.relations for r in rounds_of(7) if r.day < 100]
    assert stocks[-1] < stocks[0] < 0, f"each failed round is remembered: {stocks}"
    shrugged, felt = (arm("sma10", *set_to(relations_failure=x, agreement_relations=0.1)) for x in (0.0, 0.2))
    assert mean_rise_change(shrugged, felt) < 0, "an agreement with a cold partner is worth less"


def test_harsh_demands_anger_the_public():
    """Bao Nghe An, November 2019: the alliance counted in money."""
    mild, harsh = (rounds_of(7, f"opening.guest_rise={rise}")[0] for rise in (0.5, 4.61))
    assert harsh.anger > 2 * mild.anger, f"anger by doublings of the sum: {mild.anger:.2f}, {harsh.anger:.2f}"


def test_protests_follow_demands_tactics_and_a_dear_deal():
    """Bao Nghe An, November 2019: false dollars at the embassy; Nanfang Daily, March 2021: most humiliating."""
    mild, harsh = (arm("sma10", f"opening.guest_rise={rise}") for rise in (0.2, 4.61))
    low, high = change(mild["protests"], harsh["protests"])
    assert low > 0, f"demands: {low:.2f} to {high:.2f}"
    without, crossed = arm("sma11", "lines=[]"), arm("sma11")
    low, high = change(without["protests"], crossed["protests"])
    assert low > 0, f"a signature above the line offends by itself: {low:.2f} to {high:.2f}"


def test_an_angry_public_makes_an_agreement_worth_less():
    for name in ("sma10", "sma11"):
        calm, angry = (arm(name, *set_to(agreement_anger=weight)) for weight in (0.0, 0.2))
        assert mean_rise_change(calm, angry) < 0, f"{name}: fewer want the troops at any price"


def test_less_support_means_fewer_votes():
    """Bao Nghe An, November 2019: most oppose paying much more, which the government must weigh."""
    camps = tuple(f"segments.{camp}.support" for camp in range(3))
    warm, cold = (arm("sma11", *(f"{camp}={x}" for camp in camps)) for x in (0.5, 0.05))
    low, high = change(warm["votes_for"], cold["votes_for"])
    assert high < -5, f"members answer to their voters: {low:.0f} to {high:.0f} votes"


def test_the_dearer_the_deal_the_fewer_the_votes():
    """Nanfang Daily, March 2021: groups ask the Assembly to refuse."""
    c = arm("sma11")
    voted = ~np.isnan(c["votes_for"])
    assert np.corrcoef(c["rise"][voted], c["votes_for"][voted])[0, 1] < -0.2, "members measure the rise by the line"
    blind, strict = (arm("sma11", *set_to(vote_rise=weight)) for weight in (0.0, 20.0))
    low, high = change(blind["votes_for"], strict["votes_for"])
    assert high < 0, f"the more it weighs the fewer say yes: {low:.1f} to {high:.1f}"


def test_a_rise_above_japans_is_dearer_at_home():
    """Nanfang Daily, March 2021: larger than that of the other close ally."""
    for name in ("sma09", "sma11"):
        blind, jealous = (arm(name, *set_to(audience_peer=weight)) for weight in (0.0, 1.0))
        assert mean_rise_change(blind, jealous) < 0, f"{name}: what the peers did not pay is harder to defend"
    peer = 'peer_deals=[{{since=2011-01-21, host="Japan", rise={rise}, source="test"}}]'
    frugal, generous = (arm("sma11", peer.format(rise=rise)) for rise in (0.0, 0.3))
    assert mean_rise_change(frugal, generous) > 0, "where Japan pays more, so can Seoul"


def test_workers_sent_home_anger_the_public_against_the_guest():
    """Nanfang Daily, March 2021; KBS 2020-04-11: unpaid leave bred anger, and not pressure on Seoul alone."""
    numb, hurt = (arm("sma11", *set_to(anger_furlough=weight)) for weight in (0.0, 2.0))
    assert mean_rise_change(numb, hurt) < 0, "in anger Seoul gives less"
    low, high = change(numb["protests"], hurt["protests"])
    assert low > 0, f"and more protests follow: {low:.2f} to {high:.2f}"
