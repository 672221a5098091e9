"""Every sentence form of stories and answers, in one place for each language.

`words_in("ko")` gives the words of a language: its forms with named slots (`form`), its numbers, dates, sums and names.
The forms stand in tables, `en/` and `ko/`, one file for each kind of text and with the same keys in both.
"""

from sim.words.language import LANGUAGES, Language, Words
from sim.words.lookup import words_in

__all__ = ["LANGUAGES", "Language", "Words", "words_in"]
