"""axe-core finds nothing critical or serious in any state of the page, and the keyboard reaches what a mouse does."""

import pytest

from tests.browser.conftest import PHONE

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install the extra test of sma-sim")
GRAVE = ("critical", "serious")


def findings(page):
    found = axe.Axe().run(page).response["violations"]
    return [
        (each["id"], each["impact"], node["target"], node["failureSummary"])
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


def loading(made):
    made.page.route("**/api/answers", lambda route: None)
    made.page.goto(made.address)
    made.page.wait_for_selector("#controls fieldset")


def whole(made):
    made.open()
    made.page.wait_for_selector("#why:not([hidden])")
    made.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


def error(made):
    made.page.goto(f"{made.address}#scenario=sma11&set=nope%3D3")
    made.page.wait_for_selector(".fault")


def compare(made):
    made.open("#scenario=sma11&set=successions.0.winner%3Dtrump_1&keep=scenario%3Dsma11")
    made.page.wait_for_selector("#compared figure svg")


def story(made):
    made.open("#scenario=sma11&negotiation=7")
    made.page.wait_for_selector("#told .story li")


def faulty_text(made):
    page = made.open()
    page.click("#text-show")
    page.wait_for_selector("#text-use:visible")
    page.fill("#text textarea", page.input_value("#text textarea").replace('"biden"', '"bidden"'))
    page.click("#text-use")
    page.wait_for_selector(".faults li")


def korean(made):
    made.open("#scenario=sma12&language=ko")


@pytest.mark.parametrize("state", [loading, whole, error, compare, story, faulty_text, korean])
def test_no_state_has_grave_findings(visit, state):
    made = visit()
    state(made)
    assert findings(made.page) == []


@pytest.mark.parametrize("state", [whole, compare])
def test_nor_has_a_telephone(visit, state):
    made = visit(viewport=PHONE)
    state(made)
    assert findings(made.page) == []


def test_the_keyboard_reaches_the_controls_and_shows_where_it_is(visit):
    page = visit().open()
    page.wait_for_selector("#drivers input")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.update(page.evaluate("() => [document.activeElement.id, document.activeElement.type]"))
    assert {"skip", "scenario", "language", "radio", "range", "number", "checkbox"} <= reached
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
