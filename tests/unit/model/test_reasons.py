"""Terms add up to what the rules say, constraints bind, and the nearest package would have been taken."""

import math
from collections import Counter

import numpy as np
import pytest

from sim.engine.log import Happening
from sim.engine.logs import simulate_logged
from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from sim.reasons.made import odds_terms
from sim.reasons.seen import GUEST_WEIGHTS, HOST_WEIGHTS, WEIGHTS
from sim.reasons.worth import Scene
from sim.rules.acceptance import above_line, member_yes
from sim.rules.kinds import Reason
from sim.rules.opinion import voters_support
from sim.rules.payment import (
    fill_year_weights,
    frozen_years,
    normal_growth,
    normal_rise,
    package_cost,
    years_since_base,
)
from sim.rules.settlement import TIE, best_for_guest
from sim.rules.terms import YEARS
from sim.traces.entries import MoveEntry
from sim.traces.moves import Constraint
from tests.runs import SHIPPED, shipped

EXACT = 1e-9
MOVES = {"offer", "text", "walkout", "threat", "refusal", "consent", "vote"}
VARIANTS = (
    (),
    ("parameters.vote_level=0", "parameters.leader_spread=0.1", "parameters.concession_rate=5"),
    ("successions.0.winner=draw", "parameters.leader_price=0.03", "parameters.audience_line=0.05"),
)


@pytest.fixture(scope="module")
def models():
    made = []
    for name in SHIPPED:
        for overrides in VARIANTS:
            prepared = prepare(shipped(name, *overrides))
            for replicate in range(3):
                made.append(NegotiationModel(prepared, 2, replicate))
                made[-1].run()
    return made


@pytest.fixture(scope="module")
def entries(models):
    return [entry for model in models for entry in model.trace.of(MoveEntry)]


def first_scene(prepared):
    """The day of the first round of a negotiation as both sides saw it, before a succession comes into sight."""
    events = simulate_logged(prepared, 1, 0, 1).of(0)
    model = NegotiationModel(prepared, 1, 0)
    (first, *_) = [event for event in events if event.kind == Happening.ROUND.value]
    return Scene(first, model.world.q, prepared.facts, prepared.params)


def moves(entries, *kinds):
    return [(entry, entry.move) for entry in entries if entry.kind in kinds]


def test_every_move_has_its_reasons_and_nothing_else_has(models, entries):
    assert {entry.kind for entry in entries} == MOVES
    for model in models:
        assert all((entry.kind in MOVES) == isinstance(entry, MoveEntry) for entry in model.trace.entries)


def test_terms_add_up_to_the_worth_the_rules_use(entries):
    for entry, move in moves(entries, *MOVES - {"vote"}):
        total = {side: sum(terms.values()) for side, terms in move.terms.items()}
        assert total["host_waiting"] == pytest.approx(move.host_waiting, abs=EXACT)
        assert total["guest_waiting"] == pytest.approx(move.guest_waiting, abs=EXACT)
        if move.content is not None:
            assert total["host"] == pytest.approx(move.content.host, abs=EXACT)
            assert total["guest"] == pytest.approx(move.content.guest, abs=EXACT)
        for side, terms in move.terms.items():
            assert terms["remaining"] == pytest.approx(0.0, abs=EXACT), (entry.kind, side)


def test_worth_of_moves_is_that_of_the_outcome_and_of_the_rounds(models):
    for model in models:
        rounds = {one.day: one for one in model.trace.rounds}
        for entry, move in moves(model.trace.entries, "offer"):
            one = rounds[entry.day]
            assert move.host_waiting == one.host_waiting
            assert move.guest_waiting == one.guest_waiting
            if move.content is not None:
                assert move.content.rise == (one.guest_rise if move.party == "guest" else one.host_rise)
        agreed = moves(model.trace.entries, "consent")
        if agreed and model.outcome.agreed:
            assert agreed[-1][1].content.host == pytest.approx(model.outcome.utility_host, abs=EXACT)
            assert agreed[-1][1].content.guest == pytest.approx(model.outcome.utility_guest, abs=EXACT)


