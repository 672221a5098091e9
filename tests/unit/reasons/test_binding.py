"""What bound a move, beside a slow plain reading of its definition: one thing out of the way at a time."""

import math
from collections import Counter

import pytest

from sim.engine.log import Happening
from sim.prepare import prepare
from sim.reasons.binding import own_ask
from sim.reasons.made import Reasons, text_of
from sim.reasons.seen import AUDIENCE
from sim.rules.kinds import Party, Reason
from sim.rules.settlement import MOST_RISE, TIE, best_for_guest
from sim.traces.moves import Constraint
from tests.runs import SHIPPED, shipped
from tests.unit.reasons.scenes import altered, scenes_of, seen_anew, without_price

VARIANTS = (
    (),
    ("parameters.leader_spread=0.1",),
    ("successions.0.winner=draw", "parameters.reservation_sd_host=0.15", "parameters.audience_line=0.1"),
    ("switches={leader_approval=false}",),
)
NO_LINE = {"line": math.inf}


def scenes_by_kind(*overrides, names=SHIPPED, replicate=0):
    kinds = (Happening.ROUND, Happening.REFUSAL, Happening.CONSENT)
    found = {kind: [] for kind in kinds}
    for name in names:
        for scene in scenes_of(prepare(shipped(name, *overrides)), replicate, kinds):
            found[Happening(scene.event.kind)].append(scene)
    return found


@pytest.fixture(scope="module")
def scenes():
    found = [scenes_by_kind(*overrides, replicate=replicate) for overrides in VARIANTS for replicate in range(2)]
    return {kind: [scene for each in found for scene in each[kind]] for kind in found[0]}


def offers_bound(scene):
    """What bound the offers of a round, the same for both sides, and whose hope that was."""
    guest, host = Reasons(scene).offers()
    assert guest.constraint is host.constraint
    return guest.constraint, guest.waiter


def worth_to(scene, valuation, by_guest):
    """What the text is worth to a leader."""
    text = text_of(scene.event)
    return valuation.guest(text) if by_guest else valuation.host(text)


def refused_for(scene):
    """The first that explains a refusal: his own price where his ministers would sign, line, public, next change."""
    e, waits = scene.event, scene.view.waits
    by_guest = e.party == Party.GUEST.value
    private = 0.0 if by_guest else e.host_private
    least = (waits.guest if by_guest else waits.host) + private
    forever = (waits.guest_forever if by_guest else waits.host_forever) + private
    worth = worth_to(scene, scene.as_is, by_guest)
    if worth >= least - TIE:
        return Constraint.LUCK
    if by_guest and worth_to(scene, without_price(scene), True) >= least - TIE:
        return Constraint.LEADER
    if not by_guest and worth_to(scene, seen_anew(scene, **NO_LINE).as_is, False) >= least - TIE:
        return Constraint.LINE
    if not by_guest and worth_to(scene, scene.without(*AUDIENCE), False) >= least - TIE:
        return Constraint.AUDIENCE
    return Constraint.ELECTION if waits.until < math.inf and worth >= forever - TIE else Constraint.LEADER


def nothing_closes_for(scene):
    """The first of price, line, public and next change of government without which some package would do."""
    e, f, waits = scene.event, scene.facts, scene.view.waits

    def closes(host, guest, valuation):
        return best_for_guest(host, valuation.menu, valuation.kinks).guest >= guest

    known = e.refused == 1 or e.level == 2
    if known and e.guest_private > 0.0 and closes(e.host_least, e.guest_least, without_price(scene)):
        return Constraint.LEADER, None
    if closes(e.host_least, e.guest_least, seen_anew(scene, **NO_LINE).as_is):
        return Constraint.LINE, None
    if closes(e.host_least, e.guest_least, scene.without(*AUDIENCE)):
        return Constraint.AUDIENCE, None
    guest = max(waits.guest_forever, f.exit_guest)
    host = max(waits.host_forever + e.host_private, f.exit_host)
    if waits.until == math.inf:
        return Constraint.OWN_RESERVATION, None
    alone = {
        "guest": closes(e.host_least, guest, scene.as_is),
        "host": closes(host, e.guest_least, scene.as_is),
    }
    if all(alone.values()):
        return Constraint.ELECTION, "guest" if e.guest_least - guest >= e.host_least - host else "host"
    if any(alone.values()):
        return Constraint.ELECTION, next(side for side in alone if alone[side])
    both = closes(host, guest, scene.as_is)
    return (Constraint.ELECTION, "both") if both else (Constraint.OWN_RESERVATION, None)


