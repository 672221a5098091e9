"""Draws of the parameters that have records and posteriors of their own: lags, votes, opinion and the North.

One row is one draw of all of them. Groups are independent of one another and of the posterior of the fit to the
agreements, but for opinion and votes, which polls and tallies tell together. `sma fit outside` writes such a file; the
one beside this module is shipped. Parameters without width are not in it: `anger_demand`, which sets the unit of anger,
and the factors of the states of the world on the North's rate, which enter the facts of a run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.errors import StorageError
from sim.posterior.draws import REMEDY, Posterior, read_posterior

OUTSIDE = Path(__file__).parent / "outside.parquet"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "lags": (
        "spacing_least", "spacing_working", "spacing_close", "spacing_parked", "spacing_handover", "spacing_epidemic",
        "close_gap", "leader_mean_days", "signature_least", "signature_mean_days", "vote_least", "vote_mean_days",
        "entry_mean_days",
    ),
    "votes": ("attendance", "vote_abstain", "vote_level", "vote_government", "vote_support", "vote_rise"),
    "opinion": (
        "anger_affront", "anger_furlough", "anger_withdrawal", "anger_protest", "support_anger", "protest_chance",
    ),
    "the North": (
        "provocation_rate", "provocation_branching", "provocation_half_life", "provocation_severity",
        "provocation_discord", "severity_1", "severity_2", "severity_3", "severity_4",
    ),
}  # fmt: skip


def read_outside() -> Posterior:
    """Equally likely draws of them, from the shipped file; read once.

    Raises
    ------
    StorageError : the file is missing or damaged
    """
    try:
        return read_posterior(OUTSIDE)
    except StorageError as error:
        remedy = "Make it anew with `sma fit outside` and put it there, or run with --set parameter_draws=central"
        raise StorageError(str(error).replace(REMEDY, remedy)) from None


def coordinates() -> dict[str, int]:
    """How many parameters of each group are drawn.

    Examples
    --------
    >>> coordinates()
    {'lags': 13, 'votes': 6, 'opinion': 6, 'the North': 9}
    """
    drawn = read_outside().names
    return {group: sum(name in drawn for name in names) for group, names in GROUPS.items()}
