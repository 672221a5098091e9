"""What the North's acts before the talks have left: the tension as they open, and what was usual before.

On a day, tension = sum over acts of severity * 2 ** (-age / half-life), with the age of each in days; the largest act
of a day counts. Threat is felt as log(1 + tension) less its mean over the two years before the talks, so that people
who have lived with much are stirred by little: adaptation to a level, as in Helson (1964), Adaptation-Level Theory.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np

from sim.history.replay import recorded_years
from sim.history.tables import DATA, provocation_days
from sim.rules.kinds import ProvocationMode
from sim.scenario.schema import Scenario
from sim.timeline.days import day_of

USUAL_DAYS = 730  # before the opening, over which what is usual is counted


def tension_before(scenario: Scenario, half_life: float, folder: Path = DATA) -> tuple[float, float]:
    """Tension as talks open, and the mean of log(1 + tension) over the 730 days before.

    Both are 0 where the North does nothing, or where the talks open before the record begins. Where the record ends
    before they open, both are those of the day after its end: what is usual since is not on record. Acts that a file
    brings itself count beside those on record, days inside a quiet spell do not.

    Parameters
    ----------
    half_life : of the tension an act leaves, days
    """
    opening, (begins, ends) = scenario.agreement.talks_open, recorded_years(folder)
    north = scenario.provocations
    if north.mode is ProvocationMode.NONE or opening < begins:
        return 0.0, 0.0
    now = min(opening, ends + timedelta(days=1))
    acts = provocation_days(begins, now - timedelta(days=1), folder)
    for event in north.events:
        if event.day < now:
            acts[event.day] = max(event.severity, acts.get(event.day, 0))
    acts = {day: severity for day, severity in acts.items() if not any(s.since <= day <= s.until for s in north.quiet)}
    days = np.array([day_of(day, now) for day in sorted(acts)], dtype=np.float64)
    severities = np.array([acts[day] for day in sorted(acts)], dtype=np.float64)
    ages = np.arange(-USUAL_DAYS, 1)[:, None] - days
    left = np.where(ages >= 0, severities * 2.0 ** (-np.maximum(ages, 0.0) / half_life), 0.0).sum(axis=1)
    return float(left[-1]), float(np.log1p(left[:-1]).mean())
