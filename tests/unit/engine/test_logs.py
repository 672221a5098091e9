"""The log: it changes nothing, holds what happened, and grows where it must."""

import numpy as np
import pytest

import sim.engine.logs as logs
from sim.engine.batch import simulate
from sim.engine.log import Happening
from sim.engine.logs import simulate_logged
from sim.outcome import INDEX
from sim.prepare import prepare
from sim.rules.kinds import Party, Reason
from sim.rules.pressure import conceded
from sim.rules.utility import withdrawal_loss
from tests.parity.runners import differences
from tests.runs import SHIPPED, shipped

ROUND = Happening.ROUND.value


@pytest.mark.parametrize("name", SHIPPED)
def test_the_log_changes_nothing_and_counts_what_the_outcome_counts(name):
    prepared = prepare(shipped(name))
    logged = simulate_logged(prepared, 2, 10, 30)
    assert differences(logged.table, simulate(prepared, 2, 10, 30)) == ""
    for number in range(30):
        row, events = logged.table[number], logged.of(number)
        kinds = events["kind"]
        for column, kind in (
            ("rounds", Happening.ROUND), ("walkouts", Happening.WALKOUT), ("threats", Happening.THREAT),
            ("protests", Happening.PROTEST),
        ):  # fmt: skip
            assert row[getattr(INDEX, column)] == (kinds == kind.value).sum(), column
        closed = (kinds == Happening.ROUND.value) & (events["reason"] == Reason.CLOSED.value)
        assert row[INDEX.texts] == closed.sum()
        refused = events[kinds == Happening.REFUSAL.value]
        assert row[INDEX.guest_refusals] + row[INDEX.host_refusals] == len(refused)
        assert kinds[0] == Happening.OPEN.value
        assert kinds[-1] == Happening.END.value
        ended = np.fmin(row[INDEX.entry_day], row[INDEX.break_day]) + prepared.facts.expiry
        assert events["day"][-1] == (prepared.facts.horizon if np.isnan(ended) else ended), "the last day there was"
        assert (np.diff(events["day"]) >= 0).all()


def test_a_round_that_is_put_off_is_in_the_log_and_none_follows_before_the_handover():
    logged = simulate_logged(prepare(shipped("sma11")), 1, 0, 60)
    parked = 0
    for number in range(60):
        kinds = [Happening(kind) for kind in logged.of(number)["kind"]]
        for place in (n for n, kind in enumerate(kinds) if kind is Happening.PARKED):
            after = [kind for kind in kinds[place + 1 :] if kind in (Happening.ROUND, Happening.HANDOVER)]
            assert after[:1] != [Happening.ROUND]
            parked += 1
    assert parked


@pytest.mark.parametrize("name", SHIPPED)
def test_each_round_holds_the_pressure_by_part_and_what_was_given_up_under_it(name):
    """From one round to the next both give up by the pressure of the later one, as long as nobody new takes office."""
    prepared = prepare(shipped(name))
    p = prepared.params
    logged = simulate_logged(prepared, 1, 0, 20)
    followed = 0
    for number in range(20):
        host, guest, day = 0.0, 0.0, 0
        for e in logged.of(number):
            if e["kind"] == Happening.HANDOVER.value and e["party"] == Party.GUEST.value:
                host, guest, day = e["host_conceded"], e["guest_conceded"], e["day"]
            if e["kind"] != Happening.ROUND.value:
                continue
            parts = e["press_lapse"] + e["press_expiry"] + e["press_money"] + e["press_election"]
            assert e["pressure"] == pytest.approx(max(parts, 0.0), abs=1e-15)
            days = float(e["day"] - day)
            if host == guest == 0.0 and day > 0 and e["in_office"] < 0.0:
                continue
            host = conceded(host, p.concession_rate, e["pressure"], e["stake"], days)
            guest = conceded(guest, p.concession_rate, e["pressure"], e["stake"], days)
            assert (e["host_conceded"], e["guest_conceded"]) == pytest.approx((host, guest), abs=1e-12)
            day = e["day"]
            followed += 1
            assert e["host_asks"] >= e["host_least"]
            assert e["guest_asks"] >= max(e["guest_least"], e["standing"])
    assert followed > 20


def test_troops_that_leave_anger_the_public_and_cost_both_what_they_are_worth():
    leaves = 'withdrawals=[{since=2019-09-24, share=0.1, source="test"}]'
    prepared = prepare(shipped("sma11", leaves))
    logged = simulate_logged(prepared, 1, 0, 40)
    events = logged.of(0)
    (left,) = events[events["kind"] == Happening.WITHDRAWAL.value]
    opened = events[0]
    assert (left["day"], left["amount"]) == (0, pytest.approx(0.1))
    assert left["anger"] > opened["anger"]
    agreed = 0
    for number in range(40):
        row, events = logged.table[number], logged.of(number)
        taken = events[events["kind"] == Happening.CONSENT.value][-1:]
        if row[INDEX.agreed] and len(taken):
            loss = withdrawal_loss(prepared.params.withdrawal_loss, 0.1)
            assert 0.0 < loss == pytest.approx(taken["text_host"][0] - row[INDEX.utility_host], abs=1e-9)
            assert taken["text_guest"][0] > row[INDEX.utility_guest]
            agreed += 1
    assert agreed


def test_a_log_that_fills_up_is_made_larger(monkeypatch):
    prepared = prepare(shipped("sma11"))
    whole = simulate_logged(prepared, 1, 0, 20)
    monkeypatch.setattr(logs, "ROOM", 3)
    cramped = simulate_logged(prepared, 1, 0, 20)
    assert differences(cramped.table, whole.table) == ""
    assert cramped.ends.tolist() == whole.ends.tolist()
    assert cramped.events.tobytes() == whole.events.tobytes()


def test_no_replicates_no_events():
    logged = simulate_logged(prepare(shipped("sma12")), 1, 0, 0)
    assert (len(logged.table), len(logged.events)) == (0, 0)


def test_what_a_leader_wants_for_himself_is_in_no_number_of_a_round_before_he_has_refused():
    """Two runs that differ in it alone tell the same story up to the first refusal, and another after it."""
    level = "parameters.leader_after=100"
    plain, other = (
        simulate_logged(prepare(shipped("sma11", level, f"parameters.leader_spread={spread}")), 1, 0, 60)
        for spread in (0.02, 0.05)
    )
    fields = [name for name in plain.events.dtype.names if name != "guest_private"]
    before = after = 0
    for number in range(60):
        for ours, theirs in zip(plain.of(number), other.of(number), strict=False):
            if ours["kind"] != theirs["kind"] or ours["kind"] in (Happening.CONSENT.value, Happening.REFUSAL.value):
                break
            assert all(np.array_equal(ours[name], theirs[name]) for name in fields)
            before += ours["kind"] == Happening.ROUND.value
        later = (logged.of(number) for logged in (plain, other))
        zones = [events["guest_zone"][(events["refused"] == 1) & (events["kind"] == ROUND)] for events in later]
        after += len(zones[0]) > 0 < len(zones[1]) and zones[0][0] != zones[1][0]
    assert before > 60
    assert after > 3
