"""What the page is told is what the library says: no second version of a number or a sentence."""

import io
import json

import pandas as pd
import pytest

import sim
from sim.page.asked import REPLICATES, Asked
from sim.page.edits import overrides_of

TRUMP = "successions.0.winner=trump_1"


@pytest.fixture(scope="module")
def run():
    return sim.run("sma11", replicates=REPLICATES, seed=1)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_answers_are_those_of_the_library(ask, run, language):
    answer = ask("answers", language=language).json()
    told = run.answers(language)
    assert [each["sentence"] for each in answer["answers"]] == [each.sentence for each in told.all]
    assert [each["record"] for each in answer["answers"]] == [each.record for each in told.all]
    assert [each["chart"]["alt"] for each in answer["answers"]] == [each.alt for each in told.all]
    assert answer["caption"] == told.caption
    assert answer["notes"] == []


def test_dots_of_the_rise_are_the_quantiles(ask, run):
    (dots,) = [
        layer for layer in ask("answers").json()["answers"][1]["chart"]["spec"]["layer"]
        if layer["mark"].get("filled") and layer["mark"].get("shape") is None
    ]  # fmt: skip
    places = sorted(each["x"] for each in dots["data"]["values"])
    values = run.answers().found.sum.dots.values
    assert len(places) == len(values) == 50
    width = (max(values) - min(values)) / 20
    assert all(abs(place - value) < width for place, value in zip(places, values, strict=True))


def test_no_answer_holds_what_json_has_not(ask):
    for name in ("answers", "details", "why", "ten", "controls"):
        text = ask(name, scenario="sma12_reopened").text
        json.loads(text, parse_constant=pytest.fail)


def test_a_weight_set_by_hand_is_told(ask):
    assert ask("answers", set=["parameters.habit=0.01"]).json()["notes"] == [
        "1 weight is set by hand, in place of its posterior draws."
    ]


def test_the_drivers_are_parameters_that_are_drawn(ask, run):
    found = ask("details").json()["drivers"]
    assert len(found) == 6
    drawn = set(sim.load_scenario("sma11").scenario.parameters.model_dump())
    assert {each.removeprefix("parameters.") for each in found} <= drawn


def test_two_runs_side_by_side_share_axes_and_are_paired(ask):
    found = ask("compared", set=[TRUMP], beside={}).json()
    assert "the outcome changed" in found["changed"]
    assert len(found["charts"]) == 4
    for pair in found["charts"][:2]:
        domains = [layer["encoding"]["x"]["scale"]["domain"] for each in ("base", "other") for layer in
                   pair[each]["spec"]["layer"] if "scale" in layer["encoding"].get("x", {})]  # fmt: skip
        assert all(domain == domains[0] for domain in domains)
        assert pair["base"]["spec"]["height"] == pair["other"]["spec"]["height"]
    assert found["forest"]["table"]["rows"]
    assert found["names"][1].endswith(TRUMP)


def test_runs_that_cannot_be_paired_stand_side_by_side_with_the_reason(ask):
    found = ask("compared", scenario="sma11", seed=2, beside={"seed": 1}).json()
    assert "share their luck" in found["changed"]
    assert found["forest"] is None
    assert found["charts"]


def test_a_story_has_a_point_for_each_move(ask):
    found = ask("story", replicate=7).json()
    told = [text for section in found["sections"] for text in section["paragraphs"]]
    moves = next(layer for layer in found["chart"]["spec"]["layer"] if layer["mark"].get("cursor") == "pointer")
    assert [each["move"] for each in moves["data"]["values"]] == list(range(len(told)))
    assert found["rounds"]["rows"]
    assert len(found["rounds"]["headings"]) == len(found["rounds"]["rows"][0])


def test_ten_are_the_first_of_the_run(ask, run):
    found = ask("ten").json()["ten"]
    assert [each["replicate"] for each in found] == list(range(10))
    day = run.frame["signature_day"][0]
    assert day != day or run.answers().setting.date_of(day).strftime("%Y") in found[0]["sentence"]


def test_files_hold_the_run(ask, run):
    csv = pd.read_csv(io.BytesIO(ask("download", kind="csv").content))
    parquet = pd.read_parquet(io.BytesIO(ask("download", kind="parquet").content))
    assert csv["rise"].to_numpy() == pytest.approx(run.frame["rise"].to_numpy(), nan_ok=True)
    pd.testing.assert_frame_equal(parquet, run.frame, check_dtype=False)
    toml = ask("download", kind="toml", set=[TRUMP]).text
    assert 'winner = "trump_1"' in toml
    report = ask("download", kind="report", language="ko").text
    assert '<html lang="ko"' in report
    assert run.answers("ko").when.key in report
    assert ask("download", kind="exe").status_code == 404


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('winner = "biden"', 'winner = "trump_1"', [TRUMP]),
        ("election = 2020-11-03", "election = 2020-11-10", ["successions.0.election=2020-11-10"]),
        ("guest_rise = {", "guest_rise = {", []),
    ],
)
def test_an_edited_text_becomes_overrides(ask, old, new, expected):
    text = ask("text").json()["text"]
    assert old in text
    assert ask("edited", text=text.replace(old, new, 1)).json() == {"set": expected, "text": None}


def test_a_text_that_no_overrides_make_stands_itself(ask):
    text = ask("text").json()["text"]
    rows = [line for line in text.splitlines() if "Justice Party" not in line]
    edited = "\n".join(rows)
    assert ask("edited", text=edited).json() == {"set": [], "text": edited}
    assert ask("answers", text=edited).status_code == 200


def test_overrides_of_an_edit_make_it(desk):
    base = sim.load_scenario("sma11")
    changes = ["agreement.base_amount=900.5", "switches.waiting=false", "table.terms=[1, 5]", "parameters.habit=0.01"]
    edited = sim.load_scenario("sma11", changes)
    found = overrides_of(base, edited)
    again = Asked(scenario="sma11", set=found).load(desk.library)
    assert again.scenario.model_dump() == edited.scenario.model_dump()
