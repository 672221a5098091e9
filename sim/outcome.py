"""What one replicate yields: columns, meaning, unit and type. The only definition of the blank period.

Day 0 is the day the old agreement expires, at its end. Three ends of the blank period are in use (agreement,
signature, entry into force): each is a signed day from expiry, and a blank period is that day floored at 0.
"Blank period" without more means to signature. A replicate that never gets there is right-censored: its day
is missing, its blank period is the time to the horizon, and `end` says how far it came.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_type_hints

from sim.record_base import Record

Kind = Literal["int", "real", "flag", "name"]


class Column(NamedTuple):
    """What a column of the outcome table means. `missing` says that it is null where there is no such thing."""

    meaning: str
    unit: str
    kind: Kind
    missing: bool = False
    name: str = ""  # that of the field it stands at


# fmt: off
class Row(Record):
    """One line of the outcome table while talks go on; a missing value is NaN.

    `name` columns hold their number in `sim.rules.kinds` (`guest_at_agreement` the position of the administration in
    the scenario).
    """

    replicate: Annotated[float, Column("number of the replicate", "no unit", "int")]
    end: Annotated[float, Column("how it ended: open, pending, in_force, broken_off or stands", "name", "name")]
    agreed: Annotated[float, Column("a text to which both leaders consented exists at the horizon", "true or false", "flag")]
    agreement_day: Annotated[float, Column("day of that consent, from expiry", "days", "int", True)]
    signature_day: Annotated[float, Column("day of signature, from expiry", "days", "int", True)]
    entry_day: Annotated[float, Column("day of entry into force, from expiry", "days", "int", True)]
    blank_days_agreement: Annotated[float, Column("days without agreement after expiry, to agreement or the horizon", "days", "int")]
    blank_days: Annotated[float, Column("the same, to signature or the horizon", "days", "int")]
    blank_days_entry: Annotated[float, Column("the same, to entry into force or the horizon", "days", "int")]
    rise: Annotated[float, Column("first-year rise over the contribution last in force", "share", "real", True)]
    rise_annualised: Annotated[float, Column("that rise for each year since the base was set", "share per year", "real", True)]
    amount: Annotated[float, Column("first-year amount", "billions of host currency", "real", True)]
    amount_usd_m: Annotated[float, Column("first-year amount at that year's exchange rate", "millions of US$", "real", True)]
    term_years: Annotated[float, Column("term counted from expiry, frozen years included", "years", "int", True)]
    escalator: Annotated[float, Column("growth rule of later years: none, cpi, defence or fixed", "name", "name", True)]
    labour_share: Annotated[float, Column("share of labour cost paid from the fund", "share", "real", True)]
    operational_support: Annotated[float, Column("new operational items are in", "true or false", "flag")]
    utility_guest: Annotated[float, Column("worth of the agreement to the guest on the day agreed", "share of the base amount a year", "real", True)]
    utility_host: Annotated[float, Column("worth of the agreement to the host on the day agreed", "share of the base amount a year", "real", True)]
    gain_lost: Annotated[float, Column("share of the joint gain lost to delay; 1 without agreement", "share", "real")]
    rounds: Annotated[float, Column("numbered rounds held", "rounds", "int")]
    texts: Annotated[float, Column("texts the delegations agreed on, refused ones included", "texts", "int")]
    guest_refusals: Annotated[float, Column("texts refused by the guest's leader", "texts", "int")]
    host_refusals: Annotated[float, Column("texts refused by the host's leader", "texts", "int")]
    first_refusal_day: Annotated[float, Column("day of the first refusal by a leader, from expiry", "days", "int", True)]
    first_refused_rise: Annotated[float, Column("first-year rise of that text", "share", "real", True)]
    first_refused_term: Annotated[float, Column("term of that text, from expiry", "years", "int", True)]
    walkouts: Annotated[float, Column("rounds the guest's delegation left", "rounds", "int")]
    threats: Annotated[float, Column("public withdrawal threats", "threats", "int")]
    furlough_day: Annotated[float, Column("first day of furlough, from expiry", "days", "int", True)]
    furlough_days: Annotated[float, Column("days of furlough", "days", "int")]
    failed_votes: Annotated[float, Column("votes the legislature refused", "votes", "int")]
    votes_for: Annotated[float, Column("members in favour in the last vote", "members", "int", True)]
    votes_against: Annotated[float, Column("members against in it", "members", "int", True)]
    votes_abstain: Annotated[float, Column("members abstaining in it", "members", "int", True)]
    provocations: Annotated[float, Column("provocation days between opening and agreement or horizon", "days", "int")]
    protests: Annotated[float, Column("protests of the host's public against demands, tactics, refusals or a dear deal", "protests", "int")]
    break_day: Annotated[float, Column("day the talks broke off for good, from expiry", "days", "int", True)]
    guest_at_agreement: Annotated[float, Column("key of the guest administration that agreed", "name", "name", True)]
# fmt: on


COLUMNS: tuple[Column, ...] = tuple(
    get_args(hint)[1]._replace(name=name) for name, hint in get_type_hints(Row, include_extras=True).items()
)
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)

if TYPE_CHECKING:

    class Outcome(Row):
        """One replicate's result as plain numbers."""

        def __init__(self, *numbers: float) -> None: ...

else:
    Outcome = namedtuple("Outcome", NAMES)
    Outcome.__doc__ = "One replicate's result as plain numbers, a field per column, as `Row` has them."

# Index of each column in the table, by name: `table[:, INDEX.rise]`.
INDEX: Any = Outcome(*range(len(NAMES)))
