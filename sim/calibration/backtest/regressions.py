"""Plain statistics as forecasts to beat: a survival regression of the day, a linear regression of the rise.

Both are fitted to the other negotiations alone, with what anybody could have known on the day the talks opened.

Day, an accelerated failure time with Weibull errors, by maximum likelihood: log days from opening to agreement

    ln T = b0 + b1 ln D + b2 h + scale * W,

D the days from opening to expiry, h whether the guest's administration is transactional, W the standard smallest
extreme value, coefficients but b0 shrunk by a ridge of `PENALTY`. Rise a year, ordinary least squares on a mean for
each host and h; its forecast is Student's t with the residuals' degrees of freedom, widened by what the coefficients
leave open. A host of which nothing is known has the mean of all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

RealArray = npt.NDArray[np.float64]
QUANTILES = (np.arange(200) + 0.5) / 200.0  # a forecast is as many equally likely values
PENALTY = 0.1  # of the ridge; without it a dozen negotiations fit three coefficients too well


@dataclass(frozen=True)
class Known:
    """What was known of some negotiations on the day they opened, and what came; all of shape (n,).

    Attributes
    ----------
    ahead : days from opening to expiry, above 0
    transactional : whether the guest's administration in office is nearer to a transactional type
    host : number of the host
    came : what is forecast, of these negotiations
    """

    ahead: RealArray
    transactional: npt.NDArray[np.bool_]
    host: npt.NDArray[np.int64]
    came: RealArray


def days_to_agreement(others: Known, took: RealArray, ahead: float, transactional: bool) -> RealArray:
    """Equally likely days from opening to agreement, by the survival regression; shape (200,).

    `took` : days from opening to agreement of the others, above 0, shape (n,)
    """
    hard = others.transactional.astype(np.float64)
    design = np.column_stack([np.ones(len(took)), np.log(others.ahead), hard])
    logs = np.log(took)
    start = np.array([logs.mean(), 0.0, 0.0, np.log(max(float(logs.std()), 0.1))])

    def loss(at: RealArray) -> float:
        z = (logs - design @ at[:3]) / np.exp(at[3])
        return float((at[3] - z + np.exp(z)).mean() + PENALTY * (at[1:3] ** 2).sum())

    found = optimize.minimize(
        loss, start, method="Nelder-Mead", options={"maxiter": 4_000, "xatol": 1e-6, "fatol": 1e-9}
    ).x
    middle = float(found[:3] @ np.array([1.0, np.log(ahead), float(transactional)]))
    days: RealArray = np.exp(middle + np.exp(found[3]) * np.log(-np.log1p(-QUANTILES)))
    return days


def yearly_rise(others: Known, host: int, transactional: bool) -> RealArray:
    """Equally likely annualised rises, by the linear regression; shape (200,)."""
    hosts = np.unique(others.host)
    # Effects of hosts add up to 0, so that one not among them stands at their mean.
    code = {int(each): np.eye(len(hosts))[k] - 1.0 / len(hosts) for k, each in enumerate(hosts)}
    basis = np.linalg.qr(np.column_stack([np.ones(len(hosts)), np.eye(len(hosts))[:, :-1]]))[0][:, 1:]

    def row(number: int, hard: bool) -> RealArray:
        own = code.get(number, np.zeros(len(hosts))) @ basis
        return np.array([1.0, *own, float(hard)])

    design = np.stack([row(int(h), bool(t)) for h, t in zip(others.host, others.transactional, strict=True)])
    if not others.transactional.any() or others.transactional.all():
        design = design[:, :-1]
        asked = row(host, transactional)[:-1]
    else:
        asked = row(host, transactional)
    coefficients = np.linalg.lstsq(design, others.came, rcond=None)[0]
    freedom = len(design) - design.shape[1]
    left = others.came - design @ coefficients
    variance = float(left @ left) / freedom
    width = float(np.sqrt(variance * (1.0 + asked @ np.linalg.pinv(design.T @ design) @ asked)))
    found: RealArray = asked @ coefficients + width * stats.t.ppf(QUANTILES, freedom)
    return found
