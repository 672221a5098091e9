"""The record: known facts, rules that tie its numbers together, and an error for every kind of slip."""

import dataclasses
import re
import shutil
from datetime import date, timedelta

import pytest

from sim.errors import RecordError
from sim.history import rows
from sim.history.cells import value
from sim.history.episodes import COLUMNS, COVERED, episodes, recorded
from sim.history.tables import DATA, FILES, provocation_days, provocation_span, read
from sim.outcome import COLUMNS as OUTCOME_COLUMNS

SIZES = {
    "agreements.csv": 28,
    "blocs.csv": 118,
    "burden.csv": 9,
    "calendar.csv": 257,
    "candidates.csv": 81,
    "contributions.csv": 73,
    "elections.csv": 33,
    "governments.csv": 32,
    "hosts.csv": 3,
    "macro.csv": 76,
    "odds.csv": 7,
    "peers.csv": 14,
    "polls.csv": 126,
    "positions.csv": 104,
    "provocations.csv": 294,
    "rivalry.csv": 17,
    "rounds.csv": 109,
    "segments.csv": 6,
    "states.csv": 57,
    "votes.csv": 30,
}


@pytest.fixture
def folder(tmp_path):
    """A copy of the tables that a test may damage."""
    return shutil.copytree(DATA, tmp_path / "data")


