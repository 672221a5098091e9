"""The compiled loop: with the rules as decisions, or with some decisions of a user's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sim.compiled import CompileError, compiled, compiled_loop, compiled_within
from sim.engine.assemble import Assembly
from sim.engine.checked import checked, known_decisions, mark_of
from sim.errors import AgentError

Decisions = Mapping[str, Callable[..., Any]]  # by their names in `sim.engine.decisions`
Given = tuple[tuple[str, Callable[..., Any]], ...]
# Copied into whatever calls them, as source: the loop itself, whose parts would each be compiled with all they reach,
# and what is a line or two.
WITHIN = ("sim.engine.talks.", "sim.engine.world.", "sim.engine.decisions.")
# Compiled once and copied into whatever calls them: what is met at every round or every event.
INLINED = (
    "sim.engine.note.note", "sim.engine.public.react", "sim.engine.round.exchange", "sim.engine.round.put_text",
    "sim.engine.round.mediate", "sim.engine.round.text_that_stands", "sim.engine.round.rise_to_carry",
)  # fmt: skip


def named(decisions: Decisions | None) -> Given:
    """Decisions of a user in the order of the loop's, once they are known to be some."""
    return tuple(known_decisions(decisions or {}).items())


@contextmanager
def telling(decisions: Decisions | None) -> Iterator[None]:
    """Tell of a user's decision that cannot be compiled; it is compiled when the loop is first run."""
    try:
        yield
    except CompileError as fault:
        if not decisions:
            raise
        raise AgentError(
            f"decisions: {' or '.join(decisions)} cannot be compiled: {fault}. Write numbers, arithmetic and the"
            " functions of sim.rules and sim.engine only, or let a subclass of the agent decide on NegotiationModel."
        ) from fault


@lru_cache(maxsize=32)
def loop_of(given: Given) -> Assembly:
    """The compiled loop in which some decisions are those given."""
    if not given:
        return RULES
    mark = f"_{hashlib.sha256(repr([(name, mark_of(decide)) for name, decide in given]).encode()).hexdigest()[:12]}"
    return Assembly(compile_part, {name: checked(name, decide, CALLED) for name, decide in given}, RULES, mark)


def compile_part(function: Callable[..., Any]) -> Any:
    """Compile a function of the loop; what is asked on every day, and short, becomes part of its caller."""
    name = f"{function.__module__}.{function.__name__}"
    if name.startswith(WITHIN):
        return compiled_within(function)
    return (compiled if name.startswith(INLINED) else compiled_loop)(function)


CALLED = Assembly(compiled)  # what users' decisions call
RULES = Assembly(compile_part)  # the loop in which all decisions are those of the rules
