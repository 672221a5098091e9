"""The rounds of one negotiation as a table: both offers, the gap, who refused and why, and the state of the world."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.markdown import plain
from sim.prepare import Prepared
from sim.rules.kinds import Reason
from sim.scenario.problems import counted
from sim.stories.clauses import clause, package_cell_of
from sim.stories.phrases import Cast, package_cell, rise_words, signed
from sim.stories.record_words import record_cell
from sim.traces.entries import (
    Breakdown,
    Consent,
    Election,
    Entry,
    EntryIntoForce,
    Expiry,
    FurloughBegun,
    FurloughEnded,
    Handover,
    HorizonReached,
    OutsideChange,
    Protest,
    RecordedMove,
    RecordEnded,
    Refusal,
    RoundHeld,
    Signature,
    TextMade,
    Threat,
    Vote,
    Walkout,
    Withdrawal,
)
from sim.traces.trace import Round, Trace

HEADINGS = (
    "#", "date", "level", "guest asks", "host offers", "gap", "what came of it", "threat", "anger", "support",
    "waiting guest", "waiting host", "pressure", "given up",
)  # fmt: skip
NUMERIC = ("#", "gap", "threat", "anger", "support", "waiting guest", "waiting host", "pressure", "given up")
NOTE = (
    "gap: worth to the guest by which the host's offer falls short of what it asks for; at or below 0 the two meet."
    " pressure: what delay costs both sides together, as a share of what is at stake. given up: by the guest, of what"
    " it could hold out for, and by the host where that differs."
    " waiting: worth a year, the guest's leader's price apart. anger and support: averages over the public;"
    " all else as said above."
)
Row = tuple[str, ...]
MILESTONES = (
    Expiry, FurloughBegun, FurloughEnded, Election, Handover, Signature, Vote, EntryIntoForce, Breakdown, Protest,
    Withdrawal, OutsideChange,
)  # fmt: skip


def round_rows(prepared: Prepared, trace: Trace) -> list[Row]:
    """Rows in order of date, one a round, in the columns of `HEADINGS`.

    Between them stand, with empty cells, the dates on which the table changed: expiry, furlough, elections, handovers.
    """
    cast = Cast(prepared.scenario)
    rounds = {each.day: each for each in trace.rounds}
    rows: list[Row] = []
    for number, entry in enumerate(trace.entries):
        if isinstance(entry, RoundHeld):
            rows.append(_round(rounds[entry.day], trace.entries[number + 1 :]))
            continue
        words = _milestone(entry, cast)
        if words:
            rows.append(("", entry.date.isoformat(), *[""] * 4, words, *[""] * 7))
    return rows


def markdown_table(headings: Sequence[str], rows: Sequence[Row]) -> str:
    """Table in Markdown, its columns aligned so that it can be read as plain text too."""
    rows = [tuple(map(plain, row)) for row in rows]
    widths = [max(3, *(len(cell) for cell in column)) for column in zip(headings, *rows, strict=True)]
    right = [heading in NUMERIC for heading in headings]

    def line(cells: Sequence[str]) -> str:
        padded = (cell.rjust(w) if r else cell.ljust(w) for cell, w, r in zip(cells, widths, right, strict=True))
        return f"| {' | '.join(padded)} |"

    rule = [f"{'-' * (w - 1)}{':' if r else '-'}" for w, r in zip(widths, right, strict=True)]
    return "\n".join([line(headings), line(rule), *(line(row) for row in rows)])


def _round(now: Round, later: Sequence[Entry]) -> Row:
    return (
        str(now.number),
        now.date.isoformat(),
        now.level,
        package_cell(now.guest_rise, now.guest_escalator, now.guest_term),
        package_cell(now.host_rise, now.host_escalator, now.host_term),
        signed(f"{now.gap:.3f}"),
        _result(now, later),
        signed(f"{now.threat:.2f}"),
        signed(f"{now.anger:.2f}"),
        f"{100 * now.support:.0f}%",
        signed(f"{now.guest_waiting:.3f}"),
        signed(f"{now.host_waiting:.3f}"),
        f"{100 * now.pressure / now.stake:.0f}%" if now.stake > 0.0 else "",
        _given_up(now),
    )


def _given_up(now: Round) -> str:
    """Shares both sides have given up, one number where they are alike."""
    guest, host = (f"{100 * share:.0f}%" for share in (now.guest_conceded, now.host_conceded))
    return guest if guest == host else f"{guest}, {host}"


def _result(now: Round, later: Sequence[Entry]) -> str:
    """What came of a round: why no text, or which and what became of it."""
    same_day = [each for each in later if each.day == now.day]
    walkout = next((each for each in same_day if isinstance(each, Walkout)), None)
    reason = walkout.reason if now.reason is Reason.WALKOUT and walkout is not None else now.reason
    words = {
        Reason.GAP: "gap",
        Reason.NO_ZONE: _no_zone(now),
        Reason.GUEST_DECLINED: "guest's delegation turns the text down",
        Reason.HOST_DECLINED: "host's delegation turns the text down",
        Reason.PARKED: "parked until the handover",
        Reason.WIN_SET: "beyond what the legislature would carry",
    }.get(reason, "")
    if now.reason is Reason.CLOSED:
        texts = [each for each in same_day if isinstance(each, TextMade)]
        words = " ".join(["text", *(package_cell_of(each.content) for each in texts[:1])])
        fate = next((each for each in later if isinstance(each, (Refusal, Consent, RoundHeld))), None)
        if isinstance(fate, Refusal):
            words += f"; {fate.actor}'s leader refuses, {fate.date.isoformat()}"
        elif isinstance(fate, Consent):
            words += f"; leaders consent, {fate.date.isoformat()}"
    tactics = ["walkout"] if walkout is not None else []
    tactics += ["withdrawal threat"] if any(isinstance(each, Threat) for each in same_day) else []
    return "; ".join([words, *tactics])


def _no_zone(now: Round) -> str:
    if not now.least_rise > now.most_rise:
        return "no zone"
    return f"no zone: {rise_words(now.most_rise)} at most, {rise_words(now.least_rise)} at least"


def _milestone(entry: Entry, cast: Cast) -> str:
    """Words for a date on which the table changed, or nothing."""
    match entry:
        case RecordedMove():
            return record_cell(entry)
        case RecordEnded():
            return f"– {clause(entry, cast)}; simulated from here on"
        case HorizonReached():
            return f"– {clause(entry, cast)} after {counted(entry.day, 'day')}"
    return f"– {clause(entry, cast)}" if isinstance(entry, MILESTONES) else ""
