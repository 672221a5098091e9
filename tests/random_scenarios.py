"""Scenarios at random: the facts of a shipped episode shuffled, every parameter anywhere in its prior range."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sim.rules.kinds import Policy, Protocol, ProvocationMode
from sim.scenario.parameters import Parameters
from sim.scenario.schema import Outside, Scenario, Withdrawal
from sim.scenario.switches import Switches
from tests.runs import SHIPPED, shipped

WHOLE = {"ministerial_after", "leader_after"}


def scenario_of(name: str, number: int) -> Scenario:
    """Shipped scenario `name` with facts and parameters drawn by the seed `number`."""
    rng = np.random.default_rng(number)
    scenario = shipped(name)
    agreement = scenario.agreement.model_copy(
        update={
            "horizon_years": float(rng.choice([-0.1, 0.5, 1.0, 2.5, 3.0])), "base_amount": float(rng.uniform(10, 5000)),
            "prior_term_years": int(rng.integers(1, 7)), "prior_escalator": _one_of(["none", "cpi", "defence"], rng),
        }
    )  # fmt: skip
    hard = {
        key: each.model_copy(update={"type": float(rng.uniform()), "band": float(rng.choice([0.0, 0.1]))})
        for key, each in scenario.administrations.items()
    }
    north = scenario.provocations.model_copy(update={"mode": _one_of(list(ProvocationMode), rng)})
    table = scenario.table.model_copy(
        update={
            "escalators": tuple(rng.permutation(["none", "cpi", "defence", "fixed"])[: rng.integers(1, 5)].tolist()),
            "terms": tuple(sorted(rng.permutation(range(1, 6))[: rng.integers(2, 6)].tolist())),
            "operational_support": bool(rng.integers(2)),
        }
    )
    host = scenario.host.model_copy(update={"burden_share": float(rng.uniform())})
    return scenario.model_copy(
        update={
            "host": host,
            "rivalry": float(rng.uniform()),
            "step_days": int(rng.choice([1, 3, 7, 14])),
            "agreement": agreement,
            "administrations": hard,
            "successions": tuple(_drawn(each, rng) for each in scenario.successions[: rng.integers(4)]),
            "table": table,
            "opening": scenario.opening.model_copy(
                update={"guest_rise": _one_of([None, 0.1, 0.5, 4.0], rng), "host_rise": float(rng.uniform(-0.1, 0.1))}
            ),
            "peer_deals": scenario.peer_deals if rng.integers(2) else (),
            "intervals": scenario.intervals if rng.integers(2) else (),
            "provocations": north,
            "withdrawals": withdrawals_of(agreement.talks_open, rng),
            **procedure_of(agreement.talks_open, rng),
            "parameters": parameters_of(scenario.parameters, rng),
        }
    )


def withdrawals_of(opening: date, rng: np.random.Generator) -> tuple[Withdrawal, ...]:
    """Now and then a part of the troops leaves."""
    since = opening + timedelta(days=int(rng.integers(0, 600)))
    return (Withdrawal(since=since, share=0.3, source="assumed"),) if rng.uniform() < 0.2 else ()


def procedure_of(opening: date, rng: np.random.Generator) -> dict[str, Any]:
    """Protocol, policy, what may come from outside, and switches: most often as shipped."""
    protocol, policy = Protocol.MEDIATED, Policy.WAITING
    if rng.uniform() < 0.4:
        protocol, policy = _one_of(list(Protocol), rng), _one_of(list(Policy), rng)
        if policy is Policy.EQUILIBRIUM and protocol is Protocol.MEDIATED:
            protocol = Protocol.ALTERNATING
    outside = Outside()
    if rng.uniform() < 0.3:
        outside = Outside(
            change_day=_one_of([None, opening + timedelta(days=int(rng.integers(0, 700)))], rng),
            change_rate=_one_of([0.0, 2.0], rng),
            change_guest=float(rng.uniform(-0.2, 0.3)),
            change_host=float(rng.uniform(-0.2, 0.3)),
            breakdown_chance=_one_of([0.0, 0.1], rng),
            exit_guest=_one_of([None, 0.1], rng),
            exit_host=_one_of([None, 0.1], rng),
        )
    names = list(Switches.model_fields)
    off = rng.permutation(names)[: rng.integers(4)].tolist() if rng.integers(2) else []
    return {
        "protocol": protocol,
        "policy": policy,
        "outside": outside,
        "switches": Switches(**dict.fromkeys(off, False)),
    }


def _one_of(items: Sequence[Any], rng: np.random.Generator) -> Any:
    """One item as it is: NumPy's own choice would turn a member of an enumeration into text."""
    return items[rng.integers(len(items))]


def _drawn(succession: Any, rng: np.random.Generator) -> Any:
    """An election with its winner and everyone's beliefs about it drawn."""
    beliefs = tuple(
        each.model_copy(update={"guest": float(rng.uniform()), "host": float(rng.uniform())})
        for each in succession.beliefs
    )
    winner = _one_of([*succession.candidates, "draw"], rng)
    return succession.model_copy(update={"winner": winner, "chance": float(rng.uniform()), "beliefs": beliefs})


def parameters_of(parameters: Parameters, rng: np.random.Generator, width: float = 1.0) -> Parameters:
    """Every parameter drawn evenly from its prior, or from the part `width` of it around the shipped value."""
    drawn = {}
    for name in Parameters.model_fields:
        each = getattr(parameters, name)
        u = float(rng.uniform())
        if name.startswith("severity_"):  # shares that must not add up to more than 1
            continue
        low, high = (each.value + width * (end - each.value) for end in each.prior)
        value = low + (high - low) * u
        drawn[name] = each.model_copy(update={"value": float(round(value)) if name in WHOLE else value})
    return parameters.model_copy(update=drawn)


def random_scenarios() -> st.SearchStrategy[tuple[str, int]]:
    """Arguments of `scenario_of`, for Hypothesis."""
    return st.tuples(st.sampled_from(SHIPPED), st.integers(0, 2**32 - 1))
