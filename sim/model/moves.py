"""The moves of a negotiation with their reasons: offers, texts, walkouts, answers of leaders, votes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sim.model.constraints import at_the_table, of_leader
from sim.model.reasons import Sight
from sim.model.zone import nearest_for_guest, nearest_for_host
from sim.rules.acceptance import acceptance_chance
from sim.rules.kinds import Escalator, Reason
from sim.rules.settlement import Package, best_for_guest, best_for_host
from sim.rules.talks import worth_with_letter
from sim.traces.moves import Constraint, Content, Move, Terms

if TYPE_CHECKING:
    from sim.model.legislature import Count
    from sim.model.mediated import Meeting
    from sim.model.negotiation import NegotiationModel
    from sim.model.turns import Text
    from sim.traces.moves import Actor

BISECTIONS = 60


class Waits(NamedTuple):
    """Worth of waiting to both leaders, and its parts."""

    host: float
    guest: float
    terms: dict[str, Terms]


def waits_of(sight: Sight) -> Waits:
    """What both sides could do without on a day."""
    host, guest = sight.waiting_terms()
    least = sight.model.host.least(sight.view), sight.model.guest.leader_least(sight.view)
    return Waits(*least, {"host_waiting": host, "guest_waiting": guest})


def content_of(model: NegotiationModel, package: Package, letter: float = 0.0) -> Content | None:
    """A package in plain words and numbers, worth as it says itself; None for none."""
    if package.pair < 0:
        return None
    facts = model.facts
    return Content(
        rise=package.rise,
        escalator=Escalator(facts.pair_escalator[package.pair]).name.lower(),
        term=int(facts.pair_term[package.pair]),
        labour_share=float(facts.extra_labour[package.extra]),
        operational_support=bool(facts.extra_operations[package.extra]),
        side_letter=letter,
        host=worth_with_letter(package.host, model.params.side_letter_cost, letter),
        guest=package.guest + letter,
    )


def offers(sight: Sight, meeting: Meeting) -> tuple[Move, Move]:
    """Offers of guest and host in a round; the nearest package is worth to the other what it asks for."""
    bids, menu, kinks = meeting.bids, sight.as_is.menu, sight.as_is.kinks
    waits = waits_of(sight)
    met = meeting.gap <= 0.0
    for_host = None if met else nearest_for_host(bids.guest_offer, bids.host_asks, menu, kinks, bids.most)
    for_guest = None if met else nearest_for_guest(bids.host_offer, bids.guest_asks, menu, kinks)
    return (
        _move(sight, waits, "guest", bids.guest_offer, at_the_table(sight, meeting, "guest"), for_host),
        _move(sight, waits, "host", bids.host_offer, at_the_table(sight, meeting, "host"), for_guest),
    )


def text_made(sight: Sight, text: Text) -> Move:
    """A text both delegations took."""
    return _move(sight, waits_of(sight), "both", text.package, Constraint.NONE, None, text.letter)


def declined(sight: Sight, meeting: Meeting, text: Text) -> Move:
    """A text a delegation let go by luck: no package lies nearer than the text itself."""
    party: Actor = "guest" if meeting.reason is Reason.GUEST_DECLINED else "host"
    same = _as_seen(sight, text.package)
    move = _move(sight, waits_of(sight), party, text.package, Constraint.LUCK, same, text.letter)
    assert move.content is not None
    least = meeting.bids.guest_least if party == "guest" else meeting.bids.host_least
    gain = (move.content.guest if party == "guest" else move.content.host) - least
    return replace(move, chance=acceptance_chance(gain, sight.model.params.temperature))


def tactic(sight: Sight, meeting: Meeting) -> Move:
    """A walkout or a threat, which answer the host's offer; the nearest one would have left too small a gap for it."""
    bids, menu, kinks = meeting.bids, sight.as_is.menu, sight.as_is.kinks
    nearest = nearest_for_guest(bids.host_offer, bids.guest_asks - sight.model.params.walkout_gap, menu, kinks)
    return _move(sight, waits_of(sight), "guest", bids.host_offer, at_the_table(sight, meeting, "guest"), nearest)


