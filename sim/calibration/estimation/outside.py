"""All posteriors that rest on records of their own, as one table of draws, beside the shipped values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.calibration.estimation import lags, public
from sim.calibration.estimation.answer import north
from sim.calibration.estimation.provocations import Fit
from sim.calibration.estimation.resampling import Drawn, RealArray
from sim.calibration.estimation.votes import fit_level
from sim.posterior.outside import GROUPS
from sim.scenario.schema import Scenario
from sim.timeline.states import ACTS_ON_NORTH

DRAWS = 600
LATEST = 11  # agreement whose scenario gives values and ranges: the last with a count of the vote on record
METHOD = {
    "lags": "rounds: prior resampled by dated waits; signature, vote: shifted exponential, closed form; entry, leader:"
    " grid; close_gap: its range",
    "votes": "weights: prior resampled by tallies and polls; attendance, vote_abstain: beta, counts over dispersion",
    "opinion": "prior resampled by polls and tallies, together with the weights of the vote",
    "the North": "normal about the mode, inverse observed information, factors held; severity shares: Dirichlet",
}


@dataclass(frozen=True)
class Outside:
    """Draws of all, shape (600, k), with the effective number of resampled prior draws by part, and what is known."""

    names: tuple[str, ...]
    values: RealArray
    effective: Mapping[str, float]
    records: Mapping[str, int]

    def table(self, scenario: Scenario) -> list[dict[str, Any]]:
        """A row for each parameter: its group, mean, spread, 90% range, shipped value and range."""
        rows = []
        for group, names in GROUPS.items():
            for name in names:
                drawn = self.values[:, self.names.index(name)]
                low, middle, high = np.quantile(drawn, [0.05, 0.5, 0.95])
                shipped = getattr(scenario.parameters, name)
                rows.append(
                    {
                        "parameter": name, "group": group, "mean": float(drawn.mean()), "sd": float(drawn.std()),
                        "low": float(low), "median": float(middle), "high": float(high), "shipped": shipped.value,
                        "range_low": shipped.prior[0], "range_high": shipped.prior[1],
                    }
                )  # fmt: skip
        return rows


def fit_outside(scenarios: Mapping[int, Scenario], provocations: Fit, seed: int, count: int = DRAWS) -> Outside:
    """Draws of every parameter that has a record of its own.

    Parameters
    ----------
    scenarios : by number; those of the 9th, 10th and 11th agreement
    provocations : fit of the North to its record, whose steps of the base rate are kept
    """
    latest = scenarios[LATEST]
    ranges = lags.ranges(latest)
    found = lags.dates(latest.intervals)
    level = fit_level(scenarios)
    held = {name: getattr(latest.parameters, f"provocation_{name}").value for name in ACTS_ON_NORTH}
    parts: dict[str, Drawn] = {
        "rounds": lags.spacing(found, ranges, seed, count),
        "steps": lags.steps(found, ranges, seed, count),
        "opinion and votes": public.opinion_and_votes(scenarios, level, ranges, seed, count),
        "counts": public.counts(level, seed, count),
        "the North": north(provocations.record, provocations.model, provocations.top.values, held, seed, count),
    }
    columns = {name: part.of(name) for part in parts.values() for name in part.names}
    names = tuple(name for group in GROUPS.values() for name in group)
    return Outside(
        names,
        np.column_stack([columns[name] for name in names]),
        {name: part.effective for name, part in parts.items() if np.isfinite(part.effective)},
        {
            "waits between rounds": sum(run.gaps for run in found.runs),
            "agreements with dated steps": len(found.signature),
            "tallies": len(level.ballots),
            "pairs of polls": len(public.falls()),
            "days with a provocation": int(provocations.record.came.sum()),
        },
    )
