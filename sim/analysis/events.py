"""How often what happened: ends, refusals, walkouts, and the parts of the agreement that are choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.setting import Setting
from sim.analysis.shares import Share, share
from sim.analysis.tables import Outcomes, outcomes_of
from sim.history.episodes import RecordedOutcome
from sim.rules.kinds import End, Escalator

Columns = Any  # a block of outcomes, or the recorded outcome: both have the columns as attributes

REACHED = (
    ("agreement", "agreement", "agreement_day"),
    ("signature", "signature", "signature_day"),
    ("entry", "entry into force", "entry_day"),
)
EVENTS: tuple[tuple[str, str, Callable[[Columns], Any]], ...] = (
    ("leader_refusal", "a leader refused a text", lambda facts: facts.guest_refusals + facts.host_refusals > 0),
    ("guest_refusal", "the guest's leader did", lambda facts: facts.guest_refusals > 0),
    ("host_refusal", "the host's leader did", lambda facts: facts.host_refusals > 0),
    ("walkout", "the guest walked out", lambda facts: facts.walkouts > 0),
    ("threat", "withdrawal was threatened", lambda facts: facts.threats > 0),
    ("furlough", "base workers were furloughed", lambda facts: facts.furlough_days > 0),
    ("failed_vote", "the legislature refused", lambda facts: facts.failed_votes > 0),
)
CLAUSES = (("operational_support", "new operational items"),)
ENDS = {End.STANDS: "the old agreement stands"}  # words for ends whose name says too little
_COUNTED = ("escalator", "term_years", "guest_at_agreement")
_EVENT_COLUMNS = ("guest_refusals", "host_refusals", "walkouts", "threats", "furlough_days", "failed_votes")


@dataclass(frozen=True)
class Group:
    """Shares that belong together; `given` is empty, or says of which replicates they are shares."""

    name: str
    label: str
    given: str
    shares: tuple[Share, ...]


def groups(
    table: Outcomes | pd.DataFrame, setting: Setting, record: RecordedOutcome | None = None
) -> tuple[Group, ...]:
    """All shares, in groups: what was reached, ends, events, and the choices made in the agreement.

    The first share of the first group is that of agreement by the horizon.
    """
    counts, choices = _count(outcomes_of(table))
    total, agreed = counts["all"], counts["agreement"]
    reached = [share(name, words, counts[name], total, _in_time(record, day, setting)) for name, words, day in REACHED]
    ends = [_named("end", each.name.lower(), counts, total, record, ENDS.get(each, "")) for each in End]
    events = [share(name, words, counts[name], total, _holds(record, holds)) for name, words, holds in EVENTS]
    clauses = [share(name, words, counts[name], agreed, getattr(record, name, None)) for name, words in CLAUSES]
    escalators = [_named("escalator", each.name.lower(), choices, agreed, record) for each in Escalator]
    terms = sorted({value for name, value in choices if name == "term_years"} | _known(record, "term_years"))
    guests = [value for (name, value), _ in choices.most_common() if name == "guest_at_agreement"]
    years = [_named("term_years", n, choices, agreed, record, f"{n} year{'s' if n > 1 else ''}") for n in terms]
    who = [
        _named("guest_at_agreement", key, choices, agreed, record, setting.administrations.get(key, key))
        for key in guests
    ]
    given = "agreement"
    return (
        Group("reached", "By the horizon", "", tuple(reached)),
        Group("end", "End", "", tuple(ends)),
        Group("events", "At least once", "", tuple(events)),
        Group("escalator", "Escalator", given, tuple(escalators)),
        Group("term_years", "Term, from expiry", given, tuple(years)),
        Group("clauses", "Clauses", given, tuple(clauses)),
        Group("guest_at_agreement", "Agreed under", given, tuple(who)),
    )


def _count(outcomes: Outcomes) -> tuple[Counter[Any], Counter[tuple[str, Any]]]:
    """Numbers of replicates by what happened, and those agreed by what they chose, in one pass over the rows."""
    counts: Counter[Any] = Counter()
    choices: Counter[tuple[str, Any]] = Counter()
    clauses = [name for name, _ in CLAUSES]
    days = [day for _, _, day in REACHED]
    for frame in outcomes.blocks("agreed", "end", *days, *_COUNTED, *clauses, *_EVENT_COLUMNS):
        agreed = frame["agreed"].to_numpy(dtype=bool)
        counts["all"] += len(frame)
        counts["agreement"] += int(agreed.sum())
        counts["signature"] += int(frame["signature_day"].notna().sum())
        counts["entry"] += int(frame["entry_day"].notna().sum())
        counts.update({("end", str(end)): int(times) for end, times in frame["end"].value_counts().items()})
        counts.update({name: int(np.count_nonzero(holds(frame))) for name, _, holds in EVENTS})
        counts.update({name: int(frame[name].to_numpy(dtype=bool)[agreed].sum()) for name in clauses})
        for name in _COUNTED:
            found: dict[Any, int] = frame[name][agreed].value_counts().to_dict()
            for value, times in found.items():
                if times:
                    choices[name, int(value) if name == "term_years" else value] += times
    return counts, choices


def _named(
    column: str, value: Any, counts: Counter[Any], of: int, record: RecordedOutcome | None, label: str = ""
) -> Share:
    """Share of the replicates whose column holds a value."""
    known = getattr(record, column, None)
    recorded = None if known is None else bool(known == value)
    return share(str(value), label or str(value).replace("_", " "), counts[column, value], of, recorded)


def _known(record: RecordedOutcome | None, column: str) -> set[Any]:
    """The recorded value of a column, or nothing."""
    value = getattr(record, column, None)
    return set() if value is None else {value}


def _in_time(record: RecordedOutcome | None, column: str, setting: Setting) -> bool | None:
    """Whether the recorded day lies before the horizon; None where there is no record of it."""
    day = getattr(record, column, None)
    return None if day is None else bool(day <= setting.horizon_day)


def _holds(record: RecordedOutcome | None, holds: Callable[[Columns], Any]) -> bool | None:
    """Whether something happened in the record; None where the record does not say."""
    try:
        return None if record is None else bool(holds(record))
    except (AttributeError, TypeError):  # a column it needs is not recorded
        return None
