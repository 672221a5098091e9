"""What ended the talks: each ending from a log made by hand, and which goes before which."""

import pytest

from sim.engine.log import Event, Happening
from sim.reasons.binding import AUDIENCE, ELECTION, GUEST_ASKS, LEADER, LUCK, WIN_SET
from sim.reasons.ending import ENDINGS, NONE, ended
from sim.records import blank, blanks
from sim.rules.kinds import Party
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
    log[FAILED].host_other, log[MADE].host_other = 0.125, 0.375
    for place, fields in ((FAILED, failure), (MADE, made), (CONSENT, both)):
        for name, value in (fields or {}).items():
            log[place][name] = value
    f, p = blank(Facts), blank(Params)
    f.horizon, p.audience_anger = 100, 1.0
    for name, value in facts.items():
        if name in ("election", "handover"):
            f[name][0] = value
        else:
            f[name] = value
    return ENDINGS[ended(log, MADE, CONSENT, before, failed, bound, changed, f, p)]


OF_GUEST = {"kind": Happening.REFUSAL.value, "party": Party.GUEST.value}
OF_HOST = {"kind": Happening.REFUSAL.value, "party": Party.HOST.value}
CASES = {
    "no failure": ("met_at_once", {"bound": 0, "failed": NONE, "before": NONE}),
    "no failure, with a letter": (
        "side_letter",
        {"bound": 0, "failed": NONE, "before": NONE, "made": {"letter": 0.1}},
    ),
    "another guest": ("new_guest", {"bound": LUCK, "both": {"guest": 1}, "made": {"letter": 0.1}}),
    "another host": ("new_host", {"bound": LUCK, "both": {"host": 1}, "made": {"letter": 0.1}}),
    "letter": ("side_letter", {"bound": LUCK, "made": {"letter": 0.1}}),
    "record": ("after_record", {"bound": 0, "failure": {"kind": Happening.RECORD.value}}),
    "luck": ("chance", {"bound": LUCK, "failure": OF_GUEST}),
    "election": ("election_passed", {"bound": ELECTION, "successions": 1, "election": 45, "handover": 90}),
    "handover of the same": ("election_passed", {"bound": ELECTION, "successions": 1, "election": 5, "handover": 50}),
    "change from outside": ("election_passed", {"bound": ELECTION, "changed": True}),
    "election still ahead": ("guest_came_down", {"bound": ELECTION, "successions": 1, "election": 51, "handover": 90}),
    "election before": ("guest_came_down", {"bound": ELECTION, "successions": 1, "election": 10, "handover": 90}),
    "public": ("public_eased", {"bound": AUDIENCE, "failure": {"anger": 0.4}, "made": {"anger": 0.3}}),
    "public as angry": ("guest_came_down", {"bound": AUDIENCE, "failure": {"anger": 0.3}, "made": {"anger": 0.3}}),
    "legislature": ("legislature", {"bound": WIN_SET}),
    "text refused": ("standing_text", {"bound": LEADER, "failure": OF_GUEST}),
    "refused by the host": ("guest_came_down", {"bound": LEADER, "failure": OF_HOST}),
    "guest": ("guest_came_down", {"bound": GUEST_ASKS}),
    "guest, as much": ("guest_came_down", {"bound": GUEST_ASKS, "made": {"guest_asks": 0.5}}),
    "host": ("host_came_up", {"bound": GUEST_ASKS, "made": {"guest_asks": 0.625}}),
    "no round before": ("met_at_once", {"bound": ELECTION, "before": NONE}),
}


@pytest.mark.parametrize("case", CASES)
def test_each_ending_has_its_change(case):
    expected, given = CASES[case]
    assert ending(**given) == expected


def test_every_ending_is_tried():
    assert {expected for expected, _ in CASES.values()} == set(ENDINGS)
