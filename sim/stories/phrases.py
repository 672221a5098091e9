"""Packages and names in words, for the story of one negotiation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sim.scenario.schema import Scenario
from sim.words import Language, Words, words_in
from sim.words.numerals import rise_percent


def rise_words(words: Words, rise: float) -> str:
    """Rise in percent; NaN is "nothing": no package was worth offering.

    >>> rise_words(words_in("en"), 0.129), rise_words(words_in("en"), math.nan)
    ('+12.9%', 'nothing')
    """
    return rise_percent(rise) or words.form("phrases.nothing")


def terms_words(words: Words, escalator: str, term: int) -> str:
    """Term and growth of a package."""
    if term == 0:
        return words.form("phrases.terms_none")
    if term == 1 and escalator == "none":
        return words.form("phrases.terms_year")
    growth = words.form(f"phrases.growth.{escalator or 'none'}")
    return words.form("phrases.terms", years=words.count(term, "year"), growth=growth)


def package_words(words: Words, rise: float, escalator: str, term: int) -> str:
    """Rise, term and growth.

    >>> package_words(words_in("en"), 0.129, "cpi", 5), package_words(words_in("ko"), 0.04, "none", 1)
    ('+12.9% over 5 years with CPI growth', '+4.0%(유효기간 1년)')
    """
    form = "phrases.package" if term else "phrases.package_bare"
    return words.form(form, rise=rise_words(words, rise), terms=terms_words(words, escalator, term))


def package_cell(words: Words, rise: float, escalator: str, term: int) -> str:
    """The same for a column of a table.

    >>> package_cell(words_in("en"), 0.129, "cpi", 5), package_cell(words_in("en"), 0.04, "none", 1)
    ('+12.9% 5y CPI', '+4.0% 1y')
    """
    if math.isnan(rise):
        return words.form("phrases.cell_none")
    growth = words.form(f"phrases.cell_growth.{escalator or 'none'}")
    return words.form("phrases.cell", rise=rise_words(words, rise), years=term, growth=growth).rstrip()


@dataclass(frozen=True)
class Cast:
    """How a scenario calls the two sides, in a language."""

    scenario: Scenario
    language: Language = "en"

    @cached_property
    def words(self) -> Words:
        """Words of the language for these talks."""
        names = [each.name for each in self.scenario.administrations.values()]
        return words_in(self.language).about(self.scenario.host.name, names)

    def guest(self, key: str) -> str:
        """An administration of the guest, as it stands in a sentence."""
        return self.words.definite(self.scenario.administrations[key].name)

    def host(self, key: str) -> str:
        """A government of the host, as it stands in a sentence."""
        return self.words.definite(self.scenario.governments[key].name)

    def holder(self, office: str, key: str) -> str:
        """Who may hold an office, `guest` or `host`."""
        return self.guest(key) if office == "guest" else self.host(key)

    def called(self, office: str, key: str) -> str:
        """The same by name alone, as in a table."""
        return self.holder(office, key).removeprefix("the ")

    @property
    def government(self) -> str:
        """The host's executive, whoever leads it."""
        return self.words.definite(self.scenario.host.government)

    @property
    def legislature(self) -> str:
        """The host's legislature."""
        return self.words.definite(self.scenario.host.legislature)

    def money(self, amount: float) -> str:
        """Amount in the host's currency."""
        return self.words.money(amount, self.scenario.host.unit, self.scenario.host.currency)

    def date(self, day: date) -> str:
        """Date in words."""
        return self.words.date(day)
