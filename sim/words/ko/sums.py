"""Large numbers in Korean: by 만, 억 and 조, the steps of ten thousand in which they are said."""

from __future__ import annotations

from sim.words.numerals import MINUS

MYRIADS = ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))


def in_myriads(number: float) -> str:
    """Whole number in words and digits, parts that are nothing left out.

    >>> in_myriads(1_038_900_000_000), in_myriads(956_000_000), in_myriads(0), in_myriads(-120_000)
    ('1조 389억', '9억 5,600만', '0', '−12만')
    """
    rest, parts = abs(round(number)), []
    for size, word in MYRIADS:
        digits, rest = divmod(rest, size)
        if digits:
            parts.append(f"{digits:,}{word}")
    return (MINUS if number <= -0.5 else "") + (" ".join(parts) or "0")
