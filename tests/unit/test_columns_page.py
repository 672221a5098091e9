"""The published dictionary of columns says what the code has."""

from sim.experiments.designs import design_of
from sim.experiments.jobs import shard_schema
from sim.experiments.study_file import load_study
from sim.outcome import NAMES
from tests.unit.experiments.sweeps import write
from tests.update_columns import PAGE, page


def test_the_page_is_that_of_the_code():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.update_columns`"


def test_every_column_of_a_shard_and_of_the_points_is_on_it(tmp_path):
    text = PAGE.read_text(encoding="utf-8")
    outputs = [name for name in NAMES if name != "replicate"]
    for field in shard_schema(outputs):
        assert f"`{field.name}`" in text
        assert set(field.metadata) == {b"meaning", b"unit"}
    table = design_of(load_study(write(tmp_path))).table()
    assert list(table) == ["point", "seed", "patience", "patience_label", "winner", "winner_label"]
