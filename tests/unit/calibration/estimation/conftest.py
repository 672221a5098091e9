"""Talks with recorded votes, and the level of the vote fitted to them."""

import pytest

from sim.calibration.estimation.votes import fit_level
from tests.runs import loaded


@pytest.fixture(scope="module")
def talks():
    return {number: loaded(f"sma{number:02}").scenario for number in (9, 10, 11)}


@pytest.fixture(scope="module")
def level(talks):
    return fit_level(talks)
