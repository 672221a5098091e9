"""What a language must bring: forms, nouns that are counted, names, dates and sums."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal, get_args

from sim.words.template import filled

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Form = str | tuple[str, ...]  # several: ways to say the same, taken in turn
Forms = Mapping[str, Form]
Nouns = Mapping[str, tuple[str, str]]  # one, and many


def variants(form: Form) -> tuple[str, ...]:
    """All ways to say it."""
    return (form,) if isinstance(form, str) else form


@dataclass(frozen=True)
class Words(ABC):
    """Words of one language.

    Attributes
    ----------
    language : code of it
    forms, nouns, names : its tables
    sides : words for guest and host, which every form may use as `{guest}` and `{host}`
    """

    language: ClassVar[Language]
    forms: ClassVar[Forms]
    nouns: ClassVar[Nouns]
    names: ClassVar[Mapping[str, str]]
    sides: Mapping[str, str] = field(default_factory=dict)

    def form(self, name: str, turn: int = 0, /, **slots: object) -> str:
        """A form with its slots filled.

        Parameters
        ----------
        name : key of the form, such as "rounds.gap_first"
        turn : which of several ways to say it, modulo how many there are
        slots : words for the slots; numbers come as text
        """
        ways = variants(self.forms[name])
        return filled(ways[turn % len(ways)], {**self.sides, **slots})

    def count(self, number: int, noun: str) -> str:
        """Number with its noun, which is a key of `nouns`."""
        one, many = self.nouns[noun]
        return (one if number == 1 else many).format(f"{number:,}")

    def name(self, own: str) -> str:
        """A proper name of the scenario in this language; its own where none is known."""
        return self.names.get(own, own)

    @abstractmethod
    def definite(self, own: str) -> str:
        """The same as it stands in a sentence, with the article where the language has one."""

    @abstractmethod
    def about(self, host: str, administrations: Sequence[str]) -> Words:
        """These words with the sides of certain talks.

        Parameters
        ----------
        host : name of the host country, as the scenario has it
        administrations : names of the guest's administrations
        """

    @abstractmethod
    def date(self, day: date) -> str:
        """Date in words."""

    @abstractmethod
    def money(self, amount: float, unit: str, currency: str) -> str:
        """Sum in a currency; `unit` is that of the amount, such as "bn"."""

    @abstractmethod
    def dollars(self, millions: float) -> str:
        """Sum in US dollars, given in millions."""

    @abstractmethod
    def listed(self, words: Sequence[str]) -> str:
        """Words in a row, with "and" before the last."""

    @abstractmethod
    def itemised(self, parts: Sequence[str]) -> str:
        """The same for parts that end in a number or in brackets."""

    @abstractmethod
    def capital(self, text: str) -> str:
        """Text as the beginning of a sentence."""
