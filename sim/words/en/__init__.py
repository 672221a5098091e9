"""English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from sim.words.en.forms import FORMS
from sim.words.en.nouns import NOUNS
from sim.words.language import Forms, Language, Nouns, Words

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SMALL_SUM = 10  # units below which a sum keeps a second decimal


class English(Words):
    """English words; names are those of the scenario."""

    language: ClassVar[Language] = "en"
    forms: ClassVar[Forms] = FORMS
    nouns: ClassVar[Nouns] = NOUNS
    names: ClassVar[Mapping[str, str]] = {}

    def definite(self, own: str) -> str:
        """A name with its article.

        >>> English().definite("Biden administration"), English().definite("the Diet")
        ('the Biden administration', 'the Diet')
        """
        return own if own.lower().startswith("the ") else f"the {own}"

    def about(self, host: str, administrations: Sequence[str]) -> English:
        """The same: guest and host are called so."""
        return self

    def date(self, day: date) -> str:
        """Date in words.

        >>> English().date(date(2020, 3, 19))
        '19 March 2020'
        """
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def money(self, amount: float, unit: str, currency: str) -> str:
        """Sum with one decimal, two below ten units.

        >>> English().money(1038.9, "bn", "KRW"), English().money(9.714, "bn", "KRW")
        ('1,038.9 bn KRW', '9.71 bn KRW')
        """
        number = f"{amount:,.2f}" if abs(amount) < SMALL_SUM else f"{amount:,.1f}"
        return f"{number} {unit} {currency}"

    def dollars(self, millions: float) -> str:
        """Sum in millions of US dollars.

        >>> English().dollars(956.04)
        '956.0 million US$'
        """
        return f"{millions:,.1f} million US$"

    def listed(self, words: Sequence[str]) -> str:
        """Words in a row.

        >>> English().listed(["a", "b", "c"]), English().listed(["a"])
        ('a, b and c', 'a')
        """
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

    def itemised(self, parts: Sequence[str]) -> str:
        """The same: English has one way for both."""
        return self.listed(parts)

    def capital(self, text: str) -> str:
        """Text with its first letter raised."""
        return text[:1].upper() + text[1:]
