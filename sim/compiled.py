"""The `@compiled` decorator: the one place that knows Numba.

Rules are small functions of numbers. Both runners call them: the Mesa agents one at a time, the engine inlined
into its loop. Fast-math and contraction stay off, so both get the same bits. The disk cache lives in a folder
named by a digest of every compiled source, because Numba looks only at the file that holds the outer function
and would keep an old rule after its file was edited.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])

INTERPRETED = bool(numba.config.DISABLE_JIT)  # NUMBA_DISABLE_JIT=1: rules run as plain Python
_SOURCES = ("compiled.py", "draws.py", "prepare.py", "outcome.py", "rules", "engine", "calibration/hawkes.py")


def source_digest() -> str:
    """Digest of all sources that take part in compiled code, with the versions they are compiled by."""
    root = Path(__file__).parent
    digest = hashlib.sha256(f"numba {numba.__version__}".encode())
    for name in _SOURCES:
        path = root / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder() -> Path | None:
    """Folder for compiled code, or None where it cannot be written: then every process compiles afresh."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(base) / "sma-sim" / source_digest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


_FOLDER = None if os.environ.get("NUMBA_CACHE_DIR") else _cache_folder()
if _FOLDER is not None:
    numba.config.CACHE_DIR = str(_FOLDER)
_CACHE = _FOLDER is not None or bool(os.environ.get("NUMBA_CACHE_DIR"))


def compiled(function: Function) -> Function:
    """Compile a rule so that the engine inlines it and Python may call it; same bits either way."""
    result: Function = numba.njit(
        error_model="numpy", nogil=True, forceinline=True, no_cfunc_wrapper=True, cache=_CACHE
    )(function)
    return result


def compiled_loop(function: Function) -> Function:
    """Compile a long function or loop, kept whole; the interpreter lock is released while it runs."""
    result: Function = numba.njit(error_model="numpy", nogil=True, no_cfunc_wrapper=True, cache=_CACHE)(function)
    return result
