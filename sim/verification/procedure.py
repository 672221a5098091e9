"""At home and at the table: win-sets, floor votes, and competing ends of the talks.

C12, C13 and C22, with the estimators of the analysis layer that meet them (a part of C28).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy.stats import binom

from sim.analysis.survival import cumulative_incidence, survival
from sim.analysis.tables import RealArray
from sim.outcome import INDEX, NAMES
from sim.rules.payment import DAYS_PER_YEAR
from sim.verification.bargaining import rates, worth_of_lapse
from sim.verification.finding import Finding, exact, law, rises, sampled, share
from sim.verification.theory import MEDIATED, ROUND, Theory, column, outside, parameters, spacing

VOTED = ("switches.ratification=true",)
MIDDLE, SCALE = 0.25, 0.06  # rise that half of the public carries, 1.25 in amounts, and the spread around it
MAJORITIES = (0.5, 0.6, 2.0 / 3.0)


def logit(chance: float) -> float:
    """Log-odds of a chance."""
    return math.log(chance / (1.0 - chance))


def house(middle: float, majority: float) -> tuple[str, ...]:
    """Overrides: members say yes to a rise a with chance 1 / (1 + exp((a - middle) / SCALE)); `majority` must."""
    return (
        *MEDIATED, *VOTED, f"host.majority={majority!r}",
        *parameters(vote_level=middle / SCALE, vote_rise=1.0 / SCALE, vote_support=0, vote_government=0, attendance=1),
    )  # fmt: skip


def win_sets(theory: Theory) -> Iterator[Finding]:
    """C12: the settlement is that without a vote, cut to [L, H]; H = mu + s ln((1 - q) / q), none where L > H."""
    free = theory.run(*MEDIATED)[0, INDEX.rise]
    settled = []
    for majority in MAJORITIES:
        cap = MIDDLE + SCALE * math.log((1.0 - majority) / majority)
        settled.append(float(theory.run(*house(MIDDLE, majority))[0, INDEX.rise]))
        yield exact(f"mu 1.25, s 0.06, q {majority:.3g}: amount", 1.0 + cap, 1.0 + settled[-1])
    wide = theory.run(*house(0.7, 0.5))[0, INDEX.rise]
    yield exact("a vote that would carry more than 1.5 changes nothing", 1.0 + float(free), 1.0 + float(wide))
    yield rises("one that would not lowers the amount", 1.0 + settled[0], 1.0 + float(free))
    yield rises("a larger majority lowers it further", 1.0 + settled[1], 1.0 + settled[0])
    low = theory.run(*house(MIDDLE, 0.5), *worth_of_lapse(0.0, 0.2))[0, INDEX.rise]
    yield exact("L 1.20 below H 1.25, 1.60 without a vote: amount", 1.25, 1.0 + float(low))
    for majority, deal in ((0.6, 1.0), (2.0 / 3.0, 0.0)):
        table = theory.run(*house(MIDDLE, majority), *worth_of_lapse(0.0, 0.22), count=200)
        reached = (column(table, "texts") > 0).mean()
        yield exact(f"L 1.22, q {majority:.3g}: share of runs that find a text", deal, float(reached))


def floor_vote(theory: Theory) -> Iterator[Finding]:
    """C13: a motion passes with the binomial chance P; attempts until it does are geometric, 1 / P on average."""
    count = 20_000
    table = theory.run(
        *MEDIATED, *VOTED, "host.majority=0.5", *spacing(1),
        *parameters(vote_level=logit(0.52), vote_rise=0, vote_support=0, vote_government=0, attendance=1),
        count=count,
    )  # fmt: skip
    passes = float(binom.sf(150, 300, 0.52))
    failed = column(table, "failed_votes")
    yield share("300 members, p 0.52: first vote passes", passes, float((failed == 0).mean()), count)
    error = math.sqrt((1.0 - passes) / passes**2 / count)
    yield sampled("attempts until passed", 1.0 / passes, float(failed.mean() + 1.0), error)
    yield law("distance of their number from the geometric law", geometric_distance(failed, passes), count)


def geometric_distance(failures: RealArray, passes: float) -> float:
    """Largest distance between the distribution of failures before the first pass and its law."""
    most = np.arange(failures.max() + 1.0)
    below = np.searchsorted(np.sort(failures), most, side="right") / failures.size
    return float(np.abs(below - (1.0 - (1.0 - passes) ** (most + 1.0))).max())


AGREE, BREAK = 0.08, 0.03  # hazards per unit of time; two rounds are 10 units
UNITS_PER_ROUND = 5.0


def ends(theory: Theory) -> Iterator[Finding]:
    """C22: chance per attempt p: no pass in k with (1 - p) ** k; two hazards: CIF(t) = h1 / h (1 - exp(-h t))."""
    count = 20_000
    one = ('blocs=[{name="member",seats=1,camp="centrist",source="theory"}]', "host.majority=0.5")
    chances = parameters(vote_level=logit(0.1), vote_rise=0, vote_support=0, vote_government=0, attendance=1)
    setup = (*MEDIATED, *VOTED, *one, *chances, *spacing(1))
    failed = column(theory.run(*setup, count=count), "failed_votes")
    yield share("one attempt passes with 0.1: six fail", 0.9**6, float((failed >= 6).mean()), count)
    cut = frame_of(theory.run(*setup, "agreement.horizon_years=0.25", count=count))
    curve = survival(cut, "entry")
    name = f"the same by Kaplan-Meier, {curve.censored / count:.0%} censored at the horizon"
    yield share(name, 0.9**6, curve.without_at(ATTEMPT_DAYS * 6), count)
    yield from competing(theory, count)


ATTEMPT_DAYS = 4  # from one round to the entry into force of its text: leaders, signature, vote and entry take one each


def competing(theory: Theory, count: int) -> Iterator[Finding]:
    """Agreement and breakdown by chance in every round, estimated with and without censoring.

    Both hope for more than there is of a change that may come any day: a round agrees once it has come, and fails
    until then. The first round, on the opening day, has one day of that chance behind it and comes before the hazards.
    """
    agrees, breaks, at_once = round_chances(ROUND)
    name = "hazards 0.08 and 0.03"
    ever = at_once + (1.0 - at_once) * (1.0 - breaks) * AGREE / (AGREE + BREAK)
    share_of = 1.0 - math.exp(-(AGREE + BREAK) * 2.0 * UNITS_PER_ROUND)
    reached = at_once + (ever - at_once) * share_of
    table = frame_of(theory.run(*hazards(agrees, breaks, ROUND), count=count))
    curve = cumulative_incidence(table, "agreement")
    yield share(f"{name}: CIF of agreement at 10", reached, curve.at(2.0 * ROUND + 1.0), count)
    yield share("the same in the end", ever, curve.at(math.inf), count)
    yield exact("uncensored, it is the plain share", float(table["agreed"].mean()), curve.at(math.inf))
    agrees, breaks, at_once = round_chances(30)
    ever = at_once + (1.0 - at_once) * (1.0 - breaks) * AGREE / (AGREE + BREAK)
    reached = at_once + (ever - at_once) * share_of
    cut = frame_of(theory.run(*hazards(agrees, breaks, 30), "agreement.horizon_years=0.25", count=count))
    curve = cumulative_incidence(cut, "agreement")
    name = f"the same at 10, rounds 30 days apart, {curve.censored / count:.0%} censored at the horizon"
    yield share(name, reached, curve.at(61.0), count)


def round_chances(days: int) -> tuple[float, float, float]:
    """Chances that a round agrees, and breaks off if it does not, with rounds so many days apart; the first agrees.

    Between two rounds lie `UNITS_PER_ROUND` of both hazards: of those who end, h1 / h agree.
    """
    total = AGREE + BREAK
    agrees = AGREE / total * (1.0 - math.exp(-total * UNITS_PER_ROUND))
    breaks = 1.0 - math.exp(-total * UNITS_PER_ROUND) / (1.0 - agrees)
    return agrees, breaks, 1.0 - (1.0 - agrees) ** (1.0 / days)


def hazards(agrees: float, breaks: float, days: int) -> tuple[str, ...]:
    """Overrides: talks that agree with one chance in a round, and else break off with another."""
    rate = -math.log(1.0 - agrees) / days * DAYS_PER_YEAR
    return (
        *MEDIATED, *spacing(days), *rates(0.0, 0.0, ROUND),
        *outside(breakdown_chance=breaks, change_rate=rate, change_host=1.0, change_guest=1.0),
    )  # fmt: skip


def frame_of(table: RealArray) -> pd.DataFrame:
    """Outcomes with their names."""
    return pd.DataFrame(table, columns=list(NAMES))


# Weeks in remission of 21 patients on 6-mercaptopurine (Freireich et al. 1963), and the published estimate.
HAPPENED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
CENSORED = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)


def estimators(theory: Theory) -> Iterator[Finding]:
    """C28, as far as the rules reach: the product-limit estimate of a textbook table, and one of two ends by hand."""
    yield exact("Kaplan-Meier, 6-MP remissions: without relapse after 6 weeks", 18 / 21, remission(6))
    by_hand = 18 / 21 * 16 / 17 * 14 / 15 * 11 / 12 * 10 / 11 * 6 / 7 * 5 / 6
    yield exact("after 23 weeks (published: 0.448)", by_hand, remission(23))
    # Six watched: agreement on days 1 and 4, off on days 2 and 5, two censored on day 3.
    two = cumulative_incidence(ended(agreement=(1, 4), off=(2, 5), censored=(3, 3)), "agreement")
    yield exact("Aalen-Johansen, six by hand: agreed by day 3", 1 / 6, two.at(3.0))
    yield exact("by day 4", 1 / 6 + 4 / 6 * 1 / 2, two.at(4.0))
    off = cumulative_incidence(ended(agreement=(1, 4), off=(2, 5), censored=(3, 3)), "break")
    yield exact("agreed or off in the end: no one is left", 1.0, two.at(9.0) + off.at(9.0))


def remission(week: float) -> float:
    """Share still in remission, by the estimator of the blank period."""
    days = [*map(float, HAPPENED), *[math.nan] * len(CENSORED)]
    return survival(pd.DataFrame({"signature_day": days, "blank_days": [*HAPPENED, *CENSORED]})).without_at(week)


def ended(agreement: Sequence[int], off: Sequence[int], censored: Sequence[int]) -> pd.DataFrame:
    """Outcomes with these days of agreement, of breaking off, and of the horizon."""
    agreed, broken, cut = (list(map(float, days)) for days in (agreement, off, censored))
    missing = [math.nan] * (len(broken) + len(cut))
    return pd.DataFrame(
        {
            "agreement_day": [*agreed, *missing],
            "break_day": [*[math.nan] * len(agreed), *broken, *[math.nan] * len(cut)],
            "blank_days_agreement": [*agreed, *broken, *cut],
        }
    )
