"""Each move of one negotiation in words, with its reason and the numbers behind it.

A teller remembers what it has said, so that it says what changed and does not repeat what did not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sim.analysis.phrases import (
    Cast,
    capital,
    count,
    date_words,
    package_words,
    rise_words,
    terms_words,
    worth,
    worth_words,
)
from sim.model.trace import Entry, Round
from sim.prepare import Prepared
from sim.rules.kinds import Reason
from sim.scenario.schema import Succession

SAME_RISE = 0.005  # an offer that moves less is told as held
SAME_ZONE = 0.03  # ends of the zone that move less are not told again
SAME_WAITING = 0.015
SAME_ANGER = 0.1
LONG_PAUSE = 60  # days between rounds that are told
GUEST_DOWN = ("comes down to", "moves to", "lowers its demand to")
HOST_UP = ("goes up to", "raises its offer to", "moves to")
LEVELS = {"working": "working level", "ministerial": "ministers", "leader": "leaders"}


@dataclass
class Teller:
    """Tells moves in order, one paragraph each."""

    prepared: Prepared
    last: Round | None = None  # last round told
    zone: tuple[float, float] | None = None  # as last told, and so on below
    waiting: tuple[float, float] | None = None
    anger: float = 0.0
    winners: dict[date, str] = field(default_factory=dict)  # of elections told, by day of the handover
    guest: str = ""
    host: str = ""
    fresh: bool = False  # a new guest, who has not spoken yet
    on_desk: bool = False  # a text waits for the leaders
    agreed: bool = False
    told: int = 0  # rounds told

    def __post_init__(self) -> None:
        self.scenario = self.prepared.scenario
        self.cast = Cast(self.scenario)
        self.guest, self.host = self.scenario.incumbents.guest, self.scenario.incumbents.host

    # --- rounds ---------------------------------------------------------------------------------------------

    def round(self, now: Round, same_day: Sequence[Entry], provocations: Sequence[Entry]) -> str:
        """Paragraph of one round: offers, why it closed or not, tactics, and what moved since the last one."""
        sentences = [
            self._offers(now),
            *self._verdict(now, same_day),
            *_tactics(same_day),
            *self._climate(now, provocations),
            *self._waiting(now),
        ]
        pause = now.day - self.last.day if self.last else 0
        after = f", after {count(pause, 'day')}" if pause >= LONG_PAUSE else ""
        self.last, self.fresh, self.on_desk = now, False, now.reason is Reason.CLOSED
        self.told += 1
        lead = f"{date_words(now.date)}, round {now.number} ({LEVELS.get(now.level, now.level)}){after}"
        return f"{lead}: {' '.join(sentences)}"

    def _offers(self, now: Round) -> str:
        """What each side asks for or offers, and how that differs from the last round."""
        before = self.last
        guest = package_words(now.guest_rise, now.guest_escalator, now.guest_term)
        host = package_words(now.host_rise, now.host_escalator, now.host_term)
        if before is None:
            return f"{self.cast.guest(self.guest)} asks for {guest}; {self.cast.government} offers {host}."
        host_move = _moved(before.host_rise, now.host_rise, "stays at", "goes back to", _turn(HOST_UP, self.told))
        guest_terms, host_terms = (now.guest_escalator, now.guest_term), (now.host_escalator, now.host_term)
        host_new = (before.host_escalator, before.host_term) != host_terms
        if self.fresh:
            guest_move, guest_new = f"{self.cast.guest(self.guest)} asks for {guest}", True
        else:
            down = _turn(GUEST_DOWN, self.told)
            moved = _moved(before.guest_rise, now.guest_rise, "keeps asking for", down, "raises its demand to")
            guest_new = (before.guest_escalator, before.guest_term) != guest_terms
            guest_move = f"the guest {moved}{f', now {terms_words(*guest_terms)}' if guest_new else ''}"
        if not host_new:
            ending = ""
        elif guest_new and guest_terms == host_terms:
            ending = " on the same terms"
        else:
            ending = f", now {terms_words(*host_terms)}"
        return f"{guest_move}; the host {host_move}{ending}."

    def _verdict(self, now: Round, same_day: Sequence[Entry]) -> list[str]:
        """Why the round closed or did not."""
        about = {each.kind: each for each in same_day}
        reason = about["walkout"].reason if now.reason is Reason.WALKOUT and "walkout" in about else now.reason
        match reason:
            case Reason.CLOSED:
                return [_text(about.get("text"))]
            case Reason.NO_ZONE:
                return [self._no_zone(now)]
            case Reason.PARKED:
                return [self._parked(now)]
            case Reason.GUEST_DECLINED | Reason.HOST_DECLINED:
                side = "guest" if reason is Reason.GUEST_DECLINED else "host"
                return [_declined(about.get("round"), side), *self._room(now)]
        return [self._gap(now), *self._room(now)]

    def _no_zone(self, now: Round) -> str:
        """That nothing beats waiting for both, and how far apart they are."""
        self.zone = None
        if not now.least_rise > now.most_rise:
            return "Nothing can close: no package is worth more than waiting to both."
        low, high = rise_words(now.least_rise), rise_words(now.most_rise)
        return f"Nothing can close: the host would go to {high} at most, and the guest's delegation needs {low}."

    def _gap(self, now: Round) -> str:
        """How far the host's offer falls short of what the guest asks for."""
        gap = worth(now.gap)
        if self.last is None or self.last.gap <= 0.0 or self.fresh:
            return f"Nothing closes: to the guest the host's offer is worth {gap} less than what it asks for."
        before = worth(self.last.gap)
        if before == gap:
            return f"Nothing closes, and the gap stays at {gap}."
        if now.gap < self.last.gap:
            return _turn(
                (
                    f"The gap narrows from {before} to {gap}, and nothing closes.",
                    f"Nothing closes; the gap is down to {gap}.",
                    f"That leaves a gap of {gap}, and nothing closes.",
                ),
                self.told,
            )
        return f"The gap widens from {before} to {gap}."

    def _parked(self, now: Round) -> str:
        """That both sides wait for a successor."""
        coming = self.next_handover(now.date)
        if coming is None or coming.handover not in self.winners:
            return "Nothing closes: the talks are parked."
        name = self.cast.holder(coming.office, self.winners[coming.handover])
        return f"Nothing closes: {name} is elected, and both sides wait for {date_words(coming.handover)}."

    def _room(self, now: Round) -> list[str]:
        """The agreement zone, where there is one and it is news."""
        zone = (now.least_rise, now.most_rise)
        if not zone[0] <= zone[1]:
            return []
        known, self.zone = self.zone, zone
        low, high = (rise_words(end) for end in zone)
        if known is None:
            return [
                f"Behind the demands there is room: the guest's delegation may take {low},"
                f" and the host would go to {high} rather than wait."
            ]
        if max(abs(old - new) for old, new in zip(known, zone, strict=True)) < SAME_ZONE:
            self.zone = known
            return []
        return [f"The room behind the demands now runs from {low} to {high}."]

    def _climate(self, now: Round, provocations: Sequence[Entry]) -> list[str]:
        """Provocations, felt threat and public anger since the last round."""
        sentences = []
        if provocations:
            sentences.append(self._provocations(now, [int(each.values["severity"]) for each in provocations]))
        if self.last is None:
            self.anger = now.anger
        elif abs(now.anger - self.anger) >= SAME_ANGER:
            verb = "has risen" if now.anger > self.anger else "has cooled"
            before, after = worth_words(self.anger, now.anger)
            support = f"{100 * now.support:.0f}% of the public would pay more"
            sentences.append(f"Public anger {verb} from {before} to {after}; {support}.")
            self.anger = now.anger
        return sentences

    def _provocations(self, now: Round, severities: list[int]) -> str:
        """Provocations since the last round, and what they did to the threat the host feels."""
        many = len(severities)
        what = f"provocations on {many} days, the gravest of severity {max(severities)}"
        if many == 1:
            what = f"a provocation of severity {severities[0]}"
        was, falls = ("was", "falls") if many == 1 else ("were", "fall")
        if self.last is None:
            return f"Before it there {was} {what}; felt threat is {worth(now.threat)}."
        threat = _threat(self.last.threat, now.threat)
        return _turn(
            (
                f"Since the last round there {was} {what}; {threat}.",
                f"{capital(what)}{',' if many > 1 else ''} {falls} between the rounds; {threat}.",
                f"In between there {was} {what}; {threat}.",
            ),
            self.told,
        )

    def _waiting(self, now: Round) -> list[str]:
        """Worth of waiting of both sides, where it is news."""
        values = (now.host_waiting, now.guest_waiting)
        known = self.waiting
        if known and max(abs(old - new) for old, new in zip(known, values, strict=True)) < SAME_WAITING:
            return []
        self.waiting = values
        host, guest = (worth(value) for value in values)
        if known is None:
            return [f"Waiting is worth {host} a year to the host and {guest} to the guest's leader."]
        before = [worth(value) for value in known]
        parts = [
            f"{after} to {who} ({was} before)"
            for who, was, after in (("the host", before[0], host), ("the guest's leader", before[1], guest))
            if was != after
        ]
        return [f"Waiting is now worth {' and '.join(parts)}."]

    # --- all else -------------------------------------------------------------------------------------------

    def event(self, entry: Entry, later: Sequence[Entry] = ()) -> str:
        """Paragraph of a move outside a round; empty for one that needs no words. `later`: what follows it."""
        say = getattr(self, f"_on_{entry.kind}", None)
        words = say(entry, later) if say else ""
        return f"{date_words(entry.date)}: {words}" if words else ""

    def _on_refusal(self, entry: Entry, later: Sequence[Entry]) -> str:
        self.on_desk = False
        value = entry.values
        by_guest = entry.reason is Reason.GUEST_LEADER
        who = self.cast.guest(self.guest) if by_guest else self.cast.host(self.host)
        content = package_words(value["rise"], entry.names["escalator"], int(value["term"]))
        words = f"the leader of {who} refuses the text of {content}"
        text, waiting = value["worth"], value["guest_waiting" if by_guest else "host_waiting"]
        told = worth_words(waiting, text)
        if text >= waiting:
            return (
                f"{words}, although it is worth {told[1]} a year and waiting {told[0]}: a close call, lost by chance."
            )
        words += f": {self._what_waiting_is(entry.date)} is worth {told[0]} a year, the text {told[1]}"
        limit = value["leader_rise" if by_guest else "most_rise"]
        if math.isfinite(limit):
            signs = f"from {rise_words(limit)} on" if by_guest else f"up to {rise_words(limit)}"
            words += f"; on the same terms the leader would have signed {signs}"
        p = self.prepared.params
        if by_guest and p.mandate_after_refusal > p.mandate:
            return f"{words}. The delegation's mandate is tightened, and the text stays on the table."
        return f"{words}."

    def _what_waiting_is(self, day: date) -> str:
        """What lies ahead that makes waiting worth something."""
        coming = self.next_handover(day)
        if coming is None:
            return "letting the talks run on"
        if coming.handover in self.winners:
            name = self.cast.holder(coming.office, self.winners[coming.handover])
            return f"waiting for {name} to take office on {date_words(coming.handover)}"
        return f"waiting for the election of {date_words(coming.election)}"

    def _on_consent(self, entry: Entry, later: Sequence[Entry]) -> str:
        self.agreed, self.on_desk = True, False
        value = entry.values
        host, host_waiting = worth_words(value["host_worth"], value["host_waiting"])
        guest, guest_waiting = worth_words(value["guest_worth"], value["guest_waiting"])
        return (
            f"both leaders consent. To the host the text is worth {host} a year and waiting {host_waiting},"
            f" to the guest's leader {guest} and {guest_waiting}."
        )

    def _on_signature(self, entry: Entry, later: Sequence[Entry]) -> str:
        return f"the agreement is signed: {self.cast.money(entry.values['amount'])} for its first year."

    def _on_vote(self, entry: Entry, later: Sequence[Entry]) -> str:
        yes, no, none = (int(entry.values[name]) for name in ("votes_for", "votes_against", "votes_abstain"))
        tally = f"by {yes} votes to {no}, with {count(none, 'abstention')}"
        if entry.reason is Reason.VOTE_FAILED:
            self.agreed = False
            return f"{self.cast.legislature} refuses it {tally}, and the talks reopen."
        return f"{self.cast.legislature} approves it {tally}."

    def _on_entry(self, entry: Entry, later: Sequence[Entry]) -> str:
        return "the agreement enters into force."

    def _on_expiry(self, entry: Entry, later: Sequence[Entry]) -> str:
        if self.agreed:
            return "the old agreement expires; the new one is agreed and not yet in force."
        return "the old agreement expires without a successor, and the old amount is frozen."

    def _on_funds_out(self, entry: Entry, later: Sequence[Entry]) -> str:
        if self.agreed:
            return ""
        sent_home = any(each.kind == "furlough" and each.day == entry.day for each in later)
        return "the old money runs out" + (", and base workers are sent home without pay." if sent_home else ".")

    def _on_furlough(self, entry: Entry, later: Sequence[Entry]) -> str:
        return ""  # told with the money that runs out

    def _on_furlough_end(self, entry: Entry, later: Sequence[Entry]) -> str:
        by = "the agreement" if entry.names["by"] == "agreement" else "a special act that pays them"
        return f"{by} ends the furlough after {count(int(entry.values['days']), 'day')}."

    def _on_election(self, entry: Entry, later: Sequence[Entry]) -> str:
        coming = self.next_handover(entry.date)
        key = entry.names["winner"]
        if coming is not None:
            self.winners[coming.handover] = key
        name = self.cast.holder(entry.actor, key)
        sits = self.guest if entry.actor == "guest" else self.host
        if key == sits:
            return f"{name} is re-elected."
        takes = f", to take office on {date_words(coming.handover)}" if coming is not None else ""
        return f"{name} is elected{takes}."

    def _on_handover(self, entry: Entry, later: Sequence[Entry]) -> str:
        key = entry.names["elected"]
        name = self.cast.holder(entry.actor, key)
        if key == entry.names["before"]:
            return f"{name} begins a new term."
        if entry.actor == "guest":
            self.guest = key
        else:
            self.host = key
        if self.agreed:
            return f"{name} takes office."
        self.waiting = self.zone = None
        if self.on_desk:
            return f"{name} takes office, with the text on its desk."
        if entry.actor == "host":
            return f"{name} takes office and takes over the talks."
        self.fresh = True
        return f"{name} takes office and comes with a demand of its own."

    def _on_horizon(self, entry: Entry, later: Sequence[Entry]) -> str:
        return "the horizon: the simulated time ends."

    def next_handover(self, day: date) -> Succession | None:
        """Next handover after a day, of those known by then."""
        ahead = [
            each
            for each in self.scenario.successions
            if each.handover > day and (each.known_from is None or each.known_from <= day)
        ]
        return min(ahead, key=lambda each: each.handover, default=None)


