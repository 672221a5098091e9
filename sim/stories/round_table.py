"""The rounds of one negotiation as a table: both offers, the gap, who refused and why, and the state of the world."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len as cell_width

from sim.analysis.markdown import plain
from sim.prepare import Prepared
from sim.rules.kinds import Reason
from sim.stories.clauses import clause, package_cell_of
from sim.stories.phrases import Cast, package_cell, rise_words
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
from sim.words import Language, Words
from sim.words.numerals import percent, signed, state_words

COLUMNS = (
    "number", "date", "level", "guest_asks", "host_offers", "gap", "result", "threat", "anger", "support",
    "guest_waiting", "host_waiting", "pressure", "given_up",
)  # fmt: skip
NUMERIC = ("number", "gap", "threat", "anger", "support", "guest_waiting", "host_waiting", "pressure", "given_up")
Row = tuple[str, ...]
MILESTONES = (
    Expiry, FurloughBegun, FurloughEnded, Election, Handover, Signature, Vote, EntryIntoForce, Breakdown, Protest,
    Withdrawal, OutsideChange,
)  # fmt: skip
FAILED = (Reason.GAP, Reason.GUEST_DECLINED, Reason.HOST_DECLINED, Reason.PARKED, Reason.WIN_SET)


def headings(words: Words) -> tuple[str, ...]:
    """Headings of `COLUMNS`."""
    return tuple(words.form(f"rounds_table.column.{column}") for column in COLUMNS)


def round_rows(prepared: Prepared, trace: Trace, language: Language = "en") -> list[Row]:
    """Rows in order of date, one a round, in the columns of `COLUMNS`.

    Between them stand, with empty cells, the dates on which the table changed: expiry, furlough, elections, handovers.
    """
    cast = Cast(prepared.scenario, language)
    rounds = {each.day: each for each in trace.rounds}
    rows: list[Row] = []
    for number, entry in enumerate(trace.entries):
        if isinstance(entry, RoundHeld):
            rows.append(_round(cast.words, rounds[entry.day], trace.entries[number + 1 :]))
            continue
        words = _milestone(entry, cast)
        if words:
            rows.append(("", entry.date.isoformat(), *[""] * 4, words, *[""] * 7))
    return rows


def markdown_table(words: Words, rows: Sequence[Row]) -> str:
    """Table in Markdown, its columns aligned so that it can be read as plain text too."""
    rows = [tuple(map(plain, row)) for row in rows]
    heads = headings(words)
    widths = [max(3, *map(cell_width, column)) for column in zip(heads, *rows, strict=True)]
    right = [column in NUMERIC for column in COLUMNS]

    def line(cells: Sequence[str]) -> str:
        padded = (_padded(cell, w, r) for cell, w, r in zip(cells, widths, right, strict=True))
        return f"| {' | '.join(padded)} |"

    rule = [f"{'-' * (w - 1)}{':' if r else '-'}" for w, r in zip(widths, right, strict=True)]
    return "\n".join([line(heads), line(rule), *(line(row) for row in rows)])


def _padded(cell: str, width: int, right: bool) -> str:
    """A cell filled up with blanks; letters of Hangul are two wide."""
    blanks = " " * (width - cell_width(cell))
    return f"{blanks}{cell}" if right else f"{cell}{blanks}"


def _round(words: Words, now: Round, later: Sequence[Entry]) -> Row:
    return (
        str(now.number),
        now.date.isoformat(),
        words.form(f"rounds_table.level.{now.level}"),
        package_cell(words, now.guest_rise, now.guest_escalator, now.guest_term),
        package_cell(words, now.host_rise, now.host_escalator, now.host_term),
        signed(f"{now.gap:.3f}"),
        _result(words, now, later),
        state_words(now.threat),
        state_words(now.anger),
        percent(now.support),
        signed(f"{now.guest_waiting:.3f}"),
        signed(f"{now.host_waiting:.3f}"),
        percent(now.pressure / now.stake) if now.stake > 0.0 else "",
        _given_up(now),
    )


def _given_up(now: Round) -> str:
    """Shares both sides have given up, one number where they are alike."""
    guest, host = map(percent, (now.guest_conceded, now.host_conceded))
    return guest if guest == host else f"{guest}, {host}"


def _result(words: Words, now: Round, later: Sequence[Entry]) -> str:
    """What came of a round: why no text, or which and what became of it."""
    same_day = [each for each in later if each.day == now.day]
    walkout = next((each for each in same_day if isinstance(each, Walkout)), None)
    reason = walkout.reason if now.reason is Reason.WALKOUT and walkout is not None else now.reason
    if now.reason is Reason.CLOSED:
        told = _text(words, same_day, later)
    elif reason is Reason.NO_ZONE:
        told = _no_zone(words, now)
    else:
        told = words.form(f"rounds_table.{reason.name.lower()}") if reason in FAILED else ""
    tactics = ["walkout"] if walkout is not None else []
    tactics += ["threat"] if any(isinstance(each, Threat) for each in same_day) else []
    return "; ".join([told, *(words.form(f"rounds_table.{each}") for each in tactics)])


def _text(words: Words, same_day: Sequence[Entry], later: Sequence[Entry]) -> str:
    """A text, and what the leaders made of it."""
    told = words.form("rounds_table.text_bare")
    for each in same_day:
        if isinstance(each, TextMade):
            told = words.form("rounds_table.text", package=package_cell_of(words, each.content))
            break
    fate = next((each for each in later if isinstance(each, (Refusal, Consent, RoundHeld))), None)
    if isinstance(fate, Refusal):
        return words.form(f"rounds_table.{fate.actor}_refuses", text=told, date=fate.date.isoformat())
    if isinstance(fate, Consent):
        return words.form("rounds_table.consent", text=told, date=fate.date.isoformat())
    return told


def _no_zone(words: Words, now: Round) -> str:
    if not now.least_rise > now.most_rise:
        return words.form("rounds_table.no_zone")
    most, least = rise_words(words, now.most_rise), rise_words(words, now.least_rise)
    return words.form("rounds_table.no_zone_rises", most=most, least=least)


def _milestone(entry: Entry, cast: Cast) -> str:
    """Words for a date on which the table changed, or nothing."""
    words = cast.words
    match entry:
        case RecordedMove():
            return record_cell(words, entry)
        case RecordEnded():
            return words.form("rounds_table.milestone_record", clause=clause(entry, cast))
        case HorizonReached():
            days = words.count(entry.day, "day")
            return words.form("rounds_table.milestone_horizon", clause=clause(entry, cast), days=days)
    return words.form("rounds_table.milestone", clause=clause(entry, cast)) if isinstance(entry, MILESTONES) else ""
