"""SMA-Sim: talks about who pays for stationed troops, simulated as bargaining under a lapsing agreement.

The names below are loaded on first use, so that a light command does not pay for the heavy libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.version import VERSION

if TYPE_CHECKING:
    from sim.engine.batch import simulate
    from sim.experiments.in_memory import run
    from sim.experiments.results import load_results
    from sim.model.negotiation import NegotiationModel
    from sim.scenario.load import load_scenario

__version__ = VERSION
__all__ = ["NegotiationModel", "__version__", "load_results", "load_scenario", "run", "simulate"]

_HOMES = {
    "load_results": "sim.experiments.results",
    "run": "sim.experiments.in_memory",
    "load_scenario": "sim.scenario.load",
    "simulate": "sim.engine.batch",
    "NegotiationModel": "sim.model.negotiation",
}


def __getattr__(name: str) -> Any:
    """Public name, fetched from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute '{name}'. Public names: {', '.join(__all__)}.")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
