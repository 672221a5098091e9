"""What a side asks for stays between what it could do without and its opening, and only ever falls."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.rules.concession import conceded_by_clock, progress
from sim.rules.pressure import asked, conceded, nearness
from tests.menus import numbers

examples = settings(derandomize=True)
utility = numbers(-1.0, 1.0)
share = numbers(0.0, 1.0)
exponent = numbers(0.05, 10.0)
rate = numbers(0.0, 5.0)
pressure = numbers(-0.5, 2.0)
stake = numbers(0.0, 2.0)
days = numbers(0.0, 1000.0)
ROUNDING = 1e-12


@examples
@given(opening=utility, least=utility, zone=st.one_of(utility, st.just(math.inf)), given_up=share)
def test_a_demand_lies_between_what_a_side_could_do_without_and_its_opening(opening, least, zone, given_up):
    demand = asked(opening, least, zone, given_up)
    assert least <= demand <= max(min(opening, least + zone), least) + ROUNDING


@examples
@given(opening=utility, least=utility, zone=utility, more=numbers(0.0, 1.0), given_up=share)
def test_a_demand_beyond_the_zone_buys_nothing(opening, least, zone, more, given_up):
    """Between two openings past the most a side could gain there is no difference."""
    beyond = max(opening, least + zone)
    assert asked(beyond + more, least, zone, given_up) == asked(beyond, least, zone, given_up)


@examples
@given(opening=utility, least=utility, zone=utility, first=share, second=share)
def test_who_has_given_up_more_asks_for_less(opening, least, zone, first, second):
    fewer, more = sorted((first, second))
    assert asked(opening, least, zone, more) <= asked(opening, least, zone, fewer)


@examples
@given(before=share, rate=rate, pressure=pressure, stake=stake, days=days)
def test_what_is_given_up_never_comes_back_and_is_never_more_than_all(before, rate, pressure, stake, days):
    after = conceded(before, rate, pressure, stake, days)
    assert before - ROUNDING <= after <= 1.0


@examples
@given(before=share, rate=rate, pressure=pressure, stake=numbers(0.01, 2.0), first=days, second=days)
def test_how_often_the_pressure_is_looked_at_does_not_matter(before, rate, pressure, stake, first, second):
    """Under the same pressure two looks give up what one look after the same days does."""
    once = conceded(before, rate, pressure, stake, first + second)
    twice = conceded(conceded(before, rate, pressure, stake, first), rate, pressure, stake, second)
    assert math.isclose(once, twice, abs_tol=1e-9)


@examples
@given(before=share, rate=rate, low=pressure, more=numbers(0.0, 1.0), stake=stake, days=days)
def test_more_pressure_gives_up_more_and_a_larger_stake_less(before, rate, low, more, stake, days):
    assert conceded(before, rate, low, stake, days) <= conceded(before, rate, low + more, stake, days) + ROUNDING
    if stake > 0.0:
        assert conceded(before, rate, low, stake + more, days) <= conceded(before, rate, low, stake, days) + ROUNDING


@examples
@given(before=share, rate=rate, pressure=pressure, stake=stake, days=days, unit=numbers(0.1, 10.0))
def test_the_unit_of_pressure_and_stake_does_not_matter(before, rate, pressure, stake, days, unit):
    here = conceded(before, rate, pressure, stake, days)
    assert math.isclose(here, conceded(before, rate, unit * pressure, unit * stake, days), abs_tol=1e-9)


@examples
@given(near=days, far=days, reach=numbers(1.0, 5000.0))
def test_a_date_presses_the_more_the_nearer_it_is_and_not_once_it_is_past(near, far, reach):
    sooner, later = sorted((near, far))
    assert nearness(later, reach) <= nearness(sooner, reach) <= nearness(0.0, reach) == 1.0
    assert nearness(-1.0 - near, reach) == 0.0


@examples
@given(day=numbers(-100.0, 2000.0), start=numbers(0.0, 500.0), length=numbers(0.0, 1000.0), beta=exponent)
def test_the_clock_runs_from_0_to_1_and_so_does_what_it_gives_up(day, start, length, beta):
    run = progress(day, start, start + length)
    assert 0.0 <= run <= progress(day + 10.0, start, start + length) <= 1.0
    assert 0.0 <= conceded_by_clock(run, beta) <= 1.0


@examples
@given(run=share, first=exponent, second=exponent)
def test_a_larger_exponent_has_given_up_more_at_any_moment(run, first, second):
    stubborn, yielding = sorted((first, second))
    assert conceded_by_clock(run, stubborn) <= conceded_by_clock(run, yielding) + ROUNDING


@examples
@given(day=numbers(0.0, 100.0), length=numbers(1.0, 100.0), scale=numbers(0.1, 10.0))
def test_only_the_ratio_of_times_counts(day, length, scale):
    """C27: a finer step changes the clock's reading only by where it is read."""
    assert abs(progress(day, 0.0, length) - progress(day * scale, 0.0, length * scale)) < 1e-9
