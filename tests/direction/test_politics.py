"""What moves the date: who governs, who may come, and what the sides believe."""

import pytest

from sim.compiled import INTERPRETED
from tests.direction.levers import arm, mean_rise_change, mean_wait, set_to

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

# So that nothing in an agreement depends on who comes, and waiting alone does: with it, a host that expects a soft
# successor also fears renewals less, and takes a text the more readily.
WAITING = set_to(renewal_fear=0.0)


def beliefs(since: str, guest: float, host: float) -> str:
    """Chance each side gives the first candidate, the hard-liner, of the next election."""
    return f'successions.0.beliefs=[{{since={since}, guest={guest}, host={host}, source="test"}}]'


def test_the_hard_liner_in_office_for_four_more_years_means_later_or_dearer():
    soft, hard = (arm("sma11", f"successions.0.winner={winner}") for winner in ("biden", "trump_1"))
    later, dearer = mean_wait(hard) - mean_wait(soft), mean_rise_change(soft, hard)
    assert later > 0 or dearer > 0, f"he asks for more and can wait: {later:+.0f} days, rise {dearer:+.4f}"


def test_an_alliance_minded_guest_from_the_start_settles_earlier():
    hard, soft = (arm("sma11", f"administrations.trump_1.type={kind}") for kind in (0.1, 0.9))
    assert mean_wait(soft) < mean_wait(hard), "he bears more of the cost of a lapse and asks for less"


def test_a_soft_successor_settles_earlier_than_a_hard_one():
    """The same talks up to the handover; then the office changes hands, or stays."""
    soft, hard = (
        arm("sma11", f"administrations.biden.type={kind}", beliefs("2019-09-24", 0.5, 0.5)) for kind in (0.95, 0.05)
    )
    assert mean_wait(soft) < mean_wait(hard), "the successor bargains as his predecessor did"


def test_a_host_that_expects_the_soft_successor_waits_for_him():
    """2020: drag out the talks until the hard-liner leaves."""
    gloomy, hopeful = (arm("sma11", *WAITING, beliefs("2019-09-24", 0.5, host)) for host in (0.95, 0.05))
    later = mean_wait(hopeful) - mean_wait(gloomy)
    assert later > 0, f"a better worth of waiting makes the host ask for more and settle later: {later:+.0f} days"


def test_a_host_that_expects_the_soft_successor_pays_no_more_now():
    gloomy, hopeful = (arm("sma11", *WAITING, beliefs("2019-09-24", 0.5, host)) for host in (0.95, 0.05))
    dearer = mean_rise_change(gloomy, hopeful)
    assert dearer < 0, f"a better disagreement point lowers the price of the deals it still makes: {dearer:+.4f}"


def test_a_host_that_fears_the_hard_liner_hurries():
    """2024: close before he may come."""
    calm, afraid = (arm("sma12", *WAITING, beliefs("2024-04-23", 0.5, host)) for host in (0.05, 0.95))
    sooner, dearer = mean_wait(calm) - mean_wait(afraid), mean_rise_change(calm, afraid)
    assert sooner > 0 or dearer > 0, f"a worse worth of waiting: {sooner:+.0f} days sooner, rise {dearer:+.4f}"


def test_both_sides_sure_of_a_hard_liner_settle_before_he_comes():
    """An alliance-minded guest minds him too."""
    calm, afraid = (arm("sma12", *WAITING, beliefs("2024-04-23", chance, chance)) for chance in (0.05, 0.95))
    assert mean_wait(afraid) < mean_wait(calm), "what both expect to lose with the handover presses both"
