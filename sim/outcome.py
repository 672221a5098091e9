"""What one replicate yields: columns, meaning, unit and type. The only definition of the blank period.

Day 0 is the day the old agreement expires, at its end. Three ends of the blank period are in use (agreement,
signature, entry into force): each is a signed day from expiry, and a blank period is that day floored at 0.
"Blank period" without more means to signature. A replicate that never gets there is right-censored: its day
is missing, its blank period is the time to the horizon, and `end` says how far it came.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Kind = Literal["int", "real", "flag", "name"]


class Column(NamedTuple):
    """One column of the outcome table. `missing` says that it is null where there is no such thing."""

    name: str
    meaning: str
    unit: str
    kind: Kind
    missing: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("replicate", "number of the replicate", "no unit", "int"),
    Column("end", "how it ended: open, pending, in_force or broken_off", "name", "name"),
    Column("agreed", "a text to which both leaders consented exists at the horizon", "true or false", "flag"),
    Column("agreement_day", "day of that consent, from expiry", "days", "int", True),
    Column("signature_day", "day of signature, from expiry", "days", "int", True),
    Column("entry_day", "day of entry into force, from expiry", "days", "int", True),
    Column("blank_days_agreement", "days without agreement after expiry, to agreement or the horizon", "days", "int"),
    Column("blank_days", "the same, to signature or the horizon", "days", "int"),
    Column("blank_days_entry", "the same, to entry into force or the horizon", "days", "int"),
    Column("rise", "first-year rise over the contribution last in force", "share", "real", True),
    Column("rise_annualised", "that rise for each year since the base was set", "share per year", "real", True),
    Column("amount", "first-year amount", "billions of host currency", "real", True),
    Column("amount_usd_m", "first-year amount at that year's exchange rate", "millions of US$", "real", True),
    Column("term_years", "term counted from expiry, frozen years included", "years", "int", True),
    Column("escalator", "growth rule of later years: none, cpi, defence or fixed", "name", "name", True),
    Column("labour_share", "share of labour cost paid from the fund", "share", "real", True),
    Column("operational_support", "new operational items are in", "true or false", "flag"),
    Column("side_letter", "a side letter bridged the last gap", "true or false", "flag"),
    Column("utility_guest", "worth of the agreement to the guest on the day agreed", "share of the base amount a year", "real", True),
    Column("utility_host", "worth of the agreement to the host on the day agreed", "share of the base amount a year", "real", True),
    Column("gain_lost", "share of the joint gain lost to delay; 1 without agreement", "share", "real"),
    Column("rounds", "numbered rounds held", "rounds", "int"),
    Column("texts", "texts the delegations agreed on, refused ones included", "texts", "int"),
    Column("guest_refusals", "texts refused by the guest's leader", "texts", "int"),
    Column("host_refusals", "texts refused by the host's leader", "texts", "int"),
    Column("first_refusal_day", "day of the first refusal by a leader, from expiry", "days", "int", True),
    Column("first_refused_rise", "first-year rise of that text", "share", "real", True),
    Column("first_refused_term", "term of that text, from expiry", "years", "int", True),
    Column("walkouts", "rounds the guest's delegation left", "rounds", "int"),
    Column("threats", "public withdrawal threats", "threats", "int"),
    Column("furlough_day", "first day of furlough, from expiry", "days", "int", True),
    Column("furlough_days", "days of furlough", "days", "int"),
    Column("failed_votes", "votes the legislature refused", "votes", "int"),
    Column("votes_for", "members in favour in the last vote", "members", "int", True),
    Column("votes_against", "members against in it", "members", "int", True),
    Column("votes_abstain", "members abstaining in it", "members", "int", True),
    Column("provocations", "provocation days between opening and agreement or horizon", "days", "int"),
    Column("protests", "protests of the host's public against demands, tactics, refusals or a dear deal", "protests", "int"),
    Column("break_day", "day the talks broke off for good, from expiry", "days", "int", True),
    Column("guest_at_agreement", "key of the guest administration that agreed", "name", "name", True),
)
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)


class Outcome(NamedTuple):
    """One replicate's result as plain numbers, a field per column; a missing value is NaN.

    The kernel fills a row in this order; `name` columns hold their number in `sim.rules.kinds` (`guest_at_agreement`
    the position of the administration in the scenario).
    """

    replicate: float
    end: float
    agreed: float
    agreement_day: float
    signature_day: float
    entry_day: float
    blank_days_agreement: float
    blank_days: float
    blank_days_entry: float
    rise: float
    rise_annualised: float
    amount: float
    amount_usd_m: float
    term_years: float
    escalator: float
    labour_share: float
    operational_support: float
    side_letter: float
    utility_guest: float
    utility_host: float
    gain_lost: float
    rounds: float
    texts: float
    guest_refusals: float
    host_refusals: float
    first_refusal_day: float
    first_refused_rise: float
    first_refused_term: float
    walkouts: float
    threats: float
    furlough_day: float
    furlough_days: float
    failed_votes: float
    votes_for: float
    votes_against: float
    votes_abstain: float
    provocations: float
    protests: float
    break_day: float
    guest_at_agreement: float


assert Outcome._fields == NAMES, "COLUMNS and Outcome must list the same names in the same order"

# Index of each column, by name: `row[INDEX.rise]`.
INDEX: Any = Outcome(*range(len(NAMES)))
