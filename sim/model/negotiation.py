"""The model: one negotiation day by day, from the opening of talks to entry into force or the horizon.

The compiled runner in `sim.engine` calls the same rules in the same order; parity tests hold the two together.
"""

from __future__ import annotations

import math

from sim.draws import checked_luck
from sim.errors import SimError
from sim.model.base import Model, release
from sim.model.guest import Administration
from sim.model.host import HostGovernment
from sim.model.inputs import Luck, plain, records_of
from sim.model.legislature import Legislature
from sim.model.listener import Listener
from sim.model.north import North
from sim.model.public import Act, PublicOpinion
from sim.model.recorder import Recorder
from sim.model.talks import Stage, Talks
from sim.model.workers import BaseWorkers
from sim.outcome import COLUMNS, Outcome
from sim.prepare import Prepared, prepare
from sim.rules.assessment import View, assess
from sim.rules.deadline import deadline_seen
from sim.rules.equilibrium import Refusing, refusing_values
from sim.rules.kinds import EQUILIBRIUM, End, Party, Purpose
from sim.rules.opening import winner_drawn
from sim.rules.opinion import demand_anger
from sim.rules.payment import blank_days
from sim.rules.provocation import provocation_chance
from sim.rules.succession import elected, solve_prospects
from sim.rules.talks import leaving, moved
from sim.rules.winset import within_win_set
from sim.scenario.schema import Scenario
from sim.traces.trace import Trace

GUEST = Party.GUEST.value
HOST = Party.HOST.value
ENDED = (Stage.DONE, Stage.BROKEN)
DRAWN = 2  # an election the scenario leaves open


