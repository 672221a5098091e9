"""The end of a negotiation: the columns that follow from how far it came."""

from __future__ import annotations

import math

from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.state import AGREED, BROKEN, DONE, TEXT
from sim.engine.text import write_sums
from sim.engine.world import World
from sim.rules.kinds import End
from sim.rules.payment import blank_days


def close_books(w: World) -> None:
    """Complete the outcome."""
    s, f, row = w.s, w.f, w.row
    end = end_of(s.stage, f.expiry, f.horizon)
    row.end = end
    horizon = f.horizon - f.expiry
    row.blank_days_agreement = blank_days(row.agreement_day, horizon)
    row.blank_days = blank_days(row.signature_day, horizon)
    row.blank_days_entry = blank_days(row.entry_day, horizon)
    note(Happening.END.value, s.day - 1, w, number=end)
    if s.stage < AGREED:
        row.gain_lost = 1.0
        row.term_years = row.rise = row.rise_annualised = row.amount = row.amount_usd_m = math.nan
        row.utility_guest = row.utility_host = row.guest_at_agreement = math.nan
        return
    row.escalator = f.pair_escalator[s.pair]
    row.labour_share = f.extra_labour[s.extra]
    row.operational_support = f.extra_operations[s.extra]
    if s.stage == AGREED:  # agreed, not signed by the horizon: valued as if signed on the last day
        write_sums(float(f.horizon), w)


def end_of(stage: int, expiry: float, horizon: int) -> int:
    """Number of the end that a stage at the horizon stands for; without a text an agreement still in force stands."""
    if stage == DONE:
        return End.IN_FORCE.value
    if stage == BROKEN:
        return End.BROKEN_OFF.value
    if stage >= TEXT:
        return End.PENDING.value
    return End.STANDS.value if expiry > horizon else End.OPEN.value
