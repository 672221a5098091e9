"""What must hold of every outcome, whatever the scenario."""

import numpy as np
from hypothesis import given, settings

from sim.compiled import INTERPRETED
from sim.outcome import COLUMNS
from sim.prepare import prepare
from sim.rules.kinds import End
from sim.rules.payment import frozen_years
from sim.rules.settlement import LEAST_RISE, MOST_RISE
from tests.random_scenarios import random_scenarios, scenario_of
from tests.runs import SHIPPED, Columns, columns, table

REPLICATES = 2 if INTERPRETED else 30
examples = settings(max_examples=3 if INTERPRETED else 80, deadline=None, derandomize=True)

BLANKS = (
    ("agreement_day", "blank_days_agreement"),
    ("signature_day", "blank_days"),
    ("entry_day", "blank_days_entry"),
)


def is_missing(c: Columns, name: str) -> np.ndarray:
    return np.isnan(c[name])


def test_random_scenarios_vary_in_what_the_rules_read():
    """A generator that always made the same scenario would pass every test below."""
    facts = [prepare(scenario_of(SHIPPED[number % len(SHIPPED)], number)).facts for number in range(80)]
    for name in (
        "step", "horizon", "base_amount", "pairs", "extras", "replay_until", "simulate", "successions",
        "last_escalator", "last_term", "rivalry", "burden", "outside_option", "protocol", "policy",
    ):  # fmt: skip
        assert len({float(f[name]) for f in facts}) > 1, name
    assert len({f.winner.tobytes() for f in facts}) > 2
    assert len({f.belief[0, :, 0].tobytes() for f in facts}) > 2


@examples
@given(drawn=random_scenarios())
def test_every_row_is_consistent(drawn):
    scenario = scenario_of(*drawn)
    prepared = prepare(scenario)
    rows = table(prepared, REPLICATES)
    c, f = columns(rows), prepared.facts
    horizon, opening = f.horizon - f.expiry, -f.expiry
    agreed = c["agreed"] == 1.0

    for column in COLUMNS:
        values = c[column.name]
        if not column.missing:
            assert not np.isnan(values).any(), f"{column.name} has no value"
        seen = values[~np.isnan(values)]
        assert np.isfinite(seen).all(), column.name
        if column.kind in ("int", "flag", "name"):
            assert np.array_equal(seen, np.round(seen)), f"{column.name} is not whole"
        if column.kind == "flag":
            assert set(seen) <= {0.0, 1.0}, column.name
        if column.name.endswith("_day"):
            assert np.all((seen >= opening) & (seen <= horizon)), column.name

    assert np.array_equal(c["replicate"], np.arange(REPLICATES))
    for day, blank in BLANKS:
        reached = np.where(is_missing(c, day), horizon, c[day])
        assert np.array_equal(c[blank], np.maximum(reached, 0.0)), blank

    assert np.array_equal(~is_missing(c, "agreement_day"), agreed)
    signed, entered = ~is_missing(c, "signature_day"), ~is_missing(c, "entry_day")
    assert np.all(agreed[signed])
    assert np.all(signed[entered])
    assert np.all(c["signature_day"][signed] > c["agreement_day"][signed])
    assert np.all(c["entry_day"][entered] > c["signature_day"][entered])
    assert np.array_equal(c["end"] == End.IN_FORCE.value, entered)
    without_text = np.isin(c["end"], (End.OPEN.value, End.STANDS.value))
    assert not np.any(without_text & agreed)
    assert np.all(c["end"][without_text] == (End.STANDS if f.expiry > f.horizon else End.OPEN).value)
    assert np.array_equal(c["end"] == End.BROKEN_OFF.value, ~is_missing(c, "break_day"))
    assert not np.any(agreed[c["end"] == End.BROKEN_OFF.value]), "talks that broke off left no text"
    assert scenario.switches.leader_approval or not np.any(c["guest_refusals"] + c["host_refusals"])
    waiting_for_leaders = (c["end"] == End.PENDING.value) & ~agreed
    assert np.all(c["texts"][waiting_for_leaders] >= 1.0)

    for name in (
        "rise", "rise_annualised", "amount", "amount_usd_m", "term_years", "escalator", "labour_share",
        "utility_guest", "utility_host", "guest_at_agreement",
    ):  # fmt: skip
        assert np.array_equal(is_missing(c, name), ~agreed), f"{name} without agreement, or none with one"
    rise = c["rise"][agreed]
    assert np.all((rise >= LEAST_RISE) & (rise <= MOST_RISE))
    assert np.allclose(c["amount"][agreed], f.base_amount * (1.0 + rise), rtol=1e-12)
    assert np.all(np.sign(c["rise_annualised"][agreed]) == np.sign(rise))
    assert np.all(np.abs(c["rise_annualised"][agreed]) <= np.abs(rise) + 1e-12)
    late = np.where(signed, c["signature_day"] + f.expiry, f.horizon)[agreed]
    paid = c["term_years"][agreed] - [frozen_years(float(day), f.year_ends) for day in late]
    assert set(paid) <= {float(term) for term in scenario.table.terms}, "the years paid for are those of the table"
    assert set(c["labour_share"][agreed]) <= set(f.extra_labour[: f.extras])
    assert not np.any((c["operational_support"] == 1.0) & ~agreed)
    assert not np.any((c["operational_support"] == 1.0) & (not scenario.table.operational_support))

    assert np.all((c["gain_lost"] >= 0.0) & (c["gain_lost"] <= 1.0))
    assert np.all(c["gain_lost"][~agreed] == 1.0)
    assert np.all(c["gain_lost"][agreed & (c["agreement_day"] <= 0.0)] == 0.0)

    refusals = c["guest_refusals"] + c["host_refusals"]
    for name in ("first_refusal_day", "first_refused_rise", "first_refused_term"):
        assert np.array_equal(is_missing(c, name), refusals == 0.0), name
    for name in ("texts", "walkouts", "threats"):
        assert np.all(c[name] <= c["rounds"]), f"more {name} than rounds"
    assert np.all(c["texts"] >= refusals + agreed + c["failed_votes"])
    assert np.array_equal(is_missing(c, "furlough_day"), c["furlough_days"] == 0.0) or np.all(
        c["furlough_days"][is_missing(c, "furlough_day")] == 0.0
    )

    seats = sum(bloc.seats for bloc in scenario.blocs)
    votes = c["votes_for"] + c["votes_against"] + c["votes_abstain"]
    voted = ~np.isnan(votes)
    held = scenario.switches.ratification
    assert np.all(voted[(entered & held) | (c["failed_votes"] > 0.0)])
    assert not np.any(voted & (not held))
    assert np.all(votes[voted] <= seats)
    assert np.all(2 * c["votes_for"][entered & voted] > votes[entered & voted])

    days = int(f.horizon) + 1
    assert np.all(c["provocations"] <= days)
    assert np.all(c["furlough_days"] <= days)
