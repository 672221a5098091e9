"""State of one negotiation: what changes from day to day."""

from __future__ import annotations

from typing import Annotated

from sim.record_base import Record
from sim.records import Floats, dtype_of
from sim.rules.terms import GUESTS, HOSTS

# How far a text has come.
TALKING, TEXT, AGREED, SIGNED, RATIFIED, DONE = range(6)
BROKEN = -1  # off for good


class State(Record):
    """Everything that the talks, the public and the North carry from one day to the next."""

    stage: int
    due: int  # day of the next step of a text
    guest: int  # administration in office, by number
    host: int
    guest_since: float  # day a new guest took office; NaN for one who opened the talks
    next_round: int
    looked: int  # day up to which the pressure is taken in
    host_conceded: float  # share given up, 0 to 1
    guest_conceded: float
    guest_opening: float
    failed: int  # rounds failed since talks opened or a new guest came
    refused: int  # whether this guest's leader has refused a text
    pair: int  # text on its way
    extra: int
    rise: float
    standing_escalator: int  # text the host accepted and the guest's leader refused: it stands; -1 for none
    standing_years: int
    standing_extra: int
    standing_rise: float
    line: float  # the host's last public offer, infinity for none
    stalled: int  # day until which the North answers discord in the talks
    withdrawal: float  # withdrawal threats still remembered
    tension: float
    excitation: float
    anger: Annotated[Floats, 3]  # of the segments
    furlough_since: int  # -1 for none
    furlough_until: int
    guest_private: Annotated[Floats, GUESTS]  # private part of each leader's reservation value
    host_private: Annotated[Floats, HOSTS]
    day: int  # that comes next
    dated: int  # next day that the calendar marks
    logged: int  # events written to the log, or left out because it was full
    fault: int  # number of a decision whose answer was of no use, -1 for none
    fault_day: int
    fault_value: float


STATE = dtype_of(State)
