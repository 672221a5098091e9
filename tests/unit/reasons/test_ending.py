"""What ended the talks: each ending from a log made by hand, and which goes before which."""

import math

import pytest

from sim.engine.log import Event, Happening
from sim.reasons.binding import (
    AUDIENCE,
    ELECTION,
    GUEST_ASKS,
    GUEST_WAITS,
    HOST_WAITS,
    LEADER,
    LINE,
    LUCK,
    WIN_SET,
)
from sim.reasons.ending import ENDINGS, NONE, ended
from sim.records import blank, blanks
from sim.rules.kinds import TACTICS, Party
from sim.rules.parameters import Params
from sim.rules.terms import Facts

FAILED, MADE, CONSENT = 0, 1, 2


def ending(bound, failure=None, made=None, both=None, failed=FAILED, before=FAILED, changed=False, **facts):
    """Name of the ending of talks with a failed round, a text made and a consent, some of their fields set."""
    log = blanks(Event, 3)
    log[FAILED].kind, log[MADE].kind, log[CONSENT].kind = (
        Happening.ROUND.value,
        Happening.ROUND.value,
        Happening.CONSENT.value,
    )
    for place, day in ((FAILED, 10), (MADE, 40), (CONSENT, 50)):
        log[place].day = day
    log[FAILED].guest_asks, log[MADE].guest_asks = 0.75, 0.25  # the guest came down by 0.5, the host up by 0.25
    log[FAILED].host_asks, log[MADE].host_asks = 0.375, 0.125
    log[FAILED].guest_least, log[FAILED].host_least, log[FAILED].standing = 0.25, 0.125, -math.inf
    for place, fields in ((FAILED, failure), (MADE, made), (CONSENT, both)):
        for name, value in (fields or {}).items():
            log[place][name] = value
    f, p = blank(Facts), blank(Params)
    f.horizon, p.audience_public = 100, 1.0
    for name, value in facts.items():
        if name in ("election", "handover"):
            f[name][0] = value
        else:
            f[name] = value
    return ENDINGS[ended(log, MADE, CONSENT, before, failed, bound, changed, f, p)]


ALL_GIVEN_UP = {"guest_conceded": 1.0, "host_conceded": 1.0}
OF_GUEST = {"kind": Happening.REFUSAL.value, "party": Party.GUEST.value}
OF_HOST = {"kind": Happening.REFUSAL.value, "party": Party.HOST.value}
CASES = {
    "no failure": ("met_at_once", {"bound": 0, "failed": NONE, "before": NONE}),
    "another guest": ("new_guest", {"bound": LUCK, "both": {"guest": 1}}),
    "another host": ("new_host", {"bound": LUCK, "both": {"host": 1}}),
    "record": ("after_record", {"bound": 0, "failure": {"kind": Happening.RECORD.value}}),
    "luck": ("chance", {"bound": LUCK, "failure": OF_GUEST}),
    "election": ("election_passed", {"bound": ELECTION, "successions": 1, "election": 45, "handover": 90}),
    "handover of the same": ("election_passed", {"bound": ELECTION, "successions": 1, "election": 5, "handover": 50}),
    "change from outside": ("election_passed", {"bound": ELECTION, "changed": True}),
    "election still ahead": ("guest_came_down", {"bound": ELECTION, "successions": 1, "election": 51, "handover": 90}),
    "election before": ("guest_came_down", {"bound": ELECTION, "successions": 1, "election": 10, "handover": 90}),
    "guest's hope": (
        "election_passed",
        {"bound": GUEST_WAITS, "successions": 1, "election": 45, "handover": 90},
    ),
    "host's hope": ("election_passed", {"bound": HOST_WAITS, "successions": 1, "election": 5, "handover": 50}),
    "public": ("public_eased", {"bound": AUDIENCE, "failure": {"support": 0.3}, "made": {"support": 0.4}}),
    "line": ("public_eased", {"bound": LINE, "failure": {"support": 0.3}, "made": {"support": 0.4}}),
    "public the same": ("guest_came_down", {"bound": AUDIENCE, "failure": {"support": 0.3}, "made": {"support": 0.3}}),
    "legislature": ("legislature", {"bound": WIN_SET}),
    "text refused": ("price_met", {"bound": LEADER, "failure": OF_GUEST}),
    "refused by the host": ("guest_came_down", {"bound": LEADER, "failure": OF_HOST}),
    "guest": ("guest_came_down", {"bound": GUEST_ASKS}),
    "guest, as much": ("guest_came_down", {"bound": GUEST_ASKS, "made": {"guest_asks": 0.5}}),
    "host": ("host_came_up", {"bound": GUEST_ASKS, "made": {"guest_asks": 0.625}}),
    "lapse": ("lapse_pressed", {"bound": GUEST_ASKS, "made": {**ALL_GIVEN_UP, "press_lapse": 0.3}}),
    "expiry": ("expiry_pressed", {"bound": GUEST_ASKS, "made": {**ALL_GIVEN_UP, "press_expiry": 0.3}}),
    "money": ("money_pressed", {"bound": GUEST_ASKS, "made": {**ALL_GIVEN_UP, "press_money": 0.3, "press_lapse": 0.2}}),
    "vote ahead": (
        "election_pressed",
        {"bound": GUEST_ASKS, "made": {**ALL_GIVEN_UP, "press_election": 0.3, "press_lapse": 0.2}},
    ),
    "half of it given up": (
        "lapse_pressed",
        {"bound": GUEST_ASKS, "made": {"guest_conceded": 0.75, "press_lapse": 0.3}},
    ),
    "less than half given up": (
        "guest_came_down",
        {"bound": GUEST_ASKS, "made": {"guest_conceded": 0.625, "press_lapse": 0.3}},
    ),
    "the text that stands held the guest": (
        "guest_came_down",
        {"bound": GUEST_ASKS, "failure": {"standing": 0.75}, "made": {"guest_conceded": 1.0, "press_lapse": 0.3}},
    ),
    "by the clock": (
        "guest_came_down",
        {"bound": GUEST_ASKS, "made": {**ALL_GIVEN_UP, "press_lapse": 0.3}, "policy": TACTICS},
    ),
    "no round before": ("met_at_once", {"bound": ELECTION, "before": NONE}),
}


@pytest.mark.parametrize("case", CASES)
def test_each_ending_has_its_change(case):
    expected, given = CASES[case]
    assert ending(**given) == expected


def test_every_ending_is_tried():
    assert {expected for expected, _ in CASES.values()} == set(ENDINGS)
