"""Writes the trace: every move with its reason, and what would have been accepted instead."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sim.model.listener import Listener
from sim.model.moves import consent, content_of, declined, offers, refusal, tactic, text_made, vote
from sim.model.reasons import Sight
from sim.model.zone import leader_would_take, most_host_would_take, zone_of
from sim.rules.assessment import View
from sim.rules.kinds import End, Escalator, Moved, Party, Reason
from sim.rules.settlement import Package
from sim.rules.succession import lame_duck
from sim.timeline.days import date_of
from sim.traces.entries import (
    Breakdown,
    Consent,
    Election,
    Entry,
    EntryIntoForce,
    Expiry,
    FundsOut,
    FurloughBegun,
    FurloughEnded,
    GuestRefusal,
    Handover,
    HorizonReached,
    HostRefusal,
    OfferMade,
    OutsideChange,
    Protest,
    Provocation,
    RecordedMove,
    RecordEnded,
    RoundHeld,
    RoundParked,
    Signature,
    TalksOpened,
    TextDeclined,
    TextMade,
    Threat,
    Vote,
    Walkout,
    Withdrawal,
)
from sim.traces.moves import Actor, Content
from sim.traces.trace import Round, Trace

if TYPE_CHECKING:
    from sim.model.guest import Tactics
    from sim.model.legislature import Count
    from sim.model.mediated import Meeting
    from sim.model.negotiation import NegotiationModel
    from sim.model.public import Act
    from sim.model.record import Recorded
    from sim.model.side import Side
    from sim.model.turns import Text

MAKERS: dict[Moved, Actor] = {
    Moved.GUEST_OFFER: "guest",
    Moved.HOST_OFFER: "host",
    Moved.ROUND: "both",
    Moved.WALKOUT: "guest",
    Moved.REFUSAL: "guest",
}
OFFICES: dict[int, Actor] = {Party.GUEST.value: "guest", Party.HOST.value: "host"}


class Recorder(Listener):
    """Listener that works out what the fast runner never needs, and keeps it in a trace."""

    def __init__(self, model: NegotiationModel, trace: Trace) -> None:
        self._model = model
        self._trace = trace
        self._furlough_began = 0
        self._sight: Sight | None = None  # of the last round, before anybody reacts to it

    def _keep(self, entry: Entry) -> None:
        self._trace.entries.append(entry)

    def _when(self, day: int) -> tuple[int, date]:
        return day, date_of(day, self._model.prepared.start)

    # --- calendar and events --------------------------------------------------------------------------------------

    def opened(self, deadline: float) -> None:
        """First demands, who governs, and the date the talks run against."""
        guest, host, facts = self._model.guest, self._model.host, self._model.facts
        self._keep(
            TalksOpened(
                *self._when(0), guest_rise=guest.demand, host_rise=facts.opening_host, deadline=deadline,
                guest=guest.key, host=host.key,
            )
        )  # fmt: skip

    def day_begun(self, day: int) -> None:
        """Dates fixed beforehand."""
        facts = self._model.facts
        if day == facts.expiry:
            self._keep(Expiry(*self._when(day)))
        if day == self._model.workers.funds_out:
            self._keep(FundsOut(*self._when(day)))
        for k in range(facts.successions):
            if facts.election[k] == day:
                self._elected(day, k)

    def _elected(self, day: int, k: int) -> None:
        facts, prepared = self._model.facts, self._model.prepared
        office = int(facts.office[k])
        keys = prepared.administrations if office == Party.GUEST.value else prepared.governments
        candidates = (keys[facts.candidate_1[k]], keys[facts.candidate_2[k]])
        first_won = self._model.records.prospects.winners[k] == 0
        winner, loser = candidates if first_won else candidates[::-1]
        self._keep(Election(*self._when(day), actor=OFFICES[office], winner=winner, loser=loser))

    def handed_over(self, day: int, side: Side, before: str) -> None:
        """Who governs from this day on; the same key twice means a further term."""
        actor: Actor = "guest" if side is self._model.guest else "host"
        self._keep(Handover(*self._when(day), actor=actor, elected=side.key, before=before))

    def provoked(self, day: int, severity: int) -> None:
        """Severity, and the threat felt after it."""
        self._keep(Provocation(*self._when(day), severity=severity, threat=self._model.host.threat(day)))

    def changed(self, day: int) -> None:
        """A change from outside, and what was expected of it."""
        facts = self._model.facts
        self._keep(OutsideChange(*self._when(day), guest=facts.change_guest, host=facts.change_host))

    def withdrawn(self, day: int, share: float) -> None:
        """Share of the troops that left."""
        self._keep(Withdrawal(*self._when(day), share=share, anger=self._model.public.anger))

    def protested(self, day: int, act: Act) -> None:
        """What the protest was against."""
        self._keep(Protest(*self._when(day), anger=self._model.public.anger, act=act.name.lower()))

    def broken_off(self, day: int) -> None:
        """The end without an agreement."""
        self._keep(Breakdown(*self._when(day)))

    def furlough_begun(self, day: int) -> None:
        """Day it began."""
        self._furlough_began = day
        self._keep(FurloughBegun(*self._when(day)))

    def furlough_ended(self, day: int) -> None:
        """How long it lasted, and what ended it: an agreement, or a special act that pays the workers."""
        agreed, lasted = self._model.talks.agreed, day - self._furlough_began
        actor: Actor = "both" if agreed else "host"
        self._keep(FurloughEnded(*self._when(day), actor=actor, days=lasted, by="agreement" if agreed else "act"))

    def replayed(self, day: int, move: Recorded) -> None:
        """What was done on record."""
        of_package = move.years > 0
        self._keep(
            RecordedMove(
                *self._when(day),
                actor=MAKERS[move.kind],
                done=move.kind.name.lower(),
                rise=move.rise if of_package else None,
                years=move.years if of_package else None,
                escalator=move.escalator.name.lower() if of_package else None,
            )
        )

    def resumed(self, day: int) -> None:
        """Rounds on record."""
        self._keep(RecordEnded(*self._when(day), number=int(self._model.books["rounds"])))

    # --- rounds -----------------------------------------------------------------------------------------------------

    def round_held(self, meeting: Meeting) -> None:
        """One row a round, an entry for each offer and for the round, and one for a text: made, or turned down."""
        row = self._round(meeting)
        self._trace.rounds.append(row)
        sight = self._sight = Sight(self._model, meeting.day, meeting.view)
        when = self._when(meeting.day)
        for move in offers(sight, meeting):
            self._keep(OfferMade(*when, actor=move.party, reason=row.reason, move=move))
        content = None if meeting.text is None else self._content(meeting.text)
        closed = meeting.reason is Reason.CLOSED
        self._keep(
            RoundHeld(
                *when, reason=row.reason, number=row.number, host_rise=row.host_rise, guest_rise=row.guest_rise,
                gap=row.gap, level=row.level, declined=None if closed else content,
            )
        )  # fmt: skip
        if meeting.text is None or content is None:
            return
        if closed:
            self._keep(TextMade(*when, content=content, move=text_made(sight, meeting.text)))
            return
        move = declined(sight, meeting, meeting.text)
        self._keep(TextDeclined(*when, actor=move.party, reason=meeting.reason, content=content, move=move))

    def tactics_used(self, meeting: Meeting, tactics: Tactics) -> None:
        """A walkout is why the round ended; its own entry keeps what stood between the sides."""
        if not any(tactics):
            return
        obstacle, gap = self._reason(meeting), meeting.gap
        assert self._sight is not None
        move = tactic(self._sight, meeting)
        when = self._when(meeting.day)
        if tactics.walks_out:
            self._trace.rounds[-1] = replace(self._trace.rounds[-1], reason=Reason.WALKOUT)
            entries = self._trace.entries
            last = max(number for number, entry in enumerate(entries) if isinstance(entry, RoundHeld))
            entries[last] = replace(entries[last], reason=Reason.WALKOUT)
            self._keep(Walkout(*when, reason=obstacle, gap=gap, move=move))
        if tactics.threatens:
            withdrawal = self._model.guest.withdrawal
            self._keep(Threat(*when, reason=obstacle, gap=gap, withdrawal=withdrawal, move=move))

    def parked(self, day: int) -> None:
        """The round that was due, and is put off."""
        self._keep(RoundParked(*self._when(day)))

    def _reason(self, meeting: Meeting) -> Reason:
        """Reason of a round; with a successor elected, he is why nothing beats waiting."""
        model, records = self._model, self._model.records
        if meeting.reason is Reason.NO_ZONE and lame_duck(
            meeting.day, model.guest.number, records.prospects, records.facts
        ):
            return Reason.PARKED
        return meeting.reason

    def _round(self, meeting: Meeting) -> Round:
        model, bids = self._model, meeting.bids
        zone = zone_of(model, meeting.view, bids)
        return Round(
            number=int(model.books["rounds"]),
            day=meeting.day,
            date=date_of(meeting.day, model.prepared.start),
            level=meeting.level.name.lower(),
            reason=self._reason(meeting),
            host_rise=_rise(bids.host_offer),
            host_escalator=self._escalator(bids.host_offer),
            host_term=self._term(bids.host_offer),
            host_labour_share=self._labour_share(bids.host_offer),
            host_operational_support=self._operational_support(bids.host_offer),
            guest_rise=_rise(bids.guest_offer),
            guest_escalator=self._escalator(bids.guest_offer),
            guest_term=self._term(bids.guest_offer),
            guest_labour_share=self._labour_share(bids.guest_offer),
            guest_operational_support=self._operational_support(bids.guest_offer),
            host_asks=bids.host_asks,
            guest_asks=bids.guest_asks,
            host_waiting=bids.host_least,
            guest_waiting=model.guest.leader_least(meeting.view),
            guest_least=bids.guest_least,
            gap=meeting.gap,
            most_rise=zone.most,
            least_rise=zone.least,
            leader_rise=zone.leader,
            threat=meeting.view.setting.threat,
            anger=meeting.view.setting.anger,
            support=model.public.support,
            relations=meeting.view.setting.relations,
        )

    def _escalator(self, package: Package) -> str:
        if package.pair < 0:
            return ""
        return Escalator(self._model.facts.pair_escalator[package.pair]).name.lower()

    def _term(self, package: Package) -> int:
        return int(self._model.facts.pair_term[package.pair]) if package.pair >= 0 else 0

    def _labour_share(self, package: Package) -> float:
        return float(self._model.facts.extra_labour[package.extra]) if package.pair >= 0 else math.nan

    def _operational_support(self, package: Package) -> bool:
        return package.pair >= 0 and bool(self._model.facts.extra_operations[package.extra])

    # --- the way of a text --------------------------------------------------------------------------------------------

    def _content(self, text: Text) -> Content:
        content = content_of(self._model, text.package, text.letter)
        assert content is not None
        return content

    def refused(self, day: int, reason: Reason, text: Text, view: View, worth: float) -> None:
        """What the text was worth to the leader, what waiting was, and the rise he would have taken, all else equal."""
        model, when, content = self._model, self._when(day), self._content(text)
        by_guest = reason is Reason.GUEST_LEADER
        move = refusal(Sight(model, day, view), text, by_guest)
        if by_guest:
            waiting, limit = model.guest.leader_least(view), leader_would_take(model, view, text)
            self._keep(
                GuestRefusal(*when, content=content, worth=worth, guest_waiting=waiting, leader_rise=limit, move=move)
            )
        else:
            waiting, limit = model.host.least(view), most_host_would_take(model, view, text)
            self._keep(
                HostRefusal(*when, content=content, worth=worth, host_waiting=waiting, most_rise=limit, move=move)
            )

    def consented(self, day: int, text: Text, view: View, guest_worth: float, host_worth: float) -> None:
        """What it is worth to both against waiting."""
        model = self._model
        self._keep(
            Consent(
                *self._when(day), content=self._content(text), move=consent(Sight(model, day, view), text),
                guest_worth=guest_worth, guest_waiting=model.guest.leader_least(view),
                host_worth=host_worth, host_waiting=model.host.least(view),
            )
        )  # fmt: skip

    def signed(self, day: int, text: Text) -> None:
        """The first-year sums."""
        books = self._model.books
        self._keep(
            Signature(
                *self._when(day), content=self._content(text), rise_annualised=books["rise_annualised"],
                amount=books["amount"], amount_usd_m=books["amount_usd_m"],
            )
        )  # fmt: skip

    def voted(self, day: int, count: Count) -> None:
        """The count."""
        model = self._model
        assert model.talks.text is not None
        self._keep(
            Vote(
                *self._when(day), reason=Reason.NONE if count.carried else Reason.VOTE_FAILED,
                votes_for=count.votes_for, votes_against=count.votes_against, votes_abstain=count.votes_abstain,
                move=vote(model, day, model.talks.text, count),
            )
        )  # fmt: skip

    def entered(self, day: int) -> None:
        """The end, well."""
        self._keep(EntryIntoForce(*self._when(day)))

    def closed(self, day: int, end: End) -> None:
        """The end, where the agreement is not in force by the horizon."""
        if end not in (End.IN_FORCE, End.BROKEN_OFF):
            self._keep(HorizonReached(*self._when(day), end=end.name.lower()))


def _rise(package: Package) -> float:
    return package.rise if package.pair >= 0 else math.nan
