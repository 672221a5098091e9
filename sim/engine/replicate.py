"""One replicate as a loop over days: the order in which the rules are called, for the fast runner.

The Mesa model in `sim.model` calls the same rules in the same order from its agents; parity tests hold the two
together. Within a step: each day's calendar, provocation and talks in turn; public opinion at its end.
"""

from __future__ import annotations

import math

import numpy as np

from sim.compiled import compiled_loop
from sim.draws import exponential, logistic, uniform, uniform_of_day, uniforms
from sim.engine.public import protest, react
from sim.engine.record import replay, resume
from sim.engine.round import hold_round
from sim.engine.state import AGREED, BROKEN, DONE, RATIFIED, SIGNED, TALKING, TEXT, State
from sim.engine.text import review_text, sign, vote, write_sums
from sim.outcome import INDEX as COL
from sim.rules.deadline import deadline_seen
from sim.rules.kinds import End, Party, Purpose
from sim.rules.opening import public_demand, true_opening, type_drawn, winner_drawn
from sim.rules.opinion import (
    average,
    demand_anger,
    furlough_anger,
    influence_share,
    influenced,
    relaxed,
    stirred,
)
from sim.rules.payment import (
    blank_days,
)
from sim.rules.provocation import excitation_jump, provocation_chance, severity_of, tension_jump
from sim.rules.succession import elected, postponed, solve_prospects
from sim.rules.talks import (
    decay,
    furlough_chance,
    furlough_day,
    lag,
    leaving,
    moved,
    relations_at_opening,
    round_after_handover,
)
from sim.rules.terms import Facts, Menu, Params, Prospects
from sim.rules.utility import hardness_of

GUEST = Party.GUEST.value
HOST = Party.HOST.value


@compiled_loop
def run_replicate(
    seed: int, replicate: int, s: State, f: Facts, p: Params, q: Prospects, m: Menu, row: np.ndarray
) -> None:
    """Play replicate `replicate` and write its outcome into `row`, shape (columns of `sim.outcome`,)."""
    open_talks(seed, replicate, s, f, p, q, m, row)
    threat_kept = decay(p.threat_half_life, 1.0)
    excitation_kept = decay(p.provocation_half_life, 1.0)
    withdrawal_kept = decay(p.withdrawal_half_life, 1.0)
    relations_kept = decay(p.relations_half_life, 1.0)
    anger_kept = decay(p.anger_half_life, 1.0)
    dated = next_dated(0, f, p)
    day = 0
    while day <= f.horizon and BROKEN < s.stage < DONE:
        step_end = min(day + f.step, f.horizon + 1)
        step_days = step_end - day
        while day < step_end and BROKEN < s.stage < DONE:
            if day == dated:
                pass_calendar(day, seed, replicate, s, f, p, q, m, row)
                dated = next_dated(day + 1, f, p)
            s.tension *= threat_kept
            s.excitation *= excitation_kept
            s.withdrawal *= withdrawal_kept
            s.relations *= relations_kept
            for i in range(3):
                s.anger[i] *= anger_kept
            if f.change_rate > 0.0 and q.changed == 0:
                pass_change(day, seed, replicate, f, q)
            if day > f.replay_until or f.recorded_severity[day] > 0:
                pass_north(day, seed, replicate, s, f, p, row)
            if s.furlough_until >= 0:
                pass_furlough(day, s, f, p, row)
            if day <= f.as_of:
                replay(day, seed, replicate, s, f, p, q, m, row)
                if day == f.as_of:
                    resume(seed, replicate, s, f, p, q)
            elif s.stage == TALKING:
                if day == s.next_round and postponed(day, s.guest, q, f):
                    s.next_round = f.horizon + 1  # the handover sets it anew
                elif day == s.next_round:
                    hold_round(day, seed, replicate, s, f, p, q, m, row)
            elif day == s.due:
                if s.stage == TEXT:
                    review_text(day, seed, replicate, s, f, p, q, m, row)
                elif s.stage == AGREED:
                    sign(day, seed, replicate, s, f, p, row)
                elif s.stage == SIGNED:
                    vote(day, seed, replicate, s, f, p, row)
                elif s.stage == RATIFIED:
                    row[COL.entry_day] = day - f.expiry
                    s.stage = DONE
            day += 1
        settle_opinion(step_days, s, f, p)
    close_books(s, f, p, row)


