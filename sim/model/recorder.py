"""Writes the trace: every move with its reason, and what would have been accepted instead."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.model.listener import Listener
from sim.model.moves import consent, declined, offers, refusal, tactic, text_made, vote
from sim.model.reasons import Sight
from sim.model.zone import leader_would_take, most_host_would_take, zone_of
from sim.rules.assessment import View
from sim.rules.kinds import End, Escalator, Moved, Party, Reason
from sim.rules.settlement import Package
from sim.rules.succession import lame_duck
from sim.timeline.days import date_of
from sim.traces.trace import Actor, Entry, EntryKind, Move, Round, Trace

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

    def _note(
        self,
        day: int,
        kind: EntryKind,
        actor: Actor,
        reason: Reason = Reason.NONE,
        values: Mapping[str, float] | None = None,
        names: dict[str, str] | None = None,
        move: Move | None = None,
    ) -> None:
        numbers = {name: float(value) for name, value in (values or {}).items()}
        date = date_of(day, self._model.prepared.start)
        self._trace.entries.append(Entry(day, date, kind, actor, reason, numbers, names or {}, move))

    # --- calendar and events --------------------------------------------------------------------------------------

    def opened(self, deadline: float) -> None:
        """First demands, who governs, and the date the talks run against."""
        guest, host, facts = self._model.guest, self._model.host, self._model.facts
        values = {"guest_rise": guest.demand, "host_rise": facts.opening_host, "deadline": deadline}
        self._note(0, "open", "both", values=values, names={"guest": guest.key, "host": host.key})

    def day_begun(self, day: int) -> None:
        """Dates fixed beforehand."""
        facts = self._model.facts
        if day == facts.expiry:
            self._note(day, "expiry", "calendar")
        if day == self._model.workers.funds_out:
            self._note(day, "funds_out", "calendar")
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
        self._note(day, "election", OFFICES[office], names={"winner": winner, "loser": loser})

    def handed_over(self, day: int, side: Side, before: str) -> None:
        """Who governs from this day on; the same key twice means a further term."""
        actor: Actor = "guest" if side is self._model.guest else "host"
        self._note(day, "handover", actor, names={"elected": side.key, "before": before})

    def provoked(self, day: int, severity: int) -> None:
        """Severity, and the threat felt after it."""
        self._note(day, "provocation", "north", values={"severity": severity, "threat": self._model.host.threat(day)})

    def changed(self, day: int) -> None:
        """A change from outside, and what was expected of it."""
        facts = self._model.facts
        self._note(day, "change", "calendar", values={"guest": facts.change_guest, "host": facts.change_host})

    def withdrawn(self, day: int, share: float) -> None:
        """Share of the troops that left."""
        self._note(day, "withdrawal", "guest", values={"share": share, "anger": self._model.public.anger})

    def protested(self, day: int, act: Act) -> None:
        """What the protest was against."""
        self._note(
            day, "protest", "public", values={"anger": self._model.public.anger}, names={"act": act.name.lower()}
        )

    def broken_off(self, day: int) -> None:
        """The end without an agreement."""
        self._note(day, "break", "both")

    def furlough_begun(self, day: int) -> None:
        """Day it began."""
        self._furlough_began = day
        self._note(day, "furlough", "guest")

    def furlough_ended(self, day: int) -> None:
        """How long it lasted, and what ended it: an agreement, or a special act that pays the workers."""
        agreed = self._model.talks.agreed
        values = {"days": day - self._furlough_began}
        self._note(day, "furlough_end", "both" if agreed else "host", values=values,
                   names={"by": "agreement" if agreed else "act"})  # fmt: skip

    def replayed(self, day: int, move: Recorded) -> None:
        """What was done on record."""
        names, values = {"move": move.kind.name.lower()}, {}
        if move.years > 0:
            names["escalator"] = move.escalator.name.lower()
            values = {"rise": move.rise, "years": float(move.years)}
        self._note(day, "record", MAKERS[move.kind], values=values, names=names)

    def resumed(self, day: int) -> None:
        """Rounds on record."""
        self._note(day, "as_of", "calendar", values={"number": self._model.books["rounds"]})

    # --- rounds -----------------------------------------------------------------------------------------------------

    def round_held(self, meeting: Meeting) -> None:
        """One row a round, an entry for each offer and for the round, and one for a text: made, or let go."""
        row = self._round(meeting)
        self._trace.rounds.append(row)
        sight = self._sight = Sight(self._model, meeting.day, meeting.view)
        for move in offers(sight, meeting):
            self._note(meeting.day, "offer", move.party, row.reason, move=move)
        values = {"number": row.number, "host_rise": row.host_rise, "guest_rise": row.guest_rise, "gap": row.gap}
        names = {"level": row.level}
        text = meeting.text
        if text is None or meeting.reason is Reason.CLOSED:
            self._note(meeting.day, "round", "both", row.reason, values, names)
        else:
            names["escalator"] = self._escalator(text.package)
            self._note(meeting.day, "round", "both", row.reason, values | self._content(text), names)
            move = declined(sight, meeting, text)
            self._note_text(meeting.day, "decline", move.party, text, meeting.reason, move)
        if text is not None and meeting.reason is Reason.CLOSED:
            self._note_text(meeting.day, "text", "both", text, Reason.CLOSED, text_made(sight, text))

    def tactics_used(self, meeting: Meeting, tactics: Tactics) -> None:
        """A walkout is why the round ended; its own entry keeps what stood between the sides."""
        if not any(tactics):
            return
        obstacle, gap = self._reason(meeting), meeting.gap
        assert self._sight is not None
        move = tactic(self._sight, meeting)
        if tactics.walks_out:
            self._trace.rounds[-1] = replace(self._trace.rounds[-1], reason=Reason.WALKOUT)
            entries = self._trace.entries
            place = max(place for place, entry in enumerate(entries) if entry.kind == "round")
            entries[place] = replace(entries[place], reason=Reason.WALKOUT)
            self._note(meeting.day, "walkout", "guest", obstacle, {"gap": gap}, move=move)
        if tactics.threatens:
            values = {"gap": gap, "withdrawal": self._model.guest.withdrawal}
            self._note(meeting.day, "threat", "guest", obstacle, values, move=move)

    def parked(self, day: int) -> None:
        """The round that was due, and is put off."""
        self._note(day, "parked", "both", Reason.PARKED)

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

    def _content(self, text: Text) -> dict[str, float]:
        facts, package = self._model.facts, text.package
        return {
            "rise": package.rise,
            "term": self._term(package),
            "labour_share": facts.extra_labour[package.extra],
            "operational_support": facts.extra_operations[package.extra],
            "side_letter": text.letter,
        }

    def _note_text(
        self, day: int, kind: EntryKind, actor: Actor, text: Text, reason: Reason = Reason.NONE,
        move: Move | None = None, **values: float,
    ) -> None:  # fmt: skip
        names = {"escalator": self._escalator(text.package)}
        self._note(day, kind, actor, reason, self._content(text) | values, names, move)

    def refused(self, day: int, reason: Reason, text: Text, view: View, worth: float) -> None:
        """What the text was worth to the leader, what waiting was, and the rise he would have taken, all else equal."""
        model = self._model
        move = refusal(Sight(model, day, view), text, reason is Reason.GUEST_LEADER)
        if reason is Reason.GUEST_LEADER:
            values = {
                "guest_waiting": model.guest.leader_least(view),
                "leader_rise": leader_would_take(model, view, text),
            }
        else:
            values = {"host_waiting": model.host.least(view), "most_rise": most_host_would_take(model, view, text)}
        self._note_text(day, "refusal", move.party, text, reason, move, worth=worth, **values)

    def consented(self, day: int, text: Text, view: View, guest_worth: float, host_worth: float) -> None:
        """What it is worth to both against waiting."""
        model = self._model
        self._note_text(
            day, "consent", "both", text, move=consent(Sight(model, day, view), text),
            guest_worth=guest_worth, guest_waiting=model.guest.leader_least(view),
            host_worth=host_worth, host_waiting=model.host.least(view),
        )  # fmt: skip

    def signed(self, day: int, text: Text) -> None:
        """The first-year sums."""
        books = self._model.books
        self._note_text(
            day, "signature", "both", text,
            rise_annualised=books["rise_annualised"], amount=books["amount"], amount_usd_m=books["amount_usd_m"],
        )  # fmt: skip

    def voted(self, day: int, count: Count) -> None:
        """The count."""
        model, reason = self._model, Reason.NONE if count.carried else Reason.VOTE_FAILED
        assert model.talks.text is not None
        move = vote(model, day, model.talks.text, count)
        tally = {name: getattr(count, name) for name in ("votes_for", "votes_against", "votes_abstain")}
        self._note(day, "vote", "legislature", reason, tally, move=move)

    def entered(self, day: int) -> None:
        """The end, well."""
        self._note(day, "entry", "both")

    def closed(self, day: int, end: End) -> None:
        """The end, where the agreement is not in force by the horizon."""
        if end not in (End.IN_FORCE, End.BROKEN_OFF):
            self._note(day, "horizon", "calendar", names={"end": end.name.lower()})


def _rise(package: Package) -> float:
    return package.rise if package.pair >= 0 else math.nan
