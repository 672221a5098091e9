"""The `@compiled` decorator: the one place that knows Numba.

Rules are small functions of numbers. Both runners call them: the Mesa agents one at a time, the engine inlined
into its loop. Fast-math and contraction stay off, so both get the same bits. The disk cache lives in a folder
named by a digest of every compiled source, because Numba looks only at the file that holds the outer function
and would keep an old rule after its file was edited. A cache that is damaged or cannot be written costs the time of
compiling and nothing else.
"""

from __future__ import annotations

import errno
import hashlib
import os
import pickle
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.core.caching import (
    CompileResultCacheImpl,
    FunctionCache,
    IndexDataCacheFile,
    UserProvidedCacheLocator,
)

Function = TypeVar("Function", bound=Callable[..., Any])

INTERPRETED = bool(numba.config.DISABLE_JIT)  # NUMBA_DISABLE_JIT=1: rules run as plain Python
_SOURCES = (
    "compiled.py",
    "draws.py",
    "prepare.py",
    "outcome.py",
    "rules",
    "engine",
    "calibration/estimation/hawkes.py",
)


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


class CacheWarning(RuntimeWarning):
    """The cache of compiled code is of no use at the moment; everything works, but is compiled afresh."""


_warned: set[str] = set()


def _warn(what: str, fault: Exception, remedy: str) -> None:
    """Say once what keeps the cache from being used, and that the work goes on."""
    if what not in _warned:
        _warned.add(what)
        words = (fault.strerror if isinstance(fault, OSError) else None) or str(fault) or type(fault).__name__
        warnings.warn(f"the cache of compiled code {what} ({words}). {remedy}", CacheWarning, stacklevel=3)


class _Damaged(Exception):
    """A file of the cache is not as it was written."""


class _CheckedFile(IndexDataCacheFile):  # type: ignore[misc]  # numba carries no types
    """Compiled code of one function on disk, each file behind its own digest.

    Numba hands machine code to LLVM as it finds it, and LLVM ends the process where it is damaged.
    """

    def _load_index(self) -> dict[Any, str]:
        try:
            version, stamp, overloads = _unpacked(self._index_path)
        except FileNotFoundError:
            return {}
        return overloads if (version, stamp) == (self._version, self._source_stamp) else {}

    def _save_index(self, overloads: dict[Any, str]) -> None:
        self._put(self._index_path, (self._version, self._source_stamp, overloads))

    def _load_data(self, name: str) -> Any:
        return _unpacked(self._data_path(name))

    def _save_data(self, name: str, data: Any) -> None:
        self._put(self._data_path(name), data)

    def _put(self, path: str, content: Any) -> None:
        body = self._dump(content)
        with self._open_for_write(path) as file:
            file.write(hashlib.sha256(body).digest() + body)

    def forget(self) -> None:
        """Take away the index, so that what is compiled next is kept in place of what was damaged."""
        with suppress(OSError):
            os.unlink(self._index_path)


def _unpacked(path: str) -> Any:
    """What a file of the cache holds, after its digest was found to be right."""
    content = Path(path).read_bytes()
    digest, body = content[:32], content[32:]
    if hashlib.sha256(body).digest() != digest:
        raise _Damaged(f"{path} is not as it was written")
    return pickle.loads(body)


class _OneFolder(CompileResultCacheImpl):  # type: ignore[misc]
    """Keeps code in the folder of this version alone: beside the sources it would outlive an edited callee."""

    _locator_classes = (UserProvidedCacheLocator,)


class _Cache(FunctionCache):  # type: ignore[misc]
    """Cache of one function that gives way where it is damaged, unreadable or full."""

    _impl_class = _OneFolder

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self._cache_file = _CheckedFile(
            self._cache_path, self._impl.filename_base, self._impl.locator.get_source_stamp()
        )

    def load_overload(self, signature: Any, target: Any) -> Any:
        """Compiled code for a signature; None, to have it compiled, where there is none or it cannot be used."""
        try:
            return super().load_overload(signature, target)
        except Exception as fault:  # a damaged pickle may raise anything
            _warn("cannot be read", fault, "Compiling afresh, which takes about a minute.")
            self._cache_file.forget()
            return None

    def save_overload(self, signature: Any, code: Any) -> None:
        """Keep compiled code where that is possible."""
        try:
            super().save_overload(signature, code)
        except Exception as fault:
            _warn(
                "cannot be written",
                fault,
                f"The work goes on; free or mend {self._cache_path}, or the next command compiles again.",
            )
            self.disable()


def _cache_folder() -> Path | None:
    """Folder for compiled code, or None where it cannot be written: then every process compiles afresh."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = Path(base) / "sma-sim" / source_digest()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as fault:
        _warn(
            "cannot be used",
            fault,
            f"The work goes on, but every command compiles, until {folder} is a folder that can be written to.",
        )
        return None
    return folder


_FOLDER = None if INTERPRETED or os.environ.get("NUMBA_CACHE_DIR") else _cache_folder()
if _FOLDER is not None:
    numba.config.CACHE_DIR = str(_FOLDER)


def _cached(dispatcher: Function) -> Function:
    """The same, its compiled code kept on disk where there is a place for it."""
    if INTERPRETED or not numba.config.CACHE_DIR:
        return dispatcher
    code: Any = dispatcher
    try:
        code._cache = _Cache(code.py_func)
    except (OSError, RuntimeError) as fault:
        _warn(
            "cannot be used",
            fault,
            f"The work goes on, but every command compiles, until {numba.config.CACHE_DIR} can be written to.",
        )
    return dispatcher


def compiled(function: Function) -> Function:
    """Compile a rule so that the engine inlines it and Python may call it; same bits either way."""
    made: Function = numba.njit(error_model="numpy", nogil=True, forceinline=True, no_cfunc_wrapper=True)(function)
    return _cached(made)


def compiled_loop(function: Function) -> Function:
    """Compile a long function or loop, kept whole; the interpreter lock is released while it runs."""
    made: Function = numba.njit(error_model="numpy", nogil=True, no_cfunc_wrapper=True)(function)
    return _cached(made)
