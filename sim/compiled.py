"""The decorators that compile rules: with `compile_cache`, the one place that knows Numba.

Rules are small functions of numbers. The loop in `sim.engine` calls them, compiled into it or, for agents that step,
one at a time. Fast-math and contraction stay off, so both get the same bits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba

from sim.compile_cache import keep

Function = TypeVar("Function", bound=Callable[..., Any])

INTERPRETED = bool(numba.config.DISABLE_JIT)  # NUMBA_DISABLE_JIT=1: rules run as plain Python
CompileError = numba.core.errors.NumbaError  # why a function cannot be compiled
_SOURCES = (
    "compiled.py",
    "records.py",
    "draws.py",
    "prepare.py",
    "outcome.py",
    "rules",
    "engine",
    "calibration/estimation/hawkes.py",
)


def source_digest() -> str:
    """Digest of all sources that outcomes depend on, with the version of what compiles them."""
    root = Path(__file__).parent
    digest = hashlib.sha256(f"numba {numba.__version__}".encode())
    for name in _SOURCES:
        path = root / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _for_any_number(dispatcher: Any) -> Any:
    """The same function, compiled once for all numbers: Numba would do it anew for each constant it is called with."""

    def get_call_template(args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
        plain = {name: numba.types.unliteral(kind) for name, kind in kws.items()}
        return chosen(tuple(numba.types.unliteral(kind) for kind in args), plain)

    if INTERPRETED:
        return dispatcher
    chosen, dispatcher.get_call_template = dispatcher.get_call_template, get_call_template
    return dispatcher


def compiled(function: Function) -> Function:
    """Compile a rule so that the engine inlines it and Python may call it; same bits either way."""
    made: Function = numba.njit(error_model="numpy", nogil=True, forceinline=True, no_cfunc_wrapper=True)(function)
    return keep(_for_any_number(made))  # type: ignore[no-any-return]


def compiled_loop(function: Function) -> Function:
    """Compile a long function or loop, kept whole; the interpreter lock is released while it runs."""
    made: Function = numba.njit(error_model="numpy", nogil=True, no_cfunc_wrapper=True)(function)
    return keep(_for_any_number(made))  # type: ignore[no-any-return]


def compiled_within(function: Function) -> Function:
    """Compile a function as part of whatever calls it, and nowhere else."""
    made: Function = numba.njit(error_model="numpy", nogil=True, inline="always")(function)
    return _for_any_number(made)  # type: ignore[no-any-return]


@numba.extending.intrinsic  # type: ignore[untyped-decorator]
def _borrow(typing: Any, array: Any) -> Any:
    def generate(context: Any, builder: Any, _: Any, given: Any) -> Any:
        made = context.make_array(array)(context, builder, value=given[0])
        made.meminfo = made.meminfo.type(None)
        return made._getvalue()

    return array(array), generate


@compiled
def borrowed(array: Any) -> Any:
    """The same array, its uses not counted, which would cost a sixth of a run; whoever calls keeps it alive."""
    return array if INTERPRETED else _borrow(array)


def type_of(value: Any) -> Any:
    """Type of an argument, as compiled code knows it."""
    return numba.typeof(value)


def is_compiled(function: Any) -> bool:
    """Whether a function is one that Numba has compiled, or will at its first call."""
    return hasattr(function, "py_func")
