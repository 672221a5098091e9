"""What happens between rounds in words: what becomes of a text, elections and handovers, expiry and furlough."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.stories.clauses import protested
from sim.stories.narration import Narration
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
from sim.words.numerals import percent, worth_words


def event_words(narration: Narration, entry: Entry, same_day: Sequence[Entry] = ()) -> str:
    """Paragraph of one event; empty for one that needs no words of its own.

    Parameters
    ----------
    narration : what was told before; it takes in this event
    entry, same_day : the event, and the entries of its day from its own on
    """
    words = _paragraph(narration, entry, same_day)
    return narration.words.form("events.dated", date=narration.words.date(entry.date), words=words) if words else ""


def _paragraph(narration: Narration, entry: Entry, same_day: Sequence[Entry]) -> str:
    """What happens, without its date and its full stop."""
    words = narration.words

    def said(form: str, **slots: object) -> str:
        return words.form(f"events.{form}", **slots)

    match entry:
        case Refusal():
            return _refusal(narration, entry)
        case Consent():
            return _consent(narration, entry)
        case Signature():
            return said("signature", amount=narration.cast.money(entry.amount))
        case Vote():
            return _vote(narration, entry)
        case Expiry():
            return said("expiry_agreed" if narration.agreed else "expiry")
        case FundsOut():
            return _funds_out(narration, same_day)
        case RecordedMove():
            return record_words(words, entry)
        case RecordEnded():
            return record_ends(words, entry)
        case FurloughBegun():
            return furlough_words(narration, entry)
        case FurloughEnded():
            return said(f"furlough_end_{entry.by}", days=words.count(entry.days, "day"))
        case Election():
            return _election(narration, entry)
        case Handover():
            return _handover(narration, entry)
        case HorizonReached(end="stands"):
            return said("horizon_stands")
        case Protest():
            return said("protest", act=protested(words, entry))
        case Withdrawal():
            return said("withdrawal", share=percent(entry.share))
        case RoundParked() | HorizonReached() | Breakdown() | OutsideChange() | EntryIntoForce():
            return said(entry.kind)
    return ""


def _refusal(narration: Narration, entry: Refusal) -> str:
    """Who refused which text, and why."""
    narration.on_desk = False
    words = narration.words
    waiting, worth = worth_words(entry.waiting, entry.worth)
    slots = {
        "who": narration.cast.holder(entry.actor, narration.sits(entry.actor)),
        "package": content_words(words, entry.content),
        "waiting": waiting,
        "worth": worth,
    }
    if entry.worth >= entry.waiting:
        return words.form("events.refusal_free", **slots)
    limit = ""
    if math.isfinite(entry.limit):
        limit = words.form(f"events.limit_{entry.actor}", rise=narration.rise(entry.limit))
    awaited = narration.what_waiting_is(entry.date)
    sentences = [words.form("events.refusal", awaited=awaited, limit=limit, **slots), *refused(words, entry.move)]
    if entry.actor == "guest" and (stands := _stands(narration)):
        sentences.append(stands)
    return _joined(narration, sentences)


def _joined(narration: Narration, sentences: Sequence[str]) -> str:
    """Sentences in a row; the first follows a date, and the last has no full stop yet."""
    return ". ".join([sentences[0], *map(narration.words.capital, sentences[1:])])


def _stands(narration: Narration) -> str:
    """What a text that the guest's leader refused leaves behind."""
    switches = narration.prepared.scenario.switches
    form = {
        (True, True): "stands",
        (True, False): "stands_text",
        (False, True): "stands_line",
    }.get((bool(switches.outside_option), bool(switches.line)))
    return narration.words.form(f"events.{form}") if form else ""


def _consent(narration: Narration, entry: Consent) -> str:
    """That both leaders take a text, and what it is worth to them."""
    narration.agreed, narration.on_desk = True, False
    words = narration.words
    host, host_waiting = worth_words(entry.host_worth, entry.host_waiting)
    guest, guest_waiting = worth_words(entry.guest_worth, entry.guest_waiting)
    tail = ""
    if entry.host_worth < entry.host_waiting or entry.guest_worth < entry.guest_waiting:
        free = entry.move.constraint is Constraint.LUCK
        tail = words.form("events.consent_free" if free else "events.consent_bound")
    told = words.form(
        "events.consent",
        host_worth=host,
        host_waiting=host_waiting,
        guest_worth=guest,
        guest_waiting=guest_waiting,
        tail=tail,
    )
    reasons = consented(words, entry.move)
    return _joined(narration, [told, reasons] if reasons else [told])


def _vote(narration: Narration, entry: Vote) -> str:
    """The count, and whether it carried."""
    words = narration.words
    told = words.form(
        "events.vote_passes" if entry.carried else "events.vote_fails",
        legislature=narration.cast.legislature,
        votes_for=words.count(entry.votes_for, "vote"),
        against=entry.votes_against,
        abstentions=words.count(entry.votes_abstain, "abstention"),
    )
    if not entry.carried:
        narration.agreed = False
    return _joined(narration, [told, *voted(words, entry.move)])


def _funds_out(narration: Narration, same_day: Sequence[Entry]) -> str:
    """The end of the old money, and the furlough that may follow on the same day."""
    if narration.agreed:
        return ""
    sent_home = any(isinstance(each, FurloughBegun) for each in same_day)
    return narration.words.form("events.funds_out_furlough" if sent_home else "events.funds_out")


def _election(narration: Narration, entry: Election) -> str:
    """Who wins, and when the winner takes office."""
    coming = narration.next_handover(entry.date)
    key, words = entry.winner, narration.words
    if coming is not None:
        narration.winners[coming.handover] = key
    name = narration.cast.holder(entry.actor, key)
    if key == narration.sits(entry.actor):
        return words.form("events.reelected", name=name)
    if coming is None:
        return words.form("events.elected", name=name)
    return words.form("events.elected_until", name=name, date=words.date(coming.handover))


def _handover(narration: Narration, entry: Handover) -> str:
    """Who takes office, and what that does to the talks."""
    name = narration.cast.holder(entry.actor, entry.elected)
    return narration.words.form(f"events.{_taken_over(narration, entry)}", name=name)


def _taken_over(narration: Narration, entry: Handover) -> str:
    """Form of a handover; what was told of the talks under the one who goes is forgotten."""
    if not entry.changes_hands:
        return "handover_again"
    if entry.actor == "guest":
        narration.guest = entry.elected
    else:
        narration.host = entry.elected
    if narration.agreed:
        return "handover"
    narration.waiting = narration.zone = narration.pressure = narration.given_up = None
    narration.bound, narration.near = Constraint.NONE, False
    if narration.on_desk:
        return "handover_text"
    if entry.actor == "host":
        return "handover_host"
    narration.fresh = True
    return "handover_guest"
