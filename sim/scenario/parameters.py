"""The structural parameters: how strongly parties weigh things. One shared set for all episodes.

Meaning, unit and admissible range stand here; value, prior range and source stand in `scenarios/parameters.toml`.
No file of `kind = "historical"` may change one.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator

from sim.scenario.fields import Real, Strict

ASSUMED = "assumed"  # source of a value that no record gives


class Parameter(Strict):
    """One structural parameter: central value, unit, prior range, and a source or the word "assumed"."""

    value: Real
    unit: str
    prior: tuple[Real, Real]
    source: str
    note: str = ""

    @field_validator("prior")
    @classmethod
    def _ordered(cls, prior: tuple[float, float]) -> tuple[float, float]:
        low, high = prior
        if low > high:
            raise ValueError(f"found [{low:g}, {high:g}], which runs backwards. Write the lower end first")
        return prior


def parameter(meaning: str, unit: str, low: float, high: float) -> Any:
    """Declare a structural parameter; `low` and `high` are the values beyond which it has no meaning."""
    return Field(description=meaning, json_schema_extra={"unit": unit, "minimum": low, "maximum": high})


P = Parameter
SHARE = "share of the base amount"


class Parameters(Strict):
    """All structural parameters. "Host" is the side that pays, "guest" the side that stations troops."""

    # --- time and money -------------------------------------------------------------------------------------
    discount_guest: P = parameter("Rate at which the guest discounts later years", "per year", 0, 100)
    discount_host: P = parameter("Rate at which the host discounts later years", "per year", 0, 100)
    fair_growth: P = parameter("Rise both sides regard as normal for each year since the base was set", "per year", 0, 0.5)
    level_persistence: P = parameter("Share of a deal's excess over the normal path that outlives its term", "share", 0, 1)
    later_weight_transactional: P = parameter("Weight a transactional guest gives to years after his own tenure", "share", 0, 1)
    later_weight_alliance: P = parameter("Weight an alliance-minded guest gives to years after its own tenure", "share", 0, 1)
    renewal_hope: P = parameter("Excess a wholly transactional guest hopes for when he may ask again", SHARE, 0, 5)
    renewal_fear: P = parameter("Excess the host expects to be asked by a wholly transactional guest at a renewal", SHARE, 0, 5)
    longest_paid_years: P = parameter("Longest term either legislature binds itself to, counted from the first paid year", "years", 1, 6)
    # --- what an agreement is worth to the host ------------------------------------------------------------
    agreement_host: P = parameter("Excess over the normal path the host would pay for a standing agreement", SHARE, -1, 5)
    agreement_orientation: P = parameter("Change in that worth from a government wholly for autonomy to one wholly for the alliance", SHARE, 0, 5)
    agreement_threat: P = parameter("Change in that worth per unit of felt threat above its floor", SHARE, 0, 5)
    agreement_pledge: P = parameter("Pledge of loyalty to a new alliance-minded guest in his first year", SHARE, 0, 5)
    agreement_relations: P = parameter("Change in that worth per unit of relations", SHARE, 0, 5)
    agreement_anger: P = parameter("Fall in that worth per unit of public anger", SHARE, 0, 5)
    agreement_detente: P = parameter("Fall in that worth in full detente with the North", SHARE, 0, 5)
    agreement_recession: P = parameter("Fall in that worth in a deep recession", SHARE, 0, 5)
    agreement_autonomy: P = parameter("Fall in that worth per unit of the autonomy stock, the real growth of the defence budget so far", SHARE, 0, 5)
    renewal_cost: P = parameter("Cost to the host of coming back to the table, spread over the term", SHARE, 0, 1)
    labour_host: P = parameter("Worth to the host of paying all Korean labour from the fund instead of none, times the factor on audience costs", SHARE, 0, 5)
    labour_guest: P = parameter("Cost to the guest of the same", SHARE, 0, 5)
    operations_host: P = parameter("Cost to the host of taking on operational support", SHARE, 0, 5)
    operations_area: P = parameter("Further cost to the host where that support serves missions elsewhere", SHARE, 0, 5)
    # --- audience cost in the host country ------------------------------------------------------------------
    audience_rise: P = parameter("Audience cost per unit of first-year rise", "no unit", 0, 10)
    audience_peer: P = parameter("Further cost per unit above the peers' last rise", "no unit", 0, 10)
    audience_line: P = parameter("Further cost per unit above the government's announced line", "no unit", 0, 50)
    audience_anger: P = parameter("Growth of all audience costs per unit of public anger", "no unit", 0, 10)
    audience_election: P = parameter("Growth of all audience costs in the weeks before a host election", "no unit", 0, 10)
    # --- what an agreement is worth to the guest ------------------------------------------------------------
    agreement_guest: P = parameter("Worth of a standing agreement to a wholly alliance-minded guest", SHARE, -1, 5)
    cohesion_guest: P = parameter("Yearly cost an alliance-minded guest sees in a wholly transactional successor", SHARE, 0, 5)
    precedent_guest: P = parameter("Worth to a transactional guest of each unit above the peers' last rise", "no unit", 0, 10)
    audience_guest: P = parameter("Worth to the guest's leader, at home, per unit of first-year rise beside the money; a cut costs as much", "no unit", 0, 10)
    operations_guest: P = parameter("Worth of operational support to an alliance-minded guest", SHARE, 0, 5)
    operations_transactional: P = parameter("Further worth of it to a transactional guest", SHARE, 0, 5)
    # --- the lapse -----------------------------------------------------------------------------------------
    lapse_host: P = parameter("Yearly cost to the host of having no agreement, at the floor of felt threat; below 0 a gain", SHARE, -10, 10)
    lapse_hardness: P = parameter("Further yearly cost to the host under a wholly transactional guest", SHARE, 0, 5)
    lapse_threat: P = parameter("Growth of both per unit of felt threat above its floor", "no unit", 0, 10)
    lapse_withdrawal: P = parameter("Growth of both per unit of credible withdrawal threat", "no unit", 0, 10)
    lapse_guest: P = parameter("Yearly cost of a lapse to a wholly alliance-minded guest; below 0 a gain", SHARE, -10, 10)
    lapse_transactional: P = parameter("Yearly cost of a lapse to a wholly transactional guest; below 0 a gain", SHARE, -10, 10)
    lapse_early: P = parameter("Share of these costs felt before the money runs out", "share", 0, 1)
    funds_days: P = parameter("Days after expiry for which the old money lasts", "days", 0, 1000)
    furlough_host: P = parameter("Yearly cost to the host while base workers are on furlough", SHARE, 0, 5)
    furlough_guest: P = parameter("Yearly readiness cost to the guest of the same", SHARE, 0, 5)
    furlough_hardness: P = parameter("Chance that a wholly transactional guest furloughs workers when the money is gone", "probability", 0, 1)
    furlough_mean_days: P = parameter("Mean length of a furlough, ended by a special act, if no deal comes first", "days", 1, 1000)
    # --- a withdrawal carried out ---------------------------------------------------------------------------
    withdrawal_host: P = parameter("Yearly loss to the host once all troops have left", SHARE, 0, 10)
    withdrawal_guest: P = parameter("Yearly loss to a wholly alliance-minded guest of the same", SHARE, 0, 10)
    withdrawal_transactional: P = parameter("Yearly loss to a wholly transactional guest of the same", SHARE, 0, 10)
    # --- aspiration and concession --------------------------------------------------------------------------
    concession_transactional: P = parameter("Concession exponent of a wholly transactional guest (below 1 holds out)", "no unit", 0.05, 10)
    concession_alliance: P = parameter("Concession exponent of a wholly alliance-minded guest", "no unit", 0.05, 10)
    concession_host: P = parameter("Concession exponent of the host", "no unit", 0.05, 10)
    reciprocity: P = parameter("Share of the other side's last concession that is returned", "share", 0, 1)
    election_caution: P = parameter("Share by which the host slows its concession before its own elections", "share", 0, 1)
    clock_days: P = parameter("Days a new government gives itself where no date presses", "days", 7, 2000)
    opening_alliance: P = parameter("First-year rise an alliance-minded guest opens with where none was published", SHARE, 0, 10)
    opening_transactional: P = parameter("The same for a transactional guest", SHARE, 0, 10)
    opening_spread: P = parameter("Half-width of the spread of true openings around the published ones, as a share of them", "share", 0, 1)
    mandate: P = parameter("Share of the leader's worth of waiting that his negotiators must secure", "share", 0, 1)
    mandate_after_refusal: P = parameter("The same once he has refused a text", "share", 0, 1)
    bargaining_weight_host: P = parameter("Host's weight in the Nash product, and its chance to offer in the random protocol", "share", 0.05, 0.95)
    temperature: P = parameter("Noise in accepting a text; 0 is strict", SHARE, 0, 1)
    reservation_sd_guest: P = parameter("Spread of a guest leader's private reservation value", SHARE, 0, 1)
    reservation_sd_host: P = parameter("Spread of the host government's private reservation value", SHARE, 0, 1)
    # --- level, bridging and tactics ------------------------------------------------------------------------
    ministerial_after: P = parameter("Failed rounds after which ministers take over", "rounds", 0, 100)
    leader_after: P = parameter("Failed rounds after which leaders take over", "rounds", 0, 100)
    bridge_ministerial: P = parameter("Part of its aspiration each side gives up at ministerial level to close a gap", SHARE, 0, 1)
    bridge_leader: P = parameter("The same at leader level", SHARE, 0, 1)
    side_letter_most: P = parameter("Largest gap a side letter on arms purchases can bridge", SHARE, 0, 1)
    side_letter_cost: P = parameter("Cost of a side letter to the host per unit of its worth to the guest", "no unit", 0, 1)
    walkout_chance: P = parameter("Chance that a wholly transactional guest walks out of a round with a wide gap", "probability", 0, 1)
    walkout_gap: P = parameter("Gap from which a walkout may happen", SHARE, 0, 10)
    threat_chance: P = parameter("Chance that a wholly transactional guest threatens withdrawal after such a round", "probability", 0, 1)
    threat_credibility: P = parameter("Share of a withdrawal threat that is believed", "share", 0, 1)
    withdrawal_half_life: P = parameter("Half-life of a withdrawal threat", "days", 1, 5000)
    relations_failure: P = parameter("Fall of relations after a failed round", "units", 0, 1)
    relations_walkout: P = parameter("Further fall after a walkout or a refusal by a leader", "units", 0, 1)
    relations_deal: P = parameter("Rise of relations with an agreement", "units", 0, 1)
    relations_half_life: P = parameter("Half-life of relations' distance from their mean", "days", 1, 5000)
    relations_memory: P = parameter("Fall of relations at the opening for each round that failed in the talks before", "units", 0, 1)
    # --- rounds and lags --------------------------------------------------------------------------------------
    spacing_least: P = parameter("Least days between the starts of two rounds", "days", 1, 365)
    spacing_working: P = parameter("Mean days between two rounds while talks go on", "days", 1, 1000)
    spacing_close: P = parameter("Mean days to the next round when the gap is small", "days", 1, 1000)
    spacing_parked: P = parameter("Mean days to the next round while talks are parked", "days", 1, 2000)
    spacing_handover: P = parameter("Mean days from a handover to the next round", "days", 1, 1000)
    spacing_epidemic: P = parameter("Factor on the spacing in a full epidemic", "no unit", 1, 20)
    close_gap: P = parameter("Gap below which rounds come close together", SHARE, 0, 5)
    leader_mean_days: P = parameter("Mean days a leader takes over a text", "days", 0, 365)
    signature_least: P = parameter("Least days from agreement to signature", "days", 0, 365)
    signature_mean_days: P = parameter("Mean days from agreement to signature", "days", 0, 1000)
    vote_least: P = parameter("Least days from signature to the vote", "days", 0, 365)
    vote_mean_days: P = parameter("Mean days from signature to the vote", "days", 0, 1000)
    entry_mean_days: P = parameter("Mean days from the vote to entry into force", "days", 0, 1000)
    # --- felt threat and provocations -----------------------------------------------------------------------
    threat_floor: P = parameter("Felt threat when nothing has happened for years", "units", 0, 10)
    threat_per_severity: P = parameter("Rise of felt threat per unit of severity", "units", 0, 10)
    threat_half_life: P = parameter("Half-life of felt threat above its floor", "days", 1, 5000)
    threat_detente: P = parameter("Share of felt threat that full detente hides from the host", "share", 0, 1)
    provocation_rate: P = parameter("Base rate of provocation days before factors and excitation", "per year", 0, 365)
    provocation_branching: P = parameter("Mean further provocation days one of severity 2 sets off", "no unit", 0, 0.99)
    provocation_half_life: P = parameter("Half-life of that excitation", "days", 0.5, 1000)
    provocation_severity: P = parameter("Growth of excitation per unit of severity above 2", "no unit", 0, 5)
    provocation_detente: P = parameter("Factor on the base rate in full detente", "no unit", 0, 10)
    provocation_stalled: P = parameter("Factor on the base rate when talks between the guest and the North have stalled", "no unit", 0, 10)
    provocation_exercise: P = parameter("Factor on the base rate during large exercises", "no unit", 0, 10)
    provocation_epidemic: P = parameter("Factor on the base rate in a full epidemic", "no unit", 0, 10)
    provocation_winter: P = parameter("Factor on the base rate from November to February", "no unit", 0, 10)
    severity_1: P = parameter("Share of provocation days of severity 1", "share", 0, 1)
    severity_2: P = parameter("Share of provocation days of severity 2", "share", 0, 1)
    severity_3: P = parameter("Share of provocation days of severity 3", "share", 0, 1)
    severity_4: P = parameter("Share of provocation days of severity 4; the rest are of severity 5", "share", 0, 1)
    # --- public opinion and the vote ------------------------------------------------------------------------
    opinion_half_life: P = parameter("Half-life of support's distance from its mean", "days", 1, 5000)
    anger_half_life: P = parameter("Half-life of public anger", "days", 1, 5000)
    opinion_influence: P = parameter("Rate at which segments move toward the average opinion", "per year", 0, 50)
    support_per_severity: P = parameter("Change of support per unit of severity, times a segment's own sign and size", "share", -1, 1)
    anger_demand: P = parameter("Anger raised by a public demand per doubling of the sum", "units", 0, 10)
    anger_walkout: P = parameter("Anger raised by a walkout", "units", 0, 10)
    anger_threat: P = parameter("Anger raised by a withdrawal threat", "units", 0, 10)
    anger_refusal: P = parameter("Anger raised when the guest's leader refuses a text", "units", 0, 10)
    anger_furlough: P = parameter("Anger raised by a furlough, per year of it", "units", 0, 50)
    anger_withdrawal: P = parameter("Anger raised by a withdrawal of all troops", "units", 0, 10)
    protest_chance: P = parameter("Chance of a protest after an act that angers the public, per unit of its anger", "probability", 0, 1)
    support_anger: P = parameter("Fall of support for paying per unit of anger", "share", 0, 5)
    attendance: P = parameter("Share of members present at the vote", "share", 0, 1)
    vote_level: P = parameter("Log-odds of a yes from a member of the opposition whose voters are split", "log-odds", -20, 20)
    vote_government: P = parameter("Further log-odds of a yes from a member of the government's camp", "log-odds", -20, 20)
    vote_support: P = parameter("Further log-odds per unit of voters' support above one half", "log-odds", -50, 50)
    vote_rise: P = parameter("Fall in log-odds per unit of rise above the announced line or, without one, the normal rise", "log-odds", 0, 200)
    vote_abstain: P = parameter("Share of those present and not in favour who abstain", "share", 0, 1)
