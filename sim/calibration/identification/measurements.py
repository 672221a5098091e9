"""Which measurement would pin down which parameters: a table written by hand, and what each would be worth.

What a measurement would give is stated as plainly as it can be; that it exists, or could be had, is not claimed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.calibration.identification.contraction import group_share
from sim.scenario.parameters import Parameters
from sim.scenario.switches import ANGER, AUDIENCE

RealArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Measurement:
    """A group of parameters that one kind of record bears on, and that record."""

    name: str
    record: str
    parameters: tuple[str, ...]


MEASUREMENTS: tuple[Measurement, ...] = (
    Measurement(
        "both sides' limits",
        "instructions to the delegations with their ceilings and floors, released when archives open",
        (
            "agreement_host",
            "agreement_guest",
            "bargaining_weight_host",
            "reservation_sd_guest",
            "reservation_sd_host",
            "mandate",
            "mandate_after_refusal",
            "leader_mean_days",
        ),
    ),
    Measurement(
        "minutes of the rounds",
        "offers of both sides at every round, in won",
        (
            "concession_transactional",
            "concession_alliance",
            "concession_host",
            "reciprocity",
            "election_caution",
            "clock_days",
            "opening_spread",
            "temperature",
            "fair_growth",
        ),
    ),
    Measurement(
        "how the lapse was felt",
        "cost accounts of both sides for the months without agreement of 2014, 2019 and 2020 to 2021",
        (
            "lapse_host",
            "lapse_hardness",
            "lapse_threat",
            "lapse_withdrawal",
            "lapse_guest",
            "lapse_transactional",
            "lapse_early",
            "furlough_host",
            "furlough_guest",
            "furlough_hardness",
        ),
    ),
    Measurement(
        "what waiting was expected to bring",
        "forecasts within both governments of what the next administration would ask",
        (
            "discount_guest",
            "discount_host",
            "later_weight_transactional",
            "later_weight_alliance",
            "renewal_hope",
            "renewal_fear",
            "level_persistence",
        ),
    ),
    Measurement(
        "polls on the price of a deal",
        "questions that name a sum, repeated through the talks, before and after texts and votes",
        (*AUDIENCE, "audience_guest"),
    ),
    Measurement(
        "polls by month",
        "one question on the alliance and its cost, asked every month",
        (
            "opinion_half_life",
            "anger_half_life",
            "opinion_influence",
            "support_per_severity",
            *ANGER,
            "protest_chance",
            "agreement_anger",
        ),
    ),
    Measurement(
        "worth of the alliance in the state of the world",
        "assessments of the alliance's worth to Korea in years of threat, detente and recession",
        (
            "agreement_orientation",
            "agreement_threat",
            "agreement_pledge",
            "agreement_relations",
            "agreement_detente",
            "agreement_recession",
            "agreement_autonomy",
            "cohesion_guest",
            "precedent_guest",
        ),
    ),
    Measurement(
        "prices of single items",
        "what each side would give up for labour shares, operational items, a longer term or a side letter",
        (
            "labour_host",
            "labour_guest",
            "operations_host",
            "operations_area",
            "operations_guest",
            "operations_transactional",
            "renewal_cost",
            "side_letter_most",
            "side_letter_cost",
        ),
    ),
    Measurement(
        "who spoke with whom, and when",
        "dated log of contacts at every level, with gaps between the sides",
        ("ministerial_after", "leader_after", "bridge_ministerial", "bridge_leader", "close_gap"),
    ),
    Measurement(
        "calendar of meetings",
        "dates of all meetings, unnumbered ones included, and of the steps from text to signature and vote",
        ("spacing_least", "spacing_parked", "spacing_epidemic", "signature_least", "vote_least"),
    ),
    Measurement(
        "tactics",
        "dated walkouts and threats of withdrawal, and how the other side judged them",
        (
            "walkout_chance",
            "walkout_gap",
            "threat_chance",
            "threat_credibility",
            "withdrawal_half_life",
            "withdrawal_host",
            "withdrawal_guest",
            "withdrawal_transactional",
        ),
    ),
    Measurement(
        "relations between the governments",
        "a monthly measure of relations, such as coded statements of both governments",
        ("relations_failure", "relations_walkout", "relations_deal", "relations_half_life", "relations_memory"),
    ),
    Measurement(
        "felt threat",
        "a monthly index of felt threat, from polls or news, beside the days of provocations",
        ("threat_floor", "threat_per_severity", "threat_half_life", "threat_detente"),
    ),
    Measurement(
        "votes by member",
        "roll calls of the three votes since 2014, with parties and districts",
        ("vote_government", "vote_support", "vote_rise"),
    ),
)


def ranked(names: Sequence[str], shares: RealArray, values: Mapping[str, RealArray]) -> pd.DataFrame:
    """Measurements by what knowing their parameters would remove of the outcomes' variance, the most on average first.

    Columns `measurement`, `record`, a column for each outcome (share, at the least; see `identified.group_share`),
    `parameters` (those free, the names joined).
    """
    rows = []
    for one in MEASUREMENTS:
        free = [name for name in one.parameters if name in names]
        if not free:
            continue
        own = shares[:, [list(names).index(name) for name in free]]
        each = {outcome: group_share(own, found) for outcome, found in values.items()}
        rows.append({"measurement": one.name, "record": one.record, **each, "parameters": ", ".join(free)})
    found = pd.DataFrame(rows)
    order = found[list(values)].fillna(0.0).mean(axis=1).sort_values(ascending=False, kind="stable").index
    return found.loc[order].reset_index(drop=True)


def said_of(parameters: Parameters, name: str) -> str:
    """What the parameters file says of where a value comes from, its note included."""
    one = getattr(parameters, name)
    return f"{one.source}; {one.note}" if one.note else str(one.source)


def measurement_of(name: str) -> str:
    """Name of the measurement that bears on a parameter; empty where none is listed."""
    return next((one.name for one in MEASUREMENTS if name in one.parameters), "")
