"""The story of one negotiation: a phrase for every reason, the numbers of the record, and those of the outcome."""

import math
import re
from datetime import timedelta

import pytest

from sim.analysis.event_words import event_words
from sim.analysis.memory import Memory
from sim.analysis.round_words import round_words, zone_of
from sim.analysis.story import outcome_words, tell
from sim.analysis.story_page import as_markdown, as_text
from sim.model.negotiation import NegotiationModel
from sim.prepare import prepare
from sim.rules.kinds import End, Escalator, Reason
from sim.scenario.load import load_scenario
from tests.random_scenarios import scenario_of
from tests.unit.handmade import content, entry, meeting, outcome, played, prepared, trace
from tests.unit.scenario.small import write_small

CPI = {"escalator": "cpi"}
SHIPPED = ("sma08", "sma09", "sma10", "sma11", "sma12")


@pytest.fixture
def memory():
    return Memory(prepared())


def after(memory, now=None):
    """Memory in which one round has been told."""
    round_words(memory, now or meeting(1, 0), [], [])
    return memory


def words_of(result):
    """All that is told, in one line."""
    story = tell(*result, seed=1)
    return " ".join([story.preface, *(each for section in story.sections for each in section.paragraphs)])


# --- rounds ----------------------------------------------------------------------------------------------------


def test_a_first_round_names_both_sides_their_packages_the_gap_and_the_worth_of_waiting(memory):
    assert round_words(memory, meeting(1, 0), [], []) == (
        "24 September 2019, round 1 (working level): the Trump administration asks for +41% over 5 years with CPI growth;"
        " the Korean government offers +4.0% over 3 years with CPI growth. Nothing closes: to the guest the host's offer"
        " is worth 0.20 less than what it asks for. Behind the demands there is room: the guest's delegation may take"
        " +2.0%, and the host would go to +11.0% rather than wait. Waiting is worth 0.050 a year to the host and 0.17 to"
        " the guest's leader."
    )


def test_a_later_round_says_what_changed_and_nothing_else(memory):
    words = round_words(after(memory), meeting(2, 20, guest_rise=0.3, gap=0.15), [], [])
    assert words == (
        "14 October 2019, round 2: the guest moves to +30%; the host stays at +4.0%."
        " Nothing closes; the gap is down to 0.15."
    )


def test_a_round_in_which_nothing_moves_is_told_in_a_line(memory):
    words = round_words(after(memory), meeting(2, 20), [], [])
    assert words == (
        "14 October 2019, round 2: both sides stay where they are, at +41% and +4.0%."
        " Nothing closes, and the gap stays at 0.20."
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"guest_rise": 0.5}, "the guest raises its demand to +50%"),
        ({"host_rise": 0.01}, "the host goes back to +1.0%"),
        ({"guest_term": 1, "guest_escalator": "none", "guest_rise": 0.2}, "the guest moves to +20%, now for one year"),
        (
            {"guest_term": 3, "host_term": 3, "host_escalator": "defence", "guest_escalator": "defence", "host_rise": 0.1},
            "now over 3 years growing with the defence budget; the host raises its offer to +10.0% on the same terms",
        ),
        ({"gap": 0.4}, "The gap widens from 0.20 to 0.40, and nothing closes."),
        ({"level": "ministerial"}, "round 2 (ministers): "),
        ({"most_rise": 0.2}, "The room behind the demands now runs from +2.0% to +20%."),
        ({"anger": 0.5}, "Public anger has risen from 0.30 to 0.50."),
        ({"anger": 0.1, "support": 0.35}, "has cooled from 0.30 to 0.10, and 35% of the public would pay more, after 30%"),
        ({"guest_waiting": 0.3}, "Waiting is now worth 0.30 to the guest's leader (0.17 before)."),
        ({"host_rise": math.nan, "host_term": 0, "host_escalator": ""}, "nothing"),
    ],
)  # fmt: skip
def test_what_changed_in_a_round(memory, changes, expected):
    assert expected in round_words(after(memory), meeting(2, 20, **changes), [], [])


@pytest.mark.parametrize(
    ("reason", "changes", "expected"),
    [
        (Reason.GAP, {}, "Nothing closes"),
        (
            Reason.NO_ZONE,
            {"least_rise": 0.13, "most_rise": 0.09},
            "Nothing can close: the host would go to +9.0% at most, and the guest's delegation needs +13.0%.",
        ),
        (Reason.NO_ZONE, {"least_rise": math.nan}, "Nothing can close: no package is worth more than waiting to both."),
        (Reason.PARKED, {}, "Nothing closes: the talks are parked."),
    ],
)
def test_why_a_round_did_not_close(memory, reason, changes, expected):
    assert expected in round_words(memory, meeting(1, 0, reason, **changes), [], [])


