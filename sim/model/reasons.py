"""What weighed: the worth of a package, and of waiting, as named terms that add up to it.

The rules know nothing of terms. They are asked again with one weight set to nothing, and the difference is the term
of that weight; a weight a rule takes up later thus finds its place here by its name. What no weight accounts for is
the money: the payment path against the normal one. `remaining` is what all terms together leave over, nothing while
the rules add their weights up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sim.rules.assessment import View, assess
from sim.rules.settlement import Kinks, Package, package_worth_guest, package_worth_host
from sim.rules.talks import worth_with_letter
from sim.rules.terms import MENU, PARAMETER_NAMES, Facts, Menu, Params, Prospects, blank
from sim.traces.moves import Terms

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

ADDED = ("agreement_", "renewal_", "labour_", "operations_", "audience_", "precedent_")  # parts a package's worth adds
FACTORS = ("audience_anger", "audience_election")  # weights that multiply such parts
WEIGHTS = tuple(name for name in PARAMETER_NAMES if name.startswith(ADDED) and name not in FACTORS)
GUEST_WEIGHTS = tuple(
    name for name in WEIGHTS if name.endswith("_guest") or name in ("renewal_hope", "operations_transactional")
)
HOST_WEIGHTS = tuple(name for name in WEIGHTS if name not in GUEST_WEIGHTS)
AUDIENCE = tuple(name for name in HOST_WEIGHTS if name.startswith("audience_"))
LAPSE = tuple(
    name
    for name in PARAMETER_NAMES
    if name.startswith(("lapse_", "furlough_", "withdrawal_")) and not name.endswith("half_life")
)


class Lens(NamedTuple):
    """Worth of every package of a day as one would see it with other weights."""

    menu: Menu
    kinks: Kinks

    def host(self, package: Package) -> float:
        """Worth of a package to the host."""
        return package_worth_host(package.pair, package.extra, package.rise, self.menu, self.kinks)

    def guest(self, package: Package) -> float:
        """Worth of a package to the guest."""
        return package_worth_guest(package.pair, package.extra, package.rise, self.menu, self.kinks)


class Sight:
    """One day as both sides see it, and as they would see it with a weight less.

    What the rules take beside the view of the day is noted when it is made, so that it may be asked later.
    """

    def __init__(self, model: NegotiationModel, day: int, view: View) -> None:
        self.model, self.day, self.view = model, day, view
        guest, s = model.guest, view.setting
        self._state = (
            day, s.day, guest.number, model.host.number, guest.days_in_office(day), s.threat, s.anger, s.relations,
            guest.withdrawal, model.workers.on_furlough,
        )  # fmt: skip
        self.as_is = Lens(model.records.menu.copy(), view.kinks)
        params = model.records.params
        self._less = {name: self.without(name) for name in WEIGHTS if params[name] != 0.0}
        self._money = self.without(*WEIGHTS)
        self._letter_cost = model.params.side_letter_cost

    def without(self, *weights: str) -> Lens:
        """The packages of the day with some weights set to nothing."""
        view, menu = self._again(without(self.model.records.params, weights), self.model.records.prospects)
        return Lens(menu, view.kinks)

    def host_terms(self, package: Package, letter: float) -> Terms:
        """Parts of a package's worth to the host."""
        return self._terms(Lens.host, HOST_WEIGHTS, package, worth_with_letter(0.0, self._letter_cost, letter))

    def guest_terms(self, package: Package, letter: float) -> Terms:
        """Parts of a package's worth to the guest."""
        return self._terms(Lens.guest, GUEST_WEIGHTS, package, letter)

    def _terms(
        self, worth_in: Callable[[Lens, Package], float], weights: Sequence[str], package: Package, letter: float
    ) -> Terms:
        worth = worth_in(self.as_is, package)
        terms = {"money": worth_in(self._money, package)}
        for name in weights:
            terms[name] = worth - worth_in(self._less[name], package) if name in self._less else 0.0
        terms["side_letter"] = letter
        return _rounded_off(terms, worth + letter)

    def waiting_terms(self) -> tuple[Terms, Terms]:
        """Parts of the worth of waiting, of the host's government and of the guest's leader.

        `old_amount` : paying the old amount until the next change of government, or one from outside
        `lapse` : the lapse until then
        `expected` : what is expected of that change and after
        `private` : what the government keeps to itself
        """
        model = self.model
        params, nobody = model.records.params, _nothing_expected(model.records.prospects)
        facts = _no_change(model.records.facts)
        flow = self._again(without(params, ("cohesion_guest",)), nobody, facts)[0].waits
        unharmed = self._again(without(params, ("cohesion_guest", *LAPSE)), nobody, facts)[0].waits
        waits, host, guest = self.view.waits, model.host, model.guest
        return (
            _waiting(unharmed.host, flow.host, waits.host, host.private, host.least(self.view)),
            _waiting(unharmed.guest, flow.guest, waits.guest, guest.private, guest.leader_least(self.view)),
        )

    def _again(self, params: Params, prospects: Prospects, facts: Facts | None = None) -> tuple[View, Menu]:
        """The view of the day once more, with other weights, prospects or facts, and its menu."""
        menu = blank(MENU)
        view = assess(*self._state, prospects, menu, self.model.records.facts if facts is None else facts, params)
        return view, menu


def without(params: Params, weights: tuple[str, ...]) -> Params:
    """Copy of the parameters with some set to nothing."""
    changed = params.copy()
    for name in weights:
        changed[name] = 0.0
    return changed


def _nothing_expected(prospects: Prospects) -> Prospects:
    """Copy of the prospects in which no government that may come settles anything."""
    changed = prospects.copy()
    for name in ("host", "guest", "money"):
        changed[name][:] = 0.0
    return changed


def _no_change(facts: Facts) -> Facts:
    """The facts, nothing being expected of a change from outside."""
    if facts.change_day == math.inf and facts.change_rate == 0.0:
        return facts
    changed = facts.copy()
    changed.change_host = changed.change_guest = 0.0
    return changed


def _waiting(unharmed: float, flow: float, waits: float, private: float, total: float) -> Terms:
    terms = {"old_amount": unharmed, "lapse": flow - unharmed, "expected": waits - flow, "private": private}
    return _rounded_off(terms, total)


def _rounded_off(terms: Terms, total: float) -> Terms:
    """Terms with what they leave over of the total."""
    return {**terms, "remaining": total - sum(terms.values())}
