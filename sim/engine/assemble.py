"""Putting the loop together: the order of talks with decisions plugged in, compiled or interpreted.

The functions of `sim.engine` are plain and call each other, the decisions among them, by name. `Assembly` makes copies
of a function and of all that it reaches in the engine, in which the names of replaced decisions stand for those given.
Nothing is changed in place, so that any number of loops stand beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

from sim.compile_cache import used_globals
from sim.engine.decisions import BY_NAME

Wrap = Callable[[Any], Any]  # what is done with every function of the loop: compile it, or nothing
_HOME = "sim.engine."


class Assembly:
    """Copies of engine functions, each made once.

    Parameters
    ----------
    wrap : applied to every copy
    replaced : what is called in the place of a decision, by its name in `sim.engine.decisions`; taken as it is
    shared : an assembly without replaced decisions, whose copies of engine functions serve wherever no replaced
        decision is reached
    mark : added to the names of copies that reach one, so that they are not taken for those that do not
    """

    def __init__(
        self, wrap: Wrap, replaced: Mapping[str, Any] | None = None, shared: Assembly | None = None, mark: str = ""
    ) -> None:
        self._wrap, self._replaced, self._shared, self._mark = wrap, replaced or {}, shared, mark
        self._made: dict[Any, Any] = {}
        self._reached: dict[Any, bool] = {}

    def of(self, function: Any) -> Any:
        """The copy of a function, or what replaces it."""
        if self._is_replaced(function):
            return self._replaced[function.__name__]
        if self._shared is not None and not self._reaches(function):
            return self._shared.of(function)
        if function not in self._made:
            self._made[function] = self._wrap(self._copy(function))
        return self._made[function]

    def _is_replaced(self, function: Any) -> bool:
        name = function.__name__
        return name in self._replaced and BY_NAME.get(name) is function

    def _reaches(self, function: Any) -> bool:
        """Whether a replaced decision is reached from a function."""
        if function not in self._reached:
            self._reached[function] = False  # while it is looked at
            self._reached[function] = (
                self._is_replaced(function)
                or not function.__module__.startswith(_HOME)
                or any(self._reaches(value) for _, value in used_globals(function) if self._belongs(value, function))
            )
        return self._reached[function]

    def _copy(self, function: FunctionType) -> FunctionType:
        known = {
            name: self.of(value) if self._belongs(value, function) else value for name, value in used_globals(function)
        }
        known |= {name: function.__globals__[name] for name in ("__name__", "__builtins__")}
        copy = FunctionType(function.__code__, known, function.__name__, function.__defaults__, function.__closure__)
        copy.__kwdefaults__, copy.__annotations__ = function.__kwdefaults__, function.__annotations__
        copy.__module__, copy.__doc__ = function.__module__, function.__doc__
        copy.__qualname__ = function.__qualname__ + self._mark
        return copy

    @staticmethod
    def _belongs(value: Any, caller: FunctionType) -> bool:
        """Whether something is a plain function of the engine, or stands beside the function that calls it."""
        if not isinstance(value, FunctionType):
            return False
        return value.__module__.startswith(_HOME) or value.__module__ == caller.__module__
