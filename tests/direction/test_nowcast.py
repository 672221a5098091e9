"""What a day on record leaves open, and what it settles."""

import numpy as np
import pytest

from sim.compiled import INTERPRETED
from tests.direction.levers import REPLICATES, arm, mean_wait
from tests.runs import shipped, table

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

NOVEMBER = "nowcast/sma11_2020_11_04"


def test_a_winner_still_to_be_drawn_is_one_of_the_two_known_ones():
    """Each replicate goes as it would, had the winner been known: no other draw moves."""
    drawn, soft, hard = (
        table(shipped(NOVEMBER, f"successions.0.winner={winner}"), REPLICATES)
        for winner in ("draw", "biden", "trump_1")
    )
    as_soft, as_hard = (
        np.array([np.array_equal(a, b, equal_nan=True) for a, b in zip(drawn, other, strict=True)])
        for other in (soft, hard)
    )
    assert (as_soft | as_hard).all()
    assert 0.4 < as_soft.mean() < 0.6, "even odds"


def test_a_soft_winner_known_brings_the_agreement_forward():
    known, drawn = arm(NOVEMBER), arm(NOVEMBER, "successions.0.winner=draw")
    assert mean_wait(known) < mean_wait(drawn), "half of the drawn ones go on with the guest who refused"


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


def test_one_more_day_on_record_of_quiet_talks_changes_little():
    one, next_day = (arm("sma11", f"as_of=2020-08-{day}") for day in (24, 25))
    assert abs(mean_wait(one) - mean_wait(next_day)) < 60
