"""The legislature votes, member by member."""

from __future__ import annotations

from sim.engine.decisions import camp_favours
from sim.engine.log import Happening
from sim.engine.note import note
from sim.engine.world import World, four
from sim.rules.acceptance import above_line, ballot, carried
from sim.rules.kinds import Purpose
from sim.rules.payment import frozen_years, normal_growth, normal_rise, years_since_base

YES, ABSTAINS, NO = 1, 2, 3  # ballots


def count_votes(day: int, w: World) -> bool:
    """Hold the vote on the text, keep its count, and say whether it is carried."""
    s, f, row = w.s, w.f, w.row
    years = years_since_base(frozen_years(float(day), f.year_ends), f.base_age)
    normal = normal_rise(normal_growth(w.p.fair_growth, f.inflation), years)
    above = above_line(s.rise, s.line, normal)
    votes_for, votes_against, votes_abstain = 0, 0, 0
    member = 0
    words = (0.0, 0.0, 0.0, 0.0)
    for bloc in range(f.blocs):
        yes = camp_favours(day, w, f.bloc_camp[bloc], above)
        for _ in range(f.bloc_seats[bloc]):
            if member % 4 == 0:  # four members share a draw
                words = four(day, w, Purpose.VOTE.value, member // 4)
            cast = ballot(words[member % 4], w.p.attendance, yes, w.p.vote_abstain)
            member += 1
            if cast == YES:
                votes_for += 1
            elif cast == ABSTAINS:
                votes_abstain += 1
            elif cast == NO:
                votes_against += 1
    row.votes_for, row.votes_against, row.votes_abstain = votes_for, votes_against, votes_abstain
    carries = carried(votes_for, votes_for + votes_against + votes_abstain, f.majority)
    index = note(Happening.VOTE.value, day, w)
    if index >= 0:
        e = w.log[index]
        e.votes_for, e.votes_against, e.votes_abstain = votes_for, votes_against, votes_abstain
        e.carried = 1 if carries else 0
    return carries
