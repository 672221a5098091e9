"""The pressure on both sides in words: what delay costs, by part, what was given up under it, and the line held."""

from __future__ import annotations

import math

from sim.stories.narration import Narration
from sim.stories.reason_words import LEAST_TOLD, weighed
from sim.traces.trace import Round
from sim.words.numerals import percent, worth

PARTS = ("press_lapse", "press_expiry", "press_money", "press_election")
SAME_PRESSURE = 0.05  # parts that move less, in shares of the base amount a year, are not told again
SAME_SHARE = 0.1  # shares given up that grow less are not told again
SAME_LINE = 0.0005


def pressure_words(narration: Narration, now: Round) -> list[str]:
    """What delay costs both sides together, by its parts, and what is at stake, where it is news."""
    parts = tuple(float(getattr(now, name)) for name in PARTS)
    known = narration.pressure
    if not all(map(math.isfinite, parts)) or max(map(abs, parts)) < LEAST_TOLD:
        return []
    if known and max(abs(a - b) for a, b in zip(known, parts, strict=True)) < SAME_PRESSURE:
        return []
    narration.pressure = parts
    told = weighed(narration.words, dict(zip(PARTS, parts, strict=True)), most=len(PARTS))
    form = "rounds.pressure_now" if known else "rounds.pressure"
    return [narration.words.form(form, parts=told, stake=worth(now.stake))]


def given_up_words(narration: Narration, now: Round) -> list[str]:
    """Shares both sides have given up of what they could hold out for, where they have grown."""
    shares = (float(now.guest_conceded), float(now.host_conceded))
    known = narration.given_up or (0.0, 0.0)
    if not all(map(math.isfinite, shares)) or max(a - b for a, b in zip(shares, known, strict=True)) < SAME_SHARE:
        return []
    narration.given_up = shares
    guest, host = map(percent, shares)
    if guest == host:
        return [narration.words.form("rounds.given_up_alike", share=guest)]
    return [narration.words.form("rounds.given_up", guest_share=guest, host_share=host)]


def line_words(narration: Narration, now: Round) -> list[str]:
    """The host's last public offer, above which its government pays at home, where it is news."""
    line = float(now.line)
    if not math.isfinite(line) or abs(line - narration.line) < SAME_LINE:
        return []
    narration.line = line
    return [narration.words.form("rounds.line", rise=narration.rise(line))]