def replace(folder, name, old, new):
    """Put one slip into one table."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"'{old}' must be there once"
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


# --- the tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FILES)
def test_every_table_reads_and_keeps_source_and_confidence(kind):
    table = read(kind, host=None)
    assert len(table) == SIZES[FILES[kind]]
    assert all(row.source for row in table)
    assert {row.confidence for row in table} <= {"checked", "unverified"}


def test_every_table_in_the_folder_has_its_rows():
    assert {path.name for path in DATA.glob("*.csv")} == set(FILES.values())


def test_rows_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        read(rows.Agreement)[0].usd_m = 1


def test_a_month_without_a_day_says_so():
    third = next(row for row in read(rows.Round) if row.agreement == 8 and row.number == 3)
    assert third.start_date == rows.Month(2008, 9, None)
    assert (third.start_date.first, third.start_date.last) == (date(2008, 9, 1), date(2008, 9, 30))


def test_a_contact_with_a_name_has_no_number():
    names = [row.round for row in read(rows.Round) if row.agreement == 12 and row.number is None]
    assert names == ["name"]


def test_the_vote_of_the_assembly_is_read_as_counts():
    tenth = next(row for row in read(rows.Agreement) if row.agreement == 10)
    assert tenth.vote == rows.Vote(in_favour=139, against=33, abstaining=22, present=194)


# --- provocations ----------------------------------------------------------------------------------------------------


def test_provocations_of_march_2020():
    days = provocation_days(date(2020, 3, 1), date(2020, 3, 31))
    assert days == {
        date(2020, 3, 2): 2,
        date(2020, 3, 9): 3,
        date(2020, 3, 12): 1,
        date(2020, 3, 20): 1,
        date(2020, 3, 21): 2,
        date(2020, 3, 29): 2,
    }


def test_a_day_with_several_acts_counts_once_with_the_worst():
    day = date(2006, 7, 5)
    acts = [row.severity for row in read(rows.Provocation) if row.date == day]
    assert len(acts) == 3
    assert provocation_days(day, day) == {day: max(acts)}


def test_both_ends_of_the_window_count_and_the_whole_record_is_282_days():
    first, last = provocation_span()
    assert (first, last) == (date(2006, 3, 7), date(2024, 11, 28))
    days = provocation_days(first, last)
    assert {first, last} <= set(days)
    assert len(days) == 282
    assert provocation_days(last + timedelta(days=1), date(2030, 1, 1)) == {}


# --- rules that tie the numbers together -----------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last", "cap"), [(2010, 2013, 4.0), (2015, 2018, 4.0)])
def test_rises_under_agreements_8_and_9_follow_the_prices_of_two_years_before(first, last, cap):
    prices = {row.year: row.cpi_pct for row in read(rows.MacroYear)}
    rises = {row.year: row.increase_pct for row in read(rows.Contribution)}
    for year in range(first, last + 1):
        assert rises[year] == pytest.approx(min(prices[year - 2], cap), abs=0.05), year


def test_rises_under_agreement_11_follow_the_defence_budget_of_the_year_before():
    budget = {row.year: row.defence_growth_pct for row in read(rows.MacroYear)}
    rises = {row.year: row.increase_pct for row in read(rows.Contribution)}
    for year in range(2022, 2026):
        assert rises[year] == pytest.approx(budget[year - 1], abs=0.05), year


def test_first_year_amounts_are_the_contributions_of_that_year():
    paid = {(row.host, row.year): row.amount_bn for row in read(rows.Contribution, host=None)}
    checked = 0
    for row in read(rows.Agreement, host=None):
        of_the_year = paid.get((row.host, row.first_year))
        # Japan's budget of 2011 came out below the level agreed, as SOURCES.md says.
        if of_the_year is None or row.first_year_bn is None or (row.host, row.agreement) == ("Japan", 2011):
            continue
        checked += 1
        assert of_the_year == pytest.approx(row.first_year_bn, abs=0.05), (row.host, row.agreement)
    assert checked == 19


# --- episodes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "days", "blank", "rise", "amount", "term", "escalator", "rounds"),
    [
        (8, (-41, 15, 64), (0, 15, 64), 0.025, 760.0, 5, "cpi", 5),
        (9, (11, 33, 169), (11, 33, 169), 0.058, 920.0, 5, "cpi", 10),
        (10, (35, 67, 95), (35, 67, 95), 0.082, 1038.9, 1, "none", 10),
        (11, (432, 464, 610), (432, 464, 610), 0.139, 1183.3, 6, "defence", 9),
        (12, (-455, -422, -397), (0, 0, 0), 0.083, 1519.2, 5, "cpi", 8),
    ],
)
def test_recorded_outcomes(number, days, blank, rise, amount, term, escalator, rounds):
    outcome = recorded(number)
    assert (outcome.agreement_day, outcome.signature_day, outcome.entry_day) == days
    assert (outcome.blank_days_agreement, outcome.blank_days, outcome.blank_days_entry) == blank
    assert (outcome.rise, outcome.amount, outcome.term_years) == (rise, amount, term)
    assert (outcome.escalator, outcome.rounds, outcome.end, outcome.agreed) == (escalator, rounds, "in_force", True)


def test_the_refusal_of_march_2020():
    outcome = recorded(11)
    assert (outcome.texts, outcome.guest_refusals, outcome.host_refusals, outcome.walkouts) == (2, 1, 0, 1)
    assert outcome.first_refusal_day == (date(2020, 3, 31) - date(2019, 12, 31)).days == 91
    assert (outcome.first_refused_rise, outcome.first_refused_term) == (0.13, 5)


def test_only_the_talks_about_agreement_11_had_a_refusal_a_walkout_or_a_furlough():
    for outcome in episodes():
        if outcome.number != 11:
            assert (outcome.texts, outcome.guest_refusals, outcome.walkouts, outcome.furlough_days) == (1, 0, 0, 0)
            assert outcome.first_refusal_day is outcome.first_refused_rise is outcome.furlough_day is None


def test_the_furlough_of_2020_lasted_75_days():
    assert (recorded(11).furlough_day, recorded(11).furlough_days) == (92, 75)


def test_a_frozen_year_counts_in_the_annual_rise():
    assert recorded(11).rise_annualised == pytest.approx(1.139**0.5 - 1)
    assert recorded(12).rise_annualised == pytest.approx(0.083)


def test_dollars_are_at_the_average_rate_and_missing_while_there_is_none():
    assert recorded(9).amount_usd_m == pytest.approx(874, abs=1)  # the Defense White Paper's own conversion
    assert recorded(12).amount_usd_m is None
    assert recorded(12).amount_usd_m_reported == 1134


def test_votes():
    votes = {
        outcome.number: (outcome.votes_for, outcome.votes_against, outcome.votes_abstain) for outcome in episodes()
    }
    none = (None, None, None)
    assert votes == {8: none, 9: (131, 26, 35), 10: (139, 33, 22), 11: (133, 11, 16), 12: none}


def test_agreements_whose_talks_are_not_on_record_have_no_outcome():
    assert [recorded(number) for number in (1, 5, 7, 13, 1998)] == [None] * 5
    assert [recorded(number, host="West Germany") for number in (1, 9)] == [None] * 2
    assert tuple(outcome.number for outcome in episodes()) == COVERED


def test_recorded_values_have_the_types_of_their_columns():
    kinds = {"int": int, "real": float, "flag": bool, "name": str}
    columns = {column.name: column for column in OUTCOME_COLUMNS}
    for outcome in episodes():
        for name in COLUMNS:
            cell = getattr(outcome, name)
            assert cell is None or type(cell) is kinds[columns[name].kind], name


# --- slips -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("provocations.csv", "2006-10-09,nuclear,1,5", "2006-10-09,nuclear,1,6",
         "provocations.csv:6: severity: found '6'; allowed: a whole number from 1 to 5."),
        ("provocations.csv", "2006-10-09,nuclear,1,5", "2006-10-09,nuclaer,1,5",
         "provocations.csv:6: kind: found 'nuclaer'; allowed: one of srbm, mrlbm,"),
        ("provocations.csv", "2006-10-09,nuclear,1,5", "2006-10-09,nuclear,few,5",
         "provocations.csv:6: count: found 'few'; allowed: a whole number from 0 to 10000, or nothing."),
        ("provocations.csv", "2006-10-09,nuclear", "2006-10,nuclear",
         "provocations.csv:6: date: found '2006-10'; allowed: a day of the calendar as YYYY-MM-DD."),
        ("provocations.csv", "2006-10-09,nuclear", "2006-07-04,nuclear",
         "provocations.csv:6: date: found '2006-07-04'; allowed: 2006-07-05 or later, the date of the row above."),
        ("provocations.csv", "2006-07-05,mrlbm", "2006-07-05,icbm",
         "provocations.csv:4: kind: found 'icbm'; allowed: a kind after 'icbm' in the alphabet"),
        ("rounds.csv", "8,3,2008-09,2008-09", "8,3,2008-13,2008-09",
         "rounds.csv:4: start_date: found '2008-13'; allowed: a day or a month of the calendar as YYYY-MM-DD or"),
        ("rounds.csv", "10,2,2018-04-11,2018-04-12", "10,2,2018-04-11,2018-04-10",
         "rounds.csv:20: end_date: found '2018-04-10'; allowed: 2018-04-11 or later."),
        ("agreements.csv", ",67,95,", ",68,95,",
         "agreements.csv:8: days_expiry_to_signature: found '68'; allowed: 67, the days from prior_expiry to signed."),
        ("agreements.csv", ",-38,,", ",-38,9,",
         "agreements.csv:3: days_expiry_to_entry: found '9'; allowed: nothing, as long as prior_expiry and"),
        ("agreements.csv", "1038.9,960.2,8.2", "1038.9,960.2,9.2",
         "agreements.csv:8: increase_pct: found '9.2'; allowed: 8.2, first_year_bn over prior_year_bn."),
        ("agreements.csv", "139-33-22 of 194", "139-33-22 of 195",
         "vote: found '139-33-22 of 195'; allowed: three counts that add up"),
        ("agreements.csv", "139-33-22 of 194", "139 to 33", "allowed: a vote as FOR-AGAINST-ABSTAINING of PRESENT"),
        ("agreements.csv", "2019-03-08,2019-04-05,2019-04-05", "2019-03-08,2019-03-05,2019-04-05",
         "agreements.csv:8: ratified: found '2019-03-05'; allowed: 2019-03-08 or later, the day of signed."),
        ("macro.csv", "2009,1274.63", "2009,nan", "per_usd: found 'nan'; allowed: a number from 1e-06 to 100000."),
        ("macro.csv", "2009,1274.63", "2010,1274.63", "year: found '2010'; allowed: 2009, the year after the row"),
        ("contributions.csv", "2012,8,836.1,2.9", "2012,8,836.1,2,9",
         ":17: found 11 cells; allowed: 10, one a column."),
        ("polls.csv", "2016-06,Chicago Council,Keep", "2016-06 ,Chicago Council,Keep",
         "polls.csv:10: date: found '2016-06 '; allowed: the same without blanks at its ends."),
        ("peers.csv", "Kyodo 2021-03-31; Nikkei 2021-02-17; Japan Times 2021-02-11,checked", ",checked",
         "peers.csv:5: source: found ''; allowed: any text, but not nothing."),
        ("peers.csv", "Japan Times 2021-02-11,checked", "Japan Times 2021-02-11,sure",
         "peers.csv:5: confidence: found 'sure'; allowed: one of checked, unverified."),
        ("calendar.csv", "date,end_date,kind", "date,until,kind",
         "calendar.csv:1: columns: missing end_date; not known until; allowed, in this order: host, date, end_date,"),
        ("calendar.csv", "date,end_date,kind", "end_date,date,kind", "calendar.csv:1: columns: wrong order; allowed"),
        ("calendar.csv", "2020-04-01,2020-06-15,furlough", "2020-04-01,2020-03-15,furlough",
         "end_date: found '2020-03-15'; allowed: 2020-04-01 or later."),
        ("positions.csv", "MBN 2018-08-20,checked", '"MBN" 2018-08-20,checked', "not a row of comma-separated cells"),
    ],
)  # fmt: skip
def test_a_slip_in_a_table_is_an_error_that_says_where_and_what_is_allowed(folder, name, old, new, words):
    replace(folder, name, old, new)
    kind = next(kind for kind, file in FILES.items() if file == name)
    with pytest.raises(RecordError, match=re.escape(words)):
        read(kind, folder)


def test_a_table_that_is_not_there(folder):
    (folder / "macro.csv").unlink()
    with pytest.raises(RecordError, match="macro.csv: no such table"):
        read(rows.MacroYear, folder)


def test_a_table_that_is_not_text(folder):
    (folder / "polls.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecordError, match="polls.csv: not readable as UTF-8 text"):
        read(rows.Poll, folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("rounds.csv", "9,7,2013-11-18", "9,small,2013-11-18",
         "agreement 9: n_rounds: found '10'; allowed: 9, as many as rounds.csv numbers from 1 on."),
        ("rounds.csv", "leader rejection", "no agreement",
         "rejections in the talks about agreement 11: found 2020-03-31; allowed: none, as in rounds.csv."),
        ("agreements.csv", "2024-11-29,8,2026", "2024-11-29,,2026",
         "agreement 12: n_rounds: found 'nothing'; allowed: a value"),
    ],
)  # fmt: skip
def test_tables_that_contradict_each_other_are_an_error(folder, name, old, new, words):
    replace(folder, name, old, new)
    with pytest.raises(RecordError, match=re.escape(words)):
        episodes(folder)


def test_a_missing_agreement_is_an_error(folder):
    lines = (folder / "agreements.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "agreements.csv").write_text(
        "".join(line for line in lines if not line.startswith("Republic of Korea,9,")), "utf-8"
    )
    with pytest.raises(RecordError, match="agreement 9 is missing; 8 to 12 must be there"):
        episodes(folder)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1_000", int), ("+5", int), ("٣", int), ("1e3", float), (".5", float), ("inf", float), ("20200101", date)],
)
def test_a_cell_is_read_in_one_form_only(text, kind):
    with pytest.raises(ValueError, match=r"a whole number|a number|a day of the calendar"):
        value(text, kind)
