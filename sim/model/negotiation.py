"""The model: the loop of `sim.engine` interpreted, with the methods of agents as its decisions.

The compiled loop is the same source; parity tests hold what the two make of it together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.draws import checked_luck
from sim.engine.assemble import Assembly
from sim.engine.closing import close_books
from sim.engine.log import Event
from sim.engine.opening import open_talks
from sim.engine.talks import goes_on, kept_by, pass_step
from sim.engine.world import World, new_world
from sim.errors import ScenarioError, SimError
from sim.model.base import DataCollector, Model, release
from sim.model.collected import REPORTERS
from sim.model.roles import classes_of, decisions_of
from sim.outcome import NAMES, Outcome
from sim.prepare import Prepared, prepare
from sim.reasons.reader import TraceReader
from sim.records import blanks
from sim.scenario.load import load_scenario
from sim.scenario.schema import Scenario
from sim.traces.trace import Trace

EVENTS_A_DAY = 48  # more than can happen on one: succession by succession, protest by protest


class NegotiationModel(Model):
    """One negotiation of a scenario, step by step.

    Mesa's own random numbers and clock are not used: draws depend on seed, replicate, purpose, party and day only,
    and `day` counts from the day talks opened.

    Parameters
    ----------
    scenario : a scenario, its file or the name of a shipped one, or what `prepare` made of one (cheaper where many
        replicates follow)
    seed, replicate : which luck to meet; whole numbers, 0 or more
    record : whether to keep a log, from which `trace` is read
    agents : classes that play roles instead of the default ones, by role: guest, host, public, north, legislature,
        workers. Each is made with the model as its only argument

    Attributes
    ----------
    guest, host, public, north, legislature, workers : the agents
    world : luck, state, facts, parameters, prospects, menu, outcome so far and log
    day : the day that comes next
    datacollector : what is collected at the end of each step

    Raises
    ------
    AgentError : a class cannot play its role, or an agent decided something that is of no use; the message says which
        agent, which decision and which day

    Notes
    -----
    Some versions of Mesa keep a model in memory until `release` is called, which `step` does at the end of a run.

    Examples
    --------
    >>> from sim import NegotiationModel
    >>> model = NegotiationModel("sma11", seed=1, replicate=7)
    >>> while model.running:
    ...     model.step()
    >>> model.outcome.rounds == len(model.trace.rounds)
    True
    """

    def __init__(
        self, scenario: Scenario | Prepared | str, seed: int | None = 0, replicate: int = 0, record: bool = True,
        agents: Mapping[str, type[Any]] | None = None,
    ) -> None:  # fmt: skip
        if seed is None:  # from Mesa 3.5 on, where batch_run got no `rng`, whatever seed was among the parameters
            raise ScenarioError("seed: found None; from Mesa 3.5 on, give batch_run rng=SEED, since it sets the seed.")
        seed, replicate, _ = checked_luck(seed, replicate)
        kinds = classes_of(agents)
        super().__init__(rng=seed)
        self.prepared = _prepared(scenario).of(replicate)
        self._recorded = record
        self.running: bool = True
        self.world: World = new_world(seed, replicate, self.prepared.facts, self.prepared.params)
        self.guest, self.host, self.public, self.north, self.legislature, self.workers = (
            kinds[role](self) for role in ("guest", "host", "public", "north", "legislature", "workers")
        )
        roles = {"guest": self.guest, "host": self.host, "public": self.public, "north": self.north,
                 "legislature": self.legislature, "workers": self.workers}  # fmt: skip
        loop = Assembly(_as_it_is, decisions_of(roles, self.prepared, replicate))
        self._open, self._step, self._close = loop.of(open_talks), loop.of(pass_step), loop.of(close_books)
        self._kept = kept_by(self.world.p)
        self._reader = TraceReader(self.prepared, seed, replicate) if record else None
        self.datacollector = DataCollector(model_reporters=REPORTERS)
        self._make_room(1)
        self._open(self.world)

    @property
    def day(self) -> int:
        """The day that comes next, since talks opened."""
        return int(self.world.s.day)

    def step(self) -> None:
        """Advance one step of the scenario, usually a week; nothing happens after the end."""
        if not self.running:
            return
        self._make_room(int(self.world.f.step))
        self._step(self.world, self._kept)
        if not goes_on(self.world):
            self._close(self.world)
            self.running = False
        self.datacollector.collect(self)
        if not self.running:
            release(self)

    def run(self) -> Outcome:
        """Advance to the end."""
        while self.running:
            self.step()
        return self.outcome

    @property
    def outcome(self) -> Outcome:
        """Result of the replicate, in the columns of `sim.outcome`."""
        if self.running:
            raise SimError(f"the negotiation still runs (day {self.day}). Call run() first, then read the outcome.")
        return self.so_far

    @property
    def so_far(self) -> Outcome:
        """The columns of `sim.outcome` as they stand; some are only known at the end."""
        return Outcome(*(getattr(self.world.row, name) for name in NAMES))

    @property
    def trace(self) -> Trace | None:
        """What has happened so far, every move with its reason; None without `record`."""
        if self._reader is None:
            return None
        return self._reader.read(self.world.log[: int(self.world.s.logged)], self.day - 1)

    def _make_room(self, days: int) -> None:
        """Make the log large enough for whatever some days may bring."""
        needed = int(self.world.s.logged) + EVENTS_A_DAY * (days + 1)
        if self._recorded and needed > len(self.world.log):
            log = blanks(Event, 2 * needed)
            log[: len(self.world.log)] = self.world.log
            self.world = self.world._replace(log=log)


def _as_it_is(function: Any) -> Any:
    """Functions of the loop stay plain Python here; the rules they call are compiled."""
    return function


def _prepared(scenario: Scenario | Prepared | str) -> Prepared:
    if isinstance(scenario, Prepared):
        return scenario
    return prepare(scenario if isinstance(scenario, Scenario) else load_scenario(scenario).scenario)
