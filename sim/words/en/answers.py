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
    # density and what happened
    "answers.density.title": "When and at what sum, together: share of {count}",
    "answers.density.quarter": "signed in",
    "answers.density.range": "{low} to {high}%",
    "answers.density.note": "Columns: first-year rise; the first and the last hold what lies beyond them.",
    "answers.density.agreed_only": "Agreed, but not signed by the end of the run: {share}.",
    "answers.density.stands": "The old agreement stands: {share}.",
    "answers.density.no_agreement": "No agreement by the end of the run: {share}.",
    "answers.quarter.1": "January to March {year}",
    "answers.quarter.2": "April to June {year}",
    "answers.quarter.3": "July to September {year}",
    "answers.quarter.4": "October to December {year}",
    "answers.happened.title": "What happened in how many negotiations",
    "answers.happened.share": "share",
    "answers.happened.interval": "95% interval",
    "answers.happened.record": "on record",
    "answers.happened.yes": "yes",
    "answers.happened.no": "no",
    "answers.happened.range": "{low} to {high}%",
    "answers.happened.note": (
        "Intervals: 95%, Monte Carlo error only. Growth rule, term, clauses and who agreed are shares of the"
        " negotiations that agreed."
    ),
    "answers.happened.reached": "By the end of the run",
    "answers.happened.reached.agreement": "agreement",
    "answers.happened.reached.signature": "signature",
    "answers.happened.reached.entry": "entry into force",
    "answers.happened.end": "How it ended",
    "answers.happened.end.open": "still open",
    "answers.happened.end.pending": "agreed, not yet in force",
    "answers.happened.end.in_force": "in force",
    "answers.happened.end.broken_off": "broken off",
    "answers.happened.end.stands": "the old agreement stands",
    "answers.happened.events": "At least once",
    "answers.happened.events.leader_refusal": "a leader refused a text",
    "answers.happened.events.guest_refusal": "the guest's leader did",
    "answers.happened.events.host_refusal": "the host's leader did",
    "answers.happened.events.walkout": "the guest walked out",
    "answers.happened.events.threat": "withdrawal was threatened",
    "answers.happened.events.furlough": "base workers were furloughed",
    "answers.happened.events.failed_vote": "the legislature refused",
    "answers.happened.escalator": "Growth rule",
    "answers.happened.escalator.none": "none",
    "answers.happened.escalator.cpi": "consumer prices",
    "answers.happened.escalator.defence": "defence budget",
    "answers.happened.escalator.fixed": "fixed rate",
    "answers.happened.term_years": "Term, from expiry",
    "answers.happened.clauses": "Clauses",
    "answers.happened.clauses.operational_support": "new operational items",
    "answers.happened.guest_at_agreement": "Agreed under",
    # comparison table
    "answers.pair.title": "Side by side, under the same luck",
    "answers.pair.range": "{low} to {high}",
    "answers.pair.heading.base": "first",
    "answers.pair.heading.other": "second",
    "answers.pair.heading.difference": "difference",
    "answers.pair.heading.interval": "95% interval of it",
    "answers.pair.note": (
        "Each negotiation meets the same provocations, elections and dice in both, and is compared with itself."
        " Delay runs from expiry to agreement and, like days without an agreement, is cut at the end of the run."
        " Intervals: Monte Carlo error only."
    ),
    "answers.figure.delay_mean": "mean delay to agreement",
    "answers.figure.delay_median": "median delay to agreement",
    "answers.figure.blank_mean": "mean time without an agreement",
    "answers.figure.blank_median": "median time without an agreement",
    "answers.figure.agreed": "agreed by the end of the run",
    "answers.figure.stands": "no text: the old agreement stands",
    "answers.figure.agreed_by_expiry": "agreed by expiry",
    "answers.figure.lapse": "not signed by expiry",
    "answers.figure.rise_mean": "mean first-year rise, agreed in both",
    "answers.figure.rise_median": "median first-year rise, agreed in both",
    "answers.figure.amount_mean": "mean first-year sum, agreed in both",
    "answers.figure.term_mean": "mean term from expiry, agreed in both",
    # where the model lost
    "answers.lost.title": "Forecasts as of the opening day, and their score (CRPS; less is better)",
    "answers.lost.episode.agreement_day.lost": (
        "As of its opening day, and fitted without it, the model's forecast of the day of agreement {number} was"
        " off by {own} (CRPS). It lost to {better}."
    ),
    "answers.lost.episode.agreement_day.won": (
        "As of its opening day, and fitted without it, the model's forecast of the day of agreement {number} was"
        " off by {own} (CRPS). It lost to none."
    ),
    "answers.lost.episode.rise_annualised.lost": (
        "Its forecast of the rise a year was off by {own}. It lost to {better}."
    ),
    "answers.lost.episode.rise_annualised.won": "Its forecast of the rise a year was off by {own}. It lost to none.",
    "answers.lost.mean.agreement_day.lost": (
        "In the mean over {number} agreements, each forecast without it, the day was off by {own}. Better were"
        " {better}."
    ),
    "answers.lost.mean.agreement_day.won": (
        "In the mean over {number} agreements, each forecast without it, the day was off by {own}. No other"
        " forecast was better."
    ),
    "answers.lost.mean.rise_annualised.lost": "The rise a year was off by {own} in the mean. It lost to {better}.",
    "answers.lost.mean.rise_annualised.won": "The rise a year was off by {own} in the mean. It lost to none.",
    "answers.lost.number": "{number}",
    "answers.lost.year": "{number}",
    "answers.lost.named": "{name} ({score})",
    "answers.lost.unit.agreement_day": "{number} days",
    "answers.lost.unit.rise_annualised": "{number} points",
    "answers.lost.caveat": (
        "These agreements are few, and the model's structure and priors were chosen knowing most of them: what it is"
        " good for is asking what would change if a fact were different."
    ),
    "answers.lost.stale": (
        "The program or its posterior has changed since these scores were made; sma validate makes them again."
    ),
    "answers.lost.heading.forecast": "forecast",
    "answers.lost.heading.episode.agreement_day": "day, agreement {number}",
    "answers.lost.heading.mean.agreement_day": "day, mean of all",
    "answers.lost.heading.episode.rise_annualised": "rise a year, agreement {number}",
    "answers.lost.heading.mean.rise_annualised": "rise a year, mean of all",
    "answers.lost.note": (
        "Days, and percentage points a year. {replicates} negotiations of each agreement, seed {seed}."
    ),
    "answers.forecast.host_left_out": "the model, fitted without the host",
    "answers.forecast.climatology_of_the_other_hosts": "the other hosts' agreements, as many days after the opening",
    "answers.forecast.regression": "a survival regression of the day, a regression of the rise",
    "answers.forecast.prior": "the prior, with nothing fitted",
    "answers.forecast.in_sample": "the model in sample",
    "answers.forecast.left_out": "the model, fitted without it",
    "answers.forecast.climatology_from_opening": "the others' days from their opening",
    "answers.forecast.climatology": "the others' days from expiry, and their rises",
    "answers.forecast.last_time": "what the last agreement had",
    "answers.forecast.next_hard_date": "the next expiry or election",
    "answers.forecast.faratin": "a plain model of concessions by the clock",
    "answers.axis.days": "difference in days",
    "answers.axis.points": "difference in percentage points",
    "answers.axis.when": "date of signature",
    "answers.axis.sum": "first-year rise",
    "answers.axis.blank": "still without a signature",
    "answers.driven.title": "Parameters that go with it",
    "answers.driven.delay": "with the delay",
    "answers.driven.rise": "with the rise",
    "answers.driven.note": (
        "Rank correlations over the draws of the posterior, -1 to 1. They say what goes together: parameters that"
        " the record ties to each other share their effect. sma ablate tells what each mechanism adds."
    ),
    "answers.unit.days": "{number} days",
    "answers.unit.points": "{number} points",
    "answers.unit.percent": "{number}%",
    "answers.unit.years": "{number} years",
}
