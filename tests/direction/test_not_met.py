"""What the press says and the model does not do: marked as expected to fail, with the figure.

`python -m pytest tests/direction/test_not_met.py --runxfail` shows the figures of docs/mechanisms.md. A mark that no
longer fails is an error: take it off, and mend the row.
"""

from __future__ import annotations

import pytest

from sim.compiled import INTERPRETED
from sim.rules.kinds import Escalator
from tests.direction.levers import arm, change, fails, interval, set_to

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")


@fails("in 27% of the runs; the link to prices in 72%")
def test_the_11th_grows_with_the_defence_budget():
    """Nanfang Daily, March 2021; the report of February 2021: little at first, more in year five."""
    c = arm("sma11")
    share = (c["escalator"][c["agreed"] == 1.0] == Escalator.DEFENCE).mean()
    assert share > 0.5, f"in {share:.0%} of the runs"


@fails("2.7 to 3.1 points a year less at a discount of 5% in place of 40%")
def test_a_patient_guest_gets_more_in_the_11th():
    """Bao Nghe An, November 2019, and theory: who can wait gets the larger share. In the 9th and 12th he does."""
    pressed, patient = (arm("sma11", *set_to(discount_guest=rate)) for rate in (0.4, 0.05))
    low, high = change(pressed["rise_annualised"], patient["rise_annualised"])
    assert low > 0, f"the rise a year changes by {low:+.4f} to {high:+.4f}"


@fails("2 to 5 days sooner after twenty failed rounds than after none")
def test_hard_talks_foreshadow_harder_ones():
    """KBS 2020-04-11: the trouble of the 10th announced that of the 11th. Rounds that failed make a return dear."""
    fresh, sore = (arm("sma11", f"agreement.prior_talks_failed_rounds={n}") for n in (0, 20))
    low, high = change(fresh["agreement_day"], sore["agreement_day"])
    assert low > 0, f"{low:+.1f} to {high:+.1f} days"


@fails("0.1 to 0.4 points less, seven months later")
def test_had_the_hard_liner_stayed_the_deal_is_dearer():
    """Well above 13%: the other half of what was expected of it. The text refused before is what he asks for."""
    low, high = change(arm("sma11")["rise"], arm("variants/sma11_hardliner_reelected")["rise"])
    assert low > 0.01, f"the rise changes by {low:+.4f} to {high:+.4f}"


@fails("60 to 16 days before expiry, on record 91 after it")
def test_the_text_that_the_leader_refuses_comes_in_spring_2020():
    """KBS 2020-04-11: refused on 31 March, day 91, after seven rounds. Here mostly before or just after expiry."""
    low, high = interval(arm("sma11")["first_refusal_day"], 0.8)
    assert low <= 91 <= high, f"middle 80% of the days of refusal: {low:.0f} to {high:.0f}"
