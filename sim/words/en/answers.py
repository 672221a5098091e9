"""The answers of a run: when they sign, at what sum, how long there is no agreement; and what a changed world does."""

from __future__ import annotations

from sim.words.language import Forms

ANSWERS: Forms = {
    "answers.question.when": "When will they sign?",
    "answers.question.sum": "At what sum?",
    "answers.question.blank": "How long without an agreement?",
    # chances and lists
    "answers.negotiation": "{number} simulated negotiation",
    "answers.negotiations": "{number} simulated negotiations",
    "answers.chance.under": "under 1%",
    "answers.chance.over": "over 99%",
    "answers.currency.KRW": "won",
    "answers.currency.JPY": "yen",
    "answers.currency.EUR": "euro",
    # when
    "answers.when.half": "Half of {count} are signed by {median}; 8 in 10 between {low} and {high}.",
    "answers.when.half_open": (
        "Half of {count} are signed by {median}; the first tenth by {low}, and more than a tenth not even by {horizon}."
    ),
    "answers.when.rarely": (
        "In {without} of {count} nothing is signed by {horizon}; of those that are, half by {median} and 8 in 10"
        " between {low} and {high}."
    ),
    "answers.when.stands": (
        "In {without} of {count} nothing new is signed by {horizon}, and the old agreement stands; of those that"
        " are, half by {median} and 8 in 10 between {low} and {high}."
    ),
    "answers.when.never": "In none of {count} is anything signed by {horizon}.",
    "answers.when.never_stands": "In none of {count} is anything new signed by {horizon}: the old agreement stands.",
    "answers.when.parts": "Of {count} {parts}.",
    "answers.when.part_first": "{share} are signed about {median} (8 in 10 of these between {low} and {high})",
    "answers.when.part": "{share} about {median} (between {low} and {high})",
    "answers.when.part_before_rest": "{share} about {median} (between {low} and {high})",
    "answers.when.rest": "{share} not by {horizon}",
    "answers.when.record": "On record: {date}.",
    # sum
    "answers.sum.rise": (
        "A first-year rise of {rise} in the middle case, to {amount} a year ({dollars}); 8 in 10 between {low} and"
        " {high}."
    ),
    "answers.sum.rise_given": (
        "Where they agree ({agreed}), a first-year rise of {rise} in the middle case, to {amount} a year"
        " ({dollars}); 8 in 10 between {low} and {high}."
    ),
    "answers.sum.parts": "By date: {parts}.",
    "answers.sum.part": "{rise}, mostly for {term}, about {median}",
    "answers.sum.none": "They agree in none of {count}.",
    "answers.sum.record": "On record: {rise}, {amount}.",
    "answers.sum.record_dollars": "On record: {rise}, {amount} ({dollars}).",
    # blank
    "answers.blank.middle": "{days} without an agreement in the middle case; 8 in 10 between {low} and {high}.",
    "answers.blank.middle_open": (
        "{days} without an agreement in the middle case; the shortest tenth at most {low}, and more than a tenth"
        " longer than {until}, as far as the run goes."
    ),
    "answers.blank.beyond": (
        "Longer than {until} in more than half, which is as far as the run goes; the shortest tenth at most {low}."
    ),
    "answers.blank.mostly_none": "None in {none}: the next agreement is signed before the old one expires.",
    "answers.blank.never": "None: the old agreement is still in force when the run ends, on {horizon}.",
    "answers.blank.chances": "{chances}.",
    "answers.blank.first": "In {share} longer than {days}",
    "answers.blank.next": "in {share} longer than {days}",
    "answers.blank.some_none": "in {share} none at all",
    "answers.blank.record": "On record: {days}.",
    "answers.span.30": "a month",
    "answers.span.90": "three months",
    "answers.span.182": "half a year",
    "answers.span.365": "a year",
    "answers.span.730": "two years",
    "answers.span.1095": "three years",
    # marks of the calendar
    "answers.mark.expiry": "old agreement expires",
    "answers.mark.election": "election: {who}",
    "answers.mark.handover": "{who} in office",
    "answers.mark.horizon": "end of the run",
    "answers.mark.next_guest": "next administration",
    "answers.mark.next_host": "next government",
    "answers.mark.record": "record: {value}",
    "answers.mark.record_alone": "record",
    "answers.hollow.later": "later",
    "answers.hollow.stands": "old one stands",
    "answers.hollow.broken_off": "broken off",
    # captions and alternative texts
    "answers.label.seed": "seed {seed}",
    "answers.label.posterior": "posterior draws (n = {draws})",
    "answers.label.core": "posterior draws of the core {core} (n = {draws})",
    "answers.label.point": "one draw of the posterior, the one nearest its middle",
    "answers.label.central": "central parameters",
    "answers.label.set": "set: {changes}",
    "answers.label.more": "{changes} and {more} more",
    "answers.kind.historical": "historical",
    "answers.kind.counterfactual": "counterfactual",
    "answers.kind.forward": "forward",
    "answers.kind.theory": "theory",
    "answers.alt.when": "Fifty dots by date of signature, each one in fifty of {count}. {sentence}",
    "answers.alt.sum": "Fifty dots by first-year rise, each one in fifty of {count}. {sentence}",
    "answers.alt.blank": "Curve: share of {count} still without a signature, by date. {points}. {sentence}",
    "answers.alt.point": "{share} on {date}",
    "answers.alt.density": "Map of {count} by date of signature and first-year rise. The most frequent: {cells}.",
    "answers.alt.cell": "{share} in {date} at {rise}",
    # comparison
    "answers.pair.changed": "In {changed} of {count} the outcome changed.",
    "answers.pair.delay": (
        "The mean delay to agreement goes from {base} to {other} ({difference}; 95%: {lower} to {upper})."
    ),
    "answers.pair.rise": (
        "The mean first-year rise, where both agree, goes from {base} to {other} ({difference}; 95%: {lower} to"
        " {upper})."
    ),
    "answers.pair.agreed": (
        "An agreement by the horizon comes in {other} in place of {base} ({difference}; 95%: {lower} to {upper})."
    ),
    "answers.unit.days": "{number} days",
    "answers.unit.points": "{number} points",
    "answers.unit.percent": "{number}%",
    "answers.unit.years": "{number} years",
}
