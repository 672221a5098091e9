"""Every scenario file that ships loads, and all historical ones share one set of structural parameters."""

from pathlib import Path

import pytest

from sim.scenario.identity import content_hash
from sim.scenario.load import load_scenario, load_scenario_text
from sim.scenario.write import canonical_toml

FOLDER = Path(__file__).parents[3] / "scenarios"
PARTS = {"base.toml", "actors.toml", "parameters.toml"}
SHIPPED = sorted(path for path in FOLDER.rglob("*.toml") if path.name not in PARTS and "studies" not in path.parts)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(FOLDER)))
def test_shipped_file_loads_and_its_resolved_text_too(path):
    loaded = load_scenario(path)
    again = load_scenario_text(canonical_toml(loaded.resolved), "resolved")
    assert content_hash(again.scenario) == content_hash(loaded.scenario)
    assert loaded.effective_kind == loaded.declared_kind


def test_historical_files_share_the_structural_parameters():
    historical = [loaded for loaded in map(load_scenario, SHIPPED) if loaded.declared_kind == "historical"]
    assert len(historical) >= 5
    assert len({content_hash(loaded.scenario.parameters) for loaded in historical}) == 1
    assert all(not loaded.overridden_parameters for loaded in historical)
