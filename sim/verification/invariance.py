"""What must not matter: units, names, shocks of no size, mechanisms that are off, and the length of a step (C27)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from sim.analysis.tables import RealArray
from sim.engine.batch import simulate
from sim.outcome import INDEX, NAMES
from sim.prepare import Prepared, prepare
from sim.records import blank
from sim.rules.assessment import assess
from sim.rules.pressure import asked
from sim.rules.settlement import Kinks, best_for_guest, best_for_host, nash_settlement
from sim.rules.terms import Menu, Prospects
from sim.verification.bargaining import GUEST_FIRST, HOST_FIRST, factors, worth_of_lapse
from sim.verification.finding import Finding, exact
from sim.verification.theory import SEED, Theory, column, outside, parameters

COUNT = 60  # replicates of a shipped scenario
HELD = "sma11"  # the shipped scenario with the most in it
FACTOR, SHIFT = 3.7, -0.21  # of the change of a utility


def invariances(theory: Theory) -> Iterator[Finding]:
    """C27: nothing moves, to the last bit where the change is one of names and to 1e-9 where it is one of scale."""
    yield from affine(theory)
    yield currency(theory)
    yield from mirrored(theory)
    yield from no_size(theory)
    yield from switched_off(theory)
    yield from other_steps(theory)


class Bargain(NamedTuple):
    """What two sides do with a menu: the best each can offer, what each offers half way there, and the settlement."""

    host_best: float
    guest_best: float
    host_offer: float
    guest_offer: float
    settled: float


def affine(theory: Theory) -> Iterator[Finding]:
    """A rising linear change of one side's utilities, and of what it could do without."""
    for name in theory.shipped_names:
        worst = 0.0
        for side in ("host", "guest"):
            for weight in (0.5, 0.35):
                plain = np.array(bargain(theory.shipped(name), weight, "none"))
                changed = np.array(bargain(theory.shipped(name), weight, side))
                worst = max(worst, float(np.abs(plain - changed).max()))
        yield exact(
            f"{name}: u to {FACTOR} u {SHIFT:+}, either side: largest change of offers and settlement", 0.0, worst
        )


def bargain(prepared: Prepared, weight: float, changed: str) -> Bargain:
    """Offers and settlement on the first day, one side's utilities (or none) changed; half is given up."""
    q, m, f, p = blank(Prospects), blank(Menu), prepared.facts, prepared.params
    q.types[: f.guests] = f.guest_type[: f.guests]
    view = assess(0, 30.0, f.guest_first, f.host_first, -1.0, 0.1, 0.3, 0.0, False, 0.1, 0.05, q, m, f, p)
    least = {"host": view.waits.host, "guest": view.waits.guest}
    kinks = view.kinks
    if changed != "none":
        kinks = changed_menu(m, kinks, changed)
        least[changed] = FACTOR * least[changed] + SHIFT
    host_best, guest_best = best_for_host(least["guest"], m, kinks), best_for_guest(least["host"], m, kinks)
    host_asks = asked(math.inf, least["host"], host_best.host - least["host"], 0.5)
    guest_asks = asked(math.inf, least["guest"], guest_best.guest - least["guest"], 0.5)
    deal = nash_settlement(least["host"], least["guest"], weight, m, kinks)
    return Bargain(
        host_best.rise,
        guest_best.rise,
        best_for_guest(host_asks, m, kinks).rise,
        best_for_host(guest_asks, m, kinks).rise,
        deal.rise if deal.pair >= 0 else -1.0,
    )


def changed_menu(m: Menu, k: Kinks, side: str) -> Kinks:
    """Change a side's utilities in the menu; the kinks with that side's steps changed."""
    for name in ("base", "slope", "extra"):
        m[f"{side}_{name}"][:] *= FACTOR
    m[f"{side}_base"][:] += SHIFT
    return k._replace(**{f"{side}_{n}": FACTOR * getattr(k, f"{side}_{n}") for n in range(3)})


def currency(theory: Theory) -> Finding:
    """Another unit of the host's money: amounts in dollars and all else stay."""
    before = theory.shipped(HELD)
    scenario = before.scenario
    agreement = scenario.agreement.model_copy(update={"base_amount": scenario.agreement.base_amount * 1000.0})
    macro = tuple(row.model_copy(update={"fx": row.fx * 1000.0}) for row in scenario.macro)
    after = prepare(scenario.model_copy(update={"agreement": agreement, "macro": macro}))
    plain, scaled = paths(before), paths(after)
    scaled[:, INDEX.amount] /= 1000.0
    moved = np.nan_to_num(np.abs(plain - scaled) / np.maximum(np.abs(plain), 1.0))
    missing = np.isnan(plain) != np.isnan(scaled)
    return exact(f"{HELD}: a thousandth of the won: largest change", 0.0, float(moved.max() + missing.sum()))


def mirrored(theory: Theory) -> Iterator[Finding]:
    """The sides change places in a game that is alike for both: each gets what the other got."""
    games: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "deltas": (factors(0.9, 0.8), factors(0.8, 0.9)),
        "flows": (
            (*factors(0.9, 0.8), *worth_of_lapse(0.3, 0.1)),
            (*factors(0.8, 0.9), *worth_of_lapse(0.1, 0.3)),
        ),
        "exits": (
            (*factors(0.9, 0.8), *outside(exit_guest=0.7)),
            (*factors(0.8, 0.9), *outside(exit_host=0.7)),
        ),
        "a change": (
            (*factors(0.9, 0.8), *outside(change_rate=2, change_host=0.4, change_guest=0.2)),
            (*factors(0.8, 0.9), *outside(change_rate=2, change_host=0.2, change_guest=0.4)),
        ),
    }
    for name, (one, other) in games.items():
        rise = theory.run(*other, GUEST_FIRST)[0, INDEX.rise]
        yield exact(f"sides changed about, {name}: host's share", theory.host_share(*one, HOST_FIRST), float(rise))


