"""The North's parameters from its record: the fit as a whole, with its errors, rivals, breaks and residuals."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.analysis.shares import wilson
from sim.calibration.estimation.answer import answer
from sim.calibration.estimation.breaks import Search, search
from sim.calibration.estimation.maximum import Estimate, Maximum, covariance, estimates, maximise
from sim.calibration.estimation.north import (
    AXES,
    BEFORE,
    DRIVEN,
    EXCITED,
    FULL,
    LAUNCHES,
    NEUTRAL,
    OTHER_ACTS,
    PLAIN,
    SEVERITIES,
    TREND,
    Model,
    Record,
    chance_by_day,
    drawn,
    fit,
    likelihood,
    recorded,
)
from sim.calibration.estimation.residuals import Verdict, residuals, verdict
from sim.scenario.problems import counted
from sim.scenario.schema import Scenario

MOST_BREAKS = 2
RANDOMISATIONS = 200  # sets of random parts over which the p-value of the residuals is told
Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Rival:
    """A model fitted beside the one kept."""

    name: str
    parameters: int
    log_likelihood: float
    aic: float


@dataclass(frozen=True)
class Fit:
    """What was found.

    `searches` : for a first break, a second ...; the model kept has those found. `by_kind` : the search for a first
    break in launches alone, which the record lists one by one throughout, and in all other acts. `mild_first` : the
    fit with the growth of excitation by severity free to fall below 0, which the simulator does not allow.
    `discord` : the answer to discord in the talks under its prior, beside all others; `discord_plain` without one.
    `stalled_rate` : base rate while talks are stalled, per year. `p_range` : p-values of the residuals over
    `RANDOMISATIONS` sets of random parts, 5%, 50% and 95%. `p_drawn` : share of records drawn from the model and
    fitted again whose residuals lie as far from uniform; None if none was drawn.
    """

    record: Record
    model: Model
    top: Maximum
    found: tuple[Estimate, ...]
    shares: tuple[Estimate, ...]
    stalled_rate: Estimate
    discord: Estimate
    discord_plain: Estimate
    searches: tuple[Search, ...]
    by_kind: Mapping[str, Search]
    rivals: tuple[Rival, ...]
    mild_first: Maximum
    chance: np.ndarray
    residual: np.ndarray
    verdict: Verdict
    p_range: tuple[float, float, float]
    p_drawn: float | None

    def estimate(self, parameter: str) -> Estimate:
        """Estimate behind a structural parameter, by its name in scenario files."""
        wanted = parameter.removeprefix("provocation_")
        return next(each for each in (*self.found, *self.shares, self.discord) if each.name == wanted)


def fit_provocations(scenario: Scenario, seed: int, draws: int = 0, told: Told | None = None) -> Fit:
    """Fit the North's parameters to the record by maximum likelihood.

    Breaks are looked for one after another, each kept if it holds at 5%, until one does not.

    Parameters
    ----------
    scenario : its dated states of the world are the covariates
    seed : of the random parts of residuals, and of drawn records
    draws : records drawn for each test; none leaves the tests to their published points
    told : called with what is being drawn, how many are done, and of how many
    """
    record = recorded(scenario.intervals)
    shares = severity_shares(record)
    four = np.array([each.value for each in shares[:4]])
    model = FULL
    searches: list[Search] = []
    while len(searches) < MOST_BREAKS:
        searches.append(search(record, model, four, seed, draws, _counter(told, f"break {len(searches) + 1}")))
        if not searches[-1].found:
            break
        model = searches[-1].model
    top = fit(record, model, searches[-1].best.values)
    log_likelihood = likelihood(record, model)
    chance = chance_by_day(record, model, top.values)
    found = verdict(residuals(chance, record.came, seed))
    others = [verdict(residuals(chance, record.came, seed, number + 1)).p for number in range(RANDOMISATIONS)]
    low, middle, high = np.quantile(others, [0.05, 0.5, 0.95])
    return Fit(
        record=record,
        model=model,
        top=top,
        found=estimates(log_likelihood, top),
        shares=shares,
        stalled_rate=_stalled_rate(record, model, top),
        discord=answer(record, model, top.values),
        discord_plain=answer(record, model, top.values, prior=False),
        searches=tuple(searches),
        by_kind={
            "launches and nuclear tests": search(recorded(scenario.intervals, LAUNCHES), FULL, four, seed),
            "all other acts": search(recorded(scenario.intervals, OTHER_ACTS), FULL, four, seed),
        },
        rivals=_rivals(record, model, top, searches),
        mild_first=_mild_first(record, model, top),
        chance=chance,
        residual=np.sort(residuals(chance, record.came, seed)),
        verdict=found,
        p_range=(float(low), float(middle), float(high)),
        p_drawn=_p_drawn(record, model, top, four, seed, draws, found, _counter(told, "residuals")),
    )


def severity_shares(record: Record) -> tuple[Estimate, ...]:
    """Share of provocation days of each severity 1 to 5, with its binomial error and Wilson's 95% interval."""
    severity = record.severity[record.came]
    made = []
    for level in SEVERITIES:
        count, of = int((severity == level).sum()), int(severity.size)
        share = count / of
        made.append(Estimate(f"severity_{level}", share, math.sqrt(share * (1.0 - share) / of), *wilson(count, of)))
    return tuple(made)


