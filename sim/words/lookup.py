"""The words of a language by its code."""

from __future__ import annotations

from sim.words.en import English
from sim.words.ko import Korean
from sim.words.language import Language, Words

_WORDS: dict[Language, Words] = {"en": English(), "ko": Korean()}


def words_in(language: Language) -> Words:
    """Words of a language.

    >>> words_in("en").count(2, "day"), words_in("ko").count(2, "day")
    ('2 days', '2일')
    """
    return _WORDS[language]
