"""What must not matter: units, names, shocks of no size, mechanisms that are off, and the length of a step (C27)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from sim.analysis.tables import RealArray
from sim.engine.batch import simulate
from sim.model.negotiation import NegotiationModel
from sim.outcome import INDEX, NAMES
from sim.prepare import Prepared, prepare
from sim.records import blank
from sim.rules.acceptance import acceptance_chance
from sim.rules.assessment import assess
from sim.rules.settlement import Kinks, best_for_guest, best_for_host, nash_settlement
from sim.rules.terms import Menu, Prospects
from sim.verification.bargaining import GUEST_FIRST, HOST_FIRST, factors, worth_of_lapse
from sim.verification.finding import Finding, exact, halving, sampled
from sim.verification.theory import NO_ZONE, SEED, Theory, column, outside, parameters, spacing

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
    yield from halved_steps(theory)


class Bargain(NamedTuple):
    """What two sides do with a menu: both offers, the settlement, and the chance that each takes the latter."""

    host_offer: float
    guest_offer: float
    settled: float
    host_takes: float
    guest_takes: float


def affine(theory: Theory) -> Iterator[Finding]:
    """A rising linear change of one side's utilities, temperature and threat point alike."""
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
    """Offers and settlement on the first day, one side's utilities (or none) changed."""
    q, m, f, p = blank(Prospects), blank(Menu), prepared.facts, prepared.params
    q.types[: f.guests] = f.guest_type[: f.guests]
    view = assess(0, 30.0, f.guest_first, f.host_first, -1.0, 0.1, 0.0, 0.0, 0.0, False, q, m, f, p)
    least = {"host": view.waits.host, "guest": view.waits.guest}
    kinks, temperature = view.kinks, {"host": 0.05, "guest": 0.05}
    if changed != "none":
        kinks = changed_menu(m, kinks, changed)
        least[changed] = FACTOR * least[changed] + SHIFT
        temperature[changed] *= FACTOR
    deal = nash_settlement(least["host"], least["guest"], weight, m, kinks)
    return Bargain(
        best_for_guest(least["host"], m, kinks).rise,
        best_for_host(least["guest"], m, kinks).rise,
        deal.rise if deal.pair >= 0 else -1.0,
        float(acceptance_chance(deal.host - least["host"], temperature["host"])) if deal.pair >= 0 else 0.0,
        float(acceptance_chance(deal.guest - least["guest"], temperature["guest"])) if deal.pair >= 0 else 0.0,
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
UNFELT = parameters(threat_per_severity=0, support_per_severity=0)


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
        for kind in ("detente", "exercise", "epidemic", "recession")
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
        anger_demand=0, anger_walkout=0, anger_threat=0, anger_refusal=0, anger_furlough=0, anger_withdrawal=0,
        support_per_severity=0, opinion_influence=0, protest_chance=0,
    ),
    "audience_cost": parameters(
        audience_rise=0, audience_peer=0, audience_line=0, audience_anger=0, audience_election=0
    ),
    "peer_comparison": parameters(audience_peer=0),
    "furlough": parameters(furlough_hardness=0),
    "succession": ("successions=[]",),
    "guest_audience": parameters(audience_guest=0),
    "precedent": parameters(precedent_guest=0),
    "reciprocity": parameters(reciprocity=0),
    "announced_ceiling": ("lines=[]",),
    "side_letter": ("table.side_letter=false",),
    "tactics": parameters(walkout_chance=0, threat_chance=0),
    "memory": (*parameters(relations_memory=0), "agreement.prior_talks_failed_rounds=0"),
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
    north = (*SIMULATED, "parameters.agreement_host=-1")
    counts = column(paths(theory.shipped(HELD, *north)), "provocations")
    moved = 0.0
    for switch in apart:
        off = theory.shipped(HELD, *north, f"switches.{switch}=false")
        moved += float((column(paths(off), "provocations") != counts).sum())
    yield exact(f"{HELD}, no zone, {len(apart)} others off: runs with another number of provocations", 0.0, moved)


def halved_steps(theory: Theory) -> Iterator[Finding]:
    """Opinion settles at the end of a step: first order in it without dice, unseen beside chance with them."""
    limit, kept = influenced_support()
    yield exact("one segment, alone: a shock fades at the same pace whatever the step", kept, lone_support(theory))
    got = {days: progressive_support(theory, days) for days in (8, 4, 2, 1)}
    for days in (8, 4, 2):
        name = f"segments that influence each other: error by steps of {days} days over that of {days // 2}"
        yield halving(name, limit, got[days], got[days // 2])
    for name in theory.shipped_names:
        rises = [column(simulate(theory.shipped(name, f"step_days={days}"), SEED, 0, 400), "rise") for days in (14, 7)]
        means = [float(np.nanmean(each)) for each in rises]
        error = math.hypot(*(float(np.nanstd(each)) / math.sqrt(np.isfinite(each).sum()) for each in rises))
        yield sampled(f"{name}: mean rise by steps of 7 days beside 14", means[0], means[1], error)


SETTLED_DAY = 64
HALF_LIFE, INFLUENCE = 60.0, 3.0  # days; per year
ANSWERS = {"progressive": 2.0, "centrist": 0.0, "conservative": -1.0}
SHARES = {"progressive": 0.3, "centrist": 0.4, "conservative": 0.3}
STIR = 0.05  # support moved by one provocation of severity 1, times a segment's answer


def divided(influence: float, days: int) -> tuple[str, ...]:
    """Overrides: three segments with one mean that answer provocations in their own ways, and steps of some days."""
    segments = ",".join(
        f'{{name="{name}",share={SHARES[name]},support=0.5,provocation={answer},anger=0,source="theory"}}'
        for name, answer in ANSWERS.items()
    )
    return (
        *NO_ZONE, *spacing(365), f"segments=[{segments}]", "switches.public_opinion=true", f"step_days={days}",
        *parameters(opinion_half_life=HALF_LIFE, opinion_influence=influence, support_per_severity=STIR),
    )  # fmt: skip


def support_after(prepared: Prepared) -> float:
    """Support of the first segment some weeks after one provocation on the first day."""
    model = NegotiationModel(prepared, SEED, 0, record=False)
    model.public.hear_of_provocation(1)
    while model.day < SETTLED_DAY:
        model.step()
    return float(model.public.segments[0].support)


def progressive_support(theory: Theory, days: int) -> float:
    """The same where segments move toward their average, by steps of some days."""
    return support_after(theory.pie(*divided(INFLUENCE, days)))


def lone_support(theory: Theory) -> float:
    """The same without influence, by steps of 16 days."""
    return support_after(theory.pie(*divided(0.0, 16)))


def influenced_support() -> tuple[float, float]:
    """That support in continuous time, with influence and without.

    The average fades at k, what a segment differs from it at k + influence.
    """
    average = STIR * sum(SHARES[name] * answer for name, answer in ANSWERS.items())
    apart = STIR * ANSWERS["progressive"] - average
    faded = math.exp(-math.log(2.0) * SETTLED_DAY / HALF_LIFE)
    joined = math.exp(-INFLUENCE * SETTLED_DAY / 365.25)
    return 0.5 + faded * (average + apart * joined), 0.5 + faded * (average + apart)
