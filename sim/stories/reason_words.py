"""Why a move was made, in words: what weighed, what bound, and what would have been taken instead."""

from __future__ import annotations

from collections.abc import Mapping

from sim.stories.phrases import SMALL_WORTH, date_words, listed, package_words, rise_words, signed, worth
from sim.traces.moves import Constraint, Content, Move
from sim.traces.trace import Round

MOST_TOLD = 3  # terms
LEAST_TOLD = 0.002  # of one, in shares of the base amount a year
LABELS: Mapping[str, str] = {
    "money": "the money",
    "agreement_host": "an agreement as such",
    "agreement_guest": "the alliance as such",
    "agreement_orientation": "its leaning",
    "agreement_threat": "the North's threat",
    "agreement_pledge": "loyalty to a new ally",
    "renewal_cost": "the cost of coming back",
    "renewal": "the next renewal",
    "habit": "what is not as in the last agreement",
    "labour_host": "labour cost",
    "labour_guest": "labour cost",
    "operations_host": "the new items",
    "operations_guest": "the new items",
    "audience_peer": "comparison with the peers",
    "audience_line": "the last public offer",
    "rivalry_guest": "rivalry in the region",
    "audience_guest": "the figure at home",
    "precedent_guest": "the precedent",
    "old_amount": "the old amount until then",
    "lapse": "the lapse until then",
    "expected": "what may come after",
    "price": "the leader's price",
    "private": "what it keeps to itself",
    "press_lapse": "the lapse in force",
    "press_expiry": "the expiry ahead",
    "press_money": "the money running out",
    "press_election": "the change of government ahead",
    "vote_level": "the common ground",
    "vote_government": "the government's benches",
    "vote_support": "the voters",
    "vote_rise": "the rise",
}


def weighed(terms: Mapping[str, float], most: int = MOST_TOLD) -> str:
    """The largest of some terms with their numbers, the largest first; empty where all are next to nothing.

    >>> weighed({"money": 0.0143, "renewal": 0.0131, "precedent_guest": 0.0041, "habit": 0.0}, most=2)
    'the money +0.014 and the next renewal +0.013'
    """
    told = sorted((name for name in terms if abs(terms[name]) >= LEAST_TOLD), key=lambda name: -abs(terms[name]))
    parts = [f"{LABELS.get(name, name.replace('_', ' '))} {_number(terms[name])}" for name in told[:most]]
    return listed(parts) if parts else ""


def _number(value: float) -> str:
    return signed(f"{value:+.2f}" if abs(value) >= SMALL_WORTH else f"{value:+.3f}")


def content_words(content: Content) -> str:
    """A package by its rise, term and growth."""
    return package_words(content.rise, content.escalator, content.term)


def apart(now: Round, offer: Move) -> str:
    """What keeps the offers of a round apart, from the guest's move; empty where they meet."""
    match offer.constraint:
        case Constraint.OWN_ASPIRATION:
            more = worth(now.guest_asks - now.guest_least)
            return f"It is the guest that holds out more: it asks {more} above what its delegation could do without."
        case Constraint.OTHER_ASPIRATION:
            more = worth(now.host_asks - now.host_waiting)
            return f"It is the host that holds out more: its offer leaves it {more} above what waiting would."
        case Constraint.LINE:
            return "But for the offer the host has made public, above which it pays at home, there would be room."
        case Constraint.LEADER:
            return "But for the price of the guest's leader, which his delegation now knows, the offers would meet."
        case Constraint.AUDIENCE:
            return "But for what a rise costs the host's government at home, there would be room."
        case Constraint.ELECTION:
            return f"{_hope(offer)}, there would be room."
        case Constraint.WIN_SET:
            return "What the legislature can be expected to carry keeps the host from going as far as the guest asks."
        case Constraint.STANDING_TEXT:
            return "But for the text the host once took, below which the guest does not ask, the offers would meet."
        case Constraint.OWN_RESERVATION:
            return "Neither the public at home nor the next change of government alone explains that."
    return ""


def _hope(offer: Move) -> str:
    """Without whose hope of which change of government a round would have had room."""
    whose = {"guest": "but for what the guest hopes of it", "host": "but for what the host hopes of it"}
    change = "the next change of government"
    if offer.awaited is not None:
        change = f"the change of government of {date_words(offer.awaited)}"
    if offer.waiter in whose:
        return f"{change[0].upper()}{change[1:]} is waited for: {whose[offer.waiter]}"
    return "With no change of government ahead"


def would_do(offer: Move) -> str:
    """From where on the guest would have taken the host's offer; empty where no rise would do."""
    near = offer.nearest
    if near is None:
        return ""
    if _same_terms(near, offer.content):
        return f"From {rise_words(near.rise)} on, the guest would take the host's offer."
    return f"The guest would take {content_words(near)}."


def stayed(walkout: Move) -> str:
    """Offer that would have kept a delegation at the table; empty where none would."""
    near = walkout.nearest
    if near is None:
        return ""
    same = _same_terms(near, walkout.content)
    content = f"{rise_words(near.rise)} on the same terms" if same else content_words(near)
    return f"an offer of {content} would have kept it at the table"


def _same_terms(near: Content, offer: Content | None) -> bool:
    return offer is not None and (near.escalator, near.term) == (offer.escalator, offer.term)


def refused(move: Move) -> list[str]:
    """Sentences on a leader's refusal: what weighed on either side of the scales, and what bound."""
    text, waiting = (weighed(move.terms[name]) for name in (move.party, f"{move.party}_waiting"))
    sentences = [f"what weighs in the text: {text}; in waiting: {waiting}"] if text and waiting else []
    match move.constraint:
        case Constraint.ELECTION:
            sentences.append("with no change of government ahead, the text would do")
        case Constraint.LINE:
            sentences.append("but for the offer made public before, the text would do")
        case Constraint.AUDIENCE:
            sentences.append("but for what the rise costs at home, the text would do")
        case Constraint.LEADER if move.party == "guest":
            sentences.append(
                "what binds is the leader's own price, which his ministers did not know; from now on they ask for it"
            )
        case Constraint.LEADER:
            sentences.append("what binds is the leader's own reservation")
    return sentences


def consented(move: Move) -> str:
    """What weighed with both leaders."""
    host, guest = weighed(move.terms["host"]), weighed(move.terms["guest"])
    parts = [f"with the {who}: {terms}" for who, terms in (("host", host), ("guest", guest)) if terms]
    return f"what weighs {'; '.join(parts)}" if parts else ""


def voted(move: Move) -> list[str]:
    """Sentences on a vote: what weighed with the members, and where a rise would have found a majority."""
    odds = weighed(move.terms["members"], most=4)
    sentences = [f"what weighs with the members, in mean log-odds of a yes: {odds}"] if odds else []
    if move.constraint is Constraint.LUCK:
        sentences.append("the vote went against the odds")
    elif move.constraint is Constraint.WIN_SET and move.nearest is not None:
        sentences.append(f"a majority was to be expected up to {rise_words(move.nearest.rise)} on the same terms")
    elif move.constraint is Constraint.WIN_SET:
        sentences.append("no rise, however small, could count on a majority")
    return sentences
