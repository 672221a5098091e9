"""What a scenario holds as of a day, and what of the future it no longer does."""

from datetime import date, timedelta

import pytest

from sim.prepare import prepare
from sim.rules.kinds import ProvocationMode
from sim.scenario.as_of import known, title_of
from sim.scenario.problems import ScenarioProblems
from sim.scenario.schema import Belief, PeerDeal, Quiet, Scenario, Withdrawal
from tests.runs import shipped

DAY = date(2020, 4, 2)
LATER = DAY + timedelta(days=40)
SINCE = ("peer_deals", "withdrawals", "intervals")


def deal(day: date) -> PeerDeal:
    return PeerDeal(since=day, host="Utopia", rise=0.0, source="test")


@pytest.fixture(scope="module")
def eleventh() -> Scenario:
    return shipped("sma11", f"as_of={DAY}")


def changed(scenario: Scenario, table: str, **values: object) -> Scenario:
    return scenario.model_copy(update={table: getattr(scenario, table).model_copy(update=values)})


def without_what_lies_ahead(scenario):
    """No row of any dated list that begins after the day."""
    rows = {name: tuple(row for row in getattr(scenario, name) if row.since <= DAY) for name in SINCE}
    return scenario.model_copy(update=rows)


def with_other_winners(scenario):
    won = {"biden": "trump_1", "conservative": "progressive", "transactional": "democrat"}
    rows = tuple(row.model_copy(update={"winner": won[row.winner], "chance": 0.9}) for row in scenario.successions)
    return scenario.model_copy(update={"successions": rows})


def with_later_hopes(scenario):
    hope = Belief(since=LATER, guest=0.1, host=0.2, source="test")
    rows = tuple(row.model_copy(update={"beliefs": (*row.beliefs, hope)}) for row in scenario.successions)
    return scenario.model_copy(update={"successions": rows})


def with_a_fall_of_the_government(scenario):
    """An unscheduled election, and the host's vote that belongs to it."""
    vote = date(2021, 6, 1)
    early = scenario.successions[1].model_copy(
        update={"election": vote, "handover": vote, "known_from": LATER, "winner": "progressive"}
    )
    rows = (scenario.successions[0], early, *scenario.successions[1:])
    named = scenario.host_elections[0].model_copy(update={"day": vote})
    votes = tuple(sorted((*scenario.host_elections, named), key=lambda one: one.day))
    return scenario.model_copy(update={"successions": rows, "host_elections": votes})


def with_states_that_end_tomorrow(scenario):
    def ends(row):
        return row.model_copy(update={"until": DAY + timedelta(days=1)}) if row.since <= DAY < row.until else row

    return scenario.model_copy(update={"intervals": tuple(ends(row) for row in scenario.intervals)})


FUTURES = {
    "what is dated later": without_what_lies_ahead,
    "a peer's deal": lambda s: s.model_copy(update={"peer_deals": (*s.peer_deals, deal(LATER))}),
    "troops leave": lambda s: s.model_copy(update={"withdrawals": (Withdrawal(since=LATER, share=0.5, source="t"),)}),
    "who wins": with_other_winners,
    "hopes": with_later_hopes,
    "an early election": with_a_fall_of_the_government,
    "the end of an epidemic": with_states_that_end_tomorrow,
    "a quiet North": lambda s: changed(s, "provocations", quiet=(Quiet(since=LATER, until=LATER, source="t"),)),
    "how long the record is replayed": lambda s: changed(s, "provocations", replay_until=date(2022, 1, 1)),
    "where provocations come from": lambda s: changed(s, "provocations", mode=ProvocationMode.SIMULATE),
}


@pytest.mark.parametrize("change", FUTURES.values(), ids=FUTURES)
def test_the_future_leaves_no_trace(eleventh, change):
    other = change(eleventh)
    assert other != eleventh
    assert prepare(other).facts.tobytes() == prepare(eleventh).facts.tobytes()


def test_provocations_after_the_day_leave_no_trace(eleventh, monkeypatch):
    before = prepare(eleventh).facts.tobytes()
    monkeypatch.setattr("sim.history.replay.provocation_days", lambda *_: past | {LATER: 5})
    from sim.history.tables import provocation_days

    past = provocation_days(eleventh.agreement.talks_open, date(2022, 12, 31))
    assert prepare(eleventh).facts.tobytes() == before


@pytest.mark.parametrize("change", ["peer_deals", "withdrawals"])
def test_what_was_known_does_leave_one(eleventh, change):
    rows = {
        "peer_deals": (deal(DAY),),
        "withdrawals": (Withdrawal(since=DAY, share=0.5, source="test"),),
    }
    other = eleventh.model_copy(update={change: rows[change]})
    assert prepare(other).facts.tobytes() != prepare(eleventh).facts.tobytes()


