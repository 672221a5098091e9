"""Votes, texts turned down and the worth of waiting: luck, odds and parts, each reckoned once more."""

import math
from collections import Counter

import pytest

from sim.engine.log import Happening
from sim.engine.logs import simulate_logged
from sim.prepare import prepare
from sim.reasons.made import Reasons, text_of, vote
from sim.reasons.reader import TraceReader
from sim.reasons.seen import without
from sim.reasons.worth import LAPSE, Scene
from sim.rules.kinds import Party, Reason
from sim.rules.settlement import LEAST_RISE
from sim.rules.winset import yes_share
from sim.traces.entries import Refusal
from sim.traces.moves import Constraint
from tests.runs import shipped
from tests.unit.reasons.scenes import altered, scenes_of

JUST = 1e-9  # of a rise


def all_scenes(kind, *overrides, replicates=6):
    prepared = prepare(shipped("sma11", *overrides))
    return [scene for replicate in range(replicates) for scene in scenes_of(prepared, replicate, (kind,))]


def carries(scene, rise):
    e, f = scene.event, scene.facts
    return yes_share(rise, int(e.day), int(e.host), e.line, e.angers, f, scene.params) > f.majority


def test_a_vote_against_what_was_expected_is_luck_and_names_the_rise_that_would_have_carried():
    """Of the votes held, and of the same ones at larger rises, each with either count."""
    seen = Counter()
    scenes = all_scenes(Happening.VOTE, "parameters.vote_level=0", replicates=12)
    for more in (0.0, 0.1, 0.4):
        for count in (0, 1):
            for scene in altered(scenes, rise=lambda e, more=more: e.rise + more, carried=lambda e, n=count: n):
                rise, expected, move = scene.event.rise, carries(scene, scene.event.rise), vote(scene)
                if expected != (count == 1):
                    assert move.constraint is Constraint.LUCK
                else:
                    assert move.constraint is (Constraint.NONE if expected else Constraint.WIN_SET)
                if count == 1:
                    assert move.nearest is None
                elif expected:
                    assert move.nearest.rise == rise, "by better luck the text itself"
                elif move.nearest is not None:
                    near = move.nearest.rise
                    assert carries(scene, near - JUST)
                    assert not carries(scene, near + JUST)
                seen[count, expected] += 1
    assert len(seen) == 4, seen


def test_a_text_turned_down_follows_no_rule_and_nothing_lies_nearer_than_itself():
    scenes = [each for each in all_scenes(Happening.ROUND) if each.event.pair >= 0]
    assert scenes
    for reason in (Reason.GUEST_DECLINED, Reason.HOST_DECLINED):
        for scene in altered(scenes, reason=lambda e, reason=reason: reason.value):
            text, move = text_of(scene.event), Reasons(scene).declined()
            assert move.party == ("guest" if reason is Reason.GUEST_DECLINED else "host")
            assert move.constraint is Constraint.LUCK
            assert move.nearest == move.content
            assert (move.content.host, move.content.guest) == (scene.as_is.host(text), scene.as_is.guest(text))


def test_of_waiting_the_lapse_is_what_its_weights_bring_and_the_old_amount_what_is_left_without_them():
    for scene in all_scenes(Happening.ROUND, replicates=1):
        unharmed = Scene(scene.event, scene.prospects, scene.facts, without(scene.params, LAPSE))
        for terms, bare in zip(scene.waiting_terms(), unharmed.waiting_terms(), strict=True):
            assert terms["lapse"] <= 0.0 == bare["lapse"]
            assert terms["old_amount"] == pytest.approx(bare["old_amount"], abs=1e-12)


def test_what_a_change_from_outside_would_bring_is_expected_and_no_part_of_the_lapse():
    change = "outside={change_rate=0.5, change_guest=0.3, change_host=0.1}"
    for scene in all_scenes(Happening.ROUND, change, replicates=1):
        facts = scene.facts.copy()
        facts.change_guest = facts.change_host = 0.0
        nothing = Scene(scene.event, scene.prospects, facts, scene.params)
        for terms, bare in zip(scene.waiting_terms(), nothing.waiting_terms(), strict=True):
            for name in terms.keys() - {"expected", "remaining"}:
                assert terms[name] == pytest.approx(bare[name], abs=1e-12), name
            assert math.isfinite(terms["expected"])


@pytest.mark.parametrize("party", list(Party), ids=lambda party: party.name)
def test_the_rise_a_leader_would_have_signed_is_that_of_the_nearest_package(party):
    """Of texts that were taken, as if either leader had refused one at a rise that he would never sign."""
    prepared, compared = prepare(shipped("sma11")), 0
    for replicate in range(8):
        log = simulate_logged(prepared, 2, replicate, 1).of(0).copy()
        refused = log["kind"] == Happening.CONSENT.value
        log["kind"][refused], log["party"][refused] = Happening.REFUSAL.value, party.value
        log["rise"][refused] += 0.5 if party is Party.HOST else -0.5
        for entry in TraceReader(prepared.of(replicate), 2, replicate).read(log).of(Refusal):
            near, text = entry.move.nearest, entry.content
            if entry.actor != party.name.lower() or near is None:
                continue
            assert (near.escalator, near.term) == (text.escalator, text.term)
            assert entry.limit == pytest.approx(near.rise, abs=JUST)
            worth = near.guest if party is Party.GUEST else near.host
            if near.rise > LEAST_RISE:
                assert worth == pytest.approx(entry.waiting, abs=1e-9)
            else:
                assert worth >= entry.waiting, "the deepest cut would still have done"
            compared += 1
    assert compared


def test_the_offer_that_would_have_kept_a_delegation_falls_short_of_what_it_asks_by_the_gap_it_bears():
    compared = 0
    for scene in all_scenes(Happening.ROUND, replicates=2):
        near = Reasons(scene).tactic().nearest
        if near is not None and near.rise > LEAST_RISE:
            assert near.guest == pytest.approx(scene.event.guest_asks - scene.params.walkout_gap, abs=1e-9)
            compared += 1
    assert compared
