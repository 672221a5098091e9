"""What ended the talks: what had changed between the last failure and the text that was agreed."""

from __future__ import annotations

import numpy as np

from sim.compiled import compiled, compiled_loop
from sim.engine.log import Event, Happening
from sim.reasons.binding import AUDIENCE, ELECTION, GUEST_WAITS, HOST_WAITS, LINE, LUCK, WIN_SET
from sim.rules.kinds import WAITING, Party
from sim.rules.parameters import Params
from sim.rules.settlement import TIE
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
    "after_record",
    "chance",
    "election_passed",
    "public_eased",
    "legislature",
    "price_met",
    "lapse_pressed",
    "expiry_pressed",
    "money_pressed",
    "election_pressed",
    "guest_came_down",
    "host_came_up",
)  # by number
(
    MET_AT_ONCE, A_NEW_GUEST, A_NEW_HOST, AFTER_RECORD, CHANCE, ELECTION_PASSED, PUBLIC_EASED, LEGISLATURE, PRICE_MET,
    LAPSE_PRESSED, EXPIRY_PRESSED, MONEY_PRESSED, ELECTION_PRESSED, GUEST_CAME_DOWN, HOST_CAME_UP,
) = range(len(ENDINGS))  # fmt: skip


@compiled_loop
def ended(
    log: np.ndarray, made: int, taken: int, before: int, failed: int, bound: int, changed: bool, f: Facts, p: Params,
) -> int:  # fmt: skip
    """Number of what ended the talks, the first of these that holds.

    Somebody else governs on one side than at the last failure. The failure was chance. An election, handover or change
    from outside that was waited for has come. The public that bound the host weighs less. The legislature's limit
    bound, and does no more. The guest's leader refused the last text, his price is known, and this text meets it. Else
    the gap between what both ask for has closed: by what they have given up since under the pressure, of which the
    largest part ended the talks, or because what a side could do without has moved.

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
        return MET_AT_ONCE
    then, consent = log[failed], log[taken]
    if consent.guest != then.guest:
        return A_NEW_GUEST
    if consent.host != then.host:
        return A_NEW_HOST
    if then.kind == RECORD:
        return AFTER_RECORD
    if bound == LUCK:
        return CHANCE
    if bound in (ELECTION, GUEST_WAITS, HOST_WAITS) and (changed or date_passed(then.day, consent.day, f)):
        return ELECTION_PASSED
    if bound in (AUDIENCE, LINE) and audience_of(now, f, p) < audience_of(then, f, p):
        return PUBLIC_EASED
    if bound == WIN_SET:
        return LEGISLATURE
    if then.kind == REFUSAL and then.party == GUEST:
        return PRICE_MET
    if before == NONE:
        return MET_AT_ONCE
    return closed_by(log[before], now, f)


@compiled
def closed_by(last: Event, now: Event, f: Facts) -> int:
    """What closed the gap between two rounds: the largest part of the pressure, or a move of what a side asks for.

    What both ask for falls by what they give up of what they still asked beyond what they could do without,
    (ask - W) (R' - R) / (1 - R), and by moves of W, of the zone and of the text that stands. The pressure closed the
    gap where the former is no smaller than the latter.
    """
    by_guest, by_host = last.guest_asks - now.guest_asks, last.host_asks - now.host_asks
    of_guest = 0.0 if last.standing >= last.guest_asks - TIE else last.guest_asks - last.guest_least
    given_up = of_guest * share_given_up(last.guest_conceded, now.guest_conceded)
    given_up += (last.host_asks - last.host_least) * share_given_up(last.host_conceded, now.host_conceded)
    if f.policy == WAITING and given_up > 0.0 and given_up >= by_guest + by_host - given_up:
        return largest_pressure(now)
    return GUEST_CAME_DOWN if by_guest >= by_host else HOST_CAME_UP


@compiled
def share_given_up(before: float, now: float) -> float:
    """Share of what was still asked for before that has been given up since; 0 where nothing was left."""
    return max(now - before, 0.0) / (1.0 - before) if before < 1.0 else 0.0


@compiled
def largest_pressure(e: Event) -> int:
    """Number of the ending that the largest part of the pressure of a round stands for."""
    largest = max(e.press_lapse, e.press_expiry, e.press_money, e.press_election)
    if e.press_lapse == largest:
        return LAPSE_PRESSED
    if e.press_expiry == largest:
        return EXPIRY_PRESSED
    return MONEY_PRESSED if e.press_money == largest else ELECTION_PRESSED


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
    return audience_weight(p.audience_public, e.support, p.audience_election, f.election_near[today])
