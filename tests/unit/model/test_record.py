"""The state from which talks go on after the record: by hand, and as drawn moves would have left it."""

import math
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from sim.engine.state import TALKING
from sim.history.tables import provocation_days
from sim.model.negotiation import NegotiationModel
from sim.prepare import Prepared, prepare
from sim.rules.kinds import Escalator, Level, Moved, Reason
from sim.rules.talks import level_of_talks
from tests.runs import shipped

OPENING, DAY = date(2019, 9, 24), date(2020, 4, 2)
LAST = (DAY - OPENING).days


def on(prepared: Prepared, day: int, seed: int = 1, replicate: int = 0) -> NegotiationModel:
    """The model at the end of a day."""
    model = NegotiationModel(prepared, seed, replicate)
    while model.day <= day and model.running:
        model.step()
    return model


@pytest.fixture(scope="module")
def april() -> NegotiationModel:
    return on(prepare(shipped("sma11", f"as_of={DAY}", "step_days=1", "parameters.protest_chance=0")), LAST)


def standing(model: NegotiationModel) -> tuple[int, int, int, float]:
    """The text that stands: growth rule (-1 for none), paid years, extra and rise."""
    s = model.world.s
    return int(s.standing_escalator), int(s.standing_years), int(s.standing_extra), float(s.standing_rise)


def faded(half_life: float, days: int) -> float:
    return 0.5 ** (days / half_life)


def test_what_was_done_is_counted(april):
    far, s = april.so_far, april.world.s
    assert (far.rounds, far.texts, far.walkouts, far.guest_refusals) == (7, 1, 1, 1)
    assert (far.first_refusal_day, far.first_refused_rise, far.first_refused_term) == (91, 0.13, 5)
    assert (far.furlough_day, far.furlough_days) == (92, 2)
    assert s.failed == 8, "seven rounds and the refusal"
    level = level_of_talks(s.failed, april.world.p.ministerial_after, april.world.p.leader_after)
    assert Level(level) is Level.MINISTERIAL
    assert april.guest.refused
    assert standing(april) == (Escalator.DEFENCE, 5, 0, 0.13)
    assert s.stage == TALKING
    assert s.next_round > LAST
    assert s.furlough_until > LAST


def test_the_refused_text_is_the_last_public_offer(april):
    assert april.host.line == 0.13


def test_the_public_is_angry_at_the_demand_the_walkout_the_refusal_and_two_days_of_furlough(april):
    p, f = april.world.p, april.world.f
    raised = [(-1, p.anger_demand * math.log2(1 + 4.61)), (56, p.anger_affront), (189, p.anger_affront)]
    raised += [(day, p.anger_furlough / 365.25) for day in (190, 191)]
    temper = float(f.segment_share @ f.segment_anger)
    by_hand = temper * sum(anger * faded(p.memory_half_life, LAST - day) for day, anger in raised)
    assert april.public.anger == pytest.approx(by_hand, rel=1e-9)
    usual = float(f.segment_share @ f.segment_support)
    assert 0.0 < april.public.support < usual, "anger takes from the share that would pay more"


def test_the_host_feels_the_provocations_on_record_before_the_opening_and_since(april):
    half_life, past = april.world.p.threat_half_life, provocation_days(OPENING, DAY)
    assert april.so_far.provocations == len(past) > 5
    carried_in = april.world.f.tension_open * faded(half_life, LAST + 1)  # it fades on day 0 too
    since = sum(severity * faded(half_life, (DAY - day).days) for day, severity in past.items())
    assert april.world.f.tension_open > 0.0
    assert april.host.tension == pytest.approx(carried_in + since, rel=1e-12)


def test_before_the_day_nothing_of_the_talks_is_drawn():
    prepared = prepare(shipped("sma11", f"as_of={DAY}"))
    models = [on(prepared, LAST, seed, replicate=3) for seed in (1, 2, 3)]
    assert len({float(model.host.line) for model in models}) == 1
    assert len({int(model.world.s.next_round) for model in models}) > 1


def test_a_new_guest_who_has_not_met_the_host_yet_meets_it_soon():
    day = date(2021, 1, 25)
    model = on(prepare(shipped("sma11", f"as_of={day}", "step_days=1")), (day - OPENING).days)
    assert model.guest.key == "biden"
    assert (model.world.s.failed, model.guest.refused) == (0, False)
    assert standing(model)[0] >= 0, "what the host took still stands"
    assert not model.workers.on_furlough


def moves_of(model: NegotiationModel, last: int) -> list[tuple[int, Moved, float, int, int]]:
    """What a trace says was done up to a day, as moves on record."""
    moves = []
    for entry in model.trace.entries:
        if entry.day > last:
            break
        if entry.kind == "round" and entry.reason is not Reason.CLOSED:
            moves.append((entry.day, Moved.ROUND, 0.0, 0, 0))
        elif entry.kind == "walkout":
            moves.append((entry.day, Moved.WALKOUT, 0.0, 0, 0))
        elif entry.kind == "refusal" and entry.reason is Reason.GUEST_LEADER:
            rule = Escalator[entry.content.escalator.upper()]
            moves.append((entry.day, Moved.REFUSAL, entry.content.rise, rule, entry.content.term))
    return moves


def with_moves(prepared: Prepared, last: int, moves: list[tuple[int, Moved, float, int, int]]) -> Prepared:
    facts = np.array([prepared.facts]).view(np.recarray)[0].copy()
    facts.as_of, facts.moves = last, len(moves)
    for n, move in enumerate(moves):
        facts.move_day[n], facts.move_kind[n], facts.move_rise[n], facts.move_escalator[n], facts.move_years[n] = move
    return replace(prepared, facts=facts)


def test_recorded_moves_leave_the_state_that_drawn_ones_do():
    """Drawn runs, and their own moves given back as if on record; seen on a day on which no text is on its way."""
    last, refused = 200, 0
    drawn = prepare(
        shipped("sma11", "step_days=1", "parameters.threat_chance=0", "parameters.furlough_hardness=0",
                "parameters.leader_spread=0.2", "parameters.protest_chance=0", "parameters.concession_rate=5")
    )  # fmt: skip
    runs = [on(drawn, last, replicate=replicate) for replicate in range(16)]
    talking = [run for run in runs if run.world.s.stage == TALKING]
    assert len(talking) >= 5
    for run in talking:
        told = on(with_moves(drawn, last, moves_of(run, last)), last, replicate=run.world.replicate)
        assert told.world.s.anger.tolist() == run.world.s.anger.tolist()
        assert (told.world.s.failed, told.guest.refused) == (run.world.s.failed, run.guest.refused)
        assert (told.host.tension, told.north.excitation) == (run.host.tension, run.north.excitation)
        if standing(run)[0] >= 0:
            refused += 1
            escalator, years, _, rise = standing(run)
            assert standing(told) == (escalator, years, 0, rise)
    assert refused > 0


def test_the_trace_says_what_is_on_record(april):
    kinds = [entry.kind for entry in april.trace.entries]
    assert kinds.count("record") == april.world.f.moves
    assert kinds[-1] == "as_of"
    assert timedelta(days=april.trace.entries[-1].day) == DAY - OPENING
