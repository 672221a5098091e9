"""What agents read: facts and parameters as plain numbers, the records rules take, the draws of a replicate."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from sim.draws import uniform, uniform_of_day, uniforms
from sim.prepare import Prepared
from sim.rules.kinds import Purpose
from sim.rules.terms import MENU, PROSPECTS, Facts, Menu, Params, Prospects, blank


class Records(NamedTuple):
    """The records rules work on, in the order in which they take them: `rule(..., *records)`."""

    prospects: Prospects
    menu: Menu
    facts: Facts
    params: Params


def records_of(prepared: Prepared) -> Records:
    """Records of one replicate: prospects and menu are its own, facts and parameters are shared and never changed."""
    return Records(blank(PROSPECTS), blank(MENU), prepared.facts, prepared.params)


def plain(record: Any) -> SimpleNamespace:
    """Fields of a record as Python numbers, arrays as views: reading a record from Python is slow."""
    names = record.dtype.names
    values = {name: record[name] for name in names}
    return SimpleNamespace(
        **{name: value if isinstance(value, np.ndarray) else value.item() for name, value in values.items()}
    )


class Luck(NamedTuple):
    """Draws of one replicate by purpose, party and day since talks opened (see `sim.draws`)."""

    seed: int
    replicate: int
    start_ordinal: int

    def four(self, purpose: Purpose, party: int, day: int) -> tuple[float, float, float, float]:
        """Four uniform numbers for a party on a day."""
        return uniforms(self.seed, self.replicate, purpose.value, party, self.start_ordinal + day)

    def one(self, purpose: Purpose, party: int, day: int) -> float:
        """The first of them."""
        return uniform(self.seed, self.replicate, purpose.value, party, self.start_ordinal + day)

    def every_day(self, purpose: Purpose, party: int, day: int) -> float:
        """One number for a purpose that asks on every day."""
        return uniform_of_day(self.seed, self.replicate, purpose.value, party, self.start_ordinal + day)

    def hidden(self, purpose: Purpose, party: int, number: int) -> float:
        """One number for what a government of a given number keeps to itself, whatever the day."""
        return uniform(self.seed, self.replicate, purpose.value, party, number)
