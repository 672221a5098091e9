"""Why a move was made: what weighed, what bound, and what would have been taken instead."""

from __future__ import annotations

from sim.words.language import Forms

REASONS: Forms = {
    "reasons.weighed": "{term} {number}",
    "reasons.apart.own_aspiration": (
        "It is the guest that holds out more: it asks {more} above what its delegation could do without."
    ),
    "reasons.apart.other_aspiration": (
        "It is the host that holds out more: its offer leaves it {more} above what waiting would."
    ),
    "reasons.apart.line": (
        "But for the offer the host has made public, above which it pays at home, there would be room."
    ),
    "reasons.apart.leader": (
        "But for the price of the guest's leader, which his delegation now knows, the offers would meet."
    ),
    "reasons.apart.audience": "But for what a rise costs the host's government at home, there would be room.",
    "reasons.apart.election": "With no change of government ahead, there would be room.",
    "reasons.apart.election_guest": "{change} is waited for: but for what the guest hopes of it, there would be room.",
    "reasons.apart.election_host": "{change} is waited for: but for what the host hopes of it, there would be room.",
    "reasons.change_next": "The next change of government",
    "reasons.change_on": "The change of government of {date}",
    "reasons.apart.win_set": (
        "What the legislature can be expected to carry keeps the host from going as far as the guest asks."
    ),
    "reasons.apart.standing_text": (
        "But for the text the host once took, below which the guest does not ask, the offers would meet."
    ),
    "reasons.apart.own_reservation": (
        "Neither the public at home nor the next change of government alone explains that."
    ),
    "reasons.would_do_terms": "From {rise} on, the guest would take the host's offer.",
    "reasons.would_do": "The guest would take {package}.",
    "reasons.refused.weighed": "what weighs in the text: {text}; in waiting: {waiting}",
    "reasons.refused.election": "with no change of government ahead, the text would do",
    "reasons.refused.line": "but for the offer made public before, the text would do",
    "reasons.refused.audience": "but for what the rise costs at home, the text would do",
    "reasons.refused.leader_guest": (
        "what binds is the leader's own price, which his ministers did not know; from now on they ask for it"
    ),
    "reasons.refused.leader_host": "what binds is the leader's own reservation",
    "reasons.consented": "what weighs with the host: {host_terms}; with the guest: {guest_terms}",
    "reasons.consented_host": "what weighs with the host: {host_terms}",
    "reasons.consented_guest": "what weighs with the guest: {guest_terms}",
    "reasons.voted.weighed": "what weighs with the members, in mean log-odds of a yes: {odds}",
    "reasons.voted.luck": "the vote went against the odds",
    "reasons.voted.win_set": "a majority was to be expected up to {rise} on the same terms",
    "reasons.voted.win_set_none": "no rise, however small, could count on a majority",
    "reasons.term.money": "the money",
    "reasons.term.dollars": "dollars",
    "reasons.term.remaining": "remaining",
    "reasons.term.agreement_host": "an agreement as such",
    "reasons.term.agreement_guest": "the alliance as such",
    "reasons.term.agreement_orientation": "its leaning",
    "reasons.term.agreement_threat": "the North's threat",
    "reasons.term.agreement_pledge": "loyalty to a new ally",
    "reasons.term.renewal_cost": "the cost of coming back",
    "reasons.term.renewal": "the next renewal",
    "reasons.term.habit": "what is not as in the last agreement",
    "reasons.term.labour_host": "labour cost",
    "reasons.term.labour_guest": "labour cost",
    "reasons.term.operations_host": "the new items",
    "reasons.term.operations_guest": "the new items",
    "reasons.term.audience_peer": "comparison with the peers",
    "reasons.term.audience_line": "the last public offer",
    "reasons.term.rivalry_guest": "rivalry in the region",
    "reasons.term.audience_guest": "the figure at home",
    "reasons.term.precedent_guest": "the precedent",
    "reasons.term.old_amount": "the old amount until then",
    "reasons.term.lapse": "the lapse until then",
    "reasons.term.expected": "what may come after",
    "reasons.term.price": "the leader's price",
    "reasons.term.private": "what it keeps to itself",
    "reasons.term.press_lapse": "the lapse in force",
    "reasons.term.press_expiry": "the expiry ahead",
    "reasons.term.press_money": "the money running out",
    "reasons.term.press_election": "the change of government ahead",
    "reasons.term.vote_level": "the common ground",
    "reasons.term.vote_government": "the government's benches",
    "reasons.term.vote_support": "the voters",
    "reasons.term.vote_rise": "the rise",
}
