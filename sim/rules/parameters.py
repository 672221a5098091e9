"""The structural parameters as rules read them: one number each.

`sim/scenario/parameters.py` says what each means, its unit and its bounds; a test holds the two lists equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.records import Record, dtype_of


class Params(Record):
    """One set of parameters."""

    discount_guest: float
    discount_host: float
    fair_growth: float
    level_persistence: float
    later_weight_transactional: float
    later_weight_alliance: float
    renewal_hope: float
    renewal_fear: float
    longest_paid_years: float
    agreement_host: float
    agreement_orientation: float
    agreement_threat: float
    agreement_pledge: float
    agreement_relations: float
    agreement_anger: float
    agreement_detente: float
    agreement_recession: float
    agreement_autonomy: float
    renewal_cost: float
    labour_host: float
    labour_guest: float
    operations_host: float
    operations_area: float
    audience_rise: float
    audience_peer: float
    audience_line: float
    audience_anger: float
    audience_election: float
    agreement_guest: float
    cohesion_guest: float
    precedent_guest: float
    audience_guest: float
    operations_guest: float
    operations_transactional: float
    lapse_host: float
    lapse_hardness: float
    lapse_threat: float
    lapse_withdrawal: float
    lapse_guest: float
    lapse_transactional: float
    lapse_early: float
    funds_days: float
    furlough_host: float
    furlough_guest: float
    furlough_hardness: float
    furlough_mean_days: float
    withdrawal_host: float
    withdrawal_guest: float
    withdrawal_transactional: float
    concession_transactional: float
    concession_alliance: float
    concession_host: float
    reciprocity: float
    election_caution: float
    clock_days: float
    opening_alliance: float
    opening_transactional: float
    opening_spread: float
    mandate: float
    mandate_after_refusal: float
    bargaining_weight_host: float
    temperature: float
    reservation_sd_guest: float
    reservation_sd_host: float
    ministerial_after: float
    leader_after: float
    bridge_ministerial: float
    bridge_leader: float
    side_letter_most: float
    side_letter_cost: float
    walkout_chance: float
    walkout_gap: float
    threat_chance: float
    threat_credibility: float
    withdrawal_half_life: float
    relations_failure: float
    relations_walkout: float
    relations_deal: float
    relations_half_life: float
    relations_memory: float
    spacing_least: float
    spacing_working: float
    spacing_close: float
    spacing_parked: float
    spacing_handover: float
    spacing_epidemic: float
    close_gap: float
    leader_mean_days: float
    signature_least: float
    signature_mean_days: float
    vote_least: float
    vote_mean_days: float
    entry_mean_days: float
    threat_floor: float
    threat_per_severity: float
    threat_half_life: float
    threat_detente: float
    provocation_rate: float
    provocation_branching: float
    provocation_half_life: float
    provocation_severity: float
    provocation_detente: float
    provocation_stalled: float
    provocation_exercise: float
    provocation_epidemic: float
    provocation_winter: float
    severity_1: float
    severity_2: float
    severity_3: float
    severity_4: float
    opinion_half_life: float
    anger_half_life: float
    opinion_influence: float
    support_per_severity: float
    anger_demand: float
    anger_walkout: float
    anger_threat: float
    anger_refusal: float
    anger_furlough: float
    anger_withdrawal: float
    protest_chance: float
    support_anger: float
    attendance: float
    vote_level: float
    vote_government: float
    vote_support: float
    vote_rise: float
    vote_abstain: float


PARAMS = dtype_of(Params)
PARAMETER_NAMES: tuple[str, ...] = PARAMS.names or ()


def parameter_records(central: Mapping[str, float] | Params, names: Sequence[str], values: np.ndarray) -> np.ndarray:
    """Records of `Params`, one for each row of `values` (n, k): the named parameters from it, the others central."""
    found = np.zeros(len(values), PARAMS).view(np.recarray)
    for name in PARAMETER_NAMES:
        found[name] = central[name]
    for column, name in enumerate(names):
        found[name] = values[:, column]
    return found
