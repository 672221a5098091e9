"""The content hash: what leaves a trace in it and what does not; texts that load to the same hash."""

import datetime
import string

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.scenario.identity import canonical_text, content_hash
from sim.scenario.load import load_scenario, load_scenario_text
from sim.scenario.write import canonical_toml, scenario_toml
from tests.unit.scenario.small import SMALL, shared_text, write_small


def hash_of(path) -> str:
    return content_hash(load_scenario(path).scenario)


def test_layout_leaves_no_trace(tmp_path, small):
    reference = hash_of(small)
    assert len(reference) == 64
    head, agreement, rest = SMALL.partition("[agreement]\n")
    table, blank, tail = rest.partition("\n\n")
    turned = "\n".join(reversed(table.split("\n")))
    same = {
        "comments": "# a comment\n" + SMALL.replace("number = 3", "number   =   3  # third"),
        "order of keys": head + agreement + turned + blank + tail,
        "defaults written out": SMALL.replace("number = 3", "number = 3\nprior_talks_failed_rounds = 0"),
        "whole numbers for real ones": SMALL.replace("anger = 1.0", "anger = 1"),
        "sources beside facts": SMALL.replace("base_year = 2019", 'base_year = { value = 2019, source = "x" }'),
        "inline tables": SMALL.replace('[opening]\nguest_rise = 4.6\nhost_rise = 0.04\nsource = "press"\n', "").replace(
            "step_days = 7", 'step_days = 7\nopening = { guest_rise = 4.6, host_rise = 0.04, source = "press" }'
        ),
    }
    for change, text in same.items():
        assert text != SMALL, change
        assert hash_of(write_small(tmp_path, text)) == reference, change


def test_files_leave_no_trace(tmp_path, small):
    reference = hash_of(small)
    first, second = SMALL.partition("[table]")[::2]
    (tmp_path / "first.toml").write_text(first, encoding="utf-8")
    split = tmp_path / "split.toml"
    split.write_text('extends = "first.toml"\n[table]' + second, encoding="utf-8")
    assert hash_of(split) == reference
    one = tmp_path / "one.toml"
    one.write_text(SMALL.replace('extends = "shared.toml"\n', "") + shared_text(), encoding="utf-8")
    assert hash_of(one) == reference


@pytest.mark.parametrize(
    ("old", "new"),
    [("number = 3", "number = 4"), ("type = 0.1", "type = 0.10000000000000002"), ("Ruritania", "Graustark")],
)
def test_content_leaves_a_trace(tmp_path, small, old, new):
    reference = hash_of(small)
    assert hash_of(write_small(tmp_path, SMALL.replace(old, new))) != reference


def test_an_override_equals_a_file_that_says_the_same(tmp_path, small):
    overridden = load_scenario(small, ["parameters.lapse_early=0.2"])
    path = tmp_path / "variant.toml"
    path.write_text('extends = "small.toml"\nkind = "counterfactual"\nparameters.lapse_early = 0.2\n', encoding="utf-8")
    assert content_hash(overridden.scenario) == hash_of(path)


def test_canonical_text_is_sorted_ascii(small):
    text = canonical_text(load_scenario(small).scenario)
    assert text.isascii()
    assert text.startswith('{"administrations":{"hard":{"band":0.05,')
    assert '"talks_open":"2019-09-24"' in text


@pytest.mark.parametrize("overrides", [[], ["parameters.lapse_early=0.2", "successions.0.winner=draw"]])
def test_resolved_text_stands_alone_and_loads_to_the_same_hash(tmp_path, small, overrides):
    loaded = load_scenario(small, overrides)
    text = canonical_toml(loaded.resolved)
    again = load_scenario_text(text, "manifest")
    assert content_hash(again.scenario) == content_hash(loaded.scenario)
    assert again.scenario == loaded.scenario
    assert again.effective_kind == loaded.effective_kind
    assert canonical_toml(again.resolved) == text
    assert again.sources["agreement.base_amount"].source == "Gazette 2019-02-10"
    path = tmp_path / "alone.toml"
    path.write_text(text, encoding="utf-8")
    assert hash_of(path) == content_hash(loaded.scenario)


def test_a_scenario_made_in_code_can_be_written(small):
    scenario = load_scenario(small).scenario
    changed = scenario.model_copy(update={"step_days": 1, "kind": "forward"})
    again = load_scenario_text(scenario_toml(changed), "text").scenario
    assert again == changed


def test_a_text_alone_cannot_extend_files():
    with pytest.raises(ScenarioError, match=r"manifest:1:1: extends: a text on its own cannot extend files"):
        load_scenario_text(SMALL, "manifest")


def test_a_text_that_is_no_unicode_is_refused():
    with pytest.raises(ScenarioError, match=r"manifest:1:9: byte 0xed is no UTF-8"):
        load_scenario_text('name = "\ud800"', "manifest")


keys = st.text(st.characters(codec="utf-8"), max_size=6) | st.text(string.ascii_lowercase, min_size=1, max_size=6)
singles = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=20)
    | st.dates()
)
values = st.recursive(
    singles, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(keys, values, max_size=5))
def test_written_toml_reads_back_as_it_was(data):
    read = tomli.loads(canonical_toml(data))
    assert read == data
    assert _types(read) == _types(data)


def _types(value):
    if isinstance(value, dict):
        return {key: _types(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_types(item) for item in value]
    return datetime.date if type(value) is datetime.date else type(value)
