"""The way of a text in the fast runner: both leaders look at it, it is signed, and the legislature votes on it."""

from __future__ import annotations

import math

import numpy as np

from sim.compiled import compiled_loop
from sim.draws import exponential, uniform, uniforms
from sim.engine.public import protest, react
from sim.engine.state import AGREED, RATIFIED, SIGNED, TALKING, State
from sim.engine.view import view_of
from sim.outcome import INDEX as COL
from sim.rules.acceptance import above_line, acceptance_chance, ballot, carried, member_yes
from sim.rules.kinds import Party, Purpose
from sim.rules.opinion import (
    voters_support,
)
from sim.rules.payment import (
    DAYS_PER_YEAR,
    first_year,
    frozen_years,
    normal_rise,
    years_since_base,
)
from sim.rules.settlement import package_worth_guest, package_worth_host
from sim.rules.talks import (
    due_in,
    gain_lost,
    moved,
    next_round_in,
    vote_in,
    worth_with_letter,
)
from sim.rules.terms import Facts, Menu, Params, Prospects
from sim.rules.utility import between, withdrawal_loss
from sim.rules.worth import term_from_expiry, years_paid

GUEST = Party.GUEST.value
HOST = Party.HOST.value


@compiled_loop
def review_text(
    day: int, seed: int, replicate: int, s: State, f: Facts, p: Params, q: Prospects, m: Menu, row: np.ndarray
) -> None:
    """Both leaders look at the text and compare it with their own worth of waiting."""
    calendar = f.start_ordinal + day
    view = view_of(day, s, f, p, q, m)
    waits, k = view.waits, view.kinks
    guest_worth = package_worth_guest(s.pair, s.extra, s.rise, m, k) + s.letter
    host_worth = worth_with_letter(package_worth_host(s.pair, s.extra, s.rise, m, k), p.side_letter_cost, s.letter)
    guest_gain = guest_worth - (waits.guest + s.guest_private[s.guest])
    host_gain = host_worth - (waits.host + s.host_private[s.host])
    u = uniforms(seed, replicate, Purpose.LEADER.value, GUEST, calendar)
    if f.leaders == 1 and u[0] >= acceptance_chance(guest_gain, p.temperature):
        row[COL.guest_refusals] += 1
        s.refused = 1
        refuse_text(day, u[2], s, f, p, row)
        react(p.anger_refusal, s, f)
        s.standing_escalator = f.pair_escalator[s.pair]
        s.standing_years = years_paid(view.setting.day, s.pair, f)
        s.standing_extra = s.extra
        s.standing_rise = s.rise
        protest(calendar, seed, replicate, 2, 0.0, s, f, p, row)
        return
    if f.leaders == 1 and u[1] >= acceptance_chance(host_gain, p.temperature):
        row[COL.host_refusals] += 1
        refuse_text(day, u[2], s, f, p, row)
        return
    s.stage = AGREED
    s.relations = moved(s.relations, p.relations_deal)
    lapse_years = max(day - f.expiry, 0.0) / DAYS_PER_YEAR
    row[COL.agreed] = 1.0
    row[COL.agreement_day] = day - f.expiry
    row[COL.guest_at_agreement] = s.guest
    hurt = between(p.withdrawal_transactional, p.withdrawal_guest, q.types[s.guest])
    row[COL.utility_guest] = guest_worth - withdrawal_loss(hurt, f.withdrawn[day])
    row[COL.utility_host] = host_worth - withdrawal_loss(p.withdrawal_host, f.withdrawn[day])
    row[COL.gain_lost] = gain_lost(
        host_worth - waits.host_forever, guest_worth - waits.guest_forever, p.discount_host, p.discount_guest,
        lapse_years,
    )  # fmt: skip
    v = uniform(seed, replicate, Purpose.SIGNATURE.value, HOST, calendar)
    s.due = day + due_in(p.signature_least, p.signature_mean_days, exponential(v))


