"""Names of the agreements on record, one for each: the key of the host and the number or year of the agreement."""

from __future__ import annotations

from pathlib import Path

from sim.errors import RecordError
from sim.history.episodes import COVERED, RecordedOutcome, host_facts, recorded
from sim.history.tables import DATA, KOREA

# Agreements before which a lapse lay ahead and whose opening, or its month, is known: parameters are fitted to them.
HEADLINE = {KOREA: COVERED, "Japan": (1996, 2001, 2006, 2008, 2011, 2016, 2021, 2022)}
HOSTS = tuple(HEADLINE)
KOREAN = tuple(f"korea-{number}" for number in HEADLINE[KOREA])  # followed round by round
JAPANESE = tuple(f"japan-{year}" for year in HEADLINE["Japan"])
FITTED = (*KOREAN, *JAPANESE)


def key_of(host: str, number: int, folder: Path = DATA) -> str:
    """Key of an agreement.

    Examples
    --------
    >>> key_of("Japan", 2021)
    'japan-2021'
    """
    return f"{host_facts(host, folder).key}-{number}"


def of_key(key: str, folder: Path = DATA) -> tuple[str, int]:
    """Host, by its name, and number of an agreement.

    Raises
    ------
    RecordError : it is no key

    Examples
    --------
    >>> of_key("japan-2021")
    ('Japan', 2021)
    """
    host, _, number = key.rpartition("-")
    if not host or not number.isdecimal():
        raise RecordError(f"found '{key}'; allowed: the key of a host and a number, such as korea-11 or japan-2021.")
    return host_facts(host, folder).host, int(number)


def recorded_of(key: str, folder: Path = DATA) -> RecordedOutcome:
    """What came of the talks about an agreement.

    Raises
    ------
    RecordError : it is no key, or the record does not follow those talks
    """
    host, number = of_key(key, folder)
    found = recorded(number, folder, host)
    if found is None:
        raise RecordError(f"{key}: the record does not follow the talks about this agreement.")
    return found


def words_of(key: str) -> str:
    """The same for tables and figures.

    Examples
    --------
    >>> words_of("korea-11"), words_of("japan-2021")
    ('Korea 11', 'Japan 2021')
    """
    return f"{host_words(key)} {key.rpartition('-')[2]}"


def host_words(key: str) -> str:
    """Host of an agreement for tables and figures.

    Examples
    --------
    >>> host_words("west_germany-3")
    'West Germany'
    """
    return key.rpartition("-")[0].replace("_", " ").title()
