"""What the press says and the model does not do: marked as expected to fail, with the figure in the message.

`python -m pytest tests/direction/test_not_met.py --runxfail` shows the figures of docs/mechanisms.md. A mark that no
longer fails is an error: take it off, and mend the row.
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from tests.direction.levers import arm, change, set_to, wait

pytestmark = [
    pytest.mark.skipif(INTERPRETED, reason="many replicates"),
    pytest.mark.xfail(strict=True, raises=AssertionError, reason="see docs/mechanisms.md"),
]


def test_the_labour_share_rises_in_the_11th():
    """Nanfang Daily, March 2021: from 75 to 87%."""
    raised = np.mean(arm("sma11")["labour_share"] > 0.75)
    assert raised > 0.5, f"raised in {raised:.1%} of the runs"


@pytest.mark.parametrize("name", ["sma09", "sma12"])
def test_side_letters_are_rare(name):
    """No agreement on record came with one."""
    share = arm(name)["side_letter"].mean()
    assert share < 0.1, f"in {share:.0%} of the runs"


@pytest.mark.parametrize("name", ["sma10", "sma11"])
def test_threats_raise_the_price_all_told(name):
    """Bao Nghe An, November 2019: the threat is there to raise it. Anger, which they raise too, takes more away."""
    quiet, loud = (arm(name, *set_to(threat_chance=chance)) for chance in (0, 1))
    low, high = change(quiet["rise_annualised"], loud["rise_annualised"])
    assert low > 0, f"the rise a year changes by {low:+.4f} to {high:+.4f}"


def test_the_prospect_of_a_furlough_presses_seoul():
    """KBS 2020-04-11: a lever. It moves the date the talks run against from expiry to the end of the money instead."""
    never, ready = (arm("sma11", *set_to(furlough_hardness=chance)) for chance in (0, 1))
    low, high = change(never["rise_annualised"], ready["rise_annualised"])
    later = change(wait(never), wait(ready))
    assert low > 0 or later[1] < 0, f"{low:+.3f} to {high:+.3f} a year, {later[0]:.0f} to {later[1]:.0f} days later"


@pytest.mark.parametrize("name", ["sma09", "sma11"])
def test_a_patient_guest_gets_more(name):
    """Bao Nghe An, November 2019, and theory: who can wait gets the larger share. By his discount rate he does not."""
    pressed, patient = (arm(name, *set_to(discount_guest=rate)) for rate in (0.4, 0.05))
    low, high = change(pressed["rise_annualised"], patient["rise_annualised"])
    assert low > 0, f"the rise a year changes by {low:+.4f} to {high:+.4f}"
