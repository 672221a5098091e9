"""The moves of a negotiation with their reasons: offers, texts, walkouts, answers of leaders, votes."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from sim.engine.log import Event
from sim.reasons.binding import (
    AUDIENCE,
    ELECTION,
    GUEST_ASKS,
    HOST_ASKS,
    LEADER,
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
from sim.rules.acceptance import above_line, acceptance_chance, carried
from sim.rules.kinds import Escalator, Party, Reason
from sim.rules.opinion import voters_support
from sim.rules.payment import frozen_years, normal_rise, years_since_base
from sim.rules.settlement import Package, best_for_guest, best_for_host
from sim.rules.talks import worth_with_letter
from sim.rules.terms import Facts, Menu
from sim.rules.winset import yes_share
from sim.traces.moves import Actor, Constraint, Content, Move, Terms

BISECTIONS = 60
WORDS: dict[int, Constraint] = {
    NOTHING: Constraint.NONE,
    RESERVATION: Constraint.OWN_RESERVATION,
    STANDING_TEXT: Constraint.STANDING_TEXT,
    AUDIENCE: Constraint.AUDIENCE,
    ELECTION: Constraint.ELECTION,
    LEADER: Constraint.LEADER,
    WIN_SET: Constraint.WIN_SET,
    LUCK: Constraint.LUCK,
}


class Waits(NamedTuple):
    """Worth of waiting to both leaders, and its parts."""

    host: float
    guest: float
    terms: dict[str, Terms]


def waits_of(scene: Scene) -> Waits:
    """What both sides could do without on a day."""
    host, guest = scene.waiting_terms()
    return Waits(scene.host_waiting, scene.guest_waiting, {"host_waiting": host, "guest_waiting": guest})


def content_of(facts: Facts, package: Package, letter: float = 0.0, letter_cost: float = 0.0) -> Content | None:
    """A package in plain words and numbers, worth as it says itself; None for none."""
    if package.pair < 0:
        return None
    return Content(
        rise=float(package.rise),
        escalator=Escalator(facts.pair_escalator[package.pair]).name.lower(),
        term=int(facts.pair_term[package.pair]),
        labour_share=float(facts.extra_labour[package.extra]),
        operational_support=bool(facts.extra_operations[package.extra]),
        side_letter=float(letter),
        host=float(worth_with_letter(package.host, letter_cost, letter)),
        guest=float(package.guest + letter),
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
            self._move("guest", guest_offer(e), self._at_the_table("guest"), for_host),
            self._move("host", host_offer(e), self._at_the_table("host"), for_guest),
        )

    def text_made(self) -> Move:
        """A text both delegations took."""
        return self._move("both", text_of(self.event), Constraint.NONE, None, self.event.letter)

    def declined(self) -> Move:
        """A text a delegation turned down by luck: no package lies nearer than the text itself."""
        e, text = self.event, text_of(self.event)
        by_guest = e.reason == Reason.GUEST_DECLINED.value
        move = self._move("guest" if by_guest else "host", text, Constraint.LUCK, self._as_seen(text), e.letter)
        assert move.content is not None
        gain = move.content.guest - e.guest_least if by_guest else move.content.host - e.host_least
        return replace(move, chance=self._chance(gain))

    def tactic(self) -> Move:
        """A walkout or a threat after a round: the nearest offer would have left too small a gap for it."""
        e, menu, kinks = self.event, self.scene.menu, self.scene.view.kinks
        nearest = nearest_for_guest(host_offer(e), e.guest_asks - self.params.walkout_gap, menu, kinks)
        return self._move("guest", host_offer(e), self._at_the_table("guest"), nearest)

    def _at_the_table(self, party: Actor) -> Constraint:
        """What kept the offer of a party from being taken."""
        scene = self.scene
        cause = kept_apart(
            self.event, scene.view, scene.prospects, scene.menu, blank(Menu), scene.facts, self.params, self._quiet
        )
        if cause in (GUEST_ASKS, HOST_ASKS):
            own = (cause == GUEST_ASKS) == (party == "guest")
            return Constraint.OWN_ASPIRATION if own else Constraint.OTHER_ASPIRATION
        return WORDS[cause]

    # --- the way of a text ------------------------------------------------------------------------------------------

    def refusal(self) -> Move:
        """A leader's refusal; the nearest package is one he would have signed, or after bad luck the text itself."""
        e, scene, text = self.event, self.scene, text_of(self.event)
        by_guest = e.party == Party.GUEST.value
        constraint = WORDS[
            turned_down(e, scene.view, scene.prospects, scene.menu, blank(Menu), scene.facts, self.params, self._quiet)
        ]
        nearest: Package | None = self._as_seen(text)
        if constraint is not Constraint.LUCK:
            nearest = self._signed_instead(text, by_guest)
        move = self._move("guest" if by_guest else "host", text, constraint, nearest, e.letter)
        return replace(move, chance=self._chance(self._gain(text, by_guest)))

    def _signed_instead(self, text: Package, by_guest: bool) -> Package | None:
        """Package nearest to a text that a leader would have signed, with the same side letter."""
        menu, kinks, letter = self.scene.menu, self.scene.view.kinks, self.event.letter
        if by_guest:
            least = self.waits.guest - letter
            found = nearest_for_guest(text, least, menu, kinks) or best_for_host(least, menu, kinks)
        else:
            least = self.waits.host + self.params.side_letter_cost * letter
            found = nearest_for_host(text, least, menu, kinks) or best_for_guest(least, menu, kinks)
        return found if found.pair >= 0 else None

    def consent(self) -> Move:
        """That both leaders take a text: luck where one was asked to whom it was worth less than waiting."""
        e, text = self.event, text_of(self.event)
        gains = [self._gain(text, by_guest) for by_guest in (True, False)]
        move = self._move("both", text, WORDS[consented(e, self.scene.facts)], None, e.letter)
        asked = self.scene.facts.leaders == 1
        return replace(move, chance=math.prod(self._chance(gain) for gain in gains) if asked else 1.0)

    def _gain(self, text: Package, by_guest: bool) -> float:
        """What a text is worth to a leader beyond waiting."""
        letter, seen = self.event.letter, self._as_seen(text)
        if by_guest:
            return float(seen.guest + letter - self.waits.guest)
        return float(worth_with_letter(seen.host, self.params.side_letter_cost, letter) - self.waits.host)

    def _chance(self, gain: float) -> float:
        return float(acceptance_chance(gain, self.params.temperature))

    def _as_seen(self, package: Package) -> Package:
        """A package with its worth on the day."""
        return package._replace(host=self.scene.as_is.host(package), guest=self.scene.as_is.guest(package))

    def _move(
        self, party: Actor, package: Package, constraint: Constraint, nearest: Package | None, letter: float = 0.0
    ) -> Move:
        scene, terms, content = self.scene, dict(self.waits.terms), None
        if package.pair >= 0:
            content = self._content(self._as_seen(package), letter)
            terms = {"host": scene.host_terms(package, letter), "guest": scene.guest_terms(package, letter), **terms}
        near = None if nearest is None else self._content(nearest, letter)
        return Move(party, content, self.waits.host, self.waits.guest, terms, constraint, near)

    def _content(self, package: Package, letter: float) -> Content | None:
        return content_of(self.scene.facts, package, letter, float(self.params.side_letter_cost))


def vote(scene: Scene) -> Move:
    """A vote: the terms are the members' mean log-odds of a yes, the nearest package the largest rise to carry it."""
    e, facts = scene.event, scene.facts
    constraint, text = WORDS[voted(e, facts, scene.params)], text_of(e)
    content = content_of(facts, text, e.letter)
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
        share = yes_share(rise, int(e.day), int(e.host), e.support, e.angers, facts, params)
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
    support = sum(size * voters_support(e.support[camp], p.support_anger, e.angers[camp]) for size, camp in blocs)
    normal = normal_rise(p.fair_growth, years_since_base(frozen_years(float(e.day), f.year_ends), f.base_age))
    return {
        "vote_level": float(p.vote_level),
        "vote_government": float(p.vote_government * government),
        "vote_support": float(p.vote_support * (support / seats - 0.5)),
        "vote_rise": float(-p.vote_rise * above_line(float(e.rise), float(f.line[e.day]), normal)),
    }
