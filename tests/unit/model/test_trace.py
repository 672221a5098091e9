"""The trace tells the same story as the outcome."""

import math

import pytest

from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from sim.rules.kinds import Reason
from sim.traces.entries import GuestRefusal, Refusal
from tests.runs import SHIPPED, shipped

FAILED = {
    Reason.GAP, Reason.NO_ZONE, Reason.PARKED, Reason.WALKOUT, Reason.GUEST_DECLINED, Reason.HOST_DECLINED
}  # fmt: skip
VARIANTS = (
    (),
    ("parameters.vote_level=-3", "parameters.leader_spread=0.1", "provocations.mode=simulate"),
    ("successions.0.winner=draw", "parameters.leader_price=0.03", "step_days=1"),
)


def runs():
    for name in SHIPPED:
        for overrides in VARIANTS:
            prepared = prepare(shipped(name, *overrides))
            for replicate in range(2):
                model = NegotiationModel(prepared, 1, replicate)
                model.run()
                yield model


@pytest.fixture(scope="module")
def models():
    return list(runs())


def kinds(model, kind):
    return [entry for entry in model.trace.entries if entry.kind == kind]


def test_the_variants_reach_every_kind_of_entry(models):
    seen = {entry.kind for model in models for entry in model.trace.entries}
    assert seen >= {
        "open", "round", "walkout", "threat", "text", "consent", "refusal", "signature", "vote", "entry", "expiry",
        "funds_out", "furlough", "furlough_end", "election", "handover", "provocation", "horizon",
    }  # fmt: skip


def test_entries_stand_in_date_order_and_days_match_dates(models):
    for model in models:
        entries = model.trace.entries
        assert [entry.day for entry in entries] == sorted(entry.day for entry in entries)
        assert entries[0].kind == "open"
        assert entries[-1].kind in ("entry", "horizon")
        for entry in entries:
            assert (entry.date - model.prepared.start).days == entry.day


def test_every_round_has_a_reason(models):
    for model in models:
        rounds = model.trace.rounds
        assert [one.number for one in rounds] == list(range(1, len(rounds) + 1))
        assert {one.reason for one in rounds} <= FAILED | {Reason.CLOSED, Reason.WIN_SET}
        assert [entry.reason for entry in kinds(model, "round")] == [one.reason for one in rounds]


def test_the_zone_says_why_a_round_failed(models):
    tight = 1e-9  # the zone is worked out by inverting utilities
    for model in models:
        for one in model.trace.rounds:
            if math.isnan(one.most_rise):
                assert one.reason in (Reason.NO_ZONE, Reason.PARKED, Reason.WALKOUT)
            elif one.reason is Reason.GAP:
                assert one.gap > 0.0
                assert one.least_rise <= one.most_rise + tight
            elif one.reason is Reason.NO_ZONE and one.gap > 0.0:
                assert not one.least_rise <= one.most_rise - tight


def test_counts_of_entries_are_those_of_the_outcome(models):
    for model in models:
        outcome, rounds = model.outcome, model.trace.rounds
        refused = {
            reason: sum(entry.reason is reason for entry in kinds(model, "refusal"))
            for reason in (Reason.GUEST_LEADER, Reason.HOST_LEADER)
        }
        agreed = [entry.day for entry in kinds(model, "consent")]
        before = int(model.world.f.horizon) if not outcome.agreed else agreed[-1]
        assert outcome.rounds == len(rounds)
        assert outcome.walkouts == len(kinds(model, "walkout")) == sum(one.reason is Reason.WALKOUT for one in rounds)
        assert outcome.threats == len(kinds(model, "threat"))
        assert outcome.texts == len(kinds(model, "text"))
        assert outcome.guest_refusals == refused[Reason.GUEST_LEADER]
        assert outcome.host_refusals == refused[Reason.HOST_LEADER]
        assert outcome.failed_votes == sum(entry.reason is Reason.VOTE_FAILED for entry in kinds(model, "vote"))
        if not outcome.failed_votes:
            counted = [entry for entry in kinds(model, "provocation") if entry.day <= before]
            assert outcome.provocations == len(counted)


def test_days_of_entries_are_those_of_the_outcome(models):
    for model in models:
        outcome, expiry = model.outcome, model.prepared.expiry_day
        first_refusal = kinds(model, "refusal")[:1]
        if first_refusal:
            assert outcome.first_refusal_day == first_refusal[0].day - expiry
            assert outcome.first_refused_rise == first_refusal[0].content.rise
            assert outcome.first_refused_term == first_refusal[0].content.term
        for kind, column in (("consent", "agreement_day"), ("signature", "signature_day"), ("entry", "entry_day")):
            day = getattr(outcome, column)
            if not math.isnan(day):
                assert kinds(model, kind)[-1].day - expiry == day
        if outcome.end == 2:
            assert kinds(model, "consent")[-1].content.rise == outcome.rise
            assert kinds(model, "signature")[-1].amount == outcome.amount
        for entry in kinds(model, "furlough"):
            assert entry.day - expiry == outcome.furlough_day
        for entry in kinds(model, "furlough_end"):
            assert entry.days == outcome.furlough_days


def test_a_refusal_names_a_rise_its_leader_would_have_taken(models):
    for model in models:
        for entry in model.trace.of(Refusal):
            if isinstance(entry, GuestRefusal):
                assert not entry.limit <= entry.content.rise
            else:
                assert not entry.limit >= entry.content.rise


def test_elections_and_handovers_follow_the_scenario(models):
    for model in models:
        last = model.trace.entries[-1].day
        for row in model.prepared.scenario.successions:
            day = (row.election - model.prepared.start).days
            held = [entry for entry in kinds(model, "election") if entry.date == row.election]
            assert len(held) == (0 <= day <= last)
            if held and row.winner != "draw":
                assert held[0].winner == row.winner
