"""What Mesa's data collector takes down at the end of every step, under the names of `docs/columns.md` where it can."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from sim.engine.state import AGREED, BROKEN, DONE, RATIFIED, SIGNED, TALKING, TEXT
from sim.engine.world import anger_of, support_of, threat_on

STAGES = {
    BROKEN: "broken off", TALKING: "talking", TEXT: "text", AGREED: "agreed", SIGNED: "signed", RATIFIED: "ratified",
    DONE: "in force",
}  # fmt: skip


def _column(name: str) -> Callable[[Any], float | None]:
    """A column of the outcome as it stands, None where it is missing."""

    def read(model: Any) -> float | None:
        value = float(getattr(model.world.row, name))
        return None if math.isnan(value) else value

    return read


REPORTERS: dict[str, Callable[[Any], Any]] = {
    "day": lambda model: model.day,
    "stage": lambda model: STAGES[int(model.world.s.stage)],
    "guest": lambda model: model.prepared.administrations[int(model.world.s.guest)],
    "host": lambda model: model.prepared.governments[int(model.world.s.host)],
    "anger": lambda model: float(anger_of(model.world)),
    "support": lambda model: float(support_of(model.world)),
    "threat": lambda model: float(threat_on(min(model.day, int(model.world.f.horizon)), model.world)),
    "host_conceded": lambda model: float(model.world.s.host_conceded),
    "guest_conceded": lambda model: float(model.world.s.guest_conceded),
    "line": lambda model: float(model.world.s.line) if math.isfinite(model.world.s.line) else None,
    **{
        name: _column(name)
        for name in ("rounds", "texts", "guest_refusals", "walkouts", "provocations", "protests", "agreement_day",
                     "signature_day", "entry_day", "rise", "term_years")
    },
}  # fmt: skip
