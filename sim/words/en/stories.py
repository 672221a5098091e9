"""The story as a whole: its label and preface, its headings, how talks open and how they end."""

from __future__ import annotations

from sim.words.language import Forms

STORIES: Forms = {
    "stories.title": "One negotiation: {title}",
    "stories.heading.opening": "Opening",
    "stories.heading.closing": "Closing",
    "stories.heading.before_expiry": "Before expiry",
    "stories.heading.talks": "The talks",
    "stories.heading.outcome": "Outcome",
    "stories.heading.after_record": "After the record",
    "stories.heading.lapse": "The lapse",
    "stories.heading.election": "After the election of {date}",
    "stories.heading.under": "Under {name}",
    "stories.preface": (
        "How to read it: a rise is that of the first year over the amount last in force, {base} a year; a term counts"
        " the years paid under a text. Worth, waiting and gaps are in shares of that amount a year: 0.01 is"
        " {hundredth} every year, and 0 is the amount growing as both sides regard as normal, by {normal} a year. An"
        " offer is the package best for the other side among those worth to its maker what it asks for, so term,"
        " growth, labour share and new items change with the rise. Waiting is worth what a side expects from letting"
        " the talks run to the next change of the guest's government. {pace} Felt threat is the logarithm of one plus"
        " the severities of past provocations, half of each gone after {threat_half}, less what was usual in the two"
        " years before the talks. Public anger is a stock too: a demand to double the sum adds {anger}, and half of"
        " it is gone after {anger_half}. Where it is told what weighs, each part stands with its share of that worth,"
        " the largest first; the money is the payment against the normal one. {parameters}"
    ),
    "stories.pace_clock": "Both sides give up what they could hold out for by the clock of the next hard date.",
    "stories.pace": (
        "Delay presses both sides: the lapse in force, and the less the further ahead the expiry, the end of the"
        " money and the election are, half in {reach}. Where the pressure equals what is at stake, they give up what"
        " they could hold out for at a rate of {rate} a month."
    ),
    "stories.weights_central": "The weights of both sides are the central parameters, one set for all negotiations.",
    "stories.weights_point": (
        "The weights of both sides are {parameters}, for all negotiations; what the scenario sets itself holds in it."
    ),
    "stories.weights_draw": (
        "The weights of both sides are number {number} of the {parameters}, counted from 0; what the scenario sets"
        " itself holds in all of them."
    ),
    "stories.opening_public": (
        "{date}: talks open between {guest_name} (the guest, whose troops are stationed there) and {host_name}"
        " ({country}, the host, who pays). The old agreement, {base} a year since {year}, expires on {expiry}. In"
        " public the guest opens at {guest_rise} and the host at {host_rise}."
    ),
    "stories.opening_model": (
        "{date}: talks open between {guest_name} (the guest, whose troops are stationed there) and {host_name}"
        " ({country}, the host, who pays). The old agreement, {base} a year since {year}, expires on {expiry}. No"
        " demand was published; in the model the guest opens at {guest_rise} and the host at {host_rise}."
    ),
    "stories.ahead_one": "Ahead lies {elections}.",
    "stories.ahead": "Ahead lie {elections}.",
    "stories.election_guest": "the guest's election of {date} ({first} or {second}; {chances})",
    "stories.election_host": "the host's election of {date} ({first} or {second}; {chances})",
    "stories.chances_alike": "both sides give the first {chance}",
    "stories.chances": "the guest gives the first {guest_chance}, the host {host_chance}",
    "stories.handover_guest": "the guest's handover of {date} to the winner of the election of {election} ({winner})",
    "stories.handover_host": "the host's handover of {date} to the winner of the election of {election} ({winner})",
    "stories.either": "{first} or {second}",
    "stories.day_expiry": "{date} (the day of expiry)",
    "stories.day_after": "{date} ({days} after expiry)",
    "stories.day_before": "{date} ({days} before expiry)",
    "stories.none": "No agreement by the horizon on {horizon}.",
    "stories.none_pending": "No agreement by the horizon on {horizon}, with a text before the leaders.",
    "stories.none_broken": "No agreement: the talks broke off. The horizon is {horizon}.",
    "stories.none_stands": (
        "No new agreement by the horizon on {horizon}: the old one, which holds until {expiry}, stands and goes on"
        " unchanged."
    ),
    "stories.agreed_unsigned": "Agreed on {agreement} with {who}; not signed by the horizon on {horizon}.",
    "stories.agreed_signed": (
        "Agreed on {agreement} with {who}, signed on {signature}; not in force by the horizon on {horizon}."
    ),
    "stories.agreed": "Agreed on {agreement} with {who}, signed on {signature}, in force from {entry}.",
    "stories.blank_none": "There is no blank period: the new agreement is in force before the old one ends.",
    "stories.blank": (
        "The blank period is {signature} to signature ({agreement} to agreement, {entry} to entry into force)."
    ),
    "stories.settlement": (
        "The first year is {rise} ({yearly} a year since the base was set): {amount}, or {dollars} at that year's"
        " rate, {terms}, counted from expiry. {labour} of labour cost is paid from the fund and new operational items"
        " are in. On the day agreed it is worth {guest_worth} a year to the guest and {host_worth} to the host; delay"
        " cost {lost} of the joint gain."
    ),
    "stories.settlement_without": (
        "The first year is {rise} ({yearly} a year since the base was set): {amount}, or {dollars} at that year's"
        " rate, {terms}, counted from expiry. {labour} of labour cost is paid from the fund and new operational items"
        " are out. On the day agreed it is worth {guest_worth} a year to the guest and {host_worth} to the host;"
        " delay cost {lost} of the joint gain."
    ),
    "stories.counts": "In numbers: {counts}.",
    "stories.figure": "Offers, provocations, public opinion and worth of waiting over time",
    "stories.page.rounds": "Rounds",
    "stories.page.repeat": "To repeat it",
    "stories.page.page": "page",
    "stories.page.figure": "figure",
    "stories.page.command": "repeat",
}
