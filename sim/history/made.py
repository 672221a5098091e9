"""The values of a scenario from the rows of an episode, by one rule for every host.

What is known is what was known on the day the talks opened: who governed, which elections lay ahead and who stood in
them, yearly series of full years before (then the last rate, and means of the five years before), growth rules and
terms in use, the demands and offers with a figure published by that day. What came after it and can be given or taken
away in a run stays as it came: winners, states of the world, deals of other hosts (`sim.scenario.as_of`).

Where the record is silent: talks of which the month alone is known open on its 15th; a host without an offer on record
offers the level kept; a guest without a demand asks what the parameters give for its type; talks that open before the
record of the North begins go without provocations.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sim.history import host_rows, rows
from sim.history.ahead import GUEST, elections_ahead, government_in_office, guest_in_office, successions
from sim.history.before import (
    before,
    built_in,
    burden_before,
    cap_before,
    failed_rounds,
    fixed_rate,
    longest_term,
    paid_years,
    peers_of,
    rules_before,
)
from sim.history.episodes import fiscal_year, host_facts
from sim.history.moves import rise_of
from sim.history.replay import recorded_years
from sim.history.tables import DATA, read
from sim.timeline.days import years_after

HORIZON = 3.0  # years after expiry
EXPECTED = 5  # past years whose mean is expected to go on
SEGMENTS = ("progressive", "centrist", "conservative")
KEPT = "assumed: the level kept, where no offer with a figure is on record"
Values = dict[str, Any]


def values_of(row: rows.Agreement, folder: Path = DATA) -> Values:
    """Values of a scenario, as they stand in its file, without administrations and parameters.

    Parameters
    ----------
    row : an agreement for which `sim.history.scenarios.why_no_scenario` gives no reason
    folder : where the tables lie

    Raises
    ------
    RecordError : a table lacks who was in office or who stood
    """
    opening, expiry = row.opening, row.prior_expiry
    assert opening is not None
    assert expiry is not None
    facts, until = host_facts(row.host, folder), years_after(expiry, HORIZON)
    ahead = [
        *successions(GUEST, "guest", opening, until, folder),
        *successions(row.host, "host", opening, until, folder),
    ]
    ahead.sort(key=lambda each: each["election"])
    incumbent = government_in_office(row.host, opening, folder)
    keys = {incumbent, *(key for each in ahead if each["office"] == "host" for key in each["candidates"])}
    burden = burden_before(row.host, opening, folder)
    return {
        "name": f"{facts.key}{row.agreement}",
        "title": title_of(row),
        "kind": "historical",
        "protocol": "mediated",
        "policy": "waiting",
        "step_days": 7,
        "agreement": _agreement(row, opening, expiry, folder),
        "host": {
            "name": facts.host, "government": facts.government, "legislature": facts.legislature,
            "currency": facts.currency, "unit": facts.unit, "majority": facts.majority,
            "burden_share": {"value": burden.share, "source": burden.source},
        },
        "governments": {key: _government(row.host, key, folder) for key in sorted(keys)},
        "incumbents": {"guest": guest_in_office(opening, folder), "host": incumbent},
        "successions": ahead,
        "rivalry": _rivalry(opening, folder),
        "table": _table(row, facts, opening, folder),
        "opening": _opening(row, opening, folder),
        "peer_deals": list(peers_of(row.host, opening, until, folder)),
        "macro": list(_macro(row, facts, opening, until, folder)),
        "intervals": list(_states(row.host, opening, until, folder)),
        "host_elections": _votes(row.host, facts, opening, until, folder),
        "segments": _segments(row.host, folder),
        "blocs": [
            {"name": each.name, "seats": each.seats, "camp": each.camp, "source": each.source}
            for each in built_in(row.host, opening, folder)
        ],
        "provocations": {"mode": "replay" if opening >= recorded_years()[0] else "none"},
    }  # fmt: skip


def title_of(row: rows.Agreement) -> str:
    """One line for captions."""
    opening, settled = row.opening, row.settled or row.signed
    assert opening is not None
    years = [str(opening.year), *([str(settled.year)] if settled and settled.year > opening.year else [])]
    which = (
        f"agreement {row.agreement}"
        if row.agreement < rows.FIRST_YEAR_AS_NUMBER
        else f"the agreement of {row.agreement}"
    )
    return f"{row.host}, {which}, talks {'-'.join(years)}"


def _agreement(row: rows.Agreement, opening: date, expiry: date, folder: Path) -> Values:
    last = before(row, folder)
    found: Values = {
        "number": row.agreement,
        "talks_open": {"value": opening, "source": row.source},
        "prior_expiry": {"value": expiry, "source": row.source},
        "base_amount": {"value": row.prior_year_bn, "source": row.source},
        "base_year": expiry.year,
        "prior_talks_failed_rounds": failed_rounds(last, folder),
    }
    if row.talks_start is not None and row.talks_start.day is None:
        found["talks_open"]["note"] = "the month is on record; the 15th stands for the day"
    if last is None:
        return found | {"prior_term_years": 1, "prior_escalator": "none"}
    term = {"value": paid_years(last, folder), "source": last.source}
    return found | {"prior_term_years": term, "prior_escalator": last.growth}


def _government(host: str, key: str, folder: Path) -> Values:
    (row,) = (each for each in read(host_rows.GovernmentRow, folder) if (each.host, each.key) == (host, key))
    return {"name": row.name, "orientation": row.orientation, "camp": row.camp, "source": row.source}


def _rivalry(opening: date, folder: Path) -> Values:
    """What the rival spends over what the guest spends, in the last year known that was over as the talks opened."""
    table = read(host_rows.Rivalry, folder)
    known = [each for each in table if each.year < opening.year] or [table[0]]
    last = max(known, key=lambda each: each.year)
    share = round(min(last.rival_bn / last.own_bn, 1.0), 2)
    return {"value": share, "source": f"{last.source}, {last.year}"}


def _table(row: rows.Agreement, facts: host_rows.HostFacts, opening: date, folder: Path) -> Values:
    rules = rules_before(row.host, opening, folder)
    steps = [float(step) for step in facts.labour_steps.split()]
    cap, cap_source = cap_before(row.host, opening, folder)
    found: Values = {
        "escalators": ["none", *rules],
        "cpi_cap": {"value": cap, "source": cap_source},
        "terms": list(range(1, longest_term(opening, folder) + 1)),
        "labour_shares": steps,
        "labour_share_now": {"value": facts.labour_share, "source": facts.source},
        "operational_support": row.new_items_from is not None and row.new_items_from <= opening,
    }
    if "fixed" in rules:
        rate, source = fixed_rate(row.host, opening, folder)
        found["fixed_rate"] = {"value": rate, "source": source}
    return found


def _opening(row: rows.Agreement, opening: date, folder: Path) -> Values:
    """Last demand and last offer with a figure published by the day the talks opened."""
    found: Values = {"host_rise": {"value": 0.0, "source": KEPT}}
    told = []
    for position in sorted(read(rows.Position, folder, row.host), key=lambda each: each.date):
        if position.agreement != row.agreement or position.date > opening or row.prior_year_bn is None:
            continue
        rise = rise_of(position, row.prior_year_bn, folder)
        kinds = {"guest": ("demand",), "host": ("offer", "final offer", "demand")}.get(position.side, ())
        if position.type in kinds and rise is not None:
            found[f"{position.side}_rise"] = {"value": rise, "source": position.source}
            told.append(position.source)
    return found | {"source": told[-1] if told else "assumed: no figure was published by the day the talks opened"}


def _macro(
    row: rows.Agreement, facts: host_rows.HostFacts, opening: date, until: date, folder: Path
) -> Iterator[Values]:
    """Yearly series of full years before the opening, then what was to be expected; years named by their end.

    A fiscal year that ends in the course of a calendar year bears that year's number and takes the series of the one
    in which it began.
    """
    assert row.prior_expiry is not None
    shift = row.prior_expiry.year - fiscal_year(row.prior_expiry, facts.year_begins)
    table = {each.year: each for each in read(rows.MacroYear, folder, row.host)}
    known = [
        table[year] for year in sorted(table) if year < opening.year and table[year].defence_growth_pct is not None
    ]
    last, recent = known[-1], known[-EXPECTED:]
    expected = {
        "fx": last.per_usd,
        "cpi": round(math.fsum(each.cpi_pct for each in recent) / len(recent) / 100, 4),
        "defence": round(math.fsum(each.defence_growth_pct or 0.0 for each in recent) / len(recent) / 100, 4),
    }
    words = f"expected as the talks open: rate of {last.year}, means of {recent[0].year} to {last.year}"
    first = max(known[0].year + shift, min(opening.year, row.prior_expiry.year) - EXPECTED)
    for year in range(first, until.year + 3):
        past = table.get(year - shift)
        if past is None or past.year > last.year or past.defence_growth_pct is None:
            yield {"year": year, **expected, "source": words}
        else:
            series = {"fx": past.per_usd, "cpi": past.cpi_pct / 100, "defence": past.defence_growth_pct / 100}
            yield {"year": year, **{name: round(value, 6) for name, value in series.items()}, "source": past.source}


def _states(host: str, opening: date, until: date, folder: Path) -> Iterator[Values]:
    """States of the world that had not ended by the opening and begin before the horizon."""
    for each in read(host_rows.StateRow, folder):
        if each.host in ("", host) and each.until >= opening and each.since <= until:
            yield {
                "kind": each.kind, "since": each.since, "until": each.until, "strength": each.strength,
                "source": each.source,
            }  # fmt: skip


def _votes(host: str, facts: host_rows.HostFacts, opening: date, until: date, folder: Path) -> list[Values]:
    """Votes in the host country from the opening to the horizon: those held by law, and elections as expected."""
    kinds = facts.votes.split()
    held = [
        {"day": each.date, "name": each.event, "source": each.source}
        for each in read(rows.CalendarEvent, folder, host)
        if each.kind in kinds and opening <= each.date <= until
    ]
    due = [
        {"day": each.election, "name": "election of the government", "source": each.row.source}
        for each in elections_ahead(host, opening, until, folder)
        if opening <= each.election <= until
    ]
    return sorted((*held, *due), key=lambda each: each["day"])


def _segments(host: str, folder: Path) -> list[Values]:
    table = {str(each.name): each for each in read(host_rows.SegmentRow, folder) if each.host == host}
    return [
        {"name": name, "share": table[name].share, "support": table[name].support, "anger": table[name].anger,
         "source": table[name].source}
        for name in SEGMENTS
    ]  # fmt: skip