@compiled_loop
def next_dated(day: int, f: Facts, p: Params) -> int:
    """First day from `day` on that the calendar marks; most days pass without a look at it."""
    following = f.horizon + 1
    for k in range(f.successions):
        for mark in (f.handover[k], f.known_from[k]):
            if day <= mark < following:
                following = mark
    for mark in (furlough_day(f.expiry, p.funds_days), next_withdrawal(day, f), f.furlough_from,
                 int(min(f.change_day, following))):  # fmt: skip
        if day <= mark < following:
            following = mark
    return following


@compiled_loop
def next_withdrawal(day: int, f: Facts) -> int:
    """First day from `day` on by which more troops have left than the day before; beyond the horizon for none."""
    if f.withdrawn[f.horizon] == 0.0:
        return f.horizon + 1
    for later in range(day, f.horizon + 1):
        if leaving(later, f) > 0.0:
            return later
    return f.horizon + 1


@compiled_loop
def open_talks(
    seed: int, replicate: int, s: State, f: Facts, p: Params, q: Prospects, m: Menu, row: np.ndarray
) -> None:
    """Set the state of the first day and draw what stays hidden: types, private reservations, winners."""
    row[:] = 0.0
    for column in (
        COL.agreement_day, COL.signature_day, COL.entry_day, COL.rise, COL.rise_annualised, COL.amount,
        COL.amount_usd_m, COL.term_years, COL.escalator, COL.labour_share, COL.utility_guest, COL.utility_host,
        COL.first_refusal_day, COL.first_refused_rise, COL.first_refused_term, COL.furlough_day, COL.votes_for,
        COL.votes_against, COL.votes_abstain, COL.guest_at_agreement, COL.break_day,
    ):  # fmt: skip
        row[column] = math.nan
    row[COL.replicate] = replicate
    for a in range(f.guests):
        u = uniform(seed, replicate, Purpose.TYPE.value, GUEST, f.guest_key[a])
        q.types[a] = type_drawn(f.guest_type[a], f.guest_band[a], u)
        u = uniform(seed, replicate, Purpose.RESERVATION.value, GUEST, f.guest_key[a])
        s.guest_private[a] = p.reservation_sd_guest * logistic(u)
    for g in range(f.hosts):
        u = uniform(seed, replicate, Purpose.RESERVATION.value, HOST, f.host_key[g])
        s.host_private[g] = p.reservation_sd_host * logistic(u)
    for k in range(f.successions):
        q.winners[k] = f.winner[k]
        if f.winner[k] == 2:
            u = uniform(seed, replicate, Purpose.ELECTION.value, f.office[k], f.start_ordinal + f.election[k])
            q.winners[k] = winner_drawn(f.chance[k], u)
    s.stage = TALKING
    s.due = -1
    s.guest = f.guest_first
    s.host = f.host_first
    s.guest_since = math.nan
    s.next_round = f.round_days[0] if f.rounds > 0 else 0
    s.failed = 0
    s.refused = 0
    s.last_host_offer = math.nan
    s.last_guest_offer = math.nan
    s.guest_received = 0.0
    s.host_received = 0.0
    s.pair = -1
    s.letter = 0.0
    s.standing_escalator = -1
    s.relations = relations_at_opening(p.relations_memory, f.failed_before)
    q.changed = 0
    s.withdrawal = 0.0
    s.tension = 0.0
    s.excitation = 0.0
    s.furlough_since = -1
    s.furlough_until = -1
    public = public_demand(f.opening_guest, p.opening_transactional, p.opening_alliance, q.types[s.guest])
    u = uniform(seed, replicate, Purpose.OPENING.value, GUEST, f.start_ordinal)
    s.guest_opening = true_opening(public, p.opening_spread, u)
    for i in range(3):
        s.support[i] = f.segment_support[i]
        s.anger[i] = 0.0
    react(demand_anger(p.anger_demand, public), s, f)
    protest(f.start_ordinal, seed, replicate, 0, 0.0, s, f, p, row)
    solve_prospects(0, s.guest, s.host, q, m, f, p)
    deadline = deadline_seen(0, s.guest, s.host, q, m, f, p)
    s.guest_start, s.guest_deadline = 0.0, deadline
    s.host_start, s.host_deadline = 0.0, deadline


