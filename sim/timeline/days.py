"""Calendar dates as whole days since talks opened, and back."""

from __future__ import annotations

from datetime import date, timedelta


def day_of(day: date, start: date) -> int:
    """Days from the first day of talks, day 0; negative before."""
    return (day - start).days


def date_of(day: int, start: date) -> date:
    """Calendar date of a day."""
    return start + timedelta(days=int(day))


def years_after(day: date, years: float) -> date:
    """The same day some years later; fractions of a year count 365.25 days each, 29 February becomes the 28th."""
    whole = int(years)
    try:
        moved = day.replace(year=day.year + whole)
    except ValueError:
        moved = day.replace(year=day.year + whole, day=28)
    return moved + timedelta(days=round((years - whole) * 365.25))
