"""How a negotiation ended, in words, with the values of its outcome."""

from __future__ import annotations

import math

from sim.outcome import Outcome
from sim.prepare import Prepared
from sim.rules.kinds import End, Escalator
from sim.stories.phrases import Cast, terms_words
from sim.timeline.days import date_of
from sim.words import Language, Words
from sim.words.numerals import percent, signed, worth

NONE = {End.BROKEN_OFF: "none_broken", End.STANDS: "none_stands", End.PENDING: "none_pending"}
COUNTED = {  # column of the outcome, and what is counted in it
    "guest_refusals": "guest_refusal",
    "host_refusals": "host_refusal",
    "walkouts": "walkout",
    "threats": "threat",
    "furlough_days": "furlough_day",
    "failed_votes": "failed_vote",
    "provocations": "provocation_day",
}


def outcome_words(prepared: Prepared, outcome: Outcome, language: Language = "en") -> list[str]:
    """Paragraphs that state the outcome, with the values of its row."""
    cast = Cast(prepared.scenario, language)
    if outcome.agreed:
        agreed = f"{_agreed(cast, prepared, outcome)} {_blank(cast.words, outcome)}"
        return [agreed, _settlement(cast, outcome), _counts(cast.words, outcome)]
    none = _none(cast, prepared, outcome)
    if outcome.end != End.STANDS:
        none = f"{none} {_blank(cast.words, outcome)}"
    return [none, _counts(cast.words, outcome)]


def _horizon(words: Words, prepared: Prepared) -> str:
    return words.date(date_of(int(prepared.facts.horizon), prepared.start))


def _none(cast: Cast, prepared: Prepared, outcome: Outcome) -> str:
    """That no agreement came."""
    expiry = cast.date(cast.scenario.agreement.prior_expiry)
    form = NONE.get(End(int(outcome.end)), "none")
    return cast.words.form(f"stories.{form}", horizon=_horizon(cast.words, prepared), expiry=expiry)


def _agreed(cast: Cast, prepared: Prepared, outcome: Outcome) -> str:
    """When an agreement came, with whom, and how far it got."""
    form, slots = "agreed", {"agreement": _when(cast, outcome.agreement_day)}
    if math.isnan(outcome.signature_day):
        form = "agreed_unsigned"
    else:
        slots["signature"] = _when(cast, outcome.signature_day)
        if math.isnan(outcome.entry_day):
            form = "agreed_signed"
        else:
            slots["entry"] = _when(cast, outcome.entry_day)
    who = cast.guest(prepared.administrations[int(outcome.guest_at_agreement)])
    return cast.words.form(f"stories.{form}", who=who, horizon=_horizon(cast.words, prepared), **slots)


def _when(cast: Cast, day: float) -> str:
    """A date, and how far it is from expiry."""
    words, days, expiry = cast.words, int(day), cast.scenario.agreement.prior_expiry
    form = "day_expiry" if days == 0 else "day_after" if days > 0 else "day_before"
    return words.form(f"stories.{form}", date=words.date(date_of(days, expiry)), days=words.count(abs(days), "day"))


def _blank(words: Words, outcome: Outcome) -> str:
    """The blank period under its three definitions."""
    days = (outcome.blank_days, outcome.blank_days_agreement, outcome.blank_days_entry)
    signature, agreement, entry = (int(each) for each in days)
    if not any(days):
        return words.form("stories.blank_none")
    return words.form(
        "stories.blank", signature=words.count(signature, "day"), agreement=f"{agreement:,}", entry=f"{entry:,}"
    )


def _settlement(cast: Cast, outcome: Outcome) -> str:
    """What was settled and what it is worth."""
    growth = Escalator(int(outcome.escalator)).name.lower()
    return cast.words.form(
        "stories.settlement" if outcome.operational_support else "stories.settlement_without",
        rise=signed(f"{100 * outcome.rise:+.1f}%"),
        yearly=signed(f"{100 * outcome.rise_annualised:+.1f}%"),
        amount=cast.money(outcome.amount),
        dollars=cast.words.dollars(outcome.amount_usd_m),
        terms=terms_words(cast.words, growth, int(outcome.term_years)),
        labour=percent(outcome.labour_share),
        guest_worth=worth(outcome.utility_guest),
        host_worth=worth(outcome.utility_host),
        lost=percent(outcome.gain_lost),
    )


def _counts(words: Words, outcome: Outcome) -> str:
    """How many of what it took."""
    made = [(int(getattr(outcome, column)), noun) for column, noun in COUNTED.items()]
    parts = [words.count(number, noun) for number, noun in made if number]
    return words.form("stories.counts", counts=words.itemised([words.count(int(outcome.rounds), "round"), *parts]))