def test_a_walkout_is_weighed_as_the_offers_it_answers(models):
    for model in models:
        offers = {entry.day: entry.move for entry, _ in moves(model.trace.entries, "offer")}
        for entry, move in moves(model.trace.entries, "walkout", "threat"):
            assert move.terms["host_waiting"] == offers[entry.day].terms["host_waiting"]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_no_weight_accounts_for_is_the_payment_path(name):
    """A part that a rule adds under a weight of its own must be among `WEIGHTS`, or it would count as money."""
    prepared = prepare(shipped(name))
    facts, p = prepared.facts, prepared.params
    sight = first_scene(prepared)
    view, s = sight.view, sight.view.setting
    package = best_for_guest(sight.host_waiting, sight.menu, view.kinks)
    first = frozen_years(s.day, facts.year_ends)

    def cost(discount, tenure, later, beyond):
        weights = np.zeros(YEARS)
        fill_year_weights(weights, s.day, facts.expiry, facts.year_ends, first, discount, tenure, later, beyond)
        constant, slope = package_cost(
            weights, first, first + int(facts.pair_term[package.pair]), first + 1 + facts.base_age,
            facts.growth[facts.pair_escalator[package.pair]], normal_growth(p.fair_growth, facts.inflation),
            p.level_persistence, np.zeros(YEARS),
        )  # fmt: skip
        return constant, slope * (1.0 + package.rise)

    host = sight.host_terms(package)["money"]
    guest = sight.guest_terms(package)
    assert host == pytest.approx(-sum(cost(p.discount_host, math.inf, 1.0, 1.0)), abs=EXACT)
    constant, paid = cost(p.discount_guest, s.tenure_days, s.later, s.beyond)
    assert guest["money"] == pytest.approx(constant + paid, abs=EXACT)
    assert guest["dollars"] == pytest.approx(paid * (facts.dollar_worth[first] - 1.0), abs=EXACT)


def test_every_weight_of_a_package_is_on_one_side_but_the_renewal_which_both_look_to():
    assert set(HOST_WEIGHTS) | set(GUEST_WEIGHTS) == set(WEIGHTS)
    assert set(HOST_WEIGHTS) & set(GUEST_WEIGHTS) == {"renewal"}
    assert {"rivalry_guest", "precedent_guest", "labour_guest", "agreement_guest"} <= set(GUEST_WEIGHTS)
    assert {"habit", "renewal_cost", "audience_line", "labour_host", "agreement_threat"} <= set(HOST_WEIGHTS)


@pytest.mark.parametrize("rise", [0.0, 0.1, 0.5])
def test_the_odds_of_a_vote_are_those_of_its_members(rise):
    prepared = prepare(shipped("sma11"))
    scene, f, p = first_scene(prepared), prepared.facts, prepared.params
    scene.event.rise = rise
    e = scene.event
    normal = normal_rise(normal_growth(p.fair_growth, f.inflation), years_since_base(0, f.base_age))
    above = above_line(rise, float(e.line), normal)
    odds, seats = 0.0, 0
    for bloc in range(f.blocs):
        camp = f.bloc_camp[bloc]
        support = voters_support(f.segment_support[camp], p.support_anger, e.angers[camp])
        in_government = camp == f.host_camp[e.host]
        chance = member_yes(p.vote_level, p.vote_government, in_government, p.vote_support, support, p.vote_rise, above)
        odds += f.bloc_seats[bloc] * math.log(chance / (1.0 - chance))
        seats += f.bloc_seats[bloc]
    assert sum(odds_terms(scene).values()) == pytest.approx(odds / seats, abs=EXACT)


def test_variants_reach_most_constraints(entries):
    seen = Counter(move.constraint for _, move in moves(entries, *MOVES))
    assert set(seen) >= {
        Constraint.NONE, Constraint.OWN_ASPIRATION, Constraint.OTHER_ASPIRATION, Constraint.ELECTION,
        Constraint.LEADER, Constraint.LUCK, Constraint.WIN_SET,
    }, seen  # fmt: skip


