"""What a side still asks for, by day, by the other's moves and by the level of the talks."""

from __future__ import annotations

import math

from sim.compiled import compiled


@compiled
def progress(day: float, start: float, deadline: float, caution: float) -> float:
    """Share of a side's own clock that has run, 0 to 1: (1 - caution) (day - start) / (deadline - start).

    `caution` above 0 slows a host's government in the weeks before its own elections.
    """
    if day >= deadline or deadline <= start:
        return 1.0
    return (1.0 - caution) * max((day - start) / (deadline - start), 0.0)


@compiled
def aspiration(opening: float, waiting: float, run: float, exponent: float) -> float:
    """Utility a side asks for: waiting + (opening - waiting) (1 - run ** (1 / exponent)).

    Parameters
    ----------
    opening : worth of its own opening package
    waiting : its worth of waiting, below which it never goes
    run : share of its clock that has run, 0 to 1
    exponent : beta; below 1 holds out, above 1 yields early

    References
    ----------
    Faratin, Sierra & Jennings (1998), Robotics and Autonomous Systems 24, with their 1 / beta for our exponent.
    """
    if opening <= waiting or run >= 1.0:
        return waiting
    if run <= 0.0:
        return opening
    return waiting + (opening - waiting) * (1.0 - math.exp(math.log(run) / exponent))


@compiled
def after_reciprocity(asked: float, waiting: float, received: float, share: float) -> float:
    """Aspiration after returning a share of the other side's last concession, never below waiting."""
    return max(asked - share * max(received, 0.0), waiting)


@compiled
def at_level(asked: float, waiting: float, bridge: float) -> float:
    """Aspiration at a higher level: up to `bridge` less, never below waiting."""
    return max(asked - bridge, waiting)


@compiled
def asked(
    opening: float, least: float, run: float, exponent: float, received: float, reciprocity: float, bridge: float
) -> float:
    """What a side asks for in a round.

    Its aspiration, less what it returns of the other's last concession and what the level of the talks lets it give
    up; never below `least`.
    """
    kept = after_reciprocity(aspiration(opening, least, run, exponent), least, received, reciprocity)
    return at_level(kept, least, bridge)


@compiled
def fall_at_deadline(now: float, after: float, discount_to_date: float) -> float:
    """What both sides together expect to lose by letting a date pass, seen from today; 0 when they gain."""
    return max(now - after, 0.0) * discount_to_date


@compiled
def concession(worth: float, before: float) -> float:
    """Rise in what the other side's offer is worth since its last one.

    0 for its first (`before` NaN), and where one of the two offers was none at all (worth minus infinity).
    """
    return worth - before if math.isfinite(worth) and math.isfinite(before) else 0.0