@compiled_loop
def pass_calendar(
    day: int, seed: int, replicate: int, s: State, f: Facts, p: Params, q: Prospects, m: Menu, row: np.ndarray
) -> None:
    """Handovers of the day, elections that become known to be coming, and the day the money runs out."""
    calendar = f.start_ordinal + day
    if f.change_day == day:
        q.changed = 1
    left = leaving(day, f)
    if left > 0.0:
        s.relations = moved(s.relations, -left)
        react(p.anger_withdrawal * left, s, f)
    for k in range(f.successions):
        if f.known_from[k] == day and day > 0:
            solve_prospects(day, s.guest, s.host, q, m, f, p)
        if f.handover[k] != day:
            continue
        comes = elected(k, q.winners[k], f)
        if f.office[k] == GUEST and comes != s.guest:
            take_office_guest(day, calendar, seed, replicate, comes, s, f, p, q, m, row)
        elif f.office[k] == HOST and comes != s.host:
            s.host = comes
            s.host_start, s.host_deadline = float(day), day + p.clock_days
    if day <= f.as_of:
        if day == f.furlough_from:
            s.furlough_since = day
            s.furlough_until = f.furlough_until if f.furlough_until >= 0 else f.horizon + 1
            row[COL.furlough_day] = day - f.expiry
    elif day == furlough_day(f.expiry, p.funds_days) and s.stage < AGREED and s.furlough_since < 0:
        u = uniforms(seed, replicate, Purpose.FURLOUGH.value, GUEST, calendar)
        if u[0] < furlough_chance(p.furlough_hardness, hardness_of(q.types[s.guest])):
            s.furlough_since = day
            s.furlough_until = day + lag(1.0, p.furlough_mean_days, exponential(u[1]))
            row[COL.furlough_day] = day - f.expiry


@compiled_loop
def take_office_guest(
    day: int, calendar: int, seed: int, replicate: int, comes: int, s: State, f: Facts, p: Params, q: Prospects,
    m: Menu, row: np.ndarray,
) -> None:  # fmt: skip
    """A new guest takes office: new clock, own opening, clean slate; the text his predecessor refused still stands."""
    s.guest = comes
    s.guest_since = float(day)
    s.failed = 0
    s.refused = 0
    s.withdrawal = 0.0
    s.last_host_offer = math.nan
    s.last_guest_offer = math.nan
    s.guest_received = 0.0
    s.host_received = 0.0
    s.guest_start = float(day)
    s.guest_deadline = day + p.clock_days
    if day < f.expiry + p.funds_days:
        s.guest_deadline = deadline_seen(day, s.guest, s.host, q, m, f, p)
    public = public_demand(math.nan, p.opening_transactional, p.opening_alliance, q.types[comes])
    u = uniforms(seed, replicate, Purpose.OPENING.value, GUEST, calendar)
    s.guest_opening = true_opening(public, p.opening_spread, u[0])
    raised = demand_anger(p.anger_demand, public) * hardness_of(q.types[comes])
    react(raised, s, f)
    protest(calendar, seed, replicate, 0, 0.0, s, f, p, row)
    if s.stage == TALKING and f.rounds == 0:
        s.next_round = round_after_handover(day, s.next_round, exponential(u[1]), f, p)


@compiled_loop
def pass_change(day: int, seed: int, replicate: int, f: Facts, q: Prospects) -> None:
    """Whether a change from outside that has no date falls on this day."""
    u = uniform_of_day(seed, replicate, Purpose.CHANGE.value, HOST, f.start_ordinal + day)
    if u < provocation_chance(f.change_rate, 1.0, 0.0):
        q.changed = 1