def refusal(sight: Sight, text: Text, by_guest: bool) -> Move:
    """A leader's refusal; the nearest package is one he would have signed, or the text itself where luck refused."""
    model, package = sight.model, text.package
    waits, constraint = waits_of(sight), of_leader(sight, text, by_guest)
    gain = _gain(sight, waits, text, by_guest)
    nearest: Package | None = _as_seen(sight, package)
    if constraint is not Constraint.LUCK:
        nearest = _signed_instead(sight, waits, text, by_guest)
    move = _move(sight, waits, "guest" if by_guest else "host", package, constraint, nearest, text.letter)
    return replace(move, chance=acceptance_chance(gain, model.params.temperature))


def _signed_instead(sight: Sight, waits: Waits, text: Text, by_guest: bool) -> Package | None:
    """Package nearest to a text that a leader would have signed, with the same side letter."""
    menu, kinks = sight.as_is.menu, sight.as_is.kinks
    if by_guest:
        least = waits.guest - text.letter
        found = nearest_for_guest(text.package, least, menu, kinks) or best_for_host(least, menu, kinks)
    else:
        least = waits.host + sight.model.params.side_letter_cost * text.letter
        found = nearest_for_host(text.package, least, menu, kinks) or best_for_guest(least, menu, kinks)
    return found if found.pair >= 0 else None


def consent(sight: Sight, text: Text) -> Move:
    """That both leaders take a text: luck where they are asked and it was worth less than waiting to one of them."""
    waits = waits_of(sight)
    gains = [_gain(sight, waits, text, by_guest) for by_guest in (True, False)]
    temperature = sight.model.params.temperature
    asked = sight.model.facts.leaders == 1
    constraint = Constraint.LUCK if asked and min(gains) < 0.0 else Constraint.NONE
    move = _move(sight, waits, "both", text.package, constraint, None, text.letter)
    return replace(move, chance=math.prod(acceptance_chance(gain, temperature) for gain in gains) if asked else 1.0)


def vote(model: NegotiationModel, day: int, text: Text, count: Count) -> Move:
    """A vote: the terms are the members' mean log-odds of a yes, the nearest package the largest rise to carry it."""
    legislature, rise = model.legislature, text.package.rise
    expected = legislature.expected_margin(day, rise) > 0.0
    constraint = Constraint.NONE if expected else Constraint.WIN_SET
    nearest = None
    if count.carried != expected:
        constraint = Constraint.LUCK
    content = content_of(model, text.package._replace(host=math.nan, guest=math.nan), text.letter)
    if not count.carried and content is not None:
        most = rise if expected else _rise_to_carry(model, day, rise)
        nearest = None if math.isnan(most) else replace(content, rise=most)
    return Move("legislature", content, terms={"members": legislature.odds_terms(day, rise)},
                constraint=constraint, nearest=nearest)  # fmt: skip


def _rise_to_carry(model: NegotiationModel, day: int, rise: float) -> float:
    """Largest rise, below one that fails, at which the expected vote carries; NaN where none does."""
    margin = model.legislature.expected_margin
    low, high = -1.0, rise
    if margin(day, low) <= 0.0:
        return math.nan
    for _ in range(BISECTIONS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if margin(day, middle) > 0.0 else (low, middle)
    return low


def _gain(sight: Sight, waits: Waits, text: Text, by_guest: bool) -> float:
    """What a text is worth to a leader beyond waiting."""
    if by_guest:
        return sight.as_is.guest(text.package) + text.letter - waits.guest
    cost = sight.model.params.side_letter_cost
    return worth_with_letter(sight.as_is.host(text.package), cost, text.letter) - waits.host


def _as_seen(sight: Sight, package: Package) -> Package:
    """A package with its worth on the day."""
    return package._replace(host=sight.as_is.host(package), guest=sight.as_is.guest(package))


def _move(
    sight: Sight, waits: Waits, party: Actor, package: Package, constraint: Constraint, nearest: Package | None,
    letter: float = 0.0,
) -> Move:  # fmt: skip
    model, terms = sight.model, dict(waits.terms)
    content = None
    if package.pair >= 0:
        content = content_of(model, _as_seen(sight, package), letter)
        terms = {"host": sight.host_terms(package, letter), "guest": sight.guest_terms(package, letter), **terms}
    near = None if nearest is None else content_of(model, nearest, letter)
    return Move(party, content, waits.host, waits.guest, terms, constraint, near)
