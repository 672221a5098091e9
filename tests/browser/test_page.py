"""The page driven as a person drives it."""

import re

import pandas as pd
import pytest

from tests.browser.conftest import PHONE

TRUMP = 'input[type="radio"][value="trump_1"]'


@pytest.fixture
def tab(visit):
    made = visit()
    made.open()
    return made


def test_it_shows_three_answers_each_with_a_chart_a_table_and_words(tab):
    page = tab.page
    assert page.locator("#cards article").count() == 3
    page.wait_for_selector("#cards article:nth-child(3) .chart svg")
    assert page.locator("#cards .chart svg").count() == 3
    assert page.locator("#cards .chart svg path").count() > 50
    for chart in page.locator("#cards .chart").all():
        assert len(chart.get_attribute("aria-label")) > 40
    page.click("#cards article:first-child figure summary")
    assert page.locator("#cards article:first-child table tbody tr").count() >= 3
    assert "sma run sma11" in page.inner_text("#command")


def test_the_winner_is_switched_and_put_back(tab):
    before = tab.sentences()
    tab.after(lambda: tab.page.check(TRUMP))
    assert tab.sentences() != before
    assert "set=successions.0.winner%3Dtrump_1" in tab.page.url
    assert "--set successions.0.winner=trump_1" in tab.page.inner_text("#command")
    tab.after(lambda: tab.page.click("#changes button"))
    assert tab.sentences() == before
    assert "set=" not in tab.page.url


def test_a_slider_is_moved_by_keyboard_and_says_that_it_replaces_the_draws(tab):
    page = tab.page
    page.wait_for_selector("#drivers input[type=range]")
    assert page.locator("#drivers .control").count() == 6
    slider = page.locator("#drivers input[type=range]").first
    box = page.locator("#drivers .control").first.locator("input[type=checkbox]")
    assert not box.is_checked()
    slider.focus()
    tab.after(lambda: page.keyboard.press("End"))
    assert box.is_checked()
    assert "1 weight is set by hand" in page.inner_text("#notes")
    tab.after(box.uncheck)
    assert page.inner_text("#notes") == ""


def test_what_is_asked_for_may_be_stopped(tab):
    page = tab.page
    page.route("**/api/answers", lambda route: None)  # an answer that never comes
    page.check(TRUMP)
    page.wait_for_selector("#stop:visible")
    page.click("#stop")
    assert "Stopped" in page.inner_text("#status")
    assert page.locator("#stop").is_hidden()
    page.unroute("**/api/answers")
    tab.after(lambda: page.click("#as-on-file"))


def test_a_run_is_kept_and_compared_and_a_changed_negotiation_told(tab):
    page = tab.page
    page.click("#keep")
    tab.after(lambda: page.check(TRUMP))
    page.wait_for_selector("#compared .pair svg")
    assert re.search(r"In \d+% of 5,000 simulated negotiations the outcome changed", page.inner_text("#compared"))
    assert page.locator("#compared .pair").count() == 4
    page.locator("#compared table button").first.click()
    page.wait_for_selector("#told .story li")
    shared = tab.context.new_page()
    shared.goto(page.url.split("#")[0] + "#" + page.url.split("#")[1])
    shared.wait_for_selector("#compared .pair svg")
    assert shared.inner_text("#compared .lead") == page.inner_text("#compared .lead")


def test_a_story_is_stepped_through_on_its_timeline(tab):
    page = tab.page
    page.fill("#story input[type=number]", "7")
    page.click("#tell")
    page.wait_for_selector("#told .chart svg")
    told = page.locator("#told .moves li")
    assert told.nth(0).get_attribute("aria-current") == "step"
    page.get_by_role("button", name="Next move").click()
    assert told.nth(1).get_attribute("aria-current") == "step"
    page.locator("#told .stepper input").focus()
    page.keyboard.press("End")
    assert told.last.get_attribute("aria-current") == "step"
    assert page.inner_text("#told output") == f"Move {told.count()} of {told.count()}"


def test_ten_are_played(tab):
    tab.page.click("#play")
    tab.page.wait_for_function("() => document.querySelectorAll('.ten li').length === 10")
    assert "No. 0: signed" in tab.page.inner_text(".ten")


def test_a_text_with_an_error_tells_its_line_and_a_mended_one_is_used(tab):
    page = tab.page
    page.click("#text-show")
    page.wait_for_selector("#text-use:visible")
    text = page.input_value("#text textarea")
    wrong = text.replace('winner = "biden"', 'winner = "bidden"')
    page.fill("#text textarea", wrong)
    page.click("#text-use")
    page.wait_for_selector(".faults li")
    line = 1 + wrong[: wrong.index('winner = "bidden"')].count("\n")
    assert f"Line {line}" in page.inner_text(".faults")
    assert "Did you mean 'biden'?" in page.inner_text(".faults")
    page.fill("#text textarea", text.replace('winner = "biden"', 'winner = "trump_1"', 1))
    tab.after(lambda: page.click("#text-use"))
    assert "set=successions.0.winner%3Dtrump_1" in page.url


def test_files_are_downloaded(tab, tmp_path):
    page = tab.page
    for kind, ending in (("toml", ".toml"), ("csv", ".csv"), ("parquet", ".parquet")):
        with page.expect_download() as begun:
            page.click(f'[data-kind="{kind}"]')
        assert begun.value.suggested_filename == f"sma11{ending}"
        begun.value.save_as(tmp_path / f"sma11{ending}")
    assert len(pd.read_csv(tmp_path / "sma11.csv")) == len(pd.read_parquet(tmp_path / "sma11.parquet")) == 5000


def test_all_of_it_is_korean_at_a_choice_and_by_the_browsers_language(tab, visit):
    page = tab.page
    tab.after(lambda: page.select_option("#language", "ko"))
    assert page.get_attribute("html", "lang") == "ko"
    assert "서명" in " ".join(tab.sentences())
    assert page.inner_text("#what-if-head") == "만약에?"
    page.click("#tell")
    page.wait_for_selector("#told .story li")
    assert re.search("[가-힣]", page.inner_text("#told .story"))
    korean = visit(locale="ko-KR").open()
    assert korean.get_attribute("html", "lang") == "ko"


def test_on_a_telephone_nothing_is_wider_than_the_screen_and_controls_follow_the_answers(visit):
    page = visit(viewport=PHONE).open()
    page.wait_for_selector("#why:not([hidden])")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    order = [page.locator(each).bounding_box()["y"] for each in ("#answers", "#what-if", "#details", "#why")]
    assert order == sorted(order)


def test_another_scenario_is_chosen(tab):
    tab.after(lambda: tab.page.select_option("#scenario", "sma13"))
    assert "13th" in tab.page.inner_text("h1")
    assert "scenario=sma13" in tab.page.url


def test_a_fault_in_an_address_is_told_and_undone(visit):
    made = visit()
    page = made.page
    page.goto(f"{made.address}#scenario=sma11&set=parameters.habit%3D-5")
    page.wait_for_selector(".fault")
    assert "0 to 1 is allowed" in page.inner_text(".fault")
    page.wait_for_selector("#changes button")
    page.click("#changes button")
    page.wait_for_selector("body[data-answered]")
    assert page.locator(".fault").count() == 0
