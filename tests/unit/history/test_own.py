"""A record of one's own: the same columns, slips named with their place, and scenarios from its rows."""

import csv
import shutil

import numpy as np
import pytest

from sim.engine.batch import simulate
from sim.errors import RecordError
from sim.history.own import check_record
from sim.history.scenarios import episode_scenarios, scenario_of
from sim.history.tables import DATA, FILES
from sim.outcome import INDEX
from sim.prepare import prepare

NEEDED = ("agreements", "hosts", "governments", "blocs", "segments", "burden", "macro")
ACTORS = """[administrations.obama]
name = "a stricter Obama administration"
type = 0.5
band = 0.1
source = "assumed"
"""


@pytest.fixture
def folder(tmp_path):
    """Rows of Japan alone, the host by another name, in as few tables as may be."""
    own = tmp_path / "own"
    own.mkdir()
    for name in (*NEEDED, "elections", "candidates"):
        _rename(DATA / f"{name}.csv", own / f"{name}.csv")
    return own


def _rename(source, target):
    with source.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    kept = [["Ruritania" if cell == "Japan" else cell for cell in line] for line in lines if line[0] == "Japan"]
    if target.stem == "hosts":
        kept = [["ruritania" if cell == "japan" else cell for cell in line] for line in kept]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *kept])


def damage(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_record_lists_every_agreement():
    listed = check_record(DATA)
    assert len(listed) == 28
    assert sum(not each.reason for each in listed) == 15
    assert {each.key for each in listed} == {"korea", "japan", "germany"}


def test_a_record_of_a_new_host_gives_scenarios_that_run(folder):
    listed = check_record(folder)
    made = [each.number for each in listed if not each.reason]
    assert made == [1991, 1996, 2001, 2006, 2008, 2011, 2016, 2021, 2022]
    found = episode_scenarios(folder, overrides=("given=[]",), draws="point")
    assert [each.number for each in found] == made
    assert {each.host for each in found} == {"Ruritania"}
    outcomes = simulate(prepare(found[-1].loaded.scenario), 1, 0, 20)
    assert np.isfinite(outcomes[:, INDEX.end]).all()


def test_what_it_leaves_out_is_the_programs_or_not_on_record(folder):
    scenario = scenario_of("ruritania", 2016, folder).scenario
    assert scenario.incumbents.guest == "obama", "the guest's elections are those of the program"
    assert scenario.opening.guest_rise is None, "no positions, so no demand"
    assert scenario.peer_deals == (), "there is no other host in it"
    assert scenario.intervals, "the world's states are those of the program"


def test_its_own_administrations_go_before_those_of_the_program(folder):
    (folder / "actors.toml").write_text(ACTORS, encoding="utf-8")
    assert scenario_of("ruritania", 2016, folder).scenario.administrations["obama"].type == 0.5


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("agreements.csv", "2016-03-31", "2016-03-32", r"agreements.csv:\d+: .*: found '2016-03-32'; allowed: a day"),
        ("macro.csv", "Ruritania,1990", "Ruritania,1991", r"macro.csv:6: year: found '1991'; allowed: 1990"),
        ("hosts.csv", "Ruritania", "Elbonia", r"hosts.csv: host: found 'Ruritania'; allowed: ruritania \(Elbonia\)"),
        ("agreements.csv", "Ruritania,1988", "Ruritania,1987", "agreement 1987 of Ruritania stands there twice"),
    ],
)
def test_a_slip_is_told_with_its_place(folder, name, old, new, words):
    damage(folder, name, old, new)
    with pytest.raises(RecordError, match=words):
        check_record(folder)


@pytest.mark.parametrize("name", NEEDED)
def test_a_table_that_must_be_there(folder, name):
    (folder / f"{name}.csv").unlink()
    with pytest.raises(RecordError, match=f"{name}.csv: no such table"):
        check_record(folder)


def test_a_table_that_nobody_knows(folder):
    shutil.copy(folder / "macro.csv", folder / "makro.csv")
    with pytest.raises(RecordError, match=r"makro.csv: no such table is known; allowed: agreements.csv, blocs.csv"):
        check_record(folder)


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(RecordError, match="is no folder. Name the folder"):
        check_record(tmp_path / "nowhere")


def test_an_agreement_without_a_rise_is_history_only(folder):
    damage(folder, "agreements.csv", ",205.6,201.7,1.9,", ",205.6,201.7,,")
    (last,) = (each for each in check_record(folder) if each.number == 2022)
    assert last.reason == "its signature, rise or term is not on record, so nothing could be held against it"
    assert 2022 not in [each.number for each in episode_scenarios(folder)]


def test_tables_it_may_leave_out_are_few():
    assert set(FILES.values()) - {f"{name}.csv" for name in NEEDED} == {
        "calendar.csv", "candidates.csv", "contributions.csv", "elections.csv", "odds.csv", "peers.csv", "polls.csv",
        "positions.csv", "provocations.csv", "rivalry.csv", "rounds.csv", "states.csv", "votes.csv",
    }  # fmt: skip
