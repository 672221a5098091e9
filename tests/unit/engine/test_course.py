"""What a round, a refusal, a walkout, a protest and a handover leave behind for the days that follow."""

import math

import numpy as np
import pytest

import sim.engine.round as rounds
from sim.engine.calendar import hand_over, pass_calendar, take_office_guest
from sim.engine.closing import end_of
from sim.engine.decisions import guest_asks, host_asks, north_acts
from sim.engine.opening import open_talks
from sim.engine.public import ANSWERED, discord, protest, react
from sim.engine.recorded import refuse, replay
from sim.engine.round import exchange, hold_round, look, press, use_tactics
from sim.engine.state import AGREED, BROKEN, DONE, RATIFIED, SIGNED, TALKING, TEXT
from sim.engine.text import turn_down
from sim.engine.world import new_world, view_of
from sim.prepare import prepare
from sim.rules.concession import conceded_by_clock, hard_date, progress
from sim.rules.equilibrium import Refusing
from sim.rules.kinds import Act, End, Moved, Party
from sim.rules.pressure import asked, conceded
from sim.rules.settlement import Package, opening_worth_guest, opening_worth_host, package_worth_guest
from tests.runs import shipped

GUEST, HOST = Party.GUEST.value, Party.HOST.value
NOTHING = Refusing(0.0, 0.0)


def opened(name="sma11", *overrides):
    """A world on the first day of the talks, after the first demand."""
    prepared = prepare(shipped(name, *overrides))
    w = new_world(1, 0, prepared.facts, prepared.params)
    open_talks(w)
    return w


@pytest.fixture
def w():
    return opened()


@pytest.mark.parametrize(
    ("stage", "expiry", "end"),
    [
        (TALKING, 100.0, End.OPEN),
        (TALKING, 900.0, End.OPEN),
        (TALKING, 901.0, End.STANDS),
        (TEXT, 901.0, End.PENDING),
        (AGREED, 901.0, End.PENDING),
        (SIGNED, 100.0, End.PENDING),
        (RATIFIED, 100.0, End.PENDING),
        (DONE, 901.0, End.IN_FORCE),
        (BROKEN, 901.0, End.BROKEN_OFF),
    ],
)
def test_without_a_text_an_agreement_that_outlasts_the_horizon_stands(stage, expiry, end):
    assert end_of(stage, expiry, 900) == end.value


# --- giving up and asking ---------------------------------------------------------------------------------


def test_both_sides_give_up_under_the_pressure_of_the_days_since_they_last_looked(w):
    s, p = w.s, w.p
    view = view_of(40, w, 0.0)
    s.looked, s.host_conceded, s.guest_conceded = 10, 0.1, 0.3
    pressure = press(40, w, view, 0.2, 0.3, 0.1)
    assert pressure.total > 0.0
    assert pressure.stake == pytest.approx(0.2), "the mean of what each could gain"
    assert s.host_conceded == conceded(0.1, p.concession_rate, pressure.total, pressure.stake, 30.0) > 0.1
    assert s.guest_conceded == conceded(0.3, p.concession_rate, pressure.total, pressure.stake, 30.0) > 0.3
    assert s.looked == 40
    press(40, w, view, 0.2, 0.3, 0.1)
    assert s.host_conceded == conceded(0.1, p.concession_rate, pressure.total, pressure.stake, 30.0), (
        "no day has passed"
    )


def test_at_stake_in_a_round_is_the_surplus_between_the_sides_and_without_one_nobody_gives_up_anything(w):
    bids = exchange(60, w, view_of(60, w, 0.0), 0, NOTHING)
    assert bids.host_zone > 0.0 < bids.guest_zone
    assert bids.pressure.stake == pytest.approx(0.5 * (bids.host_zone + bids.guest_zone))
    assert w.s.host_conceded > 0.0 < w.s.guest_conceded
    other = opened()
    other.s.host_private[other.s.host] = 9.0
    apart = exchange(60, other, view_of(60, other, 0.0), 0, NOTHING)
    assert apart.guest_zone < 0.0
    assert apart.pressure.stake == 0.0 < apart.pressure.total
    assert other.s.host_conceded == other.s.guest_conceded == 0.0