class NegotiationModel(Model):
    """One negotiation of a scenario.

    Mesa's own random numbers and clock are not used: draws depend on seed, replicate, purpose, party and day only,
    and `day` counts from the day talks opened.

    Parameters
    ----------
    scenario : a scenario, or what `prepare` made of one (cheaper where many replicates follow)
    seed, replicate : which luck to meet; whole numbers, 0 or more
    record : whether to keep a `trace` of every move with its reason

    Attributes
    ----------
    guest, host, public, north, workers, legislature : the agents
    talks : state of the talks between them
    day : the day that comes next
    trace : what was recorded, None without `record`

    Notes
    -----
    Some versions of Mesa keep a model in memory until `release` is called, which `step` does at the end of a run.

    Examples
    --------
    >>> from sim import NegotiationModel, load_scenario
    >>> model = NegotiationModel(load_scenario("scenarios/sma11.toml").scenario, seed=1, replicate=7)
    >>> while model.running:
    ...     model.step()
    >>> model.outcome.rounds == len(model.trace.rounds)
    True
    """

    def __init__(self, scenario: Scenario | Prepared, seed: int, replicate: int, record: bool = True) -> None:
        seed, replicate, _ = checked_luck(seed, replicate)
        super().__init__(rng=seed)
        self.prepared = (scenario if isinstance(scenario, Prepared) else prepare(scenario)).of(replicate)
        self.records = records_of(self.prepared)
        self.facts, self.params = plain(self.prepared.facts), plain(self.prepared.params)
        self.luck = Luck(seed, replicate, self.facts.start_ordinal)
        self.day = 0
        self.books: dict[str, float] = {column.name: math.nan if column.missing else 0.0 for column in COLUMNS}
        self.books["replicate"] = replicate
        self.trace = Trace() if record else None
        self.guest = Administration(self)
        self.host = HostGovernment(self)
        self.public = PublicOpinion(self)
        self.north = North(self)
        self.workers = BaseWorkers(self)
        self.legislature = Legislature(self)
        self.talks = Talks(self)
        self.listener = Listener() if self.trace is None else Recorder(self, self.trace)
        self._open()

    def _open(self) -> None:
        """What is settled on the first day: types, winners, what each side expects, and both clocks."""
        prospects = self.records.prospects
        prospects.types[: len(self.guest.types)] = self.guest.types
        for k in range(self.facts.successions):
            prospects.winners[k] = self._winner(k)
        prospects.changed = 0
        self.public.react(demand_anger(self.params.anger_demand, self.guest.demand))
        self._solve_prospects(0)
        deadline = self._deadline(0)
        self.guest.set_clock(0, deadline)
        self.host.set_clock(0, deadline)
        self.listener.opened(deadline)
        self.protest(0, Act.DEMAND)

    def _winner(self, k: int) -> int:
        """Winner of election k: 0 the first candidate, 1 the second."""
        fixed = int(self.facts.winner[k])
        if fixed != DRAWN:
            return fixed
        u = self.luck.one(Purpose.ELECTION, int(self.facts.office[k]), int(self.facts.election[k]))
        return winner_drawn(float(self.facts.chance[k]), u)

    # --- time ---------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Advance one step of the scenario, usually a week; nothing happens after the end."""
        if not self.running:
            return
        days = min(self.facts.step, self.facts.horizon + 1 - self.day)
        for _ in range(days):
            self._spend_day(self.day)
            self.day += 1
            if self.talks.stage in ENDED:
                break
        self.public.settle(days)
        if self.talks.stage in ENDED or self.day > self.facts.horizon:
            self._close()

    def run(self) -> Outcome:
        """Advance to the end."""
        while self.running:
            self.step()
        return self.outcome

    def _spend_day(self, day: int) -> None:
        """The order of a day: calendar, what fades, the North, the base workers, the talks."""
        self.listener.day_begun(day)
        self._turn_calendar(day)
        for one in (self.host, self.north, self.guest, self.talks, self.public):
            one.calm()
        self._change(day)
        severity = self.north.act(day)
        if severity > 0:
            self._provoked(day, severity)
        self._furlough(day)
        self.talks.spend_day(day)

    # --- what happens on a day ------------------------------------------------------------------------------------

    def _turn_calendar(self, day: int) -> None:
        """Elections that come into sight, handovers, and the day the money for base workers is gone."""
        facts = self.facts
        if facts.change_day == day:
            self._changed(day)
        self._withdraw(day)
        for k in range(facts.successions):
            if facts.known_from[k] == day and day > 0:
                self._solve_prospects(day)
            if facts.handover[k] == day:
                self._hand_over(day, k)
        if day <= facts.as_of:
            self._replay_furlough(day)
        elif day == self.workers.funds_out and not self.talks.agreed:
            self._run_out_of_money(day)

    def _changed(self, day: int) -> None:
        """A change from outside has come."""
        self.records.prospects.changed = 1
        self.listener.changed(day)

    def _change(self, day: int) -> None:
        """Whether one that has no date falls on this day."""
        rate = self.facts.change_rate
        if rate > 0.0 and self.records.prospects.changed == 0:
            u = self.luck.every_day(Purpose.CHANGE, HOST, day)
            if u < provocation_chance(rate, 1.0, 0.0):
                self._changed(day)

    def _withdraw(self, day: int) -> None:
        """Troops that leave on this day: relations fall and the public is angry."""
        left = float(leaving(day, self.records.facts))
        if left > 0.0:
            self.talks.relations = moved(self.talks.relations, -left)
            self.public.react(self.params.anger_withdrawal * left)
            self.listener.withdrawn(day, left)

    def protest(self, day: int, act: Act, offence: float = 0.0) -> None:
        """The public may take to the streets against an act."""
        if self.public.protests(offence, self.luck.four(Purpose.PROTEST, HOST, day)[act]):
            self.books["protests"] += 1
            self.listener.protested(day, act)

    def _run_out_of_money(self, day: int) -> None:
        if self.workers.send_home(day, self.guest.hardness):
            self.books["furlough_day"] = day - self.facts.expiry
            self.listener.furlough_begun(day)

    def _replay_furlough(self, day: int) -> None:
        """A furlough on record begins; where its end lies ahead it is drawn on the last day on record."""
        facts = self.facts
        if day == facts.furlough_from:
            self.workers.act_due = facts.furlough_until if facts.furlough_until >= 0 else facts.horizon + 1
            self.books["furlough_day"] = day - facts.expiry
            self.listener.furlough_begun(day)

    def _hand_over(self, day: int, k: int) -> None:
        comes = int(elected(k, int(self.records.prospects.winners[k]), self.records.facts))
        side = self.guest if self.facts.office[k] == GUEST else self.host
        before = side.key
        if comes == side.number:
            pass
        elif side is self.guest:
            self._new_guest(day, comes)
        else:
            self.host.take_office(comes, day)
        self.listener.handed_over(day, side, before)

    def _new_guest(self, day: int, comes: int) -> None:
        """A clean slate for both sides: new clock, own opening; the text the predecessor refused still stands."""
        p, facts = self.params, self.facts
        u = self.luck.four(Purpose.OPENING, GUEST, day)
        self.guest.take_office(comes, day, u[0])
        self.host.forget_offers()
        in_funds = day < facts.expiry + p.funds_days
        self.guest.set_clock(day, self._deadline(day) if in_funds else day + p.clock_days)
        self.public.react(demand_anger(p.anger_demand, self.guest.demand) * self.guest.hardness)
        self.protest(day, Act.DEMAND)
        self.talks.after_handover(day, u[1])

    def _provoked(self, day: int, severity: int) -> None:
        self.host.hear_of_provocation(severity)
        self.public.hear_of_provocation(severity)
        if not self.talks.agreed:
            self.books["provocations"] += 1
        self.listener.provoked(day, severity)

    def _furlough(self, day: int) -> None:
        before = self.workers.on_furlough
        if self.workers.spend_day(day, self.talks.agreed):
            self.books["furlough_days"] += 1
            self.public.react(self.workers.anger_of_day())
        elif before:
            self.listener.furlough_ended(day)

    # --- what both sides see ----------------------------------------------------------------------------------------

    def assess(self, day: int) -> View:
        """Worth of waiting and of every package to both sides on a day; the menu in `records` holds the latter."""
        guest, host = self.guest, self.host
        return assess(
            day, day + self.params.signature_mean_days, guest.number, host.number, guest.days_in_office(day),
            host.threat(day), self.public.anger, self.talks.relations, guest.withdrawal, self.workers.on_furlough,
            *self.records,
        )  # fmt: skip

    def refusing(self, day: int) -> Refusing | None:
        """Worth of refusing an offer in this round, already counted, in the equilibrium; None under other policies."""
        if self.facts.policy != EQUILIBRIUM:
            return None
        held = int(self.books["rounds"]) - 1
        value: Refusing = refusing_values(day, held, self.guest.number, self.host.number, *self.records)
        return value

    def within_win_set(self, rise: float, day: int) -> float:
        """The rise, or the largest one the legislature is expected to carry with opinion as it is."""
        support, anger = self.public.by_segment
        facts, params = self.records.facts, self.records.params
        return float(within_win_set(rise, day, self.host.number, support, anger, facts, params))

    def _solve_prospects(self, day: int) -> None:
        """What the sides expect of the governments that may come, as known on a day."""
        solve_prospects(day, self.guest.number, self.host.number, *self.records)

    def _deadline(self, day: int) -> float:
        """The date the talks run against, as it looks on a day."""
        return deadline_seen(day, self.guest.number, self.host.number, *self.records)

    # --- the end ----------------------------------------------------------------------------------------------------

    @property
    def outcome(self) -> Outcome:
        """Result of the replicate, in the columns of `sim.outcome`."""
        if self.running:
            raise SimError(f"the negotiation still runs (day {self.day}). Call run() first, then read the outcome.")
        return Outcome(**{name: float(value) for name, value in self.books.items()})

    def _close(self) -> None:
        """Complete the columns that follow from how far the replicate came."""
        self.running = False
        facts, books, talks = self.facts, self.books, self.talks
        horizon = facts.horizon - facts.expiry
        for day, blank in (
            ("agreement_day", "blank_days_agreement"),
            ("signature_day", "blank_days"),
            ("entry_day", "blank_days_entry"),
        ):
            books[blank] = blank_days(books[day], horizon)
        if talks.agreed:
            self._close_agreed()
        else:
            books["gain_lost"] = 1.0
            for column in ("term_years", "rise", "rise_annualised", "amount", "amount_usd_m", "utility_guest",
                           "utility_host", "guest_at_agreement"):  # fmt: skip
                books[column] = math.nan
        books["end"] = self._end().value
        self.listener.closed(self.day - 1, self._end())
        release(self)

    def _close_agreed(self) -> None:
        facts, talks = self.facts, self.talks
        assert talks.text is not None
        package = talks.text.package
        self.books.update(
            escalator=facts.pair_escalator[package.pair],
            labour_share=facts.extra_labour[package.extra],
            operational_support=facts.extra_operations[package.extra],
            side_letter=1.0 if talks.text.letter > 0.0 else 0.0,
        )
        if talks.stage is Stage.AGREED:  # not signed by the horizon: valued as if signed on the last day
            talks.write_sums(facts.horizon, talks.text)

    def _end(self) -> End:
        if self.talks.stage is Stage.DONE:
            return End.IN_FORCE
        if self.talks.stage is Stage.BROKEN:
            return End.BROKEN_OFF
        return End.OPEN if self.talks.stage is Stage.TALKING else End.PENDING