def paths(prepared: Prepared) -> RealArray:
    """Outcomes of the first replicates."""
    return simulate(prepared, SEED, 0, COUNT)


def cells_moved(one: Prepared, other: Prepared, *but: str) -> float:
    """Number of cells in which the outcomes of two scenarios differ in any bit, some columns left out."""
    ours, theirs = paths(one), paths(other)
    same = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    kept = [number for number, name in enumerate(NAMES) if name not in but]
    return float((~same[:, kept]).sum())


SIMULATED = ("provocations.mode=simulate",)
UNFELT = parameters(agreement_threat=0, lapse_threat=0)


def no_size(theory: Theory) -> Iterator[Finding]:
    """A shock of no size is no shock."""
    talks = theory.shipped(HELD).start
    quiet = theory.shipped(HELD, *UNFELT, "switches.provocations=false")
    yield exact(
        f"{HELD}: provocations nobody feels: cells moved", 0.0,
        cells_moved(theory.shipped(HELD, *SIMULATED, *UNFELT), quiet, "provocations"),
    )  # fmt: skip
    plain = theory.shipped(HELD, "intervals=[]")
    leave = f'withdrawals=[{{since={talks.replace(year=talks.year + 1)},share=0,source="theory"}}]'
    yield exact(
        f"{HELD}: a withdrawal of no troops: cells moved", 0.0,
        cells_moved(theory.shipped(HELD, "intervals=[]", leave), plain),
    )  # fmt: skip
    states = ",".join(
        f'{{kind="{kind}",since={talks},until={talks.replace(year=talks.year + 2)},strength=0,source="theory"}}'
        for kind in ("detente", "stalled", "exercise", "epidemic")
    )
    yield exact(
        f"{HELD}: states of the world of strength 0: cells moved", 0.0,
        cells_moved(theory.shipped(HELD, f"intervals=[{states}]"), plain),
    )  # fmt: skip
    never = theory.shipped(HELD, *outside(change_rate=0, change_host=5, change_guest=5))
    yield exact(
        f"{HELD}: a change at rate 0: cells moved", 0.0, cells_moved(never, theory.shipped(HELD)),
    )  # fmt: skip


# What each switch stands for, written out: weights without effect and facts that are not there.
BY_HAND: Mapping[str, tuple[str, ...]] = {
    "provocations": ("provocations.mode=none",),
    "public_opinion": parameters(
        audience_public=0, anger_demand=0, anger_affront=0, anger_furlough=0, anger_withdrawal=0, anger_protest=0,
        protest_chance=0,
    ),
    "audience_cost": parameters(audience_peer=0, audience_line=0, audience_public=0, audience_election=0),
    "peer_comparison": parameters(audience_peer=0),
    "line": parameters(audience_line=0),
    "furlough": parameters(furlough_hardness=0),
    "succession": ("successions=[]",),
    "guest_audience": parameters(audience_guest=0),
    "precedent": parameters(precedent_guest=0),
    "leader_price": parameters(leader_price=0, leader_spread=0),
    "rivalry": parameters(rivalry_guest=0),
    "habit": parameters(habit=0),
    "tactics": parameters(walkout_chance=0, threat_chance=0),
    "memory": ("agreement.prior_talks_failed_rounds=0",),
}  # fmt: skip


def switched_off(theory: Theory) -> Iterator[Finding]:
    """A mechanism that is off is a weight of 0 or a fact that is not there, and the luck of the others stays."""
    for name in theory.shipped_names:
        moved = 0.0
        for switch, by_hand in BY_HAND.items():
            off = theory.shipped(name, f"switches.{switch}=false")
            moved += cells_moved(off, theory.shipped(name, *by_hand))
        yield exact(f"{name}: each of {len(BY_HAND)} switches off beside weights of 0: cells moved", 0.0, moved)
    apart = ("tactics", "furlough", "audience_cost", "public_opinion", "leader_approval", "ratification")
    north = (*SIMULATED, *parameters(agreement_host=-1, provocation_discord=0))
    counts = column(paths(theory.shipped(HELD, *north)), "provocations")
    moved = 0.0
    for switch in apart:
        off = theory.shipped(HELD, *north, f"switches.{switch}=false")
        moved += float((column(paths(off), "provocations") != counts).sum())
    yield exact(f"{HELD}, no zone, {len(apart)} others off: runs with another number of provocations", 0.0, moved)


def other_steps(theory: Theory) -> Iterator[Finding]:
    """Everything happens on its day: how many of them make a step is a matter of looking, not of the talks."""
    for name in theory.shipped_names:
        weekly, others = theory.shipped(name), (1, 14, 30)
        moved = sum(cells_moved(weekly, theory.shipped(name, f"step_days={days}")) for days in others)
        yield exact(f"{name}: steps of 1, 14 and 30 days beside 7: cells moved", 0.0, moved)