def test_a_look_without_a_round_gives_up_as_much_as_one_with(w):
    other = opened()
    look(60, w)
    exchange(60, other, view_of(60, other, 0.0), 0, NOTHING)
    assert (w.s.host_conceded, w.s.guest_conceded) == (other.s.host_conceded, other.s.guest_conceded)
    assert w.s.looked == other.s.looked == 60


def test_a_side_asks_from_its_opening_less_what_it_has_given_up(w):
    view = view_of(40, w, 0.0)
    w.s.host_conceded, w.s.guest_conceded = 0.25, 0.5
    host = opening_worth_host(w.f.opening_host, w.m, view.kinks)
    guest = opening_worth_guest(w.s.guest_opening, w.m, view.kinks)
    assert host_asks(40, w, view, 0.2, -0.4) == asked(host, -0.4, 0.2, 0.25)
    assert guest_asks(40, w, view, 0.2, -0.4) == asked(guest, -0.4, 0.2, 0.5)


def test_the_host_does_not_go_back_behind_its_public_offer(w):
    w.s.line = 0.12
    view = view_of(40, w, 0.0)
    offered = opening_worth_host(0.12, w.m, view.kinks)
    assert host_asks(40, w, view, math.inf, -9.0) == asked(offered, -9.0, math.inf, 0.0)
    w.s.line = w.f.opening_host - 0.05
    view = view_of(40, w, 0.0)
    first = opening_worth_host(w.f.opening_host, w.m, view.kinks)
    assert host_asks(40, w, view, math.inf, -9.0) == asked(first, -9.0, math.inf, 0.0)


def test_under_tactics_the_clock_and_not_the_pressure_says_what_is_given_up():
    w = opened("sma11", "policy=tactics")
    view = view_of(40, w, 0.0)
    w.s.guest_conceded = 0.9
    run = progress(40.0, 0.0, hard_date(0.0, w.p.funds_days, w.f))
    share = conceded_by_clock(run, w.p.concession_exponent)
    assert 0.0 < share < 0.9
    opening = opening_worth_guest(w.s.guest_opening, w.m, view.kinks)
    assert guest_asks(40, w, view, math.inf, -0.4) == asked(opening, -0.4, math.inf, share)


def test_demands_are_capped_at_the_zone_unless_that_is_switched_off():
    capped, whole = (
        exchange(40, w, view_of(40, w, 0.0), 0, NOTHING)
        for w in (opened(), opened("sma11", "switches.capped_demand=false"))
    )
    assert capped.guest_zone == whole.guest_zone > 0.0
    assert capped.guest_asks <= capped.guest_least + capped.guest_zone + 1e-12
    assert whole.guest_asks > whole.guest_least + whole.guest_zone, "the demand on record was far beyond it"


# --- a refused text ---------------------------------------------------------------------------------------


def refused(w, day=90, refuser=GUEST):
    s = w.s
    s.stage, s.pair, s.extra, s.rise, s.failed = TEXT, w.f.pairs - 1, 0, 0.13, 4
    turn_down(day, w, view_of(day, w, 0.0), refuser, 0.5)


def test_a_text_the_guests_leader_refuses_stands_and_its_rise_becomes_the_hosts_line(w):
    refused(w)
    s, f = w.s, w.f
    assert (s.stage, s.failed, s.refused, s.line, s.stalled) == (TALKING, 5, 1, 0.13, 90 + ANSWERED)
    assert (s.standing_escalator, s.standing_years) == (f.pair_escalator[f.pairs - 1], f.pair_term[f.pairs - 1])
    assert (s.standing_extra, s.standing_rise) == (0, 0.13)
    assert w.row.first_refused_rise == 0.13


def test_a_text_the_hosts_leader_refuses_leaves_neither_line_nor_standing_text(w):
    refused(w, refuser=HOST)
    assert (w.s.refused, w.s.line, w.s.standing_escalator, w.s.stalled) == (0, math.inf, -1, -1)
    assert w.row.host_refusals == 1


def test_a_refused_text_floors_what_the_guest_asks_and_not_what_he_could_do_without(w):
    refused(w)
    w.s.guest_conceded, w.s.host_private[w.s.host] = 1.0, -1.0  # a host that would take it again
    view = view_of(100, w, 0.0)
    bids = exchange(100, w, view, 0, NOTHING)
    assert bids.standing == package_worth_guest(w.f.pairs - 1, 0, 0.13, w.m, view.kinks)
    assert bids.guest_asks == bids.standing > bids.guest_least == view.waits.guest
    w.s.standing_escalator = -1
    without = exchange(100, w, view_of(100, w, 0.0), 0, NOTHING)
    assert without.guest_asks == without.guest_least == bids.guest_least
    assert without.standing == -math.inf


