"""Numbers in the prose of sheets and pages are those the code uses."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sim.calibration.backtest import backtest_sheets as sheet_words
from sim.calibration.backtest.backtest_sheets import log_score_words
from sim.calibration.inference import targets
from sim.calibration.inference.targets import MEASURES, OF_THE_11TH, UNSURE, UNSURE_NOISE, measure_of

DOCS = Path(__file__).parents[4] / "docs"


def page(name):
    return re.sub(r"\s+", " ", (DOCS / name).read_text(encoding="utf-8"))


def changed(monkeypatch, name, **values):
    made = tuple(replace(each, **values) if each.name == name else each for each in MEASURES)
    monkeypatch.setattr(targets, "MEASURES", made)


def test_the_kernels_of_the_log_score_are_those_of_the_targets(monkeypatch):
    assert "under Gaussian kernels of 30 days and 1 point, 1% spread evenly" in log_score_words()
    assert (measure_of("agreement_day").scale, measure_of("rise_annualised").scale) == (30.0, 0.01)
    changed(monkeypatch, "rise_annualised", scale=0.015)
    assert "kernels of 30 days and 1.5 points" in log_score_words()
    changed(monkeypatch, "agreement_day", scale=45.0)
    assert "kernels of 45 days" in log_score_words()


def test_the_page_says_what_the_code_does():
    assert log_score_words() in page("validation.md")
    assert f"a stated value stands in: {sheet_words._stand_ins()}. PIT" in page("validation.md")


def test_stand_ins_are_those_of_the_targets(monkeypatch):
    words = "365 days of signature lag, a rise, a term, rounds and a refused rise of 0"
    assert sheet_words._stand_ins() == words
    changed(monkeypatch, "signature_lag", absent=400.0)
    assert sheet_words._stand_ins().startswith("400 days of signature lag, a rise")


@pytest.mark.parametrize(
    ("name", "label", "scale", "error"),
    [
        ("agreement_day", "day of agreement", "{:g} days", "{:g} days"),
        ("signature_lag", "lag to signature", "{:g} days", "{:g} days"),
        ("rise_annualised", "rise a year", "{:g} point", "{:g} point"),
        ("rounds", "rounds", "{:g}", "{:g}"),
        ("refused_rise", "rise of the refused text", "{:g} points", "{:g} points"),
    ],
)
def test_the_scales_in_the_documentation_are_those_of_the_targets(name, label, scale, error):
    measure = measure_of(name)
    assert measure in (*MEASURES, *OF_THE_11TH)
    factor = 100 if "share" in measure.unit else 1
    row = f"| {label} | {scale.format(factor * measure.scale)} | {error.format(factor * measure.noise)}"
    assert row in page("calibration.md")
    if name == UNSURE[1]:
        assert f"{row}; {UNSURE_NOISE:g} for the {UNSURE[0]}th" in page("calibration.md")