def test_a_text(memory):
    text = entry(0, "text", "both", names=CPI, **content(letter=0.0) | {"operational_support": 1.0})
    words = round_words(memory, meeting(1, 0, Reason.CLOSED, gap=-0.01), [text], [])
    assert (
        "a text is made that shares the gain over waiting: +12.9% over 5 years with CPI growth, 75% of labour cost paid"
        " from the fund, new operational items. It goes to the leaders." in words
    )
    assert memory.on_desk


def test_a_side_letter_bridges_the_gap_that_is_left(memory):
    text = entry(0, "text", "both", names=CPI, **content(letter=0.012))
    words = round_words(memory, meeting(1, 0, Reason.CLOSED, gap=0.012), [text], [])
    assert "A side letter worth 0.012 to the guest bridges the last gap, and a text is made: +12.9%" in words
    assert "can be met" not in words


@pytest.mark.parametrize(
    ("reason", "letter", "expected"),
    [
        (Reason.GUEST_DECLINED, 0.0, "can be met by +12.9% over 5 years with CPI growth, but the guest's delegation lets it go"),
        (Reason.HOST_DECLINED, 0.01, "would bridge the gap at +12.9% over 5 years with CPI growth, but the host's delegation"),
    ],
)  # fmt: skip
def test_a_text_that_a_delegation_lets_go(memory, reason, letter, expected):
    here = entry(0, "round", "both", reason, names=CPI, **content(letter=letter))
    assert expected in round_words(memory, meeting(1, 0, reason), [here], [])


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["walkout"], "The guest's delegation walks out."),
        (["threat"], "The guest threatens in public to withdraw troops."),
        (["walkout", "threat"], "The guest's delegation walks out, and a withdrawal of troops is threatened in public."),
    ],
)
def test_tactics(memory, kinds, expected):
    happened = [entry(0, kind, "guest", Reason.GAP, gap=0.2) for kind in kinds]
    reason = Reason.WALKOUT if "walkout" in kinds else Reason.GAP
    words = round_words(memory, meeting(1, 0, reason), happened, [])
    assert expected in words
    assert "Nothing closes: to the guest" in words, "a walkout's own entry says what stood between the sides"


@pytest.mark.parametrize(
    ("severities", "threat", "expected"),
    [
        ([2], 0.35, "A provocation of severity 2 falls between the rounds; felt threat rises from 0.10 to 0.35."),
        (
            [1, 3, 1, 2],
            0.35,
            "Provocations on 4 days, the gravest of severity 3, fall between the rounds; felt threat rises from 0.10 to",
        ),
        ([1], 0.05, "felt threat still falls from 0.10 to 0.05."),
        ([1], 0.1, "felt threat is again 0.10."),
        ([], 0.05, ""),
    ],
)
def test_provocations_are_told_together(memory, severities, threat, expected):
    happened = [entry(5 + n, "provocation", "north", severity=float(grade)) for n, grade in enumerate(severities)]
    words = round_words(after(memory), meeting(2, 20, threat=threat), [], happened)
    assert expected in words
    assert ("rovocation" in words) == bool(severities)


def test_a_long_pause_is_told(memory):
    words = round_words(after(memory), meeting(2, 142, level="ministerial"), [], [])
    assert words.startswith("13 February 2020, round 2 (ministers), the first in 142 days: ")


def test_a_zone_that_reaches_below_all_offers_is_still_a_zone():
    assert zone_of(meeting(1, 0, least_rise=math.nan))[1] == 0.11
    assert zone_of(meeting(1, 0, Reason.NO_ZONE, least_rise=math.nan)) is None
    assert zone_of(meeting(1, 0, least_rise=0.2, most_rise=0.1)) is None
    assert zone_of(meeting(1, 0, most_rise=math.nan)) is None


# --- between rounds --------------------------------------------------------------------------------------------


def refusal(by="guest", worth=0.11, waiting=0.17, limit=0.31):
    reason = Reason.GUEST_LEADER if by == "guest" else Reason.HOST_LEADER
    own = (
        {"guest_waiting": waiting, "leader_rise": limit} if by == "guest" else {"host_waiting": waiting, "most_rise": limit}
    )
    return entry(189, "refusal", by, reason, names=CPI, worth=worth, **content(), **own)


def test_the_guests_leader_refuses(memory):
    assert event_words(memory, refusal()) == (
        "31 March 2020: the leader of the Trump administration refuses the text of +12.9% over 5 years with CPI growth:"
        " waiting for the election of 3 November 2020 is worth 0.17 a year, the text 0.11; on the same terms the leader"
        " would have signed from +31% on. The delegation's mandate is tightened, and the host stands by the text."
    )


