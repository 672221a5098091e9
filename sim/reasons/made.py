"""The moves of a negotiation with their reasons: offers, texts, walkouts, answers of leaders, votes."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from sim.engine.log import Event
from sim.reasons.binding import (
    AUDIENCE,
    ELECTION,
    GUEST_ASKS,
    GUEST_WAITS,
    HOST_ASKS,
    HOST_WAITS,
    LEADER,
    LINE,
    LUCK,
    NOTHING,
    RESERVATION,
    STANDING_TEXT,
    WIN_SET,
    consented,
    kept_apart,
    turned_down,
    voted,
)
from sim.reasons.nearest import nearest_for_guest, nearest_for_host
from sim.reasons.seen import AUDIENCE as AUDIENCE_WEIGHTS
from sim.reasons.seen import without
from sim.reasons.worth import Scene
from sim.records import blank
from sim.rules.acceptance import above_line, carried
from sim.rules.kinds import Escalator, Party, Reason
from sim.rules.opinion import voters_support
from sim.rules.payment import frozen_years, normal_growth, normal_rise, years_since_base
from sim.rules.settlement import Package, best_for_guest, best_for_host
from sim.rules.terms import Facts, Menu
from sim.rules.winset import yes_share
from sim.traces.moves import Actor, Constraint, Content, Move, Terms

BISECTIONS = 60
WORDS: dict[int, Constraint] = {
    NOTHING: Constraint.NONE,
    RESERVATION: Constraint.OWN_RESERVATION,
    LEADER: Constraint.LEADER,
    STANDING_TEXT: Constraint.STANDING_TEXT,
    LINE: Constraint.LINE,
    AUDIENCE: Constraint.AUDIENCE,
    ELECTION: Constraint.ELECTION,
    GUEST_WAITS: Constraint.ELECTION,
    HOST_WAITS: Constraint.ELECTION,
    WIN_SET: Constraint.WIN_SET,
    LUCK: Constraint.LUCK,
}
WAITERS: dict[int, Actor] = {ELECTION: "both", GUEST_WAITS: "guest", HOST_WAITS: "host"}


class Waits(NamedTuple):
    """Worth of waiting to both leaders, and its parts."""

    host: float
    guest: float
    terms: dict[str, Terms]


def waits_of(scene: Scene) -> Waits:
    """What both sides could do without on a day."""
    host, guest = scene.waiting_terms()
    return Waits(scene.host_waiting, scene.guest_waiting, {"host_waiting": host, "guest_waiting": guest})


def content_of(facts: Facts, package: Package) -> Content | None:
    """A package in plain words and numbers, worth as it says itself; None for none."""
    if package.pair < 0:
        return None
    return Content(
        rise=float(package.rise),
        escalator=Escalator(facts.pair_escalator[package.pair]).name.lower(),
        term=int(facts.pair_term[package.pair]),
        labour_share=float(facts.extra_labour[package.extra]),
        operational_support=bool(facts.extra_operations[package.extra]),
        host=float(package.host),
        guest=float(package.guest),
    )


def host_offer(e: Event) -> Package:
    """The host's offer in a round."""
    return Package(int(e.host_pair), int(e.host_extra), float(e.host_rise), float(e.host_own), float(e.host_other))


def guest_offer(e: Event) -> Package:
    """The guest's offer in a round."""
    return Package(int(e.guest_pair), int(e.guest_extra), float(e.guest_rise), float(e.guest_other), float(e.guest_own))


def text_of(e: Event) -> Package:
    """The text of an event, its worth unknown."""
    return Package(int(e.pair), int(e.extra), float(e.rise), math.nan, math.nan)


