"""Days of the events of real negotiations as both sides saw them, for tests that ask the rules again."""

from collections.abc import Callable, Iterator
from typing import Any

from sim.engine.log import Happening
from sim.engine.logs import simulate_logged
from sim.engine.opening import draw_hidden
from sim.engine.world import new_world
from sim.prepare import Prepared
from sim.reasons.seen import follow, seen_with
from sim.reasons.worth import Scene, Valuation
from sim.records import blank
from sim.rules.terms import Menu


def scenes_of(prepared: Prepared, replicate: int, kinds: tuple[Happening, ...], seed: int = 2) -> Iterator[Scene]:
    """Days of the events of some kinds as both sides saw them."""
    ready = prepared.of(replicate)
    world = new_world(seed, replicate, ready.facts, ready.params)
    draw_hidden(world)
    for event in simulate_logged(prepared, seed, replicate, 1).of(0):
        follow(event, world.q, world.m, ready.facts, ready.params)
        if event.kind in [kind.value for kind in kinds]:
            yield Scene(event, world.q.copy(), ready.facts, ready.params)


def altered(scenes: list[Scene], **changes: Callable[[Any], Any]) -> Iterator[Scene]:
    """The scenes, each with some fields of its event changed by a function of the event; what both saw stays."""
    for scene in scenes:
        before = {name: getattr(scene.event, name) for name in changes}
        for name, change in changes.items():
            setattr(scene.event, name, change(scene.event))
        yield scene
        for name, value in before.items():
            setattr(scene.event, name, value)


def seen_anew(scene: Scene, weights: dict[str, float] | None = None, **fields: Any) -> Scene:
    """The day of a scene with some fields of its event and some weights changed, as both sides would have seen it."""
    event, params = scene.event.copy(), scene.params.copy()
    for name, value in fields.items():
        setattr(event, name, value)
    for name, value in (weights or {}).items():
        params[name] = value
    return Scene(event, scene.prospects, scene.facts, params)


def without_price(scene: Scene) -> Valuation:
    """The packages of the day to a guest whose leader wants nothing beyond what waiting is worth to him."""
    e, menu = scene.event, blank(Menu)
    view = seen_with(e, e.line, 0.0, scene.prospects, menu, scene.facts, scene.params)
    return Valuation(menu, view.kinks)