def test_the_hosts_leader_refuses(memory):
    words = event_words(memory, refusal("host", limit=0.08))
    assert "the leader of the Moon Jae-in government refuses" in words
    assert words.endswith("on the same terms the leader would have signed up to +8.0%.")


def test_a_refusal_without_a_rise_that_would_have_done(memory):
    assert "would have signed" not in event_words(memory, refusal(limit=math.nan))


def test_a_refusal_by_chance_is_not_given_a_reason_it_had_not(memory):
    words = event_words(memory, refusal(worth=0.18))
    assert words.endswith("It is worth 0.18 a year and waiting 0.17: a no against the odds, by chance.")
    assert "would have signed" not in words


def test_what_the_leader_waits_for_once_the_election_is_over(memory):
    event_words(memory, entry(406, "election", "guest", names={"winner": "biden", "loser": "trump_1"}))
    late = refusal()
    late = entry(430, "refusal", "guest", Reason.GUEST_LEADER, late.names, **late.values)
    assert "waiting for the Biden administration to take office on 20 January 2021 is worth" in event_words(memory, late)


def test_consent(memory):
    happened = entry(
        200, "consent", "both", names=CPI, guest_worth=0.11, guest_waiting=0.05, host_worth=0.2, host_waiting=0.1, **content()
    )
    assert event_words(memory, happened) == (
        "11 April 2020: both leaders consent. To the host the text is worth 0.20 a year and waiting 0.10, to the guest's"
        " leader 0.110 and 0.050."
    )
    happened.values["host_worth"] = 0.09
    assert event_words(memory, happened).endswith("a yes against the odds, by chance.")


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (entry(98, "expiry"), "31 December 2019: the old agreement expires without a successor, and the old amount is frozen."),
        (entry(189, "funds_out"), "31 March 2020: the old money runs out."),
        (
            entry(264, "furlough_end", "host", names={"by": "act"}, days=75.0),
            "14 June 2020: a special act that pays them ends the furlough after 75 days.",
        ),
        (entry(190, "furlough_end", "both", names={"by": "agreement"}, days=1.0), "after 1 day."),
        (
            entry(406, "election", "guest", names={"winner": "biden", "loser": "trump_1"}),
            "3 November 2020: the Biden administration is elected, to take office on 20 January 2021.",
        ),
        (entry(406, "election", "guest", names={"winner": "trump_1", "loser": "biden"}), "the Trump administration is re-elected."),
        (
            entry(484, "handover", "guest", names={"elected": "biden", "before": "trump_1"}),
            "20 January 2021: the Biden administration takes office and comes with a demand of its own.",
        ),
        (
            entry(484, "handover", "guest", names={"elected": "trump_1", "before": "trump_1"}),
            "the Trump administration begins a new term.",
        ),
        (
            entry(959, "handover", "host", names={"elected": "yoon_suk_yeol", "before": "moon_jae_in"}),
            "the Yoon Suk-yeol government takes office and takes over the talks.",
        ),
        (entry(600, "signature", "both", amount=1183.3), "the agreement is signed: 1,183.3 bn KRW for its first year."),
        (
            entry(700, "vote", "legislature", votes_for=133.0, votes_against=11.0, votes_abstain=16.0),
            "the National Assembly approves it by 133 votes to 11, with 16 abstentions.",
        ),
        (
            entry(700, "vote", "legislature", Reason.VOTE_FAILED, votes_for=90.0, votes_against=99.0, votes_abstain=1.0),
            "the National Assembly refuses it by 90 votes to 99, with 1 abstention, and the talks reopen.",
        ),
        (entry(701, "entry", "both"), "the agreement enters into force."),
        (entry(189, "furlough", "guest"), ""),
    ],
)  # fmt: skip
def test_other_events(memory, happened, expected):
    assert event_words(memory, happened).endswith(expected)
    assert bool(event_words(memory, happened)) == bool(expected)


def test_the_furlough_is_told_with_the_money_that_runs_out(memory):
    words = event_words(memory, entry(189, "funds_out"), [entry(189, "furlough", "guest")])
    assert words == "31 March 2020: the old money runs out, and base workers are sent home without pay."


def test_a_handover_while_a_text_waits_for_the_leaders(memory):
    text = entry(0, "text", "both", names=CPI, **content())
    round_words(memory, meeting(1, 0, Reason.CLOSED), [text], [])
    words = event_words(memory, entry(484, "handover", "guest", names={"elected": "biden", "before": "trump_1"}))
    assert words.endswith("takes office, with the text on its desk.")


