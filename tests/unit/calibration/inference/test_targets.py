"""Targets of the calibration: the record as numbers, simulated negotiations beside it, and how far they lie apart."""

from __future__ import annotations

import numpy as np
import pytest

from sim.calibration.inference.targets import (
    OTHER,
    distance,
    misses,
    scaled,
    summaries,
    targets_of,
    weights_of,
    with_noise,
)
from sim.errors import RecordError
from sim.history.keys import FITTED, KOREAN
from sim.outcome import INDEX, NAMES


def column_of(name: str) -> int:
    return [target.name for target in targets_of()].index(name)


RECORD = np.array([target.recorded for target in targets_of()])


def test_the_record_is_that_of_the_agreements():
    known = {target.name: target.recorded for target in targets_of()}
    assert len(known) == 38  # seven of each agreement, and three more of the 11th
    assert (known["korea-8.agreement_day"], known["korea-11.signature_lag"], known["korea-12.rounds"]) == (-41, 32, 8)
    assert known["korea-11.rise_annualised"] == pytest.approx(1.139**0.5 - 1)
    assert (known["korea-10.term_years"], known["korea-10.escalator"], known["korea-11.escalator"]) == (1, 0, 2)
    assert (known["korea-11.refused"], known["korea-11.refused_rise"], known["korea-11.furlough"]) == (1, 0.13, 1)
    assert (known["korea-8.blank_period"], known["korea-12.blank_period"]) == (1, 0)


def test_the_record_is_at_no_distance_from_itself():
    assert distance(targets_of(), RECORD) == 0.0


def test_distance_counts_in_scales_and_names_by_being_another():
    targets = targets_of()
    other = RECORD.copy()
    day, rule = column_of("korea-9.agreement_day"), column_of("korea-9.escalator")
    other[day] += 3.0 * float(np.hypot(30.0, 2.0))
    other[rule] = 2.0
    assert scaled(targets, other)[day] == pytest.approx(3.0)
    assert misses(targets, other)[rule] == OTHER
    assert distance(targets, other) == pytest.approx(3.0 + OTHER)


def test_agreements_weigh_alike_whatever_the_number_of_their_targets():
    targets = targets_of()
    weights = weights_of(targets)
    by = {key: sum(w for w, each in zip(weights, targets, strict=True) if each.episode == key) for key in KOREAN}
    assert list(by.values()) == pytest.approx([7.0] * 5)
    assert sum(weights_of(targets_of(FITTED))) == pytest.approx(7.0 * len(FITTED)), "of other hosts too"
    assert weights[column_of("korea-9.rounds")] == 1.0
    assert weights[column_of("korea-11.refused")] == pytest.approx(0.7), "seven tenths: it has ten targets"
    other = RECORD.copy()
    other[column_of("korea-11.escalator")] = 0.0
    assert distance(targets, other) == pytest.approx(0.7 * OTHER)


def test_a_day_that_the_record_does_not_know_well_counts_less():
    targets = targets_of()
    unsure, sure = column_of("korea-8.agreement_day"), column_of("korea-9.agreement_day")
    apart = misses(targets, RECORD + 30.0)
    assert apart[unsure] < apart[sure]


def test_a_negotiation_without_a_text_gives_finite_values():
    targets = targets_of()
    nothing = np.full((1, len(NAMES)), np.nan)
    nothing[:, [INDEX.rounds, INDEX.guest_refusals, INDEX.furlough_days]] = 0.0
    values = summaries(targets, dict.fromkeys(KOREAN, nothing))
    assert np.isfinite(values).all()
    assert values[0, column_of("korea-11.agreement_day")] == 1096.0
    assert values[0, column_of("korea-11.blank_period")] == 1.0
    assert values[0, column_of("korea-11.rise_annualised")] == 0.0


def test_a_refusal_after_the_handover_is_not_that_of_march_2020():
    rows = np.full((2, len(NAMES)), np.nan)
    rows[:, INDEX.guest_refusals] = 1.0
    rows[:, INDEX.first_refusal_day] = [91.0, 400.0]
    rows[:, INDEX.first_refused_rise] = 0.13
    rows[:, [INDEX.rounds, INDEX.furlough_days]] = 0.0
    targets = tuple(target for target in targets_of(("korea-11",)) if target.measure.name.startswith("refused"))
    assert summaries(targets, {"korea-11": rows}).tolist() == [[1.0, 0.13], [0.0, 0.0]]


def test_noise_has_the_errors_of_the_record_and_depends_on_its_row_alone():
    targets = targets_of()
    values = np.tile(RECORD, (4000, 1))
    noisy = with_noise(targets, values, seed=5)
    spread = (noisy - values).std(axis=0)
    assert spread == pytest.approx([target.noise for target in targets], rel=0.06)
    assert np.array_equal(with_noise(targets, values[:10], 5, first=100), noisy[100:110])
    assert not np.array_equal(with_noise(targets, values[:10], 6), noisy[:10])


def test_agreements_of_other_hosts_have_day_rise_and_term():
    found = {target.name: target.recorded for target in targets_of(("japan-2021", "japan-2022"))}
    assert set(found) == {
        f"japan-{year}.{name}" for year in (2021, 2022) for name in ("agreement_day", "rise_annualised", "term_years")
    }
    assert found["japan-2021.agreement_day"] == -42, "2021-02-17; expiry 2021-03-31"
    assert (found["japan-2021.term_years"], found["japan-2022.term_years"]) == (1, 5)


def test_an_agreement_off_the_record_is_refused():
    with pytest.raises(RecordError, match="korea-7: the record does not follow"):
        targets_of(("korea-7",))
