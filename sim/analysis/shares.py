"""Shares of replicates with their Monte Carlo error."""

from __future__ import annotations

import math
from dataclasses import dataclass

NORMAL_975 = 1.959963984540054  # 97.5% point of the standard normal distribution


@dataclass(frozen=True)
class Share:
    """A share of replicates, with the 95% interval that the number of replicates allows.

    `name` is its key in files, `label` its words in tables, `count` out of `of` replicates; `share`, `lower` and
    `upper` are None where `of` is 0. `recorded` says whether it happened in the record, None where that is not known.
    """

    name: str
    label: str
    count: int
    of: int
    share: float | None
    lower: float | None
    upper: float | None
    recorded: bool | None = None


def wilson(count: float, of: float) -> tuple[float, float]:
    """Wilson's 95% interval for a share: honest near 0 and 1, where the usual formula gives no width.

    (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n), with p = count / of and n = `of` above 0.
    Neither need be whole: an effective number of cases does too.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    squared = NORMAL_975**2
    share = count / of
    centre = share + squared / (2 * of)
    half = NORMAL_975 * math.sqrt(share * (1 - share) / of + squared / (4 * of * of))
    lower, upper = (centre - half) / (1 + squared / of), (centre + half) / (1 + squared / of)
    return (0.0 if count == 0 else lower, 1.0 if count == of else upper)


def share(name: str, label: str, count: int, of: int, recorded: bool | None = None) -> Share:
    """Share with its interval."""
    if of == 0:
        return Share(name, label, 0, 0, None, None, None, recorded)
    return Share(name, label, count, of, count / of, *wilson(count, of), recorded)
