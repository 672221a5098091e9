"""The talks: rounds, and the way of a text from the delegations to entry into force."""

from __future__ import annotations

import math
from enum import Enum, auto
from typing import TYPE_CHECKING

from sim.draws import exponential
from sim.model.mediated import Meeting, hold_round
from sim.model.public import Act
from sim.model.record import Standing, replay, resume
from sim.model.turns import Text
from sim.rules.kinds import Party, Purpose, Reason
from sim.rules.payment import DAYS_PER_YEAR, first_year
from sim.rules.settlement import package_worth_guest, package_worth_host
from sim.rules.succession import postponed
from sim.rules.talks import (
    breaks_off,
    decay,
    due_in,
    gain_lost,
    leader_takes,
    moved,
    next_round_in,
    relations_at_opening,
    round_after_handover,
    vote_in,
    worth_with_letter,
)
from sim.rules.utility import between, withdrawal_loss
from sim.rules.worth import term_from_expiry, years_paid

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

GUEST = Party.GUEST.value
HOST = Party.HOST.value


class Stage(Enum):
    """How far a text has come."""

    TALKING = auto()
    TEXT = auto()  # the delegations took it
    AGREED = auto()  # both leaders consented
    SIGNED = auto()
    RATIFIED = auto()
    DONE = auto()  # in force
    BROKEN = auto()  # off for good


