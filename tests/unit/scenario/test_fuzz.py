"""Damaged files of any kind end in a ScenarioError or load; nothing else escapes.

The long one: `python -m pytest --hypothesis-profile thorough tests/unit/scenario/test_fuzz.py`.
"""

import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.scenario.load import load_scenario, load_scenario_text
from tests.unit.scenario.small import SMALL, shared_text

ALONE = SMALL.replace('extends = "shared.toml"\n', "") + shared_text()
LINES = ALONE.split("\n")
PIECES = [
    "[", "]", "[[", "{", "}", '"', "'''", "=", ".", ",", "#", "\\", "\n", "\t", "\x00", "\x7f", "é", "0", "-1", "1e400",
    "nan", "true", "2019-02-30", "2019-09-24T00:00:00", "9999-12-31", "0001-01-01", "[parameters]\n", "x = 1\n",
    "extends = 'x'\n", '{ value = 1, source = 2 }', "[[macro]]\n", "[agreement]\n", "a.b.c = 1\n",
    "[[add.peer_deals]]\n",
]  # fmt: skip
VALUES = ["1", "-1", "0", "1e308", "1e-320", "inf", "9" * 60, "true", '""', '"x"', "[]", "[1]", "{}", "{ value = 1 }",
          "2019-01-01", "9999-12-31", "10:00:00", "[[1]]", "{ value = { value = 1 } }", '"1"', "[{}]"]  # fmt: skip


def faults(load, *arguments) -> list[str]:
    """Lines of the ScenarioError that loading ends in; none where it loads. Anything else escapes and fails."""
    try:
        load(*arguments)
    except ScenarioError as fault:
        return str(fault).split("\n")
    return []


def survives(text: str) -> None:
    assert all(line.startswith("fuzz.toml:") for line in faults(load_scenario_text, text, "fuzz.toml"))


@given(
    st.lists(st.tuples(st.integers(0, len(ALONE)), st.integers(0, 30), st.sampled_from(PIECES)), min_size=1, max_size=4)
)
def test_text_cut_and_inserted_anywhere(edits):
    text = ALONE
    for at, cut, piece in edits:
        at = min(at, len(text))
        text = text[:at] + piece + text[at + cut :]
    survives(text)


@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(VALUES)), min_size=1, max_size=4))
def test_values_replaced_by_values_of_another_kind(edits):
    lines = list(LINES)
    for number, value in edits:
        key, equals, _ = lines[number].partition(" = ")
        lines[number] = f"{key} = {value}" if equals else lines[number]
    survives("\n".join(lines))


@given(st.permutations(range(len(LINES))).map(lambda order: order[:200]), st.integers(0, len(LINES)))
def test_lines_shuffled_dropped_and_doubled(order, start):
    lines = LINES[:start] + [LINES[number] for number in order[:20]] + LINES[start + 20 :]
    survives("\n".join(lines))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(tmp_path, content):
    path = tmp_path / "bytes.toml"
    path.write_bytes(content)
    lines = faults(load_scenario, path)
    assert lines
    assert all(line.startswith(f"{path}:") for line in lines)


@given(
    st.text(max_size=30)
    | st.from_regex(r"[a-z_]{1,12}(\.[a-z0-9_]{1,9}){0,3}=[-a-z0-9.\"{}\[\]]{1,12}", fullmatch=True)
)
def test_any_override(text):
    lines = faults(load_scenario_text, ALONE, "fuzz.toml", [text])
    assert all(line.startswith(("--set ", "fuzz.toml:")) for line in lines)


def test_the_text_that_is_damaged_is_good():
    assert tomli.loads(ALONE)["name"] == "small"
    survives(ALONE)
    assert load_scenario_text(ALONE, "fuzz.toml").scenario.name == "small"
