"""The moves of past talks up to a day."""

import shutil
from datetime import date, timedelta

import pytest

from sim.errors import RecordError
from sim.history.moves import recorded_furlough, recorded_moves
from sim.history.tables import DATA
from sim.rules.kinds import Escalator, Moved

OPENING = date(2019, 9, 24)


def eleventh(last, folder=DATA):
    return recorded_moves(11, 1038.9, OPENING, last, folder)


def test_the_moves_of_the_eleventh_up_to_april_2020():
    moves = eleventh(date(2020, 4, 2))
    rounds = [move.date for move in moves if move.kind is Moved.ROUND]
    assert rounds == [
        date(2019, 9, 25), date(2019, 10, 24), date(2019, 11, 19), date(2019, 12, 4), date(2019, 12, 18),
        date(2020, 1, 15), date(2020, 3, 19),
    ]  # fmt: skip
    assert [move.date for move in moves if move.kind is Moved.WALKOUT] == [date(2019, 11, 19)]
    text = moves[-1]
    assert (text.kind, text.date) == (Moved.REFUSAL, date(2020, 3, 31))
    assert (text.rise, text.years, text.escalator) == (0.13, 5, Escalator.DEFENCE)
    offers = {move.date: move.rise for move in moves if move.kind is Moved.HOST_OFFER}
    assert offers == {date(2020, 3, 16): 0.10, date(2020, 3, 31): 0.13}
    demands = {move.date: move.rise for move in moves if move.kind is Moved.GUEST_OFFER}
    assert demands[date(2020, 3, 16)] == pytest.approx(4000 * 1165.8 / 1000 / 1038.9 - 1, abs=0.01), (
        "4 bn$ at 2019's rate"
    )


def test_a_round_counts_on_the_day_it_ends():
    assert len([m for m in eleventh(date(2020, 3, 18)) if m.kind is Moved.ROUND]) == 6
    assert len([m for m in eleventh(date(2020, 3, 19)) if m.kind is Moved.ROUND]) == 7


@pytest.mark.parametrize(("table", "column"), [("rounds.csv", 3), ("positions.csv", 1)])
def test_rows_after_the_day_do_not_matter(tmp_path, table, column):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    last = date(2020, 4, 2)
    header, *lines = (folder / table).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.split(",")[column] <= last.isoformat()]
    assert len(kept) < len(lines)
    (folder / table).write_text("".join([header, *kept]), encoding="utf-8")
    assert eleventh(last, folder) == eleventh(last)


def test_later_days_only_add_moves():
    day, moves = OPENING, ()
    while day < date(2021, 3, 7):
        now = eleventh(day)
        assert now[: len(moves)] == moves
        moves, day = now, day + timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (date(2020, 3, 31), (None, None)),
        (date(2020, 4, 1), (date(2020, 4, 1), None)),
        (date(2020, 6, 14), (date(2020, 4, 1), None)),
        (date(2020, 6, 15), (date(2020, 4, 1), date(2020, 6, 15))),
    ],
)
def test_the_end_of_a_furlough_is_known_once_it_has_come(last, found):
    assert recorded_furlough(OPENING, last) == found


def test_talks_that_are_over_are_refused():
    with pytest.raises(RecordError, match=r"a day before the talks about agreement 11 were over \(2021-03-07\)"):
        eleventh(date(2021, 3, 7))


@pytest.mark.parametrize("number", [21, 7, 13])
def test_talks_that_are_not_on_record_are_refused(number):
    with pytest.raises(RecordError, match="the record follows those about 8 to 12"):
        recorded_moves(number, 1000.0, OPENING, date(2020, 4, 2))


def test_a_round_of_which_the_day_is_not_known_leaves_its_month_open():
    opening = date(2008, 7, 21)
    with pytest.raises(RecordError, match="round 3: the day of its end is not on record"):
        recorded_moves(8, 741.5, opening, date(2008, 9, 10))
    assert sum(m.kind is Moved.ROUND for m in recorded_moves(8, 741.5, opening, date(2008, 9, 30))) == 3
