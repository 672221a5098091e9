"""What is known beforehand about how far a run may be believed: the one place that says it."""

from __future__ import annotations

from typing import NamedTuple

from sim.history.beside import HOST
from sim.history.episodes import COVERED
from sim.scenario.schema import Scenario


class Limit(NamedTuple):
    """A limit: a few words for captions, and sentences for whoever reads a summary."""

    mark: str
    words: str


# What talks of another host come to with Korea's parameters, in the median; a test runs them again.
JAPAN_DAY, JAPAN_TERM, JAPAN_RISE = -21, 5, 9
ANOTHER_HOST = Limit(
    "Korean parameters",
    f"With the Korean parameters Japan's talks of 2021 settle in the median {-JAPAN_DAY} days before expiry for"
    f" {JAPAN_TERM} years at +{JAPAN_RISE}%, where the record has 42 days before it, one year and +1.2%: what carries"
    " over from Korea to another host is the code, not the numbers.",
)
AHEAD = Limit(
    "talks ahead, facts assumed",
    "No record checks talks that lie ahead: nearly all facts of their files are assumptions, structure and priors were"
    f" chosen knowing agreements {COVERED[0]} to {COVERED[-1]}, and elections years ahead move the sum, whoever is"
    " thought to stand in them.",
)


def limits_of(scenario: Scenario) -> tuple[Limit, ...]:
    """Limits that bear on a scenario: talks of another host, and talks that lie ahead; none of theory."""
    if scenario.kind == "theory":
        return ()
    another = scenario.host.name != HOST
    ahead = scenario.kind == "forward" or (not another and scenario.agreement.number > COVERED[-1])
    return (*((ANOTHER_HOST,) if another else ()), *((AHEAD,) if ahead else ()))
