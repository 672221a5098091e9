"""The cache of compiled code on disk: one file for each function as it is, and for what it calls as that is.

A function is found again by a digest of its own code and of all compiled functions that it reaches, so that an edited
rule costs its callers' compilation and no more, wherever the functions stand in their files. Numba's own cache looks
at the file that holds the outer function alone, and would keep an old rule after its file was edited. A cache that is
damaged or cannot be written costs the time of compiling and nothing else.

This leans on names that Numba keeps to itself: what a dispatcher asks of its `_cache`, and how compiled code is packed.
"""

from __future__ import annotations

import atexit
import errno
import hashlib
import os
import pickle
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numba
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps


class CacheWarning(RuntimeWarning):
    """The cache of compiled code is of no use at the moment; everything works, but is compiled afresh."""


_warned: set[str] = set()


def _warn(what: str, fault: Exception, remedy: str) -> None:
    """Say once what keeps the cache from being used, and that the work goes on."""
    if what not in _warned:
        _warned.add(what)
        words = (fault.strerror if isinstance(fault, OSError) else None) or str(fault) or type(fault).__name__
        warnings.warn(f"the cache of compiled code {what} ({words}). {remedy}", CacheWarning, stacklevel=3)


# --- what a compiled function is made of ------------------------


class NoDigest(Exception):
    """A function reaches something that cannot be told apart from other things by its content."""


def digest_of(function: Any) -> str:
    """Digest of a function, compiled or not, and of all that it reaches.

    Raises
    ------
    NoDigest : it reaches something whose content cannot be read
    """
    return _Digests().of(function)


