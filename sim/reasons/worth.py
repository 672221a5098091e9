"""What weighed: the worth of a package, and of waiting, as named terms that add up to it.

The rules know nothing of terms. They are asked again with one weight set to zero, and the difference is the term of
that weight; a weight a rule takes up later thus finds its place here by its name. What no weight accounts for is the
money: the payment path against the normal one, and, for a guest who counts in dollars, what the host's currency has
gained or lost since the base was set (`dollars`); and what is known of the price of the guest's leader (`price`), as
far as the text binds him. `remaining` is what all terms together leave over, nothing while the
rules add their weights up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sim.engine.log import Event
from sim.reasons.seen import GUEST_WEIGHTS, HOST_WEIGHTS, WEIGHTS, price_in, seen_with, without
from sim.records import blank
from sim.rules.assessment import View
from sim.rules.parameters import PARAMETER_NAMES, Params
from sim.rules.settlement import Kinks, Package, package_worth_guest, package_worth_host
from sim.rules.terms import Facts, Menu, Prospects
from sim.traces.moves import Terms

LAPSE = tuple(name for name in PARAMETER_NAMES if name.startswith(("lapse_", "furlough_", "withdrawal_")))
AGREEMENT = tuple(name for name in WEIGHTS if name.startswith(("agreement_", "rivalry_")))


class Valuation(NamedTuple):
    """Worth of every package of a day with some set of weights."""

    menu: Menu
    kinks: Kinks

    def host(self, package: Package) -> float:
        """Worth of a package to the host."""
        return package_worth_host(package.pair, package.extra, package.rise, self.menu, self.kinks)

    def guest(self, package: Package) -> float:
        """Worth of a package to the guest."""
        return package_worth_guest(package.pair, package.extra, package.rise, self.menu, self.kinks)


class Scene:
    """The day of an event as both sides saw it, and as they would have seen it with one weight set to zero.

    Parameters
    ----------
    event : of the log; it is copied
    prospects : what the sides expected that day
    facts, params : of the replicate
    """

    def __init__(self, event: Event, prospects: Prospects, facts: Facts, params: Params) -> None:
        self.event: Event = event.copy()
        self.prospects, self.facts, self.params = prospects, facts, params
        self.menu = blank(Menu)
        self.price = float(price_in(self.event))
        self.view: View = seen_with(self.event, self.event.line, self.price, prospects, self.menu, facts, params)
        self.as_is = Valuation(self.menu, self.view.kinks)
        self._less = {name: self.without(name) for name in WEIGHTS if params[name] != 0.0}
        self._unpriced = self._valued(params, facts)
        self._money = self._valued(without(params, WEIGHTS), facts)
        self._at_par = self._valued(without(params, WEIGHTS), _unmoved_currency(facts))

    @property
    def host_waiting(self) -> float:
        """What the host's government could do without."""
        return float(self.view.waits.host + self.event.host_private)

    @property
    def guest_waiting(self) -> float:
        """What the guest's leader could do without, his price apart."""
        return float(self.view.waits.guest)

    def without(self, *weights: str) -> Valuation:
        """The packages of the day with some weights set to zero."""
        return self._valued(without(self.params, weights), self.facts, self.price)

    def _valued(self, params: Params, facts: Facts, price: float = 0.0) -> Valuation:
        """The packages of the day with other weights, facts, and price of the guest's leader."""
        view, menu = self._again(params, self.prospects, facts, price)
        return Valuation(menu, view.kinks)

    def host_terms(self, package: Package) -> Terms:
        """Parts of a package's worth to the host."""
        return self._terms(Valuation.host, HOST_WEIGHTS, package, {"money": self._money.host(package)})

    def guest_terms(self, package: Package) -> Terms:
        """Parts of a package's worth to the guest."""
        money, at_par = self._money.guest(package), self._at_par.guest(package)
        price = self.as_is.guest(package) - self._unpriced.guest(package)
        paid = {"money": at_par, "dollars": money - at_par, "price": price}
        return self._terms(Valuation.guest, GUEST_WEIGHTS, package, paid)

    def _terms(
        self, worth_in: Callable[[Valuation, Package], float], weights: Sequence[str], package: Package, paid: Terms
    ) -> Terms:
        worth, terms = worth_in(self.as_is, package), dict(paid)
        for name in weights:
            terms[name] = worth - worth_in(self._less[name], package) if name in self._less else 0.0
        return _rounded_off(terms, worth)

    def waiting_terms(self) -> tuple[Terms, Terms]:
        """Parts of the worth of waiting, of the host's government and of the guest's.

        `old_amount` : paying the old amount until the guest's next change of government, or one from outside; after the
            last one known, for one further term of office
        `lapse` : the lapse until then
        `expected` : what is expected of that change and after
        `private` : what the host's government keeps to itself
        """
        nobody, facts = _nothing_expected(self.prospects), _no_change(self.facts)
        flow = self._again(without(self.params, AGREEMENT), nobody, facts)[0].waits
        unharmed = self._again(without(self.params, (*AGREEMENT, *LAPSE)), nobody, facts)[0].waits
        waits, e = self.view.waits, self.event
        return (
            _rounded_off(
                {**_waiting(unharmed.host, flow.host, waits.host), "private": float(e.host_private)}, self.host_waiting
            ),
            _rounded_off(_waiting(unharmed.guest, flow.guest, waits.guest), self.guest_waiting),
        )

    def _again(
        self, params: Params, prospects: Prospects, facts: Facts, price: float = 0.0
    ) -> tuple[View, Menu]:  # fmt: skip
        """The view of the day once more, with other weights, prospects, facts or price, and its menu."""
        menu = blank(Menu)
        return seen_with(self.event, self.event.line, price, prospects, menu, facts, params), menu


def _unmoved_currency(facts: Facts) -> Facts:
    """The facts, had the host's currency kept its worth in dollars."""
    changed: Facts = facts.copy()
    changed.dollar_worth[:] = 1.0
    return changed


def _nothing_expected(prospects: Prospects) -> Prospects:
    """Copy of the prospects in which no government that may come settles anything."""
    changed: Prospects = prospects.copy()
    for name in ("host", "guest", "money"):
        changed[name][:] = 0.0
    return changed


def _no_change(facts: Facts) -> Facts:
    """The facts, nothing being expected of a change from outside."""
    if facts.change_day == math.inf and facts.change_rate == 0.0:
        return facts
    changed: Facts = facts.copy()
    changed.change_host = changed.change_guest = 0.0
    return changed


def _waiting(unharmed: float, flow: float, waits: float) -> Terms:
    return {"old_amount": unharmed, "lapse": flow - unharmed, "expected": waits - flow}


def _rounded_off(terms: Terms, total: float) -> Terms:
    """Terms with what they leave over of the total."""
    return {**terms, "remaining": total - sum(terms.values())}