@compiled_loop
def pass_north(day: int, seed: int, replicate: int, s: State, f: Facts, p: Params, row: np.ndarray) -> None:
    """A provocation on this day, from the record or drawn; threat, excitation and support answer."""
    severity = 0
    if day <= f.replay_until:
        severity = f.recorded_severity[day]
    elif f.simulate == 1 and f.quiet[day] == 0:
        calendar = f.start_ordinal + day
        u = uniform_of_day(seed, replicate, Purpose.PROVOCATION.value, HOST, calendar)
        if u < provocation_chance(p.provocation_rate, f.provocation_factor[day], s.excitation):
            v = uniform(seed, replicate, Purpose.SEVERITY.value, HOST, calendar)
            severity = severity_of(v, p.severity_1, p.severity_2, p.severity_3, p.severity_4)
    if severity > 0:
        s.tension += tension_jump(p.threat_per_severity, severity)
        s.excitation += excitation_jump(
            p.provocation_branching, p.provocation_half_life, p.provocation_severity, severity
        )  # fmt: skip
        for i in range(3):
            s.support[i] = stirred(s.support[i], p.support_per_severity, severity, f.segment_provocation[i])
        if s.stage < AGREED:
            row[COL.provocations] += 1


@compiled_loop
def pass_furlough(day: int, s: State, f: Facts, p: Params, row: np.ndarray) -> None:
    """Base workers at home: anger while it lasts; an agreement or a special act ends it."""
    if s.stage >= AGREED or day >= s.furlough_until:
        s.furlough_until = -1
        return
    row[COL.furlough_days] += 1
    react(furlough_anger(p.anger_furlough), s, f)


@compiled_loop
def settle_opinion(step_days: int, s: State, f: Facts, p: Params) -> None:
    """At the end of a step support relaxes to its mean and segments move toward the average."""
    kept = decay(p.opinion_half_life, float(step_days))
    share = f.segment_share
    for i in range(3):
        s.support[i] = relaxed(s.support[i], f.segment_support[i], kept)
    moved_share = influence_share(p.opinion_influence, float(step_days))
    support = average(share[0], share[1], share[2], s.support[0], s.support[1], s.support[2])
    anger = average(share[0], share[1], share[2], s.anger[0], s.anger[1], s.anger[2])
    for i in range(3):
        s.support[i] = influenced(s.support[i], support, moved_share)
        s.anger[i] = influenced(s.anger[i], anger, moved_share)


@compiled_loop
def close_books(s: State, f: Facts, p: Params, row: np.ndarray) -> None:
    """Columns that follow from how far the replicate came."""
    horizon = f.horizon - f.expiry
    row[COL.end] = End.IN_FORCE.value if s.stage == DONE else End.PENDING.value
    if s.stage == BROKEN:
        row[COL.end] = End.BROKEN_OFF.value
    elif s.stage < AGREED:
        row[COL.end] = End.PENDING.value if s.stage == TEXT else End.OPEN.value
    for day, blank in (
        (COL.agreement_day, COL.blank_days_agreement),
        (COL.signature_day, COL.blank_days),
        (COL.entry_day, COL.blank_days_entry),
    ):
        row[blank] = blank_days(row[day], horizon)
    if s.stage < AGREED:
        row[COL.gain_lost] = 1.0
        for column in (COL.term_years, COL.rise, COL.rise_annualised, COL.amount, COL.amount_usd_m, COL.utility_guest,
                       COL.utility_host, COL.guest_at_agreement):  # fmt: skip
            row[column] = math.nan
        return
    row[COL.escalator] = f.pair_escalator[s.pair]
    row[COL.labour_share] = f.extra_labour[s.extra]
    row[COL.operational_support] = f.extra_operations[s.extra]
    row[COL.side_letter] = 1.0 if s.letter > 0.0 else 0.0
    if s.stage == AGREED:  # agreed, not signed by the horizon: valued as if signed on the last day
        write_sums(float(f.horizon), s, f, p, row)
