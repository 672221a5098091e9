"""State of one replicate in the fast runner: a flat record of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.rules.terms import GUESTS, HOSTS

# How far a text has come.
TALKING, TEXT, AGREED, SIGNED, RATIFIED, DONE = range(6)
BROKEN = -1  # off for good

State = Any  # record of `STATE`

STATE = np.dtype(
    [
        ("stage", "i8"),
        ("due", "i8"),  # day of the next step of a text
        ("guest", "i8"),
        ("host", "i8"),
        ("guest_since", "f8"),  # day a new guest took office; NaN for one who opened the talks
        ("next_round", "i8"),
        ("guest_start", "f8"),  # each side's own clock
        ("guest_deadline", "f8"),
        ("host_start", "f8"),
        ("host_deadline", "f8"),
        ("guest_opening", "f8"),
        ("failed", "i8"),  # rounds failed since talks opened or a new guest came
        ("refused", "i8"),  # whether this guest's leader has refused a text
        ("last_host_offer", "f8"),  # worth of the other's last offer to each side, NaN for none
        ("last_guest_offer", "f8"),
        ("guest_received", "f8"),  # concession received with it
        ("host_received", "f8"),
        ("pair", "i8"),  # text on its way
        ("extra", "i8"),
        ("rise", "f8"),
        ("letter", "f8"),  # worth of its side letter to the guest
        ("standing_escalator", "i8"),  # text the host accepted and the guest's leader refused: it stands; -1 for none
        ("standing_years", "i8"),
        ("standing_extra", "i8"),
        ("standing_rise", "f8"),
        ("relations", "f8"),
        ("withdrawal", "f8"),
        ("tension", "f8"),
        ("excitation", "f8"),
        ("support", "f8", 3),
        ("anger", "f8", 3),
        ("furlough_since", "i8"),  # -1 for none
        ("furlough_until", "i8"),
        ("guest_private", "f8", GUESTS),  # private part of each leader's reservation value
        ("host_private", "f8", HOSTS),
    ]
)