def _text(text: Entry | None) -> str:
    """A text and what is in it."""
    if text is None:
        return "What both ask for can be met, and a text is made."
    value = text.values
    parts = [
        package_words(value["rise"], text.names["escalator"], int(value["term"])),
        f"{100 * value['labour_share']:.0f}% of labour cost paid from the fund",
    ]
    if value["operational_support"]:
        parts.append("new operational items")
    if value["side_letter"] > 0.0:
        how = f"A side letter worth {worth(value['side_letter'])} to the guest bridges the last gap, and a text is made"
    else:
        how = "What both ask for can be met, and a text is made that shares the gain over waiting"
    return f"{how}: {', '.join(parts)}. It goes to the leaders."


def _declined(meeting: Entry | None, side: str) -> str:
    """A text that a delegation let go."""
    words = f"What both ask for can be met, but the {side}'s delegation lets the text go"
    if meeting is None or "rise" not in meeting.values:
        return f"{words}."
    value = meeting.values
    content = package_words(value["rise"], meeting.names["escalator"], int(value["term"]))
    return (
        f"What both ask for can be met by {content}, but the {side}'s delegation lets it go,"
        " as may happen where a text is worth little more than the least it must bring home."
    )


def _tactics(same_day: Sequence[Entry]) -> list[str]:
    """Walkout and threat of the guest after a round."""
    walked, threatened = (any(each.kind == kind for each in same_day) for kind in ("walkout", "threat"))
    if walked and threatened:
        return ["The guest's delegation walks out, and a withdrawal of troops is threatened in public."]
    if walked:
        return ["The guest's delegation walks out."]
    return ["The guest threatens in public to withdraw troops."] if threatened else []


def _turn(phrases: tuple[str, ...], number: int) -> str:
    """One of several ways to say a thing, in turn."""
    return phrases[number % len(phrases)]


def _moved(before: float, now: float, held: str, fell: str, rose: str) -> str:
    """Held, lowered or raised, and where to."""
    if abs(now - before) < SAME_RISE or rise_words(now) == rise_words(before):
        return f"{held} {rise_words(now)}"
    return f"{fell if now < before else rose} {rise_words(now)}"


def _threat(before: float, now: float) -> str:
    """How felt threat moved."""
    if worth(before) == worth(now):
        return f"felt threat is again {worth(now)}"
    old, new = worth_words(before, now)
    return f"felt threat rises from {old} to {new}" if now > before else f"felt threat still falls, from {old} to {new}"
