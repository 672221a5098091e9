"""What differs from host to host in a posterior: which parameters, and how their columns are named.

A file of draws holds of such a parameter its common mean under its own name, the spread over hosts, the value of each
host, and a draw of what a host would have of which nothing is on record.
"""

from __future__ import annotations

POOLED = ("fair_growth", "agreement_host", "agreement_guest", "concession_rate")
NEW = "new"  # a host of which nothing is on record
SPREAD, AT = ".spread", "@"


def spread_of(name: str) -> str:
    """Column of a parameter's spread over hosts, on the scale on which its prior is standard normal."""
    return f"{name}{SPREAD}"


def of_host(name: str, host: str) -> str:
    """Column of a parameter's value for a host; `host` as scenarios name it."""
    return f"{name}{AT}{host}"


def parameter_of(column: str) -> str:
    """Parameter a column is about."""
    return column.split(AT)[0].removesuffix(SPREAD)
