"""Whether a text is taken: by a delegation, by a leader, by a legislature."""

from __future__ import annotations

import math

from sim.compiled import compiled


@compiled
def logistic_share(odds: float) -> float:
    """Probability of a yes from its log-odds: 1 / (1 + exp(-odds))."""
    if odds < -700.0:
        return 0.0
    return 1.0 / (1.0 + math.exp(-odds))


@compiled
def member_yes(
    level: float, government: float, in_government: bool, support_weight: float, support: float,
    rise_weight: float, above_line: float,
) -> float:  # fmt: skip
    """Probability that a member present votes yes: logistic in camp, voters' support and the rise.

    logit = level + government [in the government's camp] + support_weight (support - 1/2) - rise_weight above_line
    """
    odds = level + support_weight * (support - 0.5) - rise_weight * above_line
    if in_government:
        odds += government
    return logistic_share(odds)


@compiled
def above_line(rise: float, line: float, normal: float) -> float:
    """Rise above the host's last public offer or, where there is none (infinity), above the normal rise; at least 0."""
    return max(rise - (normal if line == math.inf else line), 0.0)


@compiled
def ballot(u: float, attendance: float, yes: float, abstain: float) -> int:
    """One member's ballot from one uniform number: 0 absent, 1 yes, 2 abstains, 3 no."""
    if u >= attendance:
        return 0
    inside = u / attendance
    if inside < yes:
        return 1
    return 2 if inside < yes + (1.0 - yes) * abstain else 3


@compiled
def carried(votes_for: float, present: float, majority: float) -> bool:
    """Whether a motion is carried: more than a share `majority` of the members present are in favour."""
    return votes_for > majority * present
