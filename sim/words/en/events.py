"""What happens between rounds: what becomes of a text, elections and handovers, expiry and furlough."""

from __future__ import annotations

from sim.words.language import Forms

EVENTS: Forms = {
    "events.dated": "{date}: {words}.",
    "events.refusal": (
        "the leader of {who} refuses the text of {package}: {awaited} is worth {waiting} a year, the text"
        " {worth}{limit}"
    ),
    "events.refusal_free": (
        "the leader of {who} refuses the text of {package}. It is worth {worth} a year and waiting {waiting}: a no"
        " that no rule makes"
    ),
    "events.limit_guest": "; on the same terms the leader would have signed from {rise} on",
    "events.limit_host": "; on the same terms the leader would have signed up to {rise}",
    "events.stands": (
        "the guest asks for no less than the refused text, to which the host stands, and its rise is what the host is"
        " now held to at home"
    ),
    "events.stands_text": "the guest asks for no less than the refused text, to which the host stands",
    "events.stands_line": "its rise is what the host is now held to at home",
    "events.consent": (
        "both leaders consent. To the host the text is worth {host_worth} a year and waiting {host_waiting}, to the"
        " guest's leader {guest_worth} and {guest_waiting}{tail}"
    ),
    "events.consent_free": ": a yes that no rule makes",
    "events.consent_bound": ", but here leaders consent to every text",
    "events.signature": "the agreement is signed: {amount} for its first year",
    "events.vote_passes": "{legislature} approves it by {votes_for} to {against}, with {abstentions}",
    "events.vote_fails": (
        "{legislature} refuses it by {votes_for} to {against}, with {abstentions}, and the talks reopen"
    ),
    "events.entry": "the agreement enters into force",
    "events.expiry": "the old agreement expires without a successor, and the old amount is frozen",
    "events.expiry_agreed": "the old agreement expires; the new one is agreed and not yet in force",
    "events.funds_out": "the old money runs out",
    "events.funds_out_furlough": "the old money runs out, and base workers are sent home without pay",
    "events.furlough": "base workers are sent home without pay",
    "events.furlough_end_agreement": "the agreement ends the furlough after {days}",
    "events.furlough_end_act": "a special act that pays them ends the furlough after {days}",
    "events.parked": "the round that was due is put off until the handover",
    "events.horizon": "the horizon: the simulated time ends",
    "events.horizon_stands": (
        "the horizon: the simulated time ends, and the old agreement, which still holds, goes on unchanged"
    ),
    "events.break": "the talks break off for good",
    "events.protest": "people take to the streets against {act}",
    "events.withdrawal": "{share} of the troops have left for good, which angers the public",
    "events.change": "the change from outside has come",
    "events.reelected": "{name} is re-elected",
    "events.elected": "{name} is elected",
    "events.elected_until": "{name} is elected, to take office on {date}",
    "events.handover_again": "{name} begins a new term",
    "events.handover": "{name} takes office",
    "events.handover_text": "{name} takes office, with the text on its desk",
    "events.handover_host": "{name} takes office and takes over the talks",
    "events.handover_guest": "{name} takes office and comes with a demand of its own",
    "events.record.guest_offer": "on record: the guest asks for {rise}",
    "events.record.host_offer": "on record: the host offers {rise}",
    "events.record.round": "on record: a round ends without a text",
    "events.record.walkout": "on record: the guest's delegation leaves the table",
    "events.record.refusal": "on record: the guest's leader refuses a text of {package}",
    "events.record.ends": (
        "the record ends here, after {rounds}; what follows is simulated, and nothing of what lay ahead is known"
    ),
}
