"""Korean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from sim.words.ko.forms import FORMS
from sim.words.ko.names import GUEST, GUEST_ADMINISTRATIONS, HOSTS, NAMES, TITLES
from sim.words.ko.nouns import NOUNS
from sim.words.ko.sums import in_myriads
from sim.words.language import Forms, Language, Nouns, Words
from sim.words.particles import with_particle

UNITS = {"bn": 1e9, "mn": 1e6, "m": 1e6, "tn": 1e12}  # of the amounts of a scenario
CURRENCIES = {"KRW": "원", "JPY": "엔", "USD": "달러", "EUR": "유로"}
SIDES = {"guest": "파견국", "host": "접수국"}  # as the agreements on the status of forces call them


class Korean(Words):
    """Korean words, in the plain written style."""

    language: ClassVar[Language] = "ko"
    forms: ClassVar[Forms] = FORMS
    nouns: ClassVar[Nouns] = NOUNS
    names: ClassVar[Mapping[str, str]] = NAMES

    def count(self, number: int, noun: str) -> str:
        """Number with its counter; the sides of the talks may stand in it."""
        form, _ = self.nouns[noun]
        return form.replace("{}", f"{number:,}").format(**{**SIDES, **self.sides})

    def form(self, name: str, turn: int = 0, /, **slots: object) -> str:
        """A form with its slots filled; sides that are not known are called as in agreements on status of forces."""
        return super().form(name, turn, **{**SIDES, **self.sides, **slots})

    def name(self, own: str) -> str:
        """A proper name, or a title of a pattern that is known; its own where it is not.

        >>> Korean().name("Obama administration"), Korean().name("Japan, the agreement of 2001, talks 2000")
        ('오바마 행정부', '일본 2001년 협정, 2000년 협상')
        """
        for pattern, form in TITLES:
            if found := re.fullmatch(pattern, own):
                return form.format(**{part: super(Korean, self).name(text) for part, text in found.groupdict().items()})
        return super().name(own)

    def definite(self, own: str) -> str:
        """A name; Korean has no article."""
        return self.name(own)

    def about(self, host: str, administrations: Sequence[str]) -> Korean:
        """These words with both countries by name; a guest that is not known is called as in `SIDES`.

        >>> dict(Korean().about("Japan", ["Biden administration"]).sides)
        {'guest': '미국', 'host': '일본'}
        """
        sides = {**SIDES, "host": HOSTS.get(host, host)}
        if any(each in GUEST_ADMINISTRATIONS for each in administrations):
            sides["guest"] = GUEST
        return Korean(sides)

    def date(self, day: date) -> str:
        """Date in words.

        >>> Korean().date(date(2020, 3, 19))
        '2020년 3월 19일'
        """
        return f"{day.year}년 {day.month}월 {day.day}일"

    def money(self, amount: float, unit: str, currency: str) -> str:
        """Sum in 조, 억 and 만, to four digits at least.

        >>> Korean().money(1038.9, "bn", "KRW"), Korean().money(9.714, "bn", "JPY"), Korean().money(3.5, "lots", "RUR")
        ('1조 389억 원', '97억 1,000만 엔', '3.50 lots RUR')
        """
        if unit not in UNITS:
            return f"{amount:,.{2 if abs(amount) < 10 else 1}f} {unit} {currency}"
        step = UNITS[unit] / (100 if abs(amount) < 10 else 10)
        return f"{in_myriads(round(amount * UNITS[unit] / step) * step)} {CURRENCIES.get(currency, currency)}"

    def dollars(self, millions: float) -> str:
        """Sum in US dollars.

        >>> Korean().dollars(956.04)
        '9억 5,600만 달러'
        """
        return f"{in_myriads(round(millions * 10) * 1e5)} 달러"

    def listed(self, words: Sequence[str]) -> str:
        """Words in a row.

        >>> Korean().listed(["인상률", "기간", "서명"]), Korean().listed(["기간", "서명"])
        ('인상률, 기간, 서명', '기간과 서명')
        """
        return f"{with_particle(words[0], '과/와')} {words[1]}" if len(words) == 2 else ", ".join(words)

    def itemised(self, parts: Sequence[str]) -> str:
        """Parts with commas between them.

        >>> Korean().itemised(["금액 +0.05", "다음 갱신 +0.02"])
        '금액 +0.05, 다음 갱신 +0.02'
        """
        return ", ".join(parts)

    def capital(self, text: str) -> str:
        """The same text: Korean has no capitals."""
        return text
