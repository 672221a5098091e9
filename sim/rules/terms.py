"""The numbers rules read and work in: facts of an episode, the menu of packages, prospects.

Days count from the day talks opened, day 0; arrays "by day" run from it to the horizon.
"""

from __future__ import annotations

from typing import Annotated

from sim.record_base import Record
from sim.records import Floats, Whole, dtype_of

PAIRS = 16  # growth rule and term
EXTRAS = 16  # labour share and operational items
YEARS = 12  # contract years valued one by one; the last stands for all that follow
SUCCESSIONS = 8
GUESTS = 16
HOSTS = 16
BLOCS = 24
MOVES = 128
DAYS = 16 * 366
REGIMES = (SUCCESSIONS, GUESTS)


class Facts(Record):
    """What is given about an episode; it never changes while talks run."""

    start_ordinal: int  # calendar day talks opened, proleptic ordinal
    step: int  # days
    horizon: int  # last day
    expiry: float  # last day of the old agreement
    old_pay: float  # last day of the old payment: expiry, or sooner where an agreement in force is reopened
    year_ends: Annotated[Floats, YEARS]  # last day of each contract year after the old payment
    perpetual: int  # 1 where a deal pays for ever from its signature on (theory)
    base_age: int  # years from the year the base was set to the expiry year
    base_amount: float
    fx: Annotated[Floats, YEARS]  # host currency per US$ in each contract year
    growth: Annotated[Floats, 4]  # expected yearly growth by escalator number
    pairs: int  # menu of growth rule and term
    pair_escalator: Annotated[Whole, PAIRS]
    pair_term: Annotated[Whole, PAIRS]  # paid years
    extras: int  # menu of labour share and operational items
    extra_labour: Annotated[Floats, EXTRAS]
    extra_operations: Annotated[Floats, EXTRAS]
    labour_now: float
    out_of_area: float  # 1 where operational items serve missions elsewhere
    last_escalator: int  # growth rule of the last agreement, by number
    last_term: int  # its paid years
    dollar_worth: Annotated[Floats, YEARS]  # of a sum in dollars in each contract year, over the year the base was set
    inflation: float  # yearly, that the parties expect as talks open
    burden: float  # share of the cost of the forces that the host bears already
    rivalry: float  # in the region, 0 to 1
    failed_before: float  # failed rounds in the talks before
    protocol: int  # order of offers, by number
    policy: int  # what a party compares an offer with, by number
    first_offer: int  # party that offers first where they take turns
    waits: int  # 0 where the sides look at no date ahead
    presses: int  # 0 where elections ahead press nobody
    capped: int  # 0 where a side asks from the whole of its opening, beyond the zone
    outside_option: int  # 0 where a refused text stands for nothing
    leaders: int  # 0 where leaders consent to every text
    ratifies: int  # 0 where the legislature passes every text
    change_day: float  # of a change from outside that both see coming, infinity for none
    change_rate: float  # of one without a date, per year
    change_guest: float  # what each expects of it
    change_host: float
    breakdown_chance: float  # after a failed round
    breakdown_guest: float
    breakdown_host: float
    exit_guest: float  # worth of leaving for good, minus infinity where a side cannot
    exit_host: float
    opening_guest: float  # rise in the first public demand, NaN where none was published
    opening_host: float
    tension_open: float  # that the provocations before the opening have left
    calm: float  # mean of log(1 + tension) over the two years before it
    provocation_factor: Annotated[Floats, DAYS]  # by day: on the base rate
    recorded_severity: Annotated[Whole, DAYS]  # 0 for none
    replay_until: int  # last day on which the record is replayed, -1 for none
    quiet: Annotated[Whole, DAYS]  # 1 where the North does nothing
    simulate: int  # 1 if provocations are simulated after that day
    detente: Annotated[Floats, DAYS]  # that which a stalled process leaves of it
    withdrawn: Annotated[Floats, DAYS]  # share of the troops that has left
    epidemic: Annotated[Floats, DAYS]
    election_near: Annotated[Floats, DAYS]  # 0 to 1 in the weeks before a host election
    peer: Annotated[Floats, DAYS]  # last rise of a peer, infinity before there is one
    guests: int  # who may govern
    guest_key: Annotated[Whole, GUESTS]  # stable number of the entry, the same in every scenario; keys its draws
    guest_type: Annotated[Floats, GUESTS]
    guest_band: Annotated[Floats, GUESTS]
    guest_first: int
    hosts: int
    host_key: Annotated[Whole, HOSTS]
    host_orientation: Annotated[Floats, HOSTS]
    host_camp: Annotated[Whole, HOSTS]  # number of the segment
    host_first: int
    successions: int  # elections and handovers, in order of the handover
    office: Annotated[Whole, SUCCESSIONS]  # party that votes
    election: Annotated[Whole, SUCCESSIONS]
    handover: Annotated[Whole, SUCCESSIONS]
    candidate_1: Annotated[Whole, SUCCESSIONS]
    candidate_2: Annotated[Whole, SUCCESSIONS]
    winner: Annotated[Whole, SUCCESSIONS]  # 0 the first candidate, 1 the second, 2 drawn
    chance: Annotated[Floats, SUCCESSIONS]
    known_from: Annotated[Whole, SUCCESSIONS]
    belief: Annotated[Floats, (SUCCESSIONS, 2, DAYS)]  # chance of the first candidate by party and day
    segment_share: Annotated[Floats, 3]  # public opinion
    segment_support: Annotated[Floats, 3]
    segment_anger: Annotated[Floats, 3]
    majority: float  # of those present that a ratification must exceed
    blocs: int  # legislature
    bloc_seats: Annotated[Whole, BLOCS]
    bloc_camp: Annotated[Whole, BLOCS]
    as_of: int  # last day on record, after which the talks are drawn; -1 where they are from the opening on
    moves: int  # what both sides did up to that day, in order
    move_day: Annotated[Whole, MOVES]
    move_kind: Annotated[Whole, MOVES]  # by number in `sim.rules.kinds.Moved`
    move_rise: Annotated[Floats, MOVES]  # of an offer or a text
    move_escalator: Annotated[Whole, MOVES]
    move_years: Annotated[Whole, MOVES]  # paid years
    furlough_from: int  # first day of a furlough on record, -1 for none
    furlough_until: int  # day on which work began again, -1 where that was still ahead


class Menu(Record):
    """Utilities of both sides over the menu on one day (see `sim.rules.settlement`), and two arrays to work in."""

    pairs: int
    extras: int
    host_base: Annotated[Floats, PAIRS]
    host_slope: Annotated[Floats, PAIRS]
    host_extra: Annotated[Floats, EXTRAS]
    guest_base: Annotated[Floats, PAIRS]
    guest_slope: Annotated[Floats, PAIRS]
    guest_extra: Annotated[Floats, EXTRAS]
    weights: Annotated[Floats, YEARS]
    renewal: Annotated[Floats, YEARS]


class Prospects(Record):
    """What is hidden or still to come: drawn types, winners, and the settlement expected after each handover."""

    changed: int  # 1 once a change from outside has come
    types: Annotated[Floats, GUESTS]
    winners: Annotated[Whole, SUCCESSIONS]  # 0 the first candidate, 1 the second
    reached: Annotated[Whole, REGIMES]  # 1 where that guest may take office or stay then
    host: Annotated[Floats, REGIMES]  # worth of its settlement to the host
    guest: Annotated[Floats, REGIMES]  # and to the guest then in office
    money: Annotated[Floats, REGIMES]  # money in it for a guest party out of office


FACTS, MENU, PROSPECTS = dtype_of(Facts), dtype_of(Menu), dtype_of(Prospects)
