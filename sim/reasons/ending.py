"""What ended the talks: what had changed between the last failure and the text that was agreed."""

from __future__ import annotations

import numpy as np

from sim.compiled import compiled, compiled_loop
from sim.engine.log import Event, Happening
from sim.reasons.binding import AUDIENCE, ELECTION, LUCK, WIN_SET
from sim.rules.kinds import Party
from sim.rules.parameters import Params
from sim.rules.terms import Facts
from sim.rules.utility import audience_weight

GUEST = Party.GUEST.value
RECORD = Happening.RECORD.value
REFUSAL = Happening.REFUSAL.value
NONE = -1  # place of an event that there is none of

ENDINGS = (
    "met_at_once",
    "new_guest",
    "new_host",
    "side_letter",
    "after_record",
    "chance",
    "election_passed",
    "public_eased",
    "legislature",
    "standing_text",
    "guest_came_down",
    "host_came_up",
)  # by number
(
    MET_AT_ONCE, A_NEW_GUEST, A_NEW_HOST, SIDE_LETTER, AFTER_RECORD, CHANCE, ELECTION_PASSED, PUBLIC_EASED,
    LEGISLATURE, REFUSED_TEXT, GUEST_CAME_DOWN, HOST_CAME_UP,
) = range(len(ENDINGS))  # fmt: skip


@compiled_loop
def ended(
    log: np.ndarray, made: int, taken: int, before: int, failed: int, bound: int, changed: bool, f: Facts, p: Params,
) -> int:  # fmt: skip
    """Number of what ended the talks, the first of these that holds.

    Somebody else governs on one side than at the last failure. A side letter bridged what the offers left apart. The
    failure was chance. An election, handover or change from outside that was waited for has come. The public that bound
    the host weighs less. The legislature's limit bound, and does no more. The guest's leader refused the last text,
    which stands, and this one is better. Else the gap between what the guest asks and what the host's offer gives it
    has closed, and the side whose part of that is larger ended it.

    Parameters
    ----------
    made : place in the log of the round that made the text
    taken : of the consent of both leaders
    before : of the round before it, -1 for none
    failed : of the last failure before it: a round without a text, a meeting put off, a refusal, a failed vote, or a
        move on record; -1 for none
    bound : number of the cause of that failure
    changed : whether a change from outside has come since
    """
    now = log[made]
    if failed == NONE:
        return SIDE_LETTER if now.letter > 0.0 else MET_AT_ONCE
    then, consent = log[failed], log[taken]
    if consent.guest != then.guest:
        return A_NEW_GUEST
    if consent.host != then.host:
        return A_NEW_HOST
    if now.letter > 0.0:
        return SIDE_LETTER
    if then.kind == RECORD:
        return AFTER_RECORD
    if bound == LUCK:
        return CHANCE
    if bound == ELECTION and (changed or date_passed(then.day, consent.day, f)):
        return ELECTION_PASSED
    if bound == AUDIENCE and audience_of(now, f, p) < audience_of(then, f, p):
        return PUBLIC_EASED
    if bound == WIN_SET:
        return LEGISLATURE
    if then.kind == REFUSAL and then.party == GUEST:
        return REFUSED_TEXT
    if before == NONE:
        return MET_AT_ONCE
    last = log[before]
    by_guest = last.guest_asks - now.guest_asks
    by_host = now.host_other - last.host_other
    return GUEST_CAME_DOWN if by_guest >= by_host else HOST_CAME_UP


@compiled
def date_passed(after: int, until: int, f: Facts) -> bool:
    """Whether an election or a handover lies after one day and not after another."""
    passed = False
    for k in range(f.successions):
        passed = passed or after < f.election[k] <= until or after < f.handover[k] <= until
    return passed


@compiled
def audience_of(e: Event, f: Facts, p: Params) -> float:
    """Factor on the host's audience costs on the day of an event."""
    today = min(e.day, f.horizon)
    return audience_weight(p.audience_anger, e.anger, p.audience_election, f.election_near[today])