def test_a_refusal_is_bound_by_what_would_have_undone_it(scenes):
    """Of the texts refused or taken, and of the same ones at other rises and above a public offer, by either leader."""
    seen = Counter()
    for party in Party:
        for more, line in (
            (-0.1, math.inf),
            (-0.05, math.inf),
            (-0.03, math.inf),
            (0.0, math.inf),
            (0.2, math.inf),
            (0.1, 0.0),
        ):
            for scene in [*scenes[Happening.REFUSAL], *scenes[Happening.CONSENT]]:
                rise = scene.event.rise + more
                asked = seen_anew(scene, {"audience_line": 0.1}, party=party.value, rise=rise, line=line)
                move = Reasons(asked).refusal()
                assert move.constraint is refused_for(asked)
                seen[party, move.constraint] += 1
                if move.constraint is Constraint.ELECTION:
                    assert move.waiter == party.name.lower()
    bound = {Constraint.LUCK, Constraint.ELECTION, Constraint.LEADER}
    assert {found for party, found in seen if party is Party.GUEST} == bound, seen
    of_host = {found for party, found in seen if party is Party.HOST}
    assert of_host == {*bound, Constraint.LINE, Constraint.AUDIENCE}, seen


def test_a_round_without_a_zone_is_bound_by_what_would_have_opened_one(scenes):
    """Of rounds as held, and of the same ones with sides that could do without more, or a dear public offer."""
    seen = Counter()
    for host_more, guest_more, price, line in (
        (0.0, 0.0, 0.0, math.inf), (0.05, 0.0, 0.0, math.inf), (0.0, 0.3, 0.0, math.inf), (0.0, 2.0, 0.0, math.inf),
        (0.0, 0.0, 0.3, math.inf), (0.0, 2.0, 2.0, math.inf), (0.0, 0.02, 0.0, 0.0),
    ):  # fmt: skip
        for held in scenes[Happening.ROUND][::7]:
            scene = seen_anew(
                held, {"audience_line": 0.3} if line == 0.0 else {}, line=line,
                host_least=held.event.host_least + host_more,
                guest_least=held.event.guest_least + guest_more,
                guest_waits=held.event.guest_waits + guest_more,
                guest_private=held.event.guest_private + price, refused=1 if price else held.event.refused,
                gap=max(held.event.gap, 0.01), reason=Reason.NONE.value,
            )  # fmt: skip
            e = scene.event
            if best_for_guest(e.host_least, scene.menu, scene.view.kinks).guest >= e.guest_least:
                continue
            expected = nothing_closes_for(scene)
            assert offers_bound(scene) == expected
            seen[expected] += 1
    assert {bound for bound, _ in seen} == {
        Constraint.LEADER, Constraint.LINE, Constraint.AUDIENCE, Constraint.ELECTION, Constraint.OWN_RESERVATION,
    }, seen  # fmt: skip
    assert {waiter for _, waiter in seen} >= {None, "guest", "host"}, seen


@pytest.mark.parametrize("overrides", [(), ("policy=tactics",), ("switches={capped_demand=false}",)], ids=str)
def test_what_the_guest_would_ask_for_is_what_it_asks_where_no_text_stands(overrides):
    compared = 0
    for scene in scenes_by_kind(*overrides)[Happening.ROUND]:
        e = scene.event
        asked = own_ask(e, scene.view, scene.prospects, scene.menu, scene.facts, scene.params)
        assert max(asked, e.standing) == pytest.approx(e.guest_asks, abs=1e-12)
        compared += e.standing < e.guest_asks
    assert compared > 10


