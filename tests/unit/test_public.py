"""The public names of the package."""

import subprocess
import sys

import pytest

import sim

HEAVY = ("matplotlib", "mesa", "numba", "pandas", "pyarrow", "scipy")


def test_importing_the_package_loads_no_heavy_library():
    code = f"import sys, sim; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "[]"


def test_an_unknown_name_is_an_error_that_lists_the_known_ones():
    with pytest.raises(AttributeError, match="no attribute 'simulat'. Public names: NegotiationModel, .*simulate"):
        sim.simulat  # noqa: B018


@pytest.mark.parametrize("name", [name for name in sim.__all__ if name != "__version__"])
def test_every_public_name_is_there(name):
    assert callable(getattr(sim, name))
