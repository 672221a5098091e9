"""The structural parameters as scenario files hold them: value, unit, prior range and source of each.

What each means stands in `sim/rules/parameters.py`. No file of `kind = "historical"` may change one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from pydantic import Field, create_model, field_validator

from sim.rules.parameters import Meaning, Params
from sim.scenario.fields import Real, Strict

ASSUMED = "assumed"  # source of a value that no record gives


class Parameter(Strict):
    """One structural parameter: central value, unit, prior range, and a source or the word "assumed"."""

    value: Real
    unit: str
    prior: tuple[Real, Real]
    source: str
    note: str = ""

    @field_validator("prior")
    @classmethod
    def _ordered(cls, prior: tuple[float, float]) -> tuple[float, float]:
        low, high = prior
        if low > high:
            raise ValueError(f"found [{low:g}, {high:g}], which runs backwards. Write the lower end first")
        return prior


MEANINGS: dict[str, Meaning] = {
    name: get_args(hint)[1] for name, hint in get_type_hints(Params, include_extras=True).items()
}


def _field(meaning: Meaning) -> Any:
    extra: dict[str, Any] = {
        "unit": meaning.unit, "minimum": meaning.low, "maximum": meaning.high, "label": meaning.label,
        "group": meaning.group,
    }  # fmt: skip
    return Field(description=meaning.words, json_schema_extra=extra)


if TYPE_CHECKING:

    class Parameters(Strict):
        """All structural parameters."""

        def __getattr__(self, name: str) -> Parameter: ...

else:
    Parameters = create_model(
        "Parameters",
        __base__=Strict,
        __module__=__name__,
        __doc__="All structural parameters.",
        **{name: (Parameter, _field(meaning)) for name, meaning in MEANINGS.items()},
    )