def that_met(scenes):
    """Rounds whose offers met, the legislature no matter, of delegations that know no price of their leader's."""
    for scene in scenes[Happening.ROUND]:
        e = scene.event
        if e.gap <= 0.0 and e.refused == 0 and e.level < 2 and e.guest_zone > 0.01 and e.most >= MOST_RISE:
            yield scene


def test_offers_that_would_meet_but_for_one_thing_are_bound_by_it(scenes):
    """Rounds whose offers met, with a text that stands, with a price of the leader's, or with a dear public offer."""
    seen = Counter()
    for met in that_met(scenes):
        e, apart = met.event, {"reason": Reason.NONE.value}
        some = 0.5 * e.guest_zone
        above = e.host_other + 0.01
        standing = seen_anew(met, standing=above, guest_asks=above, gap=0.01, **apart)
        priced = seen_anew(met, guest_private=some, refused=1, standing=-math.inf, **apart)
        offer = best_for_guest(e.host_asks, priced.menu, priced.view.kinks, e.most)
        asks = own_ask(priced.event, priced.view, met.prospects, priced.menu, met.facts, met.params)
        priced.event.guest_asks, priced.event.host_other, priced.event.gap = asks, offer.guest, asks - offer.guest
        lined = seen_anew(met, {"audience_line": 0.3}, line=e.host_rise - 0.02, **apart)
        offer = best_for_guest(e.host_asks, lined.menu, lined.view.kinks)
        lined.event.host_rise, lined.event.host_other = offer.rise, offer.guest
        lined.event.gap = e.guest_asks - offer.guest
        for scene, expected in (
            (standing, Constraint.STANDING_TEXT), (priced, Constraint.LEADER), (lined, Constraint.LINE),
        ):  # fmt: skip
            if scene.event.gap > TIE:
                assert offers_bound(scene)[0] is expected
                seen[expected] += 1
    assert set(seen) == {Constraint.STANDING_TEXT, Constraint.LEADER, Constraint.LINE}, seen


def test_who_asks_for_more_than_it_could_do_without_holds_out(scenes):
    seen = Counter()
    for more in (0.0, 1.0):  # as held, and with a host that holds out as well
        for scene in altered(
            scenes[Happening.ROUND][::2],
            host_other=lambda e, more=more: e.host_other - more,
            gap=lambda e, more=more: e.gap + more,
            standing=lambda e: -math.inf,
        ):
            e = scene.event
            guest, host = (move.constraint for move in Reasons(scene).offers())
            if {guest, host} != {Constraint.OWN_ASPIRATION, Constraint.OTHER_ASPIRATION}:
                continue
            of_guest = e.guest_asks - e.guest_least
            of_host = best_for_guest(e.host_least, scene.menu, scene.view.kinks).guest - e.host_other
            assert (guest is Constraint.OWN_ASPIRATION) == (of_guest >= of_host)
            seen[guest] += 1
    assert len(seen) == 2, seen


def test_a_consent_to_what_is_worth_less_than_waiting_follows_no_rule(scenes):
    """Of the texts taken, and of the same ones at other rises; the host's leader stands by his delegation."""
    seen = Counter()
    for more in (0.0, -0.3, 0.6):
        for scene in altered(
            scenes[Happening.CONSENT],
            rise=lambda e, more=more: e.rise + more,
            text_host=lambda e: e.text_host,
            text_guest=lambda e: e.text_guest,
        ):
            e, asked = scene.event, scene.facts.leaders == 1
            e.text_guest, e.text_host = (worth_to(scene, scene.as_is, by_guest) for by_guest in (True, False))
            worse = e.text_guest < scene.guest_waiting - TIE
            bound = Reasons(scene).consent().constraint
            assert bound is (Constraint.LUCK if asked and worse else Constraint.NONE)
            seen[asked, worse] += 1
    assert len(seen) == 4, seen