class Reasons:
    """The moves of one event with what weighed and what bound."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.event, self.params = scene, scene.event, scene.params
        self.waits = waits_of(scene)
        self._quiet = without(scene.params, AUDIENCE_WEIGHTS)

    # --- a round ------------------------------------------------------------------------------------------------

    def offers(self) -> tuple[Move, Move]:
        """Offers of guest and host in a round; the nearest package is worth to the other what it asks for."""
        e, menu, kinks = self.event, self.scene.menu, self.scene.view.kinks
        met = e.gap <= 0.0
        for_host = None if met else nearest_for_host(guest_offer(e), e.host_asks, menu, kinks, e.most)
        for_guest = None if met else nearest_for_guest(host_offer(e), e.guest_asks, menu, kinks)
        return (
            self._at_the_table("guest", guest_offer(e), for_host),
            self._at_the_table("host", host_offer(e), for_guest),
        )

    def text_made(self) -> Move:
        """A text both delegations took."""
        return self._move("both", text_of(self.event), Constraint.NONE, None)

    def declined(self) -> Move:
        """A text a delegation turned down, by no rule: no package lies nearer than the text itself."""
        text, by_guest = text_of(self.event), self.event.reason == Reason.GUEST_DECLINED.value
        return self._move("guest" if by_guest else "host", text, Constraint.LUCK, self._as_seen(text))

    def tactic(self) -> Move:
        """A walkout or a threat after a round: the nearest offer would have left too small a gap for it."""
        e, menu, kinks = self.event, self.scene.menu, self.scene.view.kinks
        nearest = nearest_for_guest(host_offer(e), e.guest_asks - self.params.walkout_gap, menu, kinks)
        return self._at_the_table("guest", host_offer(e), nearest)

    def _at_the_table(self, party: Actor, package: Package, nearest: Package | None) -> Move:
        """A move of a party with what kept the offers apart."""
        cause = self._kept_apart
        if cause in (GUEST_ASKS, HOST_ASKS):
            own = (cause == GUEST_ASKS) == (party == "guest")
            bound = Constraint.OWN_ASPIRATION if own else Constraint.OTHER_ASPIRATION
            return self._move(party, package, bound, nearest)
        return self._waited(self._move(party, package, WORDS[cause], nearest), WAITERS.get(cause))

    @cached_property
    def _kept_apart(self) -> int:
        scene = self.scene
        return int(
            kept_apart(
                self.event, scene.view, scene.prospects, scene.menu, blank(Menu), scene.facts, self.params, self._quiet
            )
        )

    def _waited(self, move: Move, waiter: Actor | None) -> Move:
        """A move with whose hope of the next change of government bound, and its date; the move itself for nobody's."""
        if waiter is None:
            return move
        until = float(self.scene.view.waits.until)
        opening = int(self.scene.facts.start_ordinal)
        awaited = date.fromordinal(opening + int(until)) if math.isfinite(until) else None
        return replace(move, waiter=waiter, awaited=awaited)

    # --- the way of a text ------------------------------------------------------------------------------------------

    def refusal(self) -> Move:
        """A leader's refusal; the nearest package is one he would have signed, or, by no rule, the text itself."""
        e, scene, text = self.event, self.scene, text_of(self.event)
        by_guest = e.party == Party.GUEST.value
        constraint = WORDS[
            turned_down(e, scene.view, scene.prospects, scene.menu, blank(Menu), scene.facts, self.params, self._quiet)
        ]
        nearest: Package | None = self._as_seen(text)
        if constraint is not Constraint.LUCK:
            nearest = self._signed_instead(text, by_guest)
        party: Actor = "guest" if by_guest else "host"
        waiter = party if constraint is Constraint.ELECTION else None
        return self._waited(self._move(party, text, constraint, nearest), waiter)

    def _signed_instead(self, text: Package, by_guest: bool) -> Package | None:
        """Package nearest to a text that a leader would have signed."""
        menu, kinks = self.scene.menu, self.scene.view.kinks
        if by_guest:
            least = self.waits.guest
            found = nearest_for_guest(text, least, menu, kinks) or best_for_host(least, menu, kinks)
        else:
            least = self.waits.host
            found = nearest_for_host(text, least, menu, kinks) or best_for_guest(least, menu, kinks)
        return found if found.pair >= 0 else None

    def consent(self) -> Move:
        """That both leaders take a text: by no rule where the guest's was asked and it is worth less than waiting."""
        return self._move("both", text_of(self.event), WORDS[consented(self.event, self.scene.facts)], None)

    def _as_seen(self, package: Package) -> Package:
        """A package with its worth on the day."""
        return package._replace(host=self.scene.as_is.host(package), guest=self.scene.as_is.guest(package))

    def _move(self, party: Actor, package: Package, constraint: Constraint, nearest: Package | None) -> Move:
        scene, terms, content = self.scene, dict(self.waits.terms), None
        if package.pair >= 0:
            content = content_of(scene.facts, self._as_seen(package))
            terms = {"host": scene.host_terms(package), "guest": scene.guest_terms(package), **terms}
        near = None if nearest is None else content_of(scene.facts, nearest)
        return Move(party, content, self.waits.host, self.waits.guest, terms, constraint, near)


def vote(scene: Scene) -> Move:
    """A vote: the terms are the members' mean log-odds of a yes, the nearest package the largest rise to carry it."""
    e, facts = scene.event, scene.facts
    constraint, text = WORDS[voted(e, facts, scene.params)], text_of(e)
    content = content_of(facts, text)
    nearest = None
    if e.carried == 0 and content is not None:
        expected = constraint is Constraint.LUCK
        most = float(e.rise) if expected else rise_to_carry(scene)
        nearest = None if math.isnan(most) else replace(content, rise=most)
    return Move("legislature", content, terms={"members": odds_terms(scene)}, constraint=constraint, nearest=nearest)


def rise_to_carry(scene: Scene) -> float:
    """Largest rise, below one that fails, at which the expected vote carries; NaN where none does."""
    e, facts, params = scene.event, scene.facts, scene.params

    def carries(rise: float) -> bool:
        share = yes_share(rise, int(e.day), int(e.host), e.line, e.angers, facts, params)
        return bool(carried(share, 1.0, facts.majority))

    low, high = -1.0, float(e.rise)
    if not carries(low):
        return math.nan
    for _ in range(BISECTIONS):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if carries(middle) else (low, middle)
    return low


def odds_terms(scene: Scene) -> Terms:
    """Parts of the mean log-odds of a yes over all members, under the names of their weights."""
    e, f, p = scene.event, scene.facts, scene.params
    blocs = [(int(f.bloc_seats[n]), int(f.bloc_camp[n])) for n in range(f.blocs)]
    seats = max(sum(size for size, _ in blocs), 1)
    government = sum(size for size, camp in blocs if camp == f.host_camp[e.host]) / seats
    support = sum(
        size * voters_support(f.segment_support[camp], p.support_anger, e.angers[camp]) for size, camp in blocs
    )
    years = years_since_base(frozen_years(float(e.day), f.year_ends), f.base_age)
    normal = normal_rise(normal_growth(p.fair_growth, f.inflation), years)
    return {
        "vote_level": float(p.vote_level),
        "vote_government": float(p.vote_government * government),
        "vote_support": float(p.vote_support * (support / seats - 0.5)),
        "vote_rise": float(-p.vote_rise * above_line(float(e.rise), float(e.line), normal)),
    }