def test_a_refused_text_that_the_host_would_no_longer_take_stands_for_nothing(w):
    refused(w)
    w.s.host_private[w.s.host] = 9.0
    assert exchange(100, w, view_of(100, w, 0.0), 0, NOTHING).standing == -math.inf


def test_a_refusal_on_record_leaves_what_a_drawn_one_leaves():
    w = opened("nowcast/sma11_2020_11_04")
    f, s = w.f, w.s
    (n,) = [n for n in range(f.moves) if f.move_kind[n] == Moved.REFUSAL.value]
    for day in range(int(f.move_day[n])):
        replay(day, w)
    assert (s.refused, s.standing_escalator) == (0, -1)
    s.line = math.inf  # an offer on record may have set it already
    refuse(int(f.move_day[n]), w, n)
    assert (s.refused, s.stalled) == (1, f.move_day[n] + ANSWERED)
    assert s.line == s.standing_rise == f.move_rise[n]
    assert (s.standing_escalator, s.standing_years) == (f.move_escalator[n], f.move_years[n])
    assert w.row.first_refused_rise == f.move_rise[n]


def test_in_a_round_on_record_both_sides_give_up_under_the_pressure_so_far():
    w = opened("nowcast/sma11_2020_11_04")
    f, s = w.f, w.s
    days = sorted({int(f.move_day[n]) for n in range(f.moves) if f.move_kind[n] == Moved.ROUND.value})
    replay(days[0], w)
    first = s.guest_conceded
    replay(days[-1], w)
    assert s.looked == days[-1] < f.as_of
    assert s.guest_conceded > first


def test_a_refused_text_stands_for_nothing_where_that_is_switched_off():
    for overrides, stands in (((), True), (("switches.outside_option=false",), False)):
        w = opened("sma11", *overrides)
        refused(w)
        w.p.agreement_host = 0.3
        found = exchange(100, w, view_of(100, w, 0.0), 0, NOTHING).standing
        assert bool(found > -math.inf) is stands


@pytest.mark.parametrize(
    ("before", "failed", "known"), [(0, 0, False), (1, 0, True), (0, 30, True)], ids=["unknown", "refused", "leaders"]
)
def test_ministers_do_not_know_their_leaders_price_before_he_refuses(w, monkeypatch, before, failed, known):
    prices = []
    monkeypatch.setattr(rounds, "view_of", lambda day, w, price: prices.append(price) or view_of(day, w, price))
    w.s.refused, w.s.failed, w.s.guest_private[w.s.guest] = before, failed, 0.07
    w.p.leader_after = 30.0
    hold_round(40, w)
    assert prices == [0.07 if known else 0.0]


def test_a_price_that_is_known_makes_every_text_worth_less_to_the_guest_and_none_to_wait(w):
    plain = exchange(40, w, view_of(40, w, 0.0), 0, NOTHING)
    other = opened()
    dear = exchange(40, other, view_of(40, other, 0.05), 0, NOTHING)
    assert dear.guest_least == plain.guest_least
    assert dear.guest_zone < plain.guest_zone


# --- walkouts and threats ---------------------------------------------------------------------------------

OFFER = Package(0, 0, 0.11, 0.0, 0.0)


@pytest.mark.parametrize(
    ("walks", "threatens", "line"), [(1.0, 0.0, 0.11), (0.0, 1.0, 0.11), (1.0, 1.0, 0.11), (0.0, 0.0, math.inf)]
)
def test_after_a_walkout_or_a_threat_the_host_makes_public_what_it_offered(w, walks, threatens, line):
    w.q.types[w.s.guest] = 0.0
    w.p.walkout_chance, w.p.threat_chance, w.p.protest_chance = walks, threatens, 0.0
    before = w.s.anger.copy()
    use_tactics(40, w, OFFER, 9.0, -1)
    assert (w.row.walkouts, w.row.threats, w.s.withdrawal) == (walks, threatens, threatens)
    assert w.s.line == line
    assert w.s.stalled == (40 + ANSWERED if walks else -1), "a walkout is discord, a threat is not"
    assert w.s.anger - before == pytest.approx((walks + threatens) * w.p.anger_affront * w.f.segment_anger[:3])


