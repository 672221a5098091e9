"""One round: what was offered, why it closed or did not, and what had changed since the last one."""

from __future__ import annotations

from sim.words.language import Forms

ROUNDS: Forms = {
    "rounds.head": "{date}, round {number}: {sentences}",
    "rounds.head_level": "{date}, round {number} ({level}): {sentences}",
    "rounds.head_pause": "{date}, round {number}, the first in {days}: {sentences}",
    "rounds.head_level_pause": "{date}, round {number} ({level}), the first in {days}: {sentences}",
    "rounds.level.working": "working level",
    "rounds.level.ministerial": "ministers",
    "rounds.level.leader": "leaders",
    "rounds.offers": "{asks}; {offers}.",
    "rounds.asks": "{who} asks for {package}",
    "rounds.asks_nothing": "{who} asks for nothing at all",
    "rounds.offers_first": "{who} offers {package}",
    "rounds.offers_nothing": "{who} offers nothing at all",
    "rounds.guest": "the guest",
    "rounds.host": "the host",
    "rounds.stay": "both sides stay where they are, at {asked} and {offered}.",
    "rounds.guest_down": (
        "the guest comes down to {rise}{terms}",
        "the guest moves to {rise}{terms}",
        "the guest lowers its demand to {rise}{terms}",
    ),
    "rounds.guest_up": "the guest raises its demand to {rise}{terms}",
    "rounds.guest_held": "the guest keeps asking for {rise}{terms}",
    "rounds.host_up": (
        "the host goes up to {rise}{terms}",
        "the host raises its offer to {rise}{terms}",
        "the host moves to {rise}{terms}",
    ),
    "rounds.host_back": "the host goes back to {rise}{terms}",
    "rounds.host_held": "the host stays at {rise}{terms}",
    "rounds.terms_now": ", now {terms}",
    "rounds.terms_same": " on the same terms",
    "rounds.text": (
        "What both ask for can be met, and a text is made that shares the gain over waiting: {package}, {labour} of"
        " labour cost paid from the fund. It goes to the leaders."
    ),
    "rounds.text_items": (
        "What both ask for can be met, and a text is made that shares the gain over waiting: {package}, {labour} of"
        " labour cost paid from the fund, new operational items. It goes to the leaders."
    ),
    "rounds.declined_guest": (
        "What both ask for can be met by {package}, but the guest's delegation turns the text down."
    ),
    "rounds.declined_host": (
        "What both ask for can be met by {package}, but the host's delegation turns the text down."
    ),
    "rounds.no_zone": "Nothing can close: no package is worth more than waiting to both.",
    "rounds.no_zone_rises": (
        "Nothing can close: the host would go to {most} at most, and the guest's delegation needs {least}."
    ),
    "rounds.parked": "Nothing closes: the talks are parked.",
    "rounds.parked_for": "Nothing closes: {name} is elected, and both sides wait for {date}.",
    "rounds.gap_first": "Nothing closes: to the guest the host's offer is worth {gap} less than what it asks for.",
    "rounds.gap_same": "Nothing closes, and the gap stays at {gap}.",
    "rounds.gap_wider": "The gap widens from {before} to {gap}, and nothing closes.",
    "rounds.gap_narrower": (
        "The gap narrows from {before} to {gap}, and nothing closes.",
        "Nothing closes; the gap is down to {gap}.",
        "That leaves a gap of {gap}, and nothing closes.",
    ),
    "rounds.room_first": (
        "Behind the demands there is room: the guest's delegation may take {low}, and the host would go to {high}"
        " rather than wait."
    ),
    "rounds.room_now": "The room behind the demands now runs from {low} to {high}.",
    "rounds.walkout_threat": (
        "The guest's delegation walks out, and a withdrawal of troops is threatened in public{kept}."
    ),
    "rounds.walkout": "The guest's delegation walks out{kept}.",
    "rounds.threat": "The guest threatens in public to withdraw troops.",
    "rounds.kept": "; an offer of {package} would have kept it at the table",
    "rounds.kept_terms": "; an offer of {rise} on the same terms would have kept it at the table",
    "rounds.provoked_before": "Before it there was a provocation of severity {severity}; felt threat is {threat}.",
    "rounds.provoked_before_many": (
        "Before it there were provocations on {many} days, the gravest of severity {severity}; felt threat is {threat}."
    ),
    "rounds.provoked": (
        "Since the last round there was a provocation of severity {severity}; {change}.",
        "A provocation of severity {severity} falls between the rounds; {change}.",
        "In between there was a provocation of severity {severity}; {change}.",
    ),
    "rounds.provoked_many": (
        "Since the last round there were provocations on {many} days, the gravest of severity {severity}; {change}.",
        "Provocations on {many} days, the gravest of severity {severity}, fall between the rounds; {change}.",
        "In between there were provocations on {many} days, the gravest of severity {severity}; {change}.",
    ),
    "rounds.threat_same": "felt threat is again {threat}",
    "rounds.threat_up": "felt threat rises from {before} to {threat}",
    "rounds.threat_down": "felt threat still falls from {before} to {threat}",
    "rounds.anger_up": "Public anger has risen from {before} to {anger}.",
    "rounds.anger_down": "Public anger has cooled from {before} to {anger}.",
    "rounds.anger_up_support": (
        "Public anger has risen from {before} to {anger}, and {support} of the public would pay more, after"
        " {support_before}."
    ),
    "rounds.anger_down_support": (
        "Public anger has cooled from {before} to {anger}, and {support} of the public would pay more, after"
        " {support_before}."
    ),
    "rounds.waiting": "Waiting is worth {host_now} a year to the host and {guest_now} to the guest.",
    "rounds.waiting_both": (
        "Waiting is now worth {host_now} to the host ({host_before} before) and {guest_now} to the guest"
        " ({guest_before} before)."
    ),
    "rounds.waiting_host": "Waiting is now worth {host_now} to the host ({host_before} before).",
    "rounds.waiting_guest": "Waiting is now worth {guest_now} to the guest ({guest_before} before).",
    "rounds.pressure": "What presses both sides together: {parts} a year, with {stake} at stake.",
    "rounds.pressure_now": "What now presses both sides together: {parts} a year, with {stake} at stake.",
    "rounds.given_up_alike": "Both sides have given up {share} of what they could hold out for.",
    "rounds.given_up": (
        "Of what they could hold out for, the guest has given up {guest_share} and the host {host_share}."
    ),
    "rounds.line": "The host's last public offer, {rise}, is what it is held to at home.",
}
