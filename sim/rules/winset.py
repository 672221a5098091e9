"""The win-set: the largest rise the host's legislature is expected to carry.

References
----------
Putnam (1988), International Organization 42: agreement at home narrows what can be agreed abroad.
"""

from __future__ import annotations

import numpy as np

from sim.compiled import compiled_loop
from sim.rules.acceptance import above_line, carried, member_yes
from sim.rules.opinion import voters_support
from sim.rules.parameters import Params
from sim.rules.payment import frozen_years, normal_growth, normal_rise, years_since_base
from sim.rules.settlement import LEAST_RISE
from sim.rules.terms import Facts

HALVINGS = 50  # of the interval that holds the largest rise: its error is below 1e-14


@compiled_loop
def yes_share(
    rise: float, day: int, host: int, line: float, anger: np.ndarray, f: Facts, p: Params,
) -> float:  # fmt: skip
    """Expected share of yes among the members present, were a text with this rise voted on with opinion as it is.

    Parameters
    ----------
    host : number of the government in office
    line : the host's last public offer, infinity for none
    anger : of the three segments, shape (3,)
    """
    normal = normal_rise(
        normal_growth(p.fair_growth, f.inflation), years_since_base(frozen_years(float(day), f.year_ends), f.base_age)
    )
    above = above_line(rise, line, normal)
    yes, seats = 0.0, 0
    for bloc in range(f.blocs):
        camp = f.bloc_camp[bloc]
        voters = voters_support(f.segment_support[camp], p.support_anger, anger[camp])
        chance = member_yes(
            p.vote_level, p.vote_government, camp == f.host_camp[host], p.vote_support, voters, p.vote_rise, above
        )  # fmt: skip
        yes += chance * f.bloc_seats[bloc]
        seats += f.bloc_seats[bloc]
    return yes / seats


@compiled_loop
def within_win_set(
    rise: float, day: int, host: int, line: float, anger: np.ndarray, f: Facts, p: Params,
) -> float:  # fmt: skip
    """The rise itself where the legislature is expected to carry it, else the largest one that it is.

    A legislature that would carry no rise at all binds nobody: the government then goes by its own lights and leaves
    the rest to the vote. So does one whose votes are switched off.
    """
    if f.ratifies == 0 or carried(yes_share(rise, day, host, line, anger, f, p), 1.0, f.majority):
        return rise
    low, high = LEAST_RISE, rise
    if not carried(yes_share(low, day, host, line, anger, f, p), 1.0, f.majority):
        return rise
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if carried(yes_share(middle, day, host, line, anger, f, p), 1.0, f.majority):
            low = middle
        else:
            high = middle
    return low
