"""Causes counted over a run: those that traces tell, as many as the outcomes have, and none of what is switched off."""

import math

import numpy as np
import pytest

from sim.engine.batch import simulate
from sim.engine.log import Event, Happening
from sim.engine.logs import simulate_logged
from sim.engine.opening import draw_hidden
from sim.engine.world import new_world
from sim.outcome import NAMES
from sim.prepare import prepare
from sim.reasons import causes
from sim.reasons.binding import turned_down
from sim.reasons.causes import COLUMNS, WIDTH, phases_of, simulate_causes
from sim.reasons.played import played
from sim.reasons.seen import follow, seen, without
from sim.records import blank, blanks
from sim.rules.kinds import Reason
from sim.rules.terms import Menu, Prospects
from sim.traces.entries import GuestRefusal, HostRefusal, OfferMade, RoundHeld, RoundParked, TextDeclined, TextMade
from sim.traces.moves import Constraint
from tests.runs import SHIPPED, shipped

LOOSE = ("parameters.leader_spread=0.1", "parameters.reservation_sd_host=0.05", "parameters.audience_line=0.05")
IN_TURN = ("protocol=alternating",)
AT_ONE_SIDE = {Constraint.OWN_ASPIRATION: "guest_asks", Constraint.OTHER_ASPIRATION: "host_asks"}
WAITS = {"guest": "guest_waits", "host": "host_waits", "both": "election"}
NAMED = {
    Constraint.OWN_RESERVATION: "reservation",
    Constraint.LEADER: "leader",
    Constraint.STANDING_TEXT: "standing_text",
    Constraint.LINE: "line",
    Constraint.AUDIENCE: "audience",
    Constraint.ELECTION: "election",
    Constraint.WIN_SET: "win_set",
    Constraint.LUCK: "luck",
}


def counted(prepared, replicates, seed=1, first=0):
    """Counts by negotiation, phase and column."""
    phases = len(phases_of(prepared)[0])
    counts = np.full((replicates, phases * WIDTH), np.nan)
    simulate_causes(prepared, seed, first, counts)
    return counts.reshape(replicates, phases, WIDTH)


def of(counts, question, *named):
    """Counts of a question, of some causes or all, added up; shape (negotiations, phases)."""
    places = [
        place for place, (asked, cause) in enumerate(COLUMNS) if asked == question and cause in (named or (cause,))
    ]
    assert places
    return counts[:, :, places].sum(axis=2)


def told(trace, cuts):
    """Causes by phase that the trace of a negotiation tells; of offers that met without a text, no cause."""
    found = np.zeros((len(cuts) + 1, WIDTH))
    unknown = np.zeros(len(cuts) + 1)
    entries = trace.entries
    for place, entry in enumerate(entries):
        phase = int(np.searchsorted(cuts, entry.day, side="right"))

        def count(question, cause, phase=phase):
            found[phase, COLUMNS.index((question, cause))] += 1

        if isinstance(entry, RoundHeld):
            offer = next(
                each for each in reversed(entries[:place]) if isinstance(each, OfferMade) and each.actor == "guest"
            )
            after = entries[place + 1] if place + 1 < len(entries) else None
            if isinstance(after, TextDeclined):
                count("apart", "luck")
            elif not isinstance(after, TextMade):
                bound = offer.move.constraint
                if bound is Constraint.NONE:
                    unknown[phase] += 1
                elif bound is Constraint.ELECTION:
                    count("apart", WAITS[offer.move.waiter])
                else:
                    count("apart", AT_ONE_SIDE.get(bound) or NAMED[bound])
        elif isinstance(entry, RoundParked):
            count("apart", "election")
        elif isinstance(entry, GuestRefusal | HostRefusal):
            question = "guest_refused" if isinstance(entry, GuestRefusal) else "host_refused"
            count(question, NAMED[entry.move.constraint])
    return found, unknown


@pytest.mark.parametrize("overrides", [(), LOOSE], ids=["given", "loose"])
@pytest.mark.parametrize("name", SHIPPED)
def test_causes_are_those_that_the_trace_of_the_negotiation_tells(name, overrides):
    prepared = prepare(shipped(name, *overrides))
    cuts = phases_of(prepared)[1]
    counts = counted(prepared, 2, seed=3)
    of_rounds = [place for place, (question, _) in enumerate(COLUMNS) if question != "ended"]
    open_to_both = [COLUMNS.index(("apart", cause)) for cause in ("reservation", "win_set")]
    for replicate in range(2):
        found, unknown = told(played(prepared, 3, replicate)[1], cuts)
        rest = counts[replicate] - found
        np.testing.assert_array_equal(rest[:, open_to_both].sum(axis=1), unknown)
        certain = [place for place in of_rounds if place not in open_to_both]
        np.testing.assert_array_equal(rest[:, certain], 0.0)


