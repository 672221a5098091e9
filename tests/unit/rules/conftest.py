"""Facts and parameters to try rules on: an invented episode, small enough to reckon by hand."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.records import blank
from sim.rules.kinds import Party
from sim.rules.parameters import Params
from sim.rules.terms import YEARS, Facts, Prospects

YEAR = 365


@pytest.fixture
def facts():
    """Talks that open 100 days before expiry; three years of horizon; two elections of the guest, one of the host.

    Guests 0 and 1, hosts 0 and 1. The guest votes on days 500 and 2000 (candidates 0 and 1, the second wins the first
    vote), the host on day 900; all hand over 50 days later.
    """
    f = blank(Facts)
    f.waits, f.presses, f.capped, f.outside_option, f.leaders, f.ratifies = 1, 1, 1, 1, 1, 1
    f.majority, f.burden, f.opening_host = 0.5, 0.5, 0.0
    f.change_day, f.exit_guest, f.exit_host = math.inf, -math.inf, -math.inf
    f.start_ordinal, f.step, f.horizon = 737000, 7, 100 + 3 * YEAR
    f.expiry = f.old_pay = 100.0
    f.year_ends[:] = 100.0 + YEAR * np.arange(1, YEARS + 1)
    f.base_age, f.base_amount = 0, 1000.0
    f.fx[:], f.dollar_worth[:] = 1000.0, 1.0
    f.growth[:] = (0.0, 0.02, 0.04, 0.03)
    f.pairs, f.extras = 3, 1
    f.pair_escalator[:3], f.pair_term[:3] = (0, 1, 1), (1, 3, 5)
    f.extra_labour[0] = f.labour_now = 0.75
    f.last_escalator, f.last_term = 1, 5
    f.peer[:] = np.inf
    f.guests, f.hosts = 2, 2
    f.guest_type[:2] = (0.1, 0.9)
    f.host_orientation[:2] = (0.4, 0.8)
    f.successions = 3
    f.office[:3] = (Party.GUEST, Party.HOST, Party.GUEST)
    f.election[:3], f.handover[:3] = (500, 900, 2000), (550, 950, 2050)
    f.candidate_1[:3], f.candidate_2[:3] = (0, 0, 0), (1, 1, 1)
    f.winner[:3], f.chance[:3], f.known_from[:3] = (1, 0, 2), 0.5, -1
    f.belief[:3, Party.GUEST], f.belief[:3, Party.HOST] = 0.7, 0.2
    return f


@pytest.fixture
def prospects(facts):
    """Types as coded, winners as on record."""
    q = blank(Prospects)
    q.types[:2] = facts.guest_type[:2]
    q.winners[:3] = (1, 0, 0)
    return q


@pytest.fixture
def params():
    """Parameters at 0 but for rates and weights without which nothing can be reckoned."""
    p = blank(Params)
    p.discount_guest = p.discount_host = 0.1
    p.fair_growth = 0.05
    p.bargaining_weight_host = 0.5
    p.agreement_host, p.agreement_guest = 0.1, 0.05
    p.lapse_host, p.lapse_guest, p.lapse_hardness = 0.04, 0.06, 0.3
    p.lapse_early, p.funds_days, p.later_weight = 0.3, 90.0, 0.6
    p.concession_rate, p.concession_reach, p.concession_exponent = 0.2, 100.0, 1.0
    p.spacing_working, p.spacing_close, p.spacing_parked, p.spacing_least = 26.0, 14.0, 90.0, 10.0
    p.spacing_epidemic, p.close_gap = 2.0, 0.05
    return p


@pytest.fixture
def weights():
    """Room for yearly weights."""
    return np.zeros(YEARS)


@pytest.fixture
def both():
    """Numbers of the parties."""
    return SimpleNamespace(guest=Party.GUEST.value, host=Party.HOST.value)
