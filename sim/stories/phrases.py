"""Numbers, dates, packages and names in words, for the story of one negotiation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from sim.scenario.problems import counted
from sim.scenario.schema import Scenario

MINUS = "\N{MINUS SIGN}"
SMALL_RISE = 0.1995  # below it a rise is told with one decimal
SMALL_WORTH = 0.0995  # below it a worth is told with three decimals
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
GROWTH = {
    "": "without growth",
    "none": "without growth",
    "cpi": "with CPI growth",
    "defence": "growing with the defence budget",
    "fixed": "with fixed growth",
}
COLUMN_GROWTH = {"": "", "none": "", "cpi": "CPI", "defence": "defence", "fixed": "fixed"}


def signed(text: str) -> str:
    """Number as text with a true minus sign, and none on a number rounded to nothing."""
    if text.strip("+-0.%") == "":
        return text.lstrip("+-")
    return text.replace("-", MINUS)


def rise_words(rise: float) -> str:
    """Rise in percent: one decimal up to 20%, none above. NaN is "nothing": no package was worth offering.

    >>> rise_words(0.129), rise_words(4.61), rise_words(-0.00004)
    ('+12.9%', '+461%', '0.0%')
    """
    if math.isnan(rise):
        return "nothing"
    return signed(f"{100 * rise:+.1f}%" if abs(rise) < SMALL_RISE else f"{100 * rise:+.0f}%")


def worth_words(*values: float) -> list[str]:
    """Worths told side by side: two decimals, or three where a small one or a close pair needs them.

    >>> worth_words(0.174, 0.11), worth_words(0.104, 0.101), worth_words(-0.038)
    (['0.17', '0.11'], ['0.104', '0.101'], ['−0.038'])
    """
    short = [signed(f"{value:.2f}") for value in values]
    if len(set(short)) == len(values) and all(abs(value) >= SMALL_WORTH for value in values):
        return short
    return [signed(f"{value:.3f}") for value in values]


def worth(value: float) -> str:
    """One worth."""
    return worth_words(value)[0]


def state_words(value: float) -> str:
    """Felt threat or public anger."""
    return signed(f"{value:.2f}")


def date_words(day: date) -> str:
    """Date in words.

    >>> date_words(date(2020, 3, 19))
    '19 March 2020'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(words: list[str]) -> str:
    """Words in a row.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def terms_words(escalator: str, term: int) -> str:
    """Term and growth of a package."""
    if term == 0:
        return "at all"
    if term == 1 and escalator == "none":
        return "for one year"
    return f"over {counted(term, 'year')} {GROWTH[escalator]}"


def package_words(rise: float, escalator: str, term: int) -> str:
    """Rise, term and growth.

    >>> package_words(0.129, "cpi", 5), package_words(0.04, "none", 1)
    ('+12.9% over 5 years with CPI growth', '+4.0% for one year')
    """
    return f"{rise_words(rise)} {terms_words(escalator, term)}"


def package_cell(rise: float, escalator: str, term: int) -> str:
    """The same for a column of a table.

    >>> package_cell(0.129, "cpi", 5), package_cell(0.04, "none", 1)
    ('+12.9% 5y CPI', '+4.0% 1y')
    """
    if math.isnan(rise):
        return "none"
    return f"{rise_words(rise)} {term}y {COLUMN_GROWTH[escalator]}".rstrip()


def capital(text: str) -> str:
    """Text with its first letter raised."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Cast:
    """How the scenario calls the two sides."""

    scenario: Scenario

    def guest(self, key: str) -> str:
        """An administration of the guest, with its article."""
        return _the(self.scenario.administrations[key].name)

    def host(self, key: str) -> str:
        """A government of the host, with its article."""
        return _the(self.scenario.governments[key].name)

    def holder(self, office: str, key: str) -> str:
        """Who may hold an office, `guest` or `host`."""
        return self.guest(key) if office == "guest" else self.host(key)

    @property
    def government(self) -> str:
        """The host's executive, whoever leads it."""
        return _the(self.scenario.host.government)

    @property
    def legislature(self) -> str:
        """The host's legislature."""
        return _the(self.scenario.host.legislature)

    def money(self, amount: float) -> str:
        """Amount in the host's currency.

        Amounts below ten units keep a second decimal.
        """
        number = f"{amount:,.2f}" if abs(amount) < 10 else f"{amount:,.1f}"
        return f"{number} {self.scenario.host.unit} {self.scenario.host.currency}"


def _the(name: str) -> str:
    return name if name.lower().startswith("the ") else f"the {name}"