@compiled_loop
def refuse_text(day: int, u: float, s: State, f: Facts, p: Params, row: np.ndarray) -> None:
    """A leader's refusal: relations fall, talks are parked until the delegations meet again."""
    if math.isnan(row[COL.first_refusal_day]):
        row[COL.first_refusal_day] = day - f.expiry
        row[COL.first_refused_rise] = s.rise
        row[COL.first_refused_term] = f.pair_term[s.pair]
    s.stage = TALKING
    s.failed += 1
    s.relations = moved(s.relations, -p.relations_failure - p.relations_walkout)
    s.next_round = day + next_round_in(day, 0.0, True, exponential(u), f, p)


@compiled_loop
def sign(day: int, seed: int, replicate: int, s: State, f: Facts, p: Params, row: np.ndarray) -> None:
    """Signature: the amount of the year it falls in is set, and the text goes to the legislature."""
    row[COL.signature_day] = day - f.expiry
    write_sums(float(day), s, f, p, row)
    s.stage = SIGNED
    calendar = f.start_ordinal + day
    if s.rise > f.line[day]:
        protest(calendar, seed, replicate, 3, 1.0, s, f, p, row)
    u = uniform(seed, replicate, Purpose.VOTE_DAY.value, HOST, calendar)
    s.due = day + vote_in(exponential(u), f, p)


@compiled_loop
def write_sums(day: float, s: State, f: Facts, p: Params, row: np.ndarray) -> None:
    """What the text comes to if signed on `day`."""
    sums = first_year(day, s.rise, f)
    row[COL.term_years] = term_from_expiry(day, s.pair, f)
    row[COL.rise] = s.rise
    row[COL.rise_annualised] = sums.rise_annualised
    row[COL.amount] = sums.amount
    row[COL.amount_usd_m] = sums.amount_usd_m


@compiled_loop
def vote(day: int, seed: int, replicate: int, s: State, f: Facts, p: Params, row: np.ndarray) -> None:
    """The legislature votes, member by member; a refusal reopens the talks."""
    calendar = f.start_ordinal + day
    if f.ratifies == 0:
        s.stage = RATIFIED
        v = uniform(seed, replicate, Purpose.ENTRY.value, HOST, calendar)
        s.due = day + due_in(0.0, p.entry_mean_days, exponential(v))
        return
    normal = normal_rise(p.fair_growth, years_since_base(frozen_years(float(day), f.year_ends), f.base_age))
    above = above_line(s.rise, f.line[day], normal)
    votes_for, votes_against, votes_abstain = 0, 0, 0
    member = 0
    words = (0.0, 0.0, 0.0, 0.0)
    for bloc in range(f.blocs):
        camp = f.bloc_camp[bloc]
        support = voters_support(s.support[camp], p.support_anger, s.anger[camp])
        yes = member_yes(
            p.vote_level, p.vote_government, camp == f.host_camp[s.host], p.vote_support, support, p.vote_rise, above
        )  # fmt: skip
        for _ in range(f.bloc_seats[bloc]):
            if member % 4 == 0:
                words = uniforms(seed, replicate, Purpose.VOTE.value, member // 4, calendar)
            cast = ballot(words[member % 4], p.attendance, yes, p.vote_abstain)
            member += 1
            if cast == 1:
                votes_for += 1
            elif cast == 2:
                votes_abstain += 1
            elif cast == 3:
                votes_against += 1
    row[COL.votes_for] = votes_for
    row[COL.votes_against] = votes_against
    row[COL.votes_abstain] = votes_abstain
    u = uniforms(seed, replicate, Purpose.ENTRY.value, HOST, calendar)
    if carried(votes_for, votes_for + votes_against + votes_abstain, f.majority):
        s.stage = RATIFIED
        s.due = day + due_in(0.0, p.entry_mean_days, exponential(u[0]))
        return
    row[COL.failed_votes] += 1
    row[COL.agreed] = 0.0
    row[COL.signature_day] = math.nan
    row[COL.agreement_day] = math.nan
    s.stage = TALKING
    s.failed += 1
    s.relations = moved(s.relations, -p.relations_failure)
    s.next_round = day + next_round_in(day, 0.0, True, exponential(u[1]), f, p)
