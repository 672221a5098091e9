"""Fonts for letters that the house font lacks, such as those of Korean titles: an installed one, or a word of it."""

from __future__ import annotations

import sys
import textwrap
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.font_manager import findSystemFonts, fontManager, get_font
from matplotlib.text import Text

from sim.words import Language

HOUSE = "DejaVu Sans"  # comes with matplotlib, so that every machine draws the same letters
PREFERRED = (  # where several have the letters: plain faces with Korean, Japanese and Chinese letters
    "Noto Sans CJK KR", "Noto Sans KR", "Noto Sans CJK JP", "Noto Sans CJK SC", "Source Han Sans KR", "Pretendard",
    "NanumGothic", "NanumBarunGothic", "Malgun Gothic", "Apple SD Gothic Neo", "UnDotum", "Baekmuk Dotum",
)  # fmt: skip
SAMPLES: dict[Language, str] = {"en": "SMA", "ko": "방위비분담금"}
_UNFIT = ("last resort", "emoji")  # boxes for every letter, and pictures that cannot be drawn as outlines
_SCRIPTS = {"CJK": "Chinese characters"}


def letter_width(text: str) -> int:
    """Width of a text in letters, those of East Asian scripts counted twice."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def folded(text: str, width: int) -> str:
    """A text in lines of so many letters, broken between words and within those that are longer."""
    narrow = width // 2 if letter_width(text) > len(text) else width
    return textwrap.fill(text, narrow, break_on_hyphens=False)


def longest_line(texts: Iterable[str]) -> int:
    """Width of the longest line of some texts, in letters."""
    return max((letter_width(line) for text in texts for line in text.splitlines()), default=0)


@contextmanager
def covering(figure: Figure) -> Iterator[None]:
    """Context in which a figure is saved: its texts have fonts for all their letters, as far as any are installed.

    Letters that no font has are drawn as boxes; which scripts they are of is said once on standard error.
    """
    texts = _texts(figure)
    families, missing = families_for("".join(each.get_text() for each in texts))
    if families:
        for text in texts:
            text.set_fontfamily([HOUSE, *families])
        for axes in figure.axes:
            axes.tick_params(labelfontfamily=[HOUSE, *families])
    if missing:
        _tell(", ".join(sorted({script_of(letter) for letter in missing})))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")  # told above, in words
        yield


def families_for(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Installed families that have the letters of a text which the house font lacks, and the letters that none has.

    >>> families_for("SMA 11")
    ((), frozenset())
    """
    return _chosen(frozenset(_letters([text]) - _letters_of(HOUSE)))


def drawable(language: Language) -> Language:
    """The language of a figure, or English where no installed font has its letters, which is said on standard error."""
    if families_for(SAMPLES[language])[1]:
        print(
            f"No installed font has the letters of the language {language}: the figure is in English. Install a font"
            f" that has them, such as {PREFERRED[0]}, and draw again.",
            file=sys.stderr,
        )
        return "en"
    return language


def script_of(letter: str) -> str:
    """Name of the script a letter belongs to.

    >>> script_of("한"), script_of("協"), script_of("☃")
    ('Hangul', 'Chinese characters', 'symbols')
    """
    if not unicodedata.category(letter).startswith(("L", "M")):
        return "symbols"
    word = unicodedata.name(letter, "other").split(" ")[0]
    return _SCRIPTS.get(word, word.capitalize())


def _texts(figure: Figure) -> list[Any]:
    """All texts of a figure; those of ticks get their words when they are asked for."""
    for axes in figure.axes:
        axes.get_xticklabels()
        axes.get_yticklabels()
    return figure.findobj(Text)


def _letters(texts: Iterable[str]) -> set[str]:
    return {letter for letter in set("".join(texts)) if unicodedata.category(letter)[0] not in "CZ"}


@cache
def _letters_of(family: str) -> frozenset[str]:
    paths = [each.fname for each in fontManager.ttflist if each.name == family and each.style == "normal"]
    return frozenset(chr(code) for code in get_font(paths[0]).get_charmap()) if paths else frozenset()


@cache
def _chosen(letters: frozenset[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Installed families that have the letters, as few as do, and the letters that none has."""
    chosen: list[str] = []
    missing = set(letters)
    for family in _families() if letters else ():
        found = missing & _letters_of(family)
        if found:
            chosen.append(family)
            missing -= found
        if not missing:
            break
    return tuple(chosen), frozenset(missing)


def _families() -> list[str]:
    """Families that may be drawn with, those preferred first; fonts installed since matplotlib last looked included."""
    known = {Path(each.fname) for each in fontManager.ttflist}
    for path in findSystemFonts():
        if Path(path) not in known:
            try:
                fontManager.addfont(path)
            except (OSError, RuntimeError):  # no font that can be read
                continue
    plain = {each.name for each in fontManager.ttflist if each.style == "normal" and str(each.weight) in _PLAIN}
    fit = (name for name in plain - {HOUSE} if not any(word in name.lower() for word in _UNFIT))
    rank = {name: position for position, name in enumerate(PREFERRED)}
    return sorted(fit, key=lambda name: (rank.get(name, len(rank)), name))


_PLAIN = ("400", "500", "normal", "regular", "book", "medium", "roman")


@cache
def _tell(scripts: str) -> None:
    """Say once which letters are boxes."""
    print(
        f"No installed font has the letters of these scripts: {scripts}. They are drawn as boxes in the figures."
        f" Install a font that has them, such as {PREFERRED[0]}, and draw again.",
        file=sys.stderr,
    )