class _Digests:
    """Digests of functions, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def of(self, function: Any) -> str:
        known = self._known.get(id(function))
        if known is None:
            self._known[id(function)] = "itself"  # where a function calls itself
            known = hashlib.sha256("\n".join(self._parts(function)).encode()).hexdigest()
            self._known[id(function)] = known
        return known

    def _parts(self, function: Any) -> Iterator[str]:
        plain: FunctionType = getattr(function, "py_func", function)
        yield plain.__qualname__
        yield repr(sorted(getattr(function, "targetoptions", {}).items(), key=lambda option: option[0]))
        yield from self._code(plain.__code__, plain.__doc__)
        yield self._value((plain.__defaults__, plain.__kwdefaults__))
        for name, value in used_globals(plain):
            yield f"{name}: {self._value(value)}"
        for name, cell in zip(plain.__code__.co_freevars, plain.__closure__ or (), strict=True):
            yield f"{name}: {self._value(cell.cell_contents)}"

    def _code(self, code: CodeType, doc: str | None) -> Iterator[str]:
        yield code.co_code.hex()
        yield repr((code.co_names, code.co_varnames, code.co_freevars, code.co_flags, code.co_argcount))
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                yield from self._code(constant, None)
            elif constant is None or constant != doc:
                yield repr(constant)

    def _value(self, value: Any) -> str:
        if isinstance(value, FunctionType) or hasattr(value, "py_func"):
            return self.of(value)
        if isinstance(value, ModuleType):
            return f"module {value.__name__}"
        if isinstance(value, type):
            return self._type(value)
        if isinstance(value, Enum):
            return f"{type(value).__qualname__} {value.value!r}"
        if isinstance(value, tuple):
            return f"{type(value).__qualname__} ({', '.join(self._value(each) for each in value)})"
        if value is None or isinstance(value, bool | int | float | complex | str | bytes):
            return repr(value)
        if callable(value) and getattr(value, "__module__", None) and getattr(value, "__qualname__", None):
            return f"{value.__module__}.{value.__qualname__}"
        shown = repr(value)
        if " at 0x" in shown or len(shown) > 10_000:
            raise NoDigest(f"{type(value).__qualname__} has no content that can be compared")
        return f"{type(value).__qualname__} {shown}"

    def _type(self, value: type) -> str:
        if issubclass(value, Enum):
            return f"{value.__qualname__} {[(each.name, each.value) for each in value]!r}"
        fields = getattr(value, "_fields", ())
        return f"{value.__module__}.{value.__qualname__} {fields!r}"


def names_in(code: CodeType) -> set[str]:
    """Names that a piece of code looks up, those of functions within it included."""
    inner = (names_in(each) for each in code.co_consts if isinstance(each, CodeType))
    return set(code.co_names).union(*inner)


def used_globals(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """Names of its module that a function uses, with what they stand for."""
    for name in sorted(names_in(function.__code__)):
        if name in function.__globals__:
            yield name, function.__globals__[name]


# --- files ------------------------


class _Damaged(Exception):
    """A file of the cache is not as it was written."""


class _Cache:
    """Compiled code of one function on disk, a file for each signature, behind its own digest.

    Numba hands machine code to LLVM as it finds it, and LLVM ends the process where it is damaged. The cache gives way
    where it is damaged, unreadable or full.
    """

    def __init__(self, dispatcher: Any, folder: Path) -> None:
        self._dispatcher, self._folder = dispatcher, folder
        self._digest: str | None = None
        self._enabled = True

    @property
    def cache_path(self) -> str:
        """Folder in which code is kept."""
        return str(self._folder)

    def enable(self) -> None:
        """Keep code."""
        self._enabled = True

    def disable(self) -> None:
        """Keep no code."""
        self._enabled = False

    def flush(self) -> None:
        """Forget the code of this function."""
        for path in self._folder.glob(f"{self._name()}-*.code"):
            with suppress(OSError):
                path.unlink()

    def load_overload(self, signature: Any, target: Any) -> Any:
        """Compiled code for a signature; None, to have it compiled, where there is none or it cannot be used."""
        target.refresh()
        path = self._path(signature, target.codegen())
        if path is None:
            return None
        try:
            if not path.exists() and not _claimed(path):
                return None
            body = _unpacked(path)
        except FileNotFoundError:
            return None
        except (OSError, _Damaged) as fault:
            _warn("cannot be read", fault, "Compiling afresh, which takes about a minute.")
            return None
        try:
            return CompileResult._rebuild(target, *pickle.loads(body))
        except Exception:  # a user's function from a module that is not there: it is compiled anew
            return None

    def save_overload(self, signature: Any, code: Any) -> None:
        """Keep compiled code where that is possible."""
        path = self._path(signature, code.codegen)
        if path is None or code.library.has_dynamic_globals or any(not each.can_cache for each in code.lifted):
            return
        try:
            _put(path, dumps(code._reduce()))
        except Exception as fault:
            _warn(
                "cannot be written",
                fault,
                f"The work goes on; free or mend {self._folder}, or the next command compiles again.",
            )
            self.disable()
        finally:
            _release(path)

    @property
    def is_kept(self) -> bool:
        """Whether code for some signature is on disk."""
        name = self._name()
        return name is None or any(self._folder.glob(f"{name}-*.code"))

    def _name(self) -> str | None:
        """Beginning of the names of its files, once all that it calls is defined; None where nothing is kept."""
        if self._digest is None and self._enabled:
            try:
                self._digest = digest_of(self._dispatcher)
            except NoDigest:
                self.disable()
        return f"{self._dispatcher.py_func.__name__}-{self._digest[:16]}" if self._digest and self._enabled else None

    def _path(self, signature: Any, codegen: Any) -> Path | None:
        """File of the code for a signature; None where nothing is kept."""
        name = self._name()
        if name is None:
            return None
        flags = (sys.version_info[:2], numba.config.BOUNDSCHECK, numba.config.OPT, codegen.magic_tuple())
        key = repr((self._digest, [str(kind) for kind in signature], flags))
        return self._folder / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.code"


def _unpacked(path: Path) -> bytes:
    """What a file of the cache holds, once its digest was found to be right."""
    content = path.read_bytes()
    digest, body = content[:32], content[32:]
    if hashlib.sha256(body).digest() != digest:
        raise _Damaged(f"{path} is not as it was written")
    return body


def _put(path: Path, body: bytes) -> None:
    """Write a file whole or not at all."""
    made = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        made.write_bytes(hashlib.sha256(body).digest() + body)
        made.replace(path)
    except OSError:
        with suppress(OSError):
            made.unlink()
        raise


# --- one process at a time compiles a function ------------------------

PATIENCE = 60.0  # seconds for which a process waits for another to compile a function
_claims: set[Path] = set()


def _claimed(path: Path) -> bool:
    """Whether another process has meanwhile compiled what belongs into a file; if none is at it, this one claims it."""
    claim, until = path.with_suffix(".claim"), time.monotonic() + PATIENCE
    while True:
        try:
            os.symlink(str(os.getpid()), claim)  # made at once, and with no need of room on the disk
            _claims.add(claim)
            return path.exists()
        except FileExistsError:
            if claim in _claims or time.monotonic() > until or not _is_at_work(claim):
                with suppress(OSError):
                    claim.unlink()
                if claim in _claims:
                    return path.exists()
        except OSError:
            return False
        if path.exists():
            return True
        time.sleep(0.02)


def _is_at_work(claim: Path) -> bool:
    """Whether the process that claimed a file still runs."""
    try:
        os.kill(int(os.readlink(claim)), 0)
    except (ProcessLookupError, FileNotFoundError):
        return False
    except (OSError, ValueError):
        return True
    return True


def _release(path: Path) -> None:
    claim = path.with_suffix(".claim")
    if claim in _claims:
        _claims.discard(claim)
        with suppress(OSError):
            claim.unlink()


@atexit.register
def _release_all() -> None:
    """A function that could not be compiled is claimed no longer once the process ends."""
    for claim in _claims:
        with suppress(OSError):
            claim.unlink()


def _own_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "sma-sim" / f"numba-{numba.__version__}"


def _cache_folder(folder: Path) -> Path | None:
    """Folder for compiled code, or None where it cannot be written: then every process compiles afresh."""
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


def _chosen_folder() -> Path | None:
    """The folder that NUMBA_CACHE_DIR names, or one of our own; None where nothing is compiled or kept."""
    if numba.config.DISABLE_JIT:
        return None
    given = os.environ.get("NUMBA_CACHE_DIR")
    return _cache_folder(Path(given)) if given else _cache_folder(_own_folder())


FOLDER = _chosen_folder()


def keep(dispatcher: Any) -> Any:
    """The same compiled function, its code kept on disk where there is a place for it."""
    if FOLDER is not None:
        dispatcher._cache = _Cache(dispatcher, FOLDER)
    return dispatcher


def is_kept(function: Any) -> bool:
    """Whether code of a compiled function is on disk, or never will be."""
    cache = getattr(function, "_cache", None)
    return not isinstance(cache, _Cache) or cache.is_kept


def reached(function: Any) -> list[Any]:
    """Compiled functions that one reaches by name, itself among them."""
    found: dict[int, Any] = {}
    waiting = [function]
    while waiting:
        one = waiting.pop()
        if id(one) in found or not hasattr(one, "py_func"):
            continue
        found[id(one)] = one
        plain = one.py_func
        waiting += [value for _, value in used_globals(plain)]
        waiting += [cell.cell_contents for cell in plain.__closure__ or ()]
    return list(found.values())