def test_offers_that_meet_are_bound_by_nothing_and_others_by_one_side(models):
    for model in models:
        rounds = {one.day: one for one in model.trace.rounds}
        pairs = {}
        for entry, move in moves(model.trace.entries, "offer"):
            pairs.setdefault(entry.day, []).append(move.constraint)
        for day, (guest, host) in pairs.items():
            assert (guest is Constraint.NONE) == (host is Constraint.NONE) == (rounds[day].gap <= TIE)
            aspirations = {Constraint.OWN_ASPIRATION, Constraint.OTHER_ASPIRATION}
            assert {guest, host} == aspirations or guest is host


def test_the_nearest_package_would_have_been_taken(models):
    checked = Counter()
    for model in models:
        rounds = {one.day: one for one in model.trace.rounds}
        for entry, move in moves(model.trace.entries, *MOVES):
            near = move.nearest
            if near is None:
                continue
            checked[entry.kind] += 1
            if entry.kind == "offer":
                one = rounds[entry.day]
                worth, least = (near.host, one.host_asks) if move.party == "guest" else (near.guest, one.guest_asks)
            elif entry.kind in ("walkout", "threat"):
                worth, least = near.guest, rounds[entry.day].guest_asks - float(model.world.p.walkout_gap)
            elif entry.kind == "refusal":
                by_guest = move.party == "guest"
                worth, least = (near.guest, move.guest_waiting) if by_guest else (near.host, move.host_waiting)
            else:
                continue
            assert worth >= least - EXACT
    assert min(checked[kind] for kind in ("offer", "walkout", "refusal", "vote")) > 0


def test_a_nearest_package_on_the_same_terms_moves_toward_the_other_side(entries):
    for entry, move in moves(entries, "offer", "refusal", "walkout"):
        near, own = move.nearest, move.content
        if near is None or own is None or move.constraint is Constraint.LUCK:
            continue
        same = (near.escalator, near.term, near.labour_share, near.operational_support)
        if same != (own.escalator, own.term, own.labour_share, own.operational_support):
            continue
        up = (entry.kind == "offer") == (move.party == "host") if entry.kind != "refusal" else move.party == "guest"
        up = True if entry.kind == "walkout" else up
        assert (near.rise - own.rise) * (1.0 if up else -1.0) >= -EXACT


def test_no_leader_refuses_what_is_worth_no_less_to_him_than_waiting(entries):
    for _, move in moves(entries, "refusal"):
        worth = move.content.guest if move.party == "guest" else move.content.host
        least = move.guest_waiting if move.party == "guest" else move.host_waiting
        assert worth < least
        assert move.constraint is not Constraint.LUCK


def test_who_waits_is_told_where_the_next_change_of_government_binds_and_nowhere_else(entries):
    """A change from outside, at no known date, would leave the date open; none is expected in these scenarios."""
    for _, move in moves(entries, *MOVES):
        assert (move.waiter is not None) == (move.constraint is Constraint.ELECTION) == (move.awaited is not None)


def test_a_failed_vote_names_the_rise_it_would_have_carried(entries):
    for entry, move in moves(entries, "vote"):
        if entry.reason is not Reason.VOTE_FAILED:
            assert move.nearest is None
        elif move.constraint is Constraint.WIN_SET and move.nearest is not None:
            assert move.nearest.rise < move.content.rise


@pytest.mark.parametrize(
    "overrides",
    [
        ("protocol=alternating",),
        ("protocol=random", "policy=tactics"),
        ("protocol=alternating", "policy=equilibrium"),
        ("switches={waiting=false}",),
        ("switches={leader_approval=false, ratification=false}",),
        ("switches={audience_cost=false, precedent=false}",),
        ("outside={change_rate=0.5, change_guest=0.3, change_host=0.1}",),
        ("outside={exit_guest=0.05, exit_host=0.1}",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["sma10", "sma11"])
def test_terms_add_up_under_every_protocol_policy_and_switch(name, overrides):
    prepared = prepare(shipped(name, *overrides))
    for replicate in range(2):
        model = NegotiationModel(prepared, 3, replicate)
        model.run()
        for entry, move in moves(model.trace.of(MoveEntry), *MOVES - {"vote"}):
            for side, terms in move.terms.items():
                assert terms["remaining"] == pytest.approx(0.0, abs=EXACT), (entry.kind, side)
            if move.content is not None:
                assert sum(move.terms["host"].values()) == pytest.approx(move.content.host, abs=EXACT)
