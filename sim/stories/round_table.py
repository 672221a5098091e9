"""The rounds of one negotiation as a table: both offers, the gap, who refused and why, and the state of the world."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.markdown import plain
from sim.prepare import Prepared
from sim.rules.kinds import Reason
from sim.stories.phrases import Cast, count, package_cell, rise_words, signed
from sim.stories.record_words import ENDS, record_cell
from sim.traces.trace import Entry, Round, Trace

HEADINGS = (
    "#", "date", "level", "guest asks", "host offers", "gap", "what came of it", "threat", "anger", "support",
    "waiting guest", "waiting host",
)  # fmt: skip
NUMERIC = ("#", "gap", "threat", "anger", "support", "waiting guest", "waiting host")
NOTE = (
    "gap: worth to the guest by which the host's offer falls short of what it asks for; at or below 0 the two meet."
    " waiting: worth a year, the guest's being its leader's. anger and support: averages over the public;"
    " all else as said above."
)
Row = tuple[str, ...]


def round_rows(prepared: Prepared, trace: Trace) -> list[Row]:
    """Rows in order of date, one a round, in the columns of `HEADINGS`.

    Between them stand, with empty cells, the dates on which the table changed: expiry, furlough, elections, handovers.
    """
    cast = Cast(prepared.scenario)
    rounds = {each.day: each for each in trace.rounds}
    rows: list[Row] = []
    for place, entry in enumerate(trace.entries):
        if entry.kind == "round":
            rows.append(_round(rounds[entry.day], trace.entries[place + 1 :]))
            continue
        words = _milestone(entry, cast)
        if words:
            rows.append(("", entry.date.isoformat(), *[""] * 4, words, *[""] * 5))
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
    )


def _result(now: Round, later: Sequence[Entry]) -> str:
    """What came of a round: why no text, or which and what became of it."""
    same_day = {each.kind: each for each in later if each.day == now.day}
    reason = same_day["walkout"].reason if now.reason is Reason.WALKOUT and "walkout" in same_day else now.reason
    words = {
        Reason.GAP: "gap",
        Reason.NO_ZONE: _no_zone(now),
        Reason.GUEST_DECLINED: "guest's delegation lets text go",
        Reason.HOST_DECLINED: "host's delegation lets text go",
        Reason.PARKED: "parked until the handover",
        Reason.WIN_SET: "beyond what the legislature would carry",
    }.get(reason, "")
    if now.reason is Reason.CLOSED:
        words = "text" if "text" not in same_day else f"text {_text(same_day['text'])}"
        fate = next((each for each in later if each.kind in ("refusal", "consent", "round")), None)
        if fate is not None and fate.kind == "refusal":
            side = "guest" if fate.reason is Reason.GUEST_LEADER else "host"
            words += f"; {side}'s leader refuses, {fate.date.isoformat()}"
        elif fate is not None and fate.kind == "consent":
            words += f"; leaders consent, {fate.date.isoformat()}"
    tactics = [name for kind, name in (("walkout", "walkout"), ("threat", "withdrawal threat")) if kind in same_day]
    return "; ".join([words, *tactics])


def _no_zone(now: Round) -> str:
    if not now.least_rise > now.most_rise:
        return "no zone"
    return f"no zone: {rise_words(now.most_rise)} at most, {rise_words(now.least_rise)} at least"


def _text(text: Entry) -> str:
    cell = package_cell(text.values["rise"], text.names["escalator"], int(text.values["term"]))
    return f"{cell} + side letter" if text.values["side_letter"] > 0.0 else cell


def _name(cast: Cast, office: str, key: str) -> str:
    return cast.holder(office, key).removeprefix("the ")


def _milestone(entry: Entry, cast: Cast) -> str:
    """Words for a date on which the table changed, or nothing."""
    value = entry.values
    match entry.kind:
        case "expiry":
            return "– old agreement expires"
        case "record":
            return record_cell(entry)
        case "as_of":
            return f"– {ENDS}"
        case "furlough":
            return "– furlough begins"
        case "furlough_end":
            return "– furlough ends"
        case "election":
            return f"– {_name(cast, entry.actor, entry.names['winner'])} elected"
        case "handover":
            return f"– {_name(cast, entry.actor, entry.names['elected'])} in office"
        case "signature":
            return "– signed"
        case "vote":
            tally = f"{value['votes_for']:.0f} to {value['votes_against']:.0f}"
            return f"– vote {'fails' if entry.reason is Reason.VOTE_FAILED else 'passes'}, {tally}"
        case "entry":
            return "– in force"
        case "break":
            return "– talks break off"
        case "protest":
            return "– protest"
        case "withdrawal":
            return f"– {100 * value['share']:.0f}% of the troops leave"
        case "change":
            return "– change from outside"
        case "horizon":
            return f"– horizon after {count(entry.day, 'day')}"
    return ""
