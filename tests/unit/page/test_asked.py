"""What may be asked for: scenarios of the list, texts that read no file, and no more than allowed."""

import pytest

from sim.errors import ScenarioError
from sim.page.asked import Asked
from sim.page.shelf import library, shelves
from sim.words import words_in

LIBRARY = library()


@pytest.mark.parametrize("name", ["../secrets", "/etc/passwd", "base", "parameters", "nothing", "", "sma11.toml"])
def test_only_scenarios_of_the_list_are_read(name):
    with pytest.raises(ScenarioError, match="no scenario of this page"):
        Asked(scenario=name).load(LIBRARY)


@pytest.mark.parametrize("line", ['extends = "sma11"', 'extends = ["/etc/passwd"]'])
def test_a_text_cannot_read_files(ask, line):
    answer = ask("answers", text=f'{line}\nname = "x"')
    assert answer.status_code == 422
    assert "cannot extend files" in answer.json()["problems"][0]["message"]
    assert answer.json()["problems"][0]["line"] == 1


def test_nor_can_an_override(ask):
    assert ask("answers", set=["extends=base"]).status_code == 422


@pytest.mark.parametrize(
    "run",
    [{"text": "x" * (256 * 1024 + 1)}, {"set": ["a=1"] * 401}, {"set": ["a" * 10_001]}, {"seed": -1}, {"seed": 2**53},
     {"language": "fr"}, {"path": "x"}, {"seed": "1"}],
)  # fmt: skip
def test_what_is_beyond_the_limits_is_refused(ask, run):
    assert ask("answers", **run).status_code == 400


def test_faults_of_a_text_stand_at_their_lines(ask):
    text = ask("text").json()["text"].replace('winner = "biden"', 'winner = "bidden"')
    answer = ask("edited", text=text)
    assert answer.status_code == 422
    (fault,) = answer.json()["problems"]
    assert 'winner = "bidden"' in text.splitlines()[fault["line"] - 1]
    assert "Did you mean 'biden'?" in fault["message"]


def test_no_json_is_told(client):
    from sim.page.guard import TOKEN
    from tests.unit.page.conftest import SECRET

    headers = {TOKEN: SECRET, "content-type": "application/json"}
    for content in (b"{", b"\xff", b"[" * 100_000, b""):
        assert client.post("/api/answers", content=content, headers=headers).status_code == 400


def test_a_command_runs_the_same():
    asked = Asked(scenario="sma11", set=["successions.0.winner=trump_1", "title=a b"], seed=5)
    assert asked.command(LIBRARY) == (
        "sma run sma11 --set successions.0.winner=trump_1 --set 'title=a b' --seed 5 --replicates 5000"
    )


def test_the_library_has_records_and_what_lies_ahead_and_no_part_or_study():
    found = {each["name"] for shelf in shelves(LIBRARY, words_in("ko")) for each in shelf["entries"]}
    assert {"sma08", "sma12", "sma13", "sma12_reopened"} <= found
    assert not found & {"base", "actors", "parameters", "sma11_patience", "rubinstein"}


def test_a_file_of_ones_own_stands_first(tmp_path):
    own = tmp_path / "mine.toml"
    own.write_text('extends = "sma11"\nname = "mine"\ntitle = "Mine"\nkind = "counterfactual"\n', encoding="utf-8")
    first = shelves(library(own), words_in("en"))[0]
    assert first["entries"] == [{"name": str(own), "title": "Mine"}]
    assert Asked(scenario=str(own)).load(library(own)).scenario.name == "mine"
