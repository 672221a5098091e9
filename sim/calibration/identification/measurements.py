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
from sim.posterior.hosts import parameter_of
from sim.scenario.parameters import Parameters

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
        ("agreement_host", "agreement_guest", "bargaining_weight_host"),
    ),
    Measurement(
        "what the leader wanted",
        "papers of the White House on the sums its head asked for, beside those his negotiators had cleared",
        ("leader_price",),
    ),
    Measurement(
        "minutes of the rounds",
        "offers of both sides at every round, in won, with the dates they looked to",
        ("concession_rate", "concession_reach", "concession_exponent", "fair_growth"),
    ),
    Measurement(
        "how the lapse was felt",
        "cost accounts of both sides for the months without agreement of 2014, 2019 and 2020 to 2021",
        (
            "lapse_host",
            "lapse_hardness",
            "lapse_guest",
        ),
    ),
    Measurement(
        "what waiting was expected to bring",
        "forecasts within both governments of what the next administration would ask",
        ("discount_guest", "discount_host", "later_weight", "renewal", "level_persistence"),
    ),
    Measurement(
        "polls on the price of a deal",
        "questions that name a sum, repeated through the talks, before and after texts and votes",
        ("audience_peer", "audience_line", "audience_public", "audience_guest"),
    ),
    Measurement(
        "worth of the alliance in the state of the world",
        "assessments of the alliance's worth to both sides in years of threat, detente and rivalry",
        (
            "agreement_threat",
            "agreement_pledge",
            "precedent_guest",
        ),
    ),
    Measurement(
        "prices of single items",
        "what each side would give up for labour shares, operational items, another growth rule or a longer term",
        ("labour_host", "operations_host", "operations_guest", "renewal_cost", "habit"),
    ),
)


def ranked(names: Sequence[str], shares: RealArray, values: Mapping[str, RealArray]) -> pd.DataFrame:
    """Measurements by what knowing their parameters would remove of the outcomes' variance, the most on average first.

    Columns `measurement`, `record`, a column for each outcome (share, at the least; see `contraction.group_share`),
    `parameters` (those free, the names joined).
    """
    rows = []
    for one in MEASUREMENTS:
        free = [name for name in names if parameter_of(name) in one.parameters]
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
    one = getattr(parameters, parameter_of(name))
    return f"{one.source}; {one.note}" if one.note else str(one.source)


def measurement_of(name: str) -> str:
    """Name of the measurement that bears on a parameter; empty where none is listed."""
    return next((one.name for one in MEASUREMENTS if parameter_of(name) in one.parameters), "")
