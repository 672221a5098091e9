"""Korean particles, which depend on whether the word before them ends in a consonant."""

from __future__ import annotations

import re
from enum import Enum

FIRST, LAST, FINALS = 0xAC00, 0xD7A3, 28  # syllables of Hangul in Unicode, and final consonants of each, none included
FINAL_L = 8  # number of the final ㄹ
IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
LIQUID_SIGNS, CLOSED_SIGNS = "178LR", "036LMNR"  # read as 일 칠 팔 엘 알 and 영 삼 육 엘 엠 엔 알
OPEN_SIGNS = "2459%$€¥"  # read as 이 사 오 구 퍼센트 달러 유로 엔화
CODE = re.compile(r"[A-Z0-9]*[A-Z]$")


class Sound(Enum):
    """What a word ends in."""

    OPEN = "vowel"
    LIQUID = "ㄹ"
    CLOSED = "another consonant"
    UNKNOWN = "unknown"


def last_sound(word: str) -> Sound:
    """What a word ends in as it is read aloud; of a word with something in brackets behind it, the word before them.

    Numbers and codes of capital letters are read sign by sign; other foreign words are unknown.

    >>> [last_sound(word).name for word in ("정부", "서명", "0.11", "+12.9%(5년, 물가 연동)", "KRW", "Ruritania")]
    ['OPEN', 'CLOSED', 'LIQUID', 'OPEN', 'OPEN', 'UNKNOWN']
    """
    bare = word.rstrip(" ’”'\"」』")
    while IN_BRACKETS.search(bare):
        bare = IN_BRACKETS.sub("", bare)
    if not bare:
        return Sound.UNKNOWN
    sign = bare[-1]
    if FIRST <= ord(sign) <= LAST:
        final = (ord(sign) - FIRST) % FINALS
        return Sound.OPEN if final == 0 else Sound.LIQUID if final == FINAL_L else Sound.CLOSED
    if sign.isalpha() and not CODE.search(bare.split()[-1]):
        return Sound.UNKNOWN
    if sign in LIQUID_SIGNS:
        return Sound.LIQUID
    if sign in CLOSED_SIGNS:
        return Sound.CLOSED
    return Sound.OPEN if sign in OPEN_SIGNS or sign.isalpha() else Sound.UNKNOWN


def particle(word: str, pair: str) -> str:
    """The one of a pair of particles that a word takes; both, one in brackets, where its sound is not known.

    Parameters
    ----------
    word : word before the particle
    pair : the particle after a consonant and the one after a vowel, as 은/는, 이/가, 을/를, 과/와, 으로/로, 이며/며

    >>> particle("정부", "은/는"), particle("서명", "으로/로"), particle("0.17", "으로/로"), particle("Rom", "이/가")
    ('는', '으로', '로', '이(가)')
    """
    closed, _, opened = pair.partition("/")
    match last_sound(word):
        case Sound.OPEN:
            return opened
        case Sound.LIQUID:
            return opened if closed.startswith("으") else closed
        case Sound.CLOSED:
            return closed
    if closed.endswith(opened):
        return f"({closed.removesuffix(opened)}){opened}"
    return f"{closed}({opened})"


def with_particle(word: str, pair: str) -> str:
    """A word with its particle.

    >>> with_particle("한국", "과/와"), with_particle("+8.3%", "으로/로")
    ('한국과', '+8.3%로')
    """
    return word + particle(word, pair)