class Talks:
    """State of the talks between the two sides.

    Attributes
    ----------
    stage, text, due : how far a text has come, the text, and the day of its next step
    next_round : day of the next round while no text is on its way
    failed : rounds failed since talks opened or a new guest came
    relations : -1 to 1
    """

    def __init__(self, model: NegotiationModel) -> None:
        self.model = model
        self.stage = Stage.TALKING
        self.text: Text | None = None
        self.standing: Standing | None = None
        self.due = -1
        self.next_round = int(model.facts.round_days[0]) if model.facts.rounds > 0 else 0
        self.failed = 0
        self.relations = relations_at_opening(model.params.relations_memory, model.facts.failed_before)
        self._relations_kept = decay(model.params.relations_half_life, 1.0)

    @property
    def agreed(self) -> bool:
        """Whether both leaders have consented to a text that still holds."""
        return self.stage not in (Stage.TALKING, Stage.TEXT, Stage.BROKEN)

    def calm(self) -> None:
        """Let a day go by."""
        self.relations *= self._relations_kept

    def spend_day(self, day: int) -> None:
        """Meet, or bring the text one step on, if this is the day; up to the last day on record all is as recorded."""
        if day <= self.model.facts.as_of:
            replay(self.model, day)
            if day == self.model.facts.as_of:
                resume(self.model)
        elif self.stage is Stage.TALKING:
            if day == self.next_round:
                self.meet_or_wait(day)
        elif day == self.due:
            assert self.text is not None
            if self.stage is Stage.TEXT:
                self.review(day, self.text)
            elif self.stage is Stage.AGREED:
                self.sign(day, self.text)
            elif self.stage is Stage.SIGNED:
                self.ratify(day, self.text)
            else:
                self.enter_into_force(day)

    def after_handover(self, day: int, u: float) -> None:
        """A new guest: the count of failures starts again, and the next round may come earlier."""
        self.failed = 0
        if self.stage is Stage.TALKING and self.model.facts.rounds == 0:
            records = self.model.records
            self.next_round = round_after_handover(day, self.next_round, exponential(u), records.facts, records.params)

    # --- rounds -------------------------------------------------------------------------------------------------

    def meet_or_wait(self, day: int) -> None:
        """Meet, unless a successor who bargains otherwise is elected: then the handover sets the date anew."""
        records = self.model.records
        if postponed(day, self.model.guest.number, records.prospects, records.facts):
            self.next_round = self.model.facts.horizon + 1
            self.model.listener.parked(day)
        else:
            self.meet(day)

    def meet(self, day: int) -> None:
        """Hold a round; it ends with a text on its way to the leaders, or with the date of the next round."""
        model = self.model
        self.next_round = -1
        model.books["rounds"] += 1
        meeting = hold_round(model, day)
        model.listener.round_held(meeting)
        if meeting.reason is Reason.CLOSED:
            model.books["texts"] += 1
            self.text = meeting.text
            self.stage = Stage.TEXT
            u = model.luck.one(Purpose.LEADER, HOST, day)
            self.due = day + leader_takes(model.params.leader_mean_days, exponential(u))
        else:
            self._part(day, meeting)

    def _part(self, day: int, meeting: Meeting) -> None:
        """Go home without a text."""
        model, p = self.model, self.model.params
        self.fail(p.relations_failure)
        if self._broken(day, meeting):
            self.stage = Stage.BROKEN
            model.books["break_day"] = day - model.facts.expiry
            model.listener.broken_off(day)
            return
        tactics = model.guest.use_tactics(day, meeting.gap)
        if tactics.walks_out:
            model.books["walkouts"] += 1
            self.sour(p.relations_walkout)
            model.public.react(p.anger_walkout)
        if tactics.threatens:
            model.books["threats"] += 1
            model.public.react(p.anger_threat)
        if tactics.walks_out or tactics.threatens:
            model.protest(day, Act.TACTIC)
        model.listener.tactics_used(meeting, tactics)
        u = model.luck.one(Purpose.SPACING, HOST, day)
        self._set_next_round(day, meeting.gap, meeting.parked, u)

    def _broken(self, day: int, meeting: Meeting) -> bool:
        """Whether the talks end for good."""
        facts, bids = self.model.facts, meeting.bids
        u = self.model.luck.one(Purpose.BREAKDOWN, HOST, day)
        return bool(
            breaks_off(
                u, facts.breakdown_chance, meeting.apart, bids.host_waits, facts.exit_host, bids.guest_waits,
                facts.exit_guest,
            )
        )  # fmt: skip

    def fail(self, fall: float) -> None:
        """One more failure, after which relations are worse."""
        self.failed += 1
        self.sour(fall)

    def sour(self, fall: float) -> None:
        """Let relations fall."""
        self.relations = moved(self.relations, -fall)

    def _set_next_round(self, day: int, gap: float, parked: bool, u: float) -> None:
        records = self.model.records
        self.next_round = day + next_round_in(day, gap, parked, exponential(u), records.facts, records.params)

    # --- the way of a text --------------------------------------------------------------------------------------

    def review(self, day: int, text: Text) -> None:
        """Both leaders compare the text with their own worth of waiting."""
        model, books = self.model, self.model.books
        view, menu = model.assess(day), model.records.menu
        pair, extra, rise, _, _ = text.package
        guest_worth = package_worth_guest(pair, extra, rise, menu, view.kinks) + text.letter
        host_worth = worth_with_letter(
            package_worth_host(pair, extra, rise, menu, view.kinks), model.params.side_letter_cost, text.letter
        )
        u = model.luck.four(Purpose.LEADER, GUEST, day)
        asked = model.facts.leaders == 1
        if asked and not model.guest.takes(guest_worth - model.guest.leader_least(view), u[0]):
            books["guest_refusals"] += 1
            model.guest.refused = True
            model.listener.refused(day, Reason.GUEST_LEADER, text, view, guest_worth)
            self._refuse(day, text, u[2])
            model.public.react(model.params.anger_refusal)
            model.protest(day, Act.REFUSAL)
            years = years_paid(view.setting.day, pair, model.records.facts)
            self.standing = Standing(int(model.facts.pair_escalator[pair]), years, extra, rise)
        elif asked and not model.host.takes(host_worth - model.host.least(view), u[1]):
            books["host_refusals"] += 1
            model.listener.refused(day, Reason.HOST_LEADER, text, view, host_worth)
            self._refuse(day, text, u[2])
        else:
            self.stage = Stage.AGREED
            self.relations = moved(self.relations, model.params.relations_deal)
            withdrawn = float(model.facts.withdrawn[day])
            hurt = between(model.params.withdrawal_transactional, model.params.withdrawal_guest, model.guest.type)
            late = max(day - model.facts.expiry, 0.0) / DAYS_PER_YEAR
            books.update(
                agreed=1.0,
                agreement_day=day - model.facts.expiry,
                guest_at_agreement=model.guest.number,
                utility_guest=guest_worth - withdrawal_loss(hurt, withdrawn),
                utility_host=host_worth - withdrawal_loss(model.params.withdrawal_host, withdrawn),
                gain_lost=gain_lost(
                    host_worth - view.waits.host_forever, guest_worth - view.waits.guest_forever,
                    model.params.discount_host, model.params.discount_guest, late,
                ),
            )  # fmt: skip
            model.listener.consented(day, text, view, guest_worth, host_worth)
            self._due_after(day, Purpose.SIGNATURE, model.params.signature_least, model.params.signature_mean_days)

    def _refuse(self, day: int, text: Text, u: float) -> None:
        """Back to the table, after a while."""
        books, p = self.model.books, self.model.params
        if math.isnan(books["first_refusal_day"]):
            books.update(
                first_refusal_day=day - self.model.facts.expiry,
                first_refused_rise=text.package.rise,
                first_refused_term=float(self.model.facts.pair_term[text.package.pair]),
            )
        self.stage = Stage.TALKING
        self.fail(p.relations_failure + p.relations_walkout)
        self._set_next_round(day, 0.0, True, u)

    def sign(self, day: int, text: Text) -> None:
        """Sign: the amount of the year the day falls in is set, and the text goes to the legislature."""
        model = self.model
        model.books["signature_day"] = day - model.facts.expiry
        self.write_sums(day, text)
        self.stage = Stage.SIGNED
        model.listener.signed(day, text)
        if text.package.rise > model.facts.line[day]:
            model.protest(day, Act.SIGNATURE, offence=1.0)
        u = exponential(model.luck.one(Purpose.VOTE_DAY, HOST, day))
        self.due = day + vote_in(u, model.records.facts, model.records.params)

    def write_sums(self, day: int, text: Text) -> None:
        """What the text comes to if signed on `day`."""
        sums = first_year(float(day), text.package.rise, self.model.records.facts)
        term = self.term_from_expiry(day, text)
        self.model.books.update(term_years=term, rise=text.package.rise, **sums._asdict())

    def term_from_expiry(self, day: float, text: Text) -> float:
        """Term of a text signed on a day, counted from expiry."""
        return float(term_from_expiry(float(day), text.package.pair, self.model.records.facts))

    def ratify(self, day: int, text: Text) -> None:
        """The legislature votes; its refusal reopens the talks."""
        model, books = self.model, self.model.books
        if model.facts.ratifies == 0:
            self.stage = Stage.RATIFIED
            self.due = day + due_in(
                0.0, model.params.entry_mean_days, exponential(model.luck.one(Purpose.ENTRY, HOST, day))
            )
            return
        count = model.legislature.vote(day, text.package.rise)
        books.update(
            votes_for=count.votes_for, votes_against=count.votes_against, votes_abstain=count.votes_abstain
        )  # fmt: skip
        model.listener.voted(day, count)
        u = model.luck.four(Purpose.ENTRY, HOST, day)
        if count.carried:
            self.stage = Stage.RATIFIED
            self.due = day + due_in(0.0, model.params.entry_mean_days, exponential(u[0]))
            return
        books["failed_votes"] += 1
        books.update(agreed=0.0, agreement_day=math.nan, signature_day=math.nan)
        self.stage = Stage.TALKING
        self.fail(model.params.relations_failure)
        self._set_next_round(day, 0.0, True, u[1])

    def enter_into_force(self, day: int) -> None:
        """The end of the story."""
        self.model.books["entry_day"] = day - self.model.facts.expiry
        self.stage = Stage.DONE
        self.model.listener.entered(day)

    def _due_after(self, day: int, purpose: Purpose, least: float, mean: float) -> None:
        self.due = day + due_in(least, mean, exponential(self.model.luck.one(purpose, HOST, day)))
