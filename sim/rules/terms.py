"""The numbers rules read and work in, as flat records: facts of an episode, parameters, menu, prospects.

A record is passed by reference to compiled code and read by attribute, `f.expiry`, in Python too. Arrays inside have
a fixed room; a count beside them says how much of it is used. Days count from the day talks opened, day 0; arrays
"by day" run from it to the horizon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

PAIRS = 16  # growth rule and term
EXTRAS = 16  # labour share and operational items
YEARS = 12  # contract years valued one by one; the last stands for all that follow
SUCCESSIONS = 8
GUESTS = 16
HOSTS = 16
BLOCS = 24
ROUNDS = 64
MOVES = 128
DAYS = 16 * 366

Facts = Any  # record of `FACTS`; attributes of records are beyond static typing
Params = Any  # record of `PARAMS`
Menu = Any  # record of `MENU`
Prospects = Any  # record of `PROSPECTS`

FACTS = np.dtype(
    [
        ("start_ordinal", "i8"),  # calendar day talks opened, proleptic ordinal
        ("step", "i8"),  # days
        ("horizon", "i8"),  # last day
        ("expiry", "f8"),  # last day of the old agreement
        ("year_ends", "f8", YEARS),  # last day of each contract year after expiry
        ("perpetual", "i8"),  # 1 where a deal pays for ever from its signature on (theory)
        ("base_age", "i8"),  # years from the year the base was set to the expiry year
        ("base_amount", "f8"),
        ("fx", "f8", YEARS),  # host currency per US$ in each contract year
        ("growth", "f8", 4),  # expected yearly growth by escalator number
        ("pairs", "i8"),  # menu of growth rule and term
        ("pair_escalator", "i8", PAIRS),
        ("pair_term", "i8", PAIRS),
        ("extras", "i8"),  # menu of labour share and operational items
        ("extra_labour", "f8", EXTRAS),
        ("extra_operations", "f8", EXTRAS),
        ("labour_now", "f8"),
        ("side_letter", "i8"),  # 1 if one may bridge a last gap
        ("out_of_area", "f8"),  # 1 where operational items serve missions elsewhere
        ("failed_before", "f8"),  # failed rounds in the talks before
        ("autonomy", "f8"),  # real growth of the host's defence budget so far
        ("protocol", "i8"),  # order of offers, by number
        ("policy", "i8"),  # what a party compares an offer with, by number
        ("first_offer", "i8"),  # party that offers first where they take turns
        ("waits", "i8"),  # 0 where the sides look at no date ahead
        ("leaders", "i8"),  # 0 where leaders consent to every text
        ("ratifies", "i8"),  # 0 where the legislature passes every text
        ("change_day", "f8"),  # of a change from outside that both see coming, infinity for none
        ("change_rate", "f8"),  # of one without a date, per year
        ("change_guest", "f8"),  # what each expects of it
        ("change_host", "f8"),
        ("breakdown_chance", "f8"),  # after a failed round
        ("breakdown_guest", "f8"),
        ("breakdown_host", "f8"),
        ("exit_guest", "f8"),  # worth of leaving for good, minus infinity where a side cannot
        ("exit_host", "f8"),
        ("opening_guest", "f8"),  # rise in the first public demand, NaN where none was published
        ("opening_host", "f8"),
        ("provocation_factor", "f8", DAYS),  # by day: on the base rate
        ("recorded_severity", "i8", DAYS),  # 0 for none
        ("replay_until", "i8"),  # last day on which the record is replayed, -1 for none
        ("quiet", "i8", DAYS),  # 1 where the North does nothing
        ("simulate", "i8"),  # 1 if provocations are simulated after that day
        ("detente", "f8", DAYS),  # that which a stalled process leaves of it
        ("withdrawn", "f8", DAYS),  # share of the troops that has left
        ("epidemic", "f8", DAYS),
        ("recession", "f8", DAYS),
        ("election_near", "f8", DAYS),  # 0 to 1 in the weeks before a host election
        ("peer", "f8", DAYS),  # last rise of a peer, infinity before there is one
        ("line", "f8", DAYS),  # announced ceiling, infinity before there is one
        ("term_closed", "i8", DAYS),  # paid years on which both sides' public positions agree, 0 for none
        ("guests", "i8"),  # who may govern
        ("guest_key", "i8", GUESTS),  # stable number of the entry, the same in every scenario; keys its draws
        ("guest_type", "f8", GUESTS),
        ("guest_band", "f8", GUESTS),
        ("guest_first", "i8"),
        ("hosts", "i8"),
        ("host_key", "i8", HOSTS),
        ("host_orientation", "f8", HOSTS),
        ("host_camp", "i8", HOSTS),  # number of the segment
        ("host_first", "i8"),
        ("successions", "i8"),  # elections and handovers, in order of the handover
        ("office", "i8", SUCCESSIONS),  # party that votes
        ("election", "i8", SUCCESSIONS),
        ("handover", "i8", SUCCESSIONS),
        ("candidate_1", "i8", SUCCESSIONS),
        ("candidate_2", "i8", SUCCESSIONS),
        ("winner", "i8", SUCCESSIONS),  # 0 the first candidate, 1 the second, 2 drawn
        ("chance", "f8", SUCCESSIONS),
        ("known_from", "i8", SUCCESSIONS),
        ("belief", "f8", (SUCCESSIONS, 2, DAYS)),  # chance of the first candidate by party and day
        ("segment_share", "f8", 3),  # public opinion
        ("segment_support", "f8", 3),
        ("segment_provocation", "f8", 3),
        ("segment_anger", "f8", 3),
        ("majority", "f8"),  # of those present that a ratification must exceed
        ("blocs", "i8"),  # legislature
        ("bloc_seats", "i8", BLOCS),
        ("bloc_camp", "i8", BLOCS),
        ("rounds", "i8"),  # recorded rounds to replay, 0 when the spacing is drawn
        ("round_days", "i8", ROUNDS),
        ("as_of", "i8"),  # last day on record, after which the talks are drawn; -1 where they are from the opening on
        ("moves", "i8"),  # what both sides did up to that day, in order
        ("move_day", "i8", MOVES),
        ("move_kind", "i8", MOVES),  # by number in `sim.rules.kinds.Moved`
        ("move_rise", "f8", MOVES),  # of an offer or a text
        ("move_escalator", "i8", MOVES),
        ("move_years", "i8", MOVES),  # paid years
        ("furlough_from", "i8"),  # first day of a furlough on record, -1 for none
        ("furlough_until", "i8"),  # day on which work began again, -1 where that was still ahead
    ]
)

# Structural parameters; `sim/scenario/parameters.py` says what each means, and a test holds the two lists equal.
PARAMETER_NAMES = (
    "discount_guest",
    "discount_host",
    "fair_growth",
    "level_persistence",
    "later_weight_transactional",
    "later_weight_alliance",
    "renewal_hope",
    "renewal_fear",
    "longest_paid_years",
    "agreement_host",
    "agreement_orientation",
    "agreement_threat",
    "agreement_pledge",
    "agreement_relations",
    "agreement_anger",
    "agreement_detente",
    "agreement_recession",
    "agreement_autonomy",
    "renewal_cost",
    "labour_host",
    "labour_guest",
    "operations_host",
    "operations_area",
    "audience_rise",
    "audience_peer",
    "audience_line",
    "audience_anger",
    "audience_election",
    "agreement_guest",
    "cohesion_guest",
    "precedent_guest",
    "audience_guest",
    "operations_guest",
    "operations_transactional",
    "lapse_host",
    "lapse_hardness",
    "lapse_threat",
    "lapse_withdrawal",
    "lapse_guest",
    "lapse_transactional",
    "lapse_early",
    "funds_days",
    "furlough_host",
    "furlough_guest",
    "furlough_hardness",
    "furlough_mean_days",
    "withdrawal_host",
    "withdrawal_guest",
    "withdrawal_transactional",
    "concession_transactional",
    "concession_alliance",
    "concession_host",
    "reciprocity",
    "election_caution",
    "clock_days",
    "opening_alliance",
    "opening_transactional",
    "opening_spread",
    "mandate",
    "mandate_after_refusal",
    "bargaining_weight_host",
    "temperature",
    "reservation_sd_guest",
    "reservation_sd_host",
    "ministerial_after",
    "leader_after",
    "bridge_ministerial",
    "bridge_leader",
    "side_letter_most",
    "side_letter_cost",
    "walkout_chance",
    "walkout_gap",
    "threat_chance",
    "threat_credibility",
    "withdrawal_half_life",
    "relations_failure",
    "relations_walkout",
    "relations_deal",
    "relations_half_life",
    "relations_memory",
    "spacing_least",
    "spacing_working",
    "spacing_close",
    "spacing_parked",
    "spacing_handover",
    "spacing_epidemic",
    "close_gap",
    "leader_mean_days",
    "signature_least",
    "signature_mean_days",
    "vote_least",
    "vote_mean_days",
    "entry_mean_days",
    "threat_floor",
    "threat_per_severity",
    "threat_half_life",
    "threat_detente",
    "provocation_rate",
    "provocation_branching",
    "provocation_half_life",
    "provocation_severity",
    "provocation_detente",
    "provocation_stalled",
    "provocation_exercise",
    "provocation_epidemic",
    "provocation_winter",
    "severity_1",
    "severity_2",
    "severity_3",
    "severity_4",
    "opinion_half_life",
    "anger_half_life",
    "opinion_influence",
    "support_per_severity",
    "anger_demand",
    "anger_walkout",
    "anger_threat",
    "anger_refusal",
    "anger_furlough",
    "anger_withdrawal",
    "protest_chance",
    "support_anger",
    "attendance",
    "vote_level",
    "vote_government",
    "vote_support",
    "vote_rise",
    "vote_abstain",
)
PARAMS = np.dtype([(name, "f8") for name in PARAMETER_NAMES])

# Utilities of both sides over the menu on one day (see `sim.rules.settlement`), and two arrays to work in.
MENU = np.dtype(
    [
        ("pairs", "i8"),
        ("extras", "i8"),
        ("host_base", "f8", PAIRS),
        ("host_slope", "f8", PAIRS),
        ("host_extra", "f8", EXTRAS),
        ("guest_base", "f8", PAIRS),
        ("guest_slope", "f8", PAIRS),
        ("guest_extra", "f8", EXTRAS),
        ("weights", "f8", YEARS),
        ("renewal", "f8", YEARS),
    ]
)

# What is hidden or still to come: drawn types, winners, and the settlement expected after each handover.
REGIMES = (SUCCESSIONS, GUESTS, HOSTS)
PROSPECTS = np.dtype(
    [
        ("changed", "i8"),  # 1 once a change from outside has come
        ("types", "f8", GUESTS),
        ("winners", "i8", SUCCESSIONS),  # 0 the first candidate, 1 the second
        ("reached", "i8", REGIMES),  # 1 where that pair of governments may sit
        ("host", "f8", REGIMES),  # worth of its settlement to the host
        ("guest", "f8", REGIMES),  # and to the guest then in office
        ("money", "f8", REGIMES),  # money in it for a guest party out of office
    ]
)


def parameter_records(central: Mapping[str, float], names: Sequence[str], values: np.ndarray) -> np.ndarray:
    """Records of `PARAMS`, one for each row of `values` (n, k): the named parameters from it, the others central."""
    found = np.zeros(len(values), PARAMS).view(np.recarray)
    for name in PARAMETER_NAMES:
        found[name] = central[name]
    for column, name in enumerate(names):
        found[name] = values[:, column]
    return found


def blank(dtype: np.dtype[Any]) -> Any:
    """A record of zeros."""
    return np.zeros(1, dtype).view(np.recarray)[0]
