"""The summary of a run: how often what happened, what was settled, when, and how the record lies among it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.events import Group, groups
from sim.analysis.setting import Label, Setting
from sim.analysis.shares import Share
from sim.analysis.spreads import PER_MILLE, Spread, spread_of, spreads
from sim.analysis.survival import ENDS, Survival, survival
from sim.analysis.tables import Outcomes, outcomes_of
from sim.history.episodes import RecordedOutcome
from sim.rules.kinds import End

STANDS = End.STANDS.name.lower()
SETTLED = {
    "rise": "First-year rise",
    "rise_annualised": "Annualised rise",
    "amount": "First-year amount",
    "amount_usd_m": "First-year amount",
    "term_years": "Term, from expiry",
    "utility_guest": "Worth to the guest",
    "utility_host": "Worth to the host",
}
DATED = (("agreement", "Agreement"), ("signature", "Signature"), ("entry", "Entry into force"))
TALKS = {
    "gain_lost": "Joint gain lost to delay",
    "rounds": "Rounds",
}
VOTE = {
    "votes_for": "In favour",
    "votes_against": "Against",
    "votes_abstain": "Abstaining",
}


@dataclass(frozen=True)
class Summary:
    """What a run found.

    `settled` holds quantities of the agreement, over the `agreed` replicates only; `dated` and `talks` hold
    quantities of all replicates, with days that lie beyond the horizon censored there; `vote` the counts of the last
    vote, over the replicates that came to one. `no_record` says why no record stands beside them, and is empty where
    one does.
    """

    label: Label
    setting: Setting
    replicates: int
    agreed: int
    groups: tuple[Group, ...]
    settled: tuple[Spread, ...]
    dated: tuple[Spread, ...]
    talks: tuple[Spread, ...]
    vote: tuple[Spread, ...]
    no_record: str = ""

    @property
    def stands(self) -> str:
        """In how many replicates the old agreement goes on unchanged, for captions; empty where in none."""
        ends = next(group.shares for group in self.groups if group.name == "end")
        found = next(each for each in ends if each.name == STANDS)
        return f" · the old agreement stands in {100 * (found.share or 0.0):.1f}%" if found.count else ""

    def as_json(self) -> dict[str, Any]:
        """The same as plain dictionaries, for a JSON file; a quantile beyond the horizon is null."""
        return {
            "run": self.label.as_json(),
            "no_record": self.no_record or None,
            "limits": [limit.words for limit in self.setting.limits],
            "replicates": self.replicates,
            "shares": {
                group.name: {
                    "given": group.given or "all replicates",
                    **{each.name: _share_json(each) for each in group.shares},
                }
                for group in self.groups
            },
            "settlement": {
                "given": "agreement",
                "replicates": self.agreed,
                **{each.name: _spread_json(each) for each in self.settled},
            },
            "dates": {
                "day_0": self.setting.expiry.isoformat(),
                **{each.name: _spread_json(each) for each in self.dated},
            },
            "talks": {each.name: _spread_json(each) for each in self.talks},
            "vote": {"given": "a vote", **{each.name: _spread_json(each) for each in self.vote}},
        }


def _share_json(each: Share) -> dict[str, Any]:
    return {
        "count": each.count,
        "of": each.of,
        "share": each.share,
        "interval_95": [each.lower, each.upper],
        "recorded": each.recorded,
    }


def _spread_json(each: Spread) -> dict[str, Any]:
    ranges = {f"range_{held}": list(ends) for held, ends in each.ranges.items()}
    censored = {} if each.censored_day is None else {"censored_at": each.censored_day}
    return {
        "unit": each.unit,
        "replicates": each.count,
        "median": each.median,
        **ranges,
        **censored,
        "recorded": each.recorded,
        "percentile_of_record": each.percentile,
    }


def summarise(
    table: Outcomes | pd.DataFrame,
    label: Label,
    setting: Setting,
    record: RecordedOutcome | None = None,
    no_record: str = "",
) -> Summary:
    """Summary of a run, with the recorded outcome beside it where there is one.

    Parameters
    ----------
    table : outcomes, in memory or stored
    label, setting : which run it is, and its facts
    record : what happened, in the columns of an outcome
    no_record : why there is none, as a clause
    """
    outcomes = outcomes_of(table)
    curves = {end: survival(outcomes, end) for end in ENDS}
    happened = groups(outcomes, setting, record)
    reached = happened[0].shares[0]
    labels = {**SETTLED, **TALKS, **VOTE}
    found = spreads(outcomes, labels, {name: _recorded(record, name) for name in labels})
    return Summary(
        label=label,
        setting=setting,
        replicates=reached.of,
        agreed=reached.count,
        groups=happened,
        settled=found[: len(SETTLED)],
        dated=tuple(_dated(curves[end], *ENDS[end], words, record, setting.horizon_day) for end, words in DATED)
        + tuple(_blank(curves[end], *ENDS[end], words, record) for end, words in DATED),
        talks=found[len(SETTLED) : -len(VOTE)],
        vote=found[-len(VOTE) :],
        no_record=no_record,
    )


def _recorded(record: RecordedOutcome | None, name: str) -> float | None:
    """Recorded number of a column, None where there is none."""
    value = getattr(record, name, None)
    return None if value is None else float(value)


def _dated(
    curve: Survival, day: str, _: str, words: str, record: RecordedOutcome | None, horizon_day: int
) -> Spread:  # fmt: skip
    """Day of an event from expiry, censored at the horizon, which may lie before it."""
    recorded = _recorded(record, day)
    found = [curve.quantile(each) for each in PER_MILLE]
    where = None if recorded is None else curve.percentile(recorded)
    last = None if curve.censored_day is None else min(curve.censored_day, horizon_day)
    return spread_of(day, words, curve.count, found, censored_day=last, recorded=recorded, percentile=where)


def _blank(curve: Survival, day: str, waited: str, words: str, record: RecordedOutcome | None) -> Spread:
    """Blank days to an event: its day floored at 0, censored at the horizon."""
    recorded = _recorded(record, day)
    found = [None if each is None else max(each, 0) for each in map(curve.quantile, PER_MILLE)]
    where = None
    if recorded is not None:
        recorded = max(recorded, 0.0)
        early = float(curve.happened[curve.days <= 0].sum()) / max(curve.count, 1)
        where = early / 2 if recorded == 0 else curve.percentile(recorded)
    return spread_of(
        waited,
        f"Blank days, to {words.lower()}",
        curve.count,
        found,
        censored_day=curve.censored_day,
        recorded=recorded,
        percentile=where,
    )
