"""The small scenario on disk."""

from pathlib import Path

import pytest

from tests.unit.scenario.small import write_small


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_small(tmp_path)