@pytest.mark.parametrize("overrides", [(), LOOSE, IN_TURN], ids=["given", "loose", "in turn"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_failed_round_refusal_and_agreement_counts_once(name, overrides):
    prepared = prepare(shipped(name, *overrides))
    counts = counted(prepared, 200)
    logged = simulate_logged(prepared, 1, 0, 200)
    rows = {column: logged.table[:, place] for place, column in enumerate(NAMES)}
    parked = [int((logged.of(r)["kind"] == Happening.PARKED.value).sum()) for r in range(200)]
    np.testing.assert_array_equal(of(counts, "apart").sum(axis=1), rows["rounds"] - rows["texts"] + parked)
    np.testing.assert_array_equal(of(counts, "guest_refused").sum(axis=1), rows["guest_refusals"])
    np.testing.assert_array_equal(of(counts, "host_refused").sum(axis=1), rows["host_refusals"])
    np.testing.assert_array_equal(of(counts, "ended").sum(axis=1), rows["agreed"])


def test_an_agreement_counts_in_the_phase_in_which_the_leaders_consent():
    prepared = prepare(shipped("sma11"))
    cuts = phases_of(prepared)[1]
    table = simulate(prepared, 1, 0, 300)
    day = table[:, NAMES.index("agreement_day")] + prepared.expiry_day
    ended = of(counted(prepared, 300), "ended")
    for row in np.flatnonzero(~np.isnan(day)):
        assert ended[row].argmax() == np.searchsorted(cuts, day[row], side="right")


def test_phases_are_cut_after_expiry_and_at_handovers():
    prepared = prepare(shipped("sma11"))
    phases, cuts = phases_of(prepared)
    assert [(each.lapse, str(each.since), str(each.until)) for each in phases] == [
        (False, "None", "None"),
        (True, "None", "2021-01-20"),
        (True, "2021-01-20", "2022-05-10"),
        (True, "2022-05-10", "None"),
    ]
    assert cuts[0] == prepared.facts.expiry + 1


AUDIENCE = tuple(f"parameters.{name}=0" for name in causes.AUDIENCE_WEIGHTS)


def test_where_the_public_costs_nothing_it_never_binds():
    with_costs = counted(prepare(shipped("sma11", *LOOSE)), 300)
    without = counted(prepare(shipped("sma11", *LOOSE, *AUDIENCE)), 300)
    for question, cause in (
        ("apart", "audience"), ("apart", "line"), ("host_refused", "audience"), ("host_refused", "line"),
        ("ended", "public_eased"),
    ):  # fmt: skip
        assert of(without, question, cause).sum() == 0
    assert of(with_costs, "apart", "audience", "line").sum() > 0


def test_where_no_leader_is_asked_nobody_refuses():
    counts = counted(prepare(shipped("sma11", "switches.leader_approval=false")), 200)
    assert of(counts, "guest_refused").sum() == of(counts, "host_refused").sum() == 0
    assert of(counts, "ended", "price_met").sum() == 0


def test_with_a_successor_elected_whatever_fails_waits_for_the_handover():
    """The 11th: rounds between the election of 2020 and the handover are put off, in this run by those who lost."""
    prepared = prepare(shipped("sma11"))
    f = prepared.facts
    logged, counts = simulate_logged(prepared, 1, 0, 200), counted(prepared, 200)
    put_off = [r for r in range(200) if (logged.of(r)["kind"] == Happening.PARKED.value).any()]
    assert put_off
    before = [phase.until is not None and str(phase.until) == "2021-01-20" for phase in phases_of(prepared)[0]]
    for replicate in put_off:
        events = logged.of(replicate)
        parked = events[events["kind"] == Happening.PARKED.value]
        assert (parked["day"] < max(f.handover[: f.successions])).all()
        assert of(counts, "apart", "election")[replicate, before].sum() >= 1


def test_what_comes_into_sight_during_the_talks_is_reckoned_with_from_then_on():
    """Prospects worked out anew underway: the same counts as from a reader in Python that follows every event."""
    prepared = prepare(shipped("sma12", *LOOSE))
    logged, counts = simulate_logged(prepared, 1, 0, 400), counted(prepared, 400)
    anew = [r for r in range(400) if (logged.of(r)["kind"] == Happening.PROSPECTS.value).any()]
    assert len(anew) > 50
    f, p = prepared.facts, prepared.params
    quiet = without(p, causes.AUDIENCE_WEIGHTS)
    for replicate in anew:
        world, menu = new_world(1, replicate, f, p), blank(Menu)
        draw_hidden(world)
        found = dict.fromkeys(causes.NAMED.values(), 0)
        for e in logged.of(replicate):
            follow(e, world.q, world.m, f, p)
            if e.kind == Happening.REFUSAL.value:
                bound = turned_down(e, seen(e, world.q, menu, f, p), world.q, menu, blank(Menu), f, p, quiet)
                found[causes.NAMED[bound]] += 1
            elif e.kind == Happening.ROUND.value and e.reason != Reason.CLOSED.value:
                view = seen(e, world.q, menu, f, p)
                bound = causes.failed_for(e, view, world.q, menu, blank(Menu), f, p, quiet)
                found[causes.NAMED[bound]] += 1
            elif e.kind == Happening.PARKED.value:
                found["election"] += 1
        for cause in causes.NAMED.values():
            here = [place for place, (asked, each) in enumerate(COLUMNS) if each == cause and asked != "ended"]
            assert counts[replicate][:, here].sum() == found[cause], (replicate, cause)


def by_hand(*events):
    """Causes counted in a log made by hand: events five days apart, each a kind with some fields; rounds make texts."""
    prepared = prepare(shipped("sma11"))
    log = blanks(Event, len(events))
    for place, (kind, fields) in enumerate(events):
        log[place].kind, log[place].day, log[place].reason = Happening[kind].value, 5 * place, Reason.CLOSED.value
        for name, value in fields.items():
            log[place][name] = value
    cuts = phases_of(prepared)[1]
    counts = np.full((len(cuts) + 1) * WIDTH, np.nan)
    f, p = prepared.facts, prepared.params
    causes.count_causes(log, blank(Prospects), blank(Prospects), blank(Menu), blank(Menu), f, p, p, cuts, counts)
    assert counts[WIDTH:].sum() == 0.0
    return {COLUMNS[place]: counts[place] for place in np.flatnonzero(counts)}


TAKEN = (("CONSENT", {}), ("END", {"agreed": 1}))
PUT_OFF = ("apart", "election")


def test_what_changed_is_told_from_the_round_just_before_though_it_made_a_text():
    asks = [("ROUND", {"guest_asks": asked}) for asked in (0.1, 0.75, 0.25)]
    assert by_hand(*asks[:2], ("PARKED", {}), asks[2], *TAKEN) == {PUT_OFF: 1.0, ("ended", "guest_came_down"): 1.0}


def test_a_change_from_outside_ends_talks_that_waited_for_it_and_no_others():
    one, other = ("ROUND", {"guest_asks": 0.5}), ("ROUND", {})
    after = by_hand(one, ("PARKED", {}), ("CHANGE", {}), other, *TAKEN)
    assert after == {PUT_OFF: 1.0, ("ended", "election_passed"): 1.0}
    before = by_hand(one, ("CHANGE", {}), ("PARKED", {}), other, *TAKEN)
    assert before == {PUT_OFF: 1.0, ("ended", "guest_came_down"): 1.0}


@pytest.mark.parametrize(("rise", "ending"), [(10.0, "legislature"), (-0.5, "chance")])
def test_after_a_vote_that_failed_the_next_text_is_set_beside_it(rise, ending):
    """A rise that nobody would vote for fails as expected, a cut by chance; a vote that is carried is no failure."""
    failed = ("VOTE", {"rise": rise, "line": math.inf})
    assert by_hand(("ROUND", {}), TAKEN[0], failed, ("ROUND", {}), *TAKEN) == {("ended", ending): 1.0}
    carried = ("VOTE", {"rise": rise, "line": math.inf, "carried": 1})
    assert by_hand(("ROUND", {}), TAKEN[0], carried, TAKEN[1]) == {("ended", "met_at_once"): 1.0}


def test_talks_without_agreement_have_no_ending():
    assert by_hand(("ROUND", {}), TAKEN[0], ("VOTE", {"rise": 10.0, "line": math.inf}), ("END", {})) == {}


def test_rows_depend_neither_on_where_a_block_begins_nor_on_room_in_the_log(monkeypatch):
    prepared = prepare(shipped("sma11"))
    whole = counted(prepared, 20)
    np.testing.assert_array_equal(counted(prepared, 8, first=12), whole[12:])
    monkeypatch.setattr(causes, "ROOM", 4)
    np.testing.assert_array_equal(counted(prepared, 20), whole)


def test_talks_that_go_on_from_the_record_say_so():
    prepared = prepare(shipped("sma11", "as_of=2021-02-10"))
    counts = counted(prepared, 100)
    assert of(counts, "ended", "after_record").sum() > 0
    assert of(counts, "apart")[:, 0].sum() == 0, "rounds on record have no reasons of the model's"
