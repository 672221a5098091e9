"""What bound a move, beside a slow plain reading of its definition: one thing out of the way at a time."""

import math
from collections import Counter

import pytest

from sim.engine.log import Happening
from sim.prepare import prepare
from sim.reasons.made import Reasons, text_of
from sim.reasons.seen import AUDIENCE
from sim.rules.kinds import Party, Reason
from sim.rules.settlement import best_for_guest
from sim.rules.succession import delegation_least, lame_duck
from sim.traces.moves import Constraint
from tests.runs import SHIPPED, shipped
from tests.unit.reasons.scenes import altered, scenes_of

VARIANTS = (
    (),
    ("parameters.temperature=0.03", "parameters.side_letter_most=0.05"),
    ("successions.0.winner=draw", "parameters.reservation_sd_guest=0.15", "parameters.reservation_sd_host=0.15",
     "parameters.audience_line=2", "parameters.bridge_ministerial=0.2"),
    ("switches={leader_approval=false}",),
)  # fmt: skip


@pytest.fixture(scope="module")
def scenes():
    kinds = (Happening.ROUND, Happening.REFUSAL, Happening.CONSENT)
    found = {kind: [] for kind in kinds}
    for name in SHIPPED:
        for overrides in VARIANTS:
            prepared = prepare(shipped(name, *overrides))
            for scene in scenes_of(prepared, 0, kinds):
                found[Happening(scene.event.kind)].append(scene)
    return found


def worth_to(scene, valuation, by_guest):
    """What the text is worth to a leader, its side letter included."""
    e, text = scene.event, text_of(scene.event)
    if by_guest:
        return valuation.guest(text) + e.letter
    return valuation.host(text) - scene.params.side_letter_cost * e.letter


def refused_for(scene):
    """Luck, else the first of public, next change of government and own reservation that explains a refusal."""
    e, waits = scene.event, scene.view.waits
    by_guest = e.party == Party.GUEST.value
    private = e.guest_private if by_guest else e.host_private
    least = (waits.guest if by_guest else waits.host) + private
    forever = (waits.guest_forever if by_guest else waits.host_forever) + private
    worth = worth_to(scene, scene.as_is, by_guest)
    if worth >= least:
        return Constraint.LUCK
    if worth_to(scene, scene.without(*AUDIENCE), by_guest) >= least:
        return Constraint.AUDIENCE
    return Constraint.ELECTION if waits.until < math.inf and worth >= forever else Constraint.LEADER


def nothing_closes_for(scene):
    """The first of standing text, public and next change of government without which some package would do."""
    e, f, waits = scene.event, scene.facts, scene.view.waits

    def closes(host, guest, valuation):
        return best_for_guest(host, valuation.menu, valuation.kinks).guest >= guest

    if e.own_waits < e.guest_waits and closes(e.host_least, max(e.own_waits, f.exit_guest), scene.as_is):
        return Constraint.STANDING_TEXT
    if closes(e.host_least, e.guest_least, scene.without(*AUDIENCE)):
        return Constraint.AUDIENCE
    forever = waits._replace(host=waits.host_forever, guest=waits.guest_forever)
    guest = delegation_least(forever, e.guest_private, bool(e.refused), int(e.level), scene.params)
    host = max(waits.host_forever + e.host_private, f.exit_host)
    if waits.until < math.inf and closes(host, max(guest, f.exit_guest), scene.as_is):
        return Constraint.ELECTION
    return Constraint.OWN_RESERVATION


def test_a_refusal_is_bound_by_what_would_have_undone_it(scenes):
    """Of the texts refused, and of the same ones at other rises and with a side letter, by either leader."""
    seen = Counter()
    for party in (Party.GUEST, Party.HOST):
        for more in (-0.05, 0.0, 0.05, 0.2):
            for scene in altered(
                scenes[Happening.REFUSAL],
                party=lambda e, party=party: party.value,
                rise=lambda e, more=more: e.rise + more,
                letter=lambda e: 0.02,
            ):
                found = Reasons(scene).refusal().constraint
                assert found is refused_for(scene)
                seen[party, found] += 1
    bound = {Constraint.LUCK, Constraint.ELECTION, Constraint.LEADER}
    assert {found for party, found in seen if party is Party.GUEST} == bound, seen
    assert {found for party, found in seen if party is Party.HOST} >= {*bound, Constraint.AUDIENCE}, seen


def test_a_round_without_a_zone_is_bound_by_what_would_have_opened_one(scenes):
    """Of rounds as held, and of the same ones with a host who could do without less, or a text that stands."""
    seen = Counter()
    for host_more, guest_more, stands in ((0.0, 0.0, 0.0), (0.05, 0.0, 0.0), (0.0, 0.3, 0.3), (0.0, 2.0, 0.0)):
        for scene in altered(
            scenes[Happening.ROUND][::2],
            host_least=lambda e, more=host_more: e.host_least + more,
            guest_least=lambda e, more=guest_more: e.guest_least + more,
            guest_waits=lambda e, more=stands: e.own_waits + more,
        ):
            e = scene.event
            closes = best_for_guest(e.host_least, scene.menu, scene.view.kinks).guest >= e.guest_least
            parked = lame_duck(e.day, e.guest, scene.prospects, scene.facts)
            if closes or parked or e.gap <= 0.0 or e.reason != Reason.NONE.value:
                continue
            expected = nothing_closes_for(scene)
            guest, host = (move.constraint for move in Reasons(scene).offers())
            assert guest is host is expected
            seen[expected] += 1
    assert set(seen) == {
        Constraint.STANDING_TEXT, Constraint.AUDIENCE, Constraint.ELECTION, Constraint.OWN_RESERVATION,
    }, seen  # fmt: skip


def test_who_asks_for_more_than_it_could_do_without_holds_out(scenes):
    seen = Counter()
    for scene in scenes[Happening.ROUND]:
        e = scene.event
        guest, host = (move.constraint for move in Reasons(scene).offers())
        if {guest, host} != {Constraint.OWN_ASPIRATION, Constraint.OTHER_ASPIRATION}:
            continue
        of_guest = e.guest_asks - e.guest_least
        of_host = best_for_guest(e.host_least, scene.menu, scene.view.kinks).guest - e.host_other
        assert (guest is Constraint.OWN_ASPIRATION) == (of_guest >= of_host)
        seen[guest] += 1
    assert len(seen) == 2, seen


def test_a_consent_against_the_odds_is_luck(scenes):
    """Of the texts taken, and of the same ones at rises that one of the leaders would rather not take."""
    seen = Counter()
    unchanged = {"text_host": lambda e: e.text_host, "text_guest": lambda e: e.text_guest}
    for more in (0.0, -0.3, 0.6):
        for scene in altered(scenes[Happening.CONSENT], rise=lambda e, more=more: e.rise + more, **unchanged):
            e, asked = scene.event, scene.facts.leaders == 1
            e.text_guest, e.text_host = (worth_to(scene, scene.as_is, by_guest) for by_guest in (True, False))
            gains = (e.text_guest - scene.guest_waiting, e.text_host - scene.host_waiting)
            move = Reasons(scene).consent()
            lucky = asked and min(gains) < 0.0
            assert move.constraint is (Constraint.LUCK if lucky else Constraint.NONE)
            heat = float(scene.params.temperature)
            chances = [1.0 / (1.0 + math.exp(-gain / heat)) for gain in gains]
            assert move.chance == pytest.approx(math.prod(chances) if asked else 1.0, abs=1e-9)
            seen[asked, min(gains) < 0.0] += 1
    assert len(seen) == 4, seen