def test_a_new_guest_is_introduced_by_name(memory):
    after(memory)
    event_words(memory, entry(484, "handover", "guest", names={"elected": "biden", "before": "trump_1"}))
    words = round_words(memory, meeting(2, 500, guest_rise=0.2, gap=0.1), [], [])
    assert "the Biden administration asks for +20% over 5 years with CPI growth; the host stays at +4.0%." in words
    assert "is worth 0.10 less than what it asks for" in words, "its gap is not compared with its predecessor's"


# --- the whole --------------------------------------------------------------------------------------------------


def test_phases_in_order():
    parts = (
        meeting(1, 0), meeting(2, 60), entry(98, "expiry"), entry(189, "funds_out"),
        entry(406, "election", "guest", names={"winner": "biden", "loser": "trump_1"}),
        entry(484, "handover", "guest", names={"elected": "biden", "before": "trump_1"}),
        meeting(3, 500), entry(1194, "horizon", names={"end": "open"}),
    )  # fmt: skip
    story = tell(prepared(), trace(*parts), outcome(rounds=3.0), seed=1)
    assert [section.heading for section in story.sections] == [
        "Opening", "Before expiry", "The lapse", "After the election of 3 November 2020",
        "Under the Biden administration", "Outcome",
    ]  # fmt: skip
    assert story.label == "sma11 · historical · seed 1 · replicate 0 · sma-sim 0.1.0"
    assert "0.01 is 10.4 bn KRW every year" in story.preface


def test_an_agreement_closes_the_story_from_its_text_on():
    text = entry(60, "text", "both", names=CPI, **content())
    consent = entry(
        63, "consent", "both", names=CPI, guest_worth=0.1, guest_waiting=0.0, host_worth=0.1, host_waiting=0.0, **content()
    )
    parts = (meeting(1, 0), meeting(2, 60, Reason.CLOSED), text, consent, entry(98, "expiry"))
    ended = outcome(
        end=End.PENDING, agreed=1.0, agreement_day=-35.0, rise=0.129, rise_annualised=0.129, amount=1173.0,
        amount_usd_m=1000.0, term_years=5.0, escalator=1.0, labour_share=0.75, guest_at_agreement=5.0,
        utility_guest=0.1, utility_host=0.1, gain_lost=0.0,
    )  # fmt: skip
    story = tell(prepared(), trace(*parts), ended, seed=1)
    assert [section.heading for section in story.sections] == ["Opening", "Closing", "Outcome"]
    assert "the new one is agreed and not yet in force" in story.sections[1].paragraphs[-1]
    assert "; not signed by the horizon on 31 December 2022." in story.sections[-1].paragraphs[0]


def test_no_agreement():
    words = " ".join(outcome_words(prepared(), outcome(provocations=1.0)))
    assert words == (
        "No agreement by the horizon on 31 December 2022. The blank period is 1,096 days to signature (1,096 to agreement,"
        " 1,096 to entry into force). In numbers: 2 rounds and 1 provocation day."
    )
    waits = outcome_words(prepared(), outcome(end=End.PENDING))
    assert waits[0].startswith("No agreement by the horizon on 31 December 2022, with a text before the leaders.")


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("replicate", [0, 1, 7])
def test_the_outcome_states_the_values_of_its_row(name, replicate):
    ready, _, row = result = played(name, replicate)
    words = " ".join(tell(*result, seed=1).sections[-1].paragraphs).replace("\N{MINUS SIGN}", "-")
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
        ready, record, row = played(name, replicate)
        words = words_of((ready, record, row))
        assert re.findall(r"\bnan\b|\binf\b|None|\.\.| [,.;:]|\+-|\b1 (?:days|rounds|texts|walkouts|votes|years)\b|  ", words) == []
        assert words.count("round ") >= len(record.rounds)
        assert sum(f", round {each.number}" in words for each in record.rounds) == len(record.rounds)
        assert words.count("refuses the text") == int(row.guest_refusals + row.host_refusals)
        assert words.count("walks out") == int(row.walkouts)


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
    ready, record, row = played("sma11", 7)
    story = tell(ready, record, row, seed=1)
    assert max(len(line) for line in as_text(story, 100).splitlines()) <= 100
    page = as_markdown(story, [("1",) + ("x",) * 11], "sma trace x", "figure.svg")
    assert page.startswith("# One negotiation: 11th SMA, talks 2019-2021\n")
    assert "](figure.svg)" in page
    assert all(paragraph in page for section in story.sections for paragraph in section.paragraphs)
    assert page.endswith("    sma trace x\n")
