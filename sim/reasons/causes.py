"""Reasons for every negotiation of a run: how often each cause bound a round or a refusal, and what ended the talks.

The talks are played by the same loop as always, each with a log, and a compiled reader goes over the log with the
questions of `sim.reasons.binding` and `sim.reasons.ending`. Nothing is kept of a negotiation but the counts.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from sim.compiled import borrowed, compiled_loop
from sim.draws import checked_luck
from sim.engine.checked import fault_of
from sim.engine.log import Event, Happening
from sim.engine.logs import ROOM
from sim.engine.loop import loop_of
from sim.engine.ready import Tell, helped
from sim.engine.state import State
from sim.engine.talks import run_talks
from sim.engine.world import EMPTY, World
from sim.outcome import Row
from sim.prepare import Prepared
from sim.reasons.binding import (
    AUDIENCE,
    ELECTION,
    GUEST_ASKS,
    GUEST_WAITS,
    HOST_ASKS,
    HOST_WAITS,
    LEADER,
    LINE,
    LUCK,
    NOTHING,
    RESERVATION,
    STANDING_TEXT,
    WIN_SET,
    kept_apart,
    turned_down,
    voted,
)
from sim.reasons.ending import ENDINGS, NONE, ended
from sim.reasons.seen import AUDIENCE as AUDIENCE_WEIGHTS
from sim.reasons.seen import expected_anew, follow, seen, without
from sim.records import blank, blanks
from sim.rules.assessment import View
from sim.rules.kinds import MEDIATED, Party, Reason
from sim.rules.parameters import Params
from sim.rules.settlement import nash_settlement
from sim.rules.terms import Facts, Menu, Prospects
from sim.timeline.days import date_of

GUEST = Party.GUEST.value
OPEN = Happening.OPEN.value
CHANGE = Happening.CHANGE.value
RECORD = Happening.RECORD.value
PARKED = Happening.PARKED.value
ROUND = Happening.ROUND.value
REFUSAL = Happening.REFUSAL.value
CONSENT = Happening.CONSENT.value
VOTE = Happening.VOTE.value
END = Happening.END.value
CLOSED = Reason.CLOSED.value
GUEST_DECLINED = Reason.GUEST_DECLINED.value
HOST_DECLINED = Reason.HOST_DECLINED.value

# Questions by number, and the causes that answer each.
APART, GUEST_REFUSED, HOST_REFUSED, ENDED = range(4)
QUESTIONS = ("apart", "guest_refused", "host_refused", "ended")
NAMED = {
    GUEST_ASKS: "guest_asks",
    HOST_ASKS: "host_asks",
    RESERVATION: "reservation",
    LEADER: "leader",
    STANDING_TEXT: "standing_text",
    LINE: "line",
    AUDIENCE: "audience",
    ELECTION: "election",
    GUEST_WAITS: "guest_waits",
    HOST_WAITS: "host_waits",
    WIN_SET: "win_set",
    LUCK: "luck",
}
ANSWERS = (
    (
        GUEST_ASKS,
        HOST_ASKS,
        RESERVATION,
        LEADER,
        STANDING_TEXT,
        LINE,
        AUDIENCE,
        ELECTION,
        GUEST_WAITS,
        HOST_WAITS,
        WIN_SET,
        LUCK,
    ),
    (LEADER, ELECTION, LUCK),
    (LEADER, LINE, AUDIENCE, ELECTION, LUCK),
    tuple(range(len(ENDINGS))),
)
COLUMNS = tuple(
    (QUESTIONS[question], ENDINGS[cause] if question == ENDED else NAMED[cause])
    for question, causes in enumerate(ANSWERS)
    for cause in causes
)  # question and cause of each count of a phase
WIDTH = len(COLUMNS)
MOST_CAUSES = 16  # numbers of causes lie below
PLACES = tuple(
    sum(map(len, ANSWERS[:question])) + causes.index(cause) if cause in causes else -1
    for question, causes in enumerate(ANSWERS)
    for cause in range(MOST_CAUSES)
)  # by question and cause: the place of its count in a phase


class Phase(NamedTuple):
    """Days of the talks between two dates fixed beforehand: expiry and handovers.

    Attributes
    ----------
    lapse : whether the old agreement has expired
    since, until : handovers with which it begins and ends; None where the opening, expiry or the horizon does
    """

    lapse: bool
    since: date | None
    until: date | None


def phases_of(prepared: Prepared) -> tuple[list[Phase], np.ndarray]:
    """Phases of the talks in order, and the first day of each but the first, int64 in days since talks opened."""
    f = prepared.facts
    lapse = int(f.expiry) + 1  # the old agreement holds on the day it expires
    handovers = {int(day) for day in f.handover[: f.successions]}
    cuts = sorted(day for day in handovers | {lapse} if 0 < day <= f.horizon)
    phases = []
    for first, after in zip([0, *cuts], [*cuts, None], strict=True):
        since = date_of(first, prepared.start) if first in handovers and first > 0 else None
        until = date_of(after, prepared.start) if after is not None and after in handovers else None
        phases.append(Phase(first >= lapse, since, until))
    return phases, np.array(cuts, np.int64)


@compiled_loop
def failed_for(e: Event, view: View, q: Prospects, m: Menu, spare: Menu, f: Facts, p: Params, quiet: Params) -> int:
    """Cause for which a round made no text; see `kept_apart`, whose arguments it takes.

    Luck, a decision no rule makes, where a delegation turned a text down that gave it what it asks. Offers that meet
    without a text leave no gain to share, unless it is the legislature that would refuse all that do.
    """
    if e.reason in (GUEST_DECLINED, HOST_DECLINED):
        return LUCK
    cause = kept_apart(e, view, q, m, spare, f, p, quiet)
    if cause != NOTHING:
        return cause
    if f.protocol != MEDIATED:
        return WIN_SET
    deal = nash_settlement(
        e.host_least, e.guest_least, p.bargaining_weight_host, m, view.kinks, e.host_asks - e.host_least,
        e.guest_asks - e.guest_least,
    )  # fmt: skip
    return WIN_SET if deal.pair >= 0 else RESERVATION


@compiled_loop
def last_anew(log: np.ndarray) -> int:
    """Place of the last event at which the sides worked out anew what they expect; -1 where only the opening did."""
    last = NONE
    for place in range(log.shape[0]):
        if expected_anew(log[place]) and log[place].kind != OPEN:
            last = place
    return last


@compiled_loop
def count_causes(
    log: np.ndarray, q: Prospects, past: Prospects, m: Menu, spare: Menu, f: Facts, p: Params, quiet: Params,
    cuts: np.ndarray, counts: np.ndarray,
) -> None:  # fmt: skip
    """Count the causes of one negotiation by phase.

    A meeting that is put off until a handover counts as a round bound by it. Moves on record have no reasons of the
    model's; they only come before.

    Parameters
    ----------
    log : its events
    q : what the loop left behind: what the sides expected since they last worked it out
    past : to work in; what they expected before that is worked out again
    m, spare : menus to work in
    quiet : the parameters without audience costs
    cuts : first days of the phases after the first, in order
    counts : filled, shape (phases * WIDTH,)
    """
    counts[:] = 0.0
    anew = last_anew(log)
    past.types[:], past.winners[:] = q.types, q.winners
    phase, held, failure, cause = 0, NONE, NONE, NOTHING
    made, taken, before, failed, bound, changed, agreed = NONE, NONE, NONE, NONE, NOTHING, NONE, 0
    for place in range(log.shape[0]):
        e = log[place]
        kind = e.kind
        while phase < cuts.shape[0] and e.day >= cuts[phase]:
            phase += 1
        if place < anew:
            follow(e, past, m, f, p)
        now = past if place < anew else q
        if kind == OPEN:
            q.changed = 0
        elif kind == CHANGE:
            q.changed = 1
            changed = place
        elif kind == ROUND and e.reason == CLOSED:
            made, before, failed, bound = place, held, failure, cause
            held = place
        elif kind == ROUND:
            view = seen(e, now, m, f, p)
            cause = failed_for(e, view, now, m, spare, f, p, quiet)
            counts[phase * WIDTH + PLACES[APART * MOST_CAUSES + cause]] += 1.0
            held, failure = place, place
        elif kind == PARKED:
            cause, failure = ELECTION, place
            counts[phase * WIDTH + PLACES[APART * MOST_CAUSES + cause]] += 1.0
        elif kind == REFUSAL:
            view = seen(e, now, m, f, p)
            cause = turned_down(e, view, now, m, spare, f, p, quiet)
            question = GUEST_REFUSED if e.party == GUEST else HOST_REFUSED
            counts[phase * WIDTH + PLACES[question * MOST_CAUSES + cause]] += 1.0
            failure = place
        elif kind == CONSENT:
            taken, agreed = place, phase
        elif kind == VOTE and e.carried == 0:
            cause, failure = voted(e, f, p), place
        elif kind == RECORD:
            cause, failure = NOTHING, place
        elif kind == END and e.agreed == 1:
            ending = ended(log, made, taken, before, failed, bound, changed > failed, f, p)
            counts[agreed * WIDTH + PLACES[ENDED * MOST_CAUSES + ending]] += 1.0


def play_and_count(
    seed: int, first: int, s: State, f: Facts, draws: np.ndarray, quiet: np.ndarray, q: Prospects,
    past: Prospects, m: Menu, spare: Menu, rows: np.ndarray, empty: Row, log: np.ndarray, cuts: np.ndarray,
    counts: np.ndarray,
) -> int:  # fmt: skip
    """Play replicates from `first` on and count their causes; how many were done before room in the log ran out."""
    kept = borrowed(log)
    for number in range(counts.shape[0]):
        replicate = first + number
        rows[0] = empty
        which = replicate % draws.shape[0]
        w = World(seed, replicate, s, f, draws[which], q, m, rows[0], kept)
        run_talks(w)
        if s.fault >= 0 or s.logged > log.shape[0]:
            return number
        count_causes(kept[: s.logged], q, past, m, spare, f, draws[which], quiet[which], cuts, counts[number])
    return int(counts.shape[0])


def simulate_causes(prepared: Prepared, seed: int, first: int, counts: np.ndarray, tell: Tell | None = None) -> None:
    """Play replicates from `first` on, those of `simulate`, and write how often each cause bound in each of them.

    Parameters
    ----------
    prepared, seed, first : as `sim.engine.batch.simulate` takes them
    counts : float64, shape (replicates, phases * WIDTH), rows one after the other in memory: in each phase of
        `phases_of`, the columns of `COLUMNS`. A failed round, a refusal or an agreement counts once
    tell : told how many functions are compiled and of how many, where that has to be done first
    """
    seed, first, count = checked_luck(seed, first, len(counts))
    cuts = phases_of(prepared)[1]
    assert counts.shape == (count, (len(cuts) + 1) * WIDTH)
    assert counts.flags.c_contiguous
    play = loop_of(()).of(play_and_count)
    quiet = without(prepared.draws, AUDIENCE_WEIGHTS)
    state, prospects, past, menu, spare = blank(State), blank(Prospects), blank(Prospects), blank(Menu), blank(Menu)
    rows, log, done = blanks(Row, 1), blanks(Event, ROOM), 0
    while done < count:
        with helped(play, tell):
            done += play(
                seed, first + done, state, prepared.facts, prepared.draws, quiet, prospects, past, menu, spare, rows,
                EMPTY, log, cuts, counts[done:],
            )  # fmt: skip
        if done < count and state.fault >= 0:
            raise fault_of(state, prepared, first + done)
        if done < count:
            log = blanks(Event, 2 * int(state.logged))
