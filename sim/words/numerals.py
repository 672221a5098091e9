"""Numbers as text, alike in every language: percentages, worths, true minus signs."""

from __future__ import annotations

import math

MINUS = "\N{MINUS SIGN}"
SMALL_RISE = 0.1995  # below it a rise is told with one decimal
SMALL_WORTH = 0.0995  # below it a worth is told with three decimals


def signed(text: str) -> str:
    """Number as text with a true minus sign, and none on a number rounded to nothing."""
    if text.strip("+-0.%") == "":
        return text.lstrip("+-")
    return text.replace("-", MINUS)


def rise_percent(rise: float) -> str:
    """Rise in percent: one decimal up to 20%, none above; empty for what is no number.

    >>> rise_percent(0.129), rise_percent(4.61), rise_percent(-0.00004)
    ('+12.9%', '+461%', '0.0%')
    """
    if math.isnan(rise):
        return ""
    return signed(f"{100 * rise:+.1f}%" if abs(rise) < SMALL_RISE else f"{100 * rise:+.0f}%")


def percent(share: float, decimals: int = 0) -> str:
    """Share in percent.

    >>> percent(0.5), percent(0.0123, 1)
    ('50%', '1.2%')
    """
    return signed(f"{100 * share:.{decimals}f}%")


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


def weight(value: float) -> str:
    """One part of a worth, with its sign."""
    return signed(f"{value:+.2f}" if abs(value) >= SMALL_WORTH else f"{value:+.3f}")


def state_words(value: float) -> str:
    """Felt threat or public anger."""
    return signed(f"{value:.2f}")
