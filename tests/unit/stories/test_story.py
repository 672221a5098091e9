"""The story of one negotiation: its phases, the values of the outcome, and words that read well whatever happened."""

import math
import re
from datetime import timedelta

import pytest

from sim.analysis.markdown import plain
from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from sim.rules.kinds import End, Escalator, Reason
from sim.scenario.load import load_scenario
from sim.stories.story import outcome_words, tell
from sim.stories.story_page import as_markdown, as_text
from sim.traces.entries import Consent, Expiry, FundsOut, HorizonReached, TextMade
from sim.version import VERSION
from tests.random_scenarios import scenario_of
from tests.unit.handmade import content, elected, entry, handover, meeting, outcome, played, prepared, trace
from tests.unit.scenario.small import write_small

UGLY = re.compile(r"\bnan\b|\binf\b|None|\.\.| [,.;:]|\+-|\b1 (?:days|rounds|texts|walkouts|votes|years)\b|  ")
SHIPPED = ("sma08", "sma09", "sma10", "sma11", "sma12")


def words_of(result):
    """All that is told, in one line."""
    story = tell(*result, seed=1)
    return " ".join([story.preface, *(each.text for each in story.paragraphs)])


def test_phases_in_order():
    parts = (
        meeting(1, 0), meeting(2, 60), entry(98, Expiry), entry(189, FundsOut),
        elected(),
        handover(),
        meeting(3, 500), entry(1194, HorizonReached, end="open"),
    )  # fmt: skip
    story = tell(prepared(), trace(*parts), outcome(rounds=3.0), seed=1)
    assert [section.heading for section in story.sections] == [
        "Opening", "Before expiry", "The lapse", "After the election of 3 November 2020",
        "Under the Biden administration", "Outcome",
    ]  # fmt: skip
    assert story.label == f"sma11 · historical · seed 1 · replicate 0 · central parameters · sma-sim {VERSION}"
    assert "0.01 is 10.4 bn KRW every year" in story.preface


def test_an_agreement_closes_the_story_from_its_text_on():
    text = entry(60, TextMade, content=content())
    consent = entry(63, Consent, guest_worth=0.1, host_worth=0.1)
    parts = (meeting(1, 0), meeting(2, 60, Reason.CLOSED), text, consent, entry(98, Expiry))
    ended = outcome(
        end=End.PENDING, agreed=1.0, agreement_day=-35.0, rise=0.129, rise_annualised=0.129, amount=1173.0,
        amount_usd_m=1000.0, term_years=5.0, escalator=1.0, labour_share=0.75, guest_at_agreement=0.0,
        utility_guest=0.1, utility_host=0.1, gain_lost=0.0,
    )  # fmt: skip
    story = tell(prepared(), trace(*parts), ended, seed=1)
    assert [section.heading for section in story.sections] == ["Opening", "Closing", "Outcome"]
    assert "the new one is agreed and not yet in force" in story.sections[1].texts[-1]
    assert "; not signed by the horizon on 31 December 2022." in story.sections[-1].texts[0]


def test_no_agreement():
    words = " ".join(outcome_words(prepared(), outcome(provocations=1.0)))
    assert words == (
        "No agreement by the horizon on 31 December 2022. The blank period is 1,096 days to signature (1,096 to"
        " agreement, 1,096 to entry into force). In numbers: 2 rounds and 1 provocation day."
    )
    waits = outcome_words(prepared(), outcome(end=End.PENDING))
    assert waits[0].startswith("No agreement by the horizon on 31 December 2022, with a text before the leaders.")


