"""The structural parameters: how strongly parties weigh things. One shared set for all episodes.

Meaning, unit and admissible range stand here; value, prior range and source stand in `scenarios/parameters.toml`.
Rules read one number for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

from sim.record_base import Record

if TYPE_CHECKING:
    import numpy as np


class Meaning(NamedTuple):
    """What a parameter means, its unit, the values beyond which it has no meaning, a short label and its group."""

    words: str
    unit: str
    low: float
    high: float
    label: str
    group: str


SHARE = "share of the base amount"

# Groups in which parameters are shown, in this order.
MONEY = "time and money"
HOST = "worth to the host"
AUDIENCE = "audience costs"
GUEST = "worth to the guest"
LAPSE = "the lapse"
CONCEDING = "conceding"
TACTICS = "level and tactics"
LAGS = "rounds and lags"
NORTH = "the North"
PUBLIC = "public and vote"
PARAMETER_GROUPS = (MONEY, HOST, AUDIENCE, GUEST, LAPSE, CONCEDING, TACTICS, LAGS, NORTH, PUBLIC)


# fmt: off
class Params(Record):
    """One set of parameters. "Host" is the side that pays, "guest" the side that stations troops."""

    # --- time and money -------------------------------------------------------------------------------------
    discount_guest: Annotated[float, Meaning("Rate at which the guest discounts later years", "per year", 0, 100, "Guest's impatience", MONEY)]
    discount_host: Annotated[float, Meaning("Rate at which the host discounts later years", "per year", 0, 100, "Host's impatience", MONEY)]
    fair_growth: Annotated[float, Meaning("Rise beyond inflation both sides regard as normal for each year since the base was set", "per year", 0, 0.5, "Rise both regard as normal", MONEY)]
    level_persistence: Annotated[float, Meaning("Share of a deal's excess over the normal path that outlives its term", "share", 0, 1, "How far a deal sets the next base", MONEY)]
    later_weight: Annotated[float, Meaning("Weight a wholly alliance-minded guest gives to years after its own tenure; a wholly transactional one gives none", "share", 0, 1, "Weight of years after his own term", MONEY)]
    renewal: Annotated[float, Meaning("Excess a wholly transactional guest is expected to ask again for at a renewal; he hopes for it, the host fears it", SHARE, 0, 5, "Further demand feared at renewal", MONEY)]
    # --- what an agreement is worth to the host ------------------------------------------------------------
    agreement_host: Annotated[float, Meaning("Excess over the normal path the host would pay for a standing agreement", SHARE, -1, 5, "Worth of an agreement to the host", HOST)]
    agreement_orientation: Annotated[float, Meaning("Change in that worth from a government wholly for autonomy to one wholly for the alliance", SHARE, 0, 5, "Worth more to an alliance government", HOST)]
    agreement_threat: Annotated[float, Meaning("Change in that worth per unit of felt threat", SHARE, 0, 5, "Worth more under threat", HOST)]
    agreement_pledge: Annotated[float, Meaning("Pledge of loyalty to a new alliance-minded guest in his first year", SHARE, 0, 5, "Pledge to a new friendly president", HOST)]
    renewal_cost: Annotated[float, Meaning("Cost to the host of coming back to the table, spread over the term", SHARE, 0, 1, "Cost of negotiating again", HOST)]
    habit: Annotated[float, Meaning("Cost to the host of a growth rule, or of a term, other than those of the last agreement", SHARE, 0, 1, "Cost of leaving the old rule or term", HOST)]
    labour_host: Annotated[float, Meaning("Worth to the host of paying all Korean labour from the fund instead of none, times the factor on audience costs", SHARE, 0, 5, "Labour share: worth to the host", HOST)]
    labour_guest: Annotated[float, Meaning("Cost to the guest of the same", SHARE, 0, 5, "Labour share: cost to the guest", HOST)]
    operations_host: Annotated[float, Meaning("Cost to the host of taking on operational support; twice that where it serves missions elsewhere", SHARE, 0, 5, "Cost of operational support", HOST)]
    # --- audience cost in the host country ------------------------------------------------------------------
    audience_peer: Annotated[float, Meaning("Cost per unit of first-year rise above the peers' last one", "no unit", 0, 10, "Cost of a rise above the peers'", AUDIENCE)]
    audience_line: Annotated[float, Meaning("Cost of going above the last offer the host's government made public, once", SHARE, 0, 5, "Cost of going above its own offer", AUDIENCE)]
    audience_public: Annotated[float, Meaning("Growth of all audience costs from a public wholly in favour of paying more to one wholly against", "no unit", 0, 10, "How much an unwilling public adds", AUDIENCE)]
    audience_election: Annotated[float, Meaning("Growth of all audience costs in the weeks before a host election", "no unit", 0, 10, "How much a coming host election adds", AUDIENCE)]
    # --- what an agreement is worth to the guest ------------------------------------------------------------
    agreement_guest: Annotated[float, Meaning("Worth of a standing agreement to a wholly alliance-minded guest", SHARE, -1, 5, "Worth of an agreement to the guest", GUEST)]
    rivalry_guest: Annotated[float, Meaning("Further worth of it to any guest where rivalry in the region is full", SHARE, 0, 5, "Worth more where a rival is strong", GUEST)]
    precedent_guest: Annotated[float, Meaning("Worth to a transactional guest of each unit above the peers' last rise", "no unit", 0, 10, "Worth of a precedent for others", GUEST)]
    audience_guest: Annotated[float, Meaning("Worth to the guest's leader, at home, per unit of first-year rise beside the money; a cut costs as much", "no unit", 0, 10, "Worth of a rise to his voters", GUEST)]
    operations_guest: Annotated[float, Meaning("Worth of operational support to the guest", SHARE, 0, 5, "Worth of operational support", GUEST)]
    # --- the lapse -----------------------------------------------------------------------------------------
    lapse_host: Annotated[float, Meaning("Yearly cost to the host of having no agreement, at the usual threat; below 0 a gain", SHARE, -10, 10, "Cost of a lapse to the host", LAPSE)]
    lapse_hardness: Annotated[float, Meaning("Further yearly cost to the host under a wholly transactional guest", SHARE, 0, 5, "Lapse costs more under a hard guest", LAPSE)]
    lapse_threat: Annotated[float, Meaning("Growth of both per unit of felt threat", "no unit", 0, 10, "Lapse costs more under threat", LAPSE)]
    lapse_withdrawal: Annotated[float, Meaning("Growth of both per withdrawal threat that is remembered", "no unit", 0, 10, "Lapse costs more after threats to leave", LAPSE)]
    lapse_guest: Annotated[float, Meaning("Yearly cost of a lapse to a wholly alliance-minded guest; a wholly transactional one has none; below 0 a gain", SHARE, -10, 10, "Cost of a lapse to the guest", LAPSE)]
    lapse_early: Annotated[float, Meaning("Share of these costs felt before the money runs out", "share", 0, 1, "Share felt before the money is gone", LAPSE)]
    funds_days: Annotated[float, Meaning("Days after expiry for which the old money lasts", "days", 0, 1000, "Days the old money lasts", LAPSE)]
    furlough_host: Annotated[float, Meaning("Yearly cost to the host while base workers are on furlough", SHARE, 0, 5, "Cost of furloughs to the host", LAPSE)]
    furlough_guest: Annotated[float, Meaning("Yearly readiness cost to the guest of the same", SHARE, 0, 5, "Cost of furloughs to the guest", LAPSE)]
    furlough_hardness: Annotated[float, Meaning("Chance that a wholly transactional guest furloughs workers when the money is gone", "probability", 0, 1, "Chance that workers are furloughed", LAPSE)]
    furlough_mean_days: Annotated[float, Meaning("Mean length of a furlough, ended by a special act, if no deal comes first", "days", 1, 1000, "Mean length of a furlough", LAPSE)]
    withdrawal_loss: Annotated[float, Meaning("Yearly loss to the host, and to a wholly alliance-minded guest, once all troops have left", SHARE, 0, 10, "Loss once all troops have left", LAPSE)]

    # --- concession --------------------------------------------------------------------------
    concession_rate: Annotated[float, Meaning("Hazard of giving up what one still asks for, when the pressure equals the stake", "per month", 0, 100, "Pace of giving way under pressure", CONCEDING)]
    concession_reach: Annotated[float, Meaning("Days ahead at which a date presses by a factor e less than on the day itself", "days", 1, 5000, "How far ahead a date presses", CONCEDING)]
    concession_exponent: Annotated[float, Meaning("Concession exponent of both sides under the policy of tactics (below 1 holds out)", "no unit", 0.05, 10, "Shape of concession (tactics only)", CONCEDING)]
    opening_alliance: Annotated[float, Meaning("First-year rise an alliance-minded guest opens with where none was published", SHARE, 0, 10, "First demand of a friendly guest", CONCEDING)]
    opening_transactional: Annotated[float, Meaning("The same for a transactional guest", SHARE, 0, 10, "First demand of a hard guest", CONCEDING)]
    bargaining_weight_host: Annotated[float, Meaning("Host's weight in the Nash product, and its chance to offer in the random protocol", "share", 0.05, 0.95, "Host's bargaining power", CONCEDING)]
    leader_price: Annotated[float, Meaning("What a wholly transactional guest's leader wants beyond his worth of waiting, where half of the cost is borne already; his ministers do not know it", SHARE, -1, 5, "The leader's own price", CONCEDING)]
    leader_spread: Annotated[float, Meaning("Spread of that price, for a wholly transactional guest", SHARE, 0, 5, "Spread of the leader's price", CONCEDING)]
    reservation_sd_host: Annotated[float, Meaning("Spread of the host government's private reservation value", SHARE, 0, 1, "Spread of the host's private limit", CONCEDING)]
    # --- level and tactics ------------------------------------------------------------------------
    ministerial_after: Annotated[float, Meaning("Failed rounds after which ministers take over", "rounds", 0, 100, "Failed rounds before ministers come", TACTICS)]
    leader_after: Annotated[float, Meaning("Failed rounds after which leaders take over", "rounds", 0, 100, "Failed rounds before leaders come", TACTICS)]
    walkout_chance: Annotated[float, Meaning("Chance that a wholly transactional guest walks out of a round with a wide gap", "probability", 0, 1, "Chance of a walkout", TACTICS)]
    walkout_gap: Annotated[float, Meaning("Gap from which a walkout may happen", SHARE, 0, 10, "Gap from which a walkout may happen", TACTICS)]
    threat_chance: Annotated[float, Meaning("Chance that a wholly transactional guest threatens withdrawal after such a round", "probability", 0, 1, "Chance of a withdrawal threat", TACTICS)]
    memory_half_life: Annotated[float, Meaning("Half-life of public anger and of withdrawal threats", "days", 1, 5000, "Half-life of anger and threats", TACTICS)]
    # --- rounds and lags --------------------------------------------------------------------------------------
    spacing_least: Annotated[float, Meaning("Least days between the starts of two rounds", "days", 1, 365, "Least days between rounds", LAGS)]
    spacing_working: Annotated[float, Meaning("Mean days between two rounds while talks go on", "days", 1, 1000, "Mean days between rounds", LAGS)]
    spacing_close: Annotated[float, Meaning("Mean days to the next round when the gap is small", "days", 1, 1000, "Mean days when nearly agreed", LAGS)]
    spacing_parked: Annotated[float, Meaning("Mean days to the next round while talks are parked", "days", 1, 2000, "Mean days while parked", LAGS)]
    spacing_handover: Annotated[float, Meaning("Mean days from a handover to the next round", "days", 1, 1000, "Mean days after a handover", LAGS)]
    spacing_epidemic: Annotated[float, Meaning("Factor on the spacing in a full epidemic", "no unit", 1, 20, "Slowing by an epidemic", LAGS)]
    close_gap: Annotated[float, Meaning("Gap below which rounds come close together", SHARE, 0, 5, "Gap that counts as nearly agreed", LAGS)]
    leader_mean_days: Annotated[float, Meaning("Mean days a leader takes over a text", "days", 0, 365, "Days a leader takes over a text", LAGS)]
    signature_least: Annotated[float, Meaning("Least days from agreement to signature", "days", 0, 365, "Least days to signature", LAGS)]
    signature_mean_days: Annotated[float, Meaning("Mean days from agreement to signature", "days", 0, 1000, "Mean days to signature", LAGS)]
    vote_least: Annotated[float, Meaning("Least days from signature to the vote", "days", 0, 365, "Least days to the vote", LAGS)]
    vote_mean_days: Annotated[float, Meaning("Mean days from signature to the vote", "days", 0, 1000, "Mean days to the vote", LAGS)]
    entry_mean_days: Annotated[float, Meaning("Mean days from the vote to entry into force", "days", 0, 1000, "Mean days to entry into force", LAGS)]
    # --- felt threat and provocations -----------------------------------------------------------------------
    threat_half_life: Annotated[float, Meaning("Half-life of the tension a provocation leaves", "days", 1, 5000, "Half-life of tension", NORTH)]
    threat_detente: Annotated[float, Meaning("Share of felt threat that full detente hides from the host", "share", 0, 1, "Threat hidden by detente", NORTH)]
    provocation_rate: Annotated[float, Meaning("Base rate of provocation days before factors and excitation", "per year", 0, 365, "Provocation days a year", NORTH)]
    provocation_branching: Annotated[float, Meaning("Mean further provocation days one of severity 2 sets off", "no unit", 0, 0.99, "Provocations one sets off", NORTH)]
    provocation_half_life: Annotated[float, Meaning("Half-life of that excitation", "days", 0.5, 1000, "Half-life of that chain", NORTH)]
    provocation_severity: Annotated[float, Meaning("Growth of excitation per unit of severity above 2", "no unit", 0, 5, "Effect of graver provocations", NORTH)]
    provocation_detente: Annotated[float, Meaning("Factor on the base rate in full detente", "no unit", 0, 10, "Factor in detente", NORTH)]
    provocation_stalled: Annotated[float, Meaning("Factor on the base rate when talks between the guest and the North have stalled", "no unit", 0, 10, "Factor when its talks stall", NORTH)]
    provocation_exercise: Annotated[float, Meaning("Factor on the base rate during large exercises", "no unit", 0, 10, "Factor during exercises", NORTH)]
    provocation_epidemic: Annotated[float, Meaning("Factor on the base rate in a full epidemic", "no unit", 0, 10, "Factor in an epidemic", NORTH)]
    provocation_winter: Annotated[float, Meaning("Factor on the base rate from November to February", "no unit", 0, 10, "Factor in winter", NORTH)]
    provocation_discord: Annotated[float, Meaning("Logarithm of the factor on the base rate in the weeks after discord in the talks", "log", -5, 5, "Answer to discord in the talks", NORTH)]
    severity_1: Annotated[float, Meaning("Share of provocation days of severity 1", "share", 0, 1, "Share of severity 1", NORTH)]
    severity_2: Annotated[float, Meaning("Share of provocation days of severity 2", "share", 0, 1, "Share of severity 2", NORTH)]
    severity_3: Annotated[float, Meaning("Share of provocation days of severity 3", "share", 0, 1, "Share of severity 3", NORTH)]
    severity_4: Annotated[float, Meaning("Share of provocation days of severity 4; the rest are of severity 5", "share", 0, 1, "Share of severity 4", NORTH)]
    # --- public opinion and the vote ------------------------------------------------------------------------
    anger_demand: Annotated[float, Meaning("Anger raised by a public demand per doubling of the sum", "units", 0, 10, "Anger at a demand to double the sum", PUBLIC)]
    anger_affront: Annotated[float, Meaning("Anger raised by a walkout, a withdrawal threat, or a text refused by the guest's leader", "units", 0, 10, "Anger at a walkout or refusal", PUBLIC)]
    anger_furlough: Annotated[float, Meaning("Anger raised by a furlough, per year of it", "units", 0, 50, "Anger at furloughs", PUBLIC)]
    anger_withdrawal: Annotated[float, Meaning("Anger raised by a withdrawal of all troops", "units", 0, 10, "Anger at a withdrawal", PUBLIC)]
    anger_protest: Annotated[float, Meaning("Anger raised by a protest", "units", 0, 10, "Anger at a protest", PUBLIC)]
    protest_chance: Annotated[float, Meaning("Chance of a protest after an act that angers the public, per unit of its anger", "probability", 0, 1, "Chance of a protest", PUBLIC)]
    support_anger: Annotated[float, Meaning("Fall of support for paying per unit of anger", "share", 0, 5, "Support lost to anger", PUBLIC)]
    attendance: Annotated[float, Meaning("Share of members present at the vote", "share", 0, 1, "Members present at the vote", PUBLIC)]
    vote_level: Annotated[float, Meaning("Log-odds of a yes from a member of the opposition whose voters are split", "log-odds", -20, 20, "Leaning of the opposition", PUBLIC)]
    vote_government: Annotated[float, Meaning("Further log-odds of a yes from a member of the government's camp", "log-odds", -20, 20, "Loyalty of the government's camp", PUBLIC)]
    vote_support: Annotated[float, Meaning("Further log-odds per unit of voters' support above one half", "log-odds", -50, 50, "Weight of voters' support", PUBLIC)]
    vote_rise: Annotated[float, Meaning("Fall in log-odds per unit of rise above the host's last public offer or, without one, the normal rise", "log-odds", 0, 200, "Weight of the rise", PUBLIC)]
    vote_abstain: Annotated[float, Meaning("Share of those present and not in favour who abstain", "share", 0, 1, "Abstentions among the others", PUBLIC)]
# fmt: on


PARAMETER_NAMES: tuple[str, ...] = tuple(Params.__annotations__)


def parameter_records(
    central: Mapping[str, float] | Params, names: Sequence[str], values: np.ndarray
) -> np.ndarray:
    """Records of `Params`, one for each row of `values` (n, k): the named parameters from it, the others central."""
    from sim.records import blanks

    found = blanks(Params, len(values))
    for name in PARAMETER_NAMES:
        found[name] = central[name]
    for column, name in enumerate(names):
        found[name] = values[:, column]
    return found