def _stalled_rate(record: Record, model: Model, top: Maximum) -> Estimate:
    """Base rate times the factor of stalled talks: the two are known together far better than each alone."""
    names, spread = covariance(likelihood(record, model), top)
    i, j = names.index("rate"), names.index("stalled")
    error = math.sqrt(spread[i, i] + spread[j, j] + 2.0 * spread[i, j])  # both are searched as logarithms
    value = top.values["rate"] * top.values["stalled"]
    ends = (value * math.exp(-1.96 * error), value * math.exp(1.96 * error))
    return Estimate("rate while stalled", value, value * error, *ends)


def _rivals(record: Record, model: Model, top: Maximum, searches: list[Search]) -> tuple[Rival, ...]:
    """Simpler and other models, and the one kept, last."""
    broken = [(f"{FULL.name}, {_steps(n)}", each.best) for n, each in enumerate(searches, 1) if each.model != model]
    tops = [(each.name, fit(record, each)) for each in (PLAIN, EXCITED, DRIVEN, FULL)]
    trend = replace(FULL, free=(*FULL.free, TREND))
    tops.append((f"{FULL.name}, trend for steps", fit(record, trend)))
    tops += [*broken, (f"{FULL.name}, {_steps(len(model.breaks))}: kept", top)]
    return tuple(Rival(name, len(each.axes), each.log_likelihood, each.aic) for name, each in tops)


def _steps(count: int) -> str:
    return counted(count, "step") if count else "no steps"


def _mild_first(record: Record, model: Model, top: Maximum) -> Maximum:
    """The fit with growth by severity from -1 on: at -1 acts of severity 3 excite nothing."""
    axes = [AXES[name]._replace(least=-1.0) if name == "severity" else AXES[name] for name in model.free]
    fixed = {name: value for name, value in NEUTRAL.items() if name not in model.free}
    return maximise(likelihood(record, model), axes, fixed, dict(top.values) | {"severity": -0.1})


def _p_drawn(
    record: Record, model: Model, top: Maximum, shares: np.ndarray, seed: int, draws: int, found: Verdict,
    told: Callable[[int, int], None] | None,
) -> float | None:  # fmt: skip
    """Share of drawn and fitted records whose residuals lie at least as far from uniform, this one among them."""
    if draws == 0:
        return None
    further = 1
    for number in range(draws):
        mock = drawn(record, model, top.values, shares, seed, number)
        values = fit(mock, model, top.values).values
        distance = verdict(residuals(chance_by_day(mock, model, values), mock.came, seed, number)).distance
        further += distance >= found.distance
        if told:
            told(number + 1, draws)
    return further / (draws + 1)


def _counter(told: Told | None, what: str) -> Callable[[int, int], None] | None:
    return None if told is None else lambda done, of: told(what, done, of)


def as_json(found: Fit, scenario: Scenario) -> dict[str, Any]:
    """Everything found as plain dictionaries, for a JSON file; the shipped values are the scenario's."""
    return {
        "record": {
            "first": found.record.first.isoformat(),
            "last": found.record.date_of(found.record.days - 1).isoformat(),
            "days": found.record.days,
            "provocation_days": int(found.record.came.sum()),
            "days_after_discord": int(found.record.discord.sum()),
            "provocation_days_after_discord": int((found.record.discord & found.record.came).sum()),
        },
        "parameters": table(found, scenario),
        "discord_without_prior": found.discord_plain._asdict(),
        "rate_while_stalled": found.stalled_rate._asdict(),
        "models": [vars(each) for each in found.rivals],
        "breaks": [_search_json(each) for each in found.searches],
        "breaks_by_kind": {name: _search_json(each) for name, each in found.by_kind.items()},
        "growth_by_severity_unbounded": {
            "value": found.mild_first.values["severity"],
            "log_likelihood": found.mild_first.log_likelihood,
        },
        "residuals": {
            **found.verdict._asdict(),
            "p_5_50_95": list(found.p_range),
            "p_drawn": found.p_drawn,
        },
    }


def table(found: Fit, scenario: Scenario) -> list[dict[str, Any]]:
    """A row for each parameter: estimate, standard error, 95% limits, shipped value and unit."""
    rows: list[dict[str, Any]] = []
    for name, field in type(scenario.parameters).model_fields.items():
        if not name.startswith(("provocation_", "severity_")):
            continue
        unit = (field.json_schema_extra or {}).get("unit", "")  # type: ignore[union-attr]
        rows.append(_row(name, found.estimate(name), getattr(scenario.parameters, name).value, str(unit)))
    rows.append(_row("severity_5", found.shares[4], None, "share"))
    for number, day in enumerate(reversed(found.model.breaks), 1):
        label = f"factor before {found.record.date_of(day)}" + (", times that" if number > 1 else "")
        rows.append(_row(label, found.estimate(f"{BEFORE}_{number}"), None, "no unit"))
    return rows


def _row(name: str, each: Estimate, shipped: float | None, unit: str) -> dict[str, Any]:
    return {
        "parameter": name, "estimate": each.value, "error": each.error, "low": each.low, "high": each.high,
        "shipped": shipped, "unit": unit,
    }  # fmt: skip


def _search_json(each: Search) -> dict[str, Any]:
    return {
        "date": each.on.isoformat(),
        "ratio": each.ratio,
        "draws": int(each.simulated.size),
        "p_drawn": each.p,
        "kept": each.found,
        "profile": {day.isoformat(): value for day, value in zip(each.dates, each.log_likelihood, strict=True)},
    }
