"""From the log of a negotiation to its trace: every move with its reason, and what would have been accepted instead."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from sim.engine.log import Event, Happening
from sim.engine.opening import draw_hidden
from sim.engine.world import new_world
from sim.prepare import Prepared
from sim.reasons.binding import reason_of_round
from sim.reasons.made import Reasons, content_of, guest_offer, host_offer, text_of, vote
from sim.reasons.nearest import least_for_guest, most_for_host, zone_of
from sim.reasons.seen import follow
from sim.reasons.worth import Scene
from sim.rules.kinds import Act, End, Escalator, Level, Moved, Party, Reason
from sim.rules.payment import first_year
from sim.rules.settlement import Package
from sim.rules.talks import furlough_day
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

MAKERS: dict[Moved, Actor] = {
    Moved.GUEST_OFFER: "guest",
    Moved.HOST_OFFER: "host",
    Moved.ROUND: "both",
    Moved.WALKOUT: "guest",
    Moved.REFUSAL: "guest",
}
OFFICES: dict[int, Actor] = {Party.GUEST.value: "guest", Party.HOST.value: "host"}


class TraceReader:
    """Reads a log as it grows.

    Parameters
    ----------
    prepared : the scenario, with the parameters of the replicate alone (`Prepared.of`)
    seed, replicate : of the negotiation

    Attributes
    ----------
    trace : what was read so far
    """

    def __init__(self, prepared: Prepared, seed: int, replicate: int) -> None:
        self.trace = Trace()
        self._prepared, self._facts, self._params = prepared, prepared.facts, prepared.params
        world = new_world(seed, replicate, prepared.facts, prepared.params)
        draw_hidden(world)
        self._prospects, self._menu = world.q, world.m
        self._dates = self._fixed_dates()
        self._read = 0
        self._round: Scene | None = None  # the last one, before anybody reacted to it
        self._obstacle = Reason.NONE

    def read(self, log: np.ndarray, day: int = -1) -> Trace:
        """Read what is new in a log, and the calendar up to a day; the trace so far."""
        for place in range(self._read, len(log)):
            self._take(log[place])
        self._read = len(log)
        self._pass_dates(day)
        return self.trace

    def _take(self, e: Event) -> None:
        kind = Happening(e.kind)
        if kind is not Happening.OPEN:
            self._pass_dates(int(e.day))
        follow(e, self._prospects, self._menu, self._facts, self._params)
        enter = ENTERED.get(kind)
        if enter is not None:
            enter(self, e)

    def _keep(self, entry: Entry) -> None:
        self.trace.entries.append(entry)

    def _when(self, day: int) -> tuple[int, date]:
        return int(day), date_of(int(day), self._prepared.start)

    # --- calendar and events --------------------------------------------------------------------------------------

    def _fixed_dates(self) -> list[Entry]:
        """Expiry, the end of the money and elections, in order of the day."""
        f = self._facts
        dated: list[Entry] = [Expiry(*self._when(int(f.expiry)))]
        dated.append(FundsOut(*self._when(furlough_day(f.expiry, self._params.funds_days))))
        for k in range(f.successions):
            of_guest = f.office[k] == Party.GUEST.value
            keys = self._prepared.administrations if of_guest else self._prepared.governments
            candidates = (keys[f.candidate_1[k]], keys[f.candidate_2[k]])
            winner, loser = candidates if self._prospects.winners[k] == 0 else candidates[::-1]
            when = self._when(f.election[k])
            dated.append(Election(*when, actor=OFFICES[int(f.office[k])], winner=winner, loser=loser))
        return sorted((each for each in dated if each.day >= 0), key=lambda each: each.day)

    def _pass_dates(self, day: int) -> None:
        """Enter the fixed dates that have come; those of a day come before what happens on it."""
        while self._dates and self._dates[0].day <= day:
            self._keep(self._dates.pop(0))

    def _opened(self, e: Event) -> None:
        self._keep(
            TalksOpened(
                *self._when(0), guest_rise=float(e.amount), host_rise=float(self._facts.opening_host),
                guest=self._prepared.administrations[e.guest], host=self._prepared.governments[e.host],
            )
        )  # fmt: skip

    def _changed(self, e: Event) -> None:
        f = self._facts
        self._keep(OutsideChange(*self._when(e.day), guest=float(f.change_guest), host=float(f.change_host)))

    def _withdrew(self, e: Event) -> None:
        self._keep(Withdrawal(*self._when(e.day), share=float(e.amount), anger=float(e.anger)))

    def _handed_over(self, e: Event) -> None:
        of_guest = e.party == Party.GUEST.value
        keys = self._prepared.administrations if of_guest else self._prepared.governments
        comes, before = keys[e.guest if of_guest else e.host], keys[e.number]
        self._keep(Handover(*self._when(e.day), actor=OFFICES[int(e.party)], elected=comes, before=before))

    def _protested(self, e: Event) -> None:
        self._keep(Protest(*self._when(e.day), anger=float(e.anger), act=Act(e.number).name.lower()))

    def _furloughed(self, e: Event) -> None:
        self._keep(FurloughBegun(*self._when(e.day)))

    def _returned(self, e: Event) -> None:
        """How long it lasted, and what ended it: an agreement, or a special act that pays the workers."""
        actor: Actor = "both" if e.agreed else "host"
        by: Any = "agreement" if e.agreed else "act"
        self._keep(FurloughEnded(*self._when(e.day), actor=actor, days=int(e.number), by=by))

    def _provoked(self, e: Event) -> None:
        self._keep(Provocation(*self._when(e.day), severity=int(e.number), threat=float(e.threat)))

    def _replayed(self, e: Event) -> None:
        f, n = self._facts, int(e.number)
        move, of_package = Moved(f.move_kind[n]), f.move_years[n] > 0
        self._keep(
            RecordedMove(
                *self._when(e.day),
                actor=MAKERS[move],
                done=move.name.lower(),
                rise=float(f.move_rise[n]) if of_package else None,
                years=int(f.move_years[n]) if of_package else None,
                escalator=Escalator(f.move_escalator[n]).name.lower() if of_package else None,
            )
        )

    def _resumed(self, e: Event) -> None:
        self._keep(RecordEnded(*self._when(e.day), number=int(e.number)))

    def _parked(self, e: Event) -> None:
        self._keep(RoundParked(*self._when(e.day)))

    def _broken(self, e: Event) -> None:
        self._keep(Breakdown(*self._when(e.day)))

    def _entered(self, e: Event) -> None:
        self._keep(EntryIntoForce(*self._when(e.day)))

    def _ended(self, e: Event) -> None:
        """The end, where the agreement is not in force by the horizon."""
        end = End(e.number)
        if end not in (End.IN_FORCE, End.BROKEN_OFF):
            self._keep(HorizonReached(*self._when(e.day), end=end.name.lower()))

    # --- rounds -----------------------------------------------------------------------------------------------------

    def _scene(self, e: Event) -> Scene:
        return Scene(e, self._prospects, self._facts, self._params)

    def _held(self, e: Event) -> None:
        """One row a round, an entry for each offer and for the round, and one for a text: made, or turned down."""
        scene = self._round = self._scene(e)
        self._obstacle = Reason(reason_of_round(e, scene.view, scene.menu))
        row = self._row(scene, Reason.WALKOUT if e.walked_out else self._obstacle)
        self.trace.rounds.append(row)
        when, reasons = self._when(e.day), Reasons(scene)
        for move in reasons.offers():
            self._keep(OfferMade(*when, actor=move.party, reason=self._obstacle, move=move))
        content = None if e.pair < 0 else self._content(e)
        closed = e.reason == Reason.CLOSED.value
        self._keep(
            RoundHeld(
                *when, reason=row.reason, number=row.number, host_rise=row.host_rise, guest_rise=row.guest_rise,
                gap=row.gap, level=row.level, declined=None if closed else content,
            )
        )  # fmt: skip
        if content is None:
            return
        if closed:
            self._keep(TextMade(*when, content=content, move=reasons.text_made()))
            return
        move = reasons.declined()
        self._keep(TextDeclined(*when, actor=move.party, reason=Reason(e.reason), content=content, move=move))

    def _row(self, scene: Scene, reason: Reason) -> Round:
        e = scene.event
        zone, host, guest = zone_of(e, scene.view, scene.menu, self._facts), host_offer(e), guest_offer(e)
        return Round(
            number=int(e.number),
            day=int(e.day),
            date=date_of(int(e.day), self._prepared.start),
            level=Level(e.level).name.lower(),
            reason=reason,
            **self._offer("host", host),
            **self._offer("guest", guest),
            host_asks=float(e.host_asks),
            guest_asks=float(e.guest_asks),
            host_waiting=float(e.host_least),
            guest_waiting=scene.guest_waiting,
            guest_least=float(e.guest_least),
            gap=float(e.gap),
            most_rise=float(zone.most),
            least_rise=float(zone.least),
            leader_rise=float(zone.leader),
            threat=float(e.threat),
            anger=float(e.anger),
            support=float(e.support),
            line=float(e.line),
            host_conceded=float(e.host_conceded),
            guest_conceded=float(e.guest_conceded),
            pressure=float(e.pressure),
            stake=float(e.stake),
            press_lapse=float(e.press_lapse),
            press_expiry=float(e.press_expiry),
            press_money=float(e.press_money),
            press_election=float(e.press_election),
        )

    def _offer(self, side: str, package: Package) -> dict[str, Any]:
        """Fields of a round that say what a side offered; empty or NaN where it offered nothing."""
        content = content_of(self._facts, package)
        return {
            f"{side}_rise": math.nan if content is None else content.rise,
            f"{side}_escalator": "" if content is None else content.escalator,
            f"{side}_term": 0 if content is None else content.term,
            f"{side}_labour_share": math.nan if content is None else content.labour_share,
            f"{side}_operational_support": content is not None and content.operational_support,
        }

    def _walked_out(self, e: Event) -> None:
        """A walkout is why the round ended; its own entry keeps what stood between the sides."""
        assert self._round is not None
        when, move = self._when(e.day), Reasons(self._round).tactic()
        self._keep(Walkout(*when, reason=self._obstacle, gap=float(e.amount), move=move))

    def _threatened(self, e: Event) -> None:
        assert self._round is not None
        when, move = self._when(e.day), Reasons(self._round).tactic()
        withdrawal = float(e.withdrawal)
        self._keep(Threat(*when, reason=self._obstacle, gap=float(e.amount), withdrawal=withdrawal, move=move))

    # --- the way of a text --------------------------------------------------------------------------------------------

    def _content(self, e: Event) -> Content:
        """The text of an event; its worth is that of the event, where it was weighed."""
        text = text_of(e)._replace(host=float(e.text_host), guest=float(e.text_guest))
        content = content_of(self._facts, text)
        assert content is not None
        return content

    def _refused(self, e: Event) -> None:
        """What the text was worth to the leader, what waiting was, and the rise he would have taken, all else equal."""
        scene, when, content = self._scene(e), self._when(e.day), self._content(e)
        move, kinks = Reasons(scene).refusal(), scene.view.kinks
        if e.party == Party.GUEST.value:
            least = float(e.guest_waiting)
            limit = least_for_guest(least, e.pair, e.extra, scene.menu, kinks)
            self._keep(
                GuestRefusal(
                    *when, content=content, worth=float(e.text_guest), guest_waiting=least, leader_rise=float(limit),
                    move=move,
                )
            )  # fmt: skip
            return
        least = float(e.host_waiting)
        limit = most_for_host(least, e.pair, e.extra, scene.menu, kinks)
        self._keep(
            HostRefusal(
                *when, content=content, worth=float(e.text_host), host_waiting=least, most_rise=float(limit), move=move
            )
        )  # fmt: skip

    def _consented(self, e: Event) -> None:
        """What it is worth to both against waiting."""
        self._keep(
            Consent(
                *self._when(e.day), content=self._content(e), move=Reasons(self._scene(e)).consent(),
                guest_worth=float(e.text_guest), guest_waiting=float(e.guest_waiting),
                host_worth=float(e.text_host), host_waiting=float(e.host_waiting),
            )
        )  # fmt: skip

    def _signed(self, e: Event) -> None:
        """The first-year sums."""
        sums = first_year(float(e.day), e.rise, self._facts)
        content = replace(self._content(e), host=math.nan, guest=math.nan)
        self._keep(
            Signature(
                *self._when(e.day), content=content, rise_annualised=float(sums.rise_annualised),
                amount=float(sums.amount), amount_usd_m=float(sums.amount_usd_m),
            )
        )  # fmt: skip

    def _voted(self, e: Event) -> None:
        """The count."""
        reason = Reason.NONE if e.carried else Reason.VOTE_FAILED
        self._keep(
            Vote(
                *self._when(e.day), reason=reason, votes_for=int(e.votes_for), votes_against=int(e.votes_against),
                votes_abstain=int(e.votes_abstain), move=vote(self._scene(e)),
            )
        )  # fmt: skip


ENTERED: dict[Happening, Callable[[TraceReader, Event], None]] = {
    Happening.OPEN: TraceReader._opened,
    Happening.CHANGE: TraceReader._changed,
    Happening.WITHDRAWAL: TraceReader._withdrew,
    Happening.HANDOVER: TraceReader._handed_over,
    Happening.PROTEST: TraceReader._protested,
    Happening.FURLOUGH: TraceReader._furloughed,
    Happening.FURLOUGH_END: TraceReader._returned,
    Happening.PROVOCATION: TraceReader._provoked,
    Happening.RECORD: TraceReader._replayed,
    Happening.AS_OF: TraceReader._resumed,
    Happening.PARKED: TraceReader._parked,
    Happening.ROUND: TraceReader._held,
    Happening.BREAK: TraceReader._broken,
    Happening.WALKOUT: TraceReader._walked_out,
    Happening.THREAT: TraceReader._threatened,
    Happening.REFUSAL: TraceReader._refused,
    Happening.CONSENT: TraceReader._consented,
    Happening.SIGNATURE: TraceReader._signed,
    Happening.VOTE: TraceReader._voted,
    Happening.ENTRY: TraceReader._entered,
    Happening.END: TraceReader._ended,
}
