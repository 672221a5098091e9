"""Order of the tests, their sharing among processes, and how many examples property tests are tried on.

`--hypothesis-profile thorough` tries many examples where the default tries few.
"""

from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
NEGOTIATE = (
    "baseline", "direction", "known_answers", "parity", "properties", "statistical",
    *(f"unit/{name}" for name in ("calibration", "cli", "experiments", "model", "verification")),
)  # fmt: skip
NEED_NO_RULES = tuple(f"unit/{name}" for name in ("analysis", "plots", "scenario", "timeline"))

settings.register_profile("quick", max_examples=50, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile("quick")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Each process begins with a stretch of the tests and, when done, takes from the others."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)


def pytest_collection_modifyitems(items):
    """Tests that negotiate, then tests without rules, then others.

    Compiling all rules takes most of a minute. The first half of the tests asks for it at once; the second half, with
    which a second process begins, when it is done.
    """

    def place(item):
        inside = {folder.relative_to(TESTS).as_posix() for folder in item.path.parents if folder.is_relative_to(TESTS)}
        return 0 if inside.intersection(NEGOTIATE) else 1 if inside.intersection(NEED_NO_RULES) else 2

    items.sort(key=place)
