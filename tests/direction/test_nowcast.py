"""What a day on record leaves open, and what it settles."""

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from tests.direction.levers import REPLICATES, arm, drawn, mean_wait
from tests.runs import table

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

NOVEMBER = "nowcast/sma11_2020_11_04"
REFUSED = 0.13  # rise of the text refused in March 2020


def test_a_winner_still_to_be_drawn_is_one_of_the_two_known_ones():
    """Each replicate goes as it would, had the winner been known: no other draw moves."""
    undecided, soft, hard = (
        table(drawn(NOVEMBER, f"successions.0.winner={winner}"), REPLICATES) for winner in ("draw", "biden", "trump_1")
    )
    as_soft, as_hard = (
        np.array([np.array_equal(a, b, equal_nan=True) for a, b in zip(undecided, other, strict=True)])
        for other in (soft, hard)
    )
    assert (as_soft | as_hard).all()
    assert 0.4 < as_soft.mean() < 0.6, "even odds"


def test_a_soft_winner_known_brings_the_agreement_forward():
    known, undecided = arm(NOVEMBER), arm(NOVEMBER, "successions.0.winner=draw")
    assert mean_wait(known) < mean_wait(undecided), "half of the drawn ones go on with the guest who refused"


def test_the_higher_the_hopes_of_the_hard_liner_the_later():
    beliefs = 'successions.0.beliefs=[{{since=2019-09-24, guest={0}, host={0}, source="test"}}]'
    soft, hard = (arm("nowcast/sma11_2020_04_02", beliefs.format(chance)) for chance in (0.1, 0.9))
    assert mean_wait(soft) < mean_wait(hard), "ahead he is drawn as often as he is believed to win"


def test_nothing_is_agreed_on_record():
    for name, last in (("nowcast/sma11_2020_04_02", 93), (NOVEMBER, 309)):
        c = arm(name)
        assert np.nanmin(c["agreement_day"]) > last
        assert (c["rounds"] >= 7).all()
        assert (c["guest_refusals"] >= 1).all()
        assert np.allclose(c["first_refused_rise"], REFUSED)


def test_the_sum_expected_the_day_after_the_vote_is_near_the_text_refused():
    """It stands for whoever comes next: on record the 11th came out at 13.9%."""
    c = arm(NOVEMBER)
    middle = np.nanmedian(c["rise"])
    assert middle == pytest.approx(REFUSED, abs=0.02), f"a median of {middle:.1%}"
    assert (c["rise"] < REFUSED + 0.1).mean() > 0.9, "hardly ever much more"


def test_most_of_november_2020_closes_in_the_spring_after():
    c = arm(NOVEMBER)
    share = np.mean((c["agreement_day"] > 386) & (c["agreement_day"] < 386 + 100))
    assert share > 0.6, f"within a hundred days of the inauguration in {share:.0%}"


def test_one_more_day_on_record_of_quiet_talks_changes_little():
    one, next_day = (arm("sma11", f"as_of=2020-08-{day}") for day in (24, 25))
    assert abs(mean_wait(one) - mean_wait(next_day)) < 60
