"""Which run or negotiation it is: the parts of titles and captions."""

from __future__ import annotations

from sim.words.language import Forms

LABELS: Forms = {
    "labels.as_of": "{title}, as of {day}",
    "labels.given": "{title}, given {parts} after the opening",
    "labels.given_nothing": "{title}, given nothing after the opening",
    "labels.given.winners": "winners",
    "labels.given.provocations": "provocations",
    "labels.given.states": "states",
    "labels.scenario": "{scenario}: {title}",
    "labels.kind.historical": "historical",
    "labels.kind.counterfactual": "counterfactual",
    "labels.kind.forward": "forward",
    "labels.kind.theory": "theory",
    "labels.seed": "seed {seed}",
    "labels.replicate": "replicate {replicate}",
    "labels.posterior": "posterior draws (n = {draws})",
    "labels.posterior_core": "posterior draws of the core {core} (n = {draws})",
    "labels.point": "one draw of the posterior, the one nearest its middle",
    "labels.point_core": "one draw of the posterior of the core {core}, the one nearest its middle",
    "labels.central": "central parameters",
    "labels.set": "set: {changes}",
    "labels.set_more": "set: {changes} and {more} more",
}