def test_elections_ahead_are_drawn_with_the_mean_of_what_both_sides_believe(eleventh):
    beliefs = (
        Belief(since=date(2019, 9, 24), guest=0.5, host=0.5, source="test"),
        Belief(since=date(2020, 3, 1), guest=0.8, host=0.6, source="test"),
        Belief(since=LATER, guest=0.1, host=0.1, source="test"),
    )
    first = eleventh.successions[0].model_copy(update={"beliefs": beliefs})
    seen = known(eleventh.model_copy(update={"successions": (first,)})).successions[0]
    assert (seen.winner, seen.chance) == ("draw", pytest.approx(0.7))
    assert seen.beliefs == beliefs[:2]


def test_an_election_that_is_over_keeps_its_winner():
    after = known(shipped("sma11", "as_of=2020-11-04"))
    assert [row.winner for row in after.successions] == ["biden", "draw", "draw"]
    before = known(shipped("sma11", "as_of=2020-11-02"))
    assert [row.winner for row in before.successions] == ["draw"] * 3


def test_a_state_under_way_goes_on_and_an_exercise_ends(eleventh):
    facts = prepare(shipped("sma11", "as_of=2020-08-20")).facts
    day, end = int(facts.as_of), int(facts.horizon)
    assert facts.epidemic[day : end + 1].tolist() == [0.75] * (end + 1 - day), "as it was on the day"
    spells = [row for row in known(shipped("sma11", "as_of=2020-08-20")).intervals if row.kind == "exercise"]
    assert spells[-1].until == date(2020, 8, 20)


def test_without_a_day_nothing_is_cut():
    scenario = shipped("sma11")
    assert known(scenario) is scenario
    assert title_of(scenario) == scenario.title


def test_the_title_says_as_of_when(eleventh):
    assert title_of(eleventh).endswith("talks 2019-2021, as of 2020-04-02")


def test_a_run_from_the_record_stays_historical(eleventh):
    assert eleventh.kind == "historical"


@pytest.mark.parametrize("day", ["2019-09-23", "2023-01-01"])
def test_a_day_outside_the_run_is_refused(day):
    with pytest.raises(ScenarioProblems, match=f"found {day}; allowed: a day from the opening of talks on"):
        shipped("sma11", f"as_of={day}")


def test_no_provocations_at_all_stay_none():
    silent = known(shipped("sma11", f"as_of={DAY}", "provocations.mode=none"))
    assert silent.provocations.mode is ProvocationMode.NONE


ALL = ("winners", "provocations", "states")
PARTS = {
    "winners": ("successions", "host_elections"), "provocations": ("provocations",),
    "states": ("intervals", "peer_deals", "withdrawals"),
}  # fmt: skip


def given(*parts: str) -> Scenario:
    return shipped("sma11").model_copy(update={"given": parts})


def test_with_all_given_nothing_is_cut():
    assert shipped("sma11").given == ALL
    assert known(shipped("sma11")) is shipped("sma11")


@pytest.mark.parametrize("part", ALL)
def test_what_is_not_given_is_cut_as_on_the_opening_day_and_the_rest_stays(part):
    scenario = given(*(each for each in ALL if each != part))
    opening = scenario.model_copy(update={"as_of": scenario.agreement.talks_open})
    found, cut = known(scenario), known(opening)
    for name in (name for names in PARTS.values() for name in names):
        assert getattr(found, name) == getattr(cut if name in PARTS[part] else scenario, name)
    assert any(getattr(found, name) != getattr(scenario, name) for name in PARTS[part])


def test_a_day_goes_before_what_is_given():
    scenario = given().model_copy(update={"as_of": DAY})
    assert known(scenario) == known(shipped("sma11", f"as_of={DAY}").model_copy(update={"given": ()}))


@pytest.mark.parametrize(
    ("parts", "said"),
    [((), ", given nothing after the opening"), (("winners", "states"), ", given winners, states after the opening"),
     (ALL, "")],
)  # fmt: skip
def test_captions_say_what_is_given(parts, said):
    assert title_of(given(*parts)) == f"{shipped('sma11').title}{said}"


@pytest.mark.parametrize("part", ["winner", "talks"])
def test_a_part_that_is_none_is_told(part):
    with pytest.raises(ScenarioProblems, match="Known: provocations, states, winners"):
        shipped("sma11", f'given=["{part}"]')
