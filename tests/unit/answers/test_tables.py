"""Tables beside the answers: density, what happened, two runs side by side, where the model lost."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.analysis import events
from sim.analysis.compare import FIGURES
from sim.analysis.explanation import QUESTIONS, Explanation, Tally
from sim.analysis.setting import setting_of
from sim.answers import lost as lost_module
from sim.answers.apart import apart
from sim.answers.density import densities
from sim.answers.driven import driven
from sim.answers.examples import examples
from sim.answers.happened import happened
from sim.answers.lost import lost, shipped
from sim.answers.pair import World, pair
from sim.answers.table import word_table
from sim.answers.told import Told
from sim.errors import ScenarioError
from sim.history.beside import recorded_beside
from sim.posterior.joined import drawn_for
from sim.rules.kinds import End, Escalator
from sim.scenario.parameters import MEANINGS
from sim.words import words_in
from tests.unit import synthetic
from tests.unit.answers.outcomes import scenario

MADE = synthetic.table(1000)
SCENARIO = scenario()


def told(language="en"):
    return Told(words_in(language), setting_of(SCENARIO), 1000)


def test_shares_of_the_density_table_add_up_to_those_signed():
    found = densities([MADE], told(), recorded_beside(SCENARIO))[0]
    cells = [float(cell.rstrip("%")) for row in found.table.rows for cell in row[1:] if cell != "–"]
    signed = MADE["signature_day"].notna().mean()
    assert sum(cells) == pytest.approx(100 * signed, abs=0.05 * len(cells))
    assert found.joint.counts.sum() + found.joint.outside == MADE["signature_day"].notna().sum()
    quarters = pd.to_datetime("2019-12-31") + pd.to_timedelta(MADE["signature_day"].dropna(), "D")
    likeliest = quarters.dt.to_period("Q").value_counts().index[0]
    assert str(likeliest.year) in found.alt


def test_two_runs_share_their_cells():
    other = MADE.assign(signature_day=MADE["signature_day"] + 200)
    one, two = densities([MADE, other], told())
    assert np.array_equal(one.joint.day_edges, two.joint.day_edges)
    assert one.table.headings == two.table.headings
    assert not np.array_equal(one.joint.counts, two.joint.counts)
    assert two.joint.outside == 0


def test_what_happened_stands_beside_the_record_in_both_languages():
    english, korean = (happened(MADE, SCENARIO, language) for language in ("en", "ko"))
    rows = {row[1]: row[2:] for row in english.rows}
    walked = (MADE["walkouts"] > 0).mean()
    assert rows["the guest walked out"][0] == f"{100 * walked:.1f}%"
    assert rows["the guest walked out"][2] == "yes"
    assert english.rows[0][2] == korean.rows[0][2]
    assert len(english.rows) == len(korean.rows)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_share_and_figure_has_words(language):
    forms = words_in(language).forms
    names = [f"reached.{name}" for name, _, _ in events.REACHED] + [f"events.{name}" for name, _, _ in events.EVENTS]
    names += [f"clauses.{name}" for name, _ in events.CLAUSES] + [f"end.{each.name.lower()}" for each in End]
    names += [f"escalator.{each.name.lower()}" for each in Escalator]
    assert [name for name in names if f"answers.happened.{name}" not in forms] == []
    assert [each.name for each in FIGURES if f"answers.figure.{each.name}" not in forms] == []
    scored = {name for by in shipped().scores.values() for name in by}
    assert [each for each in scored if f"answers.forecast.{each.replace(' ', '_').lower()}" not in forms] == []


def test_runs_are_compared_replicate_by_replicate():
    later = MADE.assign(agreement_day=MADE["agreement_day"] + 10, signature_day=MADE["signature_day"] + 10)
    label = synthetic.label(1000)
    found = pair(World(MADE, SCENARIO, label), World(later, SCENARIO, label), times=50)
    agreed = MADE["agreed"].sum()
    assert found.changed.count == agreed
    assert found.sentence.startswith(
        f"In {100 * agreed / 1000:.0f}% of 1,000 simulated negotiations the outcome changed."
    )
    assert set(found.replicates) <= set(MADE["replicate"][MADE["agreed"]])
    assert len(found.replicates) == 5
    row = next(row for row in found.table.rows if row[0] == "median delay to agreement")
    assert row[3] == "+10.0 days"


def test_what_happens_in_neither_run_has_no_row():
    label = synthetic.label(1000)
    found = pair(World(MADE, SCENARIO, label), World(MADE, SCENARIO, label), times=50)
    assert "no text: the old agreement stands" not in [row[0] for row in found.table.rows]
    assert found.sentence == "In 0% of 1,000 simulated negotiations the outcome changed."


def test_runs_that_do_not_share_their_luck_or_end_are_refused():
    label = synthetic.label(1000)
    with pytest.raises(ScenarioError, match=r"seed 2, where the run beside it has 1.*same --seed"):
        pair(World(MADE, SCENARIO, label), World(MADE, SCENARIO, replace(label, seed=2)))
    shorter = scenario("sma11", "agreement.horizon_years=2")
    with pytest.raises(ScenarioError, match=r"ends 731 days from expiry, the run beside it 1,096"):
        pair(World(MADE, SCENARIO, label), World(MADE, shorter, label))


def test_where_the_model_lost_is_told_by_agreement_and_over_all():
    found = lost(SCENARIO)
    scores = shipped().scores["agreement_day"]
    better = scores["prior"]["korea-11"] < scores["left out"]["korea-11"]
    assert found is not None
    assert "agreement 11" in found.sentences[0]
    assert ("the prior, with nothing fitted" in found.sentences[0]) is better
    assert {len(row) for row in found.table.rows} == {5}
    ahead = lost(scenario("sma13"))
    assert ahead is not None
    assert len(ahead.sentences) == len(found.sentences) - 2
    assert lost(scenario("pie")) is None


def test_a_back_test_of_another_model_says_that_it_is_stale(monkeypatch):
    made = shipped()
    monkeypatch.setattr(lost_module, "source_digest", lambda: made.sources)
    fresh = lost(SCENARIO)
    assert fresh is not None
    assert not fresh.stale
    old = lost(SCENARIO, found=replace(made, posterior="0" * 64))
    assert old is not None
    assert old.stale
    assert "sma validate" in old.sentences[-1]


def test_a_table_with_a_ragged_row_is_refused():
    with pytest.raises(ValueError, match="2 headings, but a row of 1 cells"):
        word_table("x", "X", ("", "a"), [("b",)])


def test_parameters_that_go_with_delay_or_rise_have_labels_in_both_languages():
    drawn = drawn_for(SCENARIO)
    assert drawn is not None
    taken = drawn.values[MADE["replicate"] % len(drawn.values), drawn.names.index("audience_line")]
    moved = MADE.assign(agreed=True, agreement_day=(100 * pd.Series(taken).rank(pct=True)).round())
    english, korean = (driven(moved, SCENARIO, words_in(language)) for language in ("en", "ko"))
    assert english is not None
    assert korean is not None
    assert english.rows[0][:2] == (MEANINGS["audience_line"].label, "+1.00")
    assert korean.rows[0][0] == "공개 제안을 넘는 비용"
    assert driven(moved, scenario("sma11", "parameter_draws=point"), words_in("en")) is None


def test_causes_are_told_by_phase_and_those_that_never_bound_left_out():
    columns = [(question.name, cause) for question in QUESTIONS for cause in question.answers]
    tally = Tally(("before expiry", "in the lapse"), columns)
    counts = np.zeros((40, 2, len(columns)))
    counts[:30, 0, columns.index(("apart", "leader"))] = 1
    counts[30:, 0, columns.index(("apart", "line"))] = 1
    counts[:5, 1, columns.index(("apart", "line"))] = 1  # too few to speak of
    tally.add(counts.reshape(40, -1))
    found = apart(Explanation(synthetic.label(40), ("before expiry", "in the lapse"), tally.table()), words_in("en"))
    assert [table.name for table in found] == ["apart"]
    assert found[0].headings == ("", "Before expiry")
    assert [row[0] for row in found[0].rows] == [
        "the price of the guest's leader", "the host's last public offer", "failed rounds"
    ]  # fmt: skip
    assert found[0].rows[0][1].startswith("75% (")


def test_a_typical_negotiation_lies_in_the_middle_and_an_extreme_one_last():
    made = pd.DataFrame(
        {"replicate": range(5), "signature_day": [10.0, 30.0, 20.0, 99.0, 1.0], "rise": [0.1, 0.4, 0.2, 0.3, 0.0]}
    )
    assert examples(made) == (2, 3)
    assert examples(made.assign(signature_day=[np.nan] * 4 + [7.0])) == (0, 4)
    assert examples(made.iloc[:1]) == (0, None)
