"""Why a move was made, in words: what weighed, what bound, and what would have been taken instead."""

from __future__ import annotations

from collections.abc import Mapping

from sim.stories.phrases import package_words, rise_words
from sim.traces.moves import Constraint, Content, Move
from sim.traces.trace import Round
from sim.words import Words
from sim.words.numerals import weight, worth

MOST_TOLD = 3  # terms
LEAST_TOLD = 0.002  # of one, in shares of the base amount a year


def weighed(words: Words, terms: Mapping[str, float], most: int = MOST_TOLD) -> str:
    """The largest of some terms with their numbers, the largest first; empty where all are next to nothing.

    >>> from sim.words import words_in
    >>> terms = {"money": 0.0143, "renewal": 0.0131, "precedent_guest": 0.0041, "habit": 0.0}
    >>> weighed(words_in("en"), terms, most=2)
    'the money +0.014 and the next renewal +0.013'
    """
    told = sorted((name for name in terms if abs(terms[name]) >= LEAST_TOLD), key=lambda name: -abs(terms[name]))
    parts = [
        words.form("reasons.weighed", term=_label(words, name), number=weight(terms[name])) for name in told[:most]
    ]
    return words.itemised(parts) if parts else ""


def _label(words: Words, name: str) -> str:
    """A term in words; one that has none by its name."""
    form = f"reasons.term.{name}"
    return words.form(form) if form in words.forms else name.replace("_", " ")


def content_words(words: Words, content: Content) -> str:
    """A package by its rise, term and growth."""
    return package_words(words, content.rise, content.escalator, content.term)


def apart(words: Words, now: Round, offer: Move) -> str:
    """What keeps the offers of a round apart, from the guest's move; empty where they meet."""
    match offer.constraint:
        case Constraint.OWN_ASPIRATION:
            return words.form("reasons.apart.own_aspiration", more=worth(now.guest_asks - now.guest_least))
        case Constraint.OTHER_ASPIRATION:
            return words.form("reasons.apart.other_aspiration", more=worth(now.host_asks - now.host_waiting))
        case Constraint.ELECTION if offer.waiter in ("guest", "host"):
            return words.form(f"reasons.apart.election_{offer.waiter}", change=_change(words, offer))
        case Constraint.NONE | Constraint.LUCK:
            return ""
    return words.form(f"reasons.apart.{offer.constraint.value}")


def _change(words: Words, offer: Move) -> str:
    """Which change of government is waited for, at the beginning of a sentence."""
    if offer.awaited is None:
        return words.form("reasons.change_next")
    return words.form("reasons.change_on", date=words.date(offer.awaited))


def would_do(words: Words, offer: Move) -> str:
    """From where on the guest would have taken the host's offer; empty where no rise would do."""
    near = offer.nearest
    if near is None:
        return ""
    if _same_terms(near, offer.content):
        return words.form("reasons.would_do_terms", rise=rise_words(words, near.rise))
    return words.form("reasons.would_do", package=content_words(words, near))


def stayed(words: Words, walkout: Move) -> str:
    """Offer that would have kept a delegation at the table, to follow that it left; empty where none would."""
    near = walkout.nearest
    if near is None:
        return ""
    if _same_terms(near, walkout.content):
        return words.form("rounds.kept_terms", rise=rise_words(words, near.rise))
    return words.form("rounds.kept", package=content_words(words, near))


def _same_terms(near: Content, offer: Content | None) -> bool:
    return offer is not None and (near.escalator, near.term) == (offer.escalator, offer.term)


def refused(words: Words, move: Move) -> list[str]:
    """Sentences on a leader's refusal: what weighed on either side of the scales, and what bound."""
    text, waiting = (weighed(words, move.terms[name]) for name in (move.party, f"{move.party}_waiting"))
    sentences = [words.form("reasons.refused.weighed", text=text, waiting=waiting)] if text and waiting else []
    match move.constraint:
        case Constraint.ELECTION | Constraint.LINE | Constraint.AUDIENCE:
            sentences.append(words.form(f"reasons.refused.{move.constraint.value}"))
        case Constraint.LEADER:
            sentences.append(words.form(f"reasons.refused.leader_{move.party}"))
    return sentences


def consented(words: Words, move: Move) -> str:
    """What weighed with both leaders."""
    host, guest = weighed(words, move.terms["host"]), weighed(words, move.terms["guest"])
    if host and guest:
        return words.form("reasons.consented", host_terms=host, guest_terms=guest)
    if host:
        return words.form("reasons.consented_host", host_terms=host)
    return words.form("reasons.consented_guest", guest_terms=guest) if guest else ""


def voted(words: Words, move: Move) -> list[str]:
    """Sentences on a vote: what weighed with the members, and where a rise would have found a majority."""
    odds = weighed(words, move.terms["members"], most=4)
    sentences = [words.form("reasons.voted.weighed", odds=odds)] if odds else []
    if move.constraint is Constraint.LUCK:
        sentences.append(words.form("reasons.voted.luck"))
    elif move.constraint is Constraint.WIN_SET and move.nearest is not None:
        sentences.append(words.form("reasons.voted.win_set", rise=rise_words(words, move.nearest.rise)))
    elif move.constraint is Constraint.WIN_SET:
        sentences.append(words.form("reasons.voted.win_set_none"))
    return sentences
