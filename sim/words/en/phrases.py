"""Packages, terms and waiting in words, used in every sentence about them."""

from __future__ import annotations

from sim.words.language import Forms

PHRASES: Forms = {
    "phrases.nothing": "nothing",
    "phrases.terms_none": "at all",
    "phrases.terms_year": "for one year",
    "phrases.terms": "over {years} {growth}",
    "phrases.growth.none": "without growth",
    "phrases.growth.cpi": "with CPI growth",
    "phrases.growth.defence": "growing with the defence budget",
    "phrases.growth.fixed": "with fixed growth",
    "phrases.package": "{rise} {terms}",
    "phrases.package_bare": "{rise} {terms}",
    "phrases.cell": "{rise} {years}y {growth}",
    "phrases.cell_none": "none",
    "phrases.cell_growth.none": "",
    "phrases.cell_growth.cpi": "CPI",
    "phrases.cell_growth.defence": "defence",
    "phrases.cell_growth.fixed": "fixed",
    "phrases.waiting_on": "letting the talks run on",
    "phrases.waiting_handover": "waiting for {name} to take office on {date}",
    "phrases.waiting_election": "waiting for the election of {date}",
}
