"""What happens between rounds in words: what becomes of a text, elections and handovers, expiry and furlough."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.scenario.problems import counted
from sim.stories.clauses import PROTESTED
from sim.stories.narration import Narration
from sim.stories.phrases import capital, date_words, rise_words, worth_words
from sim.stories.reason_words import consented, content_words, refused, voted
from sim.stories.record_words import furlough_words, record_ends, record_words
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
    Handover,
    HorizonReached,
    OutsideChange,
    Protest,
    RecordedMove,
    RecordEnded,
    Refusal,
    RoundParked,
    Signature,
    Vote,
    Withdrawal,
)
from sim.traces.moves import Constraint


def event_words(narration: Narration, entry: Entry, same_day: Sequence[Entry] = ()) -> str:
    """Paragraph of one event; empty for one that needs no words of its own.

    Parameters
    ----------
    narration : what was told before; it takes in this event
    entry, same_day : the event, and the entries of its day from its own on
    """
    match entry:
        case Refusal():
            words = _refusal(narration, entry)
        case Consent():
            words = _consent(narration, entry)
        case Signature():
            words = f"the agreement is signed: {narration.cast.money(entry.amount)} for its first year"
        case Vote():
            words = _vote(narration, entry)
        case EntryIntoForce():
            words = "the agreement enters into force"
        case Expiry():
            words = _expiry(narration)
        case FundsOut():
            words = _funds_out(narration, same_day)
        case RecordedMove():
            words = record_words(entry)
        case RecordEnded():
            words = record_ends(entry)
        case FurloughBegun():
            words = furlough_words(narration, entry)
        case FurloughEnded():
            by = "the agreement" if entry.by == "agreement" else "a special act that pays them"
            words = f"{by} ends the furlough after {counted(entry.days, 'day')}"
        case Election():
            words = _election(narration, entry)
        case Handover():
            words = _handover(narration, entry)
        case RoundParked():
            words = "the round that was due is put off until the handover"
        case HorizonReached(end="stands"):
            words = "the horizon: the simulated time ends, and the old agreement, which still holds, goes on unchanged"
        case HorizonReached():
            words = "the horizon: the simulated time ends"
        case Breakdown():
            words = "the talks break off for good"
        case Protest():
            words = f"people take to the streets against {PROTESTED[entry.act]}"
        case Withdrawal():
            words = f"{100 * entry.share:.0f}% of the troops have left for good, which angers the public"
        case OutsideChange():
            words = "the change from outside has come"
        case _:
            words = ""
    return f"{date_words(entry.date)}: {words}." if words else ""


def _refusal(narration: Narration, entry: Refusal) -> str:
    """Who refused which text, and why."""
    narration.on_desk = False
    by_guest = entry.actor == "guest"
    who = narration.cast.guest(narration.guest) if by_guest else narration.cast.host(narration.host)
    words = f"the leader of {who} refuses the text of {content_words(entry.content)}"
    waiting, text = worth_words(entry.waiting, entry.worth)
    if entry.worth >= entry.waiting:
        return f"{words}. It is worth {text} a year and waiting {waiting}: a no that no rule makes"
    words += f": {narration.what_waiting_is(entry.date)} is worth {waiting} a year, the text {text}"
    if math.isfinite(entry.limit):
        signs = f"from {rise_words(entry.limit)} on" if by_guest else f"up to {rise_words(entry.limit)}"
        words += f"; on the same terms the leader would have signed {signs}"
    words = ". ".join([words, *(capital(each) for each in refused(entry.move))])
    return f"{words}. {capital(stands)}" if by_guest and (stands := _stands(narration)) else words


def _stands(narration: Narration) -> str:
    """What a text that the guest's leader refused leaves behind."""
    switches = narration.prepared.scenario.switches
    left = [
        "the guest asks for no less than the refused text, to which the host stands" if switches.outside_option else "",
        "its rise is what the host is now held to at home" if switches.line else "",
    ]
    return ", and ".join(each for each in left if each)


def _consent(narration: Narration, entry: Consent) -> str:
    """That both leaders take a text, and what it is worth to them."""
    narration.agreed, narration.on_desk = True, False
    host, host_waiting = worth_words(entry.host_worth, entry.host_waiting)
    guest, guest_waiting = worth_words(entry.guest_worth, entry.guest_waiting)
    words = (
        f"both leaders consent. To the host the text is worth {host} a year and waiting {host_waiting},"
        f" to the guest's leader {guest} and {guest_waiting}"
    )
    if entry.host_worth < entry.host_waiting or entry.guest_worth < entry.guest_waiting:
        free = entry.move.constraint is Constraint.LUCK
        words += ": a yes that no rule makes" if free else ", but here leaders consent to every text"
    reasons = consented(entry.move)
    return f"{words}. {capital(reasons)}" if reasons else words


def _vote(narration: Narration, entry: Vote) -> str:
    """The count, and whether it carried."""
    abstentions = counted(entry.votes_abstain, "abstention")
    tally = f"by {counted(entry.votes_for, 'vote')} to {entry.votes_against}, with {abstentions}"
    if entry.carried:
        words = f"{narration.cast.legislature} approves it {tally}"
    else:
        narration.agreed = False
        words = f"{narration.cast.legislature} refuses it {tally}, and the talks reopen"
    return ". ".join([words, *(capital(each) for each in voted(entry.move))])


def _expiry(narration: Narration) -> str:
    """The end of the old agreement."""
    if narration.agreed:
        return "the old agreement expires; the new one is agreed and not yet in force"
    return "the old agreement expires without a successor, and the old amount is frozen"


def _funds_out(narration: Narration, same_day: Sequence[Entry]) -> str:
    """The end of the old money, and the furlough that may follow on the same day."""
    if narration.agreed:
        return ""
    sent_home = any(isinstance(each, FurloughBegun) for each in same_day)
    return "the old money runs out" + (", and base workers are sent home without pay" if sent_home else "")


def _election(narration: Narration, entry: Election) -> str:
    """Who wins, and when the winner takes office."""
    coming = narration.next_handover(entry.date)
    key = entry.winner
    if coming is not None:
        narration.winners[coming.handover] = key
    name = narration.cast.holder(entry.actor, key)
    if key == narration.sits(entry.actor):
        return f"{name} is re-elected"
    takes = f", to take office on {date_words(coming.handover)}" if coming is not None else ""
    return f"{name} is elected{takes}"


def _handover(narration: Narration, entry: Handover) -> str:
    """Who takes office, and what that does to the talks."""
    key = entry.elected
    name = narration.cast.holder(entry.actor, key)
    if not entry.changes_hands:
        return f"{name} begins a new term"
    if entry.actor == "guest":
        narration.guest = key
    else:
        narration.host = key
    if narration.agreed:
        return f"{name} takes office"
    narration.waiting = narration.zone = narration.pressure = narration.given_up = None
    narration.bound, narration.near = Constraint.NONE, False
    if narration.on_desk:
        return f"{name} takes office, with the text on its desk"
    if entry.actor == "host":
        return f"{name} takes office and takes over the talks"
    narration.fresh = True
    return f"{name} takes office and comes with a demand of its own"
