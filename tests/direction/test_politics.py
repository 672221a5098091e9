"""What moves the date: who governs, who may come, and what the sides believe."""

import pytest

from sim.compiled import INTERPRETED
from tests.direction.levers import agreed_before, arm, change, mean_rise_change, mean_wait, wait

pytestmark = pytest.mark.skipif(INTERPRETED, reason="many replicates")

HANDOVER_2021 = 386  # days from the expiry of the 10th to 2021-01-20
VOTE_2024 = -421  # days from the expiry of the 11th to 2024-11-05


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
    """2020: drag out the talks until the hard-liner leaves (Deutsche Welle 2024-03-14)."""
    gloomy, hopeful = (arm("sma11", beliefs("2019-09-24", 0.5, host)) for host in (0.95, 0.05))
    low, high = change(*(agreed_before(c, HANDOVER_2021) for c in (gloomy, hopeful)))
    assert high < 0, f"fewer texts under the one who leaves: {100 * low:+.1f} to {100 * high:+.1f} points of chance"
    low, high = change(wait(gloomy), wait(hopeful))
    assert low > 0, f"a better worth of waiting: {low:+.0f} to {high:+.0f} days"


def test_a_host_that_expects_the_soft_successor_pays_no_more_now():
    """Over the negotiations that agree before the handover in both."""
    gloomy, hopeful = (arm("sma11", beliefs("2019-09-24", 0.5, host)) for host in (0.95, 0.05))
    now = (gloomy["agreement_day"] < HANDOVER_2021) & (hopeful["agreement_day"] < HANDOVER_2021)
    low, high = change(gloomy["rise"][now], hopeful["rise"][now])
    assert low <= 0, f"a better disagreement point lowers the price of the deals made: {low:+.4f} to {high:+.4f}"


def test_a_host_that_fears_the_hard_liner_hurries():
    """2024: close before he may come."""
    calm, afraid = (arm("sma12", beliefs("2024-04-23", 0.5, host)) for host in (0.05, 0.95))
    sooner, dearer = change(wait(calm), wait(afraid)), change(calm["rise"], afraid["rise"])
    assert sooner[1] < 0 or dearer[0] > 0, f"a worse worth of waiting: {sooner} days, rise {dearer}"


def test_both_sides_sure_of_a_hard_liner_settle_before_he_comes():
    """An alliance-minded guest minds him too."""
    calm, afraid = (arm("sma12", beliefs("2024-04-23", chance, chance)) for chance in (0.05, 0.95))
    low, high = change(*(agreed_before(c, VOTE_2024) for c in (calm, afraid)))
    assert low > 0, f"more before the vote: {100 * low:+.1f} to {100 * high:+.1f} points of chance"