def test_a_host_that_offered_nothing_has_nothing_to_make_public(w):
    w.q.types[w.s.guest] = 0.0
    w.p.walkout_chance = 1.0
    use_tactics(40, w, Package(-1, -1, 0.0, -math.inf, -math.inf), 9.0, -1)
    assert w.row.walkouts == 1
    assert w.s.line == math.inf


def test_discord_moves_the_north_while_it_lasts():
    w = opened("sma11", "provocations.mode=simulate")
    w.f.quiet[:], w.p.provocation_rate, w.p.provocation_discord = 0, 4.0, 3.0
    usual = [north_acts(day, w) for day in range(40, 200)]
    discord(40, w)
    answered = [north_acts(day, w) for day in range(40, 200)]
    during, after = slice(0, ANSWERED + 1), slice(ANSWERED + 1, None)
    assert np.count_nonzero(answered[during]) > 2 * np.count_nonzero(usual[during]) + 3
    assert answered[after] == usual[after]
    assert all(now == then for now, then in zip(answered, usual, strict=True) if then), "none is called off"


def test_a_lapse_moves_the_north_and_a_text_agreed_in_time_does_not(w):
    lapsed = int(w.f.expiry) + 1
    pass_calendar(lapsed, w)
    assert w.s.stalled == lapsed + ANSWERED
    other = opened()
    other.s.stage = AGREED
    pass_calendar(lapsed, other)
    assert other.s.stalled == -1


# --- the public -------------------------------------------------------------------------------------------


def test_a_protest_makes_every_segment_angrier_by_its_temper(w):
    w.p.protest_chance, w.p.anger_protest = 1.0, 0.2
    before = w.s.anger.copy()
    held = w.row.protests
    protest(40, w, Act.SIGNATURE.value, 1.0)
    assert w.row.protests == held + 1
    assert w.s.anger - before == pytest.approx(0.2 * w.f.segment_anger[:3])
    w.p.protest_chance = 0.0
    protest(40, w, Act.SIGNATURE.value, 1.0)
    assert w.row.protests == held + 1
    assert w.s.anger - before == pytest.approx(0.2 * w.f.segment_anger[:3])


def test_an_angry_public_makes_the_hosts_line_dearer_to_cross(w):
    w.s.line, w.p.audience_line, w.p.audience_public, w.p.support_anger = 0.1, 0.05, 1.0, 0.3
    calm = view_of(40, w, 0.0).kinks
    react(40, w, 1.0)
    angry = view_of(40, w, 0.0).kinks
    assert angry.host_0 < calm.host_0 < 0.0


# --- handovers --------------------------------------------------------------------------------------------


def test_under_a_new_guest_both_sides_begin_anew_and_what_is_public_stays(w):
    refused(w)
    s = w.s
    s.host_conceded, s.guest_conceded, s.looked, s.withdrawal, s.failed = 0.3, 0.4, 80, 1.5, 7
    other = 1 - s.guest if w.f.guests > 1 else s.guest
    take_office_guest(200, w, other)
    assert (s.host_conceded, s.guest_conceded, s.looked) == (0.0, 0.0, 200)
    assert (s.failed, s.refused, s.withdrawal, s.guest, s.guest_since) == (0, 0, 0.0, other, 200.0)
    assert (s.line, s.standing_rise) == (0.13, 0.13)
    assert s.standing_escalator >= 0


def test_a_guest_or_host_that_stays_or_a_new_host_changes_nothing_that_was_given_up():
    w = opened("sma11")
    s = w.s
    s.host_conceded, s.guest_conceded, s.looked = 0.3, 0.4, 80
    k = next(k for k in range(w.f.successions) if w.f.office[k] == GUEST)
    w.q.winners[k] = 0 if w.f.candidate_1[k] == s.guest else 1
    hand_over(200, w, k)
    assert (s.host_conceded, s.guest_conceded, s.looked) == (0.3, 0.4, 80)
    w.f.office[k], w.f.candidate_1[k], w.f.hosts = HOST, 1 - s.host, 2
    w.q.winners[k] = 0
    hand_over(200, w, k)
    assert s.host == w.f.candidate_1[k]
    assert (s.host_conceded, s.guest_conceded, s.looked) == (0.3, 0.4, 80)
