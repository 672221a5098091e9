"""Mesa's Model and Agent, imported without the side effects of one of its versions."""

from __future__ import annotations

import multiprocessing
from typing import Any

# Mesa 3.3 sets the start method of the whole process to "spawn" when it is imported; what was set before is put back.
_start_method = multiprocessing.get_start_method(allow_none=True)
import mesa  # noqa: E402

multiprocessing.set_start_method(_start_method, force=True)

Agent: Any = mesa.Agent  # mesa carries no types
Model: Any = mesa.Model
DataCollector: Any = mesa.DataCollector


def release(model: Any) -> None:
    """Let a model be freed: Mesa 3.3 keeps every model that had agents in a table of its Agent class."""
    if hasattr(Agent, "_ids"):
        Agent._ids.pop(model, None)