def test_an_agreement_that_still_holds_goes_on():
    words = " ".join(outcome_words(prepared(), outcome(end=End.STANDS)))
    assert words.startswith(
        "No new agreement by the horizon on 31 December 2022: the old one, which holds until 31 December 2019, stands"
        " and goes on unchanged. In numbers: "
    )
    assert "blank period" not in words


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("replicate", [0, 1, 7])
def test_the_outcome_states_the_values_of_its_row(name, replicate):
    ready, _, row = result = played(name, replicate)
    words = " ".join(tell(*result, seed=1).sections[-1].texts).replace("\N{MINUS SIGN}", "-")
    expiry = ready.scenario.agreement.prior_expiry
    if not row.agreed:
        assert words.startswith("No agreement")
        return
    for day in (row.agreement_day, row.signature_day, row.entry_day):
        if not math.isnan(day):
            date = expiry + timedelta(days=int(day))
            side = f"{abs(int(day)):,} day{'' if abs(day) == 1 else 's'} {'after' if day > 0 else 'before'} expiry"
            assert f"{date.day} {date:%B %Y} ({side if day else 'the day of expiry'})" in words
    if row.blank_days:
        assert f"The blank period is {int(row.blank_days):,} day" in words
    assert f"The first year is {100 * row.rise:+.1f}%" in words.replace(" 0.0%", f" {100 * row.rise:+.1f}%")
    assert f"{row.amount:,.1f} bn KRW, or {row.amount_usd_m:,.1f} million US$" in words
    assert f"{int(row.term_years)} years" in words or (row.term_years == 1 and "for one year" in words)
    growth = {Escalator.CPI: "with CPI growth", Escalator.DEFENCE: "growing with the defence budget"}
    assert growth.get(Escalator(int(row.escalator)), "for one year") in words
    assert f"{int(row.rounds)} round" in words
    assert ready.scenario.administrations[ready.administrations[int(row.guest_at_agreement)]].name in words


@pytest.mark.parametrize("name", SHIPPED)
def test_real_stories_read_well(name):
    for replicate in range(6):
        ready, history, row = played(name, replicate)
        words = words_of((ready, history, row))
        assert UGLY.findall(words) == []
        assert words.count("round ") >= len(history.rounds)
        assert sum(f", round {each.number}" in words for each in history.rounds) == len(history.rounds)
        assert words.count("refuses the text") == int(row.guest_refusals + row.host_refusals)
        assert words.count("walks out") == int(row.walkouts)


@pytest.mark.parametrize(
    ("file", "handover"),
    [
        ("japan2021", "20 January 2021 to the winner of the election of 3 November 2020 (the Biden administration)"),
        ("forward/sma13", "20 January 2029 to the winner of the election of 7 November 2028 (the Democratic"),
    ],
)
def test_an_election_that_is_over_is_told_as_a_handover(file, handover):
    words = words_of(played(file, 0))
    assert f"the guest's handover of {handover}" in words
    assert not UGLY.search(words)


@pytest.mark.parametrize("number", range(12))
def test_any_scenario_can_be_told(number):
    ready = prepare(scenario_of(SHIPPED[number % len(SHIPPED)], number))
    model = NegotiationModel(ready, number, number)
    result = model.run()
    words = words_of((ready, model.trace, result))
    assert "In numbers: " in words
    assert not re.search(r"\bnan\b|\binf\b", words)


def test_names_come_from_the_scenario(tmp_path):
    ready = prepare(load_scenario(write_small(tmp_path)).scenario)
    model = NegotiationModel(ready, 1, 0)
    result = model.run()
    words = words_of((ready, model.trace, result))
    assert "(Ruritania, the host, who pays)" in words
    assert "RUR" in words
    assert not any(name in words for name in ("Korea", "Seoul", "Washington", "KRW", "Assembly"))


def test_plain_text_keeps_to_the_width_and_the_page_holds_it_all():
    ready, history, row = played("sma11", 7)
    story = tell(ready, history, row, seed=1)
    assert max(len(line) for line in as_text(story, 100).splitlines()) <= 100
    page = as_markdown(story, [("1",) + ("x",) * 13], "sma trace x", "figure.svg")
    assert page.startswith("# One negotiation: 11th SMA, talks 2019-2021\n")
    assert "](figure.svg)" in page
    assert all(plain(paragraph) in page for section in story.sections for paragraph in section.texts)
    assert page.endswith("    sma trace x\n")
