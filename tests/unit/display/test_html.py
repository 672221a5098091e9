"""Runs, comparisons and stories show themselves in a notebook, escaped, and as text elsewhere."""

import base64
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

import sim
from sim.experiments.comparison import compare_worlds
from sim.experiments.plan import plan_run
from sim.prepare import prepare
from sim.reasons.played import played
from sim.stories.story import tell

HARM = "<script>alert('x') & more</script>"


@pytest.fixture(scope="module")
def run():
    return sim.run("sma11", replicates=60, seed=1)


def parsed(html):
    """The pieces as a tree, which they are only where every tag is closed and every sign escaped.

    Each must stand in a place where two dollar signs are no formula.
    """
    closed = re.sub(r"<(br|img [^>]*)>", r"<\1/>", html)
    pieces = ElementTree.fromstring(f"<div>{closed}</div>")
    assert all("mathjax_ignore" in piece.get("class") for piece in pieces)
    return ElementTree.fromstring(
        f"<div>{''.join(ElementTree.tostring(e, 'unicode') for p in pieces for e in p)}</div>"
    )


def test_a_run_shows_three_answers_each_with_its_figure(run):
    html = run._repr_html_()
    (table,) = parsed(html).findall("table")
    rows = table.findall("tr")
    assert [row.find("th").text for row in rows] == [each.question for each in run.answers().all]
    for row, answer in zip(rows, run.answers().all, strict=True):
        assert row.find("td/p").text == answer.whole
        (figure,) = row.iter("img")
        assert figure.get("alt") == answer.alt
        assert b"</svg>" in base64.b64decode(figure.get("src").removeprefix("data:image/svg+xml;base64,"))
    assert run.label.line(title=run.answers().title) in "".join(parsed(html).itertext())
    assert str(run).splitlines()[1:] == list(run.sentences)


def test_a_comparison_shows_every_world_and_its_differences():
    changes = ((), ("successions.0.winner=trump_1",))
    plans = [(",".join(each) or "base", plan_run(sim.load_scenario("sma11", each), 60, 1)) for each in changes]
    found = compare_worlds([plans[0], (HARM, plans[1][1])], explain=0)
    html = found._repr_html_()
    assert "<script" not in html
    answers, differences = parsed(html).findall("table")
    assert all(len(row.findall("td/p")) == 2 for row in answers.findall("tr"))
    table = found.pairs[0].differences
    shown = [[cell.text for cell in row.findall("td")] for row in differences.findall("tr")[1:]]
    assert len(shown) == len(table)
    assert all(row[0].startswith(label) for row, label in zip(shown, table["label"], strict=True))
    delay = list(table["name"]).index("delay_mean")
    assert shown[delay][3] == f"{table['difference'][delay]:+,.1f}"
    assert f"{table['difference'][delay]:.1f}"[:4] in str(found)
    assert shown[delay][6] == f"{table['gain'][delay]:,.1f}"
    assert "beside base" in str(found)


def test_worlds_with_different_ends_show_only_their_differences():
    changes = ((), ("agreement.horizon_years=2",))
    plans = [(",".join(each) or "base", plan_run(sim.load_scenario("sma11", each), 20, 1)) for each in changes]
    html = compare_worlds(plans, explain=0)._repr_html_()
    assert len(parsed(html).findall("table")) == 1
    assert "Horizons differ" in html


def test_a_story_shows_its_phases_and_escapes_what_was_written():
    scenario = sim.load_scenario("sma11", draws="point").scenario
    prepared = prepare(scenario)
    outcome, trace = played(prepared, 1, 7)
    story = tell(prepared, trace, outcome, 1)
    tree = parsed(replace(story, title=HARM)._repr_html_())
    assert tree.find("h3").text == HARM
    assert [each.text for each in tree.findall("h4")] == [each.heading for each in story.sections]
    told = [each.text for each in tree.findall("p")]
    assert [text for section in story.sections for text in section.texts] == told[2:]
    assert story.title in str(story)
    assert re.search(re.escape(story.sections[-1].heading), str(story), re.IGNORECASE)
