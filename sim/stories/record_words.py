"""What is on record of the talks before the simulated ones, in words."""

from __future__ import annotations

import math

from sim.rules.talks import furlough_day
from sim.scenario.problems import counted
from sim.stories.narration import Narration
from sim.stories.phrases import package_words, rise_words
from sim.traces.entries import FurloughBegun, RecordedMove, RecordEnded


def record_words(entry: RecordedMove) -> str:
    """A move on record."""
    rise = math.nan if entry.rise is None else entry.rise
    match entry.done:
        case "guest_offer":
            words = f"the guest asks for {rise_words(rise)}"
        case "host_offer":
            words = f"the host offers {rise_words(rise)}"
        case "round":
            words = "a round ends without a text"
        case "walkout":
            words = "the guest's delegation leaves the table"
        case _:
            text = package_words(rise, entry.escalator or "", entry.years or 0)
            words = f"the guest's leader refuses a text of {text}"
    return f"on record: {words}"


def record_cell(entry: RecordedMove) -> str:
    """The same for a row of the table of rounds; nothing for offers."""
    if entry.done in ("guest_offer", "host_offer"):
        return ""
    return f"– {record_words(entry)}"


def record_ends(entry: RecordEnded) -> str:
    """The last day on record."""
    rounds = counted(entry.number, "round")
    return f"the record ends here, after {rounds}; what follows is simulated, and nothing of what lay ahead is known"


def furlough_words(narration: Narration, entry: FurloughBegun) -> str:
    """A furlough that began on another day than the one on which the money ran out, with which it is told else."""
    params = narration.prepared.params
    if narration.agreed or entry.day == furlough_day(narration.prepared.expiry_day, params.funds_days):
        return ""
    return "base workers are sent home without pay"
