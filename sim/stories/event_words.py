"""What happens between rounds in words: what becomes of a text, elections and handovers, expiry and furlough."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.rules.kinds import Reason
from sim.stories.narration import Narration
from sim.stories.phrases import capital, count, date_words, package_words, rise_words, worth_words
from sim.stories.reason_words import consented, refused, voted
from sim.stories.record_words import furlough_words, record_ends, record_words
from sim.traces.trace import Constraint, Entry

PROTESTED = {
    "demand": "the demand",
    "tactic": "the guest's tactics at the table",
    "refusal": "the refusal of the text",
    "signature": "a deal above the announced line",
}


def event_words(narration: Narration, entry: Entry, same_day: Sequence[Entry] = ()) -> str:
    """Paragraph of one event; empty for one that needs no words of its own.

    Parameters
    ----------
    narration : what was told before; it takes in this event
    entry, same_day : the event, and the entries of its day from its own on
    """
    match entry.kind:
        case "refusal":
            words = _refusal(narration, entry)
        case "consent":
            words = _consent(narration, entry)
        case "signature":
            words = f"the agreement is signed: {narration.cast.money(entry.values['amount'])} for its first year"
        case "vote":
            words = _vote(narration, entry)
        case "entry":
            words = "the agreement enters into force"
        case "expiry":
            words = _expiry(narration)
        case "funds_out":
            words = _funds_out(narration, same_day)
        case "record":
            words = record_words(entry)
        case "as_of":
            words = record_ends(entry)
        case "furlough":
            words = furlough_words(narration, entry)
        case "furlough_end":
            by = "the agreement" if entry.names["by"] == "agreement" else "a special act that pays them"
            words = f"{by} ends the furlough after {count(int(entry.values['days']), 'day')}"
        case "election":
            words = _election(narration, entry)
        case "handover":
            words = _handover(narration, entry)
        case "parked":
            words = "the round that was due is put off until the handover"
        case "horizon":
            words = "the horizon: the simulated time ends"
        case "break":
            words = "the talks break off for good"
        case "protest":
            words = f"people take to the streets against {PROTESTED[entry.names['act']]}"
        case "withdrawal":
            words = (
                f"{100 * entry.values['share']:.0f}% of the troops have left for good; relations and the public suffer"
            )
        case "change":
            words = "the change from outside has come"
        case _:
            words = ""
    return f"{date_words(entry.date)}: {words}." if words else ""


def _refusal(narration: Narration, entry: Entry) -> str:
    """Who refused which text, and why."""
    narration.on_desk = False
    value = entry.values
    by_guest = entry.reason is Reason.GUEST_LEADER
    who = narration.cast.guest(narration.guest) if by_guest else narration.cast.host(narration.host)
    content = package_words(value["rise"], entry.names["escalator"], int(value["term"]))
    words = f"the leader of {who} refuses the text of {content}"
    least = value["guest_waiting" if by_guest else "host_waiting"]
    waiting, text = worth_words(least, value["worth"])
    if value["worth"] >= least:
        return f"{words}. It is worth {text} a year and waiting {waiting}: a no against the odds, by chance"
    words += f": {narration.what_waiting_is(entry.date)} is worth {waiting} a year, the text {text}"
    limit = value["leader_rise" if by_guest else "most_rise"]
    if math.isfinite(limit):
        signs = f"from {rise_words(limit)} on" if by_guest else f"up to {rise_words(limit)}"
        words += f"; on the same terms the leader would have signed {signs}"
    sentences = refused(entry.move) if entry.move is not None else []
    words = ". ".join([words, *(capital(each) for each in sentences)])
    params = narration.prepared.params
    if by_guest and params.mandate_after_refusal > params.mandate:
        words += ". The delegation's mandate is tightened, and the host stands by the text"
    return words


def _consent(narration: Narration, entry: Entry) -> str:
    """That both leaders take a text, and what it is worth to them."""
    narration.agreed, narration.on_desk = True, False
    value = entry.values
    host, host_waiting = worth_words(value["host_worth"], value["host_waiting"])
    guest, guest_waiting = worth_words(value["guest_worth"], value["guest_waiting"])
    words = (
        f"both leaders consent. To the host the text is worth {host} a year and waiting {host_waiting},"
        f" to the guest's leader {guest} and {guest_waiting}"
    )
    if value["host_worth"] < value["host_waiting"] or value["guest_worth"] < value["guest_waiting"]:
        free = entry.move is None or entry.move.constraint is Constraint.LUCK
        words += ": a yes against the odds, by chance" if free else ", but here leaders consent to every text"
    reasons = consented(entry.move) if entry.move is not None else ""
    return f"{words}. {capital(reasons)}" if reasons else words


def _vote(narration: Narration, entry: Entry) -> str:
    """The count, and whether it carried."""
    yes, no, none = (int(entry.values[name]) for name in ("votes_for", "votes_against", "votes_abstain"))
    tally = f"by {yes} votes to {no}, with {count(none, 'abstention')}"
    if entry.reason is not Reason.VOTE_FAILED:
        words = f"{narration.cast.legislature} approves it {tally}"
    else:
        narration.agreed = False
        words = f"{narration.cast.legislature} refuses it {tally}, and the talks reopen"
    reasons = voted(entry.move) if entry.move is not None else []
    return ". ".join([words, *(capital(each) for each in reasons)])


def _expiry(narration: Narration) -> str:
    """The end of the old agreement."""
    if narration.agreed:
        return "the old agreement expires; the new one is agreed and not yet in force"
    return "the old agreement expires without a successor, and the old amount is frozen"


def _funds_out(narration: Narration, same_day: Sequence[Entry]) -> str:
    """The end of the old money, and the furlough that may follow on the same day."""
    if narration.agreed:
        return ""
    sent_home = any(each.kind == "furlough" for each in same_day)
    return "the old money runs out" + (", and base workers are sent home without pay" if sent_home else "")


def _election(narration: Narration, entry: Entry) -> str:
    """Who wins, and when the winner takes office."""
    coming = narration.next_handover(entry.date)
    key = entry.names["winner"]
    if coming is not None:
        narration.winners[coming.handover] = key
    name = narration.cast.holder(entry.actor, key)
    if key == narration.sits(entry.actor):
        return f"{name} is re-elected"
    takes = f", to take office on {date_words(coming.handover)}" if coming is not None else ""
    return f"{name} is elected{takes}"


def _handover(narration: Narration, entry: Entry) -> str:
    """Who takes office, and what that does to the talks."""
    key = entry.names["elected"]
    name = narration.cast.holder(entry.actor, key)
    if key == entry.names["before"]:
        return f"{name} begins a new term"
    if entry.actor == "guest":
        narration.guest = key
    else:
        narration.host = key
    if narration.agreed:
        return f"{name} takes office"
    narration.waiting = narration.zone = None
    narration.bound, narration.near = Constraint.NONE, False
    if narration.on_desk:
        return f"{name} takes office, with the text on its desk"
    if entry.actor == "host":
        return f"{name} takes office and takes over the talks"
    narration.fresh = True
    return f"{name} takes office and comes with a demand of its own"
