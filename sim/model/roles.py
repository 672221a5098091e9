"""Roles of the agents: which class plays each by default, and which decision of the loop each method makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sim.engine.checked import ANSWERS, answer_error
from sim.engine.world import World
from sim.errors import AgentError
from sim.model.others import BaseWorkers, Legislature, North, PublicOpinion
from sim.model.sides import Administration, HostGovernment
from sim.prepare import Prepared


class Role(NamedTuple):
    """One role: the class that plays it by default, and the decisions by the names of its methods."""

    default: type[Any]
    decisions: dict[str, str]


ROLES: dict[str, Role] = {
    "guest": Role(
        Administration,
        {
            method: f"guest_{method}"
            for method in ("least", "asks", "offers", "takes", "consents", "walks_out", "threatens", "furloughs")
        },
    ),
    "host": Role(
        HostGovernment, {method: f"host_{method}" for method in ("least", "asks", "offers", "takes", "consents")}
    ),
    "public": Role(PublicOpinion, {method: f"public_{method}" for method in ("angered", "protests")}),
    "north": Role(North, {"acts": "north_acts"}),
    "legislature": Role(Legislature, {"favours": "camp_favours"}),
    "workers": Role(BaseWorkers, {"wait": "workers_wait"}),
}
assert sorted(name for role in ROLES.values() for name in role.decisions.values()) == sorted(ANSWERS)


def classes_of(given: Mapping[str, Any] | None) -> dict[str, type[Any]]:
    """Class that plays each role: the given one, or the default.

    Raises
    ------
    AgentError : there is no such role, or what stands for it is no class with the decisions of the role
    """
    given = given or {}
    unknown = sorted(set(given) - set(ROLES))
    if unknown:
        raise AgentError(f"agents: found {unknown[0]!r}; the roles are {', '.join(ROLES)}.")
    for role, kind in given.items():
        if not isinstance(kind, type):
            raise AgentError(
                f"agents: {role} is {kind!r}; a class is needed, such as a subclass of {ROLES[role].default.__name__}."
            )
        missing = [method for method in ROLES[role].decisions if not callable(getattr(kind, method, None))]
        if missing:
            raise AgentError(
                f"agents: {role} is {kind.__name__}, which does not say how it decides {', '.join(missing)}. Write"
                f" these methods, or derive the class from {ROLES[role].default.__name__}, which has them all."
            )
    return {role: given.get(role, ROLES[role].default) for role in ROLES}


def decisions_of(agents: Mapping[str, Any], prepared: Prepared, replicate: int) -> dict[str, Callable[..., Any]]:
    """Decisions of the loop by name: the methods of agents. Those of other classes than the default are checked."""
    found: dict[str, Callable[..., Any]] = {}
    for role, agent in agents.items():
        for method, name in ROLES[role].decisions.items():
            decide = getattr(agent, method)
            trusted = getattr(type(agent), method) is getattr(ROLES[role].default, method)
            found[name] = decide if trusted else _checked(agent, method, name, prepared, replicate)
    return found


def _checked(agent: Any, method: str, name: str, prepared: Prepared, replicate: int) -> Callable[..., Any]:
    """A method of an agent whose answer is looked at."""
    decide, answers = getattr(agent, method), ANSWERS[name]

    def looked_at(day: int, w: World, *what: Any) -> Any:
        found = decide(day, w, *what)
        try:
            answer = answers.read(found)
            if answers.valid(w, answer):
                return answer
        except (TypeError, AttributeError, ValueError):
            pass
        raise answer_error(f"{type(agent).__name__}.{method}", name, found, day, prepared, replicate)

    return looked_at
