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


ANOTHER_HOST = Limit(
    "another host",
    "The model was made for Korea's talks: of another host all but four parameters are shared with them, and forecasts"
    " of a host that the fit has not seen score no better than the prior does.",
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
