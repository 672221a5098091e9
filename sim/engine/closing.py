"""The end of a negotiation: the columns that follow from how far it came."""

from __future__ import annotations

import math

from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.state import AGREED, BROKEN, DONE, TEXT
from sim.engine.text import write_sums
from sim.engine.world import World
from sim.outcome import INDEX as COL
from sim.rules.kinds import End
from sim.rules.payment import blank_days


def close_books(w: World) -> None:
    """Complete the outcome."""
    s, f, row = w.s, w.f, w.row
    end = end_of(s.stage)
    row[COL.end] = end
    horizon = f.horizon - f.expiry
    for day, blank in (
        (COL.agreement_day, COL.blank_days_agreement),
        (COL.signature_day, COL.blank_days),
        (COL.entry_day, COL.blank_days_entry),
    ):
        row[blank] = blank_days(row[day], horizon)
    note(Happening.END.value, s.day - 1, w, number=end)
    if s.stage < AGREED:
        row[COL.gain_lost] = 1.0
        for column in (COL.term_years, COL.rise, COL.rise_annualised, COL.amount, COL.amount_usd_m, COL.utility_guest,
                       COL.utility_host, COL.guest_at_agreement):  # fmt: skip
            row[column] = math.nan
        return
    row[COL.escalator] = f.pair_escalator[s.pair]
    row[COL.labour_share] = f.extra_labour[s.extra]
    row[COL.operational_support] = f.extra_operations[s.extra]
    row[COL.side_letter] = 1.0 if s.letter > 0.0 else 0.0
    if s.stage == AGREED:  # agreed, not signed by the horizon: valued as if signed on the last day
        write_sums(float(f.horizon), w)


def end_of(stage: int) -> int:
    """Number of the end that a stage at the horizon stands for."""
    if stage == DONE:
        return End.IN_FORCE.value
    if stage == BROKEN:
        return End.BROKEN_OFF.value
    return End.PENDING.value if stage >= TEXT else End.OPEN.value
