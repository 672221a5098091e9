"""What is on record of the talks before the simulated ones, in words."""

from __future__ import annotations

import math

from sim.rules.talks import furlough_day
from sim.stories.narration import Narration
from sim.stories.phrases import package_words, rise_words
from sim.traces.entries import FurloughBegun, RecordedMove, RecordEnded
from sim.words import Words


def record_words(words: Words, entry: RecordedMove) -> str:
    """A move on record."""
    rise = math.nan if entry.rise is None else entry.rise
    package = package_words(words, rise, entry.escalator or "", entry.years or 0)
    return words.form(f"events.record.{entry.done}", rise=rise_words(words, rise), package=package)


def record_cell(words: Words, entry: RecordedMove) -> str:
    """The same for a row of the table of rounds; nothing for offers."""
    if entry.done in ("guest_offer", "host_offer"):
        return ""
    return words.form("rounds_table.milestone", clause=record_words(words, entry))


def record_ends(words: Words, entry: RecordEnded) -> str:
    """The last day on record."""
    return words.form("events.record.ends", rounds=words.count(entry.number, "round"))


def furlough_words(narration: Narration, entry: FurloughBegun) -> str:
    """A furlough that began on another day than the one on which the money ran out, with which it is told else."""
    params = narration.prepared.params
    if narration.agreed or entry.day == furlough_day(narration.prepared.expiry_day, params.funds_days):
        return ""
    return narration.words.form("events.furlough")
