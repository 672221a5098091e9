"""What happened, in a few words: for tables, drawings and comparisons."""

from __future__ import annotations

import math

from sim.rules.kinds import Reason
from sim.stories.phrases import Cast, package_cell, rise_words
from sim.traces.entries import (
    Consent,
    Election,
    Entry,
    Handover,
    HorizonReached,
    OfferMade,
    Protest,
    Provocation,
    RecordedMove,
    Refusal,
    RoundHeld,
    TalksOpened,
    TextDeclined,
    TextMade,
    Vote,
    Withdrawal,
)
from sim.traces.moves import Content
from sim.words import Words
from sim.words.numerals import percent

_ROUND = {Reason.GAP: "gap", Reason.NO_ZONE: "no_zone", Reason.WIN_SET: "win_set"}
_OFFERS = {"guest": "guest_asks", "host": "host_offers"}


def clause(entry: Entry, cast: Cast) -> str:
    """Short clause for one entry; empty for a round that other entries of its day tell."""
    words = cast.words

    def said(form: str, **slots: object) -> str:
        return words.form(f"clauses.{form}", **slots)

    match entry:
        case TalksOpened():
            rises = (entry.guest_rise, entry.host_rise)
            guest_rise, host_rise = (rise_words(words, each) for each in rises)
            return said("open", guest_rise=guest_rise, host_rise=host_rise)
        case OfferMade():
            return said(_OFFERS[entry.actor], package=package_cell_of(words, entry.move.content))
        case RoundHeld():
            return said(_ROUND[entry.reason]) if entry.reason in _ROUND else ""
        case TextMade():
            return said("text", package=package_cell_of(words, entry.content))
        case TextDeclined():
            return said(f"decline_{entry.actor}")
        case Refusal():
            return said(f"refusal_{entry.actor}", package=package_cell_of(words, entry.content))
        case Consent():
            return said("consent", package=package_cell_of(words, entry.content))
        case Vote():
            form = "vote_passes" if entry.carried else "vote_fails"
            return said(form, votes_for=entry.votes_for, against=entry.votes_against)
        case Election():
            return said("election", name=cast.called(entry.actor, entry.winner))
        case Handover():
            return said("handover", name=cast.called(entry.actor, entry.elected))
        case Provocation():
            return said("provocation", severity=entry.severity)
        case Protest():
            return said("protest", act=protested(words, entry))
        case Withdrawal():
            return said("withdrawal", share=percent(entry.share))
        case HorizonReached(end="stands"):
            return said("horizon_stands")
        case RecordedMove():
            return said(f"record.{entry.done}")
    return said(entry.kind)


def protested(words: Words, entry: Protest) -> str:
    """What people protest against."""
    return words.form(f"clauses.protested.{entry.act}")


def package_cell_of(words: Words, content: Content | None) -> str:
    """A package by its rise, term and growth; "nothing" for none.

    >>> from sim.words import words_in
    >>> package_cell_of(words_in("en"), Content(0.129, "cpi", 5, 0.75, False)), package_cell_of(words_in("en"), None)
    ('+12.9% 5y CPI', 'nothing')
    """
    if content is None or math.isnan(content.rise):
        return words.form("phrases.nothing")
    return package_cell(words, content.rise, content.escalator, content.term)
