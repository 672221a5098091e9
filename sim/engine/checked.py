"""Decisions of users: known by name, called as the rules are, and never trusted with what they answer."""

from __future__ import annotations

import inspect
import math
import operator
from collections.abc import Callable, Mapping
from numbers import Real
from typing import Any, NamedTuple

from sim.compile_cache import NoDigest, digest_of
from sim.compiled import compiled, compiled_loop, is_compiled
from sim.engine.assemble import Assembly
from sim.engine.decisions import BY_NAME, Decision
from sim.engine.state import State
from sim.engine.world import World
from sim.errors import AgentError
from sim.prepare import Prepared
from sim.rules.settlement import LEAST_RISE, MOST_RISE, Package
from sim.timeline.days import date_of

NOBODY = Package(-1, -1, 0.0, 0.0, 0.0)
LONGEST_WAIT = 36_525  # days


def number_is_valid(w: World, answer: float) -> bool:
    """A number that is one."""
    return not math.isnan(answer)


def package_is_valid(w: World, answer: Package) -> bool:
    """A package of the menu whose rise can be offered, or none (pair -1)."""
    if answer.pair == -1:
        return True
    if not (0 <= answer.pair < w.f.pairs and 0 <= answer.extra < w.f.extras):
        return False
    return LEAST_RISE <= answer.rise <= MOST_RISE and not math.isnan(answer.host) and not math.isnan(answer.guest)


def choice_is_valid(w: World, answer: bool) -> bool:
    """Yes or no: any answer is one."""
    return True


def severity_is_valid(w: World, answer: int) -> bool:
    """0 for none, or 1 to 5."""
    return 0 <= answer <= 5


def chance_is_valid(w: World, answer: float) -> bool:
    """A probability."""
    return 0.0 <= answer <= 1.0


def days_are_valid(w: World, answer: int) -> bool:
    """Days from 0 on."""
    return 0 <= answer <= LONGEST_WAIT


def _number(found: Any) -> float:
    if not isinstance(found, Real):
        raise TypeError
    return float(found)


def _package(found: Any) -> Package:
    pair, extra, rise, host, guest = found
    return Package(operator.index(pair), operator.index(extra), _number(rise), _number(host), _number(guest))


class Answer(NamedTuple):
    """What a decision may answer: how Python reads it, its test, the same in words, and what stands in for it."""

    read: Callable[[Any], Any]
    valid: Callable[[World, Any], bool]
    allowed: str
    instead: Any


NUMBER = Answer(_number, number_is_valid, "a number is needed, not NaN", 0.0)
PACKAGE = Answer(
    _package,
    package_is_valid,
    f"a Package of the menu is needed, its rise from {LEAST_RISE:g} to {MOST_RISE:g}, or one with pair -1 for none",
    NOBODY,
)
CHOICE = Answer(bool, choice_is_valid, "True or False is needed", False)
SEVERITY = Answer(operator.index, severity_is_valid, "a whole number from 1 to 5 is needed, or 0 for none", 0)
CHANCE = Answer(_number, chance_is_valid, "a chance from 0 to 1 is needed", 0.0)
WAIT = Answer(operator.index, days_are_valid, f"whole days from 0 to {LONGEST_WAIT} are needed", 0)
ANSWERS: dict[str, Answer] = {
    "guest_least": NUMBER, "guest_asks": NUMBER, "guest_offers": PACKAGE, "guest_takes": CHOICE,
    "guest_consents": CHOICE, "guest_walks_out": CHOICE, "guest_threatens": CHOICE, "guest_furloughs": CHOICE,
    "host_least": NUMBER, "host_asks": NUMBER, "host_offers": PACKAGE, "host_takes": CHOICE, "host_consents": CHOICE,
    "north_acts": SEVERITY, "public_angered": NUMBER, "public_protests": CHOICE, "camp_favours": CHANCE,
    "workers_wait": WAIT,
}  # fmt: skip
assert list(ANSWERS) == list(BY_NAME), "every decision has its answers here, in the same order"


def known_decisions(given: Mapping[str, Any]) -> dict[str, Decision]:
    """Decisions of a user in the order of the loop's.

    Raises
    ------
    AgentError : a name is not that of a decision, or what stands for it cannot be called with its arguments
    """
    unknown = sorted(set(given) - set(BY_NAME))
    if unknown:
        raise AgentError(f"decisions: found {unknown[0]!r}; the decisions are {', '.join(BY_NAME)}.")
    for name, function in given.items():
        _check_arguments(name, function)
    return {name: given[name] for name in BY_NAME if name in given}


def _check_arguments(name: str, function: Any) -> None:
    wanted = list(inspect.signature(BY_NAME[name]).parameters)
    source = getattr(function, "py_func", function)
    try:
        inspect.signature(source).bind(*wanted)
    except (TypeError, ValueError) as fault:
        raise AgentError(
            f"decisions: {name} cannot be called with ({', '.join(wanted)}): {fault}. Write a function of these"
            " arguments; sim/engine/decisions.py says what they are."
        ) from fault


def mark_of(function: Any) -> str:
    """What tells a user's decision from others: a digest of what it is made of, or its address in memory."""
    try:
        return digest_of(function)[:12]
    except NoDigest:
        return f"{id(function):x}"


def checked(name: str, function: Any, rules: Assembly) -> Any:
    """A user's decision, compiled, its answers looked at: the first that is of no use is kept in the state.

    Functions of the engine that it calls are those of `rules`, the loop without any decision replaced.
    """
    answers, mark = ANSWERS[name], f"_{mark_of(function)}"
    own = Assembly(compiled_loop, {}, rules, mark)
    decide = function if is_compiled(function) else own.of(function)
    if answers is CHOICE:  # whatever it says is yes or no
        return decide
    valid = rules.of(answers.valid)
    shown = compiled(_rise_of if answers is PACKAGE else _as_number)
    number, instead = list(BY_NAME).index(name), answers.instead

    def looked_at(day, w, *what):  # type: ignore[no-untyped-def]  # one for all decisions
        answer = decide(day, w, *what)
        if valid(w, answer):
            return answer
        if w.s.fault < 0:
            w.s.fault, w.s.fault_day, w.s.fault_value = number, day, shown(answer)
        return instead

    looked_at.__qualname__ = f"{name}{mark}"
    return compiled_loop(looked_at)


def _rise_of(answer: Package) -> float:
    return answer.rise


def _as_number(answer: float) -> float:
    return float(answer)


def fault_of(state: State, prepared: Prepared, replicate: int) -> AgentError:
    """The error that tells of an answer kept in the state."""
    name = list(BY_NAME)[int(state.fault)]
    return answer_error(f"decisions: {name}", name, float(state.fault_value), int(state.fault_day), prepared, replicate)


def answer_error(where: str, name: str, found: object, day: int, prepared: Prepared, replicate: int) -> AgentError:
    """An error that says who decided what on which day, what was found and what is allowed."""
    of = " a package with a rise of" if ANSWERS[name] is PACKAGE and isinstance(found, float) else ""
    return AgentError(
        f"{where} answered{of} {found!r} on {date_of(day, prepared.start)} (day {day} of replicate {replicate});"
        f" {ANSWERS[name].allowed}."
    )
