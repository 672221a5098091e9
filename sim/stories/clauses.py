"""What happened, in a few words: for tables, drawings and comparisons."""

from __future__ import annotations

import math

from sim.rules.kinds import Reason
from sim.stories.phrases import Cast, package_cell, rise_words
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
    OfferMade,
    OutsideChange,
    Protest,
    Provocation,
    RecordedMove,
    RecordEnded,
    Refusal,
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
from sim.traces.moves import Content

PROTESTED = {
    "demand": "the demand",
    "tactic": "the guest's tactics at the table",
    "refusal": "the refusal of the text",
    "signature": "a deal above the host's last public offer",
}
_PLAIN: dict[type[Entry], str] = {
    Breakdown: "talks break off",
    EntryIntoForce: "in force",
    Expiry: "old agreement expires",
    FundsOut: "money runs out",
    FurloughBegun: "furlough begins",
    FurloughEnded: "furlough ends",
    HorizonReached: "horizon",
    OutsideChange: "change from outside",
    RecordEnded: "record ends",
    RoundParked: "round put off until the handover",
    Signature: "signed",
    Threat: "guest threatens withdrawal",
    Walkout: "guest walks out",
}
_ROUND = {Reason.GAP: "gap", Reason.NO_ZONE: "no zone", Reason.WIN_SET: "beyond what the legislature would carry"}


def clause(entry: Entry, cast: Cast) -> str:
    """Short clause for one entry; empty for a round that other entries of its day tell."""
    match entry:
        case TalksOpened():
            return f"talks open at {rise_words(entry.guest_rise)} against {rise_words(entry.host_rise)}"
        case OfferMade():
            offered = package_cell_of(entry.move.content)
            return f"{entry.actor} {'asks' if entry.actor == 'guest' else 'offers'} {offered}"
        case RoundHeld():
            return _ROUND.get(entry.reason, "")
        case TextMade():
            return f"text {package_cell_of(entry.content)}"
        case TextDeclined():
            return f"the {entry.actor}'s delegation turns it down"
        case Refusal():
            return f"{entry.actor}'s leader refuses {package_cell_of(entry.content)}"
        case Consent():
            return f"leaders consent to {package_cell_of(entry.content)}"
        case Vote():
            tally = f"{entry.votes_for} to {entry.votes_against}"
            return f"vote {'passes' if entry.carried else 'fails'}, {tally}"
        case Election():
            return f"{cast.holder(entry.actor, entry.winner).removeprefix('the ')} elected"
        case Handover():
            return f"{cast.holder(entry.actor, entry.elected).removeprefix('the ')} in office"
        case Provocation():
            return f"provocation of severity {entry.severity}"
        case Protest():
            return f"protest against {PROTESTED[entry.act]}"
        case Withdrawal():
            return f"{100 * entry.share:.0f}% of the troops leave"
        case HorizonReached(end="stands"):
            return "horizon, and the old agreement stands"
        case RecordedMove():
            return f"on record: {entry.done.replace('_', ' ')}"
    return _PLAIN[type(entry)]


def package_cell_of(content: Content | None) -> str:
    """A package by its rise, term and growth; "nothing" for none.

    >>> package_cell_of(Content(0.129, "cpi", 5, 0.75, False)), package_cell_of(None)
    ('+12.9% 5y CPI', 'nothing')
    """
    if content is None or math.isnan(content.rise):
        return "nothing"
    return package_cell(content.rise, content.escalator, content.term)
