"""What happened, among what may happen: each agreement's record inside the runs of its scenario, as givens have it.

Draws of the posterior, which knows these agreements: this asks whether the model can hold them, not whether it would
have forecast them (docs/validation.md does that).
"""

from __future__ import annotations

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from sim.history import rows
from sim.history.tables import read
from tests.direction.levers import MANY, agreed_before, arm, fails, interval

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

RECORD = {row.agreement: row for row in read(rows.Agreement)}
HANDOVER_2021 = 386  # days from the expiry of the 10th to 2021-01-20
VOTE_2024 = -421  # days from the expiry of the 11th to 2024-11-05
TWO_STEPS = 14  # days


def test_the_11th_is_open_at_the_handover_in_most_runs():
    share = 1 - agreed_before(arm("sma11"), HANDOVER_2021).mean()
    assert share > 0.6, f"open on 2021-01-20 in {share:.0%}"


def test_a_leader_refuses_a_text_of_the_11th_before_the_handover():
    """KBS 2020-04-11: all but agreed, and refused."""
    share = np.mean(arm("sma11")["first_refusal_day"] < HANDOVER_2021)
    assert share >= 0.3, f"in {share:.0%} of the runs"


@pytest.mark.parametrize(
    ("number", "column"),
    [
        *((number, column) for number in (10, 12) for column in ("agreement_day", "signature_day", "rise")),
        pytest.param(8, "agreement_day", marks=fails("-41 outside -121 to -62: it comes two months too early")),
        (8, "signature_day"),
        (8, "rise"),
        (11, "agreement_day"),
        (11, "signature_day"),
        pytest.param(11, "rise", marks=fails("13.9% outside 3.0 to 13.5%: rises of the 11th come out too low")),
        pytest.param(9, "agreement_day", marks=fails("+11 outside -66 to -18: it comes before the year's end")),
        pytest.param(9, "signature_day", marks=fails("+33 outside -64 to +16: it is signed before the year's end")),
        (9, "rise"),
    ],
)
def test_the_record_lies_inside_the_middle_of_the_runs(number, column):
    """The 80% intervals of day agreed, day signed and first-year rise; but for the 11th, days may be two steps off."""
    record = RECORD[number]
    known = {
        "agreement_day": (record.agreement_reached - record.prior_expiry).days,
        "signature_day": (record.signed - record.prior_expiry).days,
        "rise": record.increase_pct / 100,
    }[column]
    low, high = interval(arm(f"sma{number:02}", replicates=MANY)[column])
    slack = 0 if number == 11 or column == "rise" else TWO_STEPS
    assert low - slack <= known <= high + slack, f"the {number}th: {known:.3g} outside {low:.3g} to {high:.3g}"


@fails("in 34% given who won later, in 52% as of the opening")
def test_the_10th_is_for_at_most_two_years_in_most_runs():
    short = np.mean(arm("sma10")["term_years"] <= 2)
    assert short > 0.5, f"in {short:.0%}"


def test_the_9th_and_the_11th_are_for_five_paid_years_in_most_runs():
    """The 11th in the label of its text six, the frozen year counted."""
    for name, term in (("sma09", 5), ("sma11", 6)):
        share = np.mean(arm(name)["term_years"] == term)
        assert share > 0.5, f"{name}: in {share:.0%}"


def test_the_labour_share_rises_in_the_11th():
    """Nanfang Daily, March 2021: from 75 to 87%."""
    raised = np.mean(arm("sma11")["labour_share"] > 0.75)
    assert raised > 0.5, f"raised in {raised:.1%} of the runs"


def test_the_12th_is_agreed_before_expiry_in_most_runs():
    share = agreed_before(arm("sma12"), 0).mean()
    assert share > 0.7, f"in {share:.0%}"


def test_the_12th_is_agreed_before_the_vote_in_many_runs():
    """On record a month before it. Even odds are believed: no more is known on the opening day."""
    share = agreed_before(arm("sma12"), VOTE_2024).mean()
    assert share > 0.4, f"in {share:.0%}"
