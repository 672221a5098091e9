"""The table of rounds: its headings, its cells and the note below it."""

from __future__ import annotations

from sim.words.language import Forms

ROUNDS_TABLE: Forms = {
    "rounds_table.column.number": "#",
    "rounds_table.column.date": "date",
    "rounds_table.column.level": "level",
    "rounds_table.column.guest_asks": "guest asks",
    "rounds_table.column.host_offers": "host offers",
    "rounds_table.column.gap": "gap",
    "rounds_table.column.result": "what came of it",
    "rounds_table.column.threat": "threat",
    "rounds_table.column.anger": "anger",
    "rounds_table.column.support": "support",
    "rounds_table.column.guest_waiting": "waiting guest",
    "rounds_table.column.host_waiting": "waiting host",
    "rounds_table.column.pressure": "pressure",
    "rounds_table.column.given_up": "given up",
    "rounds_table.note": (
        "gap: worth to the guest by which the host's offer falls short of what it asks for; at or below 0 the two"
        " meet. pressure: what delay costs both sides together, as a share of what is at stake. given up: by the"
        " guest, of what it could hold out for, and by the host where that differs. waiting: worth a year, the"
        " guest's leader's price apart. anger and support: averages over the public; all else as said above."
    ),
    "rounds_table.title": "Rounds",
    "rounds_table.whole": "the page, or --format csv",
    "rounds_table.level.working": "working",
    "rounds_table.level.ministerial": "ministerial",
    "rounds_table.level.leader": "leader",
    "rounds_table.gap": "gap",
    "rounds_table.no_zone": "no zone",
    "rounds_table.no_zone_rises": "no zone: {most} at most, {least} at least",
    "rounds_table.guest_declined": "guest's delegation turns the text down",
    "rounds_table.host_declined": "host's delegation turns the text down",
    "rounds_table.parked": "parked until the handover",
    "rounds_table.win_set": "beyond what the legislature would carry",
    "rounds_table.text": "text {package}",
    "rounds_table.text_bare": "text",
    "rounds_table.guest_refuses": "{text}; guest's leader refuses, {date}",
    "rounds_table.host_refuses": "{text}; host's leader refuses, {date}",
    "rounds_table.consent": "{text}; leaders consent, {date}",
    "rounds_table.walkout": "walkout",
    "rounds_table.threat": "withdrawal threat",
    "rounds_table.milestone": "– {clause}",
    "rounds_table.milestone_record": "– {clause}; simulated from here on",
    "rounds_table.milestone_horizon": "– {clause} after {days}",
}
