"""A figure of the house for a notebook, whichever way it shows figures."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from markupsafe import Markup

from sim.plots.style import house_style, save


@dataclass(frozen=True)
class Picture:
    """A drawn figure.

    Attributes
    ----------
    alt : what it shows, for those who do not see it
    png : the drawing
    """

    alt: str
    png: bytes = field(repr=False)

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        data = base64.b64encode(self.png).decode("ascii")
        return str(
            Markup('<img style="max-width:100%" alt="{}" src="data:image/png;base64,{}">').format(self.alt, data)
        )


def picture(alt: str, draw: Callable[[], Any]) -> Picture:
    """Draw a figure in the house style.

    Parameters
    ----------
    alt : what it shows, for those who do not see it
    draw : makes the figure, from any function of `sim.plots`
    """
    with house_style(), TemporaryDirectory() as kept:
        drawn, _ = save(draw(), Path(kept), "figure")
        return Picture(alt, drawn.read_bytes())
